/* Delivers. */
#include "jobs/deliver.h"

#include "base/text.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CONNECT_SECONDS = 10, DELIVER_SECONDS = 15 };

struct reader {
	const char *at;
	size_t left;
};

static size_t
read_part(char *into, size_t size, size_t count, void *source)
{
	struct reader *reader = source;
	size_t part = size * count < reader->left ? size * count : reader->left;

	memcpy(into, reader->at, part);
	reader->at += part;
	reader->left -= part;
	return part;
}

/* Whether the server is this very host, so that nobody listens between. */
static bool
is_here(const char *url)
{
	const char *host = strstr(url, "://");
	size_t length;

	host = host ? host + 3 : url;
	length = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":/");
	return (length == 9 && (strncmp(host, "localhost", 9) == 0 || strncmp(host, "127.0.0.1", 9) == 0))
	    || (length == 5 && strncmp(host, "[::1]", 5) == 0);
}

static void
set_up(CURL *curl, const struct conf *conf, const struct mail *mail, const struct curl_slist *to, struct reader *reader)
{
	curl_easy_setopt(curl, CURLOPT_URL, conf->smtp_url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(is_here(conf->smtp_url) ? CURLUSESSL_TRY : CURLUSESSL_ALL));
	curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (*conf->smtp_ca)
		curl_easy_setopt(curl, CURLOPT_CAINFO, conf->smtp_ca);
	if (*conf->smtp_user) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, conf->smtp_user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, conf->smtp_password);
	}
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, mail->from);
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_part);
	curl_easy_setopt(curl, CURLOPT_READDATA, reader);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)DELIVER_SECONDS);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
}

static const char *
by_smtp(const void *ctx, const struct conf *conf, const struct mail *mail, const char *message)
{
	struct reader reader = { message, strlen(message) };
	struct curl_slist *to = curl_slist_append(NULL, mail->to);
	CURL *curl = curl_easy_init();
	CURLcode result = CURLE_OUT_OF_MEMORY;
	long answer = 0;

	if (curl && to) {
		set_up(curl, conf, mail, to, &reader);
		result = curl_easy_perform(curl);
		curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
	}
	curl_easy_cleanup(curl);
	curl_slist_free_all(to);
	return result == CURLE_OK ? NULL : text_format(ctx, "%s (the server answered %ld)", curl_easy_strerror(result), answer);
}

static const char *
by_file(const void *ctx, const struct conf *conf, const struct mail *mail, const char *message)
{
	const char *path = text_format(ctx, "%s/mail/%08lld.eml", conf->state, (long long)mail->id);
	const char *new = text_format(ctx, "%s.new", path);
	size_t length = strlen(message);
	int fd = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
	bool whole;

	if (fd < 0)
		return text_format(ctx, "STATE/mail cannot be written: %s", strerror(errno));
	whole = write(fd, message, length) == (ssize_t)length && fsync(fd) == 0;
	whole = close(fd) == 0 && whole;
	if (whole && rename(new, path) == 0)
		return NULL;
	unlink(new);
	return "the file could not be written whole";
}

const char *
deliver(const void *ctx, const struct conf *conf, const struct mail *mail)
{
	const char *message = mail_message(ctx, mail);

	return *conf->smtp_url ? by_smtp(ctx, conf, mail, message) : by_file(ctx, conf, mail, message);
}
