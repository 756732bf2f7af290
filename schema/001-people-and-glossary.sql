-- The ground: who may come in, what was asked before, and the glossary both teams sign.
-- Instants are UTC; days are dates in the organisation's zone. Never edited after release.

-- The one organisation of this database; its zone decides what a day and a month is.
CREATE TABLE IF NOT EXISTS organisation (
	id TINYINT UNSIGNED NOT NULL PRIMARY KEY CHECK (id = 1),
	name VARCHAR(120) NOT NULL,
	time_zone VARCHAR(64) NOT NULL,
	revision INT UNSIGNED NOT NULL DEFAULT 1
);

-- A person of one team, or an observer. Roles are what a person may do beyond reading and their team's acts.
CREATE TABLE IF NOT EXISTS person (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	email VARCHAR(254) NOT NULL,
	name VARCHAR(120) NOT NULL,
	team ENUM('marketing','sales','observer') NOT NULL,
	is_signatory BOOLEAN NOT NULL DEFAULT FALSE,
	is_point_person BOOLEAN NOT NULL DEFAULT FALSE,
	is_administrator BOOLEAN NOT NULL DEFAULT FALSE,
	password_hash VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL,
	time_zone VARCHAR(64) NULL COMMENT 'NULL: the organisation''s',
	disabled_at DATETIME NULL,
	created_at DATETIME NOT NULL,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	UNIQUE KEY person_email (email),
	CHECK (NOT (is_signatory AND team = 'observer'))
);

-- A signed-in browser. Only a hash of the cookie is kept, so a stolen table opens nothing.
CREATE TABLE IF NOT EXISTS session (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	token_hash BINARY(32) NOT NULL,
	csrf_secret BINARY(32) NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	seen_at DATETIME NOT NULL COMMENT 'written at most once a minute',
	ended_at DATETIME NULL,
	UNIQUE KEY session_token (token_hash),
	KEY session_person (person_id, ended_at),
	KEY session_seen (seen_at),
	CONSTRAINT session_of FOREIGN KEY (person_id) REFERENCES person (id)
);

-- A token for programs, shown once, kept as a hash, limited to reading or to writing as its person.
CREATE TABLE IF NOT EXISTS api_token (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	token_hash BINARY(32) NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	name VARCHAR(80) NOT NULL,
	scope ENUM('read','write') NOT NULL,
	created_at DATETIME NOT NULL,
	expires_at DATETIME NULL,
	revoked_at DATETIME NULL,
	UNIQUE KEY api_token_hash (token_hash),
	KEY api_token_person (person_id),
	CONSTRAINT api_token_of FOREIGN KEY (person_id) REFERENCES person (id)
);

-- The first answer to a keyed request: the same form sent twice gets it again. Kept a day.
CREATE TABLE IF NOT EXISTS request_key (
	person_id BIGINT UNSIGNED NOT NULL,
	route VARCHAR(160) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	request_key VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	body_hash BINARY(32) NOT NULL,
	status SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0 only while its transaction is open',
	location VARCHAR(512) NULL,
	etag VARCHAR(64) CHARACTER SET ascii NULL,
	body MEDIUMTEXT NULL,
	created_at DATETIME NOT NULL,
	PRIMARY KEY (person_id, request_key, route),
	KEY request_key_age (created_at),
	CONSTRAINT request_key_of FOREIGN KEY (person_id) REFERENCES person (id)
);

-- What a signed-out person had typed, kept an hour so that the form can be shown again, filled.
CREATE TABLE IF NOT EXISTS carried_form (
	token_hash BINARY(32) NOT NULL PRIMARY KEY,
	person_id BIGINT UNSIGNED NOT NULL,
	path VARCHAR(512) NOT NULL,
	body MEDIUMTEXT NOT NULL,
	created_at DATETIME NOT NULL,
	KEY carried_form_age (created_at),
	CONSTRAINT carried_form_of FOREIGN KEY (person_id) REFERENCES person (id)
);

