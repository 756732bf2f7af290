/* Text made plainer: slugs for addresses, and one line out of Markdown. */
#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <talloc.h>

#include "base/utf8.h"

/* Latin letters and what they are without their marks, by rising code point. */
static const struct letters {
	int32_t first, last;
	const char *plain;
} letters[] = {
	{ 0xaa, 0xaa, "a" }, { 0xba, 0xba, "o" },
	{ 0xc0, 0xc5, "a" }, { 0xc6, 0xc6, "ae" }, { 0xc7, 0xc7, "c" }, { 0xc8, 0xcb, "e" },
	{ 0xcc, 0xcf, "i" }, { 0xd0, 0xd0, "d" }, { 0xd1, 0xd1, "n" }, { 0xd2, 0xd6, "o" },
	{ 0xd8, 0xd8, "o" }, { 0xd9, 0xdc, "u" }, { 0xdd, 0xdd, "y" }, { 0xde, 0xde, "th" },
	{ 0xdf, 0xdf, "ss" }, { 0xe0, 0xe5, "a" }, { 0xe6, 0xe6, "ae" }, { 0xe7, 0xe7, "c" },
	{ 0xe8, 0xeb, "e" }, { 0xec, 0xef, "i" }, { 0xf0, 0xf0, "d" }, { 0xf1, 0xf1, "n" },
	{ 0xf2, 0xf6, "o" }, { 0xf8, 0xf8, "o" }, { 0xf9, 0xfc, "u" }, { 0xfd, 0xfd, "y" },
	{ 0xfe, 0xfe, "th" }, { 0xff, 0xff, "y" },
	{ 0x100, 0x105, "a" }, { 0x106, 0x10d, "c" }, { 0x10e, 0x111, "d" }, { 0x112, 0x11b, "e" },
	{ 0x11c, 0x123, "g" }, { 0x124, 0x127, "h" }, { 0x128, 0x131, "i" }, { 0x132, 0x133, "ij" },
	{ 0x134, 0x135, "j" }, { 0x136, 0x138, "k" }, { 0x139, 0x142, "l" }, { 0x143, 0x14b, "n" },
	{ 0x14c, 0x151, "o" }, { 0x152, 0x153, "oe" }, { 0x154, 0x159, "r" }, { 0x15a, 0x161, "s" },
	{ 0x162, 0x167, "t" }, { 0x168, 0x173, "u" }, { 0x174, 0x175, "w" }, { 0x176, 0x178, "y" },
	{ 0x179, 0x17e, "z" }, { 0x17f, 0x17f, "s" }, { 0x1a0, 0x1a1, "o" }, { 0x1af, 0x1b0, "u" },
	{ 0x218, 0x219, "s" }, { 0x21a, 0x21b, "t" }, { 0x1e9e, 0x1e9e, "ss" },
	{ 0x1ea0, 0x1eb7, "a" }, { 0x1eb8, 0x1ec7, "e" }, { 0x1ec8, 0x1ecb, "i" },
	{ 0x1ecc, 0x1ee3, "o" }, { 0x1ee4, 0x1ef1, "u" }, { 0x1ef2, 0x1ef9, "y" },
};

/* What `c` leaves in a slug: letters, "" for marks that vanish within a word, NULL for a separator. */
static const char *
slug_part(int32_t c, char ascii[2])
{
	if (c < 0x80 && isalnum(c)) {
		ascii[0] = (char)tolower(c);
		ascii[1] = '\0';
		return ascii;
	}
	/* Apostrophes, soft hyphen, joiners and combining marks. */
	if (c == '\'' || c == 0x2019 || c == 0xad || (c >= 0x200b && c <= 0x200d) || (c >= 0x300 && c <= 0x36f))
		return "";
	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (c >= letters[i].first && c <= letters[i].last)
			return letters[i].plain;
	return NULL;
}

