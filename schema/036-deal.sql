-- Deals: what Sales opens, signs, invoices, is paid for or loses. A deal is what its dated events say; its row only keeps what they come to.

-- A deal. Money is in minor units of its own currency and never converted.
CREATE TABLE IF NOT EXISTS deal (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	revision INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'moves with every event and edit',
	name VARCHAR(160) NOT NULL COMMENT 'words',
	account_id BIGINT UNSIGNED NULL,
	origin ENUM('marketing','sales','partner','customer') NOT NULL,
	owner_id BIGINT UNSIGNED NULL COMMENT 'the seller',
	currency CHAR(3) CHARACTER SET ascii NULL COMMENT 'with the next: what it is worth, as last said; NULL: not said',
	amount_minor BIGINT NULL,
	stage_id BIGINT UNSIGNED NULL COMMENT 'a term of kind stage on the deal path; else stage_name keeps what came',
	stage_name VARCHAR(120) NOT NULL DEFAULT '',
	opened_at DATETIME NOT NULL,
	signed_at DATETIME NULL COMMENT 'as the next three: of the last such event that no reversal took back',
	invoiced_at DATETIME NULL,
	paid_at DATETIME NULL,
	lost_at DATETIME NULL,
	won_at DATETIME NULL COMMENT 'closed, by what both teams had agreed that means when it happened; signed while nothing was agreed',
	lost_reason_id BIGINT UNSIGNED NULL,
	handoff_id BIGINT UNSIGNED NULL COMMENT 'of the primary lead: its newest before the opening',
	created_by BIGINT UNSIGNED NOT NULL,
	created_team ENUM('marketing','sales','observer') NOT NULL,
	created_at DATETIME NOT NULL,
	state ENUM('open','won','lost') AS (IF(lost_at IS NOT NULL, 'lost', IF(won_at IS NOT NULL, 'won', 'open'))) PERSISTENT,
	KEY deal_state (state, id),
	KEY deal_owner_state (owner_id, state, id),
	KEY deal_owner (owner_id, id),
	KEY deal_account (account_id, id),
	KEY deal_won (won_at, id),
	KEY deal_handoff (handoff_id),
	CONSTRAINT deal_of_account FOREIGN KEY (account_id) REFERENCES account (id),
	CONSTRAINT deal_seller FOREIGN KEY (owner_id) REFERENCES person (id),
	CONSTRAINT deal_stage FOREIGN KEY (stage_id) REFERENCES term (id),
	CONSTRAINT deal_lost_reason FOREIGN KEY (lost_reason_id) REFERENCES term (id),
	CONSTRAINT deal_from_handoff FOREIGN KEY (handoff_id) REFERENCES handoff (id),
	CONSTRAINT deal_by FOREIGN KEY (created_by) REFERENCES person (id),
	CHECK ((currency IS NULL) = (amount_minor IS NULL)),
	CHECK (amount_minor IS NULL OR amount_minor >= 0)
);

-- The leads of a deal: none, or several with one that it comes from.
CREATE TABLE IF NOT EXISTS deal_lead (
	deal_id BIGINT UNSIGNED NOT NULL,
	lead_id BIGINT UNSIGNED NOT NULL,
	is_primary BOOLEAN NOT NULL DEFAULT FALSE,
	primary_of BIGINT UNSIGNED AS (IF(is_primary, deal_id, NULL)) PERSISTENT COMMENT 'at most one of a deal',
	PRIMARY KEY (deal_id, lead_id),
	UNIQUE KEY deal_lead_primary (primary_of),
	KEY deal_lead_of (lead_id, deal_id),
	CONSTRAINT deal_lead_deal FOREIGN KEY (deal_id) REFERENCES deal (id),
	CONSTRAINT deal_lead_lead FOREIGN KEY (lead_id) REFERENCES lead_record (id)
);

-- What happened to a deal, and when. Nothing is overwritten: what was wrong is taken back by an event of its own, or undone at once.
CREATE TABLE IF NOT EXISTS deal_event (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	deal_id BIGINT UNSIGNED NOT NULL,
	kind ENUM('opened','stage','signed','invoiced','paid','lost','reversed') NOT NULL,
	at DATETIME NOT NULL COMMENT 'when it happened',
	recorded_at DATETIME NOT NULL,
	stage_id BIGINT UNSIGNED NULL,
	stage_name VARCHAR(120) NOT NULL DEFAULT '' COMMENT 'of a stage that no term is called by',
	currency CHAR(3) CHARACTER SET ascii NULL,
	amount_minor BIGINT NULL,
	reason_id BIGINT UNSIGNED NULL COMMENT 'a term of kind reason, of a loss',
	words TEXT NOT NULL COMMENT 'words: why it moved back, was lost or taken back',
	reverses_id BIGINT UNSIGNED NULL COMMENT 'what a reversal takes back',
	is_imported BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'out of a file of another system: never refused',
	person_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales','observer') NOT NULL,
	token_id BIGINT UNSIGNED NULL,
	undone_at DATETIME NULL COMMENT 'taken back by who did it, within half a minute',
	stands_for BIGINT UNSIGNED AS (IF(undone_at IS NULL, reverses_id, NULL)) PERSISTENT COMMENT 'nothing is taken back twice',
	KEY deal_event_of (deal_id, id),
	UNIQUE KEY deal_event_reversal (stands_for),
	KEY deal_event_kind (kind, at, id),
	CONSTRAINT deal_event_deal FOREIGN KEY (deal_id) REFERENCES deal (id),
	CONSTRAINT deal_event_stage FOREIGN KEY (stage_id) REFERENCES term (id),
	CONSTRAINT deal_event_reason FOREIGN KEY (reason_id) REFERENCES term (id),
	CONSTRAINT deal_event_back FOREIGN KEY (reverses_id) REFERENCES deal_event (id),
	CONSTRAINT deal_event_by FOREIGN KEY (person_id) REFERENCES person (id),
	CHECK ((currency IS NULL) = (amount_minor IS NULL)),
	CHECK (amount_minor IS NULL OR amount_minor >= 0),
	CHECK ((kind = 'reversed') = (reverses_id IS NOT NULL))
);

-- What another system calls a deal.
CREATE TABLE IF NOT EXISTS deal_ref (
	system VARCHAR(40) CHARACTER SET ascii NOT NULL,
	external_id VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	deal_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (system, external_id),
	KEY deal_ref_of (deal_id),
	CONSTRAINT deal_ref_deal FOREIGN KEY (deal_id) REFERENCES deal (id)
);
