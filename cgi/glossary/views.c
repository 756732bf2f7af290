/* The area's addresses, and its smaller forms. */
#include "glossary/views.h"

#include "base/text.h"
#include "web/urlencode.h"

#include <string.h>
#include <talloc.h>

const char *
term_url(const void *ctx, const char *slug, const char *act)
{
	return text_format(ctx, "/glossary/%s%s%s", url_encode(ctx, slug), act ? "/" : "", act ? act : "");
}

const char *
version_url(const void *ctx, const char *slug, int64_t number, const char *act)
{
	return text_format(ctx, "%s/versions/%ld%s%s", term_url(ctx, slug, NULL), (long)number, act ? "/" : "", act ? act : "");
}

/* The way to a page below a term. */
static void
below_term_fill(struct view *view, const struct term *term)
{
	crumbs_fill(view, (struct crumb[]){ { "/glossary", "Glossary" }, { term_url(view, term->slug, NULL), term->name }, { 0 } });
	view_text(view, M_TERM_SLUG, term->slug);
	view_text(view, M_TERM_NAME, term->name);
}

const char *
like_slugs(const void *ctx, const struct term_hit *like, size_t count)
{
	struct buffer *slugs = buffer_new(ctx);

	for (size_t i = 0; i < count; i++)
		buffer_format(slugs, "%s%s", i ? " " : "", like[i].slug);
	return buffer_take(ctx, slugs);
}

struct view *
term_form_view(struct request *req, const struct form *form, const struct term_hit *like, size_t like_count)
{
	struct view *view = page(req, TPL_TERM_FORM, "Propose a term – Glossary");

	crumbs_fill(view, (struct crumb[]){ { "/glossary", "Glossary" }, { 0 } });
	for (size_t i = 0; i < like_count; i++) {
		struct view *row = view_row(view, term_form_LIKE_NOTICE);

		view_text(row, term_form_LIKE_SLUG, like[i].slug);
		view_text(row, term_form_LIKE_NAME, like[i].name);
		view_maybe(row, term_form_HAS_ALSO, term_form_ALSO_WORDS,
		    lines_words(row, text_format(row, "%s\n%s", like[i].abbreviations, like[i].synonyms)));
	}
	view_maybe(view, term_form_LIKE_SEEN, term_form_LIKE_SLUGS, like_slugs(view, like, like_count));
	form_fill(view, form);
	form_errors_fill(view, term_form_FORM_ERRORS, form);
	return view;
}

struct view *
words_view(struct request *req, const struct term *term, const struct form *form, struct form *const bindings[],
    int64_t revision, const char *base, const struct clash *clash)
{
	struct view *view = page(req, TPL_TERM_WORDS, text_format(req, "The words around %s – Glossary", term->name));

	below_term_fill(view, term);
	clash_fill(view, req, clash);
	form_fill(view, form);
	form_errors_fill(view, term_words_FORM_ERRORS, form);
	form_hidden_fill(view, term_words_FORM_HIDDEN, revision);
	view_text(view, term_words_FORM_BASE, base);
	for (size_t i = 0; bindings[i]; i++) {
		view_show(view, term_words_HAS_BINDINGS);
		form_fill(view_row(view, term_words_BINDING_ROW), bindings[i]);
	}
	return view;
}

struct view *
deprecation_view(struct request *req, const struct term *term, const struct form *form, int64_t revision)
{
	struct view *view = page(req, TPL_TERM_DEPRECATION, text_format(req, "Retire %s – Glossary", term->name));

	below_term_fill(view, term);
	form_fill(view, form);
	form_errors_fill(view, term_deprecation_FORM_ERRORS, form);
	form_hidden_fill(view, term_deprecation_FORM_HIDDEN, revision);
	return view;
}
