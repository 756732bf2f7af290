/* Reverse planning: the numbers move by asking, and are kept by a form of their own. */
#include "sla/pages.h"

#include "auth/session.h"
#include "base/text.h"
#include "sla/views_plan.h"
#include "sla/rules_attain.h"

#include <talloc.h>

enum { CURRENCIES_MOST = 40, OPEN_LOOKED_AT = 20, ROWS_LEAST = 3, ROWS_SPARE = 1 };

static const struct option period_options[] = {
	{ "month", "A month", NULL, PLAN_MONTH }, { "quarter", "A quarter", NULL, PLAN_QUARTER }, { "year", "A year", NULL, PLAN_YEAR }, { 0 }
};

#define AT(marker_, member_) .at = plan_show_##marker_##_FIELD, .into = offsetof(struct plan_typed, member_)

enum { CURRENCY_AT = 2, ACCEPTED_AT = 5 };
static const struct field fields[] = {
	{ .name = "goal", .label = "Revenue goal", .kind = FIELD_DECIMAL, AT(GOAL, goal) },
	{ .name = "period", .label = "For", .kind = FIELD_SELECT, AT(PERIOD, period), .options = period_options },
	{ .name = "currency", .label = "Currency", .kind = FIELD_SELECT, AT(CURRENCY, currency) },
	{ .name = "deal", .label = "Average deal", .kind = FIELD_DECIMAL, AT(DEAL, deal) },
	{ .name = "share", .label = "New customers from Marketing, in percent", .kind = FIELD_DECIMAL, AT(SHARE, share),
	    .hint = "The others come by Sales itself, partners and existing customers." },
	{ .name = "accepted", .label = "Handed over, then accepted by Sales", .kind = FIELD_DECIMAL, AT(ACCEPTED, rates[RATE_ACCEPTED]) },
	{ .name = "qualified", .label = "Accepted, then SQL", .kind = FIELD_DECIMAL, AT(QUALIFIED, rates[RATE_QUALIFIED]) },
	{ .name = "opportunity", .label = "SQL, then opportunity", .kind = FIELD_DECIMAL, AT(OPPORTUNITY, rates[RATE_OPPORTUNITY]) },
	{ .name = "customer", .label = "Opportunity, then customer", .kind = FIELD_DECIMAL, AT(CUSTOMER, rates[RATE_CUSTOMER]) },
	{ 0 }
};

/* What the page works with. */
struct desk {
	struct plan_typed typed;
	struct plan_history history;
	struct day first;
	const struct plan *kept;
	const struct field *fields;
	struct plan_page page;
};

static const struct option *
currency_options(const void *ctx)
{
	struct option *list = memory_need(talloc_zero_array(ctx, struct option, CURRENCIES_MOST + 2));
	size_t count = 0;

	list[count++] = (struct option){ "", "Choose", NULL, -1 };
	for (const struct currency *c = currencies; c->code && count <= CURRENCIES_MOST; c++, count++)
		list[count] = (struct option){ c->code, text_format(list, "%s, %s", c->code, c->name), NULL, (int)(c - currencies) };
	return list;
}

static struct desk *
desk_new(struct request *req)
{
	struct desk *d = memory_need(talloc_zero(req, struct desk));
	const char *zone = req->session->organisation_zone;
	struct field *own = memory_need(talloc_memdup(d, fields, sizeof fields));

	d->first = plan_first_month(req->now, zone);
	d->history = plan_history(req->db, d, req->now, zone);
	d->kept = plan_find(req->db, d);
	own[CURRENCY_AT].options = currency_options(d);
	for (enum plan_rate i = 0; i < PLAN_RATES; i++)
		own[ACCEPTED_AT + i].hint = plan_history_words(d, i, &d->history, d->first);
	d->fields = own;
	d->typed = d->kept ? plan_typed_of(d, d->kept) : (struct plan_typed){ .period = PLAN_QUARTER, .currency = -1 };
	return d;
}

static const struct field *
source_fields(const void *ctx, size_t row)
{
	struct field *list = memory_need(talloc_zero_array(ctx, struct field, 3));

	list[0] = (struct field){ .name = text_format(list, "source_%zu_name", row + 1), .label = text_format(list, "Source %zu", row + 1),
		.kind = FIELD_TEXT, .at = plan_show_SOURCE_NAME_FIELD, .into = offsetof(struct plan_typed, source_names) + row * sizeof(char *),
		.most = PLAN_SOURCE_CHARACTERS };
	list[1] = (struct field){ .name = text_format(list, "source_%zu_share", row + 1), .label = "Its share, %", .kind = FIELD_DECIMAL,
		.at = plan_show_SOURCE_SHARE_FIELD, .into = offsetof(struct plan_typed, source_shares) + row * sizeof(char *) };
	return list;
}

/* Rows for what there is, and some to add. */
static void
rows_count(struct desk *d)
{
	size_t used = 0;

	for (size_t i = 0; i < PLAN_SOURCES_MOST; i++)
		if (!text_blank(d->typed.source_names[i]) || !text_blank(d->typed.source_shares[i]))
			used = i + 1;
	used += ROWS_SPARE;
	d->page.row_count = used < ROWS_LEAST ? ROWS_LEAST : used > PLAN_SOURCES_MOST ? PLAN_SOURCES_MOST : used;
}

