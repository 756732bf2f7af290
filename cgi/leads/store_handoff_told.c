/* Attempts that other systems tell of: many at once, each handoff held once. */
#include "leads/store_handoff_parts.h"

#include "base/text.h"
#include "leads/store_lead.h"

#include <jansson.h>
#include <stdlib.h>
#include <talloc.h>

const char *const told_status_names[] = { "created", "same", "refused", NULL };

struct number_row {
	int64_t number;
};
static const struct column number_columns[] = { COLUMN(INT, struct number_row, number), { 0 } };
static const struct shape number_shape = { sizeof(struct number_row), number_columns };

/* One that is looked at: its handoff, and its seller. */
struct looked {
	struct attempt_told *told;
	int64_t handoff_id;		/* 0: there is none */
	int64_t seller_id;		/* 0: not known here */
	bool of_others;			/* who made it is known here, and not of Sales */
};

static void
refuse(struct attempt_told *t, const char *problem)
{
	t->status = TOLD_REFUSED;
	t->problem = problem;
}

/* Marks those that are known, in one statement however many they are. */
static void
known_mark(struct db *db, const void *ctx, struct attempt_told *list, size_t count)
{
	json_t *names = memory_need(json_array());
	const struct number_row *rows;
	size_t found, length;
	char *text;

	for (size_t i = 0; i < count; i++)
		json_array_append_new(names, json_pack("[s, s]", list[i].system, list[i].external_id));
	length = json_dumpb(names, NULL, 0, JSON_COMPACT);
	text = memory_need(talloc_zero_size(ctx, length + 1));
	json_dumpb(names, text, length, JSON_COMPACT);
	json_decref(names);
	rows = db_list(db, ctx, &number_shape, &found, "SELECT j.n AS number FROM JSON_TABLE(?, '$[*]' COLUMNS (n FOR ORDINALITY,"
	    " system VARCHAR(40) PATH '$[0]', external_id VARCHAR(190) PATH '$[1]')) j STRAIGHT_JOIN attempt a"
	    " ON a.system = CONVERT(j.system USING ascii) AND a.external_id = j.external_id COLLATE utf8mb4_bin", "s", text);
	for (size_t i = 0; i < found; i++)
		list[rows[i].number - 1].status = TOLD_SAME;
}

/* The handoff that is meant; 0 with a problem when there is none. Those of one lead are asked about once. */
static int64_t
meant(struct db *db, struct attempt_told *t, const struct looked *before, size_t count)
{
	int64_t lead, id = t->handoff_id;

	for (size_t i = count; !id && i-- > 0;)
		if (before[i].handoff_id && text_equal(before[i].told->lead_system, t->lead_system)
		    && text_equal(before[i].told->lead_external_id, t->lead_external_id) && !before[i].told->handoff_id)
			id = before[i].handoff_id;
	if (id)
		return id;
	lead = t->lead_system && t->lead_external_id ? lead_by_ref(db, t->lead_system, t->lead_external_id) : 0;
	id = lead ? handoff_open_of(db, lead) : 0;
	if (!id)
		refuse(t, lead ? "This lead has no open handoff." : "There is no lead of this name.");
	return id;
}

static void
seller_find_out(struct db *db, struct looked *l, const struct looked *before, size_t count)
{
	int64_t id, sells;

	if (!l->told->by)
		return;
	for (size_t i = 0; i < count; i++)
		if (text_equal(before[i].told->by, l->told->by)) {
			l->seller_id = before[i].seller_id;
			l->of_others = before[i].of_others;
			return;
		}
	id = db_integer(db, 0, "SELECT id FROM person WHERE email = ?", "s", l->told->by);
	sells = id ? db_integer(db, 0, "SELECT team = 'sales' FROM person WHERE id = ?", "i", id) : 0;
	l->seller_id = sells ? id : 0;
	l->of_others = id && !sells;
}

/* In the order of handoffs, which are locked one after the other; those of one as they came. */
static int
by_handoff(const void *a, const void *b)
{
	const struct looked *x = a, *y = b;

	if (x->handoff_id != y->handoff_id)
		return x->handoff_id < y->handoff_id ? -1 : 1;
	return (x->told > y->told) - (x->told < y->told);
}

