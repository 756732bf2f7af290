/* Every column of every table: what it may say about people, and how long it is kept. A new column is added here, or the tests fail. */
#include "data/classes.h"

#include <stddef.h>
#include <string.h>

const struct table_class table_classes[] = {
	{ "account", "A company leads work for", "Until the last lead of it is erased; as long as a deal is with it", 0,
	    .words = "name domain", .staff = "owner_marketing_id owner_sales_id", .plain = "id created_at revision counted" },
	{ "account_ref", "What other systems call a company", "As the company", 0,
	    .words = "external_id", .plain = "system account_id" },
	{ "address_change", "Another address for somebody here, wished for or confirmed", "A year after it ended", 365,
	    .staff = "person_id old_email new_email asked_by", .secret = "token_hash nonce", .plain = "id asked_at expires_at ended_at" },
	{ "agreement", "A version of the agreement", "Always: it is what the organisation agreed and did", 0,
	    .staff = "author_id edited_by", .plain = "id number state revision text change_note valid_from in_force_at calendar_id gate_id pause_reasons pause_most_minutes backdate_days warn_at began_from author_team created_at edited_at" },
	{ "agreement_act", "What happened to a version of the agreement", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "id agreement_id revision act team at words" },
	{ "aired_issue", "What somebody aired", "What both teams wrote there: always; the name of a lead in it until that lead is erased", 0,
	    .words = "words", .staff = "author_id owner_id", .secret = "form_hash", .plain = "id month is_anonymous author_team state heard_in" },
	{ "amendment", "An amendment", "Always: it is what the organisation agreed and did", 0,
	    .staff = "author_id edited_by", .plain = "id number state revision calendar_id reason author_team created_at edited_at applied_at flipped running moved" },
	{ "amendment_act", "What happened to an amendment", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "id amendment_id revision act team at words" },
	{ "amendment_day", "A day an amendment changes", "Always: it is what the organisation agreed and did", 0,
	    .plain = "amendment_id day name hours" },
	{ "amendment_month", "What an amendment changed in a month", "Always: it is what the organisation agreed and did", 0,
	    .plain = "amendment_id line_id month old_numerator old_denominator new_numerator new_denominator" },
	{ "amendment_signature", "A signature of an amendment", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "id amendment_id team revision sha256 at standing cleared_at" },
	{ "api_token", "A token of a program", "Always; revoked ones open nothing", 0,
	    .staff = "person_id name", .secret = "token_hash", .plain = "id scope created_at expires_at revoked_at used_at" },
	{ "assignment", "Who gets a lead, as a whole", "Always: it is what the organisation agreed and did", 0,
	    .staff = "edited_by", .plain = "id revision edited_at" },
	{ "assignment_member", "Who takes turns", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "rule_id turn" },
	{ "assignment_rule", "A rule of who gets a lead", "Always: it is what the organisation agreed and did", 0,
	    .plain = "id position kind persona_id source_id turns" },
	{ "attempt", "A try to reach a lead", "That it was made: always. Its note and its number elsewhere: until the lead is erased", 0,
	    .contact = "external_id", .words = "note", .staff = "person_id", .plain = "id handoff_id channel result happened_at recorded_at system undone_at" },
	{ "audit", "Who did what, when: numbers and codes", "Always: nobody can change it", 0,
	    .staff = "person_id", .plain = "id at team token_id act subject subject_id detail request_id" },
	{ "authenticator", "The seed of somebody’s app of codes", "Until they turn it off", 0,
	    .staff = "person_id begun_by", .secret = "sealed_seed", .plain = "begun_at confirmed_at last_step" },
	{ "brief", "A week whose brief was posted", "Always: it is about nobody", 0,
	    .plain = "monday posted_at" },
	{ "calendar", "A calendar", "Always: it is what the organisation agreed and did", 0,
	    .staff = "created_by", .plain = "id name created_at revision" },
	{ "calendar_exception", "A day that is not as its weekday", "Always: it is what the organisation agreed and did", 0,
	    .plain = "version_id day name hours" },
	{ "calendar_feed", "The address of somebody’s calendar feed", "Until they make another or end it", 0,
	    .staff = "person_id", .secret = "token_hash", .plain = "created_at" },
	{ "calendar_version", "A wording of a calendar", "Always: it is what the organisation agreed and did", 0,
	    .staff = "author_id", .plain = "id calendar_id number corrects zone valid_from week created_at amendment_id" },
	{ "campaign", "A campaign", "Always: it is what the organisation agreed and did", 0,
	    .plain = "id name is_known same_as_id created_at" },
	{ "campaign_cost", "What a campaign has cost", "Always: it is what the organisation agreed and did", 0,
	    .staff = "edited_by", .plain = "campaign_id revision currency minor edited_at" },
	{ "carried_form", "What somebody typed while signed out", "An hour; a day at most", 1,
	    .words = "body", .staff = "person_id", .secret = "token_hash", .plain = "path created_at" },
	{ "confirmation", "A team’s “still right”", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "version_id review_due team at" },
	{ "content", "How often what people see has changed", "Always: it is about nobody", 0,
	    .plain = "id glossary sla words everything" },
	{ "content_slot", "A number that moves with every change", "Always: it is about nobody", 0,
	    .plain = "area slot number" },
	{ "criterion", "A criterion of a definition", "Always: it is what the organisation agreed and did", 0,
	    .plain = "version_id position code label kind bound_min bound_max choices level evidence" },
	{ "deal", "A deal", "Always; its name until the lead it comes from is erased", 0,
	    .words = "name", .staff = "owner_id created_by", .plain = "id revision account_id origin currency amount_minor stage_id stage_name opened_at signed_at invoiced_at paid_at lost_at won_at lost_reason_id handoff_id created_team created_at state counted" },
	{ "deal_event", "What happened to a deal", "Always; its words until the lead the deal comes from is erased", 0,
	    .words = "words", .staff = "person_id", .plain = "id deal_id kind at recorded_at stage_id stage_name currency amount_minor reason_id reverses_id is_imported team token_id undone_at stands_for" },
	{ "deal_history", "What another system says of a deal", "Until the lead the deal comes from, or another that it names, is erased", 0,
	    .words = "said", .plain = "deal_id import_id flags told_at" },
	{ "deal_lead", "The leads of a deal", "Always: it is what the organisation agreed and did", 0,
	    .plain = "deal_id lead_id is_primary primary_of" },
	{ "deal_ref", "What other systems call a deal", "Always: it is what the organisation agreed and did", 0,
	    .plain = "system external_id deal_id" },
	{ "digest_line", "A line of a mail that waits", "90 days after it was due", 90,
	    .staff = "person_id", .plain = "id kind subject_id detail due_at outbox_id" },
	{ "entry_link", "A link by which somebody sets their password", "90 days after it is over", 90,
	    .staff = "person_id created_by", .secret = "token_hash nonce", .plain = "id created_at expires_at ended_at" },
	{ "erased", "Who may not come back: keyed hashes", "Always, or until the person wants to be known again", 0,
	    .secret = "hash", .plain = "kind at applied" },
	{ "feed", "Up to when other systems’ data is known", "Always: it is about nobody", 0,
	    .plain = "name known_up_to" },
	{ "handoff", "A lead handed over", "That it was, and what came of it: always. What was written: until the lead is erased", 0,
	    .words = "words how_entered situation next_step feedback_words", .staff = "author_id owner_id owner_at author_at", .plain = "id lead_id previous_id round state is_final unanswered revision term_version_id agreement_id calendar_version_id assigned_at first_assigned_at submitted_at first_submitted_at decision decided_at attempts attempts_wanted last_attempt_at connected_at sql_at sql_version_id appealed outcome outcome_at outcome_reason_id return_on back_on feedback_quality feedback_chips feedback_asked all_known all_met in_volume due_timer_id queue_at" },
	{ "handoff_act", "What happened to a handoff", "That it did: always. What was written: until the lead is erased", 0,
	    .words = "words", .staff = "person_id", .plain = "id handoff_id round act from_state to_state team token_id at recorded_at reason_id detail puts_back undone_at" },
	{ "handoff_answer", "The answers to the criteria", "Choices, numbers, days and judgements: always. Texts and evidence: until the lead is erased", 0,
	    .words = "value evidence", .plain = "handoff_id round gate code is_unknown verdict" },
	{ "handoff_cited", "The criteria a return cites", "Always: it is what the organisation agreed and did", 0,
	    .plain = "act_id code" },
	{ "handoff_draft", "A form that somebody fills in", "Until it is handed over; 180 days after it was saved last", 180,
	    .words = "content", .staff = "person_id", .plain = "id lead_id term_version_id revision saved_at" },
	{ "handoff_promise", "The promises that hold for a handoff", "Always: it is what the organisation agreed and did", 0,
	    .plain = "handoff_id promise_id" },
	{ "import_file", "A file out of another system", "That it was read, and what it did: always. What stands in its columns: until it is done or taken back, or the person in them is erased; 30 days at most", 0,
	    .personal = "found", .staff = "person_id", .plain = "id revision kind file_name bytes encoding delimiter lines_total pieces footer headers mapping system state at_piece at_line created updated same refused flagged held left_alone team token_id made_at started_at done_at undone_at waits" },
	{ "import_key", "By what rows of a file name their records", "Until the file is done or taken back; 30 days at most", 0,
	    .secret = "hash", .plain = "import_id line" },
	{ "import_memory", "What was settled for the last file of a system", "Always: it is what the organisation agreed and did", 0,
	    .plain = "kind system mapping" },
	{ "import_piece", "Some rows of a file that is not done", "Until the file is done or taken back, or the person in them is erased; 30 days at most", 0,
	    .personal = "content", .plain = "import_id number" },
	{ "import_row", "What a row of a file did", "30 days after the file was done or taken back. What its lead or deal was before, and the cells of a row left out: until the person is erased", 0,
	    .personal = "before_row cells problems", .plain = "import_id line act subject_id revision flags taken_back" },
	{ "issue_reply", "An answer to what was aired", "What both teams wrote there: always; the name of a lead in it until that lead is erased", 0,
	    .words = "words", .staff = "person_id", .plain = "id issue_id team at" },
	{ "job_lock", "Who does the background work", "Always: it is about nobody", 0,
	    .plain = "name owner expires_at" },
	{ "lead_edit", "Which field of a lead changed, never its value", "Always", 0,
	    .staff = "person_id", .plain = "id lead_id revision team at field" },
	{ "lead_history", "What another system says of a lead", "Dates and amounts: always. What was said: until the lead is erased", 0,
	    .personal = "kept said", .words = "stage_name status", .plain = "lead_id import_id system stage_id record_made_at mql_at sal_at sql_at outcome won_at lost_at first_attempt_at currency amount_minor flags told_at" },
	{ "lead_record", "A lead", "Until the person asks, or as long as is set on this page. Without a name its dates and where it came from stay", 0,
	    .personal = "name name_key job", .contact = "email email_key domain phone phone_key website", .words = "company theme_name persona_name first_touch last_touch stage_name", .staff = "owner_marketing_id owner_sales_id created_by", .plain = "id revision account_id copy origin source_id campaign_id theme_id persona_id converted_at stage_id basis do_not_contact handoffs merged_into_id erased_at created_team created_at counted" },
	{ "lead_ref", "What other systems call a lead", "Until the lead is erased", 0,
	    .contact = "external_id", .plain = "system lead_id" },
	{ "lead_word", "The words a lead is found by", "Until the lead is erased", 0,
	    .personal = "word", .plain = "lead_id" },
	{ "mail_wish", "What somebody wants mail about", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "kind wanted daily" },
	{ "meeting", "A meeting", "What both teams wrote there: always; the name of a lead in it until that lead is erased", 0,
	    .words = "title cancelled_why", .staff = "chair_id guest_id published_by closed_by created_by", .plain = "id revision pulse series_id team month starts_at minutes zone state sequence changed_at item_id published_at started_at closed_at reopened_at agreement_number promise_id held_on created_at" },
	{ "meeting_definition", "A definition the minutes go by", "Always: it is what the organisation agreed and did", 0,
	    .plain = "meeting_id kind slug name number" },
	{ "meeting_figure", "A figure of the minutes", "Always", 0,
	    .words = "name", .plain = "meeting_id position party target before_words now_words cases_words state change_words href" },
	{ "meeting_item", "A point of an agenda", "What both teams wrote there: always; the name of a lead in it until that lead is erased", 0,
	    .words = "why title detail note", .staff = "added_by owner_id", .plain = "id meeting_id section subject subject_id position place href minutes added_at outcome outcome_at shown_at spent_seconds note_revision" },
	{ "meeting_note", "A text of a note", "What both teams wrote there: always; the name of a lead in it until that lead is erased", 0,
	    .words = "words", .staff = "person_id", .plain = "id item_id revision is_beside at taken_at" },
	{ "meeting_series", "A meeting that comes every month", "Always", 0,
	    .words = "name", .staff = "guest_id chair_id created_by", .plain = "id revision team rhythm nth weekday closed start_minute minutes zone calendar_id first_month ended_at created_at" },
	{ "meeting_task", "What somebody took on", "What both teams wrote there: always; the name of a lead in it until that lead is erased", 0,
	    .words = "words report", .staff = "owner_id reported_by confirmed_by created_by", .plain = "id revision due_on due_at meeting_id item_id state reported_at closing_id confirmed_at carried_from created_at" },
	{ "meeting_wish", "A wish for an agenda", "What both teams wrote there: always; the name of a lead in it until that lead is erased", 0,
	    .words = "why", .staff = "person_id", .plain = "meeting_id subject wish at" },
	{ "organisation", "The organisation", "Always: it is what the organisation agreed and did", 0,
	    .plain = "id name time_zone counted_zone counted_rule revision" },
	{ "outbox", "A mail: to whom, of what kind, about which record", "90 days after it was sent", 90,
	    .staff = "person_id", .plain = "id kind subject_id state tries next_at created_at done_at held" },
	{ "person", "Somebody who works here", "Always: what they signed bears their name", 0,
	    .staff = "email name time_zone out_until deputy_id", .secret = "password_hash", .plain = "id team is_signatory is_point_person is_administrator disabled_at created_at revision shortcuts" },
	{ "point_topic", "Who answers for a topic", "Always: it is what the organisation agreed and did", 0,
	    .staff = "point_marketing_id point_sales_id created_by edited_by", .plain = "id name by_marketing by_sales created_at edited_at standing revision" },
	{ "promise", "A promise of the agreement", "Always: it is what the organisation agreed and did", 0,
	    .plain = "id agreement_id position line_id kind party definition_id quantity pace percent open_minutes business_days attempts days within_days scope_kind scope_code scope_value measured" },
	{ "promise_day", "What a promise added up to on a day", "Always: it is what the organisation agreed and did", 0,
	    .plain = "promise_id basis day slot numerator denominator" },
	{ "record_correction", "The correction of one record", "That it was, and both values: always. What was written: until the lead is erased", 0,
	    .words = "words", .staff = "asked_by answered_by", .plain = "id timer_id revision happened_at state asked_team asked_at answered_team answered_at old_state old_done_at new_state new_done_at followed open_timer" },
	{ "recovery_code", "A code that opens without the app", "Until new ones are made", 0,
	    .staff = "person_id", .secret = "code_hash", .plain = "used_at made_at" },
	{ "request_key", "The first answer to a request that may be sent twice", "A day", 1,
	    .words = "body", .staff = "person_id", .secret = "request_key body_hash", .plain = "route status location etag created_at" },
	{ "result_case", "A case of a metric", "Always: it is what the organisation agreed and did", 0,
	    .staff = "owner_id", .plain = "metric version_id subject_id record record_id beside place is_hit value currency minor origin source_id campaign_id theme_id persona_id reason_id" },
	{ "result_cited", "A criterion that was found not to hold", "Always: it is what the organisation agreed and did", 0,
	    .plain = "handoff_id code lead_id version_id month source_id" },
	{ "result_criterion", "How often a criterion was found not to hold", "Always: it is what the organisation agreed and did", 0,
	    .plain = "version_id month source_id code slot cases" },
	{ "result_state", "Whether results were counted", "Always: it is about nobody", 0,
	    .plain = "id filled_at" },
	{ "result_sum", "What the cases of a month come to", "Always: it is what the organisation agreed and did", 0,
	    .plain = "metric dimension month group_id version_id beside currency value slot numerator denominator minor minor_all" },
	{ "retention", "How long leads are kept when nobody asks", "Always", 0,
	    .staff = "edited_by", .plain = "id lead_months revision edited_at" },
	{ "sales_plan", "The plan of leads", "Always: it is what the organisation agreed and did", 0,
	    .staff = "edited_by", .plain = "id revision period currency goal deal share accepted qualified opportunity customer edited_at" },
	{ "sales_plan_source", "The sources of the plan", "Always: it is what the organisation agreed and did", 0,
	    .plain = "position name tenths" },
	{ "saved_view", "A search of the queue that somebody saved", "Until they delete it; the words of one that looks for a lead: until that lead is erased", 0,
	    .words = "name query", .staff = "person_id edited_by", .plain = "id team created_at revision edited_at scope" },
	{ "schema_migration", "The release of the schema", "Always: it is about nobody", 0,
	    .plain = "number" },
	{ "session", "A browser that is signed in", "30 days after it was last seen", 30,
	    .staff = "person_id browser", .secret = "token_hash csrf_secret", .plain = "id created_at seen_at ended_at" },
	{ "sheet", "A sheet that is signed", "Always: it is what the organisation agreed and did", 0,
	    .staff = "created_by", .plain = "id state is_charter revision created_at" },
	{ "sheet_agreement", "An agreement on a sheet", "Always: it is what the organisation agreed and did", 0,
	    .plain = "sheet_id agreement_id" },
	{ "sheet_version", "A definition on a sheet", "Always: it is what the organisation agreed and did", 0,
	    .plain = "sheet_id version_id" },
	{ "sign_in_guess", "Wrong passwords of the last quarter of an hour", "A day at most", 1,
	    .secret = "account_hash place_hash", .plain = "wrong last_at" },
	{ "sign_in_ticket", "Somebody who has still to type a code", "A day at most", 1,
	    .staff = "person_id", .secret = "token_hash", .plain = "created_at" },
	{ "signatory_giving", "Who was made a signatory, by whom", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id given_by", .plain = "given_at" },
	{ "signatory_wish", "Who shall sign for a team without a signatory", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id asked_by", .plain = "asked_at" },
	{ "signature", "A signature", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "id sheet_id version_id agreement_id team revision sha256 at standing cleared_at" },
	{ "source", "A source of leads", "Always: it is what the organisation agreed and did", 0,
	    .plain = "id name is_known same_as_id created_at" },
	{ "stage_day", "The steps of leads on a day", "Always: it is what the organisation agreed and did", 0,
	    .plain = "step day slot numerator denominator" },
	{ "team", "The teams", "Always: it is about nobody", 0,
	    .plain = "team" },
	{ "term", "A word both teams use", "Always: it is what the organisation agreed and did", 0,
	    .staff = "owner_id point_marketing_id point_sales_id created_by", .plain = "id slug name kind abbreviations synonyms marketing_says sales_says examples counter_examples bindings deprecated_at deprecated_why use_instead_id created_at revision" },
	{ "term_edit", "A change to a word’s free texts", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "id term_id revision team at field before_text after_text" },
	{ "term_import", "A file of terms between its dry run and its import", "30 days", 30,
	    .staff = "person_id", .plain = "id format file_name content created_at done_at created_terms changed_terms same_terms refused_rows" },
	{ "term_relation", "Related words", "Always: it is what the organisation agreed and did", 0,
	    .plain = "term_id related_id" },
	{ "term_version", "A definition", "Always: it is what the organisation agreed and did", 0,
	    .staff = "author_id edited_by", .plain = "id term_id number state revision meaning change_note review_by in_force_from in_force_at review_due stage_path stage_position stage_owner stage_longest_days metric_measure metric_counts_by metric_closed_event metric_exclude_reasons reason_acts began_from imported author_team created_at edited_at" },
	{ "timer", "A clock", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "id kind promise_id line_id calendar_version_id team subject subject_id previous_id started_at open_minutes business_days deadline state resumes_at ended_at late_at next_warning_at revision" },
	{ "timer_correction", "What an amendment changed of a clock", "Always: it is what the organisation agreed and did", 0,
	    .plain = "amendment_id timer_id flipped old_calendar_version_id new_calendar_version_id old_deadline new_deadline old_state new_state" },
	{ "timer_event", "What happened to a clock", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id to_id", .plain = "id timer_id step at recorded_at team reason" },
	{ "tour_link", "A link to look at the sample organisation", "90 days after it is over", 90,
	    .staff = "person_id", .secret = "token_hash", .plain = "created_at expires_at ended_at" },
	{ "version_act", "What happened to a definition", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "id version_id revision act team at words" },
	{ "watch", "What somebody watches", "Until they stop or may no longer sign in, or the lead is erased", 0,
	    .staff = "person_id", .plain = "id kind subject_id since" },
	{ "word_check", "A vocabulary check", "Always: it is what the organisation agreed and did", 0,
	    .staff = "made_by", .plain = "id term_version_id month made_at" },
	{ "word_check_answer", "A team’s judgement in a check", "Always: it is what the organisation agreed and did", 0,
	    .staff = "person_id", .plain = "case_id team code verdict at" },
	{ "word_check_case", "A handoff in a check, without names", "Always: it is what the organisation agreed and did", 0,
	    .plain = "id check_id position handoff_id" },
	{ 0 }
};

const char *
data_class_label(int data_class)
{
	static const char *const labels[CLASS_COUNT] = { "Who a lead is", "How to reach a lead", "Words about a lead", "Who of us", "Secret", "Nobody" };

	return labels[data_class];
}

const struct table_class *
table_class_find(const char *name)
{
	for (const struct table_class *t = table_classes; t->name; t++)
		if (strcmp(t->name, name) == 0)
			return t;
	return NULL;
}

const char *
table_class_columns(const struct table_class *t, int data_class)
{
	const char *const columns[CLASS_COUNT] = { t->personal, t->contact, t->words, t->staff, t->secret, t->plain };

	return columns[data_class];
}

/* Whether a word stands in a text of words parted by blanks. */
static bool
has_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = text; at && (at = strstr(at, word)); at += length)
		if ((at == text || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return true;
	return false;
}

int
column_class(const struct table_class *t, const char *column)
{
	for (int i = 0; i < CLASS_COUNT; i++)
		if (has_word(table_class_columns(t, i), column))
			return i;
	return -1;
}
