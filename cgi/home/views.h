/* How home and search look. */
#ifndef HOME_VIEWS_H
#define HOME_VIEWS_H

#include "glossary/store.h"
#include "view/view.h"
#include "web/web.h"

/* What home shows. */
struct home {
	struct version_news *sent_back, *edited;	/* `edited`: out of to_sign, what the reader had signed before */
	struct version_row *to_sign, *drafts;
	struct due_row *due;
	struct agreed_row *recent;
	struct draft_counts *draft_counts;		/* NULL: not asked for */
	size_t sent_back_count, edited_count, to_sign_count, draft_count, due_count, recent_count;
};

struct view *home_show_view(struct request *req, const struct home *home);

/* `hits` may be NULL with `count` 0; `words` "" is the empty search. */
struct view *search_results_view(struct request *req, const char *words, const struct term_hit *hits, size_t count);

#endif
