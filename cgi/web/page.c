/* The frame around every page, and the pages that refuse. */
#include "auth/session.h"
#include "base/conf.h"
#include "base/log.h"
#include "base/text.h"
#include "view/view.h"
#include "web/api.h"
#include "web/assets.h"
#include "web/carry.h"
#include "web/form.h"
#include "web/once.h"
#include "web/route.h"
#include "web/urlencode.h"
#include "web/web.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The side bar: one row for each area that is there, in the order of the work. */
static const struct nav {
	const char *href, *icon, *label;
	const char *also[3];	/* other addresses of the same area, or "" */
} navs[] = {
	{ "/", "home", "Home", { "", "", "" } },
	{ "/leads", "leads", "Leads", { "/handoffs", "/deals", "/imports" } },
	{ "/glossary", "glossary", "Glossary", { "/charter", "", "" } },
	{ "/sla", "agreement", "Agreement", { "", "", "" } },
	{ "/results", "results", "Results", { "", "", "" } },
	{ "/meetings", "meetings", "Meetings", { "/issues", "/assignments", "" } },
};

static void
globals_fill(struct request *req, struct view *root)
{
	view_global(root, M_STYLE_PATH, asset_path("style.css"));
	view_global(root, M_SCRIPT_PATH, asset_path("app.js"));
	view_global(root, M_ICONS_PATH, asset_path("icons.svg"));
	view_global(root, M_MARK_PATH, asset_path("mark.svg"));
	view_global(root, M_FONT_PATH, asset_path("inter.woff2"));
	view_global(root, M_CSRF_TOKEN, req->csrf ? req->csrf : "");
	view_global(root, M_FORM_KEY, once_key(req));
	view_global_part(root, M_FORM_HIDDEN, TPL_FORM_HIDDEN);
}

/* Whether the path is at or below an area's address. */
static bool
within(const char *path, const char *area)
{
	size_t n = strlen(area);

	return strncmp(path, area, n) == 0 && (path[n] == '\0' || path[n] == '/') && n > 1;
}

/* What waits in an area for the reader's team. */
static void
nav_count_fill(struct request *req, struct view *row, const char *area, const struct shell_counts *s)
{
	bool leads = strcmp(area, "leads") == 0;
	int64_t waiting = leads ? s->leads_waiting : strcmp(area, "glossary") == 0 ? s->terms_to_sign
	    : strcmp(area, "agreement") == 0 ? s->agreements_to_sign : 0;

	if (waiting <= 0)
		return;
	view_show(row, M_HAS_COUNT);
	view_text(row, M_NAV_COUNT, waiting < LEADS_COUNTED ? text_format(row, "%lld", (long long)waiting) : text_format(row, "%d+", LEADS_COUNTED - 1));
	view_text(row, M_COUNT_MEANS, leads ? text_format(row, "wait for %s", team_label(req->user->team)) : "to sign");
	view_show_if(row, M_IS_HOT, leads ? s->leads_due : req->user->is_signatory);
}

static void
nav_fill(struct request *req, struct view *root)
{
	const struct shell_counts counts = shell_counts(req->db, req, req->session, req->now);

	for (size_t i = 0; i < sizeof navs / sizeof navs[0]; i++) {
		struct view *row = view_row(root, M_NAV_ROW);

		view_text(row, M_NAV_HREF, navs[i].href);
		view_text(row, M_NAV_ICON, navs[i].icon);
		view_text(row, M_NAV_LABEL, navs[i].label);
		if (strcmp(req->path, navs[i].href) == 0)
			view_show(row, M_NAV_CURRENT);
		else
			view_show_if(row, M_NAV_WITHIN, within(req->path, navs[i].href) || within(req->path, navs[i].also[0])
			    || within(req->path, navs[i].also[1]) || within(req->path, navs[i].also[2]));
		nav_count_fill(req, row, navs[i].icon, &counts);
	}
}

/* "PR" for Priya Raman. */
const char *
name_initials(const void *ctx, const char *name)
{
	struct buffer *out = buffer_new(ctx);

	for (const char *c = name; *c && out->length < 8; c++)
		if (c == name || c[-1] == ' ') {
			size_t n = 1;

			while (((unsigned char)c[n] & 0xC0) == 0x80)
				n++;
			buffer_add(out, c, n);
		}
	return out->data ? out->data : "";
}

/* What the reader's team does most; among words, a new one. */
static void
main_button(struct request *req, struct view *root)
{
	static const struct button { const char *href, *label; } word = { "/glossary/new", "Propose a term" },
	    of_team[] = { [TEAM_MARKETING] = { "/leads/new", "Hand over a lead" }, [TEAM_SALES] = { "/leads/next", "Next lead" } };
	bool words = within(req->path, "/glossary") || within(req->path, "/charter");
	const struct button *button = words || req->user->team == TEAM_OBSERVER ? &word : &of_team[req->user->team];

	if (!(user_roles(req->user) & MEMBER) || strcmp(req->path, button->href) == 0)
		return;
	view_show(root, M_MAIN_BUTTON);
	view_text(root, M_BUTTON_HREF, button->href);
	view_text(root, M_BUTTON_LABEL, button->label);
}

