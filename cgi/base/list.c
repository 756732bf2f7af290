/* Pairing the rows of two lists by key, and saying which of them moved. */
#include "base/list.h"

#include <string.h>
#include <talloc.h>

#include "base/text.h"

/* For each row of the new list its place in the old one, LIST_NONE if it has none; `taken` marks the paired old rows. */
static long *
pair(const void *ctx, const char *const old_keys[], size_t old_count, const char *const new_keys[], size_t new_count, bool *taken)
{
	long *pairs = memory_need(talloc_array(ctx, long, new_count + 1));

	for (size_t i = 0; i < new_count; i++) {
		pairs[i] = LIST_NONE;
		for (size_t j = 0; j < old_count && pairs[i] == LIST_NONE; j++) {
			if (taken[j] || strcmp(old_keys[j], new_keys[i]) != 0)
				continue;
			taken[j] = true;
			pairs[i] = (long)j;
		}
	}
	return pairs;
}

/* Marks the rows of the new list that are on a longest run of rising old places: all others moved. */
static bool *
stayed(const void *ctx, const long *pairs, size_t count)
{
	bool *stay = memory_need(talloc_zero_array(ctx, bool, count + 1));
	size_t *length = memory_need(talloc_zero_array(ctx, size_t, count + 1));
	long *before = memory_need(talloc_array(ctx, long, count + 1)), best = LIST_NONE;

	for (size_t i = 0; i < count; i++) {
		if (pairs[i] == LIST_NONE)
			continue;
		length[i] = 1;
		before[i] = LIST_NONE;
		for (size_t j = 0; j < i; j++) {
			if (pairs[j] == LIST_NONE || pairs[j] > pairs[i] || length[j] + 1 <= length[i])
				continue;
			length[i] = length[j] + 1;
			before[i] = (long)j;
		}
		if (best == LIST_NONE || length[i] > length[best])
			best = (long)i;
	}
	for (; best != LIST_NONE; best = before[best])
		stay[best] = true;
	return stay;
}

/* Adds the removed old rows from `from` up to the next one that is still there. */
static size_t
add_removed(struct list_step *steps, size_t at, const bool *taken, size_t from, size_t old_count)
{
	for (; from < old_count && !taken[from]; from++)
		steps[at++] = (struct list_step){ .kind = LIST_REMOVED, .old_at = (long)from, .new_at = LIST_NONE };
	return at;
}

struct list_step *
list_diff(const void *ctx, const char *const old_keys[], size_t old_count, const char *const new_keys[], size_t new_count,
	list_same *same, const void *user, size_t *count)
{
	struct list_step *steps = memory_need(talloc_zero_array(ctx, struct list_step, old_count + new_count + 1));
	bool *taken = memory_need(talloc_zero_array(steps, bool, old_count + 1)), *stay;
	long *pairs = pair(taken, old_keys, old_count, new_keys, new_count, taken);
	size_t at;

	stay = stayed(taken, pairs, new_count);
	at = add_removed(steps, 0, taken, 0, old_count);
	for (size_t i = 0; i < new_count; i++) {
		struct list_step *step = &steps[at++];

		step->old_at = pairs[i];
		step->new_at = (long)i;
		if (pairs[i] == LIST_NONE) {
			step->kind = LIST_ADDED;
			continue;
		}
		step->kind = !same || same((size_t)pairs[i], i, user) ? LIST_SAME : LIST_CHANGED;
		step->moved = !stay[i];
		at = add_removed(steps, at, taken, (size_t)pairs[i] + 1, old_count);
	}
	talloc_free(taken);
	*count = at;
	return steps;
}

bool
list_changed(const struct list_step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (steps[i].kind != LIST_SAME || steps[i].moved)
			return true;
	return false;
}
