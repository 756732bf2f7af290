/* The invariants, each as one statement. */
#include "command/store.h"

const struct invariant invariants[] = {
	{ "versions are in force without a standing signature of both teams",
	    "SELECT COUNT(*) FROM term_version v WHERE v.state = 'ratified' AND (SELECT COUNT(*) FROM signature s"
	    " WHERE s.version_id = v.id AND s.standing = TRUE AND s.revision = v.revision) <> 2" },
	{ "people have signed for both teams on one version",
	    "SELECT COUNT(*) FROM (SELECT version_id, person_id FROM signature WHERE standing = TRUE"
	    " AND version_id IS NOT NULL GROUP BY version_id, person_id HAVING COUNT(*) > 1) AS both_teams" },
	{ "drafts or withdrawn versions bear standing signatures",
	    "SELECT COUNT(*) FROM term_version v JOIN signature s ON s.version_id = v.id AND s.standing = TRUE"
	    " WHERE v.state IN ('draft', 'withdrawn')" },
	{ "standing signatures name another revision than their version has",
	    "SELECT COUNT(*) FROM signature s JOIN term_version v ON v.id = s.version_id"
	    " WHERE s.standing = TRUE AND s.revision <> v.revision" },
	{ "versions came into force before their second signature",
	    "SELECT COUNT(*) FROM term_version v WHERE v.in_force_at < (SELECT MAX(at) FROM signature s"
	    " WHERE s.version_id = v.id AND s.standing = TRUE)" },
	{ "agreements are in force without a standing signature of both teams",
	    "SELECT COUNT(*) FROM agreement a WHERE a.state = 'ratified' AND (SELECT COUNT(*) FROM signature s"
	    " WHERE s.agreement_id = a.id AND s.standing = TRUE AND s.revision = a.revision) <> 2" },
	{ "people have signed for both teams on one agreement",
	    "SELECT COUNT(*) FROM (SELECT agreement_id, person_id FROM signature WHERE standing = TRUE"
	    " AND agreement_id IS NOT NULL GROUP BY agreement_id, person_id HAVING COUNT(*) > 1) AS both_teams" },
	{ "drafts or withdrawn agreements bear standing signatures",
	    "SELECT COUNT(*) FROM agreement a JOIN signature s ON s.agreement_id = a.id AND s.standing = TRUE"
	    " WHERE a.state IN ('draft', 'withdrawn')" },
	{ "standing signatures name another revision than their agreement has",
	    "SELECT COUNT(*) FROM signature s JOIN agreement a ON a.id = s.agreement_id"
	    " WHERE s.standing = TRUE AND s.revision <> a.revision" },
	{ "agreements came into force before their second signature",
	    "SELECT COUNT(*) FROM agreement a WHERE a.in_force_at < (SELECT MAX(at) FROM signature s"
	    " WHERE s.agreement_id = a.id AND s.standing = TRUE)" },
	{ "amendments are applied without a standing signature of both teams on one list",
	    "SELECT COUNT(*) FROM amendment a WHERE a.state = 'ratified' AND NOT EXISTS (SELECT 1 FROM amendment_signature m"
	    " JOIN amendment_signature s ON s.amendment_id = m.amendment_id AND s.team = 'sales' AND s.standing = TRUE AND s.sha256 = m.sha256"
	    " AND s.person_id <> m.person_id WHERE m.amendment_id = a.id AND m.team = 'marketing' AND m.standing = TRUE"
	    " AND m.revision = a.revision AND s.revision = a.revision)" },
	{ "drafts or withdrawn amendments bear standing signatures",
	    "SELECT COUNT(*) FROM amendment a JOIN amendment_signature s ON s.amendment_id = a.id AND s.standing = TRUE"
	    " WHERE a.state IN ('draft', 'withdrawn')" },
	{ "amendments changed other results than were signed",
	    "SELECT COUNT(*) FROM amendment a WHERE a.state = 'ratified' AND (a.flipped, a.running + a.moved) <> (SELECT COALESCE(SUM(c.flipped), 0),"
	    " COUNT(*) - COALESCE(SUM(c.flipped), 0) FROM timer_correction c WHERE c.amendment_id = a.id)" },
	{ "promises have no line, or one of another kind",
	    "SELECT COUNT(*) FROM promise p LEFT JOIN promise f ON f.id = p.line_id WHERE f.id IS NULL OR f.kind <> p.kind" },
	{ "open sheets bear an agreement that both teams have signed",
	    "SELECT COUNT(*) FROM sheet_agreement i JOIN sheet s ON s.id = i.sheet_id JOIN agreement a ON a.id = i.agreement_id"
	    " WHERE s.state = 'open' AND a.state = 'ratified'" },
	{ "terms are retired in favour of themselves", "SELECT COUNT(*) FROM term WHERE use_instead_id = id" },
	{ "clocks are met later than their deadline", "SELECT COUNT(*) FROM timer WHERE state = 'met' AND ended_at > deadline" },
	{ "clocks run or have a result without a deadline",
	    "SELECT COUNT(*) FROM timer WHERE state IN ('running', 'met', 'missed') AND deadline IS NULL" },
	{ "handoffs wait for nobody, or are closed and wait", "SELECT COUNT(*) FROM handoff WHERE (queue_at IS NULL)"
	    " <> (state IN ('qualified', 'disqualified', 'recycled', 'withdrawn') OR (state = 'returned' AND is_final))" },
	{ "leads are handed over twice at once", "SELECT COUNT(*) FROM (SELECT lead_id FROM handoff WHERE queue_at IS NOT NULL GROUP BY lead_id"
	    " HAVING COUNT(*) > 1) h" },
	{ "handoffs count other attempts than there are", "SELECT COUNT(*) FROM handoff h WHERE h.attempts"
	    " <> (SELECT COUNT(*) FROM attempt a WHERE a.handoff_id = h.id AND a.undone_at IS NULL)" },
	{ "leads are merged into one that is merged itself", "SELECT COUNT(*) FROM lead_record l JOIN lead_record m ON m.id = l.merged_into_id"
	    " WHERE m.merged_into_id = l.id" },
	{ "deals have leads, but none they come from", "SELECT COUNT(*) FROM deal d WHERE EXISTS (SELECT 1 FROM deal_lead x WHERE x.deal_id = d.id)"
	    " AND NOT EXISTS (SELECT 1 FROM deal_lead y WHERE y.primary_of = d.id)" },
	{ "deals come of another handoff than the newest of their lead before they were opened", "SELECT COUNT(*) FROM deal d WHERE NOT d.handoff_id <=>"
	    " (SELECT MAX(h.id) FROM deal_lead x JOIN handoff h ON h.lead_id = x.lead_id WHERE x.primary_of = d.id AND h.first_submitted_at <= d.opened_at"
	    " AND h.state <> 'withdrawn')" },
	{ "deals take back what is another deal's", "SELECT COUNT(*) FROM deal_event r JOIN deal_event e ON e.id = r.reverses_id"
	    " WHERE r.deal_id <> e.deal_id" },
	{ "imports that are done count other rows than they put down", "SELECT COUNT(*) FROM import_file f WHERE f.state = 'done' AND f.found = '[]' AND EXISTS"
	    " (SELECT 1 FROM import_row r WHERE r.import_id = f.id) AND (f.created, f.updated, f.refused) <> (SELECT SUM(r.act = 'create'), SUM(r.act = 'update'),"
	    " SUM(r.act = 'refuse') FROM import_row r WHERE r.import_id = f.id)" },
	{ "imports looked at other rows than they have", "SELECT COUNT(*) FROM import_file f WHERE f.state IN ('ready', 'done') AND f.at_line <> f.lines_total"
	    " AND f.stopped_at IS NULL" },
	{ "leads have a history that no file told", "SELECT COUNT(*) FROM lead_history h LEFT JOIN import_file f ON f.id = h.import_id WHERE f.kind IS NULL OR f.kind <> 'leads'"
	    " OR f.state = 'undone' AND f.left_alone = 0" },
	{ "systems said of leads what no file told", "SELECT COUNT(*) FROM lead_told t LEFT JOIN import_file f ON f.id = t.import_id WHERE f.kind IS NULL OR f.kind <> 'leads'"
	    " OR f.system <> t.system" },
	{ "meetings were held that the promise to meet does not count, or the other way", "SELECT COUNT(*) FROM (SELECT d.promise_id, d.day, SUM(d.numerator) AS n FROM promise p"
	    " JOIN promise_day d ON d.promise_id = p.id AND d.basis = 'period' WHERE p.kind = 'meeting' GROUP BY d.promise_id, d.day) k LEFT JOIN (SELECT promise_id, held_on,"
	    " COUNT(*) AS n FROM meeting WHERE promise_id IS NOT NULL GROUP BY promise_id, held_on) m ON m.promise_id = k.promise_id AND m.held_on = k.day WHERE m.n IS NULL OR m.n <> k.n" },
	{ "issues without a name bear one", "SELECT COUNT(*) FROM aired_issue WHERE is_anonymous AND (author_id IS NOT NULL OR author_team IS NOT NULL)" },
	{ "notes are not what was saved last", "SELECT COUNT(*) FROM meeting_item i WHERE i.note_revision <> (SELECT COALESCE(MAX(n.revision), 0) FROM meeting_note n"
	    " WHERE n.item_id = i.id AND NOT n.is_beside)" },
	{ "points of planned meetings have an outcome", "SELECT COUNT(*) FROM meeting_item i JOIN meeting m ON m.id = i.meeting_id WHERE m.state IN ('planned', 'published')"
	    " AND i.outcome IS NOT NULL" },
	{ "assignments that were carried do not go on", "SELECT COUNT(*) FROM meeting_task t WHERE t.state = 'carried' AND NOT EXISTS (SELECT 1 FROM meeting_task n"
	    " WHERE n.carried_from = t.id)" },
	{ "people who may not sign in watch something", "SELECT COUNT(*) FROM watch w JOIN person p ON p.id = w.person_id WHERE p.disabled_at IS NOT NULL" },
	{ "leads are watched that are erased, merged or were never there", "SELECT COUNT(*) FROM watch w LEFT JOIN lead_record l ON l.id = w.subject_id"
	    " WHERE w.kind = 'lead' AND (l.id IS NULL OR l.erased_at IS NOT NULL OR l.merged_into_id IS NOT NULL)" },
	{ "terms are watched that were never there", "SELECT COUNT(*) FROM watch w LEFT JOIN term t ON t.id = w.subject_id WHERE w.kind = 'term' AND t.id IS NULL" },
	{ "keyed answers were left unfinished", "SELECT COUNT(*) FROM request_key WHERE status = 0" },
	{ 0 }
};

int64_t
invariant_count(struct db *db, const struct invariant *invariant)
{
	return db_integer(db, -1, invariant->sql, "");
}

int64_t
first_deadline(struct db *db, int64_t from)
{
	return db_integer(db, 0, "SELECT UNIX_TIMESTAMP(MIN(deadline)) FROM timer WHERE state = 'running' AND deadline >= ?", "t", from);
}

void
mail_long_sent(struct db *db, int64_t before)
{
	db_run(db, "UPDATE outbox SET state = 'sent', done_at = created_at WHERE state = 'waiting' AND created_at < ?", "t", before);
}

int64_t
campaign_named(struct db *db, const char *name)
{
	return db_integer(db, 0, "SELECT COALESCE(same_as_id, id) FROM campaign WHERE name = ? LIMIT 1", "s", name);
}
