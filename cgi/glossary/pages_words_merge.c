/* Brings together what two people changed in the words around one term. */
#include "glossary/pages_words.h"

#include "base/text.h"
#include "glossary/merge.h"

#include <talloc.h>

/* The texts of the words, as a merge goes through them. */
static const struct text_member {
	const char *name, *label;
	size_t at;
} texts[] = {
	{ "marketing_says", "How Marketing says it", offsetof(struct words, term.marketing_says) },
	{ "sales_says", "How Sales says it", offsetof(struct words, term.sales_says) },
	{ "examples", "Examples", offsetof(struct words, term.examples) },
	{ "counter_examples", "Not this", offsetof(struct words, term.counter_examples) },
	{ "abbreviations", "Abbreviations", offsetof(struct words, term.abbreviations) },
	{ "synonyms", "Other names", offsetof(struct words, term.synonyms) },
	{ "related", "Related terms", offsetof(struct words, related) },
};
static const struct choice_member {
	const char *name, *label;
	size_t at;
} choices[] = {
	{ "owner", "Owner", offsetof(struct words, owner) },
	{ "point_marketing", "Point person of Marketing", offsetof(struct words, point_marketing) },
	{ "point_sales", "Point person of Sales", offsetof(struct words, point_sales) },
};
_Static_assert(sizeof texts / sizeof *texts + sizeof choices / sizeof *choices == WORDS_MEMBERS, "every member");
enum { TEXTS = sizeof texts / sizeof *texts, CHOICES = sizeof choices / sizeof *choices };

static const char **
text_at(struct words *w, const struct text_member *m)
{
	return (const char **)((char *)w + m->at);
}

static int *
choice_at(struct words *w, const struct choice_member *m)
{
	return (int *)((char *)w + m->at);
}

/* Who is chosen, as one tells them apart and as one names them. */
static const char *
chosen_id(struct words *w, const struct choice_member *m)
{
	return text_format(w, "%ld", (long)person_id(w, *choice_at(w, m)));
}

static const char *
chosen_name(struct words *w, const struct choice_member *m)
{
	int code = *choice_at(w, m);

	return code > 0 ? w->people[code - 1].name : "Nobody";
}

static const char *
binding_name(const struct words *w, size_t i)
{
	return text_format(w, "binding.%s", w->version->criteria[i].code);
}

const char *
words_base(const void *ctx, struct words *w)
{
	struct buffer *base = buffer_new(ctx);

	for (size_t i = 0; i < TEXTS; i++)
		base_add(base, texts[i].name, *text_at(w, &texts[i]));
	for (size_t i = 0; i < CHOICES; i++)
		base_add(base, choices[i].name, chosen_id(w, &choices[i]));
	for (size_t i = 0; w->version && i < w->version->criteria_count; i++)
		base_add(base, binding_name(w, i), w->fields[i]);
	return buffer_take(ctx, base);
}

int
person_code(const struct words *w, int64_t id)
{
	for (size_t i = 0; i < w->people_count; i++)
		if (w->people[i].id == id)
			return (int)i + 1;
	return 0;
}

int64_t
person_id(const struct words *w, int code)
{
	return code > 0 ? w->people[code - 1].id : 0;
}

/* Notes a member that differs. True: it becomes the writer's. */
static bool
member_merged(enum merge_side side, struct clash_row row, struct clash_row **disputed, struct clash_row **taken)
{
	if (side == MERGE_CLASH)
		*(*disputed)++ = row;
	if (side == MERGE_THEIRS)
		*(*taken)++ = row;
	return side == MERGE_MINE || side == MERGE_CLASH;
}

void
words_merge(struct words *mine, struct words *both, const char *base, struct clash_row *disputed, struct clash_row *taken)
{
	enum merge_side side;

	for (size_t i = 0; i < TEXTS; i++) {
		const char *my = *text_at(mine, &texts[i]), **theirs = text_at(both, &texts[i]);

		side = merge_side(mine, base, texts[i].name, my, *theirs);
		if (member_merged(side, (struct clash_row){ texts[i].label, *theirs, my }, &disputed, &taken))
			*theirs = my;
	}
	for (size_t i = 0; i < CHOICES; i++) {
		const struct choice_member *m = &choices[i];

		side = merge_side(mine, base, m->name, chosen_id(mine, m), chosen_id(both, m));
		if (member_merged(side, (struct clash_row){ m->label, chosen_name(both, m), chosen_name(mine, m) }, &disputed, &taken))
			*choice_at(both, m) = person_code(both, person_id(mine, *choice_at(mine, m)));
	}
	for (size_t i = 0; mine->version && i < mine->version->criteria_count; i++) {
		const char *label = text_format(both, "Where “%s” is read from", mine->version->criteria[i].label);
		const char *my = text_squeeze(mine, mine->fields[i]);

		side = merge_side(mine, base, binding_name(mine, i), my, both->fields[i]);
		if (member_merged(side, (struct clash_row){ label, both->fields[i], my }, &disputed, &taken))
			both->fields[i] = my;
	}
}
