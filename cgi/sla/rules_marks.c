/* Draws one mark for each clock. */
#include "sla/rules_marks.h"

#include "base/text.h"
#include "sla/rules_timer.h"

enum { PITCH = 9, GAP = 4, DAYS_MOST = 31 };

const char *const mark_names[] = { [MARK_MET] = "met", [MARK_LATE] = "late", [MARK_RUNNING] = "running", [MARK_UNKNOWN] = "unknown",
    [MARK_KINDS] = NULL };

const char *
mark_label(int mark)
{
	static const char *const labels[] = { [MARK_MET] = "in time", [MARK_LATE] = "late", [MARK_RUNNING] = "not due yet", [MARK_UNKNOWN] = "not measured" };

	return labels[mark];
}

size_t
marks_pick(struct marked_clock *clocks, size_t count)
{
	size_t running = 0, settled, next, skipped, kept = 0;

	for (size_t i = 0; i < count; i++)
		running += clocks[i].state == TIMER_RUNNING;
	settled = count - running;
	next = count <= MARKS_MOST || running <= MARKS_NEXT ? running : settled < MARKS_MOST - MARKS_NEXT ? MARKS_MOST - settled : MARKS_NEXT;
	skipped = settled + next > MARKS_MOST ? settled + next - MARKS_MOST : 0;
	for (size_t i = 0; i < count; i++) {
		size_t *left = clocks[i].state == TIMER_RUNNING ? &next : &skipped;
		bool stays = clocks[i].state == TIMER_RUNNING ? *left > 0 : !*left;

		*left -= *left > 0;
		if (stays)
			clocks[kept++] = clocks[i];
	}
	return kept;
}

int
mark_of(const struct marks *m, size_t index)
{
	const struct marked_clock *c = &m->clocks[index];

	if (c->state == TIMER_MET)
		return MARK_MET;
	if (c->state == TIMER_RUNNING && c->deadline >= m->now)
		return MARK_RUNNING;
	return m->by_feed && c->deadline > m->known_up_to ? MARK_UNKNOWN : MARK_LATE;
}

size_t
marks_count(const struct marks *m, int mark)
{
	size_t count = 0;

	for (size_t i = 0; i < m->count; i++)
		count += mark_of(m, i) == mark;
	return count;
}

const char *
marks_sentence(const void *ctx, const struct marks *m, const char *one)
{
	if (m->all > (int64_t)m->count)
		return text_format(ctx, "One mark for each of %zu of the %lld %ss, by deadline: the last with a result and the next to fall due.", m->count,
		    (long long)m->all, one);
	return text_format(ctx, "One mark for each %s, by deadline.", one);
}

const char *
marks_words(const void *ctx, const struct marks *m)
{
	struct buffer *words = buffer_new(ctx);

	for (int mark = 0; mark < MARK_KINDS; mark++) {
		size_t count = marks_count(m, mark);

		if (count)
			buffer_format(words, "%s%zu %s", words->length ? ", " : "", count, mark_label(mark));
	}
	return text_format(ctx, "%s.", buffer_take(ctx, words));
}

/* An outline lies inside of its mark: half a line's width from the edge. */
static void
mark_draw(struct buffer *path, int mark, int64_t x, int64_t y)
{
	switch (mark) {
	case MARK_MET:
		buffer_format(path, "M%lld %lldh6v12h-6z", (long long)x, (long long)y + 5);
		break;
	case MARK_LATE:
		buffer_format(path, "M%lld.75 %lld.75h4.5v20.5h-4.5z", (long long)x, (long long)y);
		break;
	case MARK_RUNNING:
		buffer_format(path, "M%lld.5 %lld.5h5v5h-5z", (long long)x, (long long)y + 8);
		break;
	default:
		buffer_format(path, "M%lld %lldh6v2h-6z", (long long)x, (long long)y + 10);
	}
}

const char *
marks_path(const void *ctx, const struct marks *m, int mark)
{
	struct buffer *path = buffer_new(ctx);

	for (size_t i = 0; i < m->count; i++)
		if (mark_of(m, i) == mark)
			mark_draw(path, mark, (int64_t)(i % MARKS_A_ROW) * PITCH, (int64_t)(i / MARKS_A_ROW) * (MARK_HEIGHT + GAP));
	return buffer_take(ctx, path);
}

const char *
mark_path(const void *ctx, int mark)
{
	struct buffer *path = buffer_new(ctx);

	mark_draw(path, mark, 0, 0);
	return buffer_take(ctx, path);
}

int64_t
marks_height(const struct marks *m)
{
	int64_t rows = ((int64_t)m->count + MARKS_A_ROW - 1) / MARKS_A_ROW;

	return rows ? rows * (MARK_HEIGHT + GAP) - GAP : 0;
}

size_t
marks_days(const struct marks *m, const char *zone, struct marks_day *days)
{
	size_t count = 0;

	for (size_t i = 0; i < m->count; i++) {
		struct day day = day_of(m->clocks[i].deadline, zone);

		if (!count || day_compare(days[count - 1].day, day) != 0) {
			if (count == DAYS_MOST)
				break;
			days[count++] = (struct marks_day){ .day = day };
		}
		days[count - 1].counts[mark_of(m, i)]++;
	}
	return count;
}
