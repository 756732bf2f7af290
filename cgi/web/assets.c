/* Knows the static files. */
#include "web/assets.h"

#include <stdio.h>
#include <string.h>

enum { MOST_ASSETS = 64 };

static struct asset {
	char name[64];
	char path[128];
} assets[MOST_ASSETS];

bool
assets_load(const char *app)
{
	char file[512], hashed[96];
	FILE *in;

	snprintf(file, sizeof file, "%s/static/manifest", app);
	in = fopen(file, "r");
	if (!in)
		return false;
	for (int i = 0; i < MOST_ASSETS && fscanf(in, "%63s %95s", assets[i].name, hashed) == 2; i++)
		snprintf(assets[i].path, sizeof assets[i].path, "/static/%s", hashed);
	fclose(in);
	return true;
}

const char *
asset_path(const char *name)
{
	for (int i = 0; i < MOST_ASSETS && assets[i].name[0]; i++)
		if (strcmp(assets[i].name, name) == 0)
			return assets[i].path;
	return "";
}
