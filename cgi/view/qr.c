/* Draws QR codes. */
#include "view/qr.h"

#include "base/text.h"

#include <qrencode.h>
#include <stdlib.h>

const char *
qr_path(const void *ctx, const char *text, int *side)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct buffer *out = buffer_new(ctx);

	if (!code)
		return NULL;
	*side = code->width;
	for (int y = 0; y < code->width; y++)
		for (int x = 0, run; x < code->width; x += run ? run : 1) {
			const unsigned char *row = code->data + (size_t)y * (size_t)code->width;

			for (run = 0; x + run < code->width && (row[x + run] & 1); run++)
				;
			if (run)
				buffer_format(out, "M%d %dh%dv1h-%dz", x, y, run, run);
		}
	QRcode_free(code);
	return buffer_take(ctx, out);
}
