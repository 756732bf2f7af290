/*
 * Every figure reckoned twice: as the program keeps it, and by statements of this file over the raw tables of three thousand leads and
 * what became of them. Both must agree to the last case, median and cent. Runs with CONCORD_TEST_SOCKET.
 */
#include "leads/world.h"

#include "data/plans.h"
#include "results/store_figure.h"

#include <stdlib.h>

enum { LEADS = 3000, FROM_YEAR = 2025 };
#define HOME_ZONE "Etc/GMT-2"		/* two hours east of UTC all year: days and months end at 22:00 */

static void
seed_leads(void)
{
	AS_ROOT("INSERT INTO account (name, domain, created_at) SELECT CONCAT('Company ', seq), CONCAT('c', seq, '.example'), '2025-01-01' FROM seq_1_to_700", "");
	AS_ROOT("INSERT INTO source (name, created_at) SELECT CONCAT('Source ', seq), '2025-01-01' FROM seq_1_to_6", "");
	AS_ROOT("INSERT INTO campaign (name, created_at) SELECT CONCAT('Campaign ', seq), '2025-01-01' FROM seq_1_to_4", "");
	AS_ROOT("INSERT INTO lead_record (id, account_id, name, origin, source_id, campaign_id, persona_id, theme_id, converted_at, created_by, created_team, created_at)"
	    " SELECT seq, (SELECT MIN(id) FROM account) + seq % 700, CONCAT('Lead ', seq), ELT(seq % 4 + 1, 'marketing', 'sales', 'partner', 'customer'),"
	    " IF(seq % 7, (SELECT MIN(id) FROM source) + seq % 6, NULL), IF(seq % 5, (SELECT MIN(id) FROM campaign) + seq % 4, NULL), IF(seq % 3, ?, NULL), IF(seq % 4, ?, NULL),"
	    " IF(seq % 6, '2025-01-01 06:13' + INTERVAL CAST(seq * 977 % 525600 AS SIGNED) - CAST(seq % 4000 AS SIGNED) MINUTE, NULL), ?, 'marketing', '2025-01-01' FROM seq_1_to_3000",
	    "iii", mql.id, mql.id, ada.person_id);
}

/*
 * What another system told of leads: of 600 that were never handed over here, of some that were, and of those whose only handoff was
 * withdrawn. Steps that were left out, wins before the day of the MQL, a record that is another's now.
 */
static void
seed_past(void)
{
	int64_t import = db_insert(root, "INSERT INTO import_file (kind, file_name, bytes, encoding, delimiter, headers, found, mapping, state, person_id, team, made_at)"
	    " VALUES ('leads', 'f', 1, 'utf-8', ',', '[]', '[]', '{}', 'done', ?, 'marketing', '2025-01-01')", "i", ada.person_id);

	AS_ROOT("INSERT INTO lead_record (id, account_id, name, origin, source_id, campaign_id, persona_id, theme_id, owner_sales_id, created_by, created_team, created_at,"
	    " merged_into_id) SELECT seq, (SELECT MIN(id) FROM account) + seq % 700, CONCAT('Past ', seq), ELT(seq % 4 + 1, 'marketing', 'sales', 'partner', 'customer'),"
	    " (SELECT MIN(id) FROM source) + seq % 6, IF(seq % 5, (SELECT MIN(id) FROM campaign) + seq % 4, NULL), IF(seq % 3, ?, NULL), IF(seq % 2, ?, NULL), IF(seq % 4, ?, NULL),"
	    " ?, 'marketing', '2025-01-01', IF(seq % 100 = 99, seq - 1, NULL) FROM seq_3001_to_3600", "iiii", mql.id, mql.id, ben.person_id, ada.person_id);
	AS_ROOT("INSERT INTO lead_history (lead_id, import_id, mql_at, sal_at, sql_at, outcome, won_at, lost_at, said, told_at) SELECT y.id, ?, IF(y.id % 10, y.at, NULL),"
	    " IF(y.id % 2, y.at + INTERVAL y.id % 9 DAY, NULL), IF(y.id % 3 = 0, y.at + INTERVAL 5 + y.id % 7 DAY, NULL), ELT(y.id % 8, 'qualified', 'disqualified', 'recycled'),"
	    " IF(y.id % 5 = 0, y.at + INTERVAL 7 * y.id % 300 DAY, IF(y.id % 25 = 6, y.at - INTERVAL 3 DAY, NULL)), IF(y.id % 7 = 1, y.at + INTERVAL 40 DAY, IF(y.id % 7 = 3, y.at - INTERVAL 10 DAY, NULL)), '{}', '2025-01-01'"
	    " FROM (SELECT id, '2025-01-01 06:00' + INTERVAL CAST(id * 613 % 500000 AS SIGNED) MINUTE AS at FROM lead_record WHERE id > 3000 OR id % 13 IN (1, 12)) y", "i", import);
}

