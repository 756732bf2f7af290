/* What the handlers of leads share; only pages*.c include it. */
#ifndef LEADS_PAGES_PARTS_H
#define LEADS_PAGES_PARTS_H

#include "leads/views.h"

/* An act that was refused: its form is shown again above the page. */
struct refused_act {
	int move;
	struct form *form;		/* NULL: it has none */
	const char *problem;		/* what stands against it; NULL: only what the form says */
};

/* The page of a lead with `handoff`, NULL: its newest. `refused` may be NULL. */
struct view *lead_page_of(struct request *req, struct lead *lead, const struct handoff *handoff, const struct refused_act *refused);

/* The lead of the request's :id, or the one it was merged into; NULL: 404. */
struct lead *lead_named(struct request *req);

/* The 404 of a lead that is not there; of one that was erased it says so. */
struct response lead_missing(struct request *req);

/* The fields of an act's form as it is first shown, or as it came. pages_fields.c */
struct act_typed {
	int64_t cited;			/* bits: places of criteria */
	int reason;			/* place in the list of reasons, from 1; 0: none */
	const char *found, *question, *inform, *appeal, *settling, *note;
	int settled;			/* enum settlement */
	int outcome;			/* enum handoff_outcome */
	const char *return_on;
	const char *feedback;
	int64_t chips;			/* bits: feedback_chip_names */
	int seller;			/* a person's id as an option's code; 0: nobody */
	int result, channel;		/* of an attempt at another time than now, as the next */
	const char *day, *time, *attempt_note;
};
#define ACT_TYPED_BLANK { .settled = GLOSSARY_NONE, .outcome = GLOSSARY_NONE, .result = GLOSSARY_NONE, .channel = GLOSSARY_NONE }
/* Reasons and sellers to choose from, for the form of one and of several. */
const struct option *reason_options(struct request *req, const int *acts, size_t act_count);
const struct option *seller_options(struct request *req);
struct form *act_form(struct request *req, const struct handoff *handoff, const struct version *version, int move, struct act_typed *typed, bool read);

/* What the form says, as the act takes it. */
struct handoff_input act_input(struct request *req, const struct version *version, int move, const struct act_typed *typed);

/* When an attempt happened, by the reader's clock; 0 with a problem in the form where that says nothing. */
int64_t attempt_instant(struct request *req, struct form *form, const struct act_typed *typed);

/* Problems of the rules at the fields of an act's form. */
void act_reject(struct form *form, int move, const struct problems *problems);

/* Fields for the criteria of a definition: pages_answers.c */
struct answers_typed {
	struct answer_form form;
	struct answer *answers;		/* as they came, with those that are known */
	size_t count;
};
struct answers_typed *answers_show(struct form *whole, const struct version *version, const struct answer *before, size_t before_count,
    const struct answer *known, size_t known_count);
struct answers_typed *answers_read(struct form *whole, const struct version *version, const struct answer *known, size_t known_count);
void answers_reject(struct form *whole, const struct problems *problems);

/*
 * What the columns of another system's file answer of a definition. Its words say how many of the answers that are asked for these are (`musts`: of the
 * musts alone), and where they are from; NULL: none of them.
 */
struct answers_told {
	struct answer *list;
	size_t count;
	const char *words;
};
struct answers_told answers_told(struct request *req, const struct version *version, const char *bindings, int64_t lead_id, const struct answer *known,
    size_t known_count, bool musts);

/*
 * The same as one row of a table that asks of several leads: only the musts, and the names of its fields begin with `cell`. Problems say `whose` they
 * are (NULL: not).
 */
struct answers_typed *answers_row_show(struct form *whole, const char *cell, const struct version *version, const struct answer *before, size_t before_count,
    const struct answer *known, size_t known_count);
struct answers_typed *answers_row_read(struct form *whole, const char *cell, const struct version *version, const struct answer *known, size_t known_count);
void answers_row_reject(struct form *whole, const char *cell, const char *whose, const struct problems *problems);

/* "20 or more is what both teams agreed."; NULL: there is nothing to say. */
const char *criterion_hint(const void *ctx, const struct criterion *criterion);

/* What the definition changed to while a form made of it was open, and what to do `then`; NULL: it is the same. pages_handoff.c */
const char *moved_words(struct request *req, const struct term *term, const struct version *version, const char *then);

/* Marketing hands it over again, with more. pages_handoff.c */
struct response handoff_resubmission(struct request *req);

/* Fields for the criteria of a definition, to cite those that fail. */
const struct option *criteria_options(struct request *req, const struct version *version);

/* What can be done with several handoffs at once. pages_bulk.c */
struct form *bulk_form(struct request *req);

/* The place in the queue an address or a form names, a saved view's too; false: none, or not the reader's to know. pages_queue.c */
bool place_asked(struct request *req, const struct params *asked, struct place *into);
bool place_named(struct request *req, const char *text, struct place *into);

/* The queue as a page; `refused` holds the form of it that is shown again, or only blanks. */
#define INDEX_BLANK { .bulk_refused = GLOSSARY_NONE }
struct response queue_answer(struct request *req, int status, const struct place *place, const struct index_page *refused);

/* Filters to choose from, and those that are set as chips. pages_filter.c */
struct filters {
	const struct person *people;
	const struct choice *sources, *personas;
	size_t people_count, source_count, persona_count;
};
struct filters *filters_read(struct request *req);
struct form *filter_form(struct request *req, const struct filters *filters, const struct place *place);
const struct chip *filter_chips(struct request *req, const struct filters *filters, const struct place *place, size_t *count);

/* The name of a view that is to be saved. pages_saved.c */
struct form *naming_form(struct request *req);

/* Where an act leads to when it is done. */
struct response act_done(struct request *req, const struct handoff *handoff);

/* What the reader has just done and may take back. */
struct undo undo_of(struct request *req, int64_t handoff_id, const char *place);

/* 404, 403 or the 409 of an act on a handoff. */
struct response act_conflict(struct request *req, int64_t id, int move, enum act_result result, struct form *form);

/* The fields of a draft, as if they had just been sent. */
const struct params *draft_read(struct request *req, const struct handoff_draft *draft);

/* The definition of the gate as it is in force, else its newest version; NULL: there is none. pages_replay.c */
const struct version *gate_or_draft(struct request *req, const struct term **term);

struct import_file;
struct import_found;
struct import_map;
struct import_value;
struct upload_value;
struct upload_choice;
/* What a word of a field may be said to mean in a file of that kind, ended by one without a label; NULL: anything that is typed. pages_import_kept.c */
const struct upload_choice *word_choices(const void *ctx, int kind, int field, const struct choice *stages, size_t count);

/* Words of columns that are kept, for the questions of the definition that they answer; added to a list of at most `most`. pages_import_kept.c */
void kept_values_offer(struct request *req, const struct import_file *file, const struct import_found *found, const struct import_map *map,
    struct upload_value *list, size_t *count, size_t most);
/* The one word for records that their system has converted, where a column says so and rows do; it has the name, the meaning and the choices of `as`. */
void converted_value_offer(struct request *req, const struct import_file *file, const struct import_found *found, const struct import_map *map,
    const struct upload_value *as, struct upload_value *list, size_t *count, size_t most);
/* What came of them with the form, blank meanings too. */
void kept_values_typed(struct request *req, const struct import_file *file, struct import_value *list, size_t *count, size_t most);

#endif
