-- Since when a person has their recovery codes: for a few minutes the same form sent again shows them again.

ALTER TABLE recovery_code ADD COLUMN IF NOT EXISTS made_at DATETIME NULL COMMENT 'NULL: before this was noted';