/* Ways a handoff stands, by its id modulo 13: undecided, accepted, worked on, returned in each way, resubmitted, overturned, ended, withdrawn. */
static void
seed_handoffs(int64_t calendar)
{
	AS_ROOT("INSERT INTO handoff (id, lead_id, state, round, is_final, unanswered, term_version_id, calendar_version_id, author_id, owner_id, words,"
	    " submitted_at, first_submitted_at, decision, decided_at, sql_at, outcome, outcome_at, outcome_reason_id, all_known, all_met, in_volume)"
	    " SELECT x.id, x.lead_id, ELT(x.way + 1, 'submitted', 'accepted', 'working', 'returned', 'returned', 'returned', 'submitted', 'accepted', 'qualified',"
	    " 'qualified', 'disqualified', 'recycled', 'withdrawn'), IF(x.way = 6, 2, 1), x.way = 4, x.way = 5, ?, IF(x.id % 17, ?, NULL), ?, IF(x.id % 4, ?, NULL), 'w',"
	    " x.at + INTERVAL IF(x.way = 6, 1500, 0) MINUTE, x.at, ELT(x.way + 1, NULL, 'accepted', 'accepted', 'returned', 'returned', 'returned', NULL, 'accepted',"
	    " 'accepted', 'accepted', 'accepted', 'accepted', IF(x.id % 2, 'accepted', NULL)), IF(x.way IN (0, 6), NULL, x.at + INTERVAL x.id * 37 % 4000 MINUTE),"
	    " IF(x.way = 8, x.at + INTERVAL 5 DAY, NULL), ELT(x.way - 7, 'qualified', 'qualified', 'disqualified', 'recycled'), IF(x.way BETWEEN 8 AND 11,"
	    " x.at + INTERVAL 6 + x.id % 9 DAY, NULL), IF(x.way IN (10, 11), (SELECT id FROM term WHERE slug = IF(x.way = 10, 'no-need', 'timing')), NULL),"
	    " x.id % 9 <> 0, x.id % 8 <> 0, x.id % 10 <> 0 FROM (SELECT seq AS id, IF(seq > 3000, (seq - 3000) * 11, seq) AS lead_id, seq % 13 AS way,"
	    " '2025-01-01 07:13' + INTERVAL (IF(seq > 3000, (seq - 3000) * 11, seq) * 977 % 525600) + IF(seq > 3000, 60000, 0) MINUTE AS at FROM (SELECT CAST(seq AS SIGNED) AS seq FROM seq_1_to_3270) s) x",
	    "iiii", gate_version.id, calendar, ada.person_id, ben.person_id);
	/* One in four was tried before it was even written down; one attempt was undone, which was the earliest. */
	AS_ROOT("INSERT INTO attempt (handoff_id, channel, result, happened_at, recorded_at, undone_at) SELECT h.id, 'call', 'no_answer', h.first_submitted_at"
	    " + INTERVAL (CAST(h.id * 53 % 6000 AS SIGNED) - 300) + CAST(k.seq AS SIGNED) * 60 MINUTE, h.first_submitted_at, IF(k.seq = 0, '2026-01-01', NULL) FROM handoff h"
	    " JOIN seq_0_to_2 k WHERE h.id % 13 IN (2, 3, 7, 8, 9, 10, 11) OR (h.id % 13 = 4 AND h.id % 2)", "");
	AS_ROOT("INSERT INTO handoff_act (handoff_id, round, act, to_state, at, recorded_at, reason_id, words, undone_at) SELECT h.id, 1, 'return', 'returned',"
	    " h.first_submitted_at, h.first_submitted_at, IF(h.id % 2 = k.seq, (SELECT id FROM term WHERE slug = 'wrong-person'), NULL), 'f', IF(k.seq = 1 AND h.id % 5 = 0,"
	    " '2026-01-01', NULL) FROM handoff h JOIN seq_0_to_1 k WHERE h.id % 13 IN (3, 4, 5, 6, 7)", "");
}

static void
deal_event(int64_t deal, int kind, int64_t when_at, const char *currency, int64_t minor, int64_t reverses)
{
	struct deal_input in = { .kind = kind, .at = when_at, .imported = true, .words = "", .stage_name = "", .has_amount = currency != NULL, .amount = { minor, currency },
	    .reverses = reverses };

	DID(RESULT_DONE, deal_add_event(db, ctx, when(&ben, when_at), deal, &in));
}

static int64_t
last_of(int64_t deal, const char *kind)
{
	return db_integer(root, 0, "SELECT MAX(id) FROM deal_event WHERE deal_id = ? AND kind = ?", "is", deal, kind);
}

/* A deal of a lead, opened at an instant. */
static int64_t
deal_of(int64_t lead, int64_t opened_at, const char *currency, int64_t minor)
{
	struct deal_making m = { .name = "Deal", .origin = GLOSSARY_NONE, .leads = &lead, .lead_count = 1, .has_amount = currency != NULL, .amount = { minor, currency } };
	int64_t id = 0;

	DID(RESULT_DONE, deal_create(db, ctx, when(&ben, opened_at), &m, opened_at, true, &id, NULL));
	return id;
}

/* All that is awkward about deals, one in a dozen each. */
static void
seed_deal(int64_t lead, int64_t handed, int64_t n)
{
	int64_t t = handed + 5 * DAY, minor = (n * 7919 % 100000) * 100 + n, id;

	if (n % 12 == 9) {
		/* Won before it was handed over. */
		id = deal_of(lead, handed - 40 * DAY, "EUR", minor);
		deal_event(id, DEAL_SIGNED, handed - 20 * DAY, "EUR", minor, 0);
		return;
	}
	id = deal_of(lead, t, n % 12 == 7 ? NULL : n % 12 == 8 ? "USD" : "EUR", n % 12 == 6 ? 0 : minor);
	switch (n % 12) {
	case 0:
		return;
	case 2:
		deal_event(id, DEAL_SIGNED, t + 9 * DAY, "EUR", minor, 0);
		id = deal_of(lead, t + 2 * DAY, "USD", minor + 5);
		deal_event(id, DEAL_SIGNED, t + 3 * DAY, "USD", minor + 5, 0);
		return;
	case 4:
		deal_event(id, DEAL_LOST, t + 30 * DAY, NULL, 0, 0);
		return;
	case 5:
		deal_event(id, DEAL_LOST, t + 30 * DAY, NULL, 0, 0);
		deal_event(id, DEAL_OPENED, t + 40 * DAY, NULL, 0, 0);
		break;
	case 7:
		deal_event(id, DEAL_SIGNED, t + 12 * DAY, NULL, 0, 0);
		return;
	}
	deal_event(id, DEAL_SIGNED, t + (n % 70) * DAY + (n % 24) * 3600, n % 12 == 8 ? "USD" : "EUR", n % 12 == 6 ? 0 : minor, 0);
	if (n % 12 == 3 || n % 12 == 11)
		deal_event(id, DEAL_REVERSED, t + 80 * DAY, "EUR", minor, last_of(id, "signed"));
	if (n % 12 == 11)
		deal_event(id, DEAL_SIGNED, t + 90 * DAY, "EUR", minor / 2, 0);
	if (n % 12 == 10) {
		deal_event(id, DEAL_INVOICED, t + 71 * DAY, "EUR", minor / 2, 0);
		deal_event(id, DEAL_INVOICED, t + 72 * DAY, "EUR", minor - minor / 2, 0);
		deal_event(id, DEAL_PAID, t + 100 * DAY, "EUR", minor / 2, 0);
	}
}

/* A deal that was over before the lead was an MQL at all. */
static void
seed_before(int64_t lead, int64_t mql_at)
{
	deal_event(deal_of(lead, mql_at - 90 * DAY, "EUR", 5000), DEAL_LOST, mql_at - 60 * DAY, NULL, 0, 0);
}

