/* The words around a term, which anyone in either team edits without a signature. */
#include "glossary/pages.h"

#include "base/text.h"
#include "glossary/pages_parts.h"
#include "glossary/pages_words.h"

#include <string.h>
#include <talloc.h>

#define AREA(name_, label_, marker_, rows_, hint_) { .name = #name_, .label = (label_), .kind = FIELD_AREA, \
	.at = term_words_##marker_##_FIELD, .into = offsetof(struct words, term.name_), .rows = (rows_), .optional = true, \
	.hint = (hint_), .most = 4000 }
#define PERSON_FIELD(name_, label_, marker_, hint_) { .name = #name_, .label = (label_), .kind = FIELD_SELECT, \
	.at = term_words_##marker_##_FIELD, .into = offsetof(struct words, name_), .hint = (hint_) }

enum { OWNER_AT = 7, MARKETING_AT, SALES_AT, FIELD_COUNT };
static const struct field words_fields[] = {
	AREA(marketing_says, "How Marketing says it", MARKETING_SAYS, 3, "In Marketing’s own words, as said in the corridor."),
	AREA(sales_says, "How Sales says it", SALES_SAYS, 3, "In Sales’ own words."),
	AREA(examples, "Examples", EXAMPLES, 4, "Begin a line with - for each."),
	AREA(counter_examples, "Not this", COUNTER_EXAMPLES, 4, "What people take for it, and is not."),
	AREA(abbreviations, "Abbreviations", ABBREVIATIONS, 2, "One a line, such as MQL."),
	AREA(synonyms, "Other names", SYNONYMS, 3, "One a line."),
	{ .name = "related", .label = "Related terms", .kind = FIELD_AREA, .at = term_words_RELATED_FIELD,
	    .into = offsetof(struct words, related), .rows = 3, .optional = true, .hint = "Names of other terms, one a line." },
	PERSON_FIELD(owner, "Owner", OWNER, "Who looks after the wording. It gives no right of its own."),
	PERSON_FIELD(point_marketing, "Point person of Marketing", POINT_MARKETING, "Whom to ask about it in Marketing."),
	PERSON_FIELD(point_sales, "Point person of Sales", POINT_SALES, "Whom to ask about it in Sales."),
	{ 0 }
};

static void
person_add(struct words *w, int64_t id, const char *name, int team)
{
	for (size_t i = 0; i < w->people_count; i++)
		if (w->people[i].id == id)
			return;
	w->people = memory_need(talloc_realloc(NULL, w->people, struct person, w->people_count + 1));
	w->people[w->people_count++] = (struct person){ .id = id, .name = name, .team = team };
}

/* Everybody who may be chosen, and who is chosen now even if they have left. */
static void
people_read(struct request *req, struct words *w, const struct term *t)
{
	const struct person *people = people_choices(req->db, req, &w->people_count);

	w->people = memory_need(talloc_memdup(req, people, w->people_count * sizeof *people));
	if (t->owner_id)
		person_add(w, t->owner_id, t->owner_name, GLOSSARY_NONE);
	if (t->point_marketing_id)
		person_add(w, t->point_marketing_id, t->point_marketing_name, TEAM_MARKETING);
	if (t->point_sales_id)
		person_add(w, t->point_sales_id, t->point_sales_name, TEAM_SALES);
}

/* The people of a team (GLOSSARY_NONE: of any) as options. */
static const struct option *
people_options(const struct words *w, const void *ctx, int team)
{
	struct option *options = memory_need(talloc_zero_array(ctx, struct option, w->people_count + 2));
	size_t count = 1;

	options[0] = (struct option){ .value = "", .label = "Nobody yet", .code = 0 };
	for (size_t i = 0; i < w->people_count; i++) {
		const struct person *p = &w->people[i];

		if (team != GLOSSARY_NONE && p->team != team)
			continue;
		options[count++] = (struct option){ .value = text_format(options, "%ld", (long)p->id), .code = (int)i + 1,
		    .label = p->team < 0 ? p->name : text_format(options, "%s, %s", p->name, team_label(p->team)) };
	}
	return options;
}

