/* A growing run of bytes. */
#include "base/text.h"

#include <string.h>
#include <talloc.h>

struct buffer *
buffer_new(const void *ctx)
{
	return memory_need(talloc_zero(ctx, struct buffer));
}

/* Makes room for `more` bytes and the NUL behind them. */
static void
make_room(struct buffer *b, size_t more)
{
	size_t need, room = b->room ? b->room : 64;

	if (__builtin_add_overflow(b->length, more, &need) || need > SIZE_MAX / 2)
		memory_need(NULL);
	need++;
	if (need <= b->room)
		return;
	while (room < need)
		room *= 2;
	b->data = memory_need(talloc_realloc(b, b->data, char, room));
	b->room = room;
}

void
buffer_add(struct buffer *b, const void *bytes, size_t length)
{
	make_room(b, length);
	if (length)
		memcpy(b->data + b->length, bytes, length);
	b->length += length;
	b->data[b->length] = '\0';
}

void
buffer_byte(struct buffer *b, char byte)
{
	buffer_add(b, &byte, 1);
}

void
buffer_text(struct buffer *b, const char *s)
{
	buffer_add(b, s, strlen(s));
}

void
buffer_format(struct buffer *b, const char *format, ...)
{
	va_list args;
	char *s;

	va_start(args, format);
	s = text_format_list(b, format, args);
	va_end(args);
	buffer_text(b, s);
	talloc_free(s);
}

char *
buffer_take(const void *ctx, struct buffer *b)
{
	char *data;

	make_room(b, 0);
	b->data[b->length] = '\0';
	data = talloc_steal(ctx, b->data);
	*b = (struct buffer){ 0 };
	return memory_need(data);
}