struct handed {
	int64_t id, lead_id, submitted_at, first_submitted_at, converted_at, decided_at, tried_at;
	bool has_calendar;
};
static const struct column handed_columns[] = {
	COLUMN(INT, struct handed, id), COLUMN(INT, struct handed, lead_id), COLUMN(TIME, struct handed, submitted_at), COLUMN(TIME, struct handed, first_submitted_at),
	COLUMN(TIME, struct handed, converted_at), COLUMN(TIME, struct handed, decided_at), COLUMN(TIME, struct handed, tried_at), COLUMN(BOOL, struct handed, has_calendar), { 0 }
};
static const struct shape handed_shape = { sizeof(struct handed), handed_columns };

/* Minutes that are open, one by one: Monday to Friday, 9 to 12 and 13 to 17. */
static int64_t
open_minutes(int64_t from, int64_t to)
{
	int64_t minutes = 0;

	if (!from || !to)
		return -1;
	for (int64_t t = from; t < to; t += 60) {
		int64_t local = t + 7200, minute = local % 86400 / 60, weekday = (local / 86400 + 3) % 7;

		minutes += weekday < 5 && ((minute >= 540 && minute < 720) || (minute >= 780 && minute < 1020));
	}
	return minutes;
}

/* The second computation: a row for each case, by statements over the raw tables. */
#define CASE_COLUMNS "metric, month, origin, source_id, campaign_id, persona_id, theme_id, owner_id, reason_id, currency, hit, minor, value"
#define H " FROM t_handoff h"
#define H_GROUPS " h.month, h.origin, h.source_id, h.campaign_id, h.persona_id, h.theme_id, h.owner_id"
#define AS_CASE(metric, groups, reason, currency, hit, minor, value) "INSERT INTO t_case (" CASE_COLUMNS ") SELECT '" metric "'," groups ", " reason ", " currency ", " hit ", " minor ", " value

static void
reckon_handoffs(void)
{
	AS_ROOT("CREATE OR REPLACE TABLE t_case (metric VARCHAR(30), month INT, origin INT, source_id BIGINT, campaign_id BIGINT, persona_id BIGINT, theme_id BIGINT, owner_id BIGINT,"
	    " reason_id BIGINT, currency CHAR(3), hit INT, minor BIGINT, value INT, nr BIGINT AUTO_INCREMENT PRIMARY KEY, KEY (metric, month, value))", "");
	AS_ROOT("CREATE OR REPLACE TABLE t_handoff (PRIMARY KEY (id)) AS SELECT h.*, YEAR(h.first_submitted_at + INTERVAL 2 HOUR) * 12 + MONTH(h.first_submitted_at + INTERVAL 2 HOUR) - 1"
	    " AS month, l.origin + 0 AS origin, COALESCE(l.source_id, 0) AS source_id, COALESCE(l.campaign_id, 0) AS campaign_id, COALESCE(l.persona_id, 0) AS persona_id, COALESCE(l.theme_id, 0) AS theme_id,"
	    " l.converted_at, (SELECT MIN(a.happened_at) FROM attempt a WHERE a.handoff_id = h.id AND a.undone_at IS NULL) AS tried_at FROM handoff h"
	    " JOIN lead_record l ON l.id = h.lead_id WHERE h.state <> 'withdrawn'", "");
	AS_ROOT("UPDATE t_handoff SET owner_id = 0 WHERE owner_id IS NULL", "");
	AS_ROOT("ALTER TABLE t_handoff ADD KEY (lead_id, id)", "");
	AS_ROOT(AS_CASE("volume", H_GROUPS, "0", "''", "h.all_met AND h.in_volume AND NOT (h.state = 'returned' AND (h.is_final OR h.unanswered))", "0", "-1") H, "");
	AS_ROOT(AS_CASE("context", H_GROUPS, "0", "''", "h.all_known", "0", "-1") H, "");
	AS_ROOT(AS_CASE("quality", H_GROUPS, "0", "''", "h.decision = 'accepted'", "0", "-1") H " WHERE h.decision IS NOT NULL", "");
	AS_ROOT("INSERT INTO t_case (" CASE_COLUMNS ") SELECT 'quality_by_decision', YEAR(h.decided_at + INTERVAL 2 HOUR) * 12 + MONTH(h.decided_at + INTERVAL 2 HOUR) - 1, h.origin, h.source_id,"
	    " h.campaign_id, h.persona_id, h.theme_id, h.owner_id, 0, '', h.decision = 'accepted', 0, -1" H " WHERE h.decision IS NOT NULL", "");
	AS_ROOT(AS_CASE("time_to_decision", H_GROUPS, "0", "''", "h.decision IS NOT NULL", "0", "m.decision") H " JOIN t_minutes m ON m.id = h.id", "");
	AS_ROOT(AS_CASE("time_to_first_attempt", H_GROUPS, "0", "''", "h.tried_at IS NOT NULL", "0", "m.attempt") H " JOIN t_minutes m ON m.id = h.id"
	    " WHERE h.tried_at IS NOT NULL OR COALESCE(h.decision, '') <> 'returned'", "");
	AS_ROOT(AS_CASE("wait_for_attempt", H_GROUPS, "0", "''", "h.tried_at IS NOT NULL", "0", "m.wait") H " JOIN t_minutes m ON m.id = h.id"
	    " WHERE h.converted_at IS NOT NULL AND (h.tried_at IS NOT NULL OR COALESCE(h.decision, '') <> 'returned')", "");
	AS_ROOT(AS_CASE("returned", H_GROUPS, "COALESCE((SELECT a.reason_id FROM handoff_act a WHERE a.handoff_id = h.id AND a.act = 'return' AND a.undone_at IS NULL"
	    " ORDER BY a.id DESC LIMIT 1), 0)", "''", "1", "0", "-1") H " WHERE h.decision = 'returned'", "");
	AS_ROOT(AS_CASE("disqualified", H_GROUPS, "h.outcome_reason_id", "''", "1", "0", "-1") H " WHERE h.outcome = 'disqualified'", "");
	AS_ROOT(AS_CASE("recycled", H_GROUPS, "h.outcome_reason_id", "''", "1", "0", "-1") H " WHERE h.outcome = 'recycled'", "");
}

