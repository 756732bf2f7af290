// The shim over ctemplate: a dictionary of our own that ctemplate pulls values from, and one output buffer.
#include "view/view.h"
#include "view/view_parts.h"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_emitter.h>
#include <ctemplate/template_string.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

extern "C" {
#include "base/text.h"

#include <talloc.h>
}

using ctemplate::TemplateDictionaryInterface;
using ctemplate::TemplateString;

namespace {

const ctemplate::Strip strip = ctemplate::STRIP_BLANK_LINES;
const size_t usual_page = 256 << 10;	// bytes
char problem[256];
char missing[128];

struct Entry;

}	// namespace

// A dictionary in talloc memory; its entries are few, so a linear search beats any table.
struct view : public TemplateDictionaryInterface {
	view *parent;		// what this is a row of; NULL at a page and at an include
	view *page;		// the root, which also holds the globals
	enum template_name tpl;
	Entry *first, *last;
	view *next;		// the following row or part of the same name

	const Entry *own(int marker) const;
	const Entry *find(const TemplateString &name) const;

	TemplateString GetValue(const TemplateString &name) const override;
	bool IsHiddenSection(const TemplateString &name) const override;
	bool IsUnhiddenSection(const TemplateString &name) const override { return !IsHiddenSection(name); }
	bool IsHiddenTemplate(const TemplateString &name) const override;
	const char *GetIncludeTemplateName(const TemplateString &name, int number) const override;
	Iterator *CreateTemplateIterator(const TemplateString &name) const override;
	Iterator *CreateSectionIterator(const TemplateString &name) const override;
	void DumpToString(std::string *, int) const override {}

	// Walks rows of one name; ctemplate deletes it.
	struct Rows : public Iterator {
		const view *at;

		explicit Rows(const view *from) : at(from) {}
		bool HasNext() const override { return at != nullptr; }
		const TemplateDictionaryInterface &Next() override
		{
			const view *now = at;

			at = at->next;
			return *now;
		}
	};
};

namespace {

struct Entry {
	Entry *next;
	int marker;
	bool global;
	const char *text;	// a variable
	size_t length;
	view *rows, *end;	// a section or an include; none: shown once with the values around it
};

// Template text stays where it is once frozen, so a name's address stands for the name.
struct Known { const char *name; int marker; };
Known known[16384];

int
marker_of(const TemplateString &name)
{
	const size_t size = sizeof known / sizeof known[0];
	size_t slot = (reinterpret_cast<uintptr_t>(name.data()) * 0x9E3779B97F4A7C15ULL) >> 50;

	for (size_t tries = 0; tries < 8; tries++, slot = (slot + 1) % size) {
		if (known[slot].name == name.data())
			return known[slot].marker;
		if (!known[slot].name) {
			known[slot] = Known{ name.data(), marker_named(name.data(), name.size()) };
			return known[slot].marker;
		}
	}
	return marker_named(name.data(), name.size());
}

struct Buffer : public ctemplate::ExpandEmitter {
	char *data = nullptr;
	size_t length = 0, room = 0;

	void
	Emit(const char *s, size_t n) override
	{
		if (length + n + 1 > room) {
			size_t more = (length + n + 1) * 2;

			data = static_cast<char *>(memory_need(realloc(data, more)));
			room = more;
		}
		memcpy(data + length, s, n);
		length += n;
	}
	void Emit(char c) override { Emit(&c, 1); }
	void Emit(const std::string &s) override { Emit(s.data(), s.size()); }
	void Emit(const char *s) override { Emit(s, strlen(s)); }
};
Buffer output;

Entry *
entry(view *v, int marker)
{
	for (Entry *e = v->first; e; e = e->next)
		if (e->marker == marker)
			return e;
	Entry *e = static_cast<Entry *>(memory_need(talloc_zero(v, Entry)));
	e->marker = marker;
	if (v->last)
		v->last->next = e;
	else
		v->first = e;
	v->last = e;
	return e;
}

view *
view_make(const void *ctx, view *parent, view *page, enum template_name tpl)
{
	view *v = new (memory_need(talloc_size(ctx, sizeof(view)))) view();

	v->parent = parent;
	v->page = page ? page : v;
	v->tpl = tpl;
	return v;
}

void
append(Entry *e, view *v)
{
	if (e->end)
		e->end->next = v;
	else
		e->rows = v;
	e->end = v;
}

}	// namespace

const Entry *
view::own(int marker) const
{
	for (const Entry *e = first; e; e = e->next)
		if (e->marker == marker)
			return e;
	return nullptr;
}

