-- Leads that came with a history count in results from the day they became an MQL: where there are any, all is counted anew when this version starts.
UPDATE result_state SET filled_at = NULL WHERE id = 1 AND EXISTS (SELECT 1 FROM lead_history WHERE mql_at IS NOT NULL);
