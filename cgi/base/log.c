/* Writes the log. */
#include "base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const char *request = "-";

int
log_to_file(const char *state, const char *program)
{
	char path[512];
	int fd;

	snprintf(path, sizeof path, "%s/log/%s.log", state, program);
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
	if (fd < 0)
		return 0;
	dup2(fd, STDERR_FILENO);
	close(fd);
	return 1;
}

void
log_request(const char *request_id)
{
	request = request_id ? request_id : "-";
}

/* Copies `from` with all but printable ASCII as \xNN, a backslash too; returns how many bytes of `into` are used. */
static size_t
escape(char *into, size_t room, const char *from)
{
	size_t used = 0;

	for (; *from && used + 5 < room; from++) {
		unsigned char c = (unsigned char)*from;

		if (c < 0x20 || c > 0x7e || c == '\\')
			used += (size_t)snprintf(into + used, room - used, "\\x%02x", c);
		else
			into[used++] = (char)c;
	}
	return used;
}

void
log_line(const char *format, ...)
{
	char words[1024], line[2048];
	time_t now = time(NULL);
	struct tm tm;
	size_t used;
	va_list list;

	va_start(list, format);
	vsnprintf(words, sizeof words, format, list);
	va_end(list);
	gmtime_r(&now, &tm);
	used = strftime(line, sizeof line, "%Y-%m-%dT%H:%M:%SZ ", &tm);
	used += escape(line + used, 80, request);
	line[used++] = ' ';
	used += escape(line + used, sizeof line - used - 1, words);
	line[used++] = '\n';
	if (write(STDERR_FILENO, line, used) < 0)
		return;
}
