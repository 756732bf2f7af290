/* A draft tried on what came before: the bargaining table. */
#include "leads/pages.h"

#include "base/text.h"
#include "leads/pages_parts.h"
#include "leads/views_replay.h"

#include <talloc.h>

static const char *
query_of(const void *req, const char *name)
{
	return request_query(req, name);
}

static int
place_in(const char *const names[], const char *name, int otherwise)
{
	for (int i = 0; name && names[i]; i++)
		if (text_equal(names[i], name))
			return i;
	return otherwise;
}

/* Which rows the address asks for: those of one criterion where it names one the draft has. */
static void
show_read(struct request *req, struct replay_page *p)
{
	const char *code = request_query(req, "criterion");
	const struct criterion *c = code ? criterion_of(p->draft, code) : NULL;

	p->show = place_in(replay_show_names, request_query(req, "show"), SHOW_CUSTOMERS);
	if (c)
		p->criterion = (size_t)(c - p->draft->criteria);
	if ((p->show >= SHOW_FAILS && !c) || (replay_compares(p->show) && !p->in_force))
		p->show = SHOW_CUSTOMERS;
}

/* One page of the rows that are shown, from behind the id the address names. */
static void
rows_read(struct request *req, struct replay_page *p)
{
	int64_t after = 0, ids[ROWS_SHOWN];
	size_t *rows = memory_need(talloc_zero_array(req, size_t, ROWS_SHOWN)), count = 0;
	bool begun = !text_integer(request_query(req, "after"), 1, INT64_MAX, &after);

	for (size_t row = 0; row < p->replay->count; row++) {
		int64_t id = p->replay->rows[row].id;

		if (begun && replay_shows(p->replay, row, p->show, p->criterion)) {
			if (count == ROWS_SHOWN) {
				p->next = ids[count - 1];
				break;
			}
			rows[count] = row;
			ids[count++] = id;
		}
		begun = begun || id == after;
	}
	p->rows = rows;
	p->lines = count ? replay_lines(req->db, req, p->over, ids, count, &p->count) : NULL;
}

struct response
replay_show_page(struct request *req)
{
	struct replay_page p = { .term = term_find(req->db, req, req->slug), .most = REPLAY_USUAL };
	struct replay_asked asked;

	p.version = p.term ? version_find(req->db, req, p.term->id, req->number, req->now) : NULL;
	if (!p.version)
		return not_found(req);
	p.draft = version_rebound(req, p.version, query_of, req, &p.problem);
	p.in_force = version_find_in_force(req->db, req, p.term->id, req->now);
	if (p.in_force && p.in_force->number == p.version->number)
		p.in_force = NULL;
	p.over = place_in(replay_over_names, request_query(req, "over"), REPLAY_HANDOFFS);
	if (p.over != REPLAY_HANDOFFS)
		p.most = REPLAY_MOST;	/* a list is one thing */
	text_integer(request_query(req, "n"), 1, REPLAY_MOST, &p.most);
	asked = (struct replay_asked){ p.over, p.most, p.term, p.draft, p.in_force };
	p.replay = replay_run(req->db, req, &asked, req->now);
	show_read(req, &p);
	if (p.draft->criteria_count)
		rows_read(req, &p);
	return show(req, p.problem ? 422 : 200, replay_view(req, &p));
}

const struct version *
gate_or_draft(struct request *req, const struct term **term)
{
	const struct version *version = handoff_gate(req->db, req, req->now, term), *all;
	size_t count;

	if (version)
		return version;
	*term = gate_named(req->db, req);
	all = *term ? term_versions(req->db, req, (*term)->id, req->now, &count) : NULL;
	return all && count ? &all[0] : NULL;
}

/* What the definition of the gate makes of what another system calls so. */
struct response
reconciliation_page(struct request *req)
{
	const struct term *term = NULL;
	const struct version *version = gate_or_draft(req, &term);

	if (!version)
		return refuse(req, 409, "There is no definition of a marketing-qualified lead yet. Write one in the glossary; then what the other system calls so is held against it here.");
	return redirect(req, "/glossary/%s/versions/%lld/replay?over=claimed", term->slug, (long long)version->number);
}
