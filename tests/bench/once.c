/*
 * Requests one after the other over one connection, as a client sees them that does nothing besides.
 *   once PORT FILE SECONDS PROBE [SOCKET USER DATABASE STATEMENT]   (password in MYSQL_PWD)
 * FILE holds the requests whole, each behind the other with a NUL in between: in turn for some seconds, or with 0 each once. Before each one 4 kB
 * are written to PROBE and synced, unless it is "", and the statement is run, as one that makes what was remembered old: neither is in the times.
 * PORT 0: nothing is asked, to see what the statement costs. Prints how many there were, and seconds of all together, of the middle one and of
 * the slowest but one in a hundred; the last two of the syncs behind them.
 */
#include "tool.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <mysql.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ANSWER_MOST = 4 << 20, FILE_MOST = 1 << 20, TIMES_MOST = 9900 };	/* nginx closes a connection after ten thousand */

static char answer[ANSWER_MOST + 1], text[FILE_MOST + 1], page[4096];
static double times[TIMES_MOST], syncs[TIMES_MOST];

static int
reach(int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0), yes = 1;

	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
		fail("connecting", "nobody answers");
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	return fd;
}

/* Whether what has come is an answer whole, by its length or its last chunk. Its headers are looked through once: `whole` is then set, or stays 0 where chunks come. */
static int
is_whole(size_t length, size_t *head, size_t *whole)
{
	const char *end, *said;

	if (!*head) {
		end = memmem(answer, length, "\r\n\r\n", 4);
		if (!end)
			return 0;
		*head = (size_t)(end + 4 - answer);
		answer[*head - 1] = '\0';
		said = strcasestr(answer, "\r\nContent-Length:");
		*whole = said ? *head + strtoul(said + 17, NULL, 10) : 0;
	}
	return *whole ? length >= *whole : length >= *head + 5 && memcmp(answer + length - 5, "0\r\n\r\n", 5) == 0;
}

static void
ask(int fd, const char *request)
{
	size_t length = 0, head = 0, whole = 0, request_length = strlen(request);
	ssize_t n;

	if (write(fd, request, request_length) != (ssize_t)request_length)
		fail("asking", "the connection is closed");
	do {
		n = read(fd, answer + length, ANSWER_MOST - length);
		if (n <= 0)
			fail("an answer", "it ends too soon or is too long");
		length += (size_t)n;
	} while (!is_whole(length, &head, &whole));
	if (strncmp(answer, "HTTP/1.1 20", 11) != 0)
		fail("an answer", strtok(answer, "\r"));
}

static int
earlier(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Seconds that a write to a file takes until the disk has it. */
static double
sync_one(int fd)
{
	double began = now();

	if (write(fd, page, sizeof page) != sizeof page || fdatasync(fd) != 0)
		fail("syncing", "the probe cannot be written");
	return now() - began;
}

static MYSQL *
database(char **args)
{
	MYSQL *db = mysql_init(NULL);

	if (!mysql_real_connect(db, NULL, args[1], getenv("MYSQL_PWD"), args[2], 0, args[0], 0))
		fail("connecting", mysql_error(db));
	return db;
}

int
main(int argc, char **argv)
{
	FILE *file = argc == 5 || argc == 9 ? fopen(argv[2], "r") : NULL;
	size_t length = file ? fread(text, 1, FILE_MOST, file) : 0, count = 0;
	MYSQL *db = argc == 9 ? database(&argv[5]) : NULL;
	int fd = length && atoi(argv[1]) ? reach(atoi(argv[1])) : -1, probe = length && *argv[4] ? open(argv[4], O_WRONLY | O_CREAT, 0600) : -1;
	double seconds, until, all = 0;
	const char *at = text;

	if (!length || length == FILE_MOST)
		fail("usage", "once PORT FILE SECONDS PROBE [SOCKET USER DATABASE STATEMENT]");
	seconds = atof(argv[3]);
	for (until = now() + seconds; count < TIMES_MOST && (seconds == 0 ? at < text + length : now() < until); count++) {
		double began;

		if (at >= text + length)
			at = text;
		if (probe >= 0)
			syncs[count] = sync_one(probe);
		if (db && mysql_query(db, argv[8]) != 0)
			fail("the statement", mysql_error(db));
		began = now();
		if (fd >= 0)
			ask(fd, at);
		times[count] = now() - began;
		all += times[count];
		at += strlen(at) + 1;
	}
	qsort(times, count, sizeof *times, earlier);
	qsort(syncs, count, sizeof *syncs, earlier);
	printf("%zu %.6f %.6f %.6f %.6f %.6f\n", count, all, times[count / 2], times[count * 99 / 100], syncs[count / 2], syncs[count * 99 / 100]);
	return 0;
}
