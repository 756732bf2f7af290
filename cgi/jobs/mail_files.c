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

enum { DAY = 86400, FILE_BYTES_MOST = 8 << 20 };

/* Whether a file of mail goes. */
struct judge {
	bool (*goes)(const struct judge *judge, const void *ctx, const char *path);
	struct db *db;
	const char *pattern;
	int64_t before;
};

static bool
is_old(const struct judge *judge, const void *ctx, const char *path)
{
	struct stat st;

	(void)ctx;
	return stat(path, &st) == 0 && st.st_mtime < judge->before;
}

static bool
names_them(const struct judge *judge, const void *ctx, const char *path)
{
	FILE *file = fopen(path, "rbe");
	char *message = memory_need(talloc_zero_size(ctx, FILE_BYTES_MOST + 1));
	size_t length = file ? fread(message, 1, FILE_BYTES_MOST, file) : 0;
	const char *words = mail_words(ctx, message);

	if (file)
		fclose(file);
	return length && utf8_valid_text(words, UTF8_ANY) && erasure_names(judge->db, judge->pattern, words);
}

static int64_t
files_remove(const void *ctx, const char *state, const struct judge *judge)
{
	const char *folder = text_format(ctx, "%s/mail", state);
	DIR *files = opendir(folder);
	int64_t gone = 0;

	/* There is one thread. */
	/* cppcheck-suppress readdirCalled */
	for (const struct dirent *file; files && (!judge->db || db_fate(judge->db) == DB_FINE) && (file = readdir(files)) != NULL;) {
		void *scratch = talloc_new(ctx);
		const char *path = text_format(scratch, "%s/%s", folder, file->d_name);

		if (text_ends(file->d_name, ".eml") && judge->goes(judge, scratch, path) && unlink(path) == 0)
			gone++;
		talloc_free(scratch);
	}
	if (files)
		closedir(files);
	return gone;
}

int64_t
mail_files_expire(const void *ctx, const char *state, int64_t now)
{
	return files_remove(ctx, state, &(struct judge){ .goes = is_old, .before = now - (int64_t)MAIL_FILE_DAYS * DAY });
}

int64_t
mail_files_forget(struct db *db, const void *ctx, const char *state, const char *pattern)
{
	return files_remove(ctx, state, &(struct judge){ .goes = names_them, .db = db, .pattern = pattern });
}