/* A deal as its standing events say: the last of them lost it, or the first signature, invoice or payment won it. */
static void
reckon_deals(void)
{
	AS_ROOT("CREATE OR REPLACE TABLE t_event (PRIMARY KEY (id)) AS SELECT e.* FROM deal_event e WHERE e.undone_at IS NULL AND e.kind <> 'reversed' AND NOT EXISTS (SELECT 1 FROM deal_event r"
	    " WHERE r.reverses_id = e.id AND r.undone_at IS NULL)", "");
	AS_ROOT("ALTER TABLE t_event ADD KEY (deal_id, id)", "");
	AS_ROOT("CREATE OR REPLACE TABLE t_deal (PRIMARY KEY (id)) AS SELECT d.id, d.account_id, d.owner_id, (SELECT MIN(e.at) FROM t_event e WHERE e.deal_id = d.id AND e.kind = 'opened')"
	    " AS opened_at, (SELECT IF(e.kind = 'lost', e.at, NULL) FROM t_event e WHERE e.deal_id = d.id ORDER BY e.id DESC LIMIT 1) AS lost_at, (SELECT MIN(e.at) FROM t_event e"
	    " WHERE e.deal_id = d.id AND e.kind IN ('signed', 'invoiced', 'paid')) AS won_at, (SELECT e.currency FROM t_event e WHERE e.deal_id = d.id AND e.currency IS NOT NULL"
	    " AND e.kind IN ('opened', 'stage', 'signed') ORDER BY e.id DESC LIMIT 1) AS currency, (SELECT e.amount_minor FROM t_event e WHERE e.deal_id = d.id AND e.currency IS NOT NULL"
	    " AND e.kind IN ('opened', 'stage', 'signed') ORDER BY e.id DESC LIMIT 1) AS minor, d.origin + 0 AS deal_origin, x.lead_id FROM deal d LEFT JOIN deal_lead x"
	    " ON x.deal_id = d.id AND x.is_primary", "");
	AS_ROOT("UPDATE t_deal SET won_at = NULL WHERE lost_at IS NOT NULL", "");
	AS_ROOT("ALTER TABLE t_deal ADD COLUMN origin INT, ADD COLUMN source_id BIGINT DEFAULT 0, ADD COLUMN campaign_id BIGINT DEFAULT 0, ADD COLUMN persona_id BIGINT DEFAULT 0, ADD COLUMN theme_id BIGINT DEFAULT 0,"
	    " ADD COLUMN converted_at DATETIME, ADD COLUMN handoff_id BIGINT, ADD COLUMN closed INT, ADD KEY (lead_id), ADD KEY (handoff_id), ADD KEY (account_id)", "");
	AS_ROOT("UPDATE t_deal d SET handoff_id = (SELECT h.id FROM t_handoff h WHERE h.lead_id = d.lead_id AND TIMESTAMPDIFF(SECOND, h.first_submitted_at, d.opened_at) >= 0 ORDER BY h.id DESC LIMIT 1), closed ="
	    " YEAR(COALESCE(won_at, lost_at) + INTERVAL 2 HOUR) * 12 + MONTH(COALESCE(won_at, lost_at) + INTERVAL 2 HOUR) - 1, converted_at = (SELECT l.converted_at"
	    " FROM lead_record l WHERE l.id = d.lead_id), owner_id = COALESCE(owner_id, 0)", "");
	AS_ROOT("UPDATE t_deal d LEFT JOIN lead_record l ON l.id = d.lead_id AND d.handoff_id IS NOT NULL SET d.origin = COALESCE(l.origin + 0, d.deal_origin),"
	    " d.source_id = COALESCE(l.source_id, 0), d.campaign_id = COALESCE(l.campaign_id, 0), d.persona_id = COALESCE(l.persona_id, 0), d.theme_id = COALESCE(l.theme_id, 0)", "");
}

#define D_GROUPS " d.closed, d.origin, d.source_id, d.campaign_id, d.persona_id, d.theme_id, d.owner_id"
#define DAYS_FROM(from, to) "DATEDIFF(" to " + INTERVAL 2 HOUR, " from " + INTERVAL 2 HOUR)"
#define MONEY "COALESCE(d.currency, '')"
#define MINOR "COALESCE(d.minor, 0)"

static void
reckon_closed(void)
{
	AS_ROOT(AS_CASE("marketing_share", D_GROUPS, "0", MONEY, "d.handoff_id IS NOT NULL AND d.origin = 1", MINOR, "-1") " FROM t_deal d WHERE d.won_at IS NOT NULL"
	    " AND d.id = (SELECT f.id FROM t_deal f WHERE f.account_id = d.account_id AND f.won_at IS NOT NULL ORDER BY f.won_at, f.id LIMIT 1)", "");
	AS_ROOT(AS_CASE("win_rate", D_GROUPS, "0", MONEY, "d.won_at IS NOT NULL", MINOR, "-1") " FROM t_deal d WHERE d.closed IS NOT NULL", "");
	AS_ROOT(AS_CASE("average_deal", D_GROUPS, "0", MONEY, "1", MINOR, "-1") " FROM t_deal d WHERE d.won_at IS NOT NULL AND d.currency IS NOT NULL", "");
	AS_ROOT(AS_CASE("goal", D_GROUPS, "0", MONEY, "1", MINOR, "-1") " FROM t_deal d WHERE d.won_at IS NOT NULL", "");
	AS_ROOT(AS_CASE("cycle_length", D_GROUPS, "0", MONEY, "1", MINOR, DAYS_FROM("d.opened_at", "d.won_at")) " FROM t_deal d WHERE d.won_at IS NOT NULL", "");
	AS_ROOT(AS_CASE("cycle_from_conversion", D_GROUPS, "0", MONEY, "1", MINOR, "GREATEST(0, " DAYS_FROM("d.converted_at", "d.won_at") ")") " FROM t_deal d"
	    " WHERE d.won_at IS NOT NULL AND d.converted_at IS NOT NULL AND d.handoff_id IS NOT NULL OR (d.won_at IS NOT NULL AND d.converted_at IS NOT NULL)", "");
	AS_ROOT(AS_CASE("lost", D_GROUPS, "0", MONEY, "1", MINOR, "-1") " FROM t_deal d WHERE d.lost_at IS NOT NULL", "");
	AS_ROOT("INSERT INTO t_case (" CASE_COLUMNS ") SELECT 'pipeline', YEAR(d.opened_at + INTERVAL 2 HOUR) * 12 + MONTH(d.opened_at + INTERVAL 2 HOUR) - 1, d.origin, d.source_id, d.campaign_id,"
	    " d.persona_id, d.theme_id, d.owner_id, 0, " MONEY ", 1, " MINOR ", -1 FROM t_deal d", "");
	AS_ROOT("INSERT INTO t_case (" CASE_COLUMNS ") SELECT ELT(e.kind - 2, 'booked', 'invoiced', 'paid'), YEAR(e.at + INTERVAL 2 HOUR) * 12 + MONTH(e.at + INTERVAL 2 HOUR) - 1, d.origin,"
	    " d.source_id, d.campaign_id, d.persona_id, d.theme_id, d.owner_id, 0, e.currency, 1, e.amount_minor, -1 FROM t_event e JOIN t_deal d ON d.id = e.deal_id"
	    " WHERE e.kind IN ('signed', 'invoiced', 'paid') AND e.currency IS NOT NULL", "");
}

