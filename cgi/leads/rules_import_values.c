/* Cells that stand for something: amounts, stages, outcomes, what was tried. */
#include "leads/rules_import.h"

#include "base/text.h"
#include "base/utf8.h"
#include "leads/rules_answer.h"
#include "leads/rules_bound.h"
#include "leads/rules_handoff.h"
#include "sla/rules.h"

#include <string.h>
#include <talloc.h>

/* Where a currency's code stands, in any case, apart from other letters; NULL: nowhere. */
static const char *
code_in(const char *s, const char *code)
{
	for (; *s; s++)
		if (strncasecmp(s, code, 3) == 0)
			return s;
	return NULL;
}

/* The currency a cell names, and the cell without it. */
static const char *
currency_part(const void *ctx, const char *s, const char **currency)
{
	for (const struct currency *c = currencies; c->code; c++) {
		const char *code = code_in(s, c->code), *sign = c->sign ? strstr(s, c->sign) : NULL, *hit = code ? code : sign;

		if (!hit)
			continue;
		if (code || !*currency)	/* a sign is shared by several; what a column says goes before it */
			*currency = c->code;
		return text_trim(ctx, text_format(ctx, "%.*s%s", (int)(hit - s), s, hit + (code ? 3 : strlen(c->sign))));
	}
	return s;
}

/* The sign before the fraction: of two kinds the last one, of one kind what stands once and has not three digits behind it; 0 none, -1 nobody can tell. */
static int
fraction_sign(const char *s)
{
	const char *point = strrchr(s, '.'), *comma = strrchr(s, ',');

	if (point && comma)
		return point > comma ? '.' : ',';
	if (point && strchr(s, '.') == point)
		return strlen(point + 1) == 3 ? -1 : '.';
	return comma && strchr(s, ',') == comma && strlen(comma + 1) != 3 ? ',' : 0;
}

/* The cell with a point before its fraction and commas between its groups; without a fraction of nothing, as programs write it. NULL: it may be two amounts. */
static const char *
point_put(const void *ctx, const char *s)
{
	char *plain = text_copy(ctx, s), *to = plain, *point;
	int sign = fraction_sign(s);

	if (sign < 0)
		return NULL;
	for (const char *at = s; *at; at++)
		*to++ = (char)(*at == sign ? '.' : *at == '.' ? ',' : *at);
	*to = '\0';
	point = strchr(plain, '.');
	if (point)
		for (to = point + strlen(point); to > point && (to[-1] == '0' || to[-1] == '.'); )
			*--to = '\0';
	return plain;
}

const char *
import_amount(const void *ctx, const char *value, const char **currency, int64_t *minor)
{
	const char *s = currency_part(ctx, text_replace(ctx, text_replace(ctx, text_trim(ctx, value), "\xc2\xa0", " "), "\xe2\x80\xaf", " "), currency), *plain;
	const struct currency *c = currency_find(*currency);

	if (!c)
		return text_blank(*currency) ? "The currency is missing. Map its column, or give one for all rows."
		    : "This currency is not known here. Write its three letters, such as EUR.";
	if (*s == '-' || *s == '(')
		return "An amount is not below zero here. Take it back on the deal instead.";
	plain = point_put(ctx, s);
	if (!plain)
		return "This may be thousands or a fraction. Write it with two digits behind the point, or with none.";
	return money_read(c, plain, minor) ? NULL : "This is no amount. Write it as 12000 or 12,000.50.";
}

bool
import_currency_known(const char *code)
{
	return currency_find(code) != NULL;
}

/* One thing by several names, as keys. */
struct called {
	int code;
	const char *names[12];
};

static int
code_of(const void *ctx, const struct called *list, size_t count, const char *value)
{
	const char *key = header_key(ctx, value);

	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < 12 && list[i].names[j]; j++)
			if (strcmp(list[i].names[j], key) == 0)
				return list[i].code;
	return GLOSSARY_NONE;
}
#define CODE_OF(ctx, list, value) code_of(ctx, list, sizeof list / sizeof *list, value)