const Entry *
view::find(const TemplateString &name) const
{
	int marker = marker_of(name);
	const Entry *e;

	if (marker < 0)
		return nullptr;
	for (const view *v = this; v; v = v->parent)
		if ((e = v->own(marker)))
			return e;
	e = page->own(marker);
	return e && e->global ? e : nullptr;
}

TemplateString
view::GetValue(const TemplateString &name) const
{
	const Entry *e = find(name);

	if (e && e->text)
		return TemplateString(e->text, e->length);
	if (name.size() != 8 || memcmp(name.data(), "BI_SPACE", 8) != 0)
		snprintf(missing, sizeof missing, "%s: %.*s", template_files[tpl], static_cast<int>(name.size()), name.data());
	return TemplateString("", 0);
}

bool
view::IsHiddenSection(const TemplateString &name) const
{
	return find(name) == nullptr;
}

bool
view::IsHiddenTemplate(const TemplateString &name) const
{
	const Entry *e = find(name);

	return !e || !e->rows;
}

const char *
view::GetIncludeTemplateName(const TemplateString &name, int number) const
{
	const Entry *e = find(name);
	const view *v = e ? e->rows : nullptr;

	while (v && number-- > 0)
		v = v->next;
	return v ? template_files[v->tpl] : nullptr;
}

TemplateDictionaryInterface::Iterator *
view::CreateTemplateIterator(const TemplateString &name) const
{
	const Entry *e = find(name);

	return new Rows(e ? e->rows : nullptr);
}

TemplateDictionaryInterface::Iterator *
view::CreateSectionIterator(const TemplateString &name) const
{
	return CreateTemplateIterator(name);
}

/* Whether a template is of the area's folder or of those that all share. */
static bool
is_filled_by(const char *file, const char *area)
{
	const char *folder = !area || strncmp(file, "shared/", 7) == 0 ? nullptr : area;
	size_t length = folder ? strlen(folder) : 0;

	return !folder || (strncmp(file, folder, length) == 0 && file[length] == '/');
}

extern "C" {

const char *
view_boot(const char *directory, const char *area)
{
	try {
		ctemplate::Template::SetTemplateRootDirectory(directory);
		for (int i = 0; i < TEMPLATE_COUNT; i++) {
			const char *file = template_files[i];

			if (!template_escapes(directory, file))
				snprintf(problem, sizeof problem, "template %s is missing or lacks its escape line", file);
			else if (is_filled_by(file, area) && !ctemplate::LoadTemplate(file, strip))
				snprintf(problem, sizeof problem, "template %s does not parse", file);
			else
				continue;
			return problem;
		}
		ctemplate::mutable_default_template_cache()->Freeze();
		return nullptr;
	} catch (...) {
		return "the templates could not be loaded";
	}
}

struct view *
view_new(const void *ctx, enum template_name tpl)
{
	return view_make(ctx, nullptr, nullptr, tpl);
}

struct view *
view_page(struct view *view)
{
	return view->page;
}

void
view_text(struct view *view, enum marker marker, const char *text)
{
	Entry *e = entry(view, marker);

	e->text = text ? text : "";
	e->length = strlen(e->text);
}

void
view_global(struct view *view, enum marker marker, const char *text)
{
	view_text(view->page, marker, text);
	entry(view->page, marker)->global = true;
}

struct view *
view_global_part(struct view *view, enum marker include, enum template_name tpl)
{
	entry(view->page, include)->global = true;
	return view_part(view->page, include, tpl);
}

void
view_show(struct view *view, enum marker section)
{
	entry(view, section);
}

struct view *
view_row(struct view *view, enum marker section)
{
	struct view *row = view_make(view, view, view->page, view->tpl);

	append(entry(view, section), row);
	return row;
}

struct view *
view_part(struct view *view, enum marker include, enum template_name tpl)
{
	struct view *part = view_make(view, nullptr, view->page, tpl);

	append(entry(view, include), part);
	return part;
}

const char *
view_render(struct view *view, size_t *length)
{
	try {
		const struct view *page = view->page;

		output.length = 0;
		output.Emit("", 0);
		if (!ctemplate::mutable_default_template_cache()->ExpandNoLoad(template_files[page->tpl], strip, page, nullptr,
		    &output))
			return nullptr;
		output.data[output.length] = '\0';
		*length = output.length;
		return output.data;
	} catch (const std::bad_alloc &) {
		memory_need(nullptr);
	} catch (...) {
	}
	return nullptr;
}

void
view_rest(void)
{
	if (output.room <= usual_page)
		return;
	free(output.data);
	output.data = nullptr;
	output.room = output.length = 0;
}

const char *
view_missing(void)
{
	static char told[sizeof missing];

	if (!missing[0])
		return nullptr;
	memcpy(told, missing, sizeof told);
	missing[0] = '\0';
	return told;
}

}	// extern "C"