/* The steps need both sides; so does the way from a first handoff to a customer. */
static void
reckon_steps(void)
{
	AS_ROOT("CREATE OR REPLACE TABLE t_step (PRIMARY KEY (id)) AS SELECT h.*, IF(h.decision = 'accepted', COALESCE(h.sql_at, IF(h.outcome = 'qualified', h.outcome_at, NULL)), NULL) AS at_sql,"
	    " (SELECT MIN(d.opened_at) FROM t_deal d WHERE d.handoff_id = h.id) AS opened_at, (SELECT MIN(d.won_at) FROM t_deal d WHERE d.handoff_id = h.id) AS won_at"
	    H " WHERE h.all_met AND h.in_volume", "");
	AS_ROOT(AS_CASE("accepted", H_GROUPS, "0", "''", "COALESCE(h.decision = 'accepted', 0) OR h.opened_at IS NOT NULL", "0",
	    "IF(COALESCE(h.decision, '') = 'accepted', GREATEST(0, " DAYS_FROM("h.submitted_at", "h.decided_at") "), -1)") " FROM t_step h", "");
	AS_ROOT(AS_CASE("qualified", H_GROUPS, "0", "''", "h.at_sql IS NOT NULL OR h.opened_at IS NOT NULL", "0",
	    "COALESCE(GREATEST(0, " DAYS_FROM("h.decided_at", "h.at_sql") "), -1)") " FROM t_step h", "");
	AS_ROOT(AS_CASE("opportunity", H_GROUPS, "0", "''", "h.opened_at IS NOT NULL", "0", "COALESCE(GREATEST(0, " DAYS_FROM("h.at_sql", "h.opened_at") "), -1)")
	    " FROM t_step h", "");
	AS_ROOT(AS_CASE("customer", H_GROUPS, "0", "''", "h.won_at IS NOT NULL", "0", "COALESCE(GREATEST(0, " DAYS_FROM("h.opened_at", "h.won_at") "), -1)") " FROM t_step h", "");
	AS_ROOT("INSERT INTO t_case (" CASE_COLUMNS ") SELECT 'lead_to_customer'," H_GROUPS ", 0, '', COALESCE(" DAYS_FROM("h.first_submitted_at", "h.w") " <= 180, 0), 0, COALESCE("
	    DAYS_FROM("h.first_submitted_at", "h.w") ", -1) FROM (SELECT f.*, (SELECT MIN(d.won_at) FROM t_deal d WHERE d.lead_id = f.lead_id AND d.won_at >= f.first_submitted_at) AS w"
	    " FROM t_handoff f WHERE f.id = (SELECT MIN(g.id) FROM t_handoff g WHERE g.lead_id = f.lead_id)) h", "");
}

/* Leads of another system that were never handed over here, or only in withdrawn handoffs. */
static void
reckon_past(void)
{
	AS_ROOT("CREATE OR REPLACE TABLE t_past (PRIMARY KEY (id)) AS SELECT l.id, YEAR(p.mql_at + INTERVAL 2 HOUR) * 12 + MONTH(p.mql_at + INTERVAL 2 HOUR) - 1 AS month,"
	    " l.origin + 0 AS origin, COALESCE(l.source_id, 0) AS source_id, COALESCE(l.campaign_id, 0) AS campaign_id, COALESCE(l.persona_id, 0) AS persona_id,"
	    " COALESCE(l.theme_id, 0) AS theme_id, COALESCE(l.owner_sales_id, 0) AS owner_id, p.mql_at, p.sal_at, p.sql_at, p.outcome, IF(p.lost_at >= p.mql_at, p.lost_at, NULL) AS lost_at,"
	    " (SELECT MIN(d.opened_at) FROM t_deal d WHERE d.lead_id = l.id AND d.opened_at >= p.mql_at) AS opened_at, NULLIF(LEAST(IF(p.won_at >= p.mql_at, p.won_at, '9999-01-01'), COALESCE((SELECT MIN(d.won_at) FROM t_deal d"
	    " WHERE d.lead_id = l.id AND d.won_at >= p.mql_at), '9999-01-01')), '9999-01-01') AS won_at FROM lead_record l JOIN lead_history p ON p.lead_id = l.id"
	    " WHERE p.mql_at IS NOT NULL AND l.merged_into_id IS NULL AND l.id NOT IN (SELECT lead_id FROM t_handoff)", "");
	AS_ROOT("ALTER TABLE t_past ADD COLUMN reached INT", "");
	AS_ROOT("UPDATE t_past SET reached = CASE WHEN won_at IS NOT NULL THEN 4 WHEN opened_at IS NOT NULL OR lost_at IS NOT NULL THEN 3 WHEN sql_at IS NOT NULL"
	    " OR COALESCE(outcome, '') = 'qualified' THEN 2 WHEN sal_at IS NOT NULL THEN 1 ELSE 0 END", "");
	AS_ROOT(AS_CASE("accepted", H_GROUPS, "0", "''", "h.reached >= 1", "0", "COALESCE(GREATEST(0, " DAYS_FROM("h.mql_at", "h.sal_at") "), -1)") " FROM t_past h", "");
	AS_ROOT(AS_CASE("qualified", H_GROUPS, "0", "''", "h.reached >= 2", "0", "COALESCE(GREATEST(0, " DAYS_FROM("h.sal_at", "h.sql_at") "), -1)") " FROM t_past h", "");
	AS_ROOT(AS_CASE("opportunity", H_GROUPS, "0", "''", "h.reached >= 3", "0", "COALESCE(GREATEST(0, " DAYS_FROM("h.sql_at", "h.opened_at") "), -1)") " FROM t_past h", "");
	AS_ROOT(AS_CASE("customer", H_GROUPS, "0", "''", "h.reached = 4", "0", "COALESCE(GREATEST(0, " DAYS_FROM("h.opened_at", "h.won_at") "), -1)") " FROM t_past h", "");
	AS_ROOT(AS_CASE("lead_to_customer", H_GROUPS, "0", "''", "COALESCE(" DAYS_FROM("h.mql_at", "h.won_at") " <= 180, 0)", "0", "COALESCE(" DAYS_FROM("h.mql_at", "h.won_at") ", -1)")
	    " FROM t_past h", "");
	assert_true(count_of("SELECT COUNT(*) FROM t_past") > 600);
	assert_true(count_of("SELECT COUNT(*) FROM t_past WHERE id <= 3000") > 100);
}

