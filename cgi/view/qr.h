/* QR codes as the data of one SVG path. */
#ifndef VIEW_QR_H
#define VIEW_QR_H

/*
 * The dark modules of a QR code (ISO/IEC 18004, error correction M) of a text, one unit each: "M0 0h7v1h-7z…" for the d
 * of a path. *side is how many units wide and high it is, without the four of quiet around it. NULL: the text is too long.
 * Child of ctx.
 */
const char *qr_path(const void *ctx, const char *text, int *side);

#endif
