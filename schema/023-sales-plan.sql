-- The plan behind the volume: from a sales goal back to leads a month. The organisation has one, and either team keeps it.
CREATE TABLE IF NOT EXISTS sales_plan (
	id TINYINT UNSIGNED NOT NULL PRIMARY KEY COMMENT 'always 1',
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	period ENUM('month','quarter','year') NOT NULL COMMENT 'that the goal is for',
	currency CHAR(3) CHARACTER SET ascii NOT NULL,
	goal BIGINT UNSIGNED NOT NULL COMMENT 'revenue, in minor units of the currency',
	deal BIGINT UNSIGNED NOT NULL COMMENT 'the average one, likewise',
	share SMALLINT UNSIGNED NOT NULL COMMENT 'tenths of a percent: new customers who come from Marketing',
	accepted SMALLINT UNSIGNED NULL COMMENT 'tenths of a percent, as the next; NULL: as in the last months',
	qualified SMALLINT UNSIGNED NOT NULL,
	opportunity SMALLINT UNSIGNED NOT NULL,
	customer SMALLINT UNSIGNED NOT NULL,
	edited_by BIGINT UNSIGNED NOT NULL,
	edited_at DATETIME NOT NULL,
	CONSTRAINT sales_plan_editor FOREIGN KEY (edited_by) REFERENCES person (id),
	CHECK (id = 1),
	CHECK (goal > 0 AND deal > 0)
);

-- By which sources the leads of the plan come.
CREATE TABLE IF NOT EXISTS sales_plan_source (
	position TINYINT UNSIGNED NOT NULL PRIMARY KEY,
	name VARCHAR(120) NOT NULL,
	tenths SMALLINT UNSIGNED NOT NULL COMMENT 'of a percent of all leads that Marketing hands over'
);
