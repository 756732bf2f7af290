-- The steps a lead takes after Sales has accepted it, counted for the plan; and a plan that takes its rates from them.

-- Of those who came to a step on a day, how many went on to the next: raised in the transaction of the event, by the day of coming,
-- whenever they go on. Days are of the organisation's zone. In several rows, so that records of one day rarely wait for one another; a
-- record always counts in the same one.
CREATE TABLE IF NOT EXISTS stage_day (
	step ENUM('qualified','opportunity','customer') NOT NULL COMMENT 'leads accepted that day, SQLs of that day, deals opened that day: how many became SQLs, opportunities, customers',
	day DATE NOT NULL,
	slot TINYINT UNSIGNED NOT NULL DEFAULT 0,
	numerator INT NOT NULL,
	denominator INT NOT NULL,
	PRIMARY KEY (step, day, slot)
);

ALTER TABLE sales_plan
	MODIFY qualified SMALLINT UNSIGNED NULL COMMENT 'NULL: as in the last months, as the next two',
	MODIFY opportunity SMALLINT UNSIGNED NULL,
	MODIFY customer SMALLINT UNSIGNED NULL;
