/* Vocabulary checks: handoffs told without names, and how often both teams judge alike. Pure. */
#ifndef MEETINGS_RULES_CHECK_H
#define MEETINGS_RULES_CHECK_H

#include <stddef.h>
#include <stdint.h>

enum { CHECK_CASES = 5, EQUAL_LEAST = 10, SHARE_MONTHS = 6 };	/* handoffs of one check; fewer judgements show as counts alone; months side by side */

enum judgement { JUDGED_MEETS, JUDGED_FAILS, JUDGED_UNKNOWN };
extern const char *const judgement_names[];

/*
 * A text with "…" for whatever tells whom it is about: each word of `names` (lines: people, company, address) in any case, with or
 * without its accents, with an ending or an apostrophe; from U+0590 on, where words are written together, each word with a name in it;
 * mail and web addresses, also bare domains; numbers of six digits or more, however they are parted, but for days. Words of two
 * letters count where they are capitals, of one letter never, nor do articles and the like. Too much rather than too little is taken
 * out. Of an address the names are those before the @ but for words of a desk ("sales"), and what stands before the public suffix of a
 * domain that is no free mail: "fernhill" of "info@mail.fernhill.co.uk". A child of `ctx`.
 */
const char *without_names(const void *ctx, const char *text, const char *names);

/* What was found by a criterion of a handoff. */
struct case_answer {
	int64_t case_id;
	int kind;			/* enum criterion_kind */
	const char *label;
	const char *value;		/* NULL: not known */
	const char *evidence;		/* "": none */
};

/*
 * "Label: value; evidence" without names. Of the values only texts can tell whom it is about; the others stay as they are, but for a yes
 * or no, which is not told: it would judge. A child of `ctx`.
 */
const char *case_answer_words(const void *ctx, const struct case_answer *found, const char *names);

/* Of a criterion and a month: how many judgements were equal. */
struct agreement_share {
	const char *month;		/* "YYYY-MM-01" */
	const char *code;
	const char *label;
	int64_t equal;
	int64_t judged;			/* by both teams */
};

/* The same by criterion: the months side by side, and all of them together. */
struct share_line {
	const char *label;		/* the latest */
	int64_t equal, judged;
	const struct agreement_share *months[SHARE_MONTHS];	/* NULL: not judged that month */
};
struct share_table {
	const char *months[SHARE_MONTHS];	/* the latest ones, oldest first */
	size_t month_count;
	struct share_line *lines;
	size_t count;
};

/* `shares` newest month first. All their months are in the sums; the latest SHARE_MONTHS have columns. */
struct share_table share_table_of(const void *ctx, const struct agreement_share *shares, size_t count);

/* "4 of 5"; from EQUAL_LEAST judgements on "82 % (41 of 50)". */
const char *equal_words(const void *ctx, int64_t equal, int64_t judged);

#endif
