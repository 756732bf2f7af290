/* E-mail addresses as this house takes and uses them. */
#ifndef BASE_ADDRESS_H
#define BASE_ADDRESS_H

#include <stdbool.h>

enum { ADDRESS_MOST = 254 };	/* bytes: RFC 5321, 4.5.3.1.3, less the angle brackets */

/*
 * Whether it may stand in a header and in an SMTP command as it is: printable ASCII, one @ with something on both sides, no
 * blank, quote or bracket, at most ADDRESS_MOST. Whether anybody is there is another matter.
 */
bool address_sound(const char *address);

#endif
