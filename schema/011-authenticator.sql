-- A second proof at sign-in: a code from an app on the person's phone, or one of ten codes they keep on paper.

-- The seed that a person's app and this copy both count from, sealed with a key made from the copy's secret: this table
-- alone makes no code.
CREATE TABLE IF NOT EXISTS authenticator (
	person_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	sealed_seed VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
	begun_by BIGINT UNSIGNED NOT NULL COMMENT 'the session that set it up: no other is shown the seed',
	begun_at DATETIME NOT NULL,
	confirmed_at DATETIME NULL COMMENT 'NULL: the app has not proved yet that it has the seed',
	last_step BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of the newest code that was used: neither it nor an older one is taken again',
	CONSTRAINT authenticator_of FOREIGN KEY (person_id) REFERENCES person (id)
);

-- What opens without the app, once each. Of 120 random bits only a hash is kept.
CREATE TABLE IF NOT EXISTS recovery_code (
	code_hash BINARY(32) NOT NULL PRIMARY KEY,
	person_id BIGINT UNSIGNED NOT NULL,
	used_at DATETIME NULL,
	KEY recovery_code_person (person_id),
	CONSTRAINT recovery_code_of FOREIGN KEY (person_id) REFERENCES person (id)
);

-- Somebody who has typed the right password and not yet a code: no session, and over after five minutes.
CREATE TABLE IF NOT EXISTS sign_in_ticket (
	token_hash BINARY(32) NOT NULL PRIMARY KEY,
	person_id BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	KEY sign_in_ticket_age (created_at),
	KEY sign_in_ticket_person (person_id),
	CONSTRAINT sign_in_ticket_of FOREIGN KEY (person_id) REFERENCES person (id)
);
