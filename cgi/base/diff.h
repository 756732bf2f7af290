/* The difference between two texts, word by word. */
#ifndef BASE_DIFF_H
#define BASE_DIFF_H

#include <stdbool.h>
#include <stddef.h>

enum diff_kind { DIFF_SAME, DIFF_DEL, DIFF_INS };

struct diff_run {
	enum diff_kind kind;
	const char *text;		/* NUL-terminated, never empty */
};

/*
 * SAME and DEL runs joined are the old text, SAME and INS runs the new one,
 * byte for byte.  Neighbours differ in kind; where both stand together, DEL
 * comes before INS.
 */
struct diff {
	struct diff_run *runs;
	size_t count;			/* 0 when both texts are empty */
	bool changed;
};

/*
 * Compares words, runs of white space and single marks (E. Myers, "An O(ND)
 * difference algorithm", 1986).  A lone word left standing between two changes is
 * counted as changed, as that reads better.  When more than DIFF_MOST_EDITS
 * tokens differ, all between the common beginning and end is replaced whole: time
 * is bounded by tokens x DIFF_MOST_EDITS and memory by its square.
 */
enum { DIFF_MOST_EDITS = 1000 };
struct diff *diff_words(const void *ctx, const char *old_text, const char *new_text)
	__attribute__((returns_nonnull));

#endif