/* The table with the options that only the database knows. */
static const struct field *
fields_for(const struct words *w, const void *ctx)
{
	struct field *fields = memory_need(talloc_memdup(ctx, words_fields, sizeof words_fields));

	fields[OWNER_AT].options = people_options(w, fields, GLOSSARY_NONE);
	fields[MARKETING_AT].options = people_options(w, fields, TEAM_MARKETING);
	fields[SALES_AT].options = people_options(w, fields, TEAM_SALES);
	return fields;
}

/* The field a binding names for a criterion; "" when there is none. */
static const char *
binding_of(const void *ctx, const char *bindings, const char *code)
{
	char **lines = lines_read(ctx, bindings, NULL);

	for (size_t i = 0; lines[i]; i++) {
		const char *sign = strchr(lines[i], '=');

		if (sign && text_equal(text_trim(ctx, text_copy_bytes(ctx, lines[i], (size_t)(sign - lines[i]))), code))
			return text_trim(ctx, sign + 1);
	}
	return "";
}

/* One text field for each criterion. */
static const struct field *
binding_field(const void *ctx, const struct criterion *c)
{
	struct field *fields = memory_need(talloc_zero_array(ctx, struct field, 2));

	fields[0] = (struct field){ .name = text_format(fields, "binding_%s", c->code), .label = c->label, .kind = FIELD_TEXT,
	    .at = term_words_BINDING_FIELD, .most = 120, .optional = true };
	return fields;
}

/* The version whose criteria count: in force, else the newest that is open. */
static const struct version *
bound_version(struct request *req, const struct term *term)
{
	size_t count;
	const struct version *versions = term_versions(req->db, req, term->id, req->now, &count), *open = NULL;

	for (size_t i = 0; i < count; i++) {
		if (versions[i].status == STATUS_IN_FORCE)
			return &versions[i];
		if (!open && versions[i].status < STATUS_IN_FORCE)
			open = &versions[i];
	}
	return open;
}

static const char *
related_names(struct request *req, const struct term *term)
{
	struct buffer *names = buffer_new(req);
	size_t count;
	const struct related_term *related = term_related(req->db, req, term->id, &count);

	for (size_t i = 0; i < count; i++)
		if (related[i].named_here)
			buffer_format(names, "%s%s", names->length ? "\n" : "", related[i].name);
	return buffer_take(req, names);
}

static struct words *
words_of(struct request *req, const struct term *term)
{
	struct words *w = memory_need(talloc_zero(req, struct words));
	size_t count;

	w->term = *term;
	w->related = related_names(req, term);
	people_read(req, w, term);
	w->owner = person_code(w, term->owner_id);
	w->point_marketing = person_code(w, term->point_marketing_id);
	w->point_sales = person_code(w, term->point_sales_id);
	w->version = bound_version(req, term);
	count = w->version ? w->version->criteria_count : 0;
	w->fields = memory_need(talloc_array(w, const char *, count + 1));
	w->parts = memory_need(talloc_zero_array(w, struct form *, count + 1));
	for (size_t i = 0; i < count; i++)
		w->fields[i] = binding_of(w, term->bindings, w->version->criteria[i].code);
	return w;
}

/* Lines CODE = field: those typed, and those of criteria that are not on the form. */
static const char *
bindings_typed(const struct words *w)
{
	struct buffer *lines = buffer_new(w);
	char **before = lines_read(w, w->term.bindings, NULL);
	const struct version *v = w->version;
	size_t count = v ? v->criteria_count : 0;

	for (size_t i = 0; i < count; i++)
		if (!text_blank(w->fields[i]))
			buffer_format(lines, "%s = %s\n", v->criteria[i].code, text_squeeze(w, w->fields[i]));
	for (size_t k = 0; before[k]; k++) {
		bool shown = false;

		for (size_t i = 0; i < count && !shown; i++)
			shown = *binding_of(w, before[k], v->criteria[i].code) != '\0';
		if (!shown)
			buffer_format(lines, "%s\n", before[k]);
	}
	return buffer_take(w, lines);
}

static void
words_show(struct request *req, struct words *w)
{
	w->form = form_show(req, fields_for(w, req), w);
	for (size_t i = 0; w->version && i < w->version->criteria_count; i++)
		w->parts[i] = form_part_show(w->form, binding_field(w, &w->version->criteria[i]), &w->fields[i]);
}

