/* Who holds the lease, by what proc(5) says of a process. */
#include "jobs/holder.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <talloc.h>
#include <unistd.h>

/* The first bytes of a file that the system writes; false: they cannot be read. */
static bool
head_read(const char *path, char *into, size_t size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = file >= 0 ? read(file, into, size - 1) : -1;

	if (file >= 0)
		close(file);
	into[n > 0 ? n : 0] = '\0';
	return n > 0;
}

/* When a process began, in ticks since the boot: field 22 of its stat, the 20th after its name in brackets. 0: not known. */
static unsigned long long
begun(pid_t pid)
{
	char path[64], said[1024];
	const char *at;
	unsigned long long ticks = 0;

	snprintf(path, sizeof path, "/proc/%lld/stat", (long long)pid);
	if (!head_read(path, said, sizeof said) || !(at = strrchr(said, ')')))
		return 0;
	for (int field = 2; field < 22 && at; field++)
		at = strchr(at + 1, ' ');
	return at && sscanf(at, "%llu", &ticks) == 1 ? ticks : 0;
}

/* "boot namespace": where a number of a process means anything. Empty: the system does not say. */
static const char *
here(const void *ctx)
{
	char boot[64];
	struct stat space;

	if (!head_read("/proc/sys/kernel/random/boot_id", boot, sizeof boot) || stat("/proc/self/ns/pid", &space) != 0)
		return "";
	boot[strcspn(boot, "\n")] = '\0';
	return text_format(ctx, "%s %llu", boot, (unsigned long long)space.st_ino);
}

const char *
holder_name(const void *ctx, pid_t pid)
{
	const char *place = here(ctx);
	unsigned long long since = begun(pid);
	unsigned char random[8];
	char hex[2 * sizeof random + 1];

	randombytes_buf(random, sizeof random);
	sodium_bin2hex(hex, sizeof hex, random, sizeof random);
	return *place && since ? text_clip(ctx, text_format(ctx, "%s %lld %llu %.4s", place, (long long)pid, since, hex), HOLDER_LENGTH) : text_copy(ctx, hex);
}

bool
holder_is_gone(const char *name)
{
	void *scratch = talloc_new(NULL);
	const char *place = here(scratch);
	size_t n = strlen(place);
	long long pid = 0;
	unsigned long long since = 0;
	bool gone = false;

	if (n && strncmp(name, place, n) == 0 && sscanf(name + n, " %lld %llu ", &pid, &since) == 2 && pid > 0 && since) {
		unsigned long long now = begun((pid_t)pid);

		gone = now ? now != since : kill((pid_t)pid, 0) != 0 && errno == ESRCH;
	}
	talloc_free(scratch);
	return gone;
}
