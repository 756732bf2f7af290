-- In which zone the days of promises and steps are counted: after the organisation's zone changes, all are counted anew in it.

ALTER TABLE organisation
	ADD COLUMN IF NOT EXISTS counted_zone VARCHAR(64) NULL COMMENT 'that of promise_day and stage_day; another than time_zone, or NULL: the background program is to count them anew';