char *
text_slug(const void *ctx, const char *s)
{
	struct buffer *made = buffer_new(NULL);
	char ascii[2], *slug = NULL;
	bool apart = false;
	int32_t c;

	while ((c = utf8_next(&s)) >= 0 && made->length <= TEXT_SLUG_MOST) {
		const char *part = slug_part(c, ascii);

		if (part && *part) {
			if (apart && made->length)
				buffer_byte(made, '-');
			buffer_text(made, part);
		}
		apart = part ? apart && !*part : true;
	}
	if (made->length > TEXT_SLUG_MOST) {
		char *cut;

		made->data[TEXT_SLUG_MOST + 1] = '\0';
		cut = strrchr(made->data, '-');
		made->length = cut ? (size_t)(cut - made->data) : TEXT_SLUG_MOST;
	}
	if (made->length)
		slug = text_copy_bytes(ctx, made->data, made->length);
	talloc_free(made);
	return slug;
}

bool
text_is_slug(const char *s)
{
	size_t n = 0;

	for (; s && s[n]; n++) {
		bool hyphen = s[n] == '-' && n > 0 && s[n - 1] != '-' && s[n + 1];

		if (!hyphen && !(s[n] >= 'a' && s[n] <= 'z') && !(s[n] >= '0' && s[n] <= '9'))
			return false;
	}
	return n > 0 && n <= TEXT_SLUG_MOST;
}

/* How far a link's parts may reach; keeps hostile brackets from costing the square of their number. */
enum { LINK_MOST = 600 };

/* The bracket before `end` that closes the one at `at`, or NULL. */
static const char *
closing(const char *at, const char *end, char open, char close)
{
	int depth = 0;

	if (end - at > LINK_MOST)
		end = at + LINK_MOST;
	for (const char *p = at; p < end; p++) {
		if (*p == '\\')
			p++;
		else if (*p == open)
			depth++;
		else if (*p == close && --depth == 0)
			return p;
	}
	return NULL;
}

static void strip(struct buffer *, const char *at, const char *end, int depth);

/* A link at "[": writes its words and returns what follows it, or NULL when it is none. */
static const char *
strip_link(struct buffer *out, const char *at, const char *stop, int depth)
{
	const char *end = closing(at, stop, '[', ']'), *after, *bar;

	if (!end || depth > 3)
		return NULL;
	if (at[1] == '[' && end[-1] == ']' && end - at > 3) {
		bar = memchr(at, '|', (size_t)(end - at));
		strip(out, bar ? bar + 1 : at + 2, end - 1, depth + 1);
		return end + 1;
	}
	if (end + 1 == stop || (end[1] != '(' && end[1] != '['))
		return NULL;
	after = closing(end + 1, stop, end[1], end[1] == '(' ? ')' : ']');
	if (!after)
		return NULL;
	strip(out, at + 1, end, depth + 1);
	return after + 1;
}

/* "<": an address leaves itself, a tag stays as it is, since HTML is text; NULL when it is neither. */
static const char *
strip_angle(struct buffer *out, const char *at, const char *stop)
{
	const char *end = closing(at, stop, '<', '>');

	if (!end || !(isalpha((unsigned char)at[1]) || at[1] == '/'))
		return NULL;
	if (!memchr(at, ' ', (size_t)(end - at))
	    && (memchr(at, ':', (size_t)(end - at)) || memchr(at, '@', (size_t)(end - at))))
		buffer_add(out, at + 1, (size_t)(end - at - 1));
	else
		buffer_add(out, at, (size_t)(end - at + 1));
	return end + 1;
}

static bool
is_wordy(char c)
{
	return isalnum((unsigned char)c) || (c & 0x80);
}

/* Is the "*", "_", "~" or "`" at `at` a mark rather than a character?  `begin` is where the text starts. */
static bool
is_mark(const char *begin, const char *at)
{
	char before = at > begin ? at[-1] : ' ', after = at[1] ? at[1] : ' ';

	if (*at == '`')
		return true;
	if (*at == '~')
		return before == '~' || after == '~';
	if (*at == '*')
		return !isspace((unsigned char)before) || !isspace((unsigned char)after);
	return *at == '_' && (!is_wordy(before) || !is_wordy(after));
}

