-- How often what people see has changed: one row, raised as the last thing a transaction does, so that nobody waits for it who has not done their work.
-- Takes the place of content_slot, whose sums cost a page that did not change more than all the rest of it.
CREATE TABLE IF NOT EXISTS content (
	id TINYINT UNSIGNED NOT NULL PRIMARY KEY,
	glossary BIGINT UNSIGNED NOT NULL DEFAULT 1,
	sla BIGINT UNSIGNED NOT NULL DEFAULT 1,
	words BIGINT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'people, glossary and agreement',
	everything BIGINT UNSIGNED NOT NULL DEFAULT 1,
	CHECK (id = 1)
);

INSERT IGNORE INTO content (id) VALUES (1);
