/* How the pages about other people look. */
#ifndef ACCOUNTS_VIEWS_PEOPLE_H
#define ACCOUNTS_VIEWS_PEOPLE_H

#include "accounts/store_people.h"
#include "accounts/views.h"

/* What the reader of a person's page may do there, and what is wrong with what they just tried. */
struct person_acts {
	enum giving giving;
	bool may_take;			/* the signatory role */
	const char *link;		/* whole address of the live link, or NULL */
	const struct form *roles;	/* NULL: the reader is no administrator */
	int64_t revision;
	int64_t reader_id;
};

struct view *people_index_view(struct request *req, const struct member *members, size_t count);
struct view *person_show_view(struct request *req, const struct member *m, const struct person_acts *acts);
/* The form of a person's name, address and team. */
struct view *person_edit_view(struct request *req, const struct member *m, const struct form *form, int64_t revision);

struct view *person_form_view(struct request *req, const struct form *form);

/* The page behind a link: whose it is, and the fields of a new password. */
struct view *organisation_edit_view(struct request *req, const struct form *form, int64_t revision);
struct view *entry_show_view(struct request *req, const struct account *account, size_t tokens, bool has_feed, const char *link, const struct form *form);

/* The page behind a link into the sample organisation: as whom. */
struct view *tour_show_view(struct request *req, const struct account *account, const char *link);

struct view *setup_show_view(struct request *req, const struct form *form);

#endif
