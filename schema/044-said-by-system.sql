-- What each system said of a lead last, to know what its next file changes. Kept for every system: a file of one says nothing about another's.
CREATE TABLE IF NOT EXISTS lead_told (
	lead_id BIGINT UNSIGNED NOT NULL,
	system VARCHAR(40) CHARACTER SET ascii NOT NULL,
	import_id BIGINT UNSIGNED NOT NULL COMMENT 'that said so',
	said MEDIUMTEXT NOT NULL COMMENT 'personal; JSON: the whole row',
	told_at DATETIME NOT NULL,
	PRIMARY KEY (lead_id, system),
	KEY lead_told_import (import_id, lead_id),
	CONSTRAINT lead_told_of FOREIGN KEY (lead_id) REFERENCES lead_record (id),
	CONSTRAINT lead_told_by FOREIGN KEY (import_id) REFERENCES import_file (id)
);
INSERT IGNORE INTO lead_told (lead_id, system, import_id, said, told_at) SELECT lead_id, system, import_id, said, told_at FROM lead_history WHERE said <> '{}';
-- Rows that change nothing are put down, too, where they could not do what they say.
ALTER TABLE import_row MODIFY act ENUM('create','update','refuse','same') NOT NULL;
