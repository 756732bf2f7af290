/* What the columns of other systems' files are called, and what they mean here. */
#include "leads/rules_import.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>
#include <talloc.h>

const char *const import_kind_names[] = { "leads", "attempts", "deals", NULL };
const char *const import_known_names[] = { "replace", "fill", "leave", NULL };
const char *const import_field_names[] = {
	"external_id", "full_name", "given_name", "family_name", "email", "phone", "job", "company", "website", "origin", "source", "campaign", "theme", "persona",
	"stage", "status", "converted", "owner_marketing", "owner_sales", "converted_at", "created_at", "mql_at", "sal_at", "sql_at", "first_attempt_at", "outcome", "name", "lead_ref", "amount",
	"currency", "opened_at", "won_at", "lost_at", "closed_at", "reason", "pipeline", "channel", "result", "happened_at", "by", "keep", NULL
};

enum { OF_LEADS = 1 << IMPORT_LEADS, OF_ATTEMPTS = 1 << IMPORT_ATTEMPTS, OF_DEALS = 1 << IMPORT_DEALS };
enum { IS_TIME = 1, IS_HISTORY = 2, IS_MATCHED = 4 };

/* Each field: what people read, which files have it, and what it is. */
static const struct { const char *label; int kinds, is; } fields[] = {
	[TO_EXTERNAL_ID] = { "Record ID there", OF_LEADS | OF_ATTEMPTS | OF_DEALS, 0 },
	[TO_FULL_NAME] = { "Full name", OF_LEADS, 0 },
	[TO_GIVEN_NAME] = { "First name", OF_LEADS, 0 },
	[TO_FAMILY_NAME] = { "Last name", OF_LEADS, 0 },
	[TO_EMAIL] = { "Email", OF_LEADS, 0 },
	[TO_PHONE] = { "Phone", OF_LEADS, 0 },
	[TO_JOB] = { "Job", OF_LEADS, 0 },
	[TO_COMPANY] = { "Company", OF_LEADS | OF_DEALS, 0 },
	[TO_WEBSITE] = { "Website", OF_LEADS, 0 },
	[TO_ORIGIN] = { "Origin (marketing, sales, partner, customer)", OF_LEADS | OF_DEALS, IS_MATCHED },
	[TO_SOURCE] = { "Source", OF_LEADS, IS_MATCHED },
	[TO_CAMPAIGN] = { "Campaign", OF_LEADS, 0 },
	[TO_THEME] = { "Theme", OF_LEADS, IS_MATCHED },
	[TO_PERSONA] = { "Persona", OF_LEADS, IS_MATCHED },
	[TO_STAGE] = { "Stage", OF_LEADS | OF_DEALS, IS_MATCHED },
	[TO_STATUS] = { "Status there", OF_LEADS, 0 },
	[TO_CONVERTED] = { "Converted there (yes or no)", OF_LEADS, 0 },
	[TO_OWNER_MARKETING] = { "Marketing’s owner", OF_LEADS, IS_MATCHED },
	[TO_OWNER_SALES] = { "Sales’ owner", OF_LEADS | OF_DEALS, IS_MATCHED },
	[TO_CONVERTED_AT] = { "When they asked", OF_LEADS, IS_TIME },
	[TO_CREATED_AT] = { "When the record was made", OF_LEADS, IS_TIME | IS_HISTORY },
	[TO_MQL_AT] = { "When it became an MQL", OF_LEADS, IS_TIME | IS_HISTORY },
	[TO_SAL_AT] = { "When Sales accepted it", OF_LEADS, IS_TIME | IS_HISTORY },
	[TO_SQL_AT] = { "When it became an SQL", OF_LEADS, IS_TIME | IS_HISTORY },
	[TO_FIRST_ATTEMPT_AT] = { "When Sales first tried", OF_LEADS, IS_TIME | IS_HISTORY },
	[TO_OUTCOME] = { "Outcome (qualified, disqualified, recycled)", OF_LEADS, IS_HISTORY | IS_MATCHED },
	[TO_NAME] = { "Name of the deal", OF_DEALS, 0 },
	[TO_LEAD_REF] = { "Record ID of its lead", OF_DEALS | OF_ATTEMPTS, 0 },
	[TO_AMOUNT] = { "Amount", OF_LEADS | OF_DEALS, IS_HISTORY },
	[TO_CURRENCY] = { "Currency", OF_LEADS | OF_DEALS, IS_HISTORY },
	[TO_OPENED_AT] = { "When it was opened", OF_DEALS, IS_TIME },
	[TO_WON_AT] = { "When it was won", OF_LEADS | OF_DEALS, IS_TIME | IS_HISTORY },
	[TO_LOST_AT] = { "When it was lost", OF_LEADS | OF_DEALS, IS_TIME | IS_HISTORY },
	[TO_CLOSED_AT] = { "When it closed, won or lost", OF_DEALS, IS_TIME | IS_HISTORY },
	[TO_REASON] = { "Why it was lost", OF_DEALS, IS_MATCHED },
	[TO_PIPELINE] = { "Pipeline there", OF_DEALS, 0 },
	[TO_CHANNEL] = { "How (call, mail, meeting, message)", OF_ATTEMPTS, IS_MATCHED },
	[TO_RESULT] = { "What came of it", OF_ATTEMPTS, IS_MATCHED },
	[TO_HAPPENED_AT] = { "When", OF_ATTEMPTS, IS_TIME },
	[TO_BY] = { "Who (email of the seller)", OF_ATTEMPTS, 0 },
	[TO_KEPT] = { "Keep for our definitions", OF_LEADS, 0 },
};

