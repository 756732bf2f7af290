-- An erasure that is not through with what people wrote elsewhere: texts of other leads, then mail that was written to files.

-- Whom it is about is sealed with the copy's secret; the row goes as soon as everything was looked through, which takes seconds.
CREATE TABLE IF NOT EXISTS erasure_rest (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	sealed TEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'patterns of their words',
	place SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of the texts, in their order; behind the last one: mail',
	after_id BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'looked through up to there',
	begun_at DATETIME NOT NULL
);
