/* The glossary's pages: one handler for each row of the route table in main.c. */
#ifndef GLOSSARY_PAGES_H
#define GLOSSARY_PAGES_H

#include "web/web.h"

/* pages.c: terms */
handler term_index_page, term_new, term_make, term_show_page, term_history_page, stage_index_page, term_print_page, starter_add;
handler words_edit, words_save, deprecation_new, deprecation_save, restoration_save, confirmation_save, term_watch;

/* pages_version.c: versions and their acts */
handler version_new, version_make, version_show_page, version_edit_page, version_save;
handler version_send, version_signing, version_objection, version_withdrawal, comment_make;

/* pages_import.c: files in and out */
handler import_new, import_make, import_show_page, import_confirm, terms_csv, terms_json;


/* pages_directory.c: who answers for what */
handler directory_page, topic_new, topic_make, topic_edit, topic_change, topic_removal;

#endif
