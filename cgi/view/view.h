/* Filling templates from C: values in the request's memory, one buffer out. view.cc hides ctemplate whole. */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "templates.h"	/* generated: enum template, enum marker, and a constant for each marker of each template */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What one template, or one repetition of one of its sections, is filled with. A child of the talloc context it was
 * made in; freed with it. Texts are borrowed, not copied: they must live until view_render().
 * A row sees its own values first and then those of what it is a row of; a part sees only its own and the globals.
 */
struct view;

/*
 * Loads the templates below `directory` that an area may fill, its own folder and shared/, and freezes them; with NULL all there
 * are. Returns NULL, or a sentence naming one that is missing or lacks its escape line, wherever it stands, or of those to be loaded
 * does not parse: the program must not start then. Parsed ones are most of what a worker holds, and all of them several times what an
 * area fills; conf/lint holds that it fills no other.
 */
const char *view_boot(const char *directory, const char *area);

/* The root of a page: an empty dictionary for one template. */
struct view *view_new(const void *ctx, enum template_name tpl);
struct view *view_page(struct view *view);	/* the root that `view` belongs to */

/* The value of a marker, escaped for where it stands when rendered. NULL is the empty text. */
void view_text(struct view *view, enum marker marker, const char *text);
void view_number(struct view *view, enum marker marker, int64_t number);
void view_format(struct view *view, enum marker marker, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A value that every template of the page sees, parts included. */
void view_global(struct view *view, enum marker marker, const char *text);

/* An include that every template of the page falls back to when it did not fill its own of that name. */
struct view *view_global_part(struct view *view, enum marker include, enum template_name tpl);

void view_show(struct view *view, enum marker section);				/* a section once, without values of its own */
void view_show_if(struct view *view, enum marker section, bool shown);
struct view *view_row(struct view *view, enum marker section);			/* one more repetition */
struct view *view_part(struct view *view, enum marker include, enum template_name tpl);	/* one more include there */

/* The text of a section and its value in one: shows `section` and sets `marker` when `text` is not NULL or empty. */
void view_maybe(struct view *view, enum marker section, enum marker marker, const char *text);

/*
 * Renders the page that `view` belongs to into one buffer of the process, reused by the next call. Returns it (NUL-terminated, *length set) or NULL
 * when expansion failed. A variable that nobody filled renders as nothing and is reported through view_missing().
 */
const char *view_render(struct view *view, size_t *length);

/* Gives back the buffer of an unusually large page. What view_render() returned is gone then. */
void view_rest(void);

/* The last variable without a value since the previous call, as "template: MARKER", or NULL. */
const char *view_missing(void);

#ifdef __cplusplus
}
#endif

#endif
