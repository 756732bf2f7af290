/*
 * Put in front of a program by LD_PRELOAD, makes the Nth allocation or the Nth call of the database in one request fail.
 * CONCORD_FAIL names a file that a test writes and this shares: see struct control and tests/faults/fail.test.mjs.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <mysql.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum what { COUNT_ONLY, MEMORY, DATABASE };

/* What is to fail, and what was seen. The test writes the first six and reads the rest when the answer is there. */
struct control {
	_Atomic int64_t armed;		/* 1: the next request; the worker that takes it makes it 0 */
	int64_t what;			/* enum what */
	int64_t nth;			/* from 1 */
	int64_t times;			/* how many calls fail from there on */
	int64_t code;			/* the database's number for it */
	int64_t after;			/* 1: the call is made, and only its answer is lost */
	int64_t memory, database;	/* calls of each kind in that request */
	int64_t failed;			/* how many of them were made to fail */
};

static struct control none, *control = &none;
static bool counting;			/* between the acceptance of the request that was meant and its end */
static bool accepting;
static unsigned said;			/* the code of the last call when that was made to fail, else 0 */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static bool
due(int64_t *count, enum what what)
{
	if (!counting)
		return false;
	++*count;
	if (control->what != (int64_t)what || *count < control->nth || *count >= control->nth + control->times)
		return false;
	control->failed++;
	return true;
}

static bool
no_memory(void)
{
	if (!due(&control->memory, MEMORY))
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size) { return no_memory() ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return no_memory() ? NULL : __libc_calloc(count, size); }
void *realloc(void *memory, size_t size) { return size && no_memory() ? NULL : __libc_realloc(memory, size); }
void *memalign(size_t alignment, size_t size) { return no_memory() ? NULL : __libc_memalign(alignment, size); }
void *aligned_alloc(size_t alignment, size_t size) { return no_memory() ? NULL : __libc_memalign(alignment, size); }

int
posix_memalign(void **memory, size_t alignment, size_t size)
{
	*memory = no_memory() ? NULL : __libc_memalign(alignment, size);
	return *memory ? 0 : ENOMEM;
}

/* The function of that name behind this one. */
static void *
behind(void **kept, const char *name)
{
	if (!*kept)
		*kept = dlsym(RTLD_NEXT, name);
	return *kept;
}
#define BEHIND(name) ({ static void *kept; (__typeof__(&name))behind(&kept, #name); })

/* A call of the database: `wrong` is what it returns when it fails. */
#define CALL(type, name, wrong, parameters, ...) \
	type \
	name parameters \
	{ \
		bool fails = due(&control->database, DATABASE); \
		\
		said = 0; \
		if (!fails) \
			return BEHIND(name)(__VA_ARGS__); \
		if (control->after) \
			BEHIND(name)(__VA_ARGS__); \
		said = (unsigned)control->code; \
		return wrong; \
	}

CALL(MYSQL *, mysql_init, NULL, (MYSQL *mysql), mysql)
CALL(int, mysql_query, 1, (MYSQL *mysql, const char *sql), mysql, sql)
CALL(int, mysql_real_query, 1, (MYSQL *mysql, const char *sql, unsigned long length), mysql, sql, length)
CALL(MYSQL_STMT *, mysql_stmt_init, NULL, (MYSQL *mysql), mysql)
CALL(int, mysql_stmt_prepare, 1, (MYSQL_STMT *stmt, const char *sql, unsigned long length), stmt, sql, length)
CALL(my_bool, mysql_stmt_bind_param, 1, (MYSQL_STMT *stmt, MYSQL_BIND *bind), stmt, bind)
CALL(int, mysql_stmt_execute, 1, (MYSQL_STMT *stmt), stmt)
CALL(my_bool, mysql_stmt_bind_result, 1, (MYSQL_STMT *stmt, MYSQL_BIND *bind), stmt, bind)
CALL(int, mysql_stmt_store_result, 1, (MYSQL_STMT *stmt), stmt)
CALL(MYSQL_RES *, mysql_stmt_result_metadata, NULL, (MYSQL_STMT *stmt), stmt)
CALL(int, mysql_stmt_fetch, 1, (MYSQL_STMT *stmt), stmt)

MYSQL *
mysql_real_connect(MYSQL *mysql, const char *host, const char *user, const char *password, const char *name, unsigned port,
    const char *socket, unsigned long flags)
{
	said = due(&control->database, DATABASE) ? (unsigned)control->code : 0;
	return said ? NULL : BEHIND(mysql_real_connect)(mysql, host, user, password, name, port, socket, flags);
}

unsigned mysql_errno(MYSQL *mysql) { return said ? said : BEHIND(mysql_errno)(mysql); }
unsigned mysql_stmt_errno(MYSQL_STMT *stmt) { return said ? said : BEHIND(mysql_stmt_errno)(stmt); }

int
FCGX_Accept_r(FCGX_Request *request)
{
	int64_t one = 1;
	int status;

	accepting = true;	/* the library ends the request before, here */
	counting = atomic_compare_exchange_strong(&control->armed, &one, 0);
	status = BEHIND(FCGX_Accept_r)(request);
	accepting = false;
	return status;
}

void
FCGX_Finish_r(FCGX_Request *request)
{
	BEHIND(FCGX_Finish_r)(request);
	counting = accepting && counting;
}

__attribute__((constructor)) static void
share(void)
{
	const char *name = getenv("CONCORD_FAIL");
	int file = name ? open(name, O_RDWR | O_CLOEXEC) : -1;
	void *memory = file < 0 ? MAP_FAILED : mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);

	if (memory != MAP_FAILED)
		control = memory;
	if (file >= 0)
		close(file);
}
