/* Writes agendas. */
#include "meetings/rules_agenda.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

const char *const section_names[] = { "assignments", "figures", "issues", "appeals", "criteria", "words", "wins", "own", NULL };
const char *const place_names[] = { "agenda", "backlog", "dropped", NULL };
const char *const wish_names[] = { "first", "later", "dropped", NULL };

static const struct {
	const char *label, *empty;
	int cap, minutes;
} sections[] = {
	[SECTION_ASSIGNMENTS] = { "Last assignments", "No assignment is due.", 8, 1 },
	[SECTION_FIGURES] = { "Key figures", "No agreement is in force and nothing was handed over, so there are no figures.", 1, 8 },
	[SECTION_ISSUES] = { "Issues aired", "Nobody has aired anything.", 3, 5 },
	[SECTION_APPEALS] = { "Appeals", "No appeal waits.", 2, 4 },
	[SECTION_CRITERIA] = { "Criteria that failed", "No criterion failed often.", 2, 4 },
	[SECTION_WORDS] = { "Words to settle", "No word is disputed, proposed or past its review date.", 3, 4 },
	[SECTION_WINS] = { "Wins", "No deal was won yet by promises that both sides kept.", 2, 1 },
	[SECTION_OWN] = { "Added by people", "Nobody has added anything.", 4, 5 },
};

const char *
section_label(int section)
{
	return section >= 0 && section < SECTIONS ? sections[section].label : "";
}

const char *
section_empty(int section)
{
	return section >= 0 && section < SECTIONS ? sections[section].empty : "";
}

int
section_cap(int section)
{
	return section >= 0 && section < SECTIONS ? sections[section].cap : 0;
}

int
section_minutes(int section)
{
	return section >= 0 && section < SECTIONS ? sections[section].minutes : 0;
}

/* Wished for first, then the heaviest, then by name so that the order is always the same. */
static int
by_turn(const void *a, const void *b)
{
	const struct point *x = a, *y = b;
	bool first_x = x->wish == WISH_FIRST, first_y = y->wish == WISH_FIRST;

	if (x->section != y->section)
		return x->section - y->section;
	if (first_x != first_y)
		return first_x ? -1 : 1;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return strcmp(x->subject, y->subject);
}

/* An agenda in the making. */
struct desk {
	const void *ctx;
	struct point *points;
	size_t count;
	int64_t left;
	int taken[SECTIONS];
};

/* Gives a point its place if there is room for it; else says why it waits. */
static void
seat(struct desk *d, struct point *p)
{
	int cap = section_cap(p->section);

	p->place = PLACE_BACKLOG;
	if (d->taken[p->section] >= cap) {
		p->why = text_format(d->ctx, "The agenda takes %d of this kind.", cap);
		return;
	}
	if (p->minutes > d->left) {
		p->why = d->left ? text_format(d->ctx, "It needs %lld minutes, and %lld %s left.", (long long)p->minutes, (long long)d->left, d->left == 1 ? "is" : "are")
		    : "No time is left.";
		return;
	}
	p->place = PLACE_AGENDA;
	p->why = "";
	d->left -= p->minutes;
	d->taken[p->section]++;
}

/* Whether it waits for a place: nobody has put it off or dropped it. */
static bool
stands(const struct point *p)
{
	return p->wish != WISH_LATER && p->wish != WISH_DROPPED;
}

static void
seat_section(struct desk *d, int section)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->points[i].section == section && stands(&d->points[i]))
			seat(d, &d->points[i]);
}

/* The `turn`th of a section that stands, NULL: it has not so many. */
static struct point *
turn_of(struct desk *d, int section, int turn)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->points[i].section == section && stands(&d->points[i]) && turn-- == 0)
			return &d->points[i];
	return NULL;
}

void
agenda_write(const void *ctx, struct point *points, size_t count, int64_t minutes)
{
	static const int sharing[] = { SECTION_ISSUES, SECTION_APPEALS, SECTION_WORDS, SECTION_CRITERIA, SECTION_WINS };
	struct desk d = { .ctx = ctx, .points = points, .count = count, .left = minutes };
	bool more = true;

	if (count)
		qsort(points, count, sizeof *points, by_turn);
	for (size_t i = 0; i < count; i++)
		if (!stands(&points[i])) {
			points[i].place = points[i].wish == WISH_DROPPED ? PLACE_DROPPED : PLACE_BACKLOG;
			points[i].why = points[i].wish_why ? points[i].wish_why : "";
		}
	seat_section(&d, SECTION_ASSIGNMENTS);
	seat_section(&d, SECTION_FIGURES);
	seat_section(&d, SECTION_OWN);
	for (int turn = 0; more; turn++) {
		more = false;
		for (size_t i = 0; i < sizeof sharing / sizeof *sharing; i++) {
			struct point *p = turn_of(&d, sharing[i], turn);

			if (!p)
				continue;
			more = true;
			seat(&d, p);
		}
	}
}

int64_t
agenda_minutes(const struct point *points, size_t count, int section)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		if (points[i].place == PLACE_AGENDA && (section < 0 || points[i].section == section))
			sum += points[i].minutes;
	return sum;
}

size_t
agenda_count(const struct point *points, size_t count, int section, int place)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += points[i].place == place && (section < 0 || points[i].section == section);
	return n;
}

const char *
point_title_problem(const char *title)
{
	if (text_blank(title))
		return "Say in a few words what to talk about.";
	return utf8_length(title) > POINT_TITLE_MOST ? "Say it in at most 200 characters; more fits into the words below." : NULL;
}

const char *
point_minutes_problem(int64_t minutes)
{
	return minutes < 1 || minutes > OWN_POINT_MOST ? "Give it 1 to 20 minutes." : NULL;
}

const char *
why_problem(const char *why)
{
	if (text_blank(why))
		return "Say why, so that nobody has to guess.";
	return utf8_length(why) > WHY_MOST ? "Say it in at most 500 characters." : NULL;
}
