/* What words of another system may be said to mean here; those of columns that are kept for the definition with the answers that it takes. */
#include "leads/pages_parts.h"

#include "base/text.h"
#include "leads/views_import.h"

#include <string.h>
#include <talloc.h>

#define NAMED "value_keep_"

/* The criterion of the gate that a column answers by a word: yes or no, or one of its choices. NULL: none. */
static const struct criterion *
criterion_of_column(struct request *req, const struct version *gate, const char *bindings, const char *header)
{
	const char *key = header_key(req, header);

	for (size_t i = 0; gate && i < gate->criteria_count; i++) {
		const struct criterion *c = &gate->criteria[i];
		const char **columns = c->kind == ASKS_YES_NO || c->kind == ASKS_CHOICE ? import_columns_of(req, c, bindings) : NULL;

		for (size_t j = 0; columns && columns[j]; j++)
			if (text_equal(columns[j], key))
				return c;
	}
	return NULL;
}

static const struct upload_choice *
answers_of(struct request *req, const struct criterion *c)
{
	size_t count = 0;
	char **lines = c->kind == ASKS_CHOICE ? lines_read(req, c->choices, &count) : NULL;
	struct upload_choice *list = memory_need(talloc_zero_array(req, struct upload_choice, count + 4));
	size_t n = 0;

	list[n++] = (struct upload_choice){ "", "Cannot tell" };
	if (c->kind == ASKS_YES_NO) {
		list[n++] = (struct upload_choice){ "yes", "Yes" };
		list[n++] = (struct upload_choice){ "no", "No" };
	}
	for (size_t i = 0; i < count; i++)
		list[n++] = (struct upload_choice){ lines[i], lines[i] };
	return list;
}

/* What was said of a word before, else what it answers by itself; "" neither. */
static const char *
answer_now(struct request *req, const struct import_map *map, const struct criterion *c, const char *header, const char *word,
    const struct upload_choice *choices)
{
	const char *answer;

	for (size_t i = 0; i < map->value_count; i++)
		if (map->values[i].column && text_equal(map->values[i].column, header) && text_equal_fold(map->values[i].from, word))
			return map->values[i].to;
	answer = import_answer(req, c, word);
	for (; answer && choices->label; choices++)
		if (text_equal_fold(choices->value, answer))
			return choices->value;
	return "";
}

void
kept_values_offer(struct request *req, const struct import_file *file, const struct import_found *found, const struct import_map *map,
    struct upload_value *list, size_t *count, size_t most)
{
	const struct term *term = NULL;
	const struct version *gate = file->kind == IMPORT_LEADS ? gate_or_draft(req, &term) : NULL;

	for (size_t i = 0; gate && i < file->header_count; i++) {
		const struct import_found *f = &found[i];
		const struct criterion *c = map->fields[i] == TO_KEPT && f->value_count <= IMPORT_VALUES_SHOWN ? criterion_of_column(req, gate, term->bindings,
		    file->headers[i]) : NULL;
		const struct upload_choice *choices = c ? answers_of(req, c) : NULL;

		for (size_t j = 0; c && j < f->value_count && *count < most; j++) {
			const char *word = text_squeeze(req, f->values[j]);

			if (!*word)
				continue;
			list[*count] = (struct upload_value){ .field = TO_KEPT, .name = text_format(req, NAMED "%zu_%zu", i + 1, *count), .from = word,
				.count = f->counts[j], .to = answer_now(req, map, c, file->headers[i], word, choices), .choices = choices,
				.label = text_equal_fold(file->headers[i], c->label) ? c->label : text_format(req, "%s: %s", file->headers[i], c->label) };
			(*count)++;
		}
	}
}

void
converted_value_offer(struct request *req, const struct import_file *file, const struct import_found *found, const struct import_map *map,
    const struct upload_value *as, struct upload_value *list, size_t *count, size_t most)
{
	int64_t rows = 0;

	for (size_t i = 0; i < file->header_count; i++)
		for (size_t j = 0; map->fields[i] == TO_CONVERTED && found[i].value_count <= IMPORT_VALUES_SHOWN && j < found[i].value_count; j++)
			rows += import_yes(req, found[i].values[j]) == 1 ? found[i].counts[j] : 0;
	if (!rows || *count == most)
		return;
	list[*count] = *as;
	list[*count].count = rows;
	(*count)++;
}

/* "value_keep_COLUMN_N_from": the column, from 0; false: it is no such name. */
static bool
column_of_name(struct request *req, const char *name, size_t columns, size_t *column)
{
	const char *from = text_starts(name, NAMED) ? name + strlen(NAMED) : "";
	size_t digits = strspn(from, "0123456789");
	int64_t n;

	if (!digits || from[digits] != '_' || !text_ends(name, "_from") || !text_integer(text_copy_bytes(req, from, digits), 1, (int64_t)columns, &n))
		return false;
	*column = (size_t)n - 1;
	return true;
}

void
kept_values_typed(struct request *req, const struct import_file *file, struct import_value *list, size_t *count, size_t most)
{
	for (size_t i = 0; i < req->body->count && *count < most; i++) {
		const char *name = req->body->items[i].name, *from = req->body->items[i].value, *to;
		size_t column;

		if (!column_of_name(req, name, file->header_count, &column))
			continue;
		to = request_field(req, text_format(req, "%sto", text_copy_bytes(req, name, strlen(name) - strlen("from"))));
		if (!text_blank(from))
			list[(*count)++] = (struct import_value){ TO_KEPT, text_squeeze(req, from), text_squeeze(req, to ? to : ""), file->headers[column] };
	}
}

static const struct upload_choice origin_choices[] = {
	{ "", "As it is" }, { "marketing", "Marketing" }, { "sales", "Sales" }, { "partner", "A partner" }, { "customer", "A customer" }, { 0 }
}, outcome_choices[] = {
	{ "", "Choose" }, { "qualified", "Qualified" }, { "disqualified", "Disqualified" }, { "recycled", "Recycled" }, { 0 }
}, channel_choices[] = {
	{ "", "Choose" }, { "call", "Call" }, { "mail", "Mail" }, { "meeting", "Meeting" }, { "message", "Message" }, { 0 }
}, result_choices[] = {
	{ "", "Choose" }, { "no_answer", "No answer" }, { "voicemail", "Voicemail" }, { "mailed", "Mailed" }, { "spoke", "Spoke" }, { "replied", "They replied" }, { "booked", "Meeting booked" }, { 0 }
};

static const struct upload_choice *
stage_choices(const void *ctx, int kind, const struct choice *stages, size_t count)
{
	struct upload_choice *list = memory_need(talloc_zero_array(ctx, struct upload_choice, count + 5));
	size_t n = 0;

	list[n++] = (struct upload_choice){ "", "Keep it as it is" };
	if (kind == IMPORT_DEALS) {
		list[n++] = (struct upload_choice){ "Closed won", "Won" };
		list[n++] = (struct upload_choice){ "Closed lost", "Lost" };
	}
	for (size_t i = 0; i < count; i++)
		list[n++] = (struct upload_choice){ stages[i].name, stages[i].name };
	return list;
}

const struct upload_choice *
word_choices(const void *ctx, int kind, int field, const struct choice *stages, size_t count)
{
	switch (field) {
	case TO_STAGE:
		return stage_choices(ctx, kind, stages, count);
	case TO_ORIGIN:
		return origin_choices;
	case TO_OUTCOME:
		return outcome_choices;
	case TO_CHANNEL:
		return channel_choices;
	}
	return field == TO_RESULT ? result_choices : NULL;
}
