/* How files of other systems look: one fill function for each template. */
#ifndef LEADS_VIEWS_IMPORT_H
#define LEADS_VIEWS_IMPORT_H

#include "leads/store_import.h"
#include "leads/views.h"

/* The files so far, and the form for another. */
struct upload_index {
	const struct form *form;
	const struct import_file *files;
	size_t count;
	int64_t next;			/* the next page begins below it; 0: no more */
	bool wants_stages;		/* the glossary has none to match */
};
struct view *upload_index_view(struct request *req, const struct upload_index *page);

/* What each column is. */
struct upload_choice {
	const char *value, *label;
};
struct upload_value {
	int field;
	const char *name;		/* of its inputs, "value_3" */
	const char *from;
	int64_t count;
	const char *to;
	const char *label;		/* what is asked of it; NULL: the field's */
	const struct upload_choice *choices;	/* { 0 } ends them; NULL: anything may be typed */
};
struct upload_columns {
	const struct import_file *file;
	const struct import_found *found;
	const int *fields;		/* of each column, as chosen */
	const struct upload_value *values;
	size_t value_count;
	bool has_more;			/* words that are not listed */
	const struct form *form;
	int64_t revision;
	const char *system;		/* that it was filled in for */
};
struct view *upload_columns_view(struct request *req, const struct upload_columns *page);

/* One file: what would happen, is happening, has happened. */
struct upload_show {
	const struct import_file *file;
	const struct import_map *map;
	const struct import_refused *refused;
	size_t refused_count;
	int64_t next_line;		/* more problems behind it; 0: none */
	const struct import_refused *notices;	/* the first rows that go in without something they say */
	size_t notice_count;
	bool may_undo;
};
struct view *upload_show_view(struct request *req, const struct upload_show *page);

/* HAS_PAST on the page of a lead: what another system said of it, told to be imported. Nothing where none did. */
void lead_past_fill(struct view *view, struct request *req, const struct lead_page *page);

/* "contacts.csv. Comma separated, UTF-8, 214 rows. We think it came from HubSpot." */
const char *upload_source_words(const void *ctx, const struct import_file *file);

/* The four steps, as far as `done` of them are done. */
void upload_steps_fill(struct view *view, size_t done);

/* What stands beside the choice of how days are written: by which column it was found, or what has to be said. */
const char *upload_order_hint(const void *ctx, const struct import_file *file, const struct import_found *found, const struct import_map *map);

#endif
