-- A link by which a person sets their password: the first one, or another after theirs was lost. Its text is made from
-- the nonce and the copy's secret, so it can be shown again while it lives, and cannot be made from this table alone.
CREATE TABLE IF NOT EXISTS entry_link (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	token_hash BINARY(32) NOT NULL,
	nonce BINARY(32) NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	ended_at DATETIME NULL COMMENT 'used, replaced, or its person disabled',
	UNIQUE KEY entry_link_token (token_hash),
	KEY entry_link_person (person_id, ended_at),
	CONSTRAINT entry_link_of FOREIGN KEY (person_id) REFERENCES person (id),
	CONSTRAINT entry_link_by FOREIGN KEY (created_by) REFERENCES person (id)
);

-- An administrator's wish that somebody signs for a team that has no signatory left; the other team's signatory confirms it.
CREATE TABLE IF NOT EXISTS signatory_wish (
	person_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	asked_by BIGINT UNSIGNED NOT NULL,
	asked_at DATETIME NOT NULL,
	CONSTRAINT signatory_wish_of FOREIGN KEY (person_id) REFERENCES person (id),
	CONSTRAINT signatory_wish_by FOREIGN KEY (asked_by) REFERENCES person (id)
);