const char *
import_field_label(int field)
{
	return field < 0 || field > TO_KEPT ? "Not read" : fields[field].label;
}

bool
import_field_of(int field, int kind)
{
	return field >= 0 && field <= TO_KEPT && (fields[field].kinds & (1 << kind));
}

bool
import_field_is_time(int field)
{
	return field >= 0 && field < IMPORT_FIELDS && (fields[field].is & IS_TIME);
}

bool
import_field_is_history(int field)
{
	return field >= 0 && field < IMPORT_FIELDS && (fields[field].is & IS_HISTORY);
}

bool
import_field_is_matched(int field)
{
	return field >= 0 && field < IMPORT_FIELDS && (fields[field].is & IS_MATCHED);
}

const char *
header_key(const void *ctx, const char *header)
{
	char *key = text_lower(ctx, header), *to = key;

	for (const char *at = key; *at; at++)
		if (*at != ' ' && *at != '_' && *at != '-' && *at != '\n' && *at != '\t')
			*to++ = *at;
	*to = '\0';
	return key;
}

/* Whether an earlier column is called so. */
static bool
is_taken(const char *const names[], size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

enum { HEADER_MOST = 120 };

const char **
import_headers(const void *ctx, const char *const cells[], size_t count)
{
	const char **names = memory_need(talloc_zero_array(ctx, const char *, count + 1));

	for (size_t i = 0; i < count; i++) {
		const char *name = text_clip(names, text_squeeze(names, utf8_visible(names, cells[i])), HEADER_MOST);

		if (!utf8_valid_text(name, UTF8_LINE) || !*name)
			name = text_format(names, "Column %zu", i + 1);
		names[i] = name;
		for (size_t n = 2; is_taken(names, i, names[i]); n++)
			names[i] = text_format(names, "%s (%zu)", name, n);
	}
	return names;
}

bool
import_header_is_ours(const char *header)
{
	return text_equal_fold(header, IMPORT_REASON_HEADER);
}

/* Names of columns, as keys, with what they mean. The first that fits the kind of file counts. */
static const struct { int field; const char *names[20]; } known[] = {
	{ TO_LEAD_REF, { "leadref", "leadid", "leadrecordid", "associatedcontactids", "associatedcontactid", "contactid", "associatedcontact", "whoid", "primarycontactid", "relatedtoid",
	    "contactname.id", "relatedto.id", "leadids" } },
	{ TO_EXTERNAL_ID, { "externalid", "recordid", "leadid", "contactrecordid", "id", "dealid", "opportunityid", "activityid", "callid", "taskid" } },
	{ TO_FULL_NAME, { "fullname", "name", "leadname", "contactname", "person", "contact" } },
	{ TO_GIVEN_NAME, { "firstname", "givenname", "forename", "vorname" } },
	{ TO_FAMILY_NAME, { "lastname", "familyname", "surname", "nachname" } },
	{ TO_EMAIL, { "email", "emailaddress", "workemail", "mail", "emailaddress1" } },
	{ TO_PHONE, { "phone", "phonenumber", "mobile", "mobilephone", "mobilephonenumber", "telephone", "businessphone" } },
	{ TO_JOB, { "jobtitle", "title", "job", "position", "role", "designation" } },
	{ TO_COMPANY, { "company", "companyname", "associatedcompany", "company/account", "account", "accountname", "organisation", "organization", "associatedcompanynames", "primaryassociatedcompany" } },
	{ TO_WEBSITE, { "website", "websiteurl", "url", "web", "companydomainname" } },
	{ TO_ORIGIN, { "origin" } },
	{ TO_SOURCE, { "source", "originalsource", "leadsource", "hsanalyticssource", "originaltrafficsource" } },
	{ TO_CAMPAIGN, { "campaign", "recentconversion", "campaignsource", "campaignid", "firstconversion", "originalsourcedrilldown1", "originalsourcedrilldown2", "utmcampaign", "hsanalyticsfirsttouchconvertingcampaign" } },
	{ TO_THEME, { "theme", "contenttheme" } },
	{ TO_PERSONA, { "persona", "hspersona" } },
	{ TO_STAGE, { "stage", "lifecyclestage", "dealstage", "stagename", "opportunitystage" } },
	{ TO_STATUS, { "status", "leadstatus", "hsleadstatus" } },
	{ TO_CONVERTED, { "converted", "isconverted" } },
	{ TO_OWNER_MARKETING, { "ownermarketing", "marketingowner" } },
	{ TO_OWNER_SALES, { "ownersales", "owner", "contactowner", "leadowner", "recordowner", "dealowner", "opportunityowner", "ownerid", "hubspotownerid" } },
	{ TO_CONVERTED_AT, { "convertedat", "recentconversiondate", "firstconversiondate", "conversiondate", "inquirydate" } },
	{ TO_CREATED_AT, { "createdat", "createdate", "createddate", "createdtime", "created", "createdon" } },
	{ TO_MQL_AT, { "mqlat", "mqldate", "becameamarketingqualifiedleaddate", "hslifecyclestagemarketingqualifiedleaddate", "becamemqldate",
	    "dateenteredmarketingqualifiedlead(lifecyclestagepipeline)" } },
	{ TO_SAL_AT, { "salat", "saldate", "becameasalesacceptedleaddate", "acceptedat", "accepteddate" } },
	{ TO_SQL_AT, { "sqlat", "sqldate", "becameasalesqualifiedleaddate", "hslifecyclestagesalesqualifiedleaddate", "becamesqldate", "converteddate", "converteddatetime",
	    "dateenteredsalesqualifiedlead(lifecyclestagepipeline)" } },
	{ TO_FIRST_ATTEMPT_AT, { "firstattemptat", "firstattemptdate", "dateoffirstengagement", "firstoutreachdate", "hssafirstengagementdate", "hsfirstoutreachdate",
	    "firstcalldate", "firstcalldatetime", "firstcontactedat" } },
	{ TO_OUTCOME, { "outcome" } },
	{ TO_AMOUNT, { "amount", "dealamount", "totalrevenue", "amountincompanycurrency", "value" } },
	{ TO_CURRENCY, { "currency", "dealcurrencycode", "currencyisocode", "opportunitycurrency" } },
	{ TO_NAME, { "name", "dealname", "opportunityname" } },
	{ TO_OPENED_AT, { "openedat", "opened", "createdate", "createddate", "createdtime", "createdat" } },
	{ TO_WON_AT, { "wonat", "wondate", "becameacustomerdate", "hslifecyclestagecustomerdate", "closedwondate" } },
	{ TO_LOST_AT, { "lostat", "lostdate", "closedlostdate" } },
	{ TO_CLOSED_AT, { "closedat", "closedate", "closeddate", "closingdate" } },
	{ TO_REASON, { "reason", "closedlostreason", "lossreason", "lostreason", "reasonforloss" } },
	{ TO_PIPELINE, { "pipeline", "pipelinename", "dealpipeline", "salespipeline" } },
	{ TO_CHANNEL, { "channel", "activitytype", "type", "tasksubtype", "how" } },
	{ TO_RESULT, { "result", "calloutcome", "callresult", "outcome", "calldisposition", "activityoutcome" } },
	{ TO_HAPPENED_AT, { "happenedat", "activitydate", "date", "calldate", "when", "duedate", "callstarttime" } },
	{ TO_BY, { "by", "owner", "activityassignedto", "assignedto", "activityowner", "assigned", "callowner" } },
	{ TO_KEPT, { "numberofemployees", "noofemployees", "no.ofemployees", "employees", "companysize", "size", "industry", "sector", "country", "country/region", "annualrevenue", "state/region",
	    "employeerange", "seats", "budget", "department", "region" } },
};

int
import_field_guess(const void *ctx, int kind, const char *header)
{
	const char *key = header_key(ctx, header);

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (!import_field_of(known[i].field, kind) || (kind == IMPORT_DEALS && known[i].field == TO_FULL_NAME))
			continue;
		for (size_t j = 0; j < 20 && known[i].names[j]; j++)
			if (strcmp(known[i].names[j], key) == 0)
				return known[i].field;
	}
	return GLOSSARY_NONE;
}