-- Who did what, when: ids and codes, never words or contact data. The programs may only insert and read.
CREATE TABLE IF NOT EXISTS audit (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	at DATETIME NOT NULL,
	person_id BIGINT UNSIGNED NULL,
	team ENUM('marketing','sales','observer') NULL COMMENT 'the person''s team at that time',
	token_id BIGINT UNSIGNED NULL,
	act VARCHAR(40) CHARACTER SET ascii NOT NULL,
	subject VARCHAR(24) CHARACTER SET ascii NULL,
	subject_id BIGINT UNSIGNED NULL,
	detail VARCHAR(120) NULL COMMENT 'codes and numbers only',
	request_id VARCHAR(64) CHARACTER SET ascii NULL,
	KEY audit_at (at, id),
	KEY audit_subject (subject, subject_id, id),
	KEY audit_person (person_id, id)
);

-- A number an area raises with every change, so that programs know when what they remember is old. It is the sum of
-- sixteen, one of which is raised by chance: writers of different records then seldom meet in one row.
CREATE TABLE IF NOT EXISTS content_slot (
	area VARCHAR(24) CHARACTER SET ascii NOT NULL,
	slot TINYINT UNSIGNED NOT NULL,
	number BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (area, slot)
);

-- A word both teams use. Its meaning is in its versions; here is what may be edited without a signature.
CREATE TABLE IF NOT EXISTS term (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	slug VARCHAR(80) CHARACTER SET ascii NOT NULL,
	name VARCHAR(120) COLLATE utf8mb4_unicode_520_ci NOT NULL COMMENT 'unique without case and accents',
	kind ENUM('word','stage','metric','persona','theme','reason') NOT NULL,
	abbreviations TEXT NOT NULL COMMENT 'one a line',
	synonyms TEXT NOT NULL COMMENT 'one a line',
	marketing_says TEXT NOT NULL,
	sales_says TEXT NOT NULL,
	examples TEXT NOT NULL,
	counter_examples TEXT NOT NULL,
	bindings TEXT NOT NULL COMMENT 'CODE = field, one a line: what of an import answers a criterion',
	owner_id BIGINT UNSIGNED NULL,
	point_marketing_id BIGINT UNSIGNED NULL,
	point_sales_id BIGINT UNSIGNED NULL,
	deprecated_at DATETIME NULL,
	deprecated_why VARCHAR(500) NULL,
	use_instead_id BIGINT UNSIGNED NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	UNIQUE KEY term_slug (slug),
	UNIQUE KEY term_name (name),
	KEY term_kind (kind, name),
	CONSTRAINT term_owner FOREIGN KEY (owner_id) REFERENCES person (id),
	CONSTRAINT term_point_marketing FOREIGN KEY (point_marketing_id) REFERENCES person (id),
	CONSTRAINT term_point_sales FOREIGN KEY (point_sales_id) REFERENCES person (id),
	CONSTRAINT term_instead FOREIGN KEY (use_instead_id) REFERENCES term (id),
	CONSTRAINT term_maker FOREIGN KEY (created_by) REFERENCES person (id)
);

-- Terms a reader of this one should know; kept once per direction named.
CREATE TABLE IF NOT EXISTS term_relation (
	term_id BIGINT UNSIGNED NOT NULL,
	related_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (term_id, related_id),
	KEY term_relation_back (related_id),
	CONSTRAINT term_relation_from FOREIGN KEY (term_id) REFERENCES term (id),
	CONSTRAINT term_relation_to FOREIGN KEY (related_id) REFERENCES term (id),
	CHECK (term_id <> related_id)
);

-- The history of the free edits: one row for each field that changed.
CREATE TABLE IF NOT EXISTS term_edit (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	term_id BIGINT UNSIGNED NOT NULL,
	revision INT UNSIGNED NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales','observer') NOT NULL,
	at DATETIME NOT NULL,
	field VARCHAR(24) CHARACTER SET ascii NOT NULL,
	before_text TEXT NOT NULL,
	after_text TEXT NOT NULL,
	KEY term_edit_term (term_id, id),
	CONSTRAINT term_edit_of FOREIGN KEY (term_id) REFERENCES term (id),
	CONSTRAINT term_edit_by FOREIGN KEY (person_id) REFERENCES person (id)
);

