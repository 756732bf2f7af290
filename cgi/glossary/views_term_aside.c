/* A term's page, second half: how it is said, and what stands beside it. */
#include "glossary/views_term.h"

#include "base/text.h"
#include "web/urlencode.h"

#include <string.h>

static bool
says_fill(struct view *view, enum marker section, enum marker title, const char *name, int team, struct reader *r,
    const char *text)
{
	struct view *row;

	if (!*text)
		return false;
	row = view_row(view, section);
	team_fill(row, team);
	view_text(row, title, name);
	prose_blocks(row, M_BLOCK_PART, text, &r->prose);
	return true;
}

/* What a criterion asks, by its code; the code itself when no version has it any more. */
static const char *
criterion_label(const struct term_page *p, const char *code)
{
	for (size_t i = 0; i < p->version_count; i++)
		for (size_t k = 0; k < p->versions[i].criteria_count; k++)
			if (text_equal(p->versions[i].criteria[k].code, code))
				return p->versions[i].criteria[k].label;
	return code;
}

static bool
bindings_fill(struct view *view, const struct term_page *p)
{
	char **lines = lines_read(view, p->term->bindings, NULL);

	for (size_t i = 0; lines[i]; i++) {
		const char *sign = strchr(lines[i], '=');
		struct view *row;

		if (!sign)
			continue;
		row = view_row(view, term_show_BINDING_ROW);
		view_text(row, term_show_CRITERION_LABEL,
		    criterion_label(p, text_trim(row, text_copy_bytes(row, lines[i], (size_t)(sign - lines[i])))));
		view_text(row, term_show_BINDING_FIELD_NAME, text_trim(row, sign + 1));
	}
	view_show_if(view, term_show_HAS_BINDINGS, lines[0] != NULL);
	return lines[0] != NULL;
}

void
term_said_fill(struct view *view, const struct term_page *p)
{
	const struct term *t = p->term;
	struct reader *r = p->reader;
	bool some = bindings_fill(view, p);

	some |= says_fill(view, term_show_SAYS_ROW, term_show_SAYS_TITLE, "How Marketing says it", TEAM_MARKETING, r,
	    t->marketing_says);
	some |= says_fill(view, term_show_SAYS_ROW, term_show_SAYS_TITLE, "How Sales says it", TEAM_SALES, r, t->sales_says);
	some |= says_fill(view, term_show_EXAMPLE_ROW, term_show_EXAMPLE_TITLE, "Examples", GLOSSARY_NONE, r, t->examples);
	some |= says_fill(view, term_show_EXAMPLE_ROW, term_show_EXAMPLE_TITLE, "Not this", GLOSSARY_NONE, r, t->counter_examples);
	view_show_if(view, term_show_HAS_WORDS, some);
}

static void
versions_fill(struct view *view, const struct term_page *p)
{
	struct request *req = p->reader->req;

	view_show_if(view, term_show_NO_VERSIONS, !p->version_count);
	for (size_t i = 0; i < p->version_count; i++) {
		const struct version *v = &p->versions[i];
		struct view *row = view_row(view, term_show_VERSION_ROW);

		view_number(row, term_show_VERSION_NUMBER, v->number);
		view_text(row, term_show_STATE_WORDS, status_words(row, v->status));
		view_format(row, term_show_VERSION_LINE, "%s%s%s", day_words_at(req, v->in_force_at ? v->in_force_at : v->edited_at),
		    *v->change_note ? ". " : "", v->change_note);
	}
}

static int
team_of(const struct reader *r, int64_t person_id)
{
	for (size_t i = 0; i < r->people_count; i++)
		if (r->people[i].id == person_id)
			return r->people[i].team;
	return GLOSSARY_NONE;
}

static void
people_fill(struct view *view, const struct term_page *p)
{
	const struct term *t = p->term;

	view_show(view, t->owner_name ? term_show_HAS_OWNER : term_show_NO_OWNER);
	if (t->owner_name)
		person_fill(view, term_show_OWNER_MARK, t->owner_name, team_of(p->reader, t->owner_id));
	view_show_if(view, term_show_HAS_POINTS, t->point_marketing_name || t->point_sales_name);
	if (t->point_marketing_name)
		person_fill(view, term_show_POINT_MARK, t->point_marketing_name, TEAM_MARKETING);
	if (t->point_sales_name)
		person_fill(view, term_show_POINT_MARK, t->point_sales_name, TEAM_SALES);
}

static void
use_fill(struct view *view, const char *place, const char *href, const char *label)
{
	struct view *row = view_row(view, term_show_USE_ROW);

	view_text(row, term_show_USE_PLACE, place);
	view_text(row, term_show_USE_HREF, href);
	view_text(row, term_show_USE_LABEL, label);
}

static void
uses_fill(struct view *view, const struct term_page *p)
{
	const struct version *v = p->in_force;
	bool stage = v && v->stage_path >= 0 && !p->term->deprecated_at, charter = false;

	if (stage)
		use_fill(view, "Stages", "/glossary/stages", v->stage_path == PATH_LEAD ? "The way of a lead" : "The way of a deal");
	for (size_t i = 0; i < p->version_count; i++) {
		long sheet = (long)p->versions[i].charter_id;

		charter = charter || sheet;
		if (sheet)
			use_fill(view, "Charter", text_format(view, "/charter/%ld", sheet), text_format(view, "Charter sheet %ld", sheet));
	}
	for (size_t i = 0; i < p->mention_count && i < MENTIONS_SHOWN; i++)
		use_fill(view, "Meaning of", term_url(view, p->mentions[i].slug, NULL), p->mentions[i].name);
	if (p->mention_count > MENTIONS_SHOWN)
		use_fill(view, "And more", text_format(view, "/search?q=%s", url_encode(view, p->term->name)), "Search for all");
	view_show(view, stage || charter || p->mention_count ? term_show_HAS_USES : term_show_NO_USES);
}

static void
related_fill(struct view *view, const struct term_page *p)
{
	view_show_if(view, term_show_HAS_RELATED, p->related_count > 0);
	for (size_t i = 0; i < p->related_count; i++) {
		struct view *row = view_row(view, term_show_RELATED_ROW);

		view_text(row, term_show_RELATED_SLUG, p->related[i].slug);
		view_text(row, term_show_RELATED_NAME, p->related[i].name);
	}
}

void
term_aside_fill(struct view *view, const struct term_page *p)
{
	versions_fill(view, p);
	people_fill(view, p);
	uses_fill(view, p);
	related_fill(view, p);
}
