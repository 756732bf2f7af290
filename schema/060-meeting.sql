-- The monthly meeting: when it is, what it talks about, what was said and decided, and what people took on.

-- A meeting that comes every month. A team's own series has a guest of the other team.
CREATE TABLE IF NOT EXISTS meeting_series (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	name VARCHAR(120) NOT NULL COMMENT 'words',
	team ENUM('marketing','sales') NULL COMMENT 'whose own; NULL: both teams''',
	guest_id BIGINT UNSIGNED NULL COMMENT 'of a team''s own: who comes from the other',
	rhythm ENUM('weekday','day','working_day') NOT NULL COMMENT 'the nth weekday, the nth day, the nth working day of each month',
	nth TINYINT UNSIGNED NOT NULL COMMENT '99: the last',
	weekday TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT '0 is Monday; of the nth weekday alone',
	closed ENUM('next','previous','stay') NOT NULL COMMENT 'where that day is closed: the working day after it, before it, or that day all the same',
	start_minute SMALLINT UNSIGNED NOT NULL COMMENT 'of the local day',
	minutes TINYINT UNSIGNED NOT NULL,
	zone VARCHAR(64) CHARACTER SET ascii NOT NULL,
	calendar_id BIGINT UNSIGNED NULL COMMENT 'of working days; NULL: Monday to Friday',
	chair_id BIGINT UNSIGNED NOT NULL,
	first_month DATE NOT NULL,
	ended_at DATETIME NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	CONSTRAINT meeting_series_chair FOREIGN KEY (chair_id) REFERENCES person (id),
	CONSTRAINT meeting_series_guest FOREIGN KEY (guest_id) REFERENCES person (id),
	CONSTRAINT meeting_series_calendar FOREIGN KEY (calendar_id) REFERENCES calendar (id),
	CONSTRAINT meeting_series_by FOREIGN KEY (created_by) REFERENCES person (id),
	CHECK (minutes BETWEEN 5 AND 60),
	CHECK (weekday < 7 AND start_minute < 1440)
);

-- One meeting. Until it is published its agenda is written anew whenever it is opened; from then on it is what meeting_item says.
CREATE TABLE IF NOT EXISTS meeting (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	revision INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'of its time, agenda and state; acts on them name it',
	pulse INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'moves with everything that those who follow it see',
	series_id BIGINT UNSIGNED NULL COMMENT 'NULL: held once',
	team ENUM('marketing','sales') NULL,
	month DATE NOT NULL COMMENT 'the first of the month it belongs to',
	title VARCHAR(120) NOT NULL COMMENT 'words',
	starts_at DATETIME NOT NULL,
	minutes TINYINT UNSIGNED NOT NULL,
	zone VARCHAR(64) CHARACTER SET ascii NOT NULL,
	chair_id BIGINT UNSIGNED NOT NULL,
	guest_id BIGINT UNSIGNED NULL,
	state ENUM('planned','published','running','closed','cancelled') NOT NULL DEFAULT 'planned',
	sequence INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'RFC 5545: moves whenever calendars have to look again',
	changed_at DATETIME NOT NULL COMMENT 'when that last was',
	item_id BIGINT UNSIGNED NULL COMMENT 'on the table just now',
	published_at DATETIME NULL,
	published_by BIGINT UNSIGNED NULL,
	started_at DATETIME NULL,
	closed_at DATETIME NULL,
	closed_by BIGINT UNSIGNED NULL,
	reopened_at DATETIME NULL COMMENT 'the last time',
	cancelled_why VARCHAR(500) NOT NULL DEFAULT '' COMMENT 'words',
	agreement_number INT UNSIGNED NULL COMMENT 'in force when it was published',
	promise_id BIGINT UNSIGNED NULL COMMENT 'the promise of meetings that counted it, on held_on',
	held_on DATE NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	UNIQUE KEY meeting_month (series_id, month),
	KEY meeting_when (starts_at, id),
	KEY meeting_state (state, starts_at),
	CONSTRAINT meeting_of FOREIGN KEY (series_id) REFERENCES meeting_series (id),
	CONSTRAINT meeting_chair FOREIGN KEY (chair_id) REFERENCES person (id),
	CONSTRAINT meeting_guest FOREIGN KEY (guest_id) REFERENCES person (id),
	CONSTRAINT meeting_promise FOREIGN KEY (promise_id) REFERENCES promise (id),
	CONSTRAINT meeting_by FOREIGN KEY (created_by) REFERENCES person (id),
	CHECK ((promise_id IS NULL) = (held_on IS NULL)),
	CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);

