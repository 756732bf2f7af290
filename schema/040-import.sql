-- Imports: files out of other systems, what each row of them did, and what those systems said of a lead.

-- One file: what it was taken for, what somebody settled about it, how far it is. Its text is in pieces until it is done.
CREATE TABLE IF NOT EXISTS import_file (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	revision INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'moves with what is settled and with every act',
	kind ENUM('leads','attempts','deals') NOT NULL,
	file_name VARCHAR(120) NOT NULL,
	bytes INT UNSIGNED NOT NULL,
	encoding VARCHAR(16) CHARACTER SET ascii NOT NULL,
	delimiter VARCHAR(1) CHARACTER SET ascii NOT NULL,
	lines_total INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'rows besides the first line and a footer',
	pieces INT UNSIGNED NOT NULL DEFAULT 0,
	footer VARCHAR(300) NOT NULL DEFAULT '' COMMENT 'a last line that was left out',
	headers MEDIUMTEXT NOT NULL COMMENT 'JSON: the names of its columns',
	found MEDIUMTEXT NOT NULL COMMENT 'personal; JSON: of each column what stands in it; empty once it is done',
	mapping MEDIUMTEXT NOT NULL COMMENT 'JSON: what was settled; before that the guess',
	system VARCHAR(40) CHARACTER SET ascii NOT NULL DEFAULT '' COMMENT 'of the mapping',
	state ENUM('columns','checking','ready','running','stopped','done','undoing','undone') NOT NULL,
	at_piece INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of the pass that runs: the next piece; of an undo: rows taken back',
	at_line INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'rows that were looked at in this pass',
	created INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'as the next: of the check, then of the import',
	updated INT UNSIGNED NOT NULL DEFAULT 0,
	same INT UNSIGNED NOT NULL DEFAULT 0,
	refused INT UNSIGNED NOT NULL DEFAULT 0,
	flagged INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'with dates that cannot be so',
	held INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'whose stage would have moved back',
	left_alone INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of an undo: rows that others have gone on with',
	person_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales','observer') NOT NULL,
	token_id BIGINT UNSIGNED NULL,
	made_at DATETIME NOT NULL,
	started_at DATETIME NULL,
	done_at DATETIME NULL,
	undone_at DATETIME NULL,
	waits BOOLEAN AS (state IN ('checking','running','undoing')) PERSISTENT COMMENT 'for the background program',
	KEY import_file_waits (waits, id),
	CONSTRAINT import_file_by FOREIGN KEY (person_id) REFERENCES person (id)
);

-- Some hundred rows of a file that is not done yet.
CREATE TABLE IF NOT EXISTS import_piece (
	import_id BIGINT UNSIGNED NOT NULL,
	number INT UNSIGNED NOT NULL COMMENT 'from 0',
	content MEDIUMTEXT NOT NULL COMMENT 'personal; JSON: [[line, [cell, …] or what is wrong with it], …]',
	PRIMARY KEY (import_id, number),
	CONSTRAINT import_piece_of FOREIGN KEY (import_id) REFERENCES import_file (id)
);

-- By what the rows of one file name their records, hashed: the first row of a name has it.
CREATE TABLE IF NOT EXISTS import_key (
	import_id BIGINT UNSIGNED NOT NULL,
	hash BINARY(16) NOT NULL,
	line INT UNSIGNED NOT NULL,
	PRIMARY KEY (import_id, hash),
	CONSTRAINT import_key_of FOREIGN KEY (import_id) REFERENCES import_file (id)
);

-- What a row did, so that it can be taken back, or why it was left out, so that it can be mended. Nothing for rows that changed nothing.
CREATE TABLE IF NOT EXISTS import_row (
	import_id BIGINT UNSIGNED NOT NULL,
	line INT UNSIGNED NOT NULL,
	act ENUM('create','update','refuse') NOT NULL,
	subject_id BIGINT UNSIGNED NULL COMMENT 'the lead, deal or attempt',
	revision INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'that it had then',
	before_row MEDIUMTEXT NULL COMMENT 'personal; JSON: what it was before',
	cells MEDIUMTEXT NULL COMMENT 'personal; JSON: of a row left out, its cells',
	problems TEXT NULL COMMENT 'personal; JSON: of a row left out, [[column, value, words], …]',
	flags INT UNSIGNED NOT NULL DEFAULT 0,
	taken_back BOOLEAN NULL COMMENT 'by an undo; FALSE: others have gone on with it',
	PRIMARY KEY (import_id, line),
	KEY import_row_act (import_id, act, line),
	KEY import_row_subject (subject_id, import_id),
	CONSTRAINT import_row_of FOREIGN KEY (import_id) REFERENCES import_file (id)
);

-- What another system says of a lead: its label, its history, and the columns that were kept for definitions. All of it is imported.
CREATE TABLE IF NOT EXISTS lead_history (
	lead_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	import_id BIGINT UNSIGNED NOT NULL COMMENT 'that said so last',
	system VARCHAR(40) CHARACTER SET ascii NOT NULL DEFAULT '',
	stage_id BIGINT UNSIGNED NULL COMMENT 'its label, a term of kind stage; else stage_name',
	stage_name VARCHAR(120) NOT NULL DEFAULT '',
	status VARCHAR(120) NOT NULL DEFAULT '',
	record_made_at DATETIME NULL,
	mql_at DATETIME NULL,
	sal_at DATETIME NULL,
	sql_at DATETIME NULL,
	outcome ENUM('qualified','disqualified','recycled') NULL,
	won_at DATETIME NULL,
	lost_at DATETIME NULL,
	currency CHAR(3) CHARACTER SET ascii NULL,
	amount_minor BIGINT NULL,
	flags INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'dates that cannot be so',
	kept TEXT NULL COMMENT 'personal; JSON: columns by their names',
	said TEXT NOT NULL COMMENT 'personal; JSON: the whole row, to know what a later file changes',
	told_at DATETIME NOT NULL,
	KEY lead_history_mql (mql_at, lead_id),
	KEY lead_history_won (won_at, lead_id),
	KEY lead_history_stage (stage_id, lead_id),
	KEY lead_history_import (import_id, lead_id),
	CONSTRAINT lead_history_of FOREIGN KEY (lead_id) REFERENCES lead_record (id),
	CONSTRAINT lead_history_told FOREIGN KEY (import_id) REFERENCES import_file (id),
	CONSTRAINT lead_history_label FOREIGN KEY (stage_id) REFERENCES term (id),
	CHECK ((currency IS NULL) = (amount_minor IS NULL))
);

-- What another system says of a deal, to know what a later file changes.
CREATE TABLE IF NOT EXISTS deal_history (
	deal_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	import_id BIGINT UNSIGNED NOT NULL,
	flags INT UNSIGNED NOT NULL DEFAULT 0,
	said TEXT NOT NULL,
	told_at DATETIME NOT NULL,
	CONSTRAINT deal_history_of FOREIGN KEY (deal_id) REFERENCES deal (id),
	CONSTRAINT deal_history_told FOREIGN KEY (import_id) REFERENCES import_file (id)
);

-- What was settled for the last file of a kind and a system, for the next one.
CREATE TABLE IF NOT EXISTS import_memory (
	kind ENUM('leads','attempts','deals') NOT NULL,
	system VARCHAR(40) CHARACTER SET ascii NOT NULL,
	mapping MEDIUMTEXT NOT NULL,
	PRIMARY KEY (kind, system)
);