struct expected {
	int64_t key;
	const char *currency;
	int64_t numerator, denominator, minor, value;
};
static const struct column expected_columns[] = {
	COLUMN(INT, struct expected, key), COLUMN(TEXT, struct expected, currency), COLUMN(INT, struct expected, numerator), COLUMN(INT, struct expected, denominator),
	COLUMN(INT, struct expected, minor), COLUMN(INT, struct expected, value), { 0 }
};
static const struct shape expected_shape = { sizeof(struct expected), expected_columns };

/* All values of a month's cases, sorted by the database: the median is the one in the middle. */
static int64_t
middle(const struct figure *f, int64_t month, int tenths)
{
	int64_t least = f->unit == UNIT_MINUTES ? -1 : 0;
	int64_t all = db_integer(root, 0, "SELECT COUNT(*) FROM t_case WHERE metric = ? AND month = ? AND value >= ?", "sii", metric_names[f->metric], month, least);

	return all ? db_integer(root, -1, "SELECT value FROM t_case WHERE metric = ? AND month = ? AND value >= ? ORDER BY value < 0, value LIMIT 1 OFFSET ?", "siii",
	    metric_names[f->metric], month, least, (all * tenths + 9) / 10 - 1) : -1;
}

static int
compare(const struct figure *f, int parted, int dimension)
{
	const char *by = parted == PARTED_MONTH ? "month" : dimension_names[dimension];
	bool money = f->unit == UNIT_AVERAGE || f->unit == UNIT_SUM;
	struct result_asked asked = { .figure = f, .parted = parted, .dimension = dimension, .group_id = SUMS_ALL, .from = { FROM_YEAR - 1, 1, 1 }, .to = { FROM_YEAR + 3, 1, 1 },
	    .names_people = true };
	const struct result *r = result_read(db, ctx, &asked, NOW);
	size_t count;
	const struct expected *rows = db_list(root, ctx, &expected_shape, &count, "SELECT CASE ? WHEN 'month' THEN month WHEN 'origin' THEN origin WHEN 'source' THEN source_id"
	    " WHEN 'campaign' THEN campaign_id WHEN 'persona' THEN persona_id WHEN 'theme' THEN theme_id WHEN 'owner' THEN owner_id ELSE reason_id END AS `key`, IF(?, currency, '') AS currency,"
	    " SUM(hit) AS numerator, COUNT(*) AS denominator, SUM(hit * minor) AS minor, SUM(GREATEST(value, 0)) AS value FROM t_case WHERE metric = ? GROUP BY 1, 2", "sis", by,
	    (int64_t)money, metric_names[f->metric]);

	assert_fine();
	if (r->count != count)
		fail_msg("%s by %s: %zu rows, not %zu", metric_names[f->metric], by, r->count, count);
	for (size_t i = 0; i < count; i++) {
		const struct result_row *row = result_row_of(r, rows[i].key, rows[i].currency);

		if (!row || row->total.numerator != rows[i].numerator || row->total.denominator != rows[i].denominator || row->total.minor != rows[i].minor
		    || row->beside.denominator || (row->total.spread && total_sum(&row->total) != rows[i].value))
			fail_msg("%s by %s, %lld %s: %lld of %lld, %lld, sum %lld; not %lld of %lld, %lld, %lld", metric_names[f->metric], by, (long long)rows[i].key, rows[i].currency,
			    (long long)(row ? row->total.numerator : -1), (long long)(row ? row->total.denominator : -1), (long long)(row ? row->total.minor : -1),
			    (long long)(row ? total_sum(&row->total) : -1), (long long)rows[i].numerator, (long long)rows[i].denominator, (long long)rows[i].minor, (long long)rows[i].value);
		if (!money && row->total.spread && parted == PARTED_MONTH)
			for (int tenths = 5; tenths <= 9; tenths += 4)
				assert_int_equal(total_rank(&row->total, f->unit, tenths), middle(f, rows[i].key, tenths));
	}
	return (int)count;
}

/* The list behind a number has as many lines as the number says. */
static void
lists_agree(const struct figure *f)
{
	struct cases_asked asked = { .metric = f->metric, .from = { FROM_YEAR, 3, 1 }, .to = { FROM_YEAR, 5, 1 }, .dimension = BY_ORIGIN, .group_id = 1, .limit = 100000 };
	size_t count;

	for (asked.hit = -1; asked.hit <= 1; asked.hit++) {
		int64_t number = db_integer(root, 0, "SELECT COUNT(*) FROM t_case WHERE metric = ? AND month IN (?, ?) AND origin = 1 AND (? < 0 OR hit = ?)", "siiii",
		    metric_names[f->metric], month_number(asked.from), month_number(asked.from) + 1, (int64_t)asked.hit, (int64_t)asked.hit);

		cases_list(db, ctx, &asked, &count);
		if ((int64_t)count != number)
			fail_msg("the list of %s has %zu lines, not %lld", metric_names[f->metric], count, (long long)number);
	}
}

