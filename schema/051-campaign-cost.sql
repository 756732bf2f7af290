-- What a campaign has cost, as Marketing says: one amount in one currency, never converted.
CREATE TABLE IF NOT EXISTS campaign_cost (
	campaign_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	currency CHAR(3) CHARACTER SET ascii NULL COMMENT 'NULL: not known any more',
	minor BIGINT UNSIGNED NOT NULL DEFAULT 0,
	edited_by BIGINT UNSIGNED NOT NULL,
	edited_at DATETIME NOT NULL,
	CONSTRAINT campaign_cost_of FOREIGN KEY (campaign_id) REFERENCES campaign (id),
	CONSTRAINT campaign_cost_editor FOREIGN KEY (edited_by) REFERENCES person (id)
);
