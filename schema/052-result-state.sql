-- Where there is no lead yet, nothing waits to be counted for results.
UPDATE result_state SET filled_at = '2026-11-22 00:00:00' WHERE id = 1 AND filled_at IS NULL AND NOT EXISTS (SELECT 1 FROM lead_record) AND NOT EXISTS (SELECT 1 FROM deal);

-- The handoffs behind a cell of the heat map, newest first, without walking through the others.
ALTER TABLE result_cited ADD KEY IF NOT EXISTS result_cited_place (version_id, code, handoff_id);
