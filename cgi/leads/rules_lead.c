/* Leads: names for what they hold, their tidy shape, what is wrong with one. */
#include "leads/rules_lead.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>
#include <talloc.h>

enum { AHEAD = 60, DIGITS_LEAST = 3 };

const char *const origin_names[] = { "marketing", "sales", "partner", "customer", NULL };

const char *
origin_label(int origin)
{
	static const char *const labels[] = { "Marketing", "Sales", "Partner", "Customer" };

	return origin < ORIGIN_MARKETING || origin > ORIGIN_CUSTOMER ? "" : labels[origin];
}

const char *
leads_may_write(const struct user *user)
{
	return user && (user->team == TEAM_MARKETING || user->team == TEAM_SALES) ? NULL
	    : "Leads are written by members of Marketing or Sales. Ask one of them.";
}

const char *
lead_title(const void *ctx, int64_t id, const char *name, const char *company)
{
	if (!text_blank(name))
		return name;
	return text_blank(company) ? text_format(ctx, "Lead %lld", (long long)id) : company;
}

/* One line without marks nobody sees; never NULL. */
static const char *
one_line(const void *ctx, const char *text)
{
	return text ? text_squeeze(ctx, utf8_visible(ctx, text)) : "";
}

static const char *
one_line_or_null(const void *ctx, const char *text)
{
	const char *line = one_line(ctx, text);

	return *line ? line : NULL;
}

static const struct touch *
touch_tidy(const void *ctx, const struct touch *touch)
{
	struct touch *tidy;

	if (!touch)
		return NULL;
	tidy = memory_need(talloc_zero(ctx, struct touch));
	*tidy = (struct touch){
		.source = one_line_or_null(tidy, touch->source), .medium = one_line_or_null(tidy, touch->medium),
		.campaign = one_line_or_null(tidy, touch->campaign), .term = one_line_or_null(tidy, touch->term),
		.content = one_line_or_null(tidy, touch->content), .landing_page = one_line_or_null(tidy, touch->landing_page),
		.referrer = one_line_or_null(tidy, touch->referrer), .at = touch->at
	};
	return tidy;
}

struct lead_ref
ref_tidy(const void *ctx, const struct lead_ref *ref)
{
	const char *system = text_lower(ctx, one_line(ctx, ref->system));

	return (struct lead_ref){ ref->lead_id, system, ref_id(ctx, system, one_line(ctx, ref->external_id)) };
}

/* References that say something, each once. */
static void
refs_tidy(const void *ctx, struct lead *lead)
{
	struct lead_ref *refs = memory_need(talloc_zero_array(ctx, struct lead_ref, lead->ref_count + 1));
	size_t kept = 0;

	for (size_t i = 0; i < lead->ref_count; i++) {
		struct lead_ref ref = ref_tidy(ctx, &(struct lead_ref){ lead->id, lead->refs[i].system, lead->refs[i].external_id });
		bool known = !*ref.system && !*ref.external_id;

		for (size_t j = 0; j < kept && !known; j++)
			known = text_equal(refs[j].system, ref.system) && text_equal(refs[j].external_id, ref.external_id);
		if (!known)
			refs[kept++] = ref;
	}
	lead->refs = refs;
	lead->ref_count = kept;
}

