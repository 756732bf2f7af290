/* The words of another system on the page on which columns are matched: which are asked of, and what was said of them. */
#include "leads/pages_import_parts.h"

#include "base/text.h"
#include "leads/views_import.h"

#include <string.h>
#include <talloc.h>

enum { VALUES_OFFERED = 400, PAIRS_OFFERED = 200 };	/* pairs of pipelines and stages of the first: the rest is for the other columns */

/* The code of a word that is understood by itself, as the choice's value; "" for none. */
static const char *
understood(const struct desk *d, int field, const char *word)
{
	static const char *const none[] = { NULL };
	const char *const *names = none;
	int code = GLOSSARY_NONE;

	if (field == TO_STAGE) {
		int64_t id = import_stage_called(d->req->db, d->req, word);

		for (size_t i = 0; i < d->stage_count; i++)
			if (d->stages[i].id == id)
				return d->stages[i].name;
		code = import_deal_end(d->req, word);
		return d->file->kind != IMPORT_DEALS || code == DEAL_ENDS_NOT ? "" : code == DEAL_ENDS_WON ? "Closed won" : "Closed lost";
	}
	if (field == TO_ORIGIN) {
		names = origin_names;
		code = import_origin(d->req, word);
	} else if (field == TO_OUTCOME) {
		names = outcome_names;
		code = import_outcome(d->req, word);
	} else if (field == TO_CHANNEL) {
		names = channel_names;
		code = import_channel(d->req, word);
	} else if (field == TO_RESULT) {
		names = attempt_result_names;
		code = import_result(d->req, word);
	}
	return code == GLOSSARY_NONE ? "" : names[code];
}

/* What was said of a word before, else what is understood. */
static const char *
meaning_of(const struct desk *d, int field, const char *word)
{
	const char *said = import_value_said(d->map, field, word);

	return said ? said : understood(d, field, word);
}

/* Offers one word; `as` is what it is understood as while nobody said anything of it. */
static void
word_offer(const struct desk *d, int field, const char *word, const char *as, int64_t rows, struct upload_value *list, size_t *count)
{
	const char *said = import_value_said(d->map, field, word);

	if (!*word || *count == VALUES_OFFERED)
		return;
	list[*count] = (struct upload_value){ .field = field, .name = text_format(d->req, "value_%s_%zu", import_field_names[field], *count), .from = word, .count = rows,
		.to = said ? said : meaning_of(d, field, as), .choices = word_choices(d->req, d->file->kind, field, d->stages, d->stage_count) };
	(*count)++;
}

/* Where a file of deals names pipelines, each stage with its own. True: not all of them, so that the other columns keep their share. */
static bool
stages_offer(const struct desk *d, size_t pipeline, size_t column, struct upload_value *list, size_t *count)
{
	size_t words;
	const struct import_word *word = import_stage_words(d->req->db, d->req, d->file, pipeline, column, &words);

	for (size_t i = 0; i < words; i++) {
		if (*count >= PAIRS_OFFERED)
			return true;
		word_offer(d, TO_STAGE, word[i].word, word[i].stage, word[i].count, list, count);
	}
	return false;
}

/* The words of one column. True: not all of them. */
static bool
column_offer(const struct desk *d, size_t column, size_t pipeline, struct upload_value *list, size_t *count)
{
	const struct import_found *f = &d->found[column];
	int field = d->map->fields[column];

	if (!import_field_is_matched(field) || f->value_count > IMPORT_VALUES_SHOWN || (import_field_is_history(field) && !d->map->history))
		return false;
	if (field == TO_STAGE && pipeline < d->map->columns)
		return stages_offer(d, pipeline, column, list, count);
	for (size_t i = 0; i < f->value_count; i++)
		word_offer(d, field, text_squeeze(d->req, f->values[i]), text_squeeze(d->req, f->values[i]), f->counts[i], list, count);
	return *count == VALUES_OFFERED;
}

void
words_offer(const struct desk *d, struct upload_columns *page)
{
	struct upload_value *list = memory_need(talloc_zero_array(d->req, struct upload_value, VALUES_OFFERED));
	size_t pipeline = import_pipeline_column(d->map, d->found), *count = &page->value_count;

	page->values = list;
	*count = 0;
	for (size_t i = 0; i < d->file->header_count; i++)
		page->has_more = column_offer(d, i, pipeline, list, count) || page->has_more;
	converted_value_offer(d->req, d->file, d->found, d->map, &(struct upload_value){ .field = TO_STAGE, .name = text_format(d->req, "value_stage_%zu", *count),
	    .from = IMPORT_CONVERTED, .to = meaning_of(d, TO_STAGE, IMPORT_CONVERTED), .choices = word_choices(d->req, d->file->kind, TO_STAGE, d->stages, d->stage_count) }, list, count, VALUES_OFFERED);
	kept_values_offer(d->req, d->file, d->found, d->map, list, count, VALUES_OFFERED);
}

/* A list of what words mean, that grows. */
struct said {
	struct import_value *list;
	size_t count;
};

/* Whether the form asked of a word; `sent`: all that it asked of, blank meanings too. */
static bool
was_offered(const struct said *sent, const struct import_value *word)
{
	for (size_t i = 0; i < sent->count; i++) {
		const struct import_value *v = &sent->list[i];

		if (v->field == word->field && text_equal_fold(v->from, word->from) && (word->field != TO_KEPT || text_equal(v->column, word->column)))
			return true;
	}
	return false;
}

/* What the words of the file meant until now, or of the files before it once its system was named. */
static const struct import_map *
map_until_now(const struct desk *d)
{
	const struct import_file *f = d->file;
	struct import_map *was = import_map_read(d->req, f->kind, f->mapping, f->headers, f->header_count, true, problems_new(d->req));
	const struct import_map *recalled = text_equal(d->map->system, f->system) ? NULL : import_map_recalled(d->req->db, d->req, f, d->map);

	return recalled ? recalled : was;
}

/* All words that came with the form: names "value_stage_3_from" and "…_to". */
static void
words_sent(const struct desk *d, struct said *sent)
{
	for (int field = 0; field < IMPORT_FIELDS; field++)
		for (size_t n = 0; import_field_is_matched(field) && n < VALUES_OFFERED; n++) {
			const char *from = request_field(d->req, text_format(d->req, "value_%s_%zu_from", import_field_names[field], n)),
			    *to = request_field(d->req, text_format(d->req, "value_%s_%zu_to", import_field_names[field], n));

			if (!text_blank(from) && sent->count < VALUES_OFFERED)
				sent->list[sent->count++] = (struct import_value){ field, text_squeeze(d->req, from), text_squeeze(d->req, to ? to : ""), NULL };
		}
	kept_values_typed(d->req, d->file, sent->list, &sent->count, VALUES_OFFERED);
}

void
words_read(struct desk *d)
{
	const struct import_map *was = map_until_now(d);
	struct said sent = { memory_need(talloc_zero_array(d->req, struct import_value, VALUES_OFFERED)), 0 };
	struct import_value *list = memory_need(talloc_zero_array(d->req, struct import_value, VALUES_OFFERED + IMPORT_VALUES_MOST));
	size_t count = 0;

	words_sent(d, &sent);
	for (size_t i = 0; i < sent.count; i++)
		if (*sent.list[i].to && strlen(sent.list[i].to) <= 4 * IMPORT_VALUE_MOST)
			list[count++] = sent.list[i];
	for (size_t i = 0; was && i < was->value_count && count < IMPORT_VALUES_MOST; i++)
		if (!was_offered(&sent, &was->values[i]))
			list[count++] = was->values[i];
	d->map->values = list;
	d->map->value_count = count;
}