static void
user_fill(struct request *req, struct view *root)
{
	const struct user *user = req->user;

	view_text(root, M_USER_NAME, user->name);
	view_text(root, M_USER_INITIALS, name_initials(req, user->name));
	view_text(root, M_USER_TEAM, team_label(user->team));
	view_show_if(root, M_BY_MARKETING, user->team == TEAM_MARKETING);
	view_show_if(root, M_BY_SALES, user->team == TEAM_SALES);
	main_button(req, root);
}

struct view *
page(struct request *req, int tpl, const char *title)
{
	struct view *root;
	const char *words = request_query(req, "q");

	if (!req->user)
		return gate_page(req, tpl, title);
	root = view_new(req, TPL_SITE_LAYOUT);
	globals_fill(req, root);
	nav_fill(req, root);
	user_fill(req, root);
	view_text(root, M_PAGE_TITLE, title);
	view_text(root, M_KEYS_STATE, req->user->shortcuts ? "on" : "off");
	view_text(root, M_SEARCH_WORDS, strcmp(req->path, "/search") == 0 ? words : "");
	return view_part(root, M_PAGE_BODY, (enum template_name)tpl);
}

struct view *
gate_page(struct request *req, int tpl, const char *title)
{
	struct view *root = view_new(req, TPL_GATE_LAYOUT);

	globals_fill(req, root);
	view_text(root, M_PAGE_TITLE, title);
	return view_part(root, M_PAGE_BODY, (enum template_name)tpl);
}

void
page_notice(struct view *view, const char *words)
{
	view_maybe(view_page(view), M_SAVED_NOTICE, M_NOTICE_WORDS, words);
}

struct response
show(struct request *req, int status, struct view *view)
{
	struct response answer = { .status = status, .cache = PRIVATE };

	(void)req;
	answer.body = view_render(view, &answer.length);
	if (answer.body)
		return answer;
	log_line("a template could not be rendered");
	return (struct response){ .status = 500, .body = "Something went wrong.", .length = 21,
	    .type = "text/plain; charset=utf-8" };
}

struct response
show_form(struct request *req, int status, struct view *view)
{
	struct response answer = show(req, status, view);

	answer.cache = NO_STORE;
	return answer;
}

struct response
redirect(struct request *req, const char *format, ...)
{
	va_list list;
	const char *to;

	va_start(list, format);
	to = text_format_list(req, format, list);
	va_end(list);
	return (struct response){ .status = 303, .location = to };
}

struct response
download(struct request *req, const char *type, const char *file_name, const char *bytes, size_t length)
{
	return (struct response){ .status = 200, .body = bytes, .length = length, .type = type,
	    .file_name = req->api ? NULL : file_name };
}

struct response
download_parts(struct request *req, const char *type, const char *file_name, answer_part *part, void *state)
{
	return (struct response){ .status = 200, .part = part, .state = state, .type = type, .file_name = req->api ? NULL : file_name };
}

/* What each refusal says when its handler has nothing better to say. */
static const struct refusal {
	int status;
	const char *title, *words, *advice;
} refusals[] = {
	{ 400, "This request could not be read", "What arrived was not what a browser sends.", "Go back, reload the page and try again." },
	{ 401, "Sign in first", "This needs a person who is signed in.", "Sign in and try again." },
	{ 403, "You may not do this", "Your team or role does not allow it.", "Ask somebody whose role it is, or your administrator." },
	{ 404, "There is nothing at this address", "It may have been mistyped, or the thing has moved.", "Search for it, or start from the home page." },
	{ 405, "This address does not take that", "It was asked in a way it does not know.", "Go back and use the buttons of the page." },
	{ 409, "This has moved on", "Somebody changed it since you opened the page.", "Open it again to see how it stands now." },
	{ 413, "This is too large", "Concord does not take that much at once.", "Send less, or split it." },
	{ 415, "This kind of content is not read here", "The program that sent it labelled it wrongly.", "Send it as the form does." },
	{ 421, "This is not the address of this Concord", "The request named another host.", "Use the address you were given." },
	{ 422, "This could not be saved", "Something in it needs to be put right.", "Go back, correct it and send it again." },
	{ 428, "The revision is missing", "An edit names the revision it began from.", "Send If-Match with the record's ETag." },
	{ 429, "Too many tries", "That was tried too often in a short time.", "Wait a few minutes and try again." },
	{ 503, "Concord is resting for a moment", "Its database cannot be reached. Nothing you sent was lost half-way: it was not saved.", "Wait a few seconds and try again." },
	{ 500, "Something went wrong here", "It is our mistake, and nothing was changed.", "Try again. If it happens once more, tell your administrator." },
};

