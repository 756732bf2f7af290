-- A link by which somebody looks at a sample organisation as one of its people: it opens one session, and no password changes. Made by the
-- command alone, and for nobody but the sample's people.
CREATE TABLE IF NOT EXISTS tour_link (
	token_hash BINARY(32) NOT NULL PRIMARY KEY,
	person_id BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	ended_at DATETIME NULL COMMENT 'used, or replaced',
	KEY tour_link_person (person_id, ended_at),
	CONSTRAINT tour_link_of FOREIGN KEY (person_id) REFERENCES person (id)
);
