-- Searching issues looks at the newest ones, whatever became of them. No full-text index: the numbers it gives rows would tell the order in which they were aired.
CREATE INDEX IF NOT EXISTS aired_issue_month ON aired_issue (month, id);

-- What was reported done and waits for the other team, by when it was due.
CREATE INDEX IF NOT EXISTS meeting_task_unconfirmed ON meeting_task (state, confirmed_at, due_at, id);
