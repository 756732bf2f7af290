/* Vocabulary checks: past handoffs without names, judged by each team alone. */
#ifndef MEETINGS_STORE_CHECK_H
#define MEETINGS_STORE_CHECK_H

#include "glossary/store.h"
#include "meetings/rules.h"

struct word_check {
	int64_t id;
	int64_t version_id;
	const char *slug;
	const char *name;
	int64_t number;
	const char *month;
	int64_t made_at;
	bool marketing_done;		/* every case is judged by them, as the next */
	bool sales_done;
};

/* Newest first; one of them; the one of this month, of the definition handoffs meet. NULL: none. */
struct word_check *word_checks(struct db *db, const void *ctx, int64_t limit, size_t *count);
struct word_check *word_check_find(struct db *db, const void *ctx, int64_t id);

/* Makes this month's: some handed-over leads of the last months by lot. RESULT_MOVED: there is one; RESULT_WANTED: no definition, or nothing to judge. */
enum act_result word_check_make(struct db *db, const void *ctx, const struct actor *actor, const char *zone, int64_t *id);

/* A case, told without names. */
struct check_case {
	int64_t id;
	int64_t position;
	const char *words;		/* what the lead asked, the situation, and what was found by criterion, but for a yes or no, which would judge it */
};
struct check_case *check_cases(struct db *db, const void *ctx, int64_t check_id, size_t *count);

/* A team's judgement of a case. One's own team's; the other's only once both are done. */
struct check_answer {
	int64_t case_id;
	int team;
	const char *code;
	int verdict;
};
struct check_answer *check_answers(struct db *db, const void *ctx, int64_t check_id, size_t *count);
enum act_result check_answer_save(struct db *db, const void *ctx, const struct actor *actor, int64_t check_id, const struct check_answer *answers, size_t count);

/* Of each criterion, by month of those among the newest `checks` checks that both teams have done. Newest month first. */
struct agreement_share *check_shares(struct db *db, const void *ctx, int64_t checks, size_t *count);

#endif
