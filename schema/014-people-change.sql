-- What changes about people after they were added, where it has to be told later.

-- Who was given the signatory role, when and by whom: shown beside what they sign from then on. Who signs since the set-up has
-- no row.
CREATE TABLE IF NOT EXISTS signatory_giving (
	person_id BIGINT UNSIGNED NOT NULL,
	given_at DATETIME NOT NULL,
	given_by BIGINT UNSIGNED NOT NULL COMMENT 'or who confirmed it, for a team that had no signatory left',
	PRIMARY KEY (person_id, given_at),
	CONSTRAINT signatory_giving_to FOREIGN KEY (person_id) REFERENCES person (id),
	CONSTRAINT signatory_giving_by FOREIGN KEY (given_by) REFERENCES person (id)
);

INSERT IGNORE INTO signatory_giving (person_id, given_at, given_by)
SELECT a.subject_id, a.at, a.person_id FROM audit a JOIN person p ON p.id = a.subject_id JOIN person b ON b.id = a.person_id
WHERE a.subject = 'person' AND a.act IN ('signatory.give', 'signatory.confirm');

-- Another address for somebody: wished for, until the link sent to it is opened; afterwards what the old one is told by. The
-- link's text is made from the nonce and the copy's secret.
CREATE TABLE IF NOT EXISTS address_change (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	person_id BIGINT UNSIGNED NOT NULL,
	old_email VARCHAR(254) NOT NULL,
	new_email VARCHAR(254) NOT NULL,
	token_hash BINARY(32) NOT NULL,
	nonce BINARY(32) NOT NULL,
	asked_by BIGINT UNSIGNED NOT NULL,
	asked_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	ended_at DATETIME NULL COMMENT 'opened, replaced by another wish, or over with its person',
	UNIQUE KEY address_change_token (token_hash),
	KEY address_change_person (person_id, ended_at),
	CONSTRAINT address_change_of FOREIGN KEY (person_id) REFERENCES person (id),
	CONSTRAINT address_change_by FOREIGN KEY (asked_by) REFERENCES person (id)
);
