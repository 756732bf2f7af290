-- The handoffs that an amendment touches are looked for by their ids, some thousands at a time.
ALTER TABLE amendment ADD COLUMN IF NOT EXISTS followed_to BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'the last handoff that was looked at' AFTER followed;
