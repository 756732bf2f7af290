-- Mail that is gathered: at once, once a day or never, by kind; and the brief both teams get at the beginning of a week.

-- Once a day instead of at once.
ALTER TABLE mail_wish ADD COLUMN IF NOT EXISTS daily BOOLEAN NOT NULL DEFAULT FALSE;

-- It waits to go with others of the same person in one mail.
ALTER TABLE outbox ADD COLUMN IF NOT EXISTS held BOOLEAN NOT NULL DEFAULT FALSE;

-- A week whose brief was posted, by its Monday: so that each is posted once, whoever runs.
CREATE TABLE IF NOT EXISTS brief (
	monday DATE NOT NULL PRIMARY KEY,
	posted_at DATETIME NOT NULL
);
