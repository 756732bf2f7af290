-- Mail: rows written in the transaction of the act they tell of, delivered afterwards by the background program.

-- One mail to one person: whom, of what kind, about which record. Ids only; the words are made when it is sent.
CREATE TABLE IF NOT EXISTS outbox (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	person_id BIGINT UNSIGNED NOT NULL,
	kind VARCHAR(40) CHARACTER SET ascii NOT NULL,
	subject_id BIGINT UNSIGNED NOT NULL COMMENT 'of what, by kind',
	state ENUM('waiting','sent','dropped') NOT NULL DEFAULT 'waiting' COMMENT 'dropped: no longer true, or given up',
	tries SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'raised before each, so that a crash counts as one',
	next_at DATETIME NOT NULL,
	created_at DATETIME NOT NULL,
	done_at DATETIME NULL,
	KEY outbox_due (state, next_at, id),
	KEY outbox_person (person_id),
	CONSTRAINT outbox_to FOREIGN KEY (person_id) REFERENCES person (id),
	CHECK ((state = 'waiting') = (done_at IS NULL))
);

-- Who may do the background work just now: a lease that ends by itself when its holder does.
CREATE TABLE IF NOT EXISTS job_lock (
	name VARCHAR(24) CHARACTER SET ascii NOT NULL PRIMARY KEY,
	owner VARCHAR(80) NULL,
	expires_at DATETIME NOT NULL
);

INSERT IGNORE INTO job_lock (name, owner, expires_at) VALUES ('outbox', NULL, '2000-01-01');