int
import_origin(const void *ctx, const char *value)
{
	static const struct called list[] = {
		{ ORIGIN_MARKETING, { "marketing" } }, { ORIGIN_SALES, { "sales", "outbound", "salesgenerated" } },
		{ ORIGIN_PARTNER, { "partner", "apartner", "partners" } }, { ORIGIN_CUSTOMER, { "customer", "acustomer", "existingcustomer" } }
	};

	return CODE_OF(ctx, list, value);
}

int
import_outcome(const void *ctx, const char *value)
{
	static const struct called list[] = {
		{ OUTCOME_QUALIFIED, { "qualified", "opendeal", "closedconverted", "converted", "won", "closedwon" } },
		{ OUTCOME_DISQUALIFIED, { "disqualified", "unqualified", "closednotconverted", "junklead", "notqualified", "lost" } },
		{ OUTCOME_RECYCLED, { "recycled", "badtiming", "nurture", "nurturing", "contactinfuture", "recycle" } }
	};

	return CODE_OF(ctx, list, text_replace(ctx, value, "\u2013", "-"));
}

int
import_yes(const void *ctx, const char *value)
{
	static const struct called list[] = {
		{ 1, { "yes", "true", "y", "1", "x", "ja", "checked" } }, { 0, { "no", "false", "n", "0", "nein", "unchecked" } }
	};

	return CODE_OF(ctx, list, value);
}

int
import_channel(const void *ctx, const char *value)
{
	static const struct called list[] = {
		{ CHANNEL_CALL, { "call", "phone", "phonecall", "calls", "outboundcall" } }, { CHANNEL_MAIL, { "mail", "email", "emails", "listemail" } },
		{ CHANNEL_MEETING, { "meeting", "event", "visit", "demo", "meetings" } },
		{ CHANNEL_MESSAGE, { "message", "sms", "chat", "linkedin", "linkedinmessage", "whatsapp" } }
	};

	return CODE_OF(ctx, list, value);
}

int
import_result(const void *ctx, const char *value)
{
	static const struct called list[] = {
		{ ATTEMPT_NO_ANSWER, { "noanswer", "busy", "noresponse", "attempted", "notreached" } },
		{ ATTEMPT_VOICEMAIL, { "voicemail", "leftvoicemail", "leftlivemessage", "leftmessage" } },
		{ ATTEMPT_MAILED, { "mailed", "sent", "emailsent", "emailed" } },
		{ ATTEMPT_SPOKE, { "spoke", "connected", "contacted", "reached", "interested", "completed" } },
		{ ATTEMPT_REPLIED, { "replied", "answered", "reply" } }, { ATTEMPT_BOOKED, { "booked", "meetingbooked", "scheduled", "meetingscheduled" } }
	};

	return CODE_OF(ctx, list, value);
}

int
import_deal_end(const void *ctx, const char *value)
{
	static const struct called list[] = {
		{ DEAL_ENDS_WON, { "closedwon", "won", "closewon", "customer" } }, { DEAL_ENDS_LOST, { "closedlost", "lost", "closelost", "closedlosttocompetition" } }
	};
	int end = CODE_OF(ctx, list, value);

	return end == GLOSSARY_NONE ? DEAL_ENDS_NOT : end;
}

const char *
import_stage_names(const void *ctx, const char *value)
{
	static const struct { const char *key, *names; } list[] = {
		{ "subscriber", "Subscriber" }, { "lead", "Lead" },
		{ "marketingqualifiedlead", "Marketing-qualified lead\nMarketing qualified lead\nMQL" }, { "mql", "MQL\nMarketing-qualified lead" },
		{ "salesacceptedlead", "Sales-accepted lead\nSales accepted lead\nSAL" }, { "sal", "SAL\nSales-accepted lead" },
		{ "salesqualifiedlead", "Sales-qualified lead\nSales qualified lead\nSQL" }, { "sql", "SQL\nSales-qualified lead" },
		{ "opportunity", "Opportunity" }, { "customer", "Customer" }, { "closedwon", "Customer" },
		{ "converted", "Sales-qualified lead\nSales qualified lead\nSQL" }, { "closedconverted", "Sales-qualified lead\nSales qualified lead\nSQL" }
	};
	const char *key = header_key(ctx, text_replace(ctx, value, "\u2013", "-"));

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (strcmp(list[i].key, key) == 0)
			return text_format(ctx, "%s\n%s", list[i].names, value);
	return value;
}

