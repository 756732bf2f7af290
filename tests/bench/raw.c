/*
 * A page's statements alone: how many pages a second the database gives over some connections, each with its statements prepared, as our
 * programs have them, and every row read.   raw SOCKET USER DATABASE CONNECTIONS SECONDS FILE   (password in MYSQL_PWD)
 * FILE holds the statements, each behind the other with a NUL in between.
 */
#include "tool.h"

#include <mysql.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STATEMENTS_MOST = 100, BYTES_MOST = 1 << 20 };

static char text[BYTES_MOST];
static char *statements[STATEMENTS_MOST];
static int count;

/* Reads a result to its end; what is in it does not matter, and columns are fetched as bytes. */
static void
run(MYSQL_STMT *s)
{
	MYSQL_BIND cells[64];
	static char bytes[64][4096];
	unsigned columns = mysql_stmt_field_count(s);

	memset(cells, 0, sizeof cells);
	for (unsigned i = 0; i < columns && i < 64; i++)
		cells[i] = (MYSQL_BIND){ .buffer_type = MYSQL_TYPE_STRING, .buffer = bytes[i], .buffer_length = sizeof bytes[i] };
	if (mysql_stmt_execute(s) != 0 || mysql_stmt_bind_result(s, cells) != 0 || mysql_stmt_store_result(s) != 0)
		fail("a statement", mysql_stmt_error(s));
	while (mysql_stmt_fetch(s) != MYSQL_NO_DATA)
		continue;
	mysql_stmt_free_result(s);
}

/* One connection until its time is over; writes how many pages it did. */
static void
work(char **args, double seconds, int to)
{
	MYSQL *db = mysql_init(NULL);
	MYSQL_STMT *prepared[STATEMENTS_MOST];
	double end;
	long pages = 0;

	mysql_options(db, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	if (!mysql_real_connect(db, NULL, args[2], getenv("MYSQL_PWD"), args[3], 0, args[1], 0))
		fail("connecting", mysql_error(db));
	for (int i = 0; i < count; i++) {
		prepared[i] = mysql_stmt_init(db);
		if (mysql_stmt_prepare(prepared[i], statements[i], strlen(statements[i])) != 0)
			fail(statements[i], mysql_stmt_error(prepared[i]));
	}
	for (end = now() + seconds; now() < end; pages++)
		for (int i = 0; i < count; i++)
			run(prepared[i]);
	if (write(to, &pages, sizeof pages) != sizeof pages)
		exit(1);
	exit(0);
}

int
main(int argc, char **argv)
{
	int connections = argc == 7 ? atoi(argv[4]) : 0, pipes[2], status, bad = 0;
	double seconds = argc == 7 ? atof(argv[5]) : 0;
	FILE *file = argc == 7 ? fopen(argv[6], "r") : NULL;
	size_t length = file ? fread(text, 1, sizeof text - 1, file) : 0;
	long pages, all = 0;

	if (!length || connections < 1 || pipe(pipes) != 0)
		fail("usage", "raw SOCKET USER DATABASE CONNECTIONS SECONDS FILE");
	for (char *at = text; at < text + length && count < STATEMENTS_MOST; at += strlen(at) + 1)
		statements[count++] = at;
	for (int i = 0; i < connections; i++)
		if (fork() == 0)
			work(argv, seconds, pipes[1]);
	close(pipes[1]);
	while (read(pipes[0], &pages, sizeof pages) == sizeof pages)
		all += pages;
	while (wait(&status) > 0)
		bad |= status;
	printf("%.2f\n", (double)all / seconds);
	return bad != 0;
}
