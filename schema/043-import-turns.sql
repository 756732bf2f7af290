-- Files of other systems that fail let others go first, and are stopped after some tries; a file's days begin when it ended. Rows that went in may be
-- told of all the same.
ALTER TABLE import_file
	ADD COLUMN IF NOT EXISTS noticed INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'rows that went in without something they say' AFTER held,
	ADD COLUMN IF NOT EXISTS tries TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'how often its next rows have failed',
	ADD COLUMN IF NOT EXISTS next_try_at DATETIME NULL COMMENT 'after a failure; others have their turn meanwhile',
	ADD COLUMN IF NOT EXISTS problem VARCHAR(400) NOT NULL DEFAULT '' COMMENT 'why it was stopped by itself',
	ADD COLUMN IF NOT EXISTS stopped_at DATETIME NULL COMMENT 'ended before its last row';
-- Nobody wrote down when files were stopped, so their days begin now; what had ended without a day cannot be taken back any more.
UPDATE import_file SET stopped_at = UTC_TIMESTAMP() WHERE state = 'stopped' AND stopped_at IS NULL;
UPDATE import_file SET stopped_at = COALESCE(started_at, made_at), done_at = COALESCE(started_at, made_at) WHERE state = 'done' AND done_at IS NULL;
