-- What people want mail about.

-- A person's wish for one kind of mail; without a row they get it. Mail about their own way in is no matter of wishes.
CREATE TABLE IF NOT EXISTS mail_wish (
	person_id BIGINT UNSIGNED NOT NULL,
	kind VARCHAR(24) CHARACTER SET ascii NOT NULL,
	wanted BOOLEAN NOT NULL,
	PRIMARY KEY (person_id, kind),
	CONSTRAINT mail_wish_of FOREIGN KEY (person_id) REFERENCES person (id)
);
