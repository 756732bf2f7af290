/* What the letters are made from; nobody else includes it. */
#ifndef JOBS_LETTERS_PARTS_H
#define JOBS_LETTERS_PARTS_H

#include "base/conf.h"
#include "jobs/letters.h"

/* One letter in the making. Its words stay NULL when there is nothing to tell any more. */
struct letter_work {
	struct db *db;
	const struct conf *conf;
	const struct due_mail *due;
	int64_t now;
	struct mail *mail;		/* to be filled; what is made for it is its child */
};
typedef void letter_writer(const struct letter_work *work);

/* About the person's own way in: letters_account.c */
letter_writer code_removed_letter, code_on_letter, code_off_letter, codes_new_letter, codes_tried_letter, recovery_letter, address_letter,
    address_old_letter;

/* About the agreement and its clocks: letters_sla.c */
letter_writer digest_letter, agreement_review_letter, agreement_objection_letter, agreement_ratified_letter;

/* How both teams' promises go, at the beginning of a week: letters_brief.c */
letter_writer brief_letter;

/* About days of a calendar put right: letters_amendment.c */
letter_writer amendment_review_letter, amendment_objection_letter, amendment_ratified_letter;

/* About meetings and what people took on: letters_meeting.c */
letter_writer meeting_published_letter, meeting_moved_letter, meeting_cancelled_letter, meeting_minutes_letter, task_given_letter;

/* About what somebody watches: letters_watch.c */
letter_writer watch_letter;

#endif
