-- By which rule the days of promises are counted. A program that counts by another one counts them all anew, once: it is restarted after
-- those that wrote by the rule before.

ALTER TABLE organisation
	ADD COLUMN IF NOT EXISTS counted_rule INT UNSIGNED NOT NULL DEFAULT 2 COMMENT 'another than the background program goes by: it is to count all days anew';
UPDATE organisation SET counted_rule = 1 WHERE EXISTS (SELECT 1 FROM promise_day);