void
lead_tidy(const void *ctx, struct lead *lead)
{
	const char **lines[] = {
		&lead->name, &lead->company, &lead->job, &lead->phone, &lead->website, &lead->source, &lead->campaign, &lead->theme,
		&lead->persona, &lead->stage, &lead->basis
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		*lines[i] = one_line(ctx, *lines[i]);
	lead->email = one_line_or_null(ctx, lead->email);
	lead->first_touch = touch_tidy(ctx, lead->first_touch);
	lead->last_touch = touch_tidy(ctx, lead->last_touch);
	refs_tidy(ctx, lead);
}

/* A text of one line within its limit. */
static void
check_line(struct problems *p, const char *member, int index, const char *what, const char *text, size_t most)
{
	if (!text)
		return;
	if (!utf8_valid_text(text, UTF8_LINE))
		problem_add(p, member, index, "%s holds characters that cannot be shown. Type it again.", what);
	else if (utf8_length(text) > most)
		problem_add(p, member, index, "%s must be %zu characters or fewer; it has %zu.", what, most, utf8_length(text));
}

static void
check_reach(struct problems *p, const struct lead *lead)
{
	size_t digits = 0;

	if (!lead->email && !*lead->phone && !lead->ref_count)
		problem_add(p, "email", -1, "Give an email address or a telephone number, so that the lead can be reached.");
	if (lead->email && !email_sound(lead->email))
		problem_add(p, "email", -1, "Write the email address as name@company.com; this one is not complete.");
	check_line(p, "phone", -1, "The telephone number", lead->phone, LEAD_PHONE_MOST);
	for (const char *at = lead->phone; *at; at++)
		digits += *at >= '0' && *at <= '9';
	if (*lead->phone && digits < DIGITS_LEAST)
		problem_add(p, "phone", -1, "Write the telephone number in digits, such as +49 30 123456.");
}

static bool
system_sound(const char *system)
{
	return *system && strlen(system) <= REF_SYSTEM_MOST && strspn(system, "abcdefghijklmnopqrstuvwxyz0123456789_-.") == strlen(system);
}

void
ref_problems(struct problems *p, int index, const struct lead_ref *ref)
{
	if (!system_sound(ref->system))
		problem_add(p, "system", index, "Name the other system in small letters, digits, hyphens or dots, at most %d, such as hubspot.", REF_SYSTEM_MOST);
	if (!*ref->external_id)
		problem_add(p, "id", index, "Give what the other system calls it.");
	check_line(p, "id", index, "What the other system calls it", ref->external_id, REF_ID_MOST);
}

static void
check_refs(struct problems *p, const struct lead *lead)
{
	if (lead->ref_count > LEAD_REFS_MOST)
		problem_add(p, "external_refs", -1, "Give at most %d names in other systems.", LEAD_REFS_MOST);
	for (size_t i = 0; i < lead->ref_count && i < LEAD_REFS_MOST; i++)
		ref_problems(p, (int)i, &lead->refs[i]);
}

static void
check_touch(struct problems *p, const char *which, const struct touch *touch, int64_t now)
{
	if (!touch)
		return;
	struct { const char *member, *text; } all[] = {
		{ "source", touch->source }, { "medium", touch->medium }, { "campaign", touch->campaign }, { "term", touch->term },
		{ "content", touch->content }, { "landing_page", touch->landing_page }, { "referrer", touch->referrer }
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		check_line(p, text_format(p, "%s/%s", which, all[i].member), -1, "This", all[i].text, TOUCH_MOST);
	if (touch->at > now + AHEAD)
		problem_add(p, text_format(p, "%s/at", which), -1, "This is in the future. Give the time at which it happened.");
}

static bool
basis_sound(const char *basis)
{
	return strlen(basis) <= 40 && strspn(basis, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-. ") == strlen(basis);
}

void
lead_problems(struct problems *p, const struct lead *lead, int64_t now)
{
	if (!*lead->name && !*lead->company)
		problem_add(p, "name", -1, "Enter the person’s name, or at least the company.");
	else if (*lead->name && !utf8_has_word(lead->name))
		problem_add(p, "name", -1, "Give a name with at least one letter or digit.");
	check_line(p, "name", -1, "The name", lead->name, LEAD_NAME_MOST);
	if (*lead->company && !utf8_has_word(lead->company))
		problem_add(p, "company", -1, "Give a company with at least one letter or digit.");
	check_line(p, "company", -1, "The company", lead->company, LEAD_COMPANY_MOST);
	check_line(p, "job", -1, "The job", lead->job, LEAD_JOB_MOST);
	check_reach(p, lead);
	check_line(p, "website", -1, "The website", lead->website, LEAD_WEBSITE_MOST);
	if (lead->origin < 0)
		problem_add(p, "origin", -1, "Choose where the lead comes from: marketing, sales, partner or customer.");
	check_line(p, "source", -1, "The source (how they found us)", lead->source, LEAD_SOURCE_MOST);
	check_line(p, "campaign", -1, "The campaign", lead->campaign, LEAD_CAMPAIGN_MOST);
	check_line(p, "theme", -1, "The theme (what they read)", lead->theme, LEAD_TERM_MOST);
	check_line(p, "persona", -1, "The persona", lead->persona, LEAD_TERM_MOST);
	check_line(p, "stage", -1, "The stage", lead->stage, LEAD_TERM_MOST);
	check_touch(p, "first_touch", lead->first_touch, now);
	check_touch(p, "last_touch", lead->last_touch, now);
	if (lead->converted_at > now + AHEAD)
		problem_add(p, "converted_at", -1, "The conversion is in the future. Give the time at which it happened.");
	if (!basis_sound(lead->basis))
		problem_add(p, "basis", -1, "Name the basis in at most 40 letters, such as consent or legitimate_interest.");
	check_refs(p, lead);
}

const char *
lead_problem_pointer(const void *ctx, const struct problem *problem)
{
	if (problem->index >= 0)
		return text_equal(problem->member, "external_refs") ? text_format(ctx, "/external_refs/%d", problem->index)
		    : text_format(ctx, "/external_refs/%d/%s", problem->index, problem->member);
	return text_format(ctx, "%s%s", *problem->member ? "/" : "", problem->member);
}
