/* What the parts of the sample organisation share. Each is played through the stores, as people's own acts are. */
#ifndef COMMAND_SAMPLE_H
#define COMMAND_SAMPLE_H

#include "auth/user.h"
#include "command/command.h"
#include "sla/rules.h"

#include <jansson.h>

/* One person of the sample by the name the story calls them. */
struct player {
	const char *key, *name;
	struct actor actor;
};

enum { MOST_PLAYERS = 16, DAY_SECONDS = 86400 };

struct sample {
	struct command *command;
	struct db *db;
	const void *ctx;
	const char *zone;
	bool small;		/* people, words and a calendar; no agreement, no leads */
	struct player players[MOST_PLAYERS];
	size_t count;
	const char *problem;	/* the first step that could not be played; NULL: none */
	struct stage *stage;	/* of sample_leads.c; NULL: the story has not come to leads */
	struct gathering *gathering;	/* of sample_meetings.c; NULL: nobody has met yet */
};

/* Says which step could not be played, where none did before. */
void sample_fail(struct sample *sample, const char *step, const char *about);

/* The person the story calls so, acting at an instant, at most now. Never NULL. */
struct actor *sample_actor(struct sample *sample, const char *key, int64_t at);

/* When a step happens: "ago" days before today, or before the first day of the month "month" months from this one; "at" o'clock. */
int64_t sample_when(const struct sample *sample, const json_t *step);

/* A member of an object that is a text; NULL: it has none. */
const char *sample_text(const json_t *object, const char *name);

/* Steps of the story. Each says what is wrong by sample_fail(). */
void sample_calendar(struct sample *sample, const json_t *step);
void sample_agreement(struct sample *sample, const json_t *step);
void sample_leads(struct sample *sample, const json_t *step);
void sample_costs(struct sample *sample, const json_t *step);

/* Plays what happened to leads up to an instant, with what the background program had to do meanwhile. */
void sample_leads_until(struct sample *sample, int64_t until);
void sample_leads_end(struct sample *sample);

/* Holds the meeting that began at an instant; those from before there was an agreement, up to an instant; and lets people air and add what the next one is to talk about. */
void sample_meeting(struct sample *sample, int64_t at);
void sample_meetings_until(struct sample *sample, int64_t until);
void sample_meetings_end(struct sample *sample);

/* The holidays of England in a year, whose exceptions of the working week they are, in order; children of `ctx`. */
enum { ENGLAND_MOST = 10 };
size_t england_holidays(const void *ctx, int year, struct exception into[ENGLAND_MOST]);

#endif
