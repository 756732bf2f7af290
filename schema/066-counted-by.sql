-- How often a record was counted into results. Whoever counts it raises the number: one who saw it as it was before another did starts again, so that
-- nobody counts by less than what others have done meanwhile, and nothing but the record itself is held.
ALTER TABLE lead_record ADD COLUMN IF NOT EXISTS counted INT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE deal ADD COLUMN IF NOT EXISTS counted INT UNSIGNED NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN IF NOT EXISTS counted INT UNSIGNED NOT NULL DEFAULT 0;
