/* What is aired before a meeting, with a name or without, and what is answered afterwards. */
#ifndef MEETINGS_STORE_ISSUE_H
#define MEETINGS_STORE_ISSUE_H

#include "glossary/store.h"
#include "meetings/rules.h"

enum issue_state { ISSUE_WAITING, ISSUE_HEARD, ISSUE_DROPPED };
extern const char *const issue_state_names[];

struct issue {
	int64_t id;
	const char *words;
	const char *month;		/* "YYYY-MM-01" */
	bool is_anonymous;
	int64_t author_id;		/* 0 and NULL: aired without a name */
	const char *author_name;
	int author_team;		/* GLOSSARY_NONE, likewise */
	int state;			/* enum issue_state */
	int64_t heard_in;		/* the meeting; 0: not heard yet, or it is not closed */
	const char *meeting_title;
	bool opened;			/* its meeting is closed: it can be answered */
	int64_t owner_id;		/* who looks after it since; 0 and NULL: nobody */
	const char *owner_name;
};

struct issue *issue_find(struct db *db, const void *ctx, int64_t id);

/* Those that wait, or those that were heard; by month, then by lot. */
struct issue *issues_list(struct db *db, const void *ctx, bool waiting, int64_t after, int64_t limit, size_t *count);

/* By words in them, newest month first; the newest ISSUES_SEARCHED are looked at. */
enum { ISSUES_SEARCHED = 2000 };
struct issue *issues_search(struct db *db, const void *ctx, const char *words, int64_t limit, size_t *count);

/*
 * Airs what has no problem; sets *id. Without a name nothing of the actor is written anywhere, by this or in its transaction. `key`
 * is the form's or the program's: the same one with the same words makes no second. RESULT_TAKEN: it came with other words.
 */
enum act_result issue_air(struct db *db, const void *ctx, const struct actor *actor, const char *key, const char *words, bool anonymous, const char *zone, int64_t *id);

struct issue_reply {
	int64_t id;
	const char *words;
	const char *person_name;
	int team;
	int64_t at;
};
struct issue_reply *issue_replies(struct db *db, const void *ctx, int64_t issue_id, size_t *count);

/* RESULT_MOVED: its meeting is not closed. */
enum act_result issue_answer(struct db *db, const void *ctx, const struct actor *actor, int64_t id, const char *words);

#endif
