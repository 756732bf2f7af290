/* What rows name: stages with their places, and people. Each is looked up once for a piece. */
#include "leads/store_import_parts.h"

#include "base/text.h"
#include "leads/store_lead.h"

#include <string.h>
#include <talloc.h>

static const struct column rank_columns[] = {
	COLUMN(INT, struct stage_rank, id),
	COLUMN(TEXT, struct stage_rank, name),
	COLUMN(INT, struct stage_rank, rank),
	{ 0 }
};
static const struct shape rank_shape = { sizeof(struct stage_rank), rank_columns };

enum { DEAL_PATH_BEHIND = 10000 };

struct stage_rank *
stage_ranks(struct db *db, const void *ctx, int64_t now, size_t *count)
{
	return db_list(db, ctx, &rank_shape, count, "SELECT t.id, t.name, IF(v.stage_position IS NULL, 0, v.stage_position + IF(v.stage_path = 'deal', ?, 0)) AS rank"
	    " FROM term t JOIN term_version v ON v.id ="
	    " COALESCE((SELECT x.id FROM term_version x WHERE x.term_id = t.id AND x.in_force_at <= ? ORDER BY x.in_force_at DESC, x.number DESC LIMIT 1),"
	    " (SELECT y.id FROM term_version y WHERE y.term_id = t.id AND y.state <> 'withdrawn' ORDER BY y.number DESC LIMIT 1))"
	    " WHERE t.kind = 'stage' ORDER BY rank, t.id", "it", (int64_t)DEAL_PATH_BEHIND, now);
}

struct choice *
import_stages(struct db *db, const void *ctx, int64_t now, size_t *count)
{
	const struct stage_rank *ranks = stage_ranks(db, ctx, now, count);
	struct choice *list = memory_need(talloc_zero_array(ctx, struct choice, *count + 1));

	for (size_t i = 0; i < *count; i++)
		list[i] = (struct choice){ ranks[i].id, ranks[i].name, true };
	return list;
}

int64_t
import_stage_called(struct db *db, const void *ctx, const char *word)
{
	size_t count;
	const struct term_hit *hits = terms_called(db, ctx, import_stage_names(ctx, word), 20, &count);

	for (size_t i = 0; i < count; i++)
		if (hits[i].kind == KIND_STAGE && !hits[i].retired)
			return hits[i].id;
	return 0;
}

int64_t
stage_rank_of(const struct import_pass *pass, int64_t id)
{
	for (size_t i = 0; id && i < pass->rank_count; i++)
		if (pass->ranks[i].id == id)
			return pass->ranks[i].rank;
	return 0;
}

/* A name that was looked up: of a stage, or of a person. */
struct name_memo {
	const char *name;
	bool is_person;
	int64_t id;
	int team;
};

static struct name_memo *
memo_of(struct import_pass *pass, const char *name, bool is_person, bool *fresh)
{
	struct name_memo *m;

	*fresh = false;
	for (size_t i = 0; i < pass->name_count; i++)
		if (pass->names[i].is_person == is_person && strcmp(pass->names[i].name, name) == 0)
			return &pass->names[i];
	if ((pass->name_count & (pass->name_count + 1)) == 0)
		pass->names = memory_need(talloc_realloc(pass->ctx, pass->names, struct name_memo, 2 * (pass->name_count + 1)));
	m = &pass->names[pass->name_count++];
	*m = (struct name_memo){ .name = name, .is_person = is_person };
	*fresh = true;
	return m;
}

int64_t
pass_stage(struct import_pass *pass, const char *stage)
{
	struct name_memo *m;
	bool fresh;

	if (text_blank(stage))
		return 0;
	m = memo_of(pass, stage, false, &fresh);
	if (fresh)
		m->id = import_stage_called(pass->db, pass->ctx, stage);
	return m->id;
}

struct person_row {
	int64_t id;
	int team;
};
static const struct column person_columns[] = { COLUMN(INT, struct person_row, id), CODE_COLUMN(struct person_row, team, team_names), { 0 } };
static const struct shape person_shape = { sizeof(struct person_row), person_columns };

int64_t
pass_person(struct import_pass *pass, const char *named, int *team)
{
	struct name_memo *m;
	bool fresh;

	*team = GLOSSARY_NONE;
	if (text_blank(named))
		return 0;
	m = memo_of(pass, named, true, &fresh);
	if (fresh) {
		const struct person_row *p = db_one(pass->db, pass->ctx, &person_shape, "SELECT id, team FROM person WHERE (email = ? OR name = ?) AND team <> 'observer'"
		    " ORDER BY email = ? DESC, disabled_at IS NULL DESC, id LIMIT 1", "sss", named, named, named);

		m->id = p ? p->id : 0;
		m->team = p ? p->team : GLOSSARY_NONE;
	}
	*team = m->team;
	return m->id;
}
