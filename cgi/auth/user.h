/* Who is acting: a person, their team, and what their roles allow. */
#ifndef AUTH_USER_H
#define AUTH_USER_H

#include <stdbool.h>
#include <stdint.h>

enum team { TEAM_MARKETING, TEAM_SALES, TEAM_OBSERVER };

extern const char *const team_names[];	/* "marketing", "sales", "observer", NULL: as stored and in JSON */
const char *team_label(int team);	/* "Marketing", "Sales", "Observer" */
int team_other(int team);		/* Sales for Marketing and back; TEAM_OBSERVER stays itself */

/* Role bits: a route names those that may; a person has one of the first three and any of the others. */
enum role {
	STRANGER = 1,			/* nobody is signed in */
	OBSERVER = 2,
	MARKETING = 4,
	SALES = 8,
	SIGNATORY = 16,			/* of the own team */
	ADMINISTRATOR = 32,
	POINT_PERSON = 64,		/* of the own team */
	MEMBER = MARKETING | SALES,
	PERSON = OBSERVER | MEMBER,	/* anybody signed in */
	ANYONE = STRANGER | PERSON,
};

/* A person as the session statement finds them; borrowed from the request. */
struct user {
	int64_t id;
	const char *email;
	const char *name;
	int team;			/* enum team */
	bool is_signatory;
	bool is_point_person;
	bool is_administrator;
	bool shortcuts;			/* single keys do things */
	const char *time_zone;		/* never NULL: the person's own, else the organisation's */
};

/* The bits of enum role this person has; STRANGER for NULL. */
unsigned user_roles(const struct user *user);

/* Who stands behind a write, and when: stored with every act, so that it stays true when people change teams. */
struct actor {
	int64_t person_id;
	int team;
	bool is_signatory;
	int64_t token_id;		/* 0: a browser */
	const char *request_id;
	int64_t now;			/* instant of the request */
};

#endif
