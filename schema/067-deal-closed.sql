-- Deals that were won or lost are listed by the day that happened on, the newest first: everybody's, and one seller's.
CREATE INDEX IF NOT EXISTS deal_state_won ON deal (state, won_at, id);
CREATE INDEX IF NOT EXISTS deal_state_lost ON deal (state, lost_at, id);
CREATE INDEX IF NOT EXISTS deal_owner_won ON deal (owner_id, state, won_at, id);
CREATE INDEX IF NOT EXISTS deal_owner_lost ON deal (owner_id, state, lost_at, id);
