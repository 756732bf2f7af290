/* The two halves of a term's page; only views_term*.c and pages.c include it. */
#ifndef GLOSSARY_VIEWS_TERM_H
#define GLOSSARY_VIEWS_TERM_H

#include "glossary/views.h"

enum { MENTIONS_SHOWN = 20 };	/* one more is read, to know whether there are */

void term_said_fill(struct view *view, const struct term_page *page);
void term_aside_fill(struct view *view, const struct term_page *page);

#endif
