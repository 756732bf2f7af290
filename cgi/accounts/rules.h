/* Rules about people, their browsers and their tokens. Pure: no clock, no database. */
#ifndef ACCOUNTS_RULES_H
#define ACCOUNTS_RULES_H

#include "auth/user.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * A browser in words a person knows it by, out of its User-Agent header: "Firefox on Linux", "Safari on iPhone",
 * "A browser" when nothing is known. NULL is nothing. Child of ctx; at most 60 characters, none of them the browser's own.
 */
const char *browser_words(const void *ctx, const char *user_agent);

enum { TOKENS_MOST = 20 };	/* live tokens of one person */

/* Why a token may not be made, or NULL: its name, and how many the person has already. */
const char *token_name_problem(const void *ctx, const char *name);
const char *token_count_problem(const void *ctx, int64_t live);

/*
 * Why a person cannot have this name or address, or NULL. `whose` it is, as the sentence says it: "your", "the person’s". What mail cannot be sent to is no
 * address here: see address_sound().
 */
const char *person_name_problem(const void *ctx, const char *whose, const char *name);
const char *person_email_problem(const void *ctx, const char *whose, const char *email);

/* How the signatory role of a person of `team` can be given by the one who acts. */
enum giving {
	GIVE_NOT,			/* not by them */
	GIVE_NOW,			/* a signatory of the same team gives it */
	GIVE_ASK,			/* the team has none: an administrator asks, and the other team's signatory confirms */
	GIVE_CONFIRM,			/* asked for by somebody else: this signatory of the other team confirms, and it is given */
};

/* `signatories` of the team there are; `asked_by` is who asked for this person, 0 nobody. */
enum giving signatory_giving(const struct user *actor, int team, int64_t signatories, int64_t asked_by);

/*
 * Why somebody may not lose the role, change teams or be disabled, or NULL. `others` are the team's other signatories, people who
 * can sign in; `administrators` the organisation's other ones.
 */
const char *signatory_taking_problem(const struct user *actor, int team, int64_t others);
const char *disabling_problem(const void *ctx, const struct user *actor, int64_t id, int team, bool is_signatory, int64_t others);
const char *team_change_problem(const void *ctx, const struct user *actor, int64_t id, int team, int to, bool is_signatory, int64_t others);
const char *address_change_problem(const struct user *actor, int64_t id, const char *from, const char *to);
const char *administrator_taking_problem(bool had, bool has, int64_t administrators);

enum {
	RECOVERY_CODES = 10,		/* that a person is given at a time */
	RECOVERY_LENGTH = 24,		/* characters of one, of five bits each */
	TICKET_LIFE = 300,		/* seconds from the right password to a right code */
	SHOWN_AGAIN = 600,		/* seconds in which the form that made codes or a token shows them again */
	BEGUN_LIFE = 1800,		/* seconds in which an app takes over the seed it was shown */
};

/* What was typed as a code, without the blanks and hyphens that people put into it, in small letters. Child of ctx. */
const char *code_tidy(const void *ctx, const char *typed);

/* A recovery code as it is shown: "k7wd2m-…", groups of six. Child of ctx. */
const char *recovery_code_text(const void *ctx, const char *code);

/* What a person chooses for themselves. */
struct settings {
	const char *time_zone;		/* "": the organisation's */
	bool shortcuts;
	const char *out_until;		/* the last day out, or NULL */
	int64_t deputy_id;		/* 0: nobody */
	int64_t mail;			/* what they want mail about: bits 1 << enum mail_kind */
	int64_t revision;
};

/* Why this may not be, or NULL. `today` is the organisation's. */
const char *time_zone_problem(const void *ctx, const char *zone);
const char *out_until_problem(const struct settings *settings, const char *today);
const char *deputy_problem(const struct settings *settings, int64_t own_id);

/* Whether somebody with this last day out is out today. */
bool is_out(const char *out_until, const char *today);

#endif
