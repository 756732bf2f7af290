-- When Sales first tried a lead, as the other system tells it: for the organisation's own rates.
ALTER TABLE lead_history ADD COLUMN IF NOT EXISTS first_attempt_at DATETIME NULL;
