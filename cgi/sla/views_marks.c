/* One mark for each clock of a month, with its key, and its table or the way to its list. */
#include "sla/views_live.h"

#include "base/text.h"

static void
kinds_fill(struct view *part, const struct marks *m)
{
	for (int mark = 0; mark < MARK_KINDS; mark++) {
		size_t count = marks_count(m, mark);
		struct view *row;

		if (!count)
			continue;
		row = view_row(part, clock_marks_KIND_ROW);
		view_text(row, clock_marks_MARK_CODE, mark_names[mark]);
		view_text(row, clock_marks_MARKS_PATH, marks_path(row, m, mark));
		view_text(row, clock_marks_MARK_PATH, mark_path(row, mark));
		view_number(row, clock_marks_MARK_COUNT, (int64_t)count);
		view_text(row, clock_marks_MARK_LABEL, mark_label(mark));
	}
}

static void
twin_fill(struct view *part, const struct marks *m, const char *zone)
{
	struct view *twin = view_row(part, clock_marks_MARKS_TWIN);
	struct marks_day days[31];
	size_t count = marks_days(m, zone, days);

	for (int mark = 0; mark < MARK_KINDS; mark++)
		if (marks_count(m, mark)) {
			struct view *head = view_row(twin, clock_marks_KIND_HEAD);

			view_text(head, clock_marks_KIND_LABEL, sentence_case(head, mark_label(mark)));
		}
	for (size_t i = 0; i < count; i++) {
		struct view *row = view_row(twin, clock_marks_MARKS_DAY);

		view_text(row, clock_marks_DAY_STAMP, day_print(row, days[i].day));
		view_text(row, clock_marks_DAY_WORDS, day_brief(row, days[i].day));
		for (int mark = 0; mark < MARK_KINDS; mark++)
			if (marks_count(m, mark))
				view_number(view_row(row, clock_marks_KIND_CELL), clock_marks_KIND_COUNT, days[i].counts[mark]);
	}
}

void
clock_marks_fill(struct view *view, const struct promise_standing *s, const struct marks *m, const char *zone, bool table)
{
	const struct promise *p = s->promise;
	const char *one = p->kind == PROMISE_HANDOVER ? "lead" : "handoff";
	struct view *part = view_part(view, M_CLOCK_MARKS, TPL_CLOCK_MARKS);

	team_fill(part, p->party);
	view_show_if(part, clock_marks_IS_OVER, day_compare(s->now->first, day_month_start(day_of(m->now, zone))) < 0);
	view_number(part, clock_marks_MARKS_HEIGHT, marks_height(m));
	view_number(part, clock_marks_MARKS_ID, p->id);
	view_format(part, clock_marks_MARKS_TITLE, "%s in %s, one mark for each%s %s%s", promise_kind_label(p->kind), month_long(part, s->now->first),
	    m->all > (int64_t)m->count ? " of some" : "", one, m->all > (int64_t)m->count ? "s" : "");
	view_text(part, clock_marks_MARKS_WORDS, marks_words(part, m));
	kinds_fill(part, m);
	view_text(part, clock_marks_MARKS_SENTENCE, marks_sentence(part, m, one));
	if (table)
		twin_fill(part, m, zone);
	else
		view_format(view_row(part, clock_marks_LIST_LINK), clock_marks_LIST_HREF, "/sla/promises/%lld#cases", (long long)p->id);
}
