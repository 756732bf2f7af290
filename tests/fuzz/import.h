/* A file of terms that was read and decided: what is taken is sound, and written out it reads back to the same. */
#ifndef FUZZ_IMPORT_H
#define FUZZ_IMPORT_H

#include "fuzz.h"

#include "glossary/import.h"

static struct import_plan *
import_plan_of(const void *ctx, enum import_format format, const char *bytes, size_t length)
{
	struct import_plan *plan = import_read(ctx, format, bytes, length);

	if (plan->problem)
		return plan;
	import_decide(plan, "2026-11-21", 7);
	NEED(plan->count <= IMPORT_MOST_ROWS);
	NEED(plan->created + plan->changed + plan->same + plan->refused == (int64_t)plan->count);
	for (size_t i = 0; i < plan->count; i++) {
		const struct import_row *row = &plan->rows[i];
		struct problems *problems = problems_new(ctx);

		NEED(!row->problems->count == (row->act != ROW_REFUSE) || row->act == ROW_SAME);
		NEED(row->problems->count <= PROBLEMS_MOST);
		for (size_t k = 0; k < row->problems->count; k++)
			NEED(utf8_valid_text(row->problems->list[k].text, UTF8_ANY));
		if (row->act != ROW_CREATE)
			continue;
		term_problems(problems, &row->term);
		version_problems(problems, row->term.kind, &row->version, false, "2026-11-21");
		NEED(problems->count == 0);	/* nothing is taken that a form would refuse */
		NEED(strlen(version_digest(ctx, &row->term, &row->version)) == 64);
	}
	return plan;
}

/* Reads what the export of the new terms of `plan` has become. */
static void
import_same(const void *ctx, const struct import_plan *plan, enum import_format format, const char *bytes, size_t length)
{
	const struct import_plan *back = import_read(ctx, format, bytes, length);
	size_t k = 0;

	NEED(!back->problem);
	for (size_t i = 0; i < plan->count; i++) {
		const struct import_row *a = &plan->rows[i], *b = &back->rows[k];

		if (a->act != ROW_CREATE)
			continue;
		NEED(k++ < back->count && b->problems->count == 0);
		NEED(strcmp(a->term.name, b->term.name) == 0 && a->term.kind == b->term.kind);
		NEED(strcmp(a->term.synonyms, b->term.synonyms) == 0 && strcmp(a->term.abbreviations, b->term.abbreviations) == 0);
		NEED(strcmp(a->term.examples, b->term.examples) == 0 && strcmp(a->term.bindings, b->term.bindings) == 0);
		NEED(version_same_words(&a->version, &b->version));
	}
	NEED(k == back->count);
}

static void
import_round_trip(const void *ctx, const struct import_plan *plan)
{
	struct export_term *terms = talloc_zero_array(ctx, struct export_term, plan->count + 1);
	struct buffer *out = buffer_new(ctx);
	const char *json;
	size_t count = 0;

	for (size_t i = 0; !plan->problem && i < plan->count; i++)
		if (plan->rows[i].act == ROW_CREATE) {
			terms[count].term = plan->rows[i].term;
			terms[count].term.slug = "made-up";
			terms[count].version = plan->rows[i].version;
			terms[count++].version.id = 1;
		}
	if (!count)
		return;
	export_csv(out, terms, count);
	import_same(ctx, plan, IMPORT_CSV, out->data, out->length);
	json = json_compact(ctx, export_json(terms, count));
	import_same(ctx, plan, IMPORT_JSON, json, strlen(json));
}

#endif
