-- Deals, and what happened to them.
CREATE TABLE IF NOT EXISTS deal (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	name VARCHAR(200) NOT NULL,
	account_id BIGINT UNSIGNED NULL,
	origin ENUM('marketing','sales','partner','customer') NOT NULL,
	owner_id BIGINT UNSIGNED NULL COMMENT 'the seller',
	currency CHAR(3) CHARACTER SET ascii NULL,
	amount_minor BIGINT NULL,
	stage_id BIGINT UNSIGNED NULL COMMENT 'a term of kind stage',
	stage_name VARCHAR(120) NOT NULL DEFAULT '',
	opened_at DATETIME NOT NULL,
	signed_at DATETIME NULL,
	invoiced_at DATETIME NULL,
	paid_at DATETIME NULL,
	lost_at DATETIME NULL,
	won_at DATETIME NULL COMMENT 'by the agreed meaning of closed; NULL after its reversal',
	lost_reason_id BIGINT UNSIGNED NULL,
	handoff_id BIGINT UNSIGNED NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_team ENUM('marketing','sales','observer') NOT NULL,
	created_at DATETIME NOT NULL
);

-- The leads a deal came of.
CREATE TABLE IF NOT EXISTS deal_lead (
	deal_id BIGINT UNSIGNED NOT NULL,
	lead_id BIGINT UNSIGNED NOT NULL,
	is_primary BOOLEAN NOT NULL DEFAULT FALSE,
	PRIMARY KEY (deal_id, lead_id),
	KEY deal_lead_of (lead_id, deal_id),
	CONSTRAINT deal_lead_deal FOREIGN KEY (deal_id) REFERENCES deal (id),
	CONSTRAINT deal_lead_lead FOREIGN KEY (lead_id) REFERENCES lead_record (id)
);
