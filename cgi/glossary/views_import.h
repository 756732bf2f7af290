/* How the pages of the import look. */
#ifndef GLOSSARY_VIEWS_IMPORT_H
#define GLOSSARY_VIEWS_IMPORT_H

#include "glossary/import.h"
#include "glossary/store.h"
#include "web/form.h"

/* The form a file or its text is given to. */
struct view *import_form_view(struct request *req, const struct form *form);

/* What a file is called whose text was pasted. */
#define PASTED_NAME "Pasted text"

/* A file that was given: before it is confirmed what would happen, afterwards what happened. */
struct import_page {
	const struct saved_import *saved;
	const struct import_plan *plan;	/* as the glossary stands now */
	int64_t shown;			/* the plan as a number, for the confirmation to name */
	bool ticks;			/* rows are chosen one by one; else all that can go in, go in */
	const char *notice;		/* why the confirmation that came was not carried out; NULL */
};
struct view *import_view(struct request *req, const struct import_page *what);

#endif
