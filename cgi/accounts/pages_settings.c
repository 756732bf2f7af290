/* What a person chooses for themselves. */
#include "accounts/pages_parts.h"
#include "accounts/rules.h"
#include "accounts/views.h"
#include "auth/audit.h"
#include "auth/mail_wish.h"
#include "auth/session.h"
#include "base/days.h"
#include "base/text.h"

#include <talloc.h>

/* The form; a deputy is chosen by place in the list of colleagues, 0 being nobody. */
struct wishes {
	struct settings settings;
	int deputy;
	int64_t daily;			/* 1 << kind of mail, for each that is gathered */
};

enum { ZONE, KEYS, MAIL, DAILY, OUT, DEPUTY };

static const struct option mail_options[] = {
	{ "mail_to_sign", "Words wait for your signature", "If you sign for your team.", MAIL_TO_SIGN },
	{ "mail_own", "Your version is sent back, or agreed by both teams", NULL, MAIL_OWN },
	{ "mail_clocks", "The clock of a promise runs out", "In working hours, one mail for all of them.", MAIL_CLOCKS },
	{ "mail_meetings", "Agendas, invitations and minutes, and what you take on", NULL, MAIL_MEETINGS },
	{ "mail_brief", "A week begins", "The same six figures for both teams.", MAIL_BRIEF },
	{ "mail_watch", "Somebody else changes what you watch", NULL, MAIL_WATCH },
	{ "mail_daily", "Something was gathered for the day", "What you have below.", MAIL_GATHERED },
	{ 0 }
};

/* The kinds an observer can get: nothing waits for them. */
static const struct option observer_options[] = {
	{ "mail_watch", "Somebody else changes what you watch", NULL, MAIL_WATCH },
	{ "mail_daily", "Something was gathered for the day", "What you have below.", MAIL_GATHERED },
	{ 0 }
};
enum { OBSERVER_KINDS = 1 << MAIL_WATCH | 1 << MAIL_GATHERED };

static const struct option daily_options[] = {
	{ "daily_to_sign", "Words that wait for your signature", NULL, MAIL_TO_SIGN },
	{ "daily_own", "What happens to your versions", NULL, MAIL_OWN },
	{ "daily_watch", "What happens to what you watch", NULL, MAIL_WATCH },
	{ 0 }
};

static const struct option observer_daily_options[] = {
	{ "daily_watch", "What happens to what you watch", NULL, MAIL_WATCH },
	{ 0 }
};

static const struct field settings_fields[] = {
	[ZONE] = { .name = "time_zone", .label = "Time zone", .kind = FIELD_TEXT, .at = account_settings_ZONE_FIELD,
	    .into = offsetof(struct wishes, settings.time_zone), .most = 64, .optional = true },
	[KEYS] = { .name = "shortcuts", .label = "Single keys do things", .kind = FIELD_TICK, .at = account_settings_KEYS_FIELD,
	    .into = offsetof(struct wishes, settings.shortcuts), .hint = "/ searches, g and a letter goes to a page, ? lists the keys." },
	[MAIL] = { .name = "mail", .label = "Mail when", .kind = FIELD_CHECKS, .at = account_settings_MAIL_FIELD,
	    .into = offsetof(struct wishes, settings.mail), .options = mail_options,
	    .hint = "Mail about your own sign-in always comes." },
	[DAILY] = { .name = "daily", .label = "Once a day instead of at once", .kind = FIELD_CHECKS, .at = account_settings_DAILY_FIELD,
	    .into = offsetof(struct wishes, daily), .options = daily_options, .hint = "In one mail when your day begins, never an empty one." },
	[OUT] = { .name = "out_until", .label = "Out until", .kind = FIELD_DATE, .at = account_settings_OUT_FIELD,
	    .into = offsetof(struct wishes, settings.out_until), .optional = true, .hint = "From now to the end of this day." },
	[DEPUTY] = { .name = "deputy", .label = "Who stands in", .kind = FIELD_SELECT, .at = account_settings_DEPUTY_FIELD,
	    .into = offsetof(struct wishes, deputy) },
	{ 0 }
};