-- What people want of an agenda that writes itself: a point of their own sort of weight, named by what it is about.
CREATE TABLE IF NOT EXISTS meeting_wish (
	meeting_id BIGINT UNSIGNED NOT NULL,
	subject VARCHAR(64) CHARACTER SET ascii NOT NULL COMMENT 'section and id: issue-12',
	wish ENUM('first','later','dropped') NOT NULL,
	why VARCHAR(500) NOT NULL COMMENT 'words',
	person_id BIGINT UNSIGNED NOT NULL,
	at DATETIME NOT NULL,
	PRIMARY KEY (meeting_id, subject),
	CONSTRAINT meeting_wish_of FOREIGN KEY (meeting_id) REFERENCES meeting (id),
	CONSTRAINT meeting_wish_by FOREIGN KEY (person_id) REFERENCES person (id)
);

-- A point of an agenda: added by somebody, or frozen by publication. What did not fit stays with the reason.
CREATE TABLE IF NOT EXISTS meeting_item (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	meeting_id BIGINT UNSIGNED NOT NULL,
	section ENUM('assignments','figures','issues','appeals','criteria','words','wins','own') NOT NULL,
	subject VARCHAR(64) CHARACTER SET ascii NOT NULL COMMENT 'section and id',
	subject_id BIGINT UNSIGNED NOT NULL DEFAULT 0,
	position SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'on the agenda; 0: not yet published',
	place ENUM('agenda','backlog','dropped') NOT NULL DEFAULT 'agenda',
	why VARCHAR(500) NOT NULL DEFAULT '' COMMENT 'words: why it is there, or not on the agenda',
	title VARCHAR(200) NOT NULL COMMENT 'words',
	detail TEXT NOT NULL COMMENT 'words: what it is about, as it stood',
	href VARCHAR(200) CHARACTER SET ascii NOT NULL DEFAULT '' COMMENT 'where more is',
	minutes TINYINT UNSIGNED NOT NULL,
	added_by BIGINT UNSIGNED NULL COMMENT 'NULL: written by the data',
	added_at DATETIME NULL,
	outcome ENUM('settled','carried','heard') NULL,
	outcome_at DATETIME NULL,
	owner_id BIGINT UNSIGNED NULL COMMENT 'of an issue: who looks after it afterwards',
	shown_at DATETIME NULL COMMENT 'since when it is on the table; NULL: it is not',
	spent_seconds INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'before that',
	note MEDIUMTEXT NOT NULL DEFAULT '' COMMENT 'words',
	note_revision INT UNSIGNED NOT NULL DEFAULT 0,
	UNIQUE KEY meeting_item_subject (meeting_id, subject),
	KEY meeting_item_about (section, subject_id),
	CONSTRAINT meeting_item_of FOREIGN KEY (meeting_id) REFERENCES meeting (id),
	CONSTRAINT meeting_item_by FOREIGN KEY (added_by) REFERENCES person (id),
	CONSTRAINT meeting_item_owner FOREIGN KEY (owner_id) REFERENCES person (id)
);

-- Every text a note ever had, and those that were written at the same time and stand beside it.
CREATE TABLE IF NOT EXISTS meeting_note (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	item_id BIGINT UNSIGNED NOT NULL,
	revision INT UNSIGNED NOT NULL COMMENT 'that it became; of one beside: that it began from',
	is_beside BOOLEAN NOT NULL DEFAULT FALSE,
	words MEDIUMTEXT NOT NULL COMMENT 'words',
	person_id BIGINT UNSIGNED NOT NULL,
	at DATETIME NOT NULL,
	taken_at DATETIME NULL COMMENT 'of one beside: somebody took it into the note',
	KEY meeting_note_of (item_id, is_beside, revision),
	CONSTRAINT meeting_note_item FOREIGN KEY (item_id) REFERENCES meeting_item (id),
	CONSTRAINT meeting_note_by FOREIGN KEY (person_id) REFERENCES person (id)
);

