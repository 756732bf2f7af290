-- Handoffs go by the calendar as an amendment has put it right, too: their times in results are counted by it. Amendments of before are followed as well.
ALTER TABLE amendment ADD COLUMN IF NOT EXISTS followed BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'handoffs that its days touch go by the corrected calendar';
ALTER TABLE amendment ADD KEY IF NOT EXISTS amendment_followed (state, followed, id);

-- What was closed long ago is found by how it ended, the newest first.
CREATE INDEX IF NOT EXISTS handoff_state ON handoff (state);
