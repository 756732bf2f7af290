-- Clocks of promises, what happened to them, and what they add up to.

-- One clock. Pinned to its promise and to one version of the calendar; states are read by comparing with the clock on the
-- wall, what is stored is the last thing that was recorded.
CREATE TABLE IF NOT EXISTS timer (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	kind ENUM('handover','answer','decision','first_attempt','attempts','worked') NOT NULL,
	promise_id BIGINT UNSIGNED NOT NULL,
	line_id BIGINT UNSIGNED NOT NULL COMMENT 'the promise''s: the months of all its versions stand side by side',
	calendar_version_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales') NOT NULL COMMENT 'whose promise it is',
	subject VARCHAR(24) CHARACTER SET ascii NOT NULL COMMENT 'the kind of record: handoff',
	subject_id BIGINT UNSIGNED NOT NULL,
	person_id BIGINT UNSIGNED NULL COMMENT 'who is to act; NULL: the team',
	previous_id BIGINT UNSIGNED NULL COMMENT 'the clock this one follows, whose result stays',
	started_at DATETIME NOT NULL,
	open_minutes INT UNSIGNED NULL,
	business_days INT UNSIGNED NULL,
	deadline DATETIME NULL COMMENT 'NULL while paused',
	state ENUM('running','paused','met','missed','cancelled') NOT NULL COMMENT 'one that is to begin later counts as running',
	resumes_at DATETIME NULL COMMENT 'while paused: when the record''s time of pauses is used up',
	ended_at DATETIME NULL COMMENT 'met, given up as missed before its deadline, or cancelled',
	late_at DATETIME NULL COMMENT 'done after it was missed',
	next_warning_at DATETIME NULL,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	KEY timer_due (state, deadline, line_id),
	KEY timer_subject (subject, subject_id, id),
	KEY timer_line (line_id, state, deadline, id),
	KEY timer_promise (promise_id, id),
	KEY timer_warning (next_warning_at, id),
	KEY timer_resumes (resumes_at, id),
	KEY timer_person (person_id, state, deadline),
	KEY timer_previous (previous_id),
	CONSTRAINT timer_promise FOREIGN KEY (promise_id) REFERENCES promise (id),
	CONSTRAINT timer_line_of FOREIGN KEY (line_id) REFERENCES promise (id),
	CONSTRAINT timer_calendar FOREIGN KEY (calendar_version_id) REFERENCES calendar_version (id),
	CONSTRAINT timer_person FOREIGN KEY (person_id) REFERENCES person (id),
	CONSTRAINT timer_previous FOREIGN KEY (previous_id) REFERENCES timer (id),
	CHECK ((open_minutes IS NULL) <> (business_days IS NULL))
);

-- What happened to a clock: enough to reckon it again from nothing.
CREATE TABLE IF NOT EXISTS timer_event (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	timer_id BIGINT UNSIGNED NOT NULL,
	step ENUM('start','pause','resume','meet','miss','cancel','assign','correct') NOT NULL,
	at DATETIME NOT NULL COMMENT 'when it happened',
	recorded_at DATETIME NOT NULL,
	person_id BIGINT UNSIGNED NULL COMMENT 'NULL: the background program',
	team ENUM('marketing','sales','observer') NULL,
	reason VARCHAR(200) NULL COMMENT 'of a pause: one of the agreement''s',
	to_id BIGINT UNSIGNED NULL COMMENT 'of an assignment: who is to act from then on; NULL: the team',
	KEY timer_event_of (timer_id, id),
	CONSTRAINT timer_event_timer FOREIGN KEY (timer_id) REFERENCES timer (id),
	CONSTRAINT timer_event_by FOREIGN KEY (person_id) REFERENCES person (id),
	CONSTRAINT timer_event_to FOREIGN KEY (to_id) REFERENCES person (id)
);

-- What a promise added up to on a day, raised in the transaction of the event: by the day a result belongs to (period),
-- and by the day it began (start). Days are of the organisation's zone.
CREATE TABLE IF NOT EXISTS promise_day (
	promise_id BIGINT UNSIGNED NOT NULL,
	basis ENUM('period','start') NOT NULL,
	day DATE NOT NULL,
	numerator INT NOT NULL,
	denominator INT NOT NULL,
	PRIMARY KEY (promise_id, basis, day),
	CONSTRAINT promise_day_of FOREIGN KEY (promise_id) REFERENCES promise (id)
);

-- Up to when what comes from elsewhere is known: attempts of a telephone system, deals of a CRM.
CREATE TABLE IF NOT EXISTS feed (
	name VARCHAR(24) CHARACTER SET ascii NOT NULL PRIMARY KEY,
	known_up_to DATETIME NULL
);

-- Lines that wait to be told to a person, all of them in one mail, in that person's working hours.
CREATE TABLE IF NOT EXISTS digest_line (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	person_id BIGINT UNSIGNED NOT NULL,
	kind VARCHAR(24) CHARACTER SET ascii NOT NULL,
	subject_id BIGINT UNSIGNED NOT NULL,
	detail SMALLINT UNSIGNED NOT NULL COMMENT 'of a warning: percent of the target that are used up',
	due_at DATETIME NOT NULL COMMENT 'an open instant of the receiver''s calendar',
	outbox_id BIGINT UNSIGNED NULL COMMENT 'the mail it went into',
	UNIQUE KEY digest_line_once (person_id, kind, subject_id, detail),
	KEY digest_line_due (outbox_id, due_at, person_id),
	CONSTRAINT digest_line_to FOREIGN KEY (person_id) REFERENCES person (id),
	CONSTRAINT digest_line_mail FOREIGN KEY (outbox_id) REFERENCES outbox (id)
);

INSERT IGNORE INTO feed (name, known_up_to) VALUES ('attempts', NULL), ('deals', NULL);
