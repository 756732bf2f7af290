-- What people watch: they are told when somebody changes it.

-- One watched thing of one person. It goes with the person's way in, and with a lead that is erased.
CREATE TABLE IF NOT EXISTS watch (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	person_id BIGINT UNSIGNED NOT NULL,
	kind ENUM('term','agreement','lead') NOT NULL,
	subject_id BIGINT UNSIGNED NOT NULL COMMENT 'the term or the lead; 1: the agreement, all its versions',
	since DATETIME NOT NULL,
	UNIQUE KEY watch_once (person_id, kind, subject_id),
	KEY watch_of (kind, subject_id, person_id),
	CONSTRAINT watch_by FOREIGN KEY (person_id) REFERENCES person (id),
	CHECK (kind <> 'agreement' OR subject_id = 1)
);
