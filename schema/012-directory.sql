-- Who answers for what: besides the terms, which name their own people, whatever else the two teams share out.

-- A topic or a kind of content that is no term: which team does it, and whom to ask in each.
CREATE TABLE IF NOT EXISTS point_topic (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	name VARCHAR(120) COLLATE utf8mb4_unicode_520_ci NOT NULL COMMENT 'unique without case and accents among those that stand',
	by_marketing BOOLEAN NOT NULL COMMENT 'Marketing does it',
	by_sales BOOLEAN NOT NULL,
	point_marketing_id BIGINT UNSIGNED NULL,
	point_sales_id BIGINT UNSIGNED NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	edited_by BIGINT UNSIGNED NOT NULL,
	edited_at DATETIME NOT NULL,
	standing BOOLEAN NULL DEFAULT TRUE COMMENT 'TRUE, or NULL once taken out of the directory',
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	UNIQUE KEY point_topic_name (name, standing),
	CONSTRAINT point_topic_marketing FOREIGN KEY (point_marketing_id) REFERENCES person (id),
	CONSTRAINT point_topic_sales FOREIGN KEY (point_sales_id) REFERENCES person (id),
	CONSTRAINT point_topic_maker FOREIGN KEY (created_by) REFERENCES person (id),
	CONSTRAINT point_topic_editor FOREIGN KEY (edited_by) REFERENCES person (id)
);
