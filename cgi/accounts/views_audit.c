/* Fills the page of the audit trail. */
#include "accounts/views_audit.h"

#include "base/days.h"
#include "base/text.h"
#include "web/urlencode.h"

#include <string.h>

const struct act_group act_groups[] = {
	{ "sign_in", "Signing in" },
	{ "sign_out", "Signing out" },
	{ "password", "Passwords" },
	{ "authenticator", "Codes at sign-in" },
	{ "mail", "Mail" },
	{ "session", "Browsers" },
	{ "token", "Tokens" },
	{ "link", "Links" },
	{ "person", "People" },
	{ "organisation", "The organisation" },
	{ "address", "Addresses" },
	{ "signatory", "Signatories" },
	{ "term", "Terms" },
	{ "version", "Versions" },
	{ "sheet", "Charter sheets" },
	{ "topic", "Directory" },
	{ "agreement", "Agreement" },
	{ "plan", "Plan of leads" },
	{ "amendment", "Amendments" },
	{ "correction", "Corrections of records" },
	{ "calendar", "Calendars" },
	{ "queue_view", "Views of the queue" },
	{ "assignment", "Who gets a lead" },
	{ "account", "Accounts of leads" },
	{ "lead", "Leads" },
	{ "retention", "How long leads are kept" },
	{ "handoff", "Handoffs" },
	{ "deal", "Deals" },
	{ "campaign", "Campaigns" },
	{ "import", "Files of other systems" },
	{ "terms", "Import and export" },
	{ NULL, NULL }
};