/* Another horizon than the agreed one decides the hits of both ways of counting; without one every win counts. */
static void
horizon_agrees(void)
{
	const struct sum_row sums[] = {
		{ .metric = METRIC_LEAD_TO_CUSTOMER, .month = 24300, .currency = "", .value = 200, .denominator = 3 },
		{ .metric = METRIC_LEAD_TO_CUSTOMER, .month = 24300, .currency = "", .value = 40, .numerator = 2, .denominator = 2 },
		{ .metric = METRIC_LEAD_TO_CUSTOMER, .month = 24300, .currency = "", .beside = true, .value = 40, .numerator = 5, .denominator = 5 },
		{ .metric = METRIC_LEAD_TO_CUSTOMER, .month = 24300, .currency = "", .beside = true, .value = -1, .denominator = 7 },
	};
	static const struct { int64_t horizon, hits, before; } asks[] = { { 0, 2, 5 }, { 30, 0, 0 }, { 40, 2, 5 }, { -1, 5, 5 } };

	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		const struct result_asked asked = { .figure = figure_of(METRIC_LEAD_TO_CUSTOMER), .parted = PARTED_MONTH, .horizon = asks[i].horizon, .zone = HOME_ZONE };
		const struct result *r = result_of_sums(db, ctx, &asked, sums, 4, NOW);

		assert_int_equal(r->count, 1);
		assert_int_equal(r->rows[0].total.numerator, asks[i].hits);
		assert_int_equal(r->rows[0].beside.numerator, asks[i].before);
		assert_int_equal(r->rows[0].beside.denominator, 12);
	}
}

/* What pages ask, of months and of single days. */
static void
ask_all(void)
{
	struct cases_asked cases = { .metric = METRIC_QUALITY, .from = { FROM_YEAR, 3, 1 }, .to = { FROM_YEAR, 4, 1 }, .dimension = BY_SOURCE, .group_id = 3, .hit = 1, .limit = 50 };
	struct sums_asked sums = { .metric = METRIC_QUALITY, .dimension = BY_SOURCE, .from = { FROM_YEAR, 2, 7 }, .to = { FROM_YEAR, 6, 9 }, .group_id = SUMS_ALL };
	size_t count;

	cases_list(db, ctx, &cases, &count);
	cases.before = (int64_t)(day_number(cases.from) + 9) << 40;
	cases_list(db, ctx, &cases, &count);
	sums_read(db, ctx, &sums, &count);
	sums.group_id = 2;
	sums_read(db, ctx, &sums, &count);
	sums_overview(db, ctx, month_number(sums.from), month_number(sums.to), &count);
	cited_list(db, ctx, gate_version.id, "SEATS", SUMS_ALL, 24300, 24312, 0, 50, &count);
	wording_find(db, ctx, gate_version.id);
	criterion_sums(db, ctx, 24300, 24312, &count);
}

/* Sources, terms and wordings are few; nothing walks through cases or sums. */
static bool
may_walk(const struct step *step, const char *sql)
{
	(void)sql;
	return !text_in(step->table, (const char *const[]){ "c", "l", "d", "p", NULL }) || strncmp(step->table, "<derived", 8) == 0
	    || (text_equal(step->table, "c") && text_equal(step->select_type, "PRIMARY")) || text_starts(step->table, "<");
}

/* Which won deals had a handed-over lead of their account near them, reckoned pair by pair; one campaign is another's by now. */
static void
reckon_influence(void)
{
	AS_ROOT("UPDATE campaign SET same_as_id = (SELECT MIN(id) FROM campaign) ORDER BY id DESC LIMIT 1", "");
	AS_ROOT("CREATE OR REPLACE TABLE t_touch (PRIMARY KEY (deal_id, campaign_id)) AS SELECT DISTINCT d.id AS deal_id, d.closed, IF(l.campaign_id = (SELECT MAX(id) FROM campaign), (SELECT MIN(id) FROM campaign),"
	    " COALESCE(l.campaign_id, 0)) AS campaign_id FROM t_deal d, lead_record l, handoff h WHERE d.won_at IS NOT NULL AND l.account_id = d.account_id"
	    " AND h.lead_id = l.id AND NOT (h.state = 'withdrawn') AND TIMESTAMPDIFF(SECOND, h.first_submitted_at, d.opened_at) <= 90 * 86400"
	    " AND TIMESTAMPDIFF(SECOND, h.first_submitted_at, d.won_at) >= 0", "");
}

/* A list of a part, page by page: as many lines as the number says, none of them twice. */
static void
influence_agrees(int64_t month, int part, int64_t campaign_id, int64_t number)
{
	struct influence_asked asked = { .from = start_of_day(month_day(month), HOME_ZONE), .to = start_of_day(month_day(month + 1), HOME_ZONE), .part = part,
	    .campaign_id = campaign_id, .limit = 5 };
	int64_t lines = 0, last = INT64_MAX;
	size_t count;

	do {
		const struct influence_row *rows = influence_list(db, ctx, &asked, &count);

		for (size_t i = 0; i < count; i++) {
			assert_true(rows[i].won_at <= last);
			last = rows[i].won_at;
			assert_int_equal(part == PART_INFLUENCED || part == PART_NEITHER ? (rows[i].handoff_id != 0) == (part == PART_INFLUENCED) : true, true);
			asked.after = rows[i].deal_id;
		}
		lines += (int64_t)count;
	} while (count == 5);
	if (lines != number)
		fail_msg("%s of campaign %lld: a list of %lld lines, not %lld", influence_part_names[part], (long long)campaign_id, (long long)lines, (long long)number);
}

static void
influence_month(int64_t month)
{
	int64_t from = start_of_day(month_day(month), HOME_ZONE), to = start_of_day(month_day(month + 1), HOME_ZONE), numbers[4] = { 0 };
	size_t count, campaigns;
	const struct won_deal *deals = won_deals(db, ctx, from, to, &count);
	const struct influence *list = influences(db, ctx, from, to, &campaigns);
#define IN_T_TOUCH "id IN (SELECT deal_id FROM t_touch)"
	static const char *const reckoned[] = { "TRUE", "handoff_id IS NOT NULL", IN_T_TOUCH, "handoff_id IS NULL AND NOT " IN_T_TOUCH };

	for (size_t i = 0; i < count; i++) {
		numbers[PART_WON]++;
		numbers[PART_SOURCED] += deals[i].is_sourced;
		numbers[PART_INFLUENCED] += deals[i].is_influenced;
		numbers[PART_NEITHER] += !deals[i].is_sourced && !deals[i].is_influenced;
	}
	for (int part = PART_WON; part <= PART_NEITHER; part++) {
		int64_t number = db_integer(root, -1, text_format(ctx, "SELECT COUNT(*) FROM t_deal WHERE won_at IS NOT NULL AND closed = ? AND %s", reckoned[part]), "i", month);

		assert_int_equal(numbers[part], number);
		influence_agrees(month, part, -1, number);
	}
	assert_int_equal(campaigns, db_integer(root, -1, "SELECT COUNT(DISTINCT campaign_id) FROM t_touch WHERE closed = ?", "i", month));
	for (size_t i = 0; i < campaigns; i++) {
		int64_t number = db_integer(root, -1, "SELECT COUNT(DISTINCT deal_id) FROM t_touch WHERE closed = ? AND campaign_id = ?", "ii", month, list[i].campaign_id);

		assert_int_equal(list[i].deals, number);
		assert_true(list[i].campaign_id || i + 1 == campaigns);
		assert_true(!i || !list[i].campaign_id || list[i].deals <= list[i - 1].deals);
		influence_agrees(month, PART_INFLUENCED, list[i].campaign_id, number);
	}
}

