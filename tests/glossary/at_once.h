/* Several people who act at the same instant, each in a process and on a connection of its own. Include world.h first. */
#ifndef TESTS_GLOSSARY_AT_ONCE_H
#define TESTS_GLOSSARY_AT_ONCE_H

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Several processes do something at the same instant, each with a connection of its own. */
struct outcome {
	int result;
	int tries;
};
typedef enum act_result act(struct db *, const void *, int who, const void *what);

enum { MOST = 24 };

static inline void
one_child(act *doing, int who, const void *what, int gate, struct outcome *out)
{
	void *own = talloc_new(NULL);
	struct db *mine = scratch_open(own);
	char byte;

	db_integer(mine, 0, "SELECT COUNT(*) FROM person", "");
	if (read(gate, &byte, 1) != 0)
		_exit(1);
	srandom((unsigned)getpid());
	for (out->tries = 1; out->tries <= 40; out->tries++) {
		enum act_result result;

		db_begin(mine);
		db_integer(mine, 0, "SELECT COUNT(*) FROM term_version", "");	/* as a page has read before it acts */
		result = doing(mine, own, who, what);
		if (db_commit(mine)) {
			out->result = result;
			_exit(0);
		}
		if (db_fate(mine) != DB_AGAIN) {
			fprintf(stderr, "# %s\n", db_problem(mine));
			_exit(1);
		}
		usleep((unsigned)(random() % (2000 * (out->tries < 12 ? out->tries : 12))));
	}
	_exit(1);
}

static inline void
at_once(int count, act *doing, const void *what, struct outcome out[MOST])
{
	struct outcome *shared = mmap(NULL, MOST * sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int gate[2], status;

	assert_int_equal(pipe(gate), 0);
	for (int i = 0; i < count; i++) {
		shared[i].result = -1;
		if (fork() == 0) {
			close(gate[1]);
			one_child(doing, i, what, gate[0], &shared[i]);
		}
	}
	close(gate[0]);
	usleep((unsigned)(8000 + 2500 * count));	/* until all are connected */
	close(gate[1]);
	for (int i = 0; i < count; i++) {
		wait(&status);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	memcpy(out, shared, MOST * sizeof *shared);
	munmap(shared, MOST * sizeof *shared);
}

static inline int
how_many(const struct outcome *out, int count, enum act_result result)
{
	int n = 0;

	for (int i = 0; i < count; i++)
		n += out[i].result == (int)result;
	return n;
}

#endif
