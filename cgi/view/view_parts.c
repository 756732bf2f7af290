/* The parts of filling templates that need nothing of ctemplate: names, files, and values made into texts. */
#include "view/view_parts.h"

#include "base/text.h"
#include "view/view.h"

#include <stdio.h>
#include <string.h>
#include <talloc.h>

static const char escape_line[] = "{{%AUTOESCAPE context=\"HTML\"}}";

int
marker_named(const char *name, size_t length)
{
	int low = 0, high = MARKER_COUNT - 1;

	while (low <= high) {
		int middle = (low + high) / 2;
		int order = strncmp(marker_names[middle], name, length);

		if (order == 0 && marker_names[middle][length] != '\0')
			order = 1;
		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

bool
template_escapes(const char *directory, const char *file)
{
	char path[1024], line[sizeof escape_line] = "";
	size_t want = sizeof escape_line - 1;
	bool yes;
	FILE *in;

	snprintf(path, sizeof path, "%s/%s", directory, file);
	in = fopen(path, "r");
	if (!in)
		return false;
	yes = fread(line, 1, want, in) == want && memcmp(line, escape_line, want) == 0;
	fclose(in);
	return yes;
}

void
view_number(struct view *view, enum marker marker, int64_t number)
{
	view_text(view, marker, talloc_asprintf(view, "%lld", (long long)number));
}

void
view_format(struct view *view, enum marker marker, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	view_text(view, marker, text_format_list(view, format, list));
	va_end(list);
}

void
view_show_if(struct view *view, enum marker section, bool shown)
{
	if (shown)
		view_show(view, section);
}

void
view_maybe(struct view *view, enum marker section, enum marker marker, const char *text)
{
	if (!text || !*text)
		return;
	view_show(view, section);
	view_text(view, marker, text);
}