/* What an act is called; one that is not listed shows its code. */
static const char *
act_words(const char *act)
{
	static const struct { const char *act, *words; } known[] = {
		{ "sign_in", "Signed in" }, { "sign_in.refused", "Sign-in refused" }, { "sign_in.slowed", "Sign-in slowed down" },
		{ "tour.link", "Made a link of the tour" }, { "tour.enter", "Came in by a link of the tour" },
		{ "sign_in.half", "Right password, a code asked for" }, { "authenticator.on", "Turned codes at sign-in on" },
		{ "authenticator.off", "Turned codes at sign-in off" }, { "authenticator.codes", "Made new recovery codes" },
		{ "authenticator.recovery", "Used a recovery code" }, { "authenticator.refused", "Code refused" },
		{ "authenticator.remove", "Ended somebody\u2019s codes at sign-in" },
		{ "sign_out", "Signed out" }, { "password.change", "Changed the password" }, { "password.set", "Chose a password by a link" },
		{ "password.refused", "Present password refused" }, { "session.end", "Signed a browser out" },
		{ "session.end_others", "Signed all other browsers out" }, { "token.create", "Made a token" },
		{ "token.revoke", "Revoked a token" }, { "link.invitation", "Made an invitation link" },
		{ "link.reset", "Made a link for a new password" }, { "person.add", "Added a person" },
		{ "person.roles", "Changed roles" }, { "person.edit", "Changed name, address or team" },
		{ "person.name", "Changed own name" }, { "address.ask", "Asked for another address" }, { "address.change", "Confirmed another address" },
		{ "address.withdraw", "Kept the present address" },
		{ "person.disable", "Disabled a person" }, { "person.enable", "Enabled a person" },
		{ "person.settings", "Changed own settings" }, { "mail.off", "Stopped a kind of mail" }, { "signatory.give", "Made a signatory" },
		{ "signatory.take", "Ended a signatory role" }, { "signatory.ask", "Asked for a signatory" },
		{ "signatory.confirm", "Confirmed a signatory" }, { "setup", "Set up Concord" }, { "organisation.edit", "Changed the organisation\u2019s name or zone" }, { "term.create", "Proposed a term" },
		{ "term.edit", "Edited a term" }, { "term.deprecate", "Retired a term" }, { "term.restore", "Brought a term back" },
		{ "version.create", "Wrote a version" }, { "version.edit", "Edited a version" },
		{ "version.review", "Sent a version to both teams" }, { "version.signature", "Signed a version" },
		{ "version.objection", "Asked for a change" }, { "version.withdrawal", "Withdrew a version" },
		{ "version.ratified", "Second signature given" }, { "version.comment", "Commented" },
		{ "version.confirm", "Confirmed a version" },
		{ "sheet.create", "Made a charter sheet" }, { "sheet.withdraw", "Withdrew a charter sheet" },
		{ "topic.create", "Added a topic to the directory" }, { "topic.edit", "Changed a topic of the directory" },
		{ "topic.remove", "Took a topic out of the directory" },
		{ "calendar.create", "Made a calendar" }, { "calendar.version", "Added a version of a calendar" },
		{ "agreement.draft", "Wrote an agreement" }, { "agreement.edit", "Edited an agreement" },
		{ "agreement.review", "Sent an agreement to both teams" }, { "agreement.signature", "Signed an agreement" },
		{ "agreement.objection", "Asked for a change to an agreement" }, { "agreement.withdrawal", "Withdrew an agreement" },
		{ "agreement.ratified", "Second signature given to an agreement" }, { "agreement.comment", "Commented on an agreement" },
		{ "queue_view.create", "Saved a view of the queue for the team" }, { "queue_view.edit", "Renamed a view of the team" },
		{ "queue_view.remove", "Deleted a view of the team" },
		{ "campaign.cost", "Said what a campaign has cost" },
		{ "plan.create", "Kept a plan of leads" }, { "plan.edit", "Changed the plan of leads" },
		{ "lead.create", "Added a lead" }, { "lead.edit", "Edited a lead" }, { "lead.merge", "Made two leads one" },
		{ "lead.erase", "Erased a person who asked to be forgotten" }, { "lead.named", "Left a wording as it is that names a person who was erased" }, { "words.erase", "Took a person who was erased out of a text" }, { "lead.expire", "Erased a lead that was kept long enough" },
		{ "lead.allow", "Let somebody who was erased come back" }, { "lead.export", "Downloaded leads as a file" }, { "handoff.export", "Downloaded handoffs as a file" }, { "deal.export", "Downloaded deals as a file" },
		{ "retention.edit", "Set how long leads are kept" },
		{ "handoff.submission", "Handed a lead over" }, { "handoff.acceptance", "Accepted a lead" }, { "handoff.return", "Returned a lead" },
		{ "handoff.question", "Asked Marketing about a lead" }, { "handoff.inform", "Answered a question about a lead" },
		{ "handoff.agree", "Agreed to a return" }, { "handoff.resubmit", "Handed a lead over again" }, { "handoff.appeal", "Appealed against a return" },
		{ "handoff.settlement", "Settled an appeal" }, { "handoff.withdrawal", "Withdrew a handoff" }, { "handoff.attempt", "Logged an attempt" },
		{ "handoff.conversation", "Logged a conversation" }, { "handoff.sql", "Answered the second gate" },
		{ "handoff.outcome", "Set the outcome of a lead" }, { "handoff.assignment", "Assigned a lead" }, { "handoff.undo", "Took an act on a lead back" },
		{ "assignment.create", "Added a rule of who gets a lead" }, { "assignment.edit", "Changed a rule of who gets a lead" },
		{ "assignment.order", "Moved a rule of who gets a lead" }, { "assignment.removal", "Removed a rule of who gets a lead" },
		{ "assignment.move", "Moved somebody’s leads to others" }, { "account.pair", "Set who looks after an account" },
		{ "handoff.feedback", "Gave feedback on a lead" }, { "handoff.feed", "Sent attempts from another system" },
		{ "amendment.draft", "Wrote an amendment" }, { "amendment.edit", "Edited an amendment" },
		{ "amendment.review", "Sent an amendment to both teams" }, { "amendment.signature", "Signed an amendment" },
		{ "amendment.objection", "Asked for a change to an amendment" }, { "amendment.withdrawal", "Withdrew an amendment" },
		{ "amendment.ratified", "Second signature given: amendment applied" },
		{ "correction.ask", "Asked to correct a record" }, { "correction.confirm", "Confirmed the correction of a record" },
		{ "correction.refuse", "Did not confirm the correction of a record" }, { "correction.withdraw", "Withdrew the correction of a record" },
		{ "deal.create", "Opened a deal" }, { "deal.edit", "Edited a deal" }, { "deal.opened", "Opened a deal again, or on another day" },
		{ "deal.stage", "Moved a deal" }, { "deal.signed", "Recorded a signature" }, { "deal.invoiced", "Recorded an invoice" },
		{ "deal.paid", "Recorded a payment" }, { "deal.lost", "Marked a deal lost" }, { "deal.reversed", "Took an event of a deal back" },
		{ "deal.undo", "Undid an event of a deal" },
		{ "import.take", "Brought a file of another system" }, { "import.settle", "Matched the columns of a file" }, { "import.start", "Started an import" },
		{ "import.stop", "Stopped an import" }, { "import.done", "An import was done" }, { "import.undo", "Asked for an import to be taken back" },
		{ "import.undone", "An import was taken back" }, { "import.export", "Downloaded the rows that an import left out" },
		{ "series.create", "Began a series of meetings" }, { "series.edit", "Changed a series of meetings" }, { "meeting.create", "Planned a meeting" },
		{ "meeting.move", "Moved a meeting" }, { "meeting.cancel", "Cancelled a meeting" }, { "meeting.add", "Added a point to an agenda" },
		{ "meeting.wish", "Moved or dropped a point of an agenda" }, { "meeting.unwish", "Put a point of an agenda back" },
		{ "meeting.publish", "Published an agenda" }, { "meeting.start", "Started a meeting" }, { "meeting.outcome", "Noted what came of a point" },
		{ "meeting.close", "Closed a meeting" }, { "meeting.reopen", "Opened a meeting again" }, { "issue.air", "Aired an issue" },
		{ "issue.answer", "Replied to an issue" }, { "task.create", "Made an assignment" }, { "task.report", "Reported on an assignment" },
		{ "task.confirm", "Confirmed an assignment" }, { "task.carry", "Carried an assignment on" }, { "feed.make", "Made a calendar address" },
		{ "feed.end", "Ended a calendar address" }, { "check.make", "Made a vocabulary check" }, { "check.judge", "Judged in a vocabulary check" },
		{ "terms.import", "Imported terms" }, { "terms.export", "Exported terms" },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcmp(known[i].act, act) == 0)
			return known[i].words;
	return act;
}

