-- What results are counted from. Each figure is a metric; what a handoff or a deal counts as is written down in the transaction of the act.

-- One case of a metric: a handoff, a deal or an event of a deal, on the day it counts by, under the version of the metric that held then.
CREATE TABLE IF NOT EXISTS result_case (
	metric ENUM('volume','quality','quality_by_decision','context','time_to_decision','time_to_first_attempt','wait_for_attempt',
		'accepted','qualified','opportunity','customer','lead_to_customer','returned','disqualified','recycled',
		'marketing_share','win_rate','average_deal','cycle_length','cycle_from_conversion','goal','pipeline','lost','booked','invoiced','paid') NOT NULL,
	version_id BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'of the metric''s term; 0: as shipped, while none was in force',
	subject_id BIGINT UNSIGNED NOT NULL COMMENT 'the handoff, the deal, or the event of a deal',
	record ENUM('lead','deal') NOT NULL COMMENT 'what it is counted with, as the next',
	record_id BIGINT UNSIGNED NOT NULL,
	beside BOOLEAN NOT NULL COMMENT 'a newer version holds already: counted once more for comparison',
	place BIGINT UNSIGNED NOT NULL COMMENT 'the day since 1970 << 40 | subject_id: one column to filter and order by',
	is_hit BOOLEAN NOT NULL COMMENT 'it is in the numerator, too',
	value INT NULL COMMENT 'minutes of working time, or days; NULL: it has not come to that',
	currency CHAR(3) CHARACTER SET ascii NOT NULL DEFAULT '',
	minor BIGINT NOT NULL DEFAULT 0,
	origin TINYINT UNSIGNED NOT NULL COMMENT '1 marketing, 2 sales, 3 partner, 4 customer',
	source_id BIGINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0: none, as the next',
	campaign_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	theme_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	persona_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	owner_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	reason_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	PRIMARY KEY (metric, version_id, subject_id),
	KEY result_case_of (record, record_id),
	KEY result_case_place (metric, beside, place)
);

-- What the cases of a month come to, for all of them and for each group: raised with the cases. In several rows, so that acts rarely
-- wait for one another; a case always counts in the same one.
CREATE TABLE IF NOT EXISTS result_sum (
	metric ENUM('volume','quality','quality_by_decision','context','time_to_decision','time_to_first_attempt','wait_for_attempt',
		'accepted','qualified','opportunity','customer','lead_to_customer','returned','disqualified','recycled',
		'marketing_share','win_rate','average_deal','cycle_length','cycle_from_conversion','goal','pipeline','lost','booked','invoiced','paid') NOT NULL,
	dimension ENUM('none','origin','source','campaign','theme','persona','owner','reason') NOT NULL,
	month INT UNSIGNED NOT NULL COMMENT 'year * 12 + month - 1',
	group_id BIGINT UNSIGNED NOT NULL COMMENT '0: none of the dimension',
	version_id BIGINT UNSIGNED NOT NULL,
	beside BOOLEAN NOT NULL,
	currency CHAR(3) CHARACTER SET ascii NOT NULL,
	value INT NOT NULL COMMENT 'the cases with this value; -1: with none',
	slot TINYINT UNSIGNED NOT NULL,
	numerator INT NOT NULL,
	denominator INT NOT NULL,
	minor BIGINT NOT NULL COMMENT 'of the numerator',
	minor_all BIGINT NOT NULL COMMENT 'of all of them',
	PRIMARY KEY (metric, dimension, month, group_id, version_id, beside, currency, value, slot)
);

-- How often Sales found a criterion not to hold: of the handoffs decided under a wording, by the month and the source they came from.
CREATE TABLE IF NOT EXISTS result_criterion (
	version_id BIGINT UNSIGNED NOT NULL COMMENT 'of the definition',
	month INT UNSIGNED NOT NULL,
	source_id BIGINT UNSIGNED NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii NOT NULL COMMENT '"": how many were decided at all',
	slot TINYINT UNSIGNED NOT NULL,
	cases INT NOT NULL,
	PRIMARY KEY (version_id, month, source_id, code, slot)
);

-- What a handoff has added to it, to be taken back.
CREATE TABLE IF NOT EXISTS result_cited (
	handoff_id BIGINT UNSIGNED NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii NOT NULL,
	lead_id BIGINT UNSIGNED NOT NULL,
	version_id BIGINT UNSIGNED NOT NULL,
	month INT UNSIGNED NOT NULL,
	source_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (handoff_id, code),
	KEY result_cited_lead (lead_id)
);

-- Whether what came before this table has been counted: by the first migration after it, or whoever asks for it.
CREATE TABLE IF NOT EXISTS result_state (
	id TINYINT UNSIGNED NOT NULL PRIMARY KEY,
	filled_at DATETIME NULL,
	CHECK (id = 1)
);
INSERT IGNORE INTO result_state (id, filled_at) VALUES (1, NULL);

INSERT IGNORE INTO content_slot (area, slot, number)
SELECT 'results', seq, 1 FROM seq_0_to_15;
