/* Removes mail that was written to files. */
#include "jobs/mail_files.h"

#include "base/text.h"
#include "base/utf8.h"
#include "jobs/mail.h"
#include "leads/store.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <talloc.h>
#include <unistd.h>

enum { DAY = 86400, FILE_BYTES_MOST = 8 << 20, BATCH_BYTES = 32 << 10 };

/* What some files say, each with its path: the database is asked of them together first, as mail seldom names whom it looks for. */
struct batch {
	void *ctx;			/* of all below, and of what is added */
	struct buffer *words;		/* of all of them */
	const char *path[64], *says[64];
	size_t count;
};

static void
batch_begin(const void *ctx, struct batch *batch)
{
	*batch = (struct batch){ .ctx = memory_need(talloc_new(ctx)) };
	batch->words = buffer_new(batch->ctx);
}

/* Removes those of a batch that name them, and begins another one. How many went. */
static int64_t
batch_judge(struct db *db, const void *ctx, struct batch *batch, const char *pattern)
{
	const char *all = buffer_take(batch->ctx, batch->words);
	int64_t gone = 0;

	if (batch->count && erasure_names(db, pattern, all))
		for (size_t i = 0; i < batch->count; i++)
			gone += erasure_names(db, pattern, batch->says[i]) && unlink(batch->path[i]) == 0;
	talloc_free(batch->ctx);
	batch_begin(ctx, batch);
	return gone;
}

static char *
file_read(const void *ctx, const char *path)
{
	FILE *file = fopen(path, "rbe");
	struct stat st = { 0 };
	size_t most = file && fstat(fileno(file), &st) == 0 && st.st_size < FILE_BYTES_MOST ? (size_t)st.st_size : FILE_BYTES_MOST;
	char *message = file ? memory_need(talloc_size(ctx, most + 1)) : NULL;

	if (!file)
		return NULL;
	message[fread(message, 1, most, file)] = '\0';
	fclose(file);
	return message;
}

static void
batch_add(struct batch *batch, const char *path)
{
	void *scratch = talloc_new(batch->ctx);
	const char *message = file_read(scratch, path), *words = message ? mail_words(scratch, message) : "";

	if (*words && utf8_valid_text(words, UTF8_ANY)) {
		buffer_format(batch->words, "%s\n", words);
		batch->path[batch->count] = text_copy(batch->ctx, path);
		batch->says[batch->count++] = text_copy(batch->ctx, words);
	}
	talloc_free(scratch);
}

/* The next file of mail in a folder, as a path on ctx; NULL: there is none. */
static char *
next_file(const void *ctx, DIR *files, const char *folder)
{
	const struct dirent *file;

	/* There is one thread. */
	/* cppcheck-suppress readdirCalled */
	while (files && (file = readdir(files)) != NULL)
		if (text_ends(file->d_name, ".eml"))
			return text_format(ctx, "%s/%s", folder, file->d_name);
	return NULL;
}

int64_t
mail_files_expire(const void *ctx, const char *state, int64_t now)
{
	const char *folder = text_format(ctx, "%s/mail", state);
	char *path;
	DIR *files = opendir(folder);
	int64_t gone = 0;

	while ((path = next_file(ctx, files, folder)) != NULL) {
		struct stat st;

		gone += stat(path, &st) == 0 && st.st_mtime < now - (int64_t)MAIL_FILE_DAYS * DAY && unlink(path) == 0;
		talloc_free(path);
	}
	if (files)
		closedir(files);
	return gone;
}

int64_t
mail_files_forget(struct db *db, const void *ctx, const char *state, const char *pattern)
{
	const char *folder = text_format(ctx, "%s/mail", state), *path;
	DIR *files = opendir(folder);
	struct batch batch;
	int64_t gone = 0;

	batch_begin(ctx, &batch);
	while (db_fate(db) == DB_FINE && (path = next_file(batch.ctx, files, folder)) != NULL) {
		batch_add(&batch, path);
		if (batch.count == sizeof batch.path / sizeof batch.path[0] || batch.words->length > BATCH_BYTES)
			gone += batch_judge(db, ctx, &batch, pattern);
	}
	gone += batch_judge(db, ctx, &batch, pattern);
	talloc_free(batch.ctx);
	if (files)
		closedir(files);
	return gone;
}
