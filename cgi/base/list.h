/* The difference between two lists whose rows have keys, such as the criteria of two versions. */
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>

enum list_kind { LIST_SAME, LIST_CHANGED, LIST_ADDED, LIST_REMOVED };

enum { LIST_NONE = -1 };

struct list_step {
	enum list_kind kind;
	bool moved;			/* in both lists, but at another place among those that stayed */
	long old_at, new_at;		/* places in the lists from 0; LIST_NONE where it is not in one */
};

/* Do the rows at these places say the same? */
typedef bool list_same(size_t old_at, size_t new_at, const void *user);

/*
 * One step a row: in the order of the new list, each removed row behind the one
 * it followed in the old list.  As few rows as possible are called moved.  A key
 * that occurs twice pairs in order.  `same` NULL: equal keys say the same.
 * `count` is the number of steps; a child of `ctx`.
 */
struct list_step *list_diff(const void *ctx, const char *const old_keys[], size_t old_count,
	const char *const new_keys[], size_t new_count, list_same *same, const void *user, size_t *count)
	__attribute__((returns_nonnull));

/* Has anything changed, moved, come or gone? */
bool list_changed(const struct list_step *, size_t count);

#endif
