/* Lines for operators: one event, one line, nothing of a person in it. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

/* Sends standard error to STATE/log/PROGRAM.log from now on. False: it stays where it was. */
int log_to_file(const char *state, const char *program);

/* The request the following lines belong to; NULL: none. Borrowed until the next call. */
void log_request(const char *request_id);

/*
 * Writes "2026-08-03T12:02:00Z REQUEST-ID words" as one line in one write. All but printable ASCII is escaped, line ends
 * and what a terminal would obey included, so that no value can forge a line or hide one.
 */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
