/* Writes mail as bytes. */
#include "jobs/mail.h"

#include "base/text.h"

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <time.h>

enum { LINE_MOST = 75, WORD_BYTES = 42 };	/* an encoded word of 42 bytes takes 68 characters of at most 75 */

static bool
is_plain(const char *s)
{
	for (; *s; s++)
		if (*s < ' ' || *s > '~')
			return false;
	return true;
}

static void
base64_add(struct buffer *out, const unsigned char *bytes, size_t length)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < length; i += 3) {
		unsigned b = i + 1 < length ? bytes[i + 1] : 0, c = i + 2 < length ? bytes[i + 2] : 0;
		unsigned three = (unsigned)bytes[i] << 16 | b << 8 | c;

		buffer_byte(out, digits[three >> 18]);
		buffer_byte(out, digits[three >> 12 & 63]);
		buffer_byte(out, i + 1 < length ? digits[three >> 6 & 63] : '=');
		buffer_byte(out, i + 2 < length ? digits[three & 63] : '=');
	}
}

/* A header's text: as it is, or in encoded words (RFC 2047) that never split a character. */
static void
subject_add(struct buffer *out, const char *s)
{
	if (is_plain(s) && strlen(s) <= LINE_MOST - strlen("Subject: ") && !strstr(s, "=?")) {
		buffer_text(out, s);
		return;
	}
	for (size_t length; *s; s += length) {
		length = strnlen(s, WORD_BYTES);
		while (length > 1 && ((unsigned char)s[length] & 0xc0) == 0x80)
			length--;
		buffer_text(out, "=?UTF-8?B?");
		base64_add(out, (const unsigned char *)s, length);
		buffer_text(out, s[length] ? "?=\r\n " : "?=");
	}
}

/* Quoted-printable (RFC 2045, 6.7): lines stay below 77 bytes, and blanks at their ends survive. */
static void
words_add(struct buffer *out, const char *s)
{
	size_t column = 0;

	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		bool plain = c > ' ' ? c <= '~' && c != '=' : c == ' ' && s[1] != '\n' && s[1] != '\0';

		if (c == '\n') {
			buffer_text(out, "\r\n");
			column = 0;
			continue;
		}
		if (column + (plain ? 1 : 3) > LINE_MOST) {
			buffer_text(out, "=\r\n");
			column = 0;
		}
		if (plain)
			buffer_byte(out, (char)c);
		else
			buffer_format(out, "=%02X", c);
		column += plain ? 1 : 3;
	}
	if (column)
		buffer_text(out, "\r\n");
}

static void
plain_add(struct buffer *out, const char *words)
{
	buffer_text(out, "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
	words_add(out, words);
}

/* The words, and the same for a calendar program (RFC 2046, 5.1.4; RFC 6047, 2.4). The boundary has a sign that no encoded text has. */
static void
both_add(struct buffer *out, const struct mail *mail)
{
	static const char boundary[] = "=_concord";
	size_t length = strlen(mail->calendar), line = 57;

	buffer_format(out, "Content-Type: multipart/alternative; boundary=\"%s\"\r\n\r\n--%s\r\n", boundary, boundary);
	plain_add(out, mail->words);
	buffer_format(out, "--%s\r\nContent-Type: text/calendar; charset=UTF-8; method=%s\r\nContent-Transfer-Encoding: base64\r\n\r\n", boundary,
	    mail->calendar_method);
	for (size_t at = 0; at < length; at += line) {
		base64_add(out, (const unsigned char *)mail->calendar + at, length - at < line ? length - at : line);
		buffer_text(out, "\r\n");
	}
	buffer_format(out, "--%s--\r\n", boundary);
}

char *
mail_message(const void *ctx, const struct mail *mail)
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	struct buffer *out = buffer_new(ctx);
	time_t at = (time_t)mail->at;
	struct tm tm;

	gmtime_r(&at, &tm);
	buffer_format(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n", days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
	    tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
	buffer_format(out, "From: Concord <%s>\r\nTo: %s\r\nSubject: ", mail->from, mail->to);
	subject_add(out, mail->subject);
	buffer_format(out, "\r\nMessage-ID: <outbox-%lld@%s>\r\n", (long long)mail->id, mail->host);
	if (mail->off)
		buffer_format(out, "List-Unsubscribe:\r\n <%s>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", mail->off);
	buffer_text(out, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n");
	if (mail->calendar)
		both_add(out, mail);
	else
		plain_add(out, mail->words);
	return buffer_take(ctx, out);
}

/* Base64 up to a mark, decoded; returns what stands behind it. */
static const char *
base64_read(const void *ctx, struct buffer *out, const char *at, const char *mark)
{
	const char *end = strstr(at, mark);
	size_t bytes = end ? (size_t)(end - at) : strlen(at), length = 0;
	unsigned char *plain = memory_need(talloc_array(ctx, unsigned char, bytes + 1));

	if (sodium_base642bin(plain, bytes, at, bytes, "\r\n", &length, NULL, sodium_base64_VARIANT_ORIGINAL) == 0)
		buffer_add(out, plain, length);
	return end ? end + strlen(mark) : at + bytes;
}

char *
mail_words(const void *ctx, const char *message)
{
	static const char word[] = "=?UTF-8?B?", next[] = "?=\r\n =?UTF-8?B?", part[] = "Encoding: base64\r\n\r\n";
	struct buffer *out = buffer_new(ctx);
	bool quoted = false;	/* a body, and no headers */

	message = text_replace(ctx, message, next, "");
	while (*message) {
		if (text_starts(message, "\r\n\r\n") || text_starts(message, "\r\n--"))
			quoted = message[2] == '\r';
		if (text_starts(message, word))
			message = base64_read(ctx, out, message + strlen(word), "?=");
		else if (text_starts(message, part))
			message = base64_read(ctx, out, message + strlen(part), "--");
		else if (text_starts(message, "=\r\n"))
			message += 3;
		else if (quoted && *message == '=' && isxdigit((unsigned char)message[1]) && isxdigit((unsigned char)message[2])) {
			buffer_byte(out, (char)strtol((char[]){ message[1], message[2], '\0' }, NULL, 16));
			message += 3;
		} else
			buffer_byte(out, *message++);
	}
	buffer_text(out, "");
	return text_replace(ctx, buffer_take(ctx, out), "\r\n ", "");	/* a line of a calendar that goes on in the next */
}
