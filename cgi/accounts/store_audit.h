/* Reading the audit trail. Only this area includes it. */
#ifndef ACCOUNTS_STORE_AUDIT_H
#define ACCOUNTS_STORE_AUDIT_H

#include "accounts/store.h"

/* One line of the trail. */
struct trace {
	int64_t id, at;
	const char *person_name;	/* NULL: nobody was signed in, or the command did it */
	int team;			/* at that time; -1 without a person */
	bool by_token;
	const char *act;		/* a code: "version.signature" */
	const char *subject;		/* "person", "version", or NULL */
	int64_t subject_id;
	const char *subject_name;	/* of a person, else NULL */
	const char *detail;		/* codes and numbers, or NULL */
};

/* Which lines. */
struct trace_wish {
	int64_t person_id;		/* who acted; 0 anybody */
	const char *group;		/* "version": that act and "version.…"; NULL any */
	int64_t from, to;		/* instants: from inclusive, to exclusive; 0 open */
	int64_t before;			/* only ids below this; 0 from the newest */
};

/* At most `most` lines, the newest first. */
struct trace *traces_list(struct db *db, const void *ctx, const struct trace_wish *wish, int64_t most, size_t *count);

#endif
