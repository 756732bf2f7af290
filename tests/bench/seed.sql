-- Leads by the number, made the same way every time: a lead for each number, nine of ten handed over, the newest handoffs still open with their
-- clocks: 500 and one in 400, as what waits is a matter of days however long the history is. Everything stands above what the sample left; @leads says how many, from 10,000 to a million.
-- Names hold what HTML has to escape, and letters of more than one byte.
SET SESSION foreign_key_checks = 0, SESSION unique_checks = 0;
SET @base = 1000000, @now = (SELECT DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%d %H:00:00'));
SET @version = (SELECT MAX(h.term_version_id) FROM handoff h), @agreement = (SELECT MAX(id) FROM agreement WHERE in_force_at <= UTC_TIMESTAMP()),
	@calendar = (SELECT MAX(h.calendar_version_id) FROM handoff h), @promise = (SELECT MIN(id) FROM promise WHERE kind = 'decision'),
	@marketer = (SELECT MIN(id) FROM person WHERE team = 'marketing'), @seller = (SELECT MIN(id) FROM person WHERE team = 'sales'),
	@sellers = (SELECT COUNT(*) FROM person WHERE team = 'sales'), @source = (SELECT MIN(id) FROM source WHERE is_known);

CREATE TEMPORARY TABLE n (seq INT UNSIGNED NOT NULL PRIMARY KEY, crc INT UNSIGNED NOT NULL, crc2 INT UNSIGNED NOT NULL, is_open BOOLEAN NOT NULL, at DATETIME NOT NULL,
	due DATETIME NOT NULL, owner BIGINT UNSIGNED NULL) ENGINE=Aria TRANSACTIONAL=0
SELECT seq, CRC32(seq * 7919) AS crc, CRC32(seq * 104729 + 1) AS crc2, seq > @leads - 500 - @leads DIV 400 AND seq % 10 <> 0 AS is_open,
	@now - INTERVAL (@leads - seq) * (180 * 86400) DIV @leads SECOND AS at, @now + INTERVAL 7200 + CRC32(seq * 31) % 864000 SECOND AS due, NULL AS owner
FROM seq_1_to_1000000 WHERE seq <= @leads;
UPDATE n SET owner = (SELECT id FROM person WHERE team = 'sales' AND disabled_at IS NULL ORDER BY id LIMIT 1) WHERE NOT is_open OR crc % 4 = 0;

INSERT INTO account (id, name, domain, created_at)
SELECT @base + seq, CONCAT(ELT(1 + CRC32(seq) % 8, 'Fernhill', 'O''Neill & Sons', 'Bäckerei Groß', 'Aster "Labs"', 'Novák', 'Quarry <North>', 'Møller', 'Sato'), ' ', seq),
	CONCAT('company-', seq, '.example'), '2026-01-01'
FROM seq_1_to_50000 WHERE seq <= GREATEST(@leads DIV 20, 1);

INSERT INTO lead_record (id, account_id, name, name_key, company, job, email, email_key, domain, phone, phone_key, origin, source_id, converted_at, owner_marketing_id, owner_sales_id,
	handoffs, created_by, created_team, created_at)
SELECT @base + seq, @base + 1 + seq % GREATEST(@leads DIV 20, 1), CONCAT(ELT(1 + crc % 10, 'Anna', 'José', 'Zoë', 'D''Arcy', 'Mei', 'Łukasz', 'Ann & Bob', 'Siobhán', 'Omar', 'Ingrid'), ' ', ELT(1 + crc2 % 10,
	'Weber', 'Núñez', 'O''Neill', 'Smith', 'Çelik', 'Osei', '<Lind>', 'Tanaka', 'Rossi', 'Dvořák'), ' ', seq), CONCAT(seq, ' person'),
	CONCAT('Company ', 1 + seq % GREATEST(@leads DIV 20, 1)), 'Buyer', CONCAT('lead-', seq, '@company-', 1 + seq % GREATEST(@leads DIV 20, 1), '.example'),
	CONCAT('lead-', seq, '@company-', 1 + seq % GREATEST(@leads DIV 20, 1), '.example'), CONCAT('company-', 1 + seq % GREATEST(@leads DIV 20, 1), '.example'),
	CONCAT('+49 30 ', LPAD(seq, 9, '0')), LPAD(seq, 9, '0'), ELT(1 + crc % 4, 'marketing', 'marketing', 'sales', 'partner'), @source, at, @marketer, owner,
	seq % 10 <> 0, @marketer, 'marketing', at
FROM n;

INSERT INTO lead_word (word, lead_id) SELECT CONCAT('w', LPAD(CONV(crc % 60466176, 10, 36), 5, '0')), @base + seq FROM n ORDER BY 1, 2;
INSERT INTO lead_ref (system, external_id, lead_id) SELECT 'crm', LPAD(seq, 9, '0'), @base + seq FROM n;

INSERT INTO handoff (id, lead_id, state, is_final, term_version_id, agreement_id, calendar_version_id, author_id, owner_id, assigned_at, first_assigned_at, words, how_entered, submitted_at,
	first_submitted_at, decision, decided_at, attempts, outcome, outcome_at, all_known, all_met, in_volume, due_timer_id, queue_at, owner_at, author_at)
SELECT @base + seq, @base + seq, IF(is_open, 'submitted', ELT(1 + crc2 % 4, 'qualified', 'disqualified', 'disqualified', 'returned')), NOT is_open, @version, @agreement, @calendar, @marketer, owner,
	IF(owner IS NULL, NULL, at), IF(owner IS NULL, NULL, at), CONCAT('Could you price ', crc % 400, ' seats & tell us when we could start?'), 'Asked on the website', at, at,
	IF(is_open, NULL, IF(crc2 % 4 = 3, 'returned', 'accepted')), IF(is_open, NULL, at + INTERVAL 3 HOUR), IF(is_open, 0, 2), IF(is_open OR crc2 % 4 = 3, NULL, IF(crc2 % 4 = 0, 'qualified', 'disqualified')),
	IF(is_open OR crc2 % 4 = 3, NULL, at + INTERVAL 4 DAY), TRUE, TRUE, TRUE, IF(is_open, @base + seq, NULL),
	IF(is_open, (1 << 62) | ((UNIX_TIMESTAMP(due) - 1577836800) << 31) | (@base + seq), NULL),
	IF(is_open, LOWER(CONCAT(LPAD(HEX(COALESCE(owner, 0)), 12, '0'), LPAD(HEX((1 << 62) | ((UNIX_TIMESTAMP(due) - 1577836800) << 31) | (@base + seq)), 16, '0'))), NULL),
	IF(is_open, LOWER(CONCAT(LPAD(HEX(@marketer), 12, '0'), LPAD(HEX((1 << 62) | ((UNIX_TIMESTAMP(due) - 1577836800) << 31) | (@base + seq)), 16, '0'))), NULL)
FROM n WHERE seq % 10 <> 0;

INSERT INTO handoff_act (handoff_id, round, act, to_state, person_id, team, at, recorded_at, words) SELECT @base + seq, 1, 'submission', 'submitted', @marketer, 'marketing', at, at, '' FROM n WHERE seq % 10 <> 0;
INSERT INTO handoff_answer (handoff_id, round, gate, code, value, is_unknown, evidence, verdict)
SELECT @base + n.seq, 1, 'mql', c.code, CASE c.kind WHEN 'number' THEN 20 + n.crc % 400 WHEN 'choice' THEN SUBSTRING_INDEX(c.choices, '\n', 1) WHEN 'date' THEN '2027-01-15' WHEN 'text' THEN 'As they said' ELSE 'yes' END,
	FALSE, 'In their mail', 'meets' FROM n JOIN criterion c ON c.version_id = @version WHERE n.is_open;
INSERT INTO timer (id, kind, promise_id, line_id, calendar_version_id, team, subject, subject_id, person_id, started_at, open_minutes, deadline, state)
SELECT @base + seq, 'decision', @promise, @promise, @calendar, 'sales', 'handoff', @base + seq, owner, at, 480, due, 'running' FROM n WHERE is_open;
INSERT INTO timer_event (timer_id, step, at, recorded_at) SELECT @base + seq, 'start', at, at FROM n WHERE is_open;
DROP TEMPORARY TABLE n;
ANALYZE TABLE account, lead_record, lead_word, lead_ref, handoff, handoff_act, handoff_answer, timer, timer_event;
SELECT 'seeded', (SELECT COUNT(*) FROM lead_record WHERE id > @base), (SELECT COUNT(*) FROM handoff WHERE id > @base), (SELECT COUNT(*) FROM handoff WHERE queue_at IS NOT NULL AND id > @base),
	-- Of what does not depend on the hour: times only as far as they lie behind or before it.
	(SELECT BIT_XOR(CRC32(CONCAT_WS('|', id, account_id, name, company, email, phone_key, origin, TIMESTAMPDIFF(SECOND, created_at, @now)))) FROM lead_record WHERE id > @base)
	^ (SELECT BIT_XOR(CRC32(CONCAT_WS('|', lead_id, word))) FROM lead_word WHERE lead_id > @base)
	^ (SELECT BIT_XOR(CRC32(CONCAT_WS('|', id, lead_id, state, is_final, decision, outcome, words, TIMESTAMPDIFF(SECOND, submitted_at, @now), due_timer_id))) FROM handoff WHERE id > @base)
	^ (SELECT BIT_XOR(CRC32(CONCAT_WS('|', id, subject_id, TIMESTAMPDIFF(SECOND, @now, deadline)))) FROM timer WHERE id > @base) AS checksum;