/* Those that are not known, with what they mean. */
static struct looked *
look_up(struct db *db, const void *ctx, struct attempt_told *list, size_t count, size_t *found)
{
	struct looked *looked = memory_need(talloc_zero_array(ctx, struct looked, count + 1));

	*found = 0;
	for (size_t i = 0; i < count; i++) {
		struct looked *l = &looked[*found];

		if (list[i].status == TOLD_SAME)
			continue;
		l->told = &list[i];
		l->handoff_id = meant(db, l->told, looked, *found);
		seller_find_out(db, l, looked, *found);
		*found += 1;
	}
	qsort(looked, *found, sizeof *looked, by_handoff);
	return looked;
}

/* What a promise is measured by may come late, where that is a feed: it says up to when it knows. */
static void
limit(struct held *x, struct handoff_input *in)
{
	if (!promises_by_feed(x->promises, x->promise_count))
		handoff_complete(x->db, x->ctx, x->actor, &x->is, in, x->zone);
}

/* One attempt on a handoff that is held. Whether it is written down. */
static bool
take(struct held *x, const struct looked *l)
{
	struct handoff_input in = HANDOFF_INPUT_BLANK;
	struct problems *problems = problems_new(x->ctx);
	struct attempt_told *t = l->told;
	size_t moved = x->moved->length;

	in.move = MOVE_ATTEMPT;
	in.channel = t->channel;
	in.result = t->result;
	in.happened_at = t->happened_at;
	limit(x, &in);
	handoff_problems(problems, &x->is, &in, x->actor->now);
	if (!attempt_stops(t->result, !l->of_others))
		refuse(t, "Who made it is not of Sales. An attempt counts when somebody of Sales made it, or the lead did.");
	else if (problems->count)
		refuse(t, problems->list[0].text);
	else if (!handoff_can(&x->is, MOVE_ATTEMPT, x->actor->now))
		refuse(t, handoff_refusal(x->ctx, &x->is, MOVE_ATTEMPT, handoff_last(x->db, x->ctx, x->is.id), x->actor->now, x->zone));
	else
		t->status = attempt_add(x, &in, l->seller_id, t->system, t->external_id) ? TOLD_CREATED : TOLD_SAME;
	if (t->status != TOLD_CREATED)
		return false;
	x->was.state = x->is.state;		/* where the next one comes from; no sum hangs on it while attempts are possible */
	if (x->moved->length > moved)
		held_clocks(x);
	return true;
}

/* Whoever made it, as far as known; else who told of it. */
static const struct actor *
teller(const void *ctx, const struct actor *actor, const struct looked *l)
{
	struct actor *seller;

	if (!l->seller_id)
		return actor;
	seller = memory_need(talloc_memdup(ctx, actor, sizeof *actor));
	seller->person_id = l->seller_id;
	seller->team = TEAM_SALES;
	return seller;
}

static void
take_all(struct db *db, const void *ctx, const struct actor *actor, const struct looked *looked, size_t count, const char *zone)
{
	size_t next;

	for (size_t i = 0; i < count; i = next) {
		int64_t id = looked[i].handoff_id;
		struct held *x = id ? handoff_hold(db, ctx, actor, id, zone) : NULL;
		bool any = false;

		for (next = i; next < count && looked[next].handoff_id == id; next++) {
			if (!x && id)
				refuse(looked[next].told, "There is no such handoff.");
			if (!x)
				continue;
			x->actor = teller(ctx, actor, &looked[next]);
			any |= take(x, &looked[next]);
		}
		if (any)
			held_save(x);
	}
}

/* The feed is known as far as the newest that was taken. */
static void
known_move(struct db *db, const struct actor *actor, const struct attempt_told *list, size_t count)
{
	int64_t known_up_to = 0;

	for (size_t i = 0; i < count; i++)
		if (list[i].status != TOLD_REFUSED && list[i].happened_at > known_up_to)
			known_up_to = list[i].happened_at < actor->now ? list[i].happened_at : actor->now;
	if (known_up_to)
		db_run(db, DB_AS_IT_IS_NOW "INSERT INTO feed (name, known_up_to) VALUES ('attempts', ?)"
		    " ON DUPLICATE KEY UPDATE known_up_to = GREATEST(COALESCE(known_up_to, VALUES(known_up_to)), VALUES(known_up_to))", "t", known_up_to);
}

void
attempts_take(struct db *db, const void *ctx, const struct actor *actor, struct attempt_told *list, size_t count, const char *zone)
{
	const struct looked *looked;
	size_t found;

	for (size_t i = 0; i < count; i++) {
		list[i].problem = NULL;
		list[i].status = TOLD_REFUSED;
	}
	known_mark(db, ctx, list, count);
	looked = look_up(db, ctx, list, count, &found);
	take_all(db, ctx, actor, looked, found, zone);
	known_move(db, actor, list, count);
}