static void
ask_influence(void)
{
	int64_t from = start_of_day((struct day){ FROM_YEAR, 3, 1 }, HOME_ZONE), to = from + 61 * DAY;
	struct influence_asked asked = { .from = from, .to = to, .part = PART_INFLUENCED, .campaign_id = 1, .limit = 50, .after = 40 };
	size_t count;

	won_deals(db, ctx, from, to, &count);
	influences(db, ctx, from, to, &count);
	influence_list(db, ctx, &asked, &count);
}

/* Campaigns are few; deals, leads and handoffs are not walked through. */
static bool
may_walk_influence(const struct step *step, const char *sql)
{
	(void)sql;
	return !step->table || text_in(step->table, (const char *const[]){ "c", "k", NULL }) || text_starts(step->table, "<");
}

static void
test_double__three_thousand_leads(void **state)
{
	int64_t calendar, n = 0;
	size_t count, faults;
	const struct handed *rows;
	int compared = 0;
	char **said;

	(void)state;
	leads_world();
	AS_ROOT("UPDATE organisation SET time_zone = ? WHERE id = 1", "s", HOME_ZONE);
	calendar = db_insert(root, "INSERT INTO calendar (name, created_by, created_at) VALUES ('B', ?, '2024-01-01')", "i", ada.person_id);
	calendar = db_insert(root, "INSERT INTO calendar_version (calendar_id, number, zone, valid_from, week, author_id, created_at) VALUES (?, 1, 'Etc/GMT-2', '2024-01-01',"
	    " ?, ?, '2024-01-01')", "isi", calendar, "mon 09:00-12:00 13:00-17:00\ntue 09:00-12:00 13:00-17:00\nwed 09:00-12:00 13:00-17:00\nthu 09:00-12:00 13:00-17:00\n"
	    "fri 09:00-12:00 13:00-17:00", ada.person_id);
	seed_leads();
	seed_handoffs(calendar);
	seed_past();
	rows = db_list(root, ctx, &handed_shape, &count, "SELECT h.id, h.lead_id, h.submitted_at, h.first_submitted_at, l.converted_at, IF(h.decision IS NULL, NULL, h.decided_at)"
	    " AS decided_at, (SELECT MIN(a.happened_at) FROM attempt a WHERE a.handoff_id = h.id AND a.undone_at IS NULL) AS tried_at, h.calendar_version_id IS NOT NULL"
	    " AS has_calendar FROM handoff h JOIN lead_record l ON l.id = h.lead_id ORDER BY h.id", "");
	AS_ROOT("CREATE OR REPLACE TABLE t_minutes (id BIGINT PRIMARY KEY, decision INT, attempt INT, wait INT)", "");
	db_begin(root);
	for (size_t i = 0; i < count; i++)
		if (rows[i].has_calendar)
			AS_ROOT("INSERT INTO t_minutes VALUES (?, ?, ?, ?)", "iiii", rows[i].id, open_minutes(rows[i].submitted_at, rows[i].decided_at),
			    open_minutes(rows[i].first_submitted_at, rows[i].tried_at), open_minutes(rows[i].converted_at, rows[i].tried_at));
	assert_true(db_commit(root));
	assert_true(results_fill(root, ctx, NOW));
	for (size_t i = 0; i < count && rows[i].id <= LEADS; i++)
		if (((rows[i].id % 13 == 8 || rows[i].id % 13 == 9) && rows[i].id % 4 < 2) || rows[i].id % 78 == 12)
			seed_deal(rows[i].lead_id, rows[i].first_submitted_at, n++);
	assert_true(n > 200);
	for (int64_t lead = 3001; lead <= 3036; lead++)
		seed_deal(lead, db_integer(root, NOW - 200 * DAY, "SELECT UNIX_TIMESTAMP(mql_at) FROM lead_history WHERE lead_id = ?", "i", lead), n++);
	for (int64_t lead = 3037; lead <= 3048; lead++)
		seed_before(lead, db_integer(root, NOW - 200 * DAY, "SELECT UNIX_TIMESTAMP(mql_at) FROM lead_history WHERE lead_id = ?", "i", lead));
	reckon_handoffs();
	reckon_deals();
	reckon_closed();
	reckon_steps();
	reckon_past();
	for (int metric = 0; metric < METRICS; metric++) {
		const struct figure *f = figure_of(metric);

		int months = compare(f, PARTED_MONTH, BY_NONE);

		if (months < 3)
			fail_msg("there are no cases of %s", metric_names[metric]);
		compared += months;
		for (int d = BY_ORIGIN; d < DIMENSIONS; d++)
			if ((f->groups & (1u << d)))
				compared += compare(f, PARTED_BY, d);
		lists_agree(f);
	}
	assert_true(compared > 700);
	horizon_agrees();
	db_list(root, ctx, &analysed_shape, &count, "ANALYZE TABLE result_case, result_sum, result_cited, result_criterion, handoff, lead_record, deal", "");
	assert_true(plans_of(ask_all, may_walk) >= 6);
	reckon_influence();
	for (int64_t month = month_number((struct day){ FROM_YEAR, 1, 1 }); month < month_number((struct day){ FROM_YEAR + 1, 9, 1 }); month++)
		influence_month(month);
	assert_true(db_integer(root, 0, "SELECT COUNT(DISTINCT deal_id) FROM t_touch", "") > 50);
	assert_true(db_integer(root, 0, "SELECT COUNT(*) FROM t_deal WHERE won_at IS NOT NULL AND NOT " IN_T_TOUCH, "") > 5);
	db = scratch_open(ctx);	/* what was prepared before is logged without its values */
	assert_true(plans_of(ask_influence, may_walk_influence) >= 3);
	said = results_faults(db, ctx, &faults);
	if (faults)
		fail_msg("%s", said[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_double__three_thousand_leads),
	};

	return cmocka_run_group_tests_name("results reckoned twice", tests, world_open, world_close);
}
