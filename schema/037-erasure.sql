-- People who asked to be forgotten, and how long anything about people is kept.

-- Who may not come back: keyed hashes alone, from which nobody learns who it was without the copy's secret. Every create, edit
-- and import asks this table, and a backup that is put back is gone through by it.
CREATE TABLE IF NOT EXISTS erased (
	hash BINARY(32) NOT NULL PRIMARY KEY COMMENT 'HMAC-SHA256 of the kind and what equal ones have in common',
	kind ENUM('email','phone','ref','lead') NOT NULL COMMENT 'ref: a name in another system; lead: its number and when it was made, for backups',
	at DATETIME NOT NULL,
	applied BOOLEAN NOT NULL DEFAULT TRUE COMMENT 'FALSE: a backup was put back since, and leads have to be gone through',
	KEY erased_waiting (applied)
);

-- How long leads are kept when nobody asks: one row.
CREATE TABLE IF NOT EXISTS retention (
	id TINYINT UNSIGNED NOT NULL PRIMARY KEY,
	lead_months SMALLINT UNSIGNED NULL COMMENT 'without anything happening and without a deal; NULL: until they ask',
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	edited_by BIGINT UNSIGNED NULL,
	edited_at DATETIME NULL,
	CONSTRAINT retention_editor FOREIGN KEY (edited_by) REFERENCES person (id),
	CHECK (id = 1),
	CHECK (lead_months BETWEEN 6 AND 240)
);

INSERT IGNORE INTO retention (id) VALUES (1);
INSERT IGNORE INTO job_lock (name, owner, expires_at) VALUES ('retention', NULL, '2000-01-01');