/* Inline Markdown of [at, end) to plain words. */
static void
strip(struct buffer *out, const char *at, const char *end, int depth)
{
	const char *begin = at, *after;

	while (at < end) {
		after = NULL;
		if (*at == '\\' && at + 1 < end && ispunct((unsigned char)at[1])) {
			buffer_byte(out, at[1]);
			at += 2;
			continue;
		}
		if (*at == '!' && at + 1 < end && at[1] == '[')
			at++;
		if (*at == '[')
			after = strip_link(out, at, end, depth);
		else if (*at == '<')
			after = strip_angle(out, at, end);
		else if (is_mark(begin, at))
			after = at + 1;
		if (!after)
			buffer_byte(out, *at);
		at = after ? after : at + 1;
	}
}

/* Behind the marks that begin a line: quote, list, heading.  `*list` when it is an item. */
static const char *
behind_marks(const char *line, bool *list, bool *heading)
{
	size_t n;

	for (;;) {
		line += strspn(line, " \t>");
		n = strspn(line, "0123456789");
		if (n && n < 10 && (line[n] == '.' || line[n] == ')') && line[n + 1] == ' ')
			n += 2;
		else if (strchr("-*+", *line) && *line && line[1] == ' ')
			n = 2;
		else
			break;
		*list = true;
		line += n;
	}
	n = strspn(line, "#");
	*heading = n && n < 7 && (line[n] == ' ' || !line[n]);
	return *heading ? line + n : line;
}

/* A line of nothing but rule, fence or underline marks. */
static bool
only_marks(const char *line)
{
	return line[strspn(line, " -=*_`~#>|:")] == '\0';
}

/* The first paragraph, or the first heading when there is none; on one line. */
static char *
first_paragraph(const void *ctx, const char *markdown)
{
	char *copy = utf8_lines(ctx, markdown, strlen(markdown), NULL);
	struct buffer *made = buffer_new(ctx);
	const char *title = NULL;

	for (char *line = copy, *next; line; line = next) {
		bool list = false, heading;
		const char *words;

		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		words = behind_marks(line, &list, &heading);
		if (made->length && (only_marks(line) || list || heading))
			break;
		if (heading && !title && !only_marks(words))
			title = words;
		if (heading || only_marks(line))
			continue;
		buffer_text(made, words);
		buffer_byte(made, ' ');
	}
	return made->length ? made->data : text_copy(ctx, title);
}

/* Does the full stop at `dot` belong to a short form ("e.g.", "approx.", "J.")? */
static bool
is_short_form(const char *begin, const char *dot)
{
	static const char *const known[] = {
		"e.g", "i.e", "vs", "approx", "incl", "excl", "max", "min", "no", "resp",
		"dr", "mr", "mrs", "ms", "st", "inc", "ltd", "co", NULL
	};
	const char *word = dot;
	char lower[8] = "";
	size_t n;

	while (word > begin && word[-1] != ' ' && word[-1] != '(')
		word--;
	n = (size_t)(dot - word);
	if (n == 1)
		return isalpha((unsigned char)*word);
	if (n >= sizeof(lower))
		return false;
	for (size_t i = 0; i < n; i++)
		lower[i] = (char)tolower((unsigned char)word[i]);
	return text_in(lower, known);
}

/* How many bytes the first sentence of a line has. */
static size_t
sentence_length(const char *s)
{
	for (const char *p = s; *p; p++) {
		const char *after = p + 1;

		if (*p != '.' && *p != '!' && *p != '?')
			continue;
		after += strspn(after, ".!?\"')]");
		if ((*after == ' ' || !*after) && !(*p == '.' && *after && is_short_form(s, p))
		    && !(*after && after[1] >= 'a' && after[1] <= 'z'))
			return (size_t)(after - s);
	}
	return strlen(s);
}

char *
text_first_sentence(const void *ctx, const char *markdown, size_t most)
{
	void *scratch = memory_need(talloc_new(NULL));
	const char *paragraph = first_paragraph(scratch, markdown);
	struct buffer *words = buffer_new(scratch);
	char *line, *result;

	strip(words, paragraph, paragraph + strlen(paragraph), 0);
	line = text_squeeze(scratch, words->data ? words->data : "");
	line[sentence_length(line)] = '\0';
	result = text_clip(ctx, line, most);
	talloc_free(scratch);
	return result;
}
