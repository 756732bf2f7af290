/* What view.cc needs of names and files, and values that are made into texts first; nobody else includes this. */
#ifndef VIEW_VIEW_PARTS_H
#define VIEW_VIEW_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The marker of this name, which need not end with a NUL; -1 when no template has it. */
int marker_named(const char *name, size_t length);

/* Whether a template's file is there and begins with the line that makes ctemplate escape. */
bool template_escapes(const char *directory, const char *file);

#ifdef __cplusplus
}
#endif

#endif