struct choices {
	struct field *fields;
	const struct colleague *colleagues;
	size_t count;
};

/* The fields with what this person can choose from; an observer has nobody to stand in and nothing to be out of. */
static struct choices
choices_of(struct request *req)
{
	struct choices c = { .fields = memory_need(talloc_memdup(req, settings_fields, sizeof settings_fields)) };
	struct option *options;

	c.fields[ZONE].hint = text_format(req, "Such as Europe/Berlin. Empty: the organisation\u2019s, %s.",
	    req->session->organisation_zone);
	if (req->user->team == TEAM_OBSERVER) {
		c.fields[MAIL].options = observer_options;
		c.fields[DAILY].options = observer_daily_options;
		c.fields[OUT] = (struct field){ 0 };	/* the last of them then */
		return c;
	}
	c.colleagues = colleagues_of(req->db, req, req->user->team, req->user->id, &c.count);
	options = memory_need(talloc_zero_array(req, struct option, c.count + 2));
	options[0] = (struct option){ .value = "", .label = "Nobody" };
	for (size_t i = 0; i < c.count; i++)
		options[i + 1] = (struct option){ .value = text_format(req, "%lld", (long long)c.colleagues[i].id),
		    .label = c.colleagues[i].name, .code = (int)i + 1 };
	c.fields[DEPUTY].options = options;
	return c;
}

struct response
settings_page(struct request *req)
{
	const struct settings *settings = settings_find(req->db, req, req->user->id);
	struct choices c = choices_of(req);
	struct wishes wishes = { .deputy = 0 };
	struct view *view;

	if (!settings)
		return not_found(req);
	wishes.settings = *settings;
	wishes.settings.mail = mail_wishes(req->db, req, req->user->id);
	wishes.daily = mail_dailies(req->db, req, req->user->id);
	for (size_t i = 0; i < c.count; i++)
		if (c.colleagues[i].id == settings->deputy_id)
			wishes.deputy = (int)i + 1;
	view = account_settings_view(req, form_show(req, c.fields, &wishes), settings->revision);
	page_notice(view, done_words(req));
	return show(req, 200, view);
}

/* What an observer is not asked about stays as it is, for the day they join a team. */
static void
mail_wishes_keep(struct request *req, const struct wishes *typed)
{
	int64_t asked = req->user->team == TEAM_OBSERVER ? OBSERVER_KINDS : -1;
	int64_t wanted = mail_wishes(req->db, req, req->user->id), daily = mail_dailies(req->db, req, req->user->id);

	mail_wishes_set(req->db, req->user->id, (typed->settings.mail & asked) | (wanted & ~asked), (typed->daily & asked) | (daily & ~asked));
}

struct response
settings_change(struct request *req)
{
	struct choices c = choices_of(req);
	struct wishes typed = { .deputy = 0 };
	struct form *form = form_read(req, c.fields, &typed);
	const char *today = day_print(req, day_of(req->now, req->session->organisation_zone));

	typed.settings.revision = request_revision(req);
	typed.settings.deputy_id = typed.deputy > 0 && c.colleagues ? c.colleagues[typed.deputy - 1].id : 0;
	form_reject(form, "time_zone", time_zone_problem(req, typed.settings.time_zone));
	form_reject(form, "out_until", out_until_problem(&typed.settings, today));
	form_reject(form, "deputy", deputy_problem(&typed.settings, req->user->id));
	if (!form_ok(form))
		return show(req, 422, account_settings_view(req, form, typed.settings.revision));
	if (!settings_save(req->db, req->user->id, &typed.settings))
		return conflict(req, "Your settings were changed elsewhere since you opened this page. Nothing was saved now.");
	mail_wishes_keep(req, &typed);
	audit_add(req->db, &req->actor, "person.settings", "person", req->user->id, NULL);
	return redirect(req, "/account/settings?done=settings");
}