/* Columns that one system's files have; the more of them, the likelier. */
static const struct { const char *system, *label; const char *names[14]; } systems[] = {
	{ "hubspot", "HubSpot", { "recordid", "lifecyclestage", "contactowner", "createdate", "associatedcompany", "originalsource", "leadstatus", "dealname", "dealstage", "dealowner",
	    "closedate", "jobtitle", "originalsourcedrilldown1", "becameamarketingqualifiedleaddate" } },
	{ "salesforce", "Salesforce", { "leadid", "leadowner", "leadsource", "company/account", "createddate", "firstname", "isconverted", "ownerid", "opportunityname", "opportunityid",
	    "opportunityowner", "stagename", "numberofemployees", "rating" } },
	{ "zoho", "Zoho", { "recordid", "leadowner", "createdtime", "modifiedtime", "leadstatus", "leadsource", "leadname", "noofemployees", "closingdate", "dealowner", "emailoptout",
	    "leadownerid", "lastactivitytime", "accountname" } },
	{ IMPORT_OWN_SYSTEM, "Concord", { "externalrefs", "ownermarketing", "ownersales", "handoffid", "leadids", "leadexternalrefs", "amountminor" } },
};
enum { SYSTEMS = sizeof systems / sizeof *systems, TELLING = 3 };

const char *
import_system_guess(const void *ctx, const char *const headers[], size_t count)
{
	size_t best = 0, most = 0;

	for (size_t s = 0; s < SYSTEMS; s++) {
		size_t hits = 0;

		for (size_t i = 0; i < count; i++) {
			const char *key = header_key(ctx, headers[i]);

			for (size_t j = 0; j < 14 && systems[s].names[j]; j++)
				hits += strcmp(systems[s].names[j], key) == 0;
		}
		if (hits > most) {
			most = hits;
			best = s;
		}
	}
	return most >= TELLING ? systems[best].system : "";
}

const char *
import_system_label(const char *system)
{
	for (size_t s = 0; s < SYSTEMS; s++)
		if (text_equal(systems[s].system, system))
			return systems[s].label;
	return text_blank(system) ? "another system" : system;
}

bool
import_is_footer(const char *const cells[], size_t count, size_t columns)
{
	size_t filled = 0;

	for (size_t i = 0; i < count; i++)
		filled += !text_blank(cells[i]);
	return columns > 2 && filled == 1 && count > 0 && !text_blank(cells[0]) && !strchr(cells[0], '@') && strchr(cells[0], ' ');
}