static void
desk_show(struct request *req, struct desk *d)
{
	d->page.form = form_show(req, d->fields, &d->typed);
	rows_count(d);
	for (size_t i = 0; i < d->page.row_count; i++)
		d->page.rows[i] = form_part_show(d->page.form, source_fields(d, i), &d->typed);
}

/* What came, in the body of a form or in an address. */
static void
desk_read(struct request *req, struct desk *d)
{
	d->typed = (struct plan_typed){ .period = -1, .currency = -1 };
	d->page.form = req->method == GET ? form_asked(req, d->fields, &d->typed) : form_read(req, d->fields, &d->typed);
	for (size_t i = 0; i < PLAN_SOURCES_MOST; i++)
		d->page.rows[i] = form_part_read(d->page.form, source_fields(d, i), &d->typed);
	rows_count(d);
}

static const char *
field_of(const void *ctx, const struct problem *problem)
{
	if (problem->index < 0)
		return problem->member;
	return text_format(ctx, "source_%d_%s", problem->index + 1, text_equal(problem->member, "source_name") ? "name" : "share");
}

/* The plan that was typed. False: it is none, and the form says why. */
static bool
desk_check(struct request *req, struct desk *d, struct plan *plan)
{
	struct problems *problems = problems_new(req);

	*plan = plan_read(problems, &d->typed, &d->history);
	for (size_t i = 0; i < problems->count; i++)
		form_reject(d->page.form, field_of(d, &problems->list[i]), problems->list[i].text);
	return form_ok(d->page.form);
}

static struct response
desk_answer(struct request *req, struct desk *d, int status, const struct plan *plan)
{
	struct plan_page *p = &d->page;
	const struct agreement_row *rows, *open;
	size_t count;

	p->kept = d->kept;
	p->first = d->first;
	p->history = &d->history;
	p->plan = plan;
	p->result = plan ? plan_reckon(d, plan, &d->history) : NULL;
	p->is_tried = plan && (!d->kept || !plan_same(plan, d->kept));
	p->revision = d->kept ? d->kept->revision : 0;
	rows = agreements_all(req->db, req, req->now, OPEN_LOOKED_AT, &count);
	open = agreement_open(rows, count);
	p->open_number = open ? open->number : 0;
	return show_form(req, status, plan_view(req, p));
}

struct response
plan_page(struct request *req)
{
	struct desk *d = desk_new(req);
	struct plan plan;

	if (!request_query(req, "goal")) {
		desk_show(req, d);
		if (d->kept && text_equal(request_query(req, "done"), "kept"))
			d->page.notice = "Kept. Both teams find it here.";
		return desk_answer(req, d, 200, d->kept);
	}
	desk_read(req, d);
	return desk_check(req, d, &plan) ? desk_answer(req, d, 200, &plan) : desk_answer(req, d, 422, NULL);
}

static const char *
sources_words(const void *ctx, const struct plan *p)
{
	struct buffer *lines = buffer_new(ctx);

	for (size_t i = 0; i < p->source_count; i++)
		buffer_format(lines, "%s%s: %s %%", i ? "\n" : "", p->sources[i].name, percent_print(ctx, (int)p->sources[i].tenths));
	return buffer_take(ctx, lines);
}

/* Every number of one beside the same of the other. */
static const struct clash_row *
clash_rows(const struct desk *d, const struct plan *theirs, const struct plan *yours)
{
	struct plan_typed a = plan_typed_of(d, theirs), b = plan_typed_of(d, yours);
	struct clash_row *rows = memory_need(talloc_zero_array(d, struct clash_row, PLAN_RATES + 5));
	size_t count = 0;

	rows[count++] = (struct clash_row){ "Revenue goal", plan_goal_words(d, theirs), plan_goal_words(d, yours) };
	rows[count++] = (struct clash_row){ "Average deal", a.deal, b.deal };
	rows[count++] = (struct clash_row){ "New customers from Marketing, in percent", a.share, b.share };
	for (int i = 0; i < PLAN_RATES; i++)
		rows[count++] = (struct clash_row){ d->fields[ACCEPTED_AT + i].label, a.rates[i] ? a.rates[i] : "As in the last months",
			b.rates[i] ? b.rates[i] : "As in the last months" };
	rows[count++] = (struct clash_row){ "Sources", sources_words(d, theirs), sources_words(d, yours) };
	return rows;
}

/* Somebody kept another meanwhile: both, and what was typed to be kept once more. */
static struct response
keep_clash(struct request *req, struct desk *d, const struct plan *plan)
{
	struct clash clash;

	if (!d->kept)
		return conflict(req, NULL);
	clash = (struct clash){ d->kept->editor_name, d->kept->edited_at, clash_rows(d, d->kept, plan), "" };
	d->page.clash = &clash;
	return desk_answer(req, d, 409, plan);
}

struct response
plan_keep(struct request *req)
{
	struct desk *d = desk_new(req);
	struct plan plan;

	desk_read(req, d);
	if (!desk_check(req, d, &plan))
		return desk_answer(req, d, 422, NULL);
	if (d->kept && plan_same(&plan, d->kept))
		return redirect(req, "/sla/plan");
	plan.revision = request_revision(req);
	if (plan_save(req->db, req, &req->actor, &plan) != RESULT_DONE)
		return keep_clash(req, d, &plan);
	return redirect(req, "/sla/plan?done=kept");
}
