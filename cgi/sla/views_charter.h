/* How the charter's pages look. */
#ifndef SLA_VIEWS_CHARTER_H
#define SLA_VIEWS_CHARTER_H

#include "sla/views_agreement.h"
#include "web/form.h"

/* All sheets, and the versions a new one may be made of. */
struct charter_page {
	const struct charter_row *sheets;
	const char **names;			/* of each sheet: as sheet_title() */
	size_t sheet_count;
	const struct version_row *versions;
	size_t version_count;
	const struct version_row *drafts;	/* of terms that nothing was agreed about yet: they go to both teams with the sheet */
	size_t draft_count;
	bool is_first;				/* nothing was ever agreed: all of them are ticked */
	const struct version_row *left;		/* those in review that cannot go on a new sheet */
	size_t left_count;
	struct agreement_row *agreements;	/* in review, or the first draft, for a new sheet */
	size_t agreement_count;
	const struct form *form;		/* what is wrong with the choice that came; NULL */
	const char *notice;			/* what the act that led here has done; NULL */
};
struct view *charter_view(struct request *req, const struct charter_page *what);

/* One version on a sheet. */
struct sheet_part {
	const struct term *term;
	const struct version *version;
	const struct version *before;		/* in force while the sheet is open; NULL: none */
};
struct sheet_page {
	const struct sheet *sheet;
	const struct sheet_part *parts;
	size_t count;
	const struct agreement *agreement;	/* on the sheet; NULL: none */
	const struct agreement *agreement_before;	/* in force while the sheet is open; NULL: none */
	const char *wanted;			/* terms that hold back its signature; NULL: none */
	const char *problem;			/* why an act on it was refused; NULL */
	const char *notice;			/* what the act that led here has done; NULL */
};
struct view *sheet_view(struct request *req, const struct sheet_page *what);

/* What a sheet is called: by the terms on it, "Lead, MQL and Opportunity". */
const char *sheet_title(const void *ctx, const char *const *names, size_t count);

#endif