-- One wording of a term. "In force" and "superseded" are not states here: they follow from in_force_at and the clock.
CREATE TABLE IF NOT EXISTS term_version (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	term_id BIGINT UNSIGNED NOT NULL,
	number INT UNSIGNED NOT NULL,
	state ENUM('draft','in_review','ratified','withdrawn') NOT NULL,
	revision INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'of the words; acts and signatures name it',
	meaning TEXT NOT NULL,
	change_note VARCHAR(500) NOT NULL,
	review_by DATE NULL,
	in_force_from DATE NULL COMMENT 'wished for; NULL: as soon as both have signed',
	in_force_at DATETIME NULL COMMENT 'set by the second signature',
	review_due DATE NULL COMMENT 'review_by, moved on when both teams confirm',
	stage_path ENUM('lead','deal') NULL,
	stage_position INT UNSIGNED NULL,
	stage_owner ENUM('marketing','sales') NULL,
	stage_longest_days INT UNSIGNED NULL,
	metric_measure TEXT NULL,
	metric_counts_by VARCHAR(120) NULL,
	metric_closed_event VARCHAR(40) NULL,
	metric_exclude_reasons TEXT NULL COMMENT 'slugs, one a line',
	reason_acts SET('return','disqualify','recycle','lost') NULL,
	began_from INT UNSIGNED NULL COMMENT 'number of the version in force, or chosen, when it was begun',
	imported BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'came out of a file and nobody has edited it since',
	author_id BIGINT UNSIGNED NOT NULL,
	author_team ENUM('marketing','sales','observer') NOT NULL,
	created_at DATETIME NOT NULL,
	edited_by BIGINT UNSIGNED NOT NULL,
	edited_at DATETIME NOT NULL,
	UNIQUE KEY term_version_number (term_id, number),
	KEY term_version_force (term_id, in_force_at, number),
	KEY term_version_open (term_id, state, number),
	KEY term_version_state (state, edited_at),
	KEY term_version_due (review_due),
	KEY term_version_mine (author_id, state, imported),
	KEY term_version_agreed (in_force_at),
	CONSTRAINT term_version_of FOREIGN KEY (term_id) REFERENCES term (id),
	CONSTRAINT term_version_author FOREIGN KEY (author_id) REFERENCES person (id),
	CONSTRAINT term_version_editor FOREIGN KEY (edited_by) REFERENCES person (id),
	CHECK ((state = 'ratified') = (in_force_at IS NOT NULL))
);

-- A question that tells whether the word applies; its code is the same across versions.
CREATE TABLE IF NOT EXISTS criterion (
	version_id BIGINT UNSIGNED NOT NULL,
	position SMALLINT UNSIGNED NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii NOT NULL,
	label VARCHAR(200) NOT NULL,
	kind ENUM('yes_no','number','choice','date','text') NOT NULL,
	bound_min VARCHAR(24) CHARACTER SET ascii NULL COMMENT 'a decimal or, for a date, a day',
	bound_max VARCHAR(24) CHARACTER SET ascii NULL,
	choices TEXT NOT NULL COMMENT 'one a line',
	level ENUM('must','should') NOT NULL,
	evidence BOOLEAN NOT NULL,
	PRIMARY KEY (version_id, position),
	UNIQUE KEY criterion_code (version_id, code),
	CONSTRAINT criterion_of FOREIGN KEY (version_id) REFERENCES term_version (id)
);

-- What happened to a version, comments included: the discussion reads from here.
CREATE TABLE IF NOT EXISTS version_act (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	version_id BIGINT UNSIGNED NOT NULL,
	revision INT UNSIGNED NOT NULL,
	act ENUM('draft','edit','review','signature','objection','withdrawal','ratified','comment','confirmation') NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales','observer') NOT NULL,
	at DATETIME NOT NULL,
	words TEXT NOT NULL COMMENT 'the comment, or the reason of an objection',
	KEY version_act_version (version_id, id),
	KEY version_act_kind (act, id),
	CONSTRAINT version_act_of FOREIGN KEY (version_id) REFERENCES term_version (id),
	CONSTRAINT version_act_by FOREIGN KEY (person_id) REFERENCES person (id)
);

-- One sheet of paper with one or more versions on it; both sides sign the whole sheet.
CREATE TABLE IF NOT EXISTS sheet (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	state ENUM('open','ratified','withdrawn') NOT NULL,
	is_charter BOOLEAN NOT NULL COMMENT 'put together by a person, not by signing one version',
	revision INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'moves when a version on it is edited or objected to',
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	KEY sheet_state (state, is_charter, id),
	CONSTRAINT sheet_by FOREIGN KEY (created_by) REFERENCES person (id)
);