/* Columns that are one thing by several names. */
static const char *const same_columns[][9] = {
	{ "companysize", "numberofemployees", "noofemployees", "no.ofemployees", "employees", "size", "employeerange", NULL }, { "country", "country/region", NULL },
	{ "industry", "sector", NULL }, { "region", "state/region", NULL }
};
enum { COLUMNS_MOST = 16 };

static void
column_add(const char **list, size_t *count, const char *key)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(list[i], key) == 0)
			return;
	if (*key && *count < COLUMNS_MOST - 1)
		list[(*count)++] = key;
}

const char **
import_columns_of(const void *ctx, const struct criterion *c, const char *bindings)
{
	const char **list = memory_need(talloc_zero_array(ctx, const char *, COLUMNS_MOST)), *bound = binding_of(ctx, bindings, c->code);
	size_t count = 0, asked;

	if (bound)
		column_add(list, &count, header_key(ctx, bound));
	column_add(list, &count, header_key(ctx, c->code));
	column_add(list, &count, header_key(ctx, c->label));
	asked = count;
	for (size_t i = 0; i < sizeof same_columns / sizeof *same_columns; i++)
		for (size_t j = 0; same_columns[i][j]; j++)
			for (size_t k = 0; k < asked; k++)
				for (size_t m = 0; strcmp(list[k], same_columns[i][j]) == 0 && same_columns[i][m]; m++)
					column_add(list, &count, same_columns[i][m]);
	return list;
}

/* A range of numbers, "51-200" or "1000+", as one that is as good as any of it; NULL: some of it would do and some not. */
static const char *
range_end(const void *ctx, const struct criterion *c, const char *s)
{
	size_t low = strspn(s, "0123456789");
	const char *sign = s + low, *from = text_copy_bytes(ctx, s, low), *to = sign;

	if (!low || !*sign)
		return s;
	if (text_equal(sign, "+"))
		return answer_judge(c, from) == VERDICT_MEETS && !c->bound_max ? from : NULL;
	to += text_starts(sign, "-") ? 1 : text_starts(sign, "\u2013") ? strlen("\u2013") : 0;
	if (to == sign || !*to || strspn(to, "0123456789") != strlen(to))
		return s;
	return answer_judge(c, from) == answer_judge(c, to) ? from : NULL;
}

const char *
import_answer(const void *ctx, const struct criterion *c, const char *cell)
{
	const char *s = text_trim(ctx, cell ? cell : "");
	struct answer answer = { .code = c->code, .value = s, .evidence = "" };
	struct version one = VERSION_BLANK;
	struct problems *problems = memory_need(talloc_zero(ctx, struct problems));
	struct criterion copy = *c;
	int yes;

	if (!*s)
		return NULL;
	if (c->kind == ASKS_YES_NO) {
		yes = import_yes(ctx, s);
		return yes < 0 ? NULL : yes ? "yes" : "no";
	}
	if (c->kind == ASKS_NUMBER)
		answer.value = range_end(ctx, c, text_replace(ctx, text_replace(ctx, s, ",", ""), " ", ""));
	if (!answer.value)
		return NULL;
	one.criteria = &copy;
	one.criteria_count = 1;
	answers_check_some(problems, &one, &answer, 1);
	if (!problems->count)
		return answer.value;
	return c->kind == ASKS_CHOICE ? ANSWER_NONE_OF_THESE : NULL;
}
