-- Every program raises its area's number with every change, so that a page that shows nothing new need not be made anew.
INSERT IGNORE INTO content_slot (area, slot, number)
SELECT area.name, seq, 1 FROM (SELECT 'accounts' AS name UNION ALL SELECT 'results' UNION ALL SELECT 'meetings' UNION ALL SELECT 'home') area
JOIN seq_0_to_15;
