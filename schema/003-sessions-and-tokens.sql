-- So that people know their sessions and tokens again: which browser it is, and when a token was last used.
ALTER TABLE session ADD COLUMN IF NOT EXISTS browser VARCHAR(60) NOT NULL DEFAULT '' COMMENT 'in words: Firefox on Linux';

ALTER TABLE api_token ADD COLUMN IF NOT EXISTS used_at DATETIME NULL COMMENT 'written at most once a minute';
