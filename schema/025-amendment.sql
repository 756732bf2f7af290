-- Amendments: corrections of a calendar's past that both teams sign, and what they changed, with the old values beside the new.

-- One amendment: which calendar had days wrong, and why. Its states are those of a version; ratified is when it was applied.
CREATE TABLE IF NOT EXISTS amendment (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	number INT UNSIGNED NOT NULL,
	state ENUM('draft','in_review','ratified','withdrawn') NOT NULL,
	revision INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'of its words and days; acts and signatures name it',
	calendar_id BIGINT UNSIGNED NOT NULL,
	reason VARCHAR(1000) NOT NULL COMMENT 'words',
	author_id BIGINT UNSIGNED NOT NULL,
	author_team ENUM('marketing','sales','observer') NOT NULL,
	created_at DATETIME NOT NULL,
	edited_by BIGINT UNSIGNED NOT NULL,
	edited_at DATETIME NOT NULL,
	applied_at DATETIME NULL COMMENT 'the second signature',
	flipped INT UNSIGNED NULL COMMENT 'results it changed',
	running INT UNSIGNED NULL COMMENT 'clocks that ran and got another deadline',
	moved INT UNSIGNED NULL COMMENT 'results that stayed, with another deadline',
	UNIQUE KEY amendment_number (number),
	KEY amendment_state (state, number),
	KEY amendment_calendar (calendar_id, number),
	CONSTRAINT amendment_of FOREIGN KEY (calendar_id) REFERENCES calendar (id),
	CONSTRAINT amendment_author FOREIGN KEY (author_id) REFERENCES person (id),
	CONSTRAINT amendment_editor FOREIGN KEY (edited_by) REFERENCES person (id),
	CHECK ((state = 'ratified') = (applied_at IS NOT NULL))
);

-- A day as it ought to have been.
CREATE TABLE IF NOT EXISTS amendment_day (
	amendment_id BIGINT UNSIGNED NOT NULL,
	day DATE NOT NULL,
	name VARCHAR(120) NOT NULL,
	hours VARCHAR(200) CHARACTER SET ascii NOT NULL COMMENT 'as those of calendar_exception',
	PRIMARY KEY (amendment_id, day),
	CONSTRAINT amendment_day_of FOREIGN KEY (amendment_id) REFERENCES amendment (id)
);

-- What happened to an amendment.
CREATE TABLE IF NOT EXISTS amendment_act (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	amendment_id BIGINT UNSIGNED NOT NULL,
	revision INT UNSIGNED NOT NULL,
	act ENUM('draft','edit','review','signature','objection','withdrawal','ratified') NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales','observer') NOT NULL,
	at DATETIME NOT NULL,
	words TEXT NOT NULL COMMENT 'the reason of an objection',
	KEY amendment_act_of (amendment_id, id),
	CONSTRAINT amendment_act_amendment FOREIGN KEY (amendment_id) REFERENCES amendment (id),
	CONSTRAINT amendment_act_by FOREIGN KEY (person_id) REFERENCES person (id)
);

-- A team's yes to an amendment and to the list of results it changes (SHA-256). Cleared, never deleted.
CREATE TABLE IF NOT EXISTS amendment_signature (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	amendment_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales') NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	revision INT UNSIGNED NOT NULL,
	sha256 CHAR(64) CHARACTER SET ascii NOT NULL,
	at DATETIME NOT NULL,
	standing BOOLEAN NULL DEFAULT TRUE COMMENT 'TRUE, or NULL once cleared: so one stands per team',
	cleared_at DATETIME NULL,
	UNIQUE KEY amendment_signature_standing (amendment_id, team, standing),
	CONSTRAINT amendment_signature_of FOREIGN KEY (amendment_id) REFERENCES amendment (id),
	CONSTRAINT amendment_signature_by FOREIGN KEY (person_id) REFERENCES person (id),
	CHECK ((standing IS NULL) = (cleared_at IS NOT NULL))
);

-- What an amendment changed on one clock: the values before it and those it gave. Results are as they read at that moment.
CREATE TABLE IF NOT EXISTS timer_correction (
	amendment_id BIGINT UNSIGNED NOT NULL,
	timer_id BIGINT UNSIGNED NOT NULL,
	flipped BOOLEAN NOT NULL COMMENT 'the result is another; else only the deadline',
	old_calendar_version_id BIGINT UNSIGNED NOT NULL COMMENT 'versions are never taken away',
	new_calendar_version_id BIGINT UNSIGNED NOT NULL,
	old_deadline DATETIME NULL,
	new_deadline DATETIME NULL,
	old_state ENUM('running','paused','met','missed','cancelled') NOT NULL,
	new_state ENUM('running','paused','met','missed','cancelled') NOT NULL,
	PRIMARY KEY (amendment_id, flipped, timer_id),
	KEY timer_correction_timer (timer_id, amendment_id),
	CONSTRAINT timer_correction_by FOREIGN KEY (amendment_id) REFERENCES amendment (id),
	CONSTRAINT timer_correction_of FOREIGN KEY (timer_id) REFERENCES timer (id)
);

-- What a promise added up to in a month before an amendment and after it, by the day of the deadline.
CREATE TABLE IF NOT EXISTS amendment_month (
	amendment_id BIGINT UNSIGNED NOT NULL,
	line_id BIGINT UNSIGNED NOT NULL,
	month DATE NOT NULL COMMENT 'its first day, in the organisation''s zone',
	old_numerator INT UNSIGNED NOT NULL,
	old_denominator INT UNSIGNED NOT NULL,
	new_numerator INT UNSIGNED NOT NULL,
	new_denominator INT UNSIGNED NOT NULL,
	PRIMARY KEY (amendment_id, line_id, month),
	KEY amendment_month_line (line_id, month),
	CONSTRAINT amendment_month_by FOREIGN KEY (amendment_id) REFERENCES amendment (id),
	CONSTRAINT amendment_month_of FOREIGN KEY (line_id) REFERENCES promise (id)
);

-- A version that an amendment made stands in for the one it corrects: it is valid from the same day and has a higher number.
ALTER TABLE calendar_version
	ADD COLUMN IF NOT EXISTS corrects INT UNSIGNED NULL COMMENT 'number of the version as it was first made; NULL: this is one' AFTER number,
	ADD COLUMN IF NOT EXISTS amendment_id BIGINT UNSIGNED NULL COMMENT 'what made it',
	ADD CONSTRAINT calendar_version_amended FOREIGN KEY IF NOT EXISTS calendar_version_amended (amendment_id) REFERENCES amendment (id);

-- The clocks that a day touches: begun before its end, due after its beginning.
ALTER TABLE timer ADD KEY IF NOT EXISTS timer_calendar_span (calendar_version_id, deadline, started_at);

-- The shell counts amendments that wait for a team's signature with the agreements.
CREATE OR REPLACE VIEW shell_count AS
SELECT team.team, IF(team.team = 'observer', 0, (SELECT COUNT(*) FROM term_version v WHERE v.state = 'in_review'
	AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.version_id = v.id AND s.team = team.team AND s.standing = TRUE))) AS terms_to_sign,
	IF(team.team = 'observer', 0, (SELECT COUNT(*) FROM agreement a WHERE a.state = 'in_review'
	AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.agreement_id = a.id AND s.team = team.team AND s.standing = TRUE))
	+ (SELECT COUNT(*) FROM amendment m WHERE m.state = 'in_review'
	AND NOT EXISTS (SELECT 1 FROM amendment_signature g WHERE g.amendment_id = m.id AND g.team = team.team AND g.standing = TRUE))) AS agreements_to_sign
FROM team;
