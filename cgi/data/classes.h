/* What is kept about people: every column of every table by its class, and how long. The one list that the page, the background program and the tests read. */
#ifndef DATA_CLASSES_H
#define DATA_CLASSES_H

#include <stdbool.h>

enum data_class {
	CLASS_PERSONAL,		/* who a lead is */
	CLASS_CONTACT,		/* how to reach a lead, or find them elsewhere */
	CLASS_WORDS,		/* where somebody may have written about a lead */
	CLASS_STAFF,		/* who of us it is about */
	CLASS_SECRET,		/* hashes, keys and seeds */
	CLASS_PLAIN,		/* none of these: numbers, dates, codes, what both teams agreed */
	CLASS_COUNT
};
const char *data_class_label(int data_class);

/* One table. Columns stand by their names, parted by blanks; NULL: none of that class. */
struct table_class {
	const char *name;
	const char *what;		/* a row of it is … */
	const char *kept;		/* a sentence without its full stop: how long */
	int days;			/* after which the background program removes a row; 0: not by itself */
	const char *personal, *contact, *words, *staff, *secret, *plain;
};

/* All tables by their names; .name NULL ends them. */
extern const struct table_class table_classes[];

/* NULL: there is no such table. */
const struct table_class *table_class_find(const char *name);

/* The columns of a class; NULL: none. */
const char *table_class_columns(const struct table_class *table, int data_class);

/* The class of a column; -1: it is not listed. */
int column_class(const struct table_class *table, const char *column);

#endif
