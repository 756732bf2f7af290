-- Rows that went in without something they say are found among all the rows of a file.
ALTER TABLE import_row
	ADD COLUMN IF NOT EXISTS is_noticed BOOLEAN AS (act <> 'refuse' AND problems IS NOT NULL) PERSISTENT COMMENT 'it went in, and something is told of it' AFTER problems,
	ADD KEY IF NOT EXISTS import_row_noticed (import_id, is_noticed, line);
