/* Rules of the directory: who answers for what, where nobody does, and where two do. Pure. */
#ifndef GLOSSARY_RULES_DIRECTORY_H
#define GLOSSARY_RULES_DIRECTORY_H

#include "auth/user.h"

#include <stdbool.h>
#include <stdint.h>

/* Whom to ask on one side. */
struct contact {
	int64_t id;			/* 0: nobody */
	const char *name;		/* or NULL */
	int team;			/* theirs now */
	bool has_left;			/* cannot sign in any more */
	const char *out_until;		/* the last day out, or NULL */
	const char *deputy_name;	/* or NULL */
};

/* One thing that people answer for: a term of the glossary, or a topic that is none. */
struct duty {
	int64_t topic_id;		/* 0: a term */
	const char *slug;		/* of the term, else NULL */
	const char *name;
	int kind;			/* enum term_kind; -1: a topic */
	bool by[2];			/* which teams do it: of a stage its owner in force, of a topic what was ticked */
	struct contact points[2];	/* Marketing's, then Sales's */
	const char *owner_name;		/* who looks after a term's wording, or NULL */
	const char *twin_slug, *twin_name;	/* a term of the same name as this topic, or NULL */
};

/* What is missing, and what is there twice, as sentences; NULL ends them. Children of ctx. */
const char *const *duty_gaps(const void *ctx, const struct duty *duty);
const char *const *duty_doubles(const void *ctx, const struct duty *duty);

/* A topic as its form fills it in. */
struct topic {
	int64_t id;
	const char *name;
	bool by_marketing, by_sales;
	int64_t point_marketing_id, point_sales_id;	/* 0: nobody yet */
	const char *editor_name;
	int64_t edited_at;
	int64_t revision;
};

#endif
