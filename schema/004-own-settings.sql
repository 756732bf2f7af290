-- What a person chooses for themselves: single keys, and who stands in while they are out.
ALTER TABLE person
	ADD COLUMN IF NOT EXISTS shortcuts BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'single keys do things (WCAG 2.1.4)',
	ADD COLUMN IF NOT EXISTS out_until DATE NULL COMMENT 'the last day out, in the organisation''s zone; NULL or past: here',
	ADD COLUMN IF NOT EXISTS deputy_id BIGINT UNSIGNED NULL COMMENT 'of the same team; stands in until then',
	ADD CONSTRAINT person_deputy FOREIGN KEY IF NOT EXISTS person_deputy (deputy_id) REFERENCES person (id);
