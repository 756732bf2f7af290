/* Terms out of a CSV file. */
#include "import.h"

static void
fuzz(const void *ctx, const char *bytes, size_t length)
{
	import_round_trip(ctx, import_plan_of(ctx, IMPORT_CSV, bytes, length));
}
