-- The shell counts, too, how many handoffs wait for a team, as far as a hundred. It reads no more entries of one index than it counts.
CREATE OR REPLACE VIEW shell_count AS
SELECT team.team, IF(team.team = 'observer', 0, (SELECT COUNT(*) FROM term_version v WHERE v.state = 'in_review'
	AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.version_id = v.id AND s.team = team.team AND s.standing = TRUE))) AS terms_to_sign,
	IF(team.team = 'observer', 0, (SELECT COUNT(*) FROM agreement a WHERE a.state = 'in_review'
	AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.agreement_id = a.id AND s.team = team.team AND s.standing = TRUE))) AS agreements_to_sign,
	CASE team.team
		WHEN 'sales' THEN (SELECT COUNT(*) FROM (SELECT 1 FROM handoff FORCE INDEX (handoff_queue) WHERE queue_at >= 1 << 62 LIMIT 100) s)
		WHEN 'marketing' THEN (SELECT COUNT(*) FROM (SELECT 1 FROM handoff FORCE INDEX (handoff_queue) WHERE queue_at < 1 << 62 LIMIT 100) m)
		ELSE 0 END AS leads_waiting
FROM team;
