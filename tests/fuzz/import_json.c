/* Terms out of a JSON file, and the words of a version as the API takes them. */
#include "import.h"

/* As api_version.c does with a body. */
static void
check_version(const void *ctx, const char *bytes, size_t length)
{
	json_t *object = json_loadb(bytes, length, JSON_REJECT_DUPLICATES, NULL), *words;
	struct problems *problems = problems_new(ctx), *again = problems_new(ctx);
	struct version version = VERSION_BLANK, back = VERSION_BLANK;

	if (json_is_object(object))
		for (int kind = 0; term_kind_names[kind]; kind++) {
			version_read_json(ctx, object, &version, problems);
			version_tidy(ctx, &version);
			version_problems(problems, kind, &version, false, NULL);
			if (problems->count)
				break;
			words = version_words_json(kind, &version);
			version_read_json(ctx, words, &back, again);
			version_tidy(ctx, &back);
			NEED(again->count == 0 && version_same_words(&version, &back));
			json_decref(words);
		}
	for (size_t i = 0; i < problems->count; i++)
		NEED(*problem_pointer(ctx, &problems->list[i]) == '/' || !*problem_pointer(ctx, &problems->list[i]));
	json_decref(object);
}

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	import_round_trip(ctx, import_plan_of(ctx, IMPORT_JSON, bytes, length));
	check_version(ctx, bytes, length);
}
