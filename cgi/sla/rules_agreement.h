/*
 * What an agreement is: a text and typed promises of both teams. Pure: the clock and the database are arguments. Its life is
 * that of a version of a term (glossary/rules.h: enum version_state, version_can(), version_status_at()).
 */
#ifndef SLA_RULES_AGREEMENT_H
#define SLA_RULES_AGREEMENT_H

#include "glossary/rules.h"

/* As in glossary/rules.h: texts are UTF-8 and borrowed, days "YYYY-MM-DD" or NULL, instants seconds or 0, enums int or -1. */

/* Whose promise it is. The first two are enum team. */
enum party { PARTY_MARKETING, PARTY_SALES, PARTY_BOTH };
extern const char *const party_names[];			/* "marketing", "sales", "both": as stored and in JSON */
const char *party_label(int party);			/* "Marketing", "Sales", "Both teams" */

enum promise_kind {
	PROMISE_VOLUME, PROMISE_QUALITY, PROMISE_CONTEXT, PROMISE_HANDOVER, PROMISE_ANSWER,
	PROMISE_DECISION, PROMISE_FIRST_ATTEMPT, PROMISE_ATTEMPTS, PROMISE_WORKED, PROMISE_FEEDBACK, PROMISE_MEETING
};
extern const char *const promise_kind_names[];
const char *promise_kind_label(int kind);		/* "Volume", "First attempt", … */
int promise_kind_party(int kind);			/* enum party that makes promises of this kind: PRODUCT's two lists */

enum promise_pace { PACE_EVEN, PACE_OPEN };
extern const char *const promise_pace_names[];

enum promise_measure { MEASURED_OWN, MEASURED_FEED };
extern const char *const promise_measure_names[];

enum promise_scope { SCOPE_SOURCE, SCOPE_PERSONA, SCOPE_CRITERION };
extern const char *const promise_scope_names[];

/* One promise. Which numbers a kind has: promise_has(). A number that is not given is 0. */
struct promise {
	int64_t id;			/* 0: not saved yet */
	int64_t line_id;		/* the first promise of its line; 0: it begins one */
	int kind;
	int party;
	int64_t definition_id;		/* the term that is counted, as the next two; 0 and NULL: none */
	const char *definition_slug;
	const char *definition_name;
	int64_t quantity;		/* a month */
	int pace;
	int64_t percent;
	int64_t open_minutes;
	int64_t business_days;
	int64_t attempts;
	int64_t days;
	int64_t within_days;
	int scope_kind;			/* GLOSSARY_NONE: all leads */
	const char *scope_code;		/* of a criterion */
	const char *scope_value;	/* name of the source, slug of the persona, answer to the criterion */
	int measured;
};
#define PROMISE_BLANK { .kind = GLOSSARY_NONE, .party = GLOSSARY_NONE, .pace = GLOSSARY_NONE, .scope_kind = GLOSSARY_NONE }

/* The numbers of a kind, as bits: what its form asks and JSON takes. CONTRACT's list. */
enum promise_number {
	HAS_DEFINITION = 1, HAS_QUANTITY = 2, HAS_PACE = 4, HAS_PERCENT = 8, HAS_OPEN_MINUTES = 16, HAS_BUSINESS_DAYS = 32,
	HAS_ATTEMPTS = 64, HAS_DAYS = 128, HAS_WITHIN_DAYS = 256
};
unsigned promise_has(int kind);

struct agreement_signature {
	int team;
	int64_t person_id;
	const char *person_name;
	int64_t sheet_id;
	int64_t revision;
	const char *sha256;
	int64_t at;
};

/* One version of the agreement. */
struct agreement {
	int64_t id;
	int64_t number;			/* from 1 */
	int64_t revision;		/* of the words; acts name it */
	int state;			/* enum version_state */
	int status;			/* enum version_status at the `now` it was asked for */

	/* The words: what a form or the API fills in. */
	const char *text;		/* Markdown */
	const char *change_note;
	const char *valid_from;		/* wished for; NULL: as soon as both have signed */
	int64_t calendar_id;
	int64_t gate_id;		/* the term a handoff must meet */
	const char *pause_reasons;	/* lines */
	int64_t pause_most_minutes;	/* open minutes in all a handoff may be paused (SLA rule 7) */
	int64_t backdate_days;		/* open days an attempt may be recorded late (SLA rule 9) */
	const char *warn_at;		/* percents of a target, rising, parted by blanks: "50 80" (SLA rule 14); "" for none */
	struct promise *promises;	/* in order */
	size_t promise_count;

	/* What goes with it. */
	const char *calendar_name;
	const char *gate_slug;
	const char *gate_name;

	/* What happened to it. */
	int64_t in_force_at;		/* 0 unless ratified */
	int64_t ended_at;		/* when the next one came into force; 0: none has */
	int64_t began_from;		/* number of the version it was begun from; 0: none */
	int64_t author_id;
	const char *author_name;
	int author_team;
	int64_t created_at;
	int64_t edited_by;
	const char *editor_name;
	int64_t edited_at;
	int64_t charter_id;		/* the open charter sheet it is on, or 0 */
	struct agreement_signature *signatures;	/* standing ones; Marketing's first */
	size_t signature_count;
};

enum { PROMISES_MOST = 40, PAUSE_MOST_DEFAULT = 10 * 8 * 60, BACKDATE_DEFAULT = 2 };

#endif
