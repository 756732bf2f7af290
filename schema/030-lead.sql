-- Leads: people who may buy, the companies they work for, where they came from, and what other systems call them.
-- Columns that hold a person's data say so: personal (who it is), contact (how to reach them), words (what was said).

-- Where leads come from, by name. A name that came with a lead is kept as it is until somebody maps it.
CREATE TABLE IF NOT EXISTS source (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	name VARCHAR(120) COLLATE utf8mb4_unicode_520_ci NOT NULL,
	is_known BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'chosen by a person; FALSE: came with a lead',
	same_as_id BIGINT UNSIGNED NULL COMMENT 'the known one it was mapped to',
	created_at DATETIME NOT NULL,
	UNIQUE KEY source_name (name),
	CONSTRAINT source_same FOREIGN KEY (same_as_id) REFERENCES source (id)
);

-- What leads answered to. Unknown names are kept as with sources.
CREATE TABLE IF NOT EXISTS campaign (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	name VARCHAR(160) COLLATE utf8mb4_unicode_520_ci NOT NULL,
	is_known BOOLEAN NOT NULL DEFAULT FALSE,
	same_as_id BIGINT UNSIGNED NULL,
	created_at DATETIME NOT NULL,
	UNIQUE KEY campaign_name (name),
	CONSTRAINT campaign_same FOREIGN KEY (same_as_id) REFERENCES campaign (id)
);

-- A company. Its domain joins people who work there; free-mail domains join nobody.
CREATE TABLE IF NOT EXISTS account (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	name VARCHAR(200) COLLATE utf8mb4_unicode_520_ci NOT NULL,
	domain VARCHAR(190) CHARACTER SET ascii NULL,
	owner_marketing_id BIGINT UNSIGNED NULL COMMENT 'with the next: the pair that looks after it',
	owner_sales_id BIGINT UNSIGNED NULL,
	created_at DATETIME NOT NULL,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	UNIQUE KEY account_domain (domain),
	KEY account_name (name, id),
	CONSTRAINT account_marketing FOREIGN KEY (owner_marketing_id) REFERENCES person (id),
	CONSTRAINT account_sales FOREIGN KEY (owner_sales_id) REFERENCES person (id)
);

-- What another system calls a company.
CREATE TABLE IF NOT EXISTS account_ref (
	system VARCHAR(40) CHARACTER SET ascii NOT NULL,
	external_id VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	account_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (system, external_id),
	KEY account_ref_of (account_id),
	CONSTRAINT account_ref_account FOREIGN KEY (account_id) REFERENCES account (id)
);

