/* Touches as they are stored, and which fields of a lead differ. */
#include "leads/rules_lead.h"

#include "base/days.h"
#include "base/text.h"

#include <jansson.h>
#include <talloc.h>

/* The texts of a touch, as the stored object names them. */
static const struct { const char *name; size_t member; } touch_texts[] = {
	{ "source", offsetof(struct touch, source) }, { "medium", offsetof(struct touch, medium) },
	{ "campaign", offsetof(struct touch, campaign) }, { "term", offsetof(struct touch, term) },
	{ "content", offsetof(struct touch, content) }, { "landing_page", offsetof(struct touch, landing_page) },
	{ "referrer", offsetof(struct touch, referrer) }
};
enum { TOUCH_TEXTS = sizeof touch_texts / sizeof *touch_texts };

static const char **
touch_text(struct touch *touch, size_t i)
{
	return (const char **)((char *)touch + touch_texts[i].member);
}

const char *
touch_print(const void *ctx, const struct touch *touch)
{
	json_t *object = memory_need(json_object());
	const char *printed = NULL;

	for (size_t i = 0; touch && i < TOUCH_TEXTS; i++) {
		const char *text = *(const char *const *)((const char *)touch + touch_texts[i].member);

		if (!text_blank(text))
			json_object_set_new(object, touch_texts[i].name, json_string(text));
	}
	if (touch && touch->at)
		json_object_set_new(object, "at", json_string(instant_print(ctx, touch->at)));
	if (json_object_size(object)) {
		size_t length = json_dumpb(object, NULL, 0, JSON_COMPACT);
		char *bytes = memory_need(talloc_zero_size(ctx, length + 1));

		json_dumpb(object, bytes, length, JSON_COMPACT);
		printed = bytes;
	}
	json_decref(object);
	return printed;
}

struct touch *
touch_read(const void *ctx, const char *json)
{
	json_t *object = json ? json_loads(json, 0, NULL) : NULL;
	struct touch *touch;

	if (!json_is_object(object)) {
		json_decref(object);
		return NULL;
	}
	touch = memory_need(talloc_zero(ctx, struct touch));
	for (size_t i = 0; i < TOUCH_TEXTS; i++) {
		const char *text = json_string_value(json_object_get(object, touch_texts[i].name));

		*touch_text(touch, i) = text ? text_copy(touch, text) : NULL;
	}
	instant_parse(json_string_value(json_object_get(object, "at")), &touch->at);
	json_decref(object);
	return touch;
}

const char *const lead_fields[] = {
	"name", "company", "job", "email", "phone", "website", "origin", "source", "campaign", "theme", "persona", "stage", "first_touch",
	"last_touch", "converted_at", "owner_marketing", "owner_sales", "basis", "do_not_contact", NULL
};

/* The places of those that are texts, in that order; 0 for the others. */
static const size_t lead_texts[] = {
	offsetof(struct lead, name), offsetof(struct lead, company), offsetof(struct lead, job), offsetof(struct lead, email),
	offsetof(struct lead, phone), offsetof(struct lead, website), 0, offsetof(struct lead, source), offsetof(struct lead, campaign),
	offsetof(struct lead, theme), offsetof(struct lead, persona), offsetof(struct lead, stage), 0, 0, 0, 0, 0, offsetof(struct lead, basis), 0
};

static bool
texts_differ(const char *a, const char *b)
{
	return !text_equal(a ? a : "", b ? b : "");
}

bool
lead_differs(const void *ctx, const struct lead *a, const struct lead *b, size_t field)
{
	const char *name = lead_fields[field];

	if (lead_texts[field])
		return texts_differ(*(const char *const *)((const char *)a + lead_texts[field]), *(const char *const *)((const char *)b + lead_texts[field]));
	if (text_equal(name, "origin"))
		return a->origin != b->origin;
	if (text_equal(name, "first_touch"))
		return texts_differ(touch_print(ctx, a->first_touch), touch_print(ctx, b->first_touch));
	if (text_equal(name, "last_touch"))
		return texts_differ(touch_print(ctx, a->last_touch), touch_print(ctx, b->last_touch));
	if (text_equal(name, "converted_at"))
		return a->converted_at != b->converted_at;
	if (text_equal(name, "owner_marketing"))
		return a->owner_marketing_id != b->owner_marketing_id;
	if (text_equal(name, "owner_sales"))
		return a->owner_sales_id != b->owner_sales_id;
	return a->do_not_contact != b->do_not_contact;
}
