/* Answers from the fields of a lead. */
#include "leads/rules_bound.h"

#include "base/text.h"

#include <string.h>
#include <talloc.h>

const char *const bound_fields[] = {
	"name", "company", "job", "email", "phone", "website", "origin", "source", "campaign", "theme", "persona", "stage", "utm_source",
	"utm_medium", "utm_campaign", "landing_page", NULL
};

/* Without what does not matter in a name. */
static const char *
plain(const void *ctx, const char *name)
{
	char *kept = text_lower(ctx, name), *to = kept;

	for (const char *at = kept; *at; at++)
		if (*at != ' ' && *at != '_' && *at != '-')
			*to++ = *at;
	*to = '\0';
	return kept;
}

static const char *
value_at(const struct lead *l, size_t place)
{
	const struct touch *touch = l->last_touch ? l->last_touch : l->first_touch;
	const char *const values[] = {
		l->name, l->company, l->job, l->email ? "yes" : NULL, text_blank(l->phone) ? NULL : "yes", l->website,
		l->origin < 0 ? NULL : origin_names[l->origin], l->source, l->campaign, l->theme, l->persona, l->stage, touch ? touch->source : NULL,
		touch ? touch->medium : NULL, touch ? touch->campaign : NULL, touch ? touch->landing_page : NULL
	};

	return text_blank(values[place]) ? NULL : values[place];
}

int
bound_place(const void *ctx, const char *field)
{
	const char *wanted = plain(ctx, field);

	for (int i = 0; bound_fields[i]; i++)
		if (text_equal(plain(ctx, bound_fields[i]), wanted))
			return i;
	return GLOSSARY_NONE;
}

const char *
bound_value_at(const struct lead *lead, int place)
{
	return place < 0 ? NULL : value_at(lead, (size_t)place);
}

const char *
bound_value(const void *ctx, const struct lead *lead, const char *field)
{
	return bound_value_at(lead, bound_place(ctx, field));
}

/* The field a criterion is bound to; NULL: none. */
static const char *
field_of(const void *ctx, char **lines, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++) {
		const char *sign = strchr(lines[i], '=');

		if (sign && text_equal(text_trim(ctx, text_copy_bytes(ctx, lines[i], (size_t)(sign - lines[i]))), code))
			return text_trim(ctx, sign + 1);
	}
	return NULL;
}

const char *
binding_of(const void *ctx, const char *bindings, const char *code)
{
	size_t count;
	char **lines = lines_read(ctx, bindings ? bindings : "", &count);

	return field_of(ctx, lines, count, code);
}

struct answer *
answers_bound(const void *ctx, const struct version *version, const char *bindings, const struct lead *lead, size_t *count)
{
	struct answer *answers = memory_need(talloc_zero_array(ctx, struct answer, version->criteria_count + 1));
	size_t line_count;
	char **lines = lines_read(ctx, bindings ? bindings : "", &line_count);

	*count = 0;
	for (size_t i = 0; i < version->criteria_count; i++) {
		const char *field = field_of(ctx, lines, line_count, version->criteria[i].code);
		const char *value = field ? bound_value(ctx, lead, field) : NULL;
		struct answer answer = { .code = version->criteria[i].code, .value = value, .evidence = field ? text_format(ctx, "From the lead: %s", field) : "" };
		struct problems *problems = memory_need(talloc_zero(ctx, struct problems));

		if (!value)
			continue;
		answers_check_some(problems, version, &answer, 1);
		if (!problems->count)
			answers[(*count)++] = answer;
	}
	return answers;
}
