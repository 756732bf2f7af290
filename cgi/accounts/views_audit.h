/* How the audit trail looks. */
#ifndef ACCOUNTS_VIEWS_AUDIT_H
#define ACCOUNTS_VIEWS_AUDIT_H

#include "accounts/store_audit.h"
#include "accounts/store_people.h"
#include "accounts/views.h"

/* The groups of acts that can be asked for: codes and words, { NULL } ends them. */
struct act_group {
	const char *code, *label;
};
extern const struct act_group act_groups[];

/* What was asked for as it was typed, with what is wrong with it (NULL: nothing). */
struct audit_wish {
	struct trace_wish trace;
	const char *from, *to;		/* days, or "" */
	const char *problem;
};

struct view *audit_index_view(struct request *req, const struct audit_wish *wish, const struct member *members,
    size_t member_count, const struct trace *traces, size_t count, int64_t older_from);

#endif
