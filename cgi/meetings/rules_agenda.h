/* How an agenda writes itself: what has a place, what waits, and why. Pure. */
#ifndef MEETINGS_RULES_AGENDA_H
#define MEETINGS_RULES_AGENDA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order they are talked about. */
enum section { SECTION_ASSIGNMENTS, SECTION_FIGURES, SECTION_ISSUES, SECTION_APPEALS, SECTION_CRITERIA, SECTION_WORDS, SECTION_WINS, SECTION_OWN, SECTIONS };
extern const char *const section_names[];
const char *section_label(int section);		/* "Last assignments", "Key figures", "Issues aired" … */
const char *section_empty(int section);		/* what would stand there */
int section_cap(int section);			/* points at most */
int section_minutes(int section);		/* of one point; of one's own it is chosen */

enum point_place { PLACE_AGENDA, PLACE_BACKLOG, PLACE_DROPPED };
extern const char *const place_names[];

enum wish { WISH_FIRST, WISH_LATER, WISH_DROPPED };
extern const char *const wish_names[];

/* Something to talk about. Texts are borrowed. */
struct point {
	int64_t id;			/* its row; 0: written by the data */
	int section;
	const char *subject;		/* section and id, "issues-12": names it among all of a meeting */
	int64_t subject_id;
	const char *title;
	const char *detail;
	const char *href;		/* ""; where more is */
	int64_t minutes;
	int64_t weight;			/* the heavier first */
	int64_t added_by;		/* 0: the data */
	const char *added_name;
	int wish;			/* enum wish; -1: none */
	const char *wish_why;		/* whose reason it is, as the next; NULL */
	const char *wish_name;

	/* Set by agenda_write(). */
	int place;			/* enum point_place */
	const char *why;		/* why it waits or was dropped; "" on the agenda */
};

enum { OWN_POINT_MOST = 20, POINT_TITLE_MOST = 200, POINT_DETAIL_MOST = 4000, WHY_MOST = 500 };

/*
 * Puts points in order and gives each its place: section by section, wished-for ones first, then by weight. No section takes
 * more than its cap and all together no more than `minutes`: last time's assignments and the figures come first, then what
 * people added, then the other sections take turns, so that none crowds the others out. What does not fit waits with the reason.
 */
void agenda_write(const void *ctx, struct point *points, size_t count, int64_t minutes);

/* Minutes of the points on the agenda; of one section, or of all (-1). And how many points those are. */
int64_t agenda_minutes(const struct point *points, size_t count, int section);
size_t agenda_count(const struct point *points, size_t count, int section, int place);

/* What is wrong with a point somebody adds: NULL or a sentence. */
const char *point_title_problem(const char *title);
const char *point_minutes_problem(int64_t minutes);
const char *why_problem(const char *why);

#endif
