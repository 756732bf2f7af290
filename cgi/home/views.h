/* How home and search look. */
#ifndef HOME_VIEWS_H
#define HOME_VIEWS_H

#include "glossary/store.h"
#include "sla/store.h"
#include "view/view.h"
#include "web/web.h"

/* What home shows. */
struct home {
	struct version_news *sent_back, *edited;	/* `edited`: out of to_sign, what the reader had signed before */
	struct version_row *to_sign, *drafts;
	struct due_row *due;
	struct agreed_row *recent;
	struct agreement_row *agreements_to_sign, *agreement_drafts;	/* `agreement_drafts`: the reader's */
	struct agreement_news *agreements_back;
	struct amendment_row *amendments_to_sign;
	size_t amendments_to_sign_count;
	size_t agreements_to_sign_count, agreement_draft_count, agreements_back_count;
	struct draft_counts *draft_counts;		/* NULL: not asked for */
	size_t sent_back_count, edited_count, to_sign_count, draft_count, due_count, recent_count;
};

/* A row of what waits for the reader, with its tag. */
enum need_tag { NEED_WAIT, NEED_WARN, NEED_INFO };
void need_fill(struct view *view, const char *href, const char *title, const char *line, enum need_tag tag, const char *words);

/* views_agreement.c: agreements sent back and to be signed; drafts of one's own; and how many rows that makes. */
void agreement_needs_fill(struct request *req, struct view *view, const struct home *home);
void agreement_drafts_fill(struct request *req, struct view *view, const struct home *home);
size_t agreement_needs_count(const struct home *home);

struct view *home_show_view(struct request *req, const struct home *home);

/* `hits` may be NULL with `count` 0; `words` "" is the empty search. */
struct view *search_results_view(struct request *req, const char *words, const struct term_hit *hits, size_t count);

#endif
