/* Erasing people on request, everywhere at once, and knowing them again. As in glossary/store.h; acts belong into one transaction. */
#ifndef LEADS_STORE_ERASE_H
#define LEADS_STORE_ERASE_H

#include "glossary/store.h"
#include "leads/rules_erase.h"

/*
 * By what of a tidied lead somebody is known who was erased: enum erased_by. What it had before (`before`; NULL: a new lead) is not
 * asked about again.
 */
int lead_erased_by(struct db *db, const void *ctx, const struct lead *lead, const struct lead *before);

/* The same for many leads at once: the whole list, read once; NULL: nobody was ever erased. */
struct marks;
const struct marks *erased_marks(struct db *db, const void *ctx);
int erased_marked(const void *ctx, const struct marks *marks, const struct lead *lead);

/* What an erasure reaches, to be shown before it is done. */
struct erasure {
	const int64_t *leads;		/* the record, those made one with it, and those of the same e-mail address */
	size_t lead_count;
	int64_t handoffs, open_handoffs, drafts, attempts, refs, deals;
	const struct named_wording *wordings;	/* that name the person, and stay: only both teams may word anew what they sign */
	size_t wording_count;
};
struct named_wording {
	const char *kind;		/* "version", "agreement" or "amendment" */
	int64_t id;
	const char *name;		/* of a version: its term's, and its slug */
	int64_t number;
	const char *slug;
};
struct erasure *erasure_find(struct db *db, const void *ctx, int64_t lead_id);

/*
 * Erases the person of a lead, naming its revision (0: whichever it has). What says who it was, how to reach them and what anybody wrote
 * about them goes, here and in every record of the same person; that there was a lead, when, from where, and what became of it, stays
 * without a name. Open handoffs end. Their address, their number unless others share it, and their names in other systems are remembered
 * as keyed hashes. RESULT_MOVED: erased already. *erased (may be NULL) counts the records.
 */
enum act_result lead_erase(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_id, int64_t revision, size_t *erased);

/*
 * The same of one record that nobody asked for, with those made one with it and no others of its address: nothing is remembered, and the
 * person may come back, as another record of theirs or a file that is on its way in may say.
 */
enum act_result lead_erase_old(struct db *db, const void *ctx, const struct actor *actor, int64_t lead_id, size_t *erased);

/* The lead that stands with an address, that was not erased; 0: none. */
int64_t lead_of_email(struct db *db, const void *ctx, const char *email);

/* Forgets that an address or a number was erased, because the person wants to be known again. False: it was not. */
bool erased_allow(struct db *db, const void *ctx, const struct actor *actor, const char *email_or_phone);

/*
 * After a backup was put back: erases again whoever is on the list. `all`: also where no backup is known to have been put back. The
 * number of records; the last one is for the background program.
 */
int64_t erased_again(struct db *db, const void *ctx, const struct actor *actor, bool all);
int64_t erasures_follow(struct db *db, const void *ctx, int64_t now, int64_t limit);
bool erasures_wait(struct db *db);

/*
 * For the background program: what erasures left of the texts of others, so many steps in one transaction. Then mail that was written to files, one erasure
 * after the other: its pattern (NULL: none waits when *id is 0, else it cannot be opened any more), whether that names somebody in a mail, and that it is through.
 */
int64_t erasure_words_follow(struct db *db, const void *ctx, int64_t now, int64_t limit);
bool erasure_texts_wait(struct db *db);
const char *erasure_mail_next(struct db *db, const void *ctx, int64_t *id);
bool erasure_names(struct db *db, const char *pattern, const char *text);
void erasure_mail_done(struct db *db, int64_t id);

#endif