/* The page of a record that is found by its number; NULL: it has none. */
static const char *
subject_href(const void *ctx, const char *subject, int64_t id)
{
	static const struct { const char *subject, *path; } pages[] = {
		{ "handoff", "/handoffs" }, { "lead", "/leads" }, { "deal", "/deals" }, { "timer", "/sla/timers" }, { "calendar", "/sla/calendars" },
		{ "sheet", "/charter" }, { "topic", "/glossary/directory" },
	};

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (strcmp(pages[i].subject, subject) == 0 && id)
			return text_format(ctx, "%s/%lld", pages[i].path, (long long)id);
	return NULL;
}

static void
trace_fill(struct view *row, struct request *req, const struct trace *t)
{
	when_fill(row, audit_index_ACT_STAMP, audit_index_ACT_DATE, req, t->at);
	view_text(row, audit_index_PERSON_NAME, t->person_name ? t->person_name : "Nobody signed in");
	view_show_if(row, audit_index_BY_MARKETING, t->team == TEAM_MARKETING);
	view_show_if(row, audit_index_BY_SALES, t->team == TEAM_SALES);
	view_show_if(row, audit_index_BY_TOKEN, t->by_token);
	view_text(row, audit_index_ACT_WORDS, act_words(t->act));
	view_text(row, audit_index_ACT_CODE, t->act);
	if (t->subject_name) {
		view_show(row, audit_index_HAS_PERSON);
		view_number(row, audit_index_SUBJECT_ID, t->subject_id);
		view_text(row, audit_index_SUBJECT_NAME, t->subject_name);
	} else if (t->subject) {
		view_show(row, audit_index_HAS_SUBJECT);
		view_maybe(row, audit_index_HAS_PAGE, audit_index_SUBJECT_HREF, subject_href(row, t->subject, t->subject_id));
		view_show_if(row, audit_index_NO_PAGE, !subject_href(row, t->subject, t->subject_id));
		view_format(row, audit_index_SUBJECT_WORDS, "%s %lld", strcmp(t->subject, "sheet") == 0 ? "charter sheet" : strcmp(t->subject, "timer") == 0 ? "deadline" : t->subject,
		    (long long)t->subject_id);
	}
	view_maybe(row, audit_index_HAS_DETAIL, audit_index_DETAIL_WORDS, t->detail);
}

static void
choice_fill(struct view *view, enum marker row_marker, const char *value, const char *label, bool chosen)
{
	struct view *row = view_row(view, row_marker);

	view_text(row, M_OPTION_VALUE, value);
	view_text(row, M_OPTION_LABEL, label);
	view_show_if(row, M_IS_CHOSEN, chosen);
}

static void
filter_fill(struct view *view, const struct audit_wish *wish, const struct member *members, size_t count)
{
	choice_fill(view, audit_index_WHO_ROW, "", "Anybody", !wish->trace.person_id);
	for (size_t i = 0; i < count; i++)
		choice_fill(view, audit_index_WHO_ROW, text_format(view, "%lld", (long long)members[i].id), members[i].name,
		    members[i].id == wish->trace.person_id);
	choice_fill(view, audit_index_WHAT_ROW, "", "Anything", !wish->trace.group);
	for (const struct act_group *g = act_groups; g->code; g++)
		choice_fill(view, audit_index_WHAT_ROW, g->code, g->label, text_equal(g->code, wish->trace.group));
	view_text(view, audit_index_FROM_DAY, wish->from);
	view_text(view, audit_index_TO_DAY, wish->to);
	view_show_if(view, audit_index_IS_FILTERED, wish->trace.person_id || wish->trace.group || *wish->from || *wish->to);
	view_maybe(view, audit_index_HAS_PROBLEM, audit_index_PROBLEM_WORDS, wish->problem);
	view_show_if(view_page(view), M_HAS_PROBLEMS, wish->problem != NULL);
}

struct view *
audit_index_view(struct request *req, const struct audit_wish *wish, const struct member *members, size_t member_count,
    const struct trace *traces, size_t count, int64_t older_from)
{
	struct view *view = page(req, TPL_AUDIT_INDEX, "Audit trail");

	filter_fill(view, wish, members, member_count);
	view_show(view, count ? audit_index_HAS_TRACES : audit_index_NO_TRACES);
	for (size_t i = 0; i < count; i++)
		trace_fill(view_row(view, audit_index_TRACE_ROW), req, &traces[i]);
	if (older_from)
		view_maybe(view, audit_index_OLDER_LINK, audit_index_OLDER_HREF, text_format(view,
		    "/audit?who=%s&what=%s&from=%s&to=%s&before=%lld",
		    wish->trace.person_id ? text_format(view, "%lld", (long long)wish->trace.person_id) : "",
		    wish->trace.group ? wish->trace.group : "", url_encode(view, wish->from), url_encode(view, wish->to), (long long)older_from));
	return view;
}