-- The figures of both directions as they stood when the agenda was published.
CREATE TABLE IF NOT EXISTS meeting_figure (
	meeting_id BIGINT UNSIGNED NOT NULL,
	position SMALLINT UNSIGNED NOT NULL,
	party ENUM('marketing','sales','both') NOT NULL,
	name VARCHAR(300) NOT NULL COMMENT 'words',
	target VARCHAR(80) NOT NULL,
	before_words VARCHAR(120) NOT NULL COMMENT 'the month before',
	now_words VARCHAR(120) NOT NULL,
	cases_words VARCHAR(120) NOT NULL,
	state VARCHAR(40) NOT NULL,
	change_words VARCHAR(120) NOT NULL,
	href VARCHAR(200) CHARACTER SET ascii NOT NULL DEFAULT '',
	PRIMARY KEY (meeting_id, position),
	CONSTRAINT meeting_figure_of FOREIGN KEY (meeting_id) REFERENCES meeting (id)
);

-- By which wording of each definition, and which agreement, a meeting's figures and talk were meant.
CREATE TABLE IF NOT EXISTS meeting_definition (
	meeting_id BIGINT UNSIGNED NOT NULL,
	kind ENUM('term','agreement') NOT NULL,
	slug VARCHAR(100) CHARACTER SET ascii NOT NULL,
	name VARCHAR(160) NOT NULL,
	number INT UNSIGNED NOT NULL,
	PRIMARY KEY (meeting_id, kind, slug),
	CONSTRAINT meeting_definition_of FOREIGN KEY (meeting_id) REFERENCES meeting (id)
);

-- What somebody took on.
CREATE TABLE IF NOT EXISTS meeting_task (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	words VARCHAR(500) NOT NULL COMMENT 'words',
	owner_id BIGINT UNSIGNED NOT NULL,
	due_on DATE NOT NULL,
	due_at DATETIME NOT NULL COMMENT 'the close of that day in the teams'' calendar',
	meeting_id BIGINT UNSIGNED NULL COMMENT 'where it was taken on',
	item_id BIGINT UNSIGNED NULL,
	state ENUM('open','done','not_done','dropped','carried') NOT NULL DEFAULT 'open' COMMENT 'carried: nobody reported, and it goes on as another',
	report VARCHAR(1000) NOT NULL DEFAULT '' COMMENT 'words',
	reported_at DATETIME NULL,
	reported_by BIGINT UNSIGNED NULL,
	closing_id BIGINT UNSIGNED NULL COMMENT 'the meeting whose closing it was reported or carried in',
	confirmed_at DATETIME NULL,
	confirmed_by BIGINT UNSIGNED NULL,
	carried_from BIGINT UNSIGNED NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	KEY meeting_task_owner (owner_id, state, due_at),
	KEY meeting_task_due (state, due_at, id),
	KEY meeting_task_meeting (meeting_id, id),
	KEY meeting_task_closing (closing_id),
	UNIQUE KEY meeting_task_from (carried_from),
	CONSTRAINT meeting_task_of FOREIGN KEY (meeting_id) REFERENCES meeting (id),
	CONSTRAINT meeting_task_on FOREIGN KEY (item_id) REFERENCES meeting_item (id),
	CONSTRAINT meeting_task_person FOREIGN KEY (owner_id) REFERENCES person (id),
	CONSTRAINT meeting_task_reporter FOREIGN KEY (reported_by) REFERENCES person (id),
	CONSTRAINT meeting_task_confirmer FOREIGN KEY (confirmed_by) REFERENCES person (id),
	CONSTRAINT meeting_task_before FOREIGN KEY (carried_from) REFERENCES meeting_task (id),
	CONSTRAINT meeting_task_by FOREIGN KEY (created_by) REFERENCES person (id),
	CHECK ((state = 'open') = (reported_at IS NULL)),
	CHECK (confirmed_at IS NULL OR state = 'done')
);

