/* The settings of one copy of Concord, read from STATE/concord.conf. */
#ifndef BASE_CONF_H
#define BASE_CONF_H

#include <stdbool.h>

/* Texts are children of the struct and never NULL. */
struct conf {
	const char *state;		/* the folder of the settings and of everything this copy writes */
	const char *app;		/* the folder of templates, static files and schema; STATE/app unless set */
	const char *base_url;		/* "https://concord.example.com", no slash at the end: makes links, is the Origin */
	const char *host;		/* its host and port as a browser sends them: "localhost:8080" */
	bool https;
	const char *port;
	const char *db_socket, *db_name;
	const char *db_web_user, *db_web_password;		/* may not alter tables */
	const char *db_migrate_user, *db_migrate_password;	/* used by `concord migrate` alone */
	const char *smtp_url;		/* "smtp://mail.example.com:587", "smtps://…"; "": mail is written to STATE/mail */
	const char *smtp_user, *smtp_password, *smtp_ca;	/* "": none; the last a file of authorities instead of the system's */
	const char *mail_from;		/* the address mail comes from; concord@HOST unless set */
	const char *log;		/* "file": STATE/log/PROGRAM.log; "stderr" */
	unsigned char secret[32];	/* keys what strangers get; from 64 hex digits */
};

/*
 * Reads `key = value` lines of STATE/concord.conf, STATE being in the environment; a # begins a comment. Returns NULL
 * with *problem a sentence (borrowed from ctx) when a setting is missing, unknown or malformed.
 */
struct conf *conf_load(const void *ctx, const char **problem);

#endif