CREATE TABLE IF NOT EXISTS sheet_version (
	sheet_id BIGINT UNSIGNED NOT NULL,
	version_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (sheet_id, version_id),
	KEY sheet_version_version (version_id),
	CONSTRAINT sheet_version_on FOREIGN KEY (sheet_id) REFERENCES sheet (id),
	CONSTRAINT sheet_version_of FOREIGN KEY (version_id) REFERENCES term_version (id)
);

-- A team's yes to one version on one sheet: which words (revision, SHA-256), who, when. Cleared, never deleted.
CREATE TABLE IF NOT EXISTS signature (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	sheet_id BIGINT UNSIGNED NOT NULL,
	version_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales') NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	revision INT UNSIGNED NOT NULL,
	sha256 CHAR(64) CHARACTER SET ascii NOT NULL,
	at DATETIME NOT NULL,
	standing BOOLEAN NULL DEFAULT TRUE COMMENT 'TRUE, or NULL once cleared: so one stands per team',
	cleared_at DATETIME NULL,
	UNIQUE KEY signature_standing (version_id, team, standing),
	KEY signature_sheet (sheet_id, team),
	CONSTRAINT signature_on FOREIGN KEY (sheet_id, version_id) REFERENCES sheet_version (sheet_id, version_id),
	CONSTRAINT signature_by FOREIGN KEY (person_id) REFERENCES person (id),
	CHECK ((standing IS NULL) = (cleared_at IS NOT NULL))
);

-- A team's "still right" for a version whose review date has come; two of them move the date on.
CREATE TABLE IF NOT EXISTS confirmation (
	version_id BIGINT UNSIGNED NOT NULL,
	review_due DATE NOT NULL,
	team ENUM('marketing','sales') NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	at DATETIME NOT NULL,
	PRIMARY KEY (version_id, review_due, team),
	CONSTRAINT confirmation_of FOREIGN KEY (version_id) REFERENCES term_version (id),
	CONSTRAINT confirmation_by FOREIGN KEY (person_id) REFERENCES person (id)
);

-- A file of terms between its dry run and its import.
CREATE TABLE IF NOT EXISTS term_import (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	person_id BIGINT UNSIGNED NOT NULL,
	format ENUM('csv','json') NOT NULL,
	file_name VARCHAR(120) NOT NULL,
	content MEDIUMTEXT NOT NULL,
	created_at DATETIME NOT NULL,
	done_at DATETIME NULL,
	created_terms INT UNSIGNED NULL,
	changed_terms INT UNSIGNED NULL,
	same_terms INT UNSIGNED NULL,
	refused_rows INT UNSIGNED NULL,
	KEY term_import_person (person_id, id),
	CONSTRAINT term_import_of FOREIGN KEY (person_id) REFERENCES person (id)
);

INSERT IGNORE INTO organisation (id, name, time_zone) VALUES (1, 'Your organisation', 'UTC');

INSERT IGNORE INTO content_slot (area, slot, number)
SELECT 'glossary', seq, 1 FROM seq_0_to_15;

CREATE OR REPLACE VIEW content_version AS
SELECT first.area, (SELECT SUM(s.number) FROM content_slot s WHERE s.area = first.area) AS number
FROM content_slot first WHERE first.slot = 0;

-- The teams, so that counts can be asked for one of them without computing all.
CREATE TABLE IF NOT EXISTS team (
	team ENUM('marketing','sales','observer') NOT NULL PRIMARY KEY
);

INSERT IGNORE INTO team (team) VALUES ('marketing'), ('sales'), ('observer');

-- What the shell counts for a team: one row for each, joined into the statement that finds the session.
CREATE OR REPLACE VIEW shell_count AS
SELECT team.team, IF(team.team = 'observer', 0, (SELECT COUNT(*) FROM term_version v WHERE v.state = 'in_review'
	AND NOT EXISTS (SELECT 1 FROM signature s WHERE s.version_id = v.id AND s.team = team.team AND s.standing = TRUE))) AS terms_to_sign
FROM team;