-- A lead. (LEAD is a function of the database, hence the name of the table.)
CREATE TABLE IF NOT EXISTS lead_record (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	account_id BIGINT UNSIGNED NULL,
	name VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'personal',
	name_key VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT 'personal: folded, to find the same name',
	company VARCHAR(200) NOT NULL DEFAULT '',
	job VARCHAR(120) NOT NULL DEFAULT '' COMMENT 'personal',
	email VARCHAR(254) NULL COMMENT 'contact',
	email_key VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'contact: in small letters',
	copy INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'counts leads that share an address on purpose; 0 is the first',
	domain VARCHAR(190) CHARACTER SET ascii NULL COMMENT 'of the address, unless it is a free-mail one',
	phone VARCHAR(40) NOT NULL DEFAULT '' COMMENT 'contact',
	phone_key VARCHAR(20) CHARACTER SET ascii NOT NULL DEFAULT '' COMMENT 'contact: its last nine digits',
	website VARCHAR(200) NOT NULL DEFAULT '',
	origin ENUM('marketing','sales','partner','customer') NOT NULL,
	source_id BIGINT UNSIGNED NULL,
	campaign_id BIGINT UNSIGNED NULL,
	theme_id BIGINT UNSIGNED NULL COMMENT 'a term; else theme_name keeps what came',
	theme_name VARCHAR(120) NOT NULL DEFAULT '',
	persona_id BIGINT UNSIGNED NULL COMMENT 'a term; else persona_name keeps what came',
	persona_name VARCHAR(120) NOT NULL DEFAULT '',
	first_touch TEXT NULL COMMENT 'JSON: UTM fields, landing page, time',
	last_touch TEXT NULL COMMENT 'the same',
	converted_at DATETIME NULL,
	stage_id BIGINT UNSIGNED NULL COMMENT 'a term of kind stage; else stage_name keeps what came',
	stage_name VARCHAR(120) NOT NULL DEFAULT '',
	owner_marketing_id BIGINT UNSIGNED NULL,
	owner_sales_id BIGINT UNSIGNED NULL,
	basis VARCHAR(40) CHARACTER SET ascii NOT NULL DEFAULT '' COMMENT 'on which the person''s data is held',
	do_not_contact BOOLEAN NOT NULL DEFAULT FALSE,
	handoffs INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'how many; two who hand it over at once meet here',
	merged_into_id BIGINT UNSIGNED NULL,
	erased_at DATETIME NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_team ENUM('marketing','sales','observer') NOT NULL,
	created_at DATETIME NOT NULL,
	UNIQUE KEY lead_email (email_key, copy),
	KEY lead_same_name (name_key, domain, id),
	KEY lead_phone (phone_key, id),
	KEY lead_account (account_id, id),
	KEY lead_made (created_at, id),
	KEY lead_marketing (owner_marketing_id, id),
	KEY lead_sales (owner_sales_id, id),
	KEY lead_source (source_id, id),
	KEY lead_campaign (campaign_id, id),
	CONSTRAINT lead_at FOREIGN KEY (account_id) REFERENCES account (id),
	CONSTRAINT lead_from_source FOREIGN KEY (source_id) REFERENCES source (id),
	CONSTRAINT lead_from_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
	CONSTRAINT lead_theme FOREIGN KEY (theme_id) REFERENCES term (id),
	CONSTRAINT lead_persona FOREIGN KEY (persona_id) REFERENCES term (id),
	CONSTRAINT lead_stage FOREIGN KEY (stage_id) REFERENCES term (id),
	CONSTRAINT lead_owner_marketing FOREIGN KEY (owner_marketing_id) REFERENCES person (id),
	CONSTRAINT lead_owner_sales FOREIGN KEY (owner_sales_id) REFERENCES person (id),
	CONSTRAINT lead_merged FOREIGN KEY (merged_into_id) REFERENCES lead_record (id),
	CONSTRAINT lead_by FOREIGN KEY (created_by) REFERENCES person (id),
	CHECK ((email IS NULL) = (email_key IS NULL))
);

-- What another system calls a lead; a merged lead's names lead to the one it was merged into.
CREATE TABLE IF NOT EXISTS lead_ref (
	system VARCHAR(40) CHARACTER SET ascii NOT NULL,
	external_id VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	lead_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (system, external_id),
	KEY lead_ref_of (lead_id),
	CONSTRAINT lead_ref_lead FOREIGN KEY (lead_id) REFERENCES lead_record (id)
);

-- The words a lead is found by, letters small and plain: of its name, its company and its address.
CREATE TABLE IF NOT EXISTS lead_word (
	word VARCHAR(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL COMMENT 'personal',
	lead_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (word, lead_id),
	KEY lead_word_of (lead_id, word),
	CONSTRAINT lead_word_lead FOREIGN KEY (lead_id) REFERENCES lead_record (id)
);

-- The history of a lead's fields: which one changed, who did it. Never the values.
CREATE TABLE IF NOT EXISTS lead_edit (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	lead_id BIGINT UNSIGNED NOT NULL,
	revision INT UNSIGNED NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales','observer') NOT NULL,
	at DATETIME NOT NULL,
	field VARCHAR(24) CHARACTER SET ascii NOT NULL,
	KEY lead_edit_of (lead_id, id),
	CONSTRAINT lead_edit_lead FOREIGN KEY (lead_id) REFERENCES lead_record (id),
	CONSTRAINT lead_edit_by FOREIGN KEY (person_id) REFERENCES person (id)
);

INSERT IGNORE INTO content_slot (area, slot, number)
SELECT 'leads', seq, 1 FROM seq_0_to_15;
