/* What the fuzz targets share: each file is one parser of outside bytes and what must hold whatever it is given. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "base/text.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

/* What must hold; libFuzzer keeps the input for which it does not. */
#define NEED(what) \
	do { \
		if (!(what)) { \
			fprintf(stderr, "%s:%d: this does not hold: %s\n", __FILE__, __LINE__, #what); \
			abort(); \
		} \
	} while (0)

/* One input. `ctx` is freed behind it; `bytes` end in a NUL that `length` does not count. Each target has its own. */
static void fuzz(const void *ctx, const char *bytes, size_t length);

/* Once, before the first; a target with something to load has its own. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	void *ctx = talloc_new(NULL);
	char *bytes = malloc(size + 1);	/* as large as needed and no byte more, for the sanitizer */

	NEED(bytes);
	memcpy(bytes, data, size);
	bytes[size] = '\0';
	fuzz(ctx, bytes, size);
	free(bytes);
	talloc_free(ctx);
	return 0;
}

#endif
