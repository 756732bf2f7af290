/* The addresses of static files: their names carry a hash of their contents, so browsers may keep them for ever. */
#ifndef WEB_ASSETS_H
#define WEB_ASSETS_H

#include <stdbool.h>

/* Reads static/manifest below `app` ("style.css style.0a1b2c3d4e.css" a line). False: it is not there. */
bool assets_load(const char *app);

/* "/static/style.0a1b2c3d4e.css" for "style.css"; "" when there is no such file. Lives as long as the program. */
const char *asset_path(const char *name);

#endif