static const struct refusal *
refusal_of(int status)
{
	size_t i = 0;

	while (refusals[i].status != status && refusals[i].status != 500)
		i++;
	return &refusals[i];
}

/* Gives back what was typed into a form that was refused as a whole. */
static void
kept_fill(struct request *req, struct view *view)
{
	for (size_t i = 0; req->method != GET && i < req->body->count; i++) {
		const struct param *p = &req->body->items[i];
		struct view *row;
		char *label;

		if (p->filename || !*p->value || text_in(p->name, (const char *const[]){ "csrf", "key", "revision", "base", "like",
		    "began_from", "step", "carry_path", "carry_body", "next", "link", NULL }) || field_is_secret(p->name))
			continue;
		view_show(view, M_HAS_KEPT);
		row = view_row(view, M_KEPT_ROW);
		label = text_replace(req, p->name, "_", " ");
		label[0] = (char)toupper((unsigned char)label[0]);
		view_text(row, M_KEPT_LABEL, label);
		view_text(row, M_KEPT_VALUE, p->value);
	}
}

/* Where to go from here: to the page of the thing that was acted on, or home. */
static void
back_fill(struct request *req, struct view *view, int status)
{
	const char *above = "/";

	if ((req->method != GET || status == 409) && status != 404 && req->wire.routes)
		above = route_above(req, req->wire.routes, req->path);
	view_show(view, M_BACK_LINK);
	view_text(view, M_BACK_HREF, path_encode(req, above));
	view_text(view, M_BACK_LABEL, strcmp(above, "/") == 0 ? "Go to the home page" : "See how it stands now");
}

struct response
refuse(struct request *req, int status, const char *why)
{
	const struct refusal *r = refusal_of(status);
	struct response answer;
	struct view *view;

	if (req->api)
		return api_problem(req, status, r->title, why ? why : r->words);
	view = page(req, TPL_ERROR_PAGE, r->title);
	view_text(view, M_ERROR_TITLE, r->title);
	view_text(view, M_ERROR_WORDS, why ? why : r->words);
	view_text(view, M_ERROR_ADVICE, why ? "" : r->advice);
	kept_fill(req, view);
	back_fill(req, view, status);
	view_text(view, M_REQUEST_NAME, req->request_id);
	answer = show(req, status, view);
	answer.cache = NO_STORE;
	answer.retry_after = status == 503 ? 5 : 0;
	return answer;
}

struct response
not_found(struct request *req)
{
	return refuse(req, 404, NULL);
}

struct response
forbidden(struct request *req, const char *why)
{
	return refuse(req, 403, why);
}

struct response
conflict(struct request *req, const char *why)
{
	return refuse(req, 409, why);
}

/* The two fields of the sign-in form. */
struct sign_in {
	const char *email, *password;
};

static const struct field sign_in_fields[] = {
	{ "email", "Email address", FIELD_EMAIL, sign_in_EMAIL_FIELD, offsetof(struct sign_in, email), 0, 0, false, false, NULL, 0, NULL, NULL },
	{ "password", "Password", FIELD_PASSWORD, sign_in_PASSWORD_FIELD, offsetof(struct sign_in, password), 0, 0, false, false, NULL, 0, NULL, NULL },
	{ 0 }
};

/* What the form must carry on: what it carried already, or the form that has just come. */
static void
carry_fill(struct request *req, struct view *view)
{
	const char *path = request_field(req, "carry_path"), *body = request_field(req, "carry_body");

	if (!path && req->method != GET && !text_starts(req->path, "/sign-in")) {
		path = req->path;
		body = carry_text(req);
	}
	if (!path || !body || !*body)
		return;
	if (strlen(body) > CARRY_MOST) {
		view_show(view, M_NOT_CARRIED);
		return;
	}
	view_show(view, M_WAS_WRITING);
	view_show(view, M_HAS_CARRY);
	view_text(view, M_CARRY_PATH, path);
	view_text(view, M_CARRY_BODY, body);
}

struct response
gate(struct request *req, int status, const char *email, const char *problem)
{
	struct sign_in typed = { email, "" };
	struct form *form = form_show(req, sign_in_fields, &typed);
	struct view *view = gate_page(req, TPL_SIGN_IN, "Sign in");
	struct response answer;
	const char *next = request_query(req, "next");

	form_reject(form, "email", problem);
	form_fill(view, form);
	form_errors_fill(view, sign_in_FORM_ERRORS, form);
	carry_fill(req, view);
	if (!next)
		next = request_field(req, "next");
	view_maybe(view, M_HAS_NEXT, M_NEXT_PATH, next);
	view_text(view, M_HELPER_WORDS, "your administrator");
	req->wire.shows_form = true;
	answer = show(req, status, view);
	answer.cache = NO_STORE;
	return answer;
}
