-- What feedback on a lead was about, in a tap or two beside the words.

ALTER TABLE handoff
	ADD COLUMN IF NOT EXISTS feedback_chips VARCHAR(120) CHARACTER SET ascii NOT NULL DEFAULT '' COMMENT 'codes, parted by commas, in the order of the form' AFTER feedback_words;
