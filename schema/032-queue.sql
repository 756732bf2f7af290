-- Saved views may be renamed and are told apart by name; and the shell counts leads.

ALTER TABLE saved_view
	ADD COLUMN IF NOT EXISTS revision INT UNSIGNED NOT NULL DEFAULT 1,
	ADD COLUMN IF NOT EXISTS edited_by BIGINT UNSIGNED NULL COMMENT 'who changed it last; NULL: nobody since it was saved',
	ADD COLUMN IF NOT EXISTS edited_at DATETIME NULL,
	ADD COLUMN IF NOT EXISTS scope VARCHAR(28) CHARACTER SET ascii COLLATE ascii_bin
		AS (IF(team IS NULL, CONCAT('person ', person_id), team)) PERSISTENT COMMENT 'within which a name is used once',
	ADD UNIQUE KEY IF NOT EXISTS saved_view_name (scope, name);

-- The shell counts, too, how many handoffs wait for a team, as far as a hundred, and whether one is due within two hours. It reads no more
-- entries of one index than it counts.
CREATE OR REPLACE VIEW shell_count AS
SELECT team.team, IF(team.team = 'observer', 0, (SELECT COUNT(*) FROM term_version v WHERE v.state = 'in_review'
	AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.version_id = v.id AND s.team = team.team AND s.standing = TRUE))) AS terms_to_sign,
	IF(team.team = 'observer', 0, (SELECT COUNT(*) FROM agreement a WHERE a.state = 'in_review'
	AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.agreement_id = a.id AND s.team = team.team AND s.standing = TRUE))) AS agreements_to_sign,
	CASE team.team
		WHEN 'sales' THEN (SELECT COUNT(*) FROM (SELECT 1 FROM handoff FORCE INDEX (handoff_queue) WHERE queue_at >= 1 << 62 LIMIT 100) s)
		WHEN 'marketing' THEN (SELECT COUNT(*) FROM (SELECT 1 FROM handoff FORCE INDEX (handoff_queue) WHERE queue_at < 1 << 62 LIMIT 100) m)
		ELSE 0 END AS leads_waiting,
	CASE team.team
		WHEN 'sales' THEN EXISTS (SELECT 1 FROM handoff FORCE INDEX (handoff_queue)
			WHERE queue_at >= (1 << 62) + ((UNIX_TIMESTAMP() - 1577836800) << 31) AND queue_at < (1 << 62) + ((UNIX_TIMESTAMP() + 7200 - 1577836800) << 31))
		WHEN 'marketing' THEN EXISTS (SELECT 1 FROM handoff FORCE INDEX (handoff_queue)
			WHERE queue_at >= (UNIX_TIMESTAMP() - 1577836800) << 31 AND queue_at < (UNIX_TIMESTAMP() + 7200 - 1577836800) << 31)
		ELSE FALSE END AS leads_due
FROM team;