-- What somebody airs before a meeting. Without a name nothing leads back to them: no author, no team, no time but the month,
-- an id by lot so that rows have no order, and no key that belongs to a person.
CREATE TABLE IF NOT EXISTS aired_issue (
	id BIGINT UNSIGNED NOT NULL PRIMARY KEY COMMENT 'by lot',
	form_hash BINARY(32) NOT NULL COMMENT 'of the form it came by, so that the same one makes no second',
	words TEXT NOT NULL COMMENT 'words',
	month DATE NOT NULL,
	is_anonymous BOOLEAN NOT NULL,
	author_id BIGINT UNSIGNED NULL,
	author_team ENUM('marketing','sales') NULL,
	state ENUM('waiting','heard','dropped') NOT NULL DEFAULT 'waiting',
	heard_in BIGINT UNSIGNED NULL COMMENT 'the meeting',
	owner_id BIGINT UNSIGNED NULL COMMENT 'who looks after it since',
	UNIQUE KEY aired_issue_form (form_hash),
	KEY aired_issue_state (state, month, id),
	KEY aired_issue_meeting (heard_in),
	CONSTRAINT aired_issue_author FOREIGN KEY (author_id) REFERENCES person (id),
	CONSTRAINT aired_issue_owner FOREIGN KEY (owner_id) REFERENCES person (id),
	CONSTRAINT aired_issue_heard FOREIGN KEY (heard_in) REFERENCES meeting (id),
	CHECK (is_anonymous = (author_id IS NULL)),
	CHECK (is_anonymous = (author_team IS NULL))
);

-- What was answered to an issue once its meeting was closed.
CREATE TABLE IF NOT EXISTS issue_reply (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	issue_id BIGINT UNSIGNED NOT NULL,
	words TEXT NOT NULL COMMENT 'words',
	person_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales') NOT NULL,
	at DATETIME NOT NULL,
	KEY issue_reply_of (issue_id, id),
	CONSTRAINT issue_reply_issue FOREIGN KEY (issue_id) REFERENCES aired_issue (id),
	CONSTRAINT issue_reply_by FOREIGN KEY (person_id) REFERENCES person (id)
);

-- The address of a person's calendar feed: only a hash of it is kept.
CREATE TABLE IF NOT EXISTS calendar_feed (
	person_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
	token_hash BINARY(32) NOT NULL,
	created_at DATETIME NOT NULL,
	UNIQUE KEY calendar_feed_token (token_hash),
	CONSTRAINT calendar_feed_of FOREIGN KEY (person_id) REFERENCES person (id)
);

-- A vocabulary check: a few past handoffs judged by each team without knowing what the other says.
CREATE TABLE IF NOT EXISTS word_check (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	term_version_id BIGINT UNSIGNED NOT NULL COMMENT 'in force when it was made',
	month DATE NOT NULL,
	made_by BIGINT UNSIGNED NOT NULL,
	made_at DATETIME NOT NULL,
	UNIQUE KEY word_check_month (month, term_version_id),
	CONSTRAINT word_check_version FOREIGN KEY (term_version_id) REFERENCES term_version (id),
	CONSTRAINT word_check_by FOREIGN KEY (made_by) REFERENCES person (id)
);

-- One handoff of a check, told without names.
CREATE TABLE IF NOT EXISTS word_check_case (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	check_id BIGINT UNSIGNED NOT NULL,
	position TINYINT UNSIGNED NOT NULL,
	handoff_id BIGINT UNSIGNED NOT NULL,
	UNIQUE KEY word_check_case_place (check_id, position),
	CONSTRAINT word_check_case_of FOREIGN KEY (check_id) REFERENCES word_check (id),
	CONSTRAINT word_check_case_handoff FOREIGN KEY (handoff_id) REFERENCES handoff (id)
);

-- A team's judgement of a case by one criterion.
CREATE TABLE IF NOT EXISTS word_check_answer (
	case_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales') NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii NOT NULL,
	verdict ENUM('meets','fails','unknown') NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	at DATETIME NOT NULL,
	PRIMARY KEY (case_id, team, code),
	CONSTRAINT word_check_answer_of FOREIGN KEY (case_id) REFERENCES word_check_case (id),
	CONSTRAINT word_check_answer_by FOREIGN KEY (person_id) REFERENCES person (id)
);
