-- The agreement: a text and typed promises of both teams, in versions with the same two keys as a definition.

-- One version. "In force" and "superseded" are not states here: they follow from in_force_at and the clock.
CREATE TABLE IF NOT EXISTS agreement (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	number INT UNSIGNED NOT NULL,
	state ENUM('draft','in_review','ratified','withdrawn') NOT NULL,
	revision INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'of the words; acts and signatures name it',
	text TEXT NOT NULL,
	change_note VARCHAR(500) NOT NULL,
	valid_from DATE NULL COMMENT 'wished for; NULL: as soon as both have signed',
	in_force_at DATETIME NULL COMMENT 'set by the second signature',
	calendar_id BIGINT UNSIGNED NOT NULL,
	gate_id BIGINT UNSIGNED NOT NULL COMMENT 'the term a handoff must meet',
	pause_reasons TEXT NOT NULL COMMENT 'one a line: for what a clock may be paused',
	pause_most_minutes INT UNSIGNED NOT NULL COMMENT 'open minutes of pause one handoff may have in all',
	backdate_days INT UNSIGNED NOT NULL COMMENT 'open days an attempt may be recorded late',
	warn_at VARCHAR(40) CHARACTER SET ascii NOT NULL COMMENT 'percent of a target, rising, parted by blanks: when its people are warned',
	began_from INT UNSIGNED NULL COMMENT 'number of the version it was begun from',
	author_id BIGINT UNSIGNED NOT NULL,
	author_team ENUM('marketing','sales','observer') NOT NULL,
	created_at DATETIME NOT NULL,
	edited_by BIGINT UNSIGNED NOT NULL,
	edited_at DATETIME NOT NULL,
	UNIQUE KEY agreement_number (number),
	KEY agreement_force (in_force_at, number),
	KEY agreement_state (state, number),
	CONSTRAINT agreement_calendar FOREIGN KEY (calendar_id) REFERENCES calendar (id),
	CONSTRAINT agreement_gate FOREIGN KEY (gate_id) REFERENCES term (id),
	CONSTRAINT agreement_author FOREIGN KEY (author_id) REFERENCES person (id),
	CONSTRAINT agreement_editor FOREIGN KEY (edited_by) REFERENCES person (id),
	CHECK ((state = 'ratified') = (in_force_at IS NOT NULL))
);

-- One promise of a version. The same promise in the next version has the same line, so its months stand side by side.
CREATE TABLE IF NOT EXISTS promise (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	agreement_id BIGINT UNSIGNED NOT NULL,
	position SMALLINT UNSIGNED NOT NULL,
	line_id BIGINT UNSIGNED NULL COMMENT 'the first promise of its line; its own id there',
	kind ENUM('volume','quality','context','handover','answer','decision','first_attempt','attempts','worked','feedback','meeting') NOT NULL,
	party ENUM('marketing','sales','both') NOT NULL,
	definition_id BIGINT UNSIGNED NULL COMMENT 'the term that is counted',
	quantity INT UNSIGNED NULL COMMENT 'of a volume: how many a month',
	pace ENUM('even','open') NULL,
	percent TINYINT UNSIGNED NULL,
	open_minutes INT UNSIGNED NULL,
	business_days INT UNSIGNED NULL,
	attempts INT UNSIGNED NULL,
	days INT UNSIGNED NULL,
	within_days INT UNSIGNED NULL,
	scope_kind ENUM('source','persona','criterion') NULL,
	scope_code VARCHAR(40) CHARACTER SET ascii NULL COMMENT 'of a criterion',
	scope_value VARCHAR(120) NULL COMMENT 'name of the source, slug of the persona, answer to the criterion',
	measured ENUM('own','feed') NOT NULL DEFAULT 'own',
	UNIQUE KEY promise_position (agreement_id, position),
	KEY promise_line (line_id),
	KEY promise_definition (definition_id),
	CONSTRAINT promise_of FOREIGN KEY (agreement_id) REFERENCES agreement (id),
	CONSTRAINT promise_counts FOREIGN KEY (definition_id) REFERENCES term (id),
	CONSTRAINT promise_line_of FOREIGN KEY (line_id) REFERENCES promise (id)
);

-- What happened to a version, comments included: the discussion reads from here.
CREATE TABLE IF NOT EXISTS agreement_act (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	agreement_id BIGINT UNSIGNED NOT NULL,
	revision INT UNSIGNED NOT NULL,
	act ENUM('draft','edit','review','signature','objection','withdrawal','ratified','comment') NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales','observer') NOT NULL,
	at DATETIME NOT NULL,
	words TEXT NOT NULL COMMENT 'the comment, or the reason of an objection',
	KEY agreement_act_of (agreement_id, id),
	CONSTRAINT agreement_act_agreement FOREIGN KEY (agreement_id) REFERENCES agreement (id),
	CONSTRAINT agreement_act_by FOREIGN KEY (person_id) REFERENCES person (id)
);

-- The agreement on a sheet, alone or beside versions of terms.
CREATE TABLE IF NOT EXISTS sheet_agreement (
	sheet_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	agreement_id BIGINT UNSIGNED NOT NULL,
	KEY sheet_agreement_agreement (agreement_id),
	CONSTRAINT sheet_agreement_on FOREIGN KEY (sheet_id) REFERENCES sheet (id),
	CONSTRAINT sheet_agreement_of FOREIGN KEY (agreement_id) REFERENCES agreement (id)
);

-- A signature is a team's yes to a version of a term or to a version of the agreement.
ALTER TABLE signature MODIFY version_id BIGINT UNSIGNED NULL;
ALTER TABLE signature
	ADD COLUMN IF NOT EXISTS agreement_id BIGINT UNSIGNED NULL AFTER version_id,
	ADD UNIQUE KEY IF NOT EXISTS signature_agreement (agreement_id, team, standing),
	ADD CONSTRAINT signature_agreement_of FOREIGN KEY IF NOT EXISTS signature_agreement_of (agreement_id) REFERENCES agreement (id),
	ADD CONSTRAINT IF NOT EXISTS signature_to CHECK ((version_id IS NULL) <> (agreement_id IS NULL));

-- The shell counts agreements that wait for a team's signature, too.
CREATE OR REPLACE VIEW shell_count AS
SELECT team.team, IF(team.team = 'observer', 0, (SELECT COUNT(*) FROM term_version v WHERE v.state = 'in_review'
	AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.version_id = v.id AND s.team = team.team AND s.standing = TRUE))) AS terms_to_sign,
	IF(team.team = 'observer', 0, (SELECT COUNT(*) FROM agreement a WHERE a.state = 'in_review'
	AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.agreement_id = a.id AND s.team = team.team AND s.standing = TRUE))) AS agreements_to_sign
FROM team;

INSERT IGNORE INTO content_slot (area, slot, number)
SELECT 'sla', seq, 1 FROM seq_0_to_15;