static void
words_read(struct request *req, struct words *w)
{
	w->form = form_read(req, fields_for(w, req), w);
	for (size_t i = 0; w->version && i < w->version->criteria_count; i++)
		w->parts[i] = form_part_read(w->form, binding_field(w, &w->version->criteria[i]), &w->fields[i]);
	w->term.owner_id = person_id(w, w->owner);
	w->term.point_marketing_id = person_id(w, w->point_marketing);
	w->term.point_sales_id = person_id(w, w->point_sales);
	w->term.bindings = bindings_typed(w);
	term_tidy(req, &w->term);
}

struct response
words_edit(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	struct words *w;

	if (!term)
		return not_found(req);
	w = words_of(req, term);
	words_show(req, w);
	return show_form(req, 200, words_view(req, term, w->form, w->parts, term->revision, words_base(req, w), NULL));
}

/* Terms by their names; one that does not exist, or is the term itself, becomes a problem. */
static const int64_t *
related_read(struct request *req, struct words *w, size_t *count)
{
	char **names = lines_read(req, w->related, count);
	int64_t *ids = memory_need(talloc_zero_array(req, int64_t, *count + 1));
	size_t choice_count, known_count;
	const struct related_term *choices = term_choices(req->db, req, &choice_count);
	const struct related_term *known = term_related(req->db, req, w->term.id, &known_count);

	for (size_t i = 0; names[i]; i++) {
		for (size_t k = 0; k < known_count && !ids[i]; k++)
			if (text_equal_fold(known[k].name, names[i]))
				ids[i] = known[k].id;
		for (size_t k = 0; k < choice_count && !ids[i]; k++)
			if (text_equal_fold(choices[k].name, names[i]) || text_equal(choices[k].slug, names[i]))
				ids[i] = choices[k].id;
		if (!ids[i])
			form_reject(w->form, "related", text_format(req, "There is no term called “%s”. Write its name as it stands in"
			    " the glossary.", text_clip(req, names[i], 60)));
		else if (ids[i] == w->term.id)
			form_reject(w->form, "related", "A term is not related to itself: leave it out.");
	}
	return ids;
}

static const char *
words_field(const void *ctx, const struct problem *problem)
{
	(void)ctx;
	return *problem->member && !text_equal(problem->member, "bindings") ? problem->member : NULL;
}

/* Somebody saved first: the form again with both people's changes, and beside each other what both changed. */
static struct response
words_clash(struct request *req, struct words *mine)
{
	const struct term *now = term_find(req->db, req, req->slug);
	size_t count, rows = WORDS_MEMBERS + (mine->version ? mine->version->criteria_count : 0) + 1;
	const struct term_edit *last = term_edits(req->db, req, mine->term.id, 1, &count);
	struct clash_row *disputed = memory_need(talloc_zero_array(req, struct clash_row, rows));
	struct clash_row *taken = memory_need(talloc_zero_array(req, struct clash_row, rows));
	const char *base;
	struct words *both;
	struct clash clash;

	if (!now)
		return not_found(req);
	mine->related = text_join(req, (const char *const *)lines_read(req, mine->related, NULL), "\n");
	both = words_of(req, now);
	base = words_base(req, both);
	words_merge(mine, both, request_field(req, "base"), disputed, taken);
	words_show(req, both);
	clash = (struct clash){ .rival = count ? last->person_name : "Somebody", .at = count ? last->at : req->now,
	    .rows = disputed, .taken = clash_labels(req, taken) };
	return show_form(req, 409, words_view(req, now, both->form, both->parts, now->revision, base, &clash));
}

struct response
words_save(struct request *req)
{
	struct term *term = term_find(req->db, req, req->slug);
	struct problems *problems = problems_new(req);
	enum act_result result;
	const char *base = request_field(req, "base");
	const int64_t *related;
	size_t related_count;
	struct words *w;

	if (!term)
		return not_found(req);
	w = words_of(req, term);
	words_read(req, w);
	term_problems(problems, &w->term);
	form_reject_all(w->form, problems, words_field);
	related = related_read(req, w, &related_count);
	if (!form_ok(w->form))
		return show_form(req, 422, words_view(req, term, w->form, w->parts, request_revision(req), base ? base : "", NULL));
	w->term.revision = request_revision(req);
	result = term_edit_words(req->db, req, &req->actor, &w->term, related, related_count);
	if (result == RESULT_STALE)
		return words_clash(req, w);
	if (result != RESULT_DONE)
		return term_conflict(req, term, result);
	return term_done(req, term, "words");
}
