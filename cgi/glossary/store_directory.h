/* Statements of the directory. Only this area includes it. */
#ifndef GLOSSARY_STORE_DIRECTORY_H
#define GLOSSARY_STORE_DIRECTORY_H

#include "glossary/rules_directory.h"
#include "glossary/store.h"

enum { DUTIES_MOST = 2000 };

/* Every stage, metric, persona and theme in use, and every topic, by name. */
struct duty *duties_list(struct db *db, const void *ctx, int64_t now, size_t *count);

/* One that stands, or NULL. */
struct topic *topic_find(struct db *db, const void *ctx, int64_t id);

/* Keeps a new one and sets its id. False: there is one of this name. */
bool topic_add(struct db *db, const struct actor *actor, struct topic *topic);

/*
 * Saves it over the revision it began from, or takes that one out. TOPIC_MOVED: it is not the newest, or is gone;
 * TOPIC_TAKEN: another has the name.
 */
enum topic_result { TOPIC_DONE, TOPIC_MOVED, TOPIC_TAKEN };
enum topic_result topic_save(struct db *db, const struct actor *actor, const struct topic *topic);
enum topic_result topic_remove(struct db *db, const struct actor *actor, int64_t id, int64_t revision);

#endif
