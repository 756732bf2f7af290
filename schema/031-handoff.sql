-- Handoffs: a lead passed from Marketing to Sales by the agreed definition, and what came of it.

-- A form that is being filled in: private to its author until it is handed over.
CREATE TABLE IF NOT EXISTS handoff_draft (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	lead_id BIGINT UNSIGNED NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	term_version_id BIGINT UNSIGNED NOT NULL COMMENT 'the wording its questions are from',
	content TEXT NOT NULL COMMENT 'words: the form''s fields, urlencoded',
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	saved_at DATETIME NOT NULL,
	UNIQUE KEY handoff_draft_mine (person_id, lead_id),
	KEY handoff_draft_lead (lead_id),
	CONSTRAINT handoff_draft_of FOREIGN KEY (lead_id) REFERENCES lead_record (id),
	CONSTRAINT handoff_draft_by FOREIGN KEY (person_id) REFERENCES person (id),
	CONSTRAINT handoff_draft_version FOREIGN KEY (term_version_id) REFERENCES term_version (id)
);

-- One handoff, pinned to the wording, the agreement and the calendar it was made under.
CREATE TABLE IF NOT EXISTS handoff (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	lead_id BIGINT UNSIGNED NOT NULL,
	previous_id BIGINT UNSIGNED NULL COMMENT 'the recycled one it follows',
	round INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'raised by each resubmission',
	state ENUM('submitted','info_requested','accepted','working','returned','appealed','qualified','disqualified','recycled','withdrawn') NOT NULL,
	is_final BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'a return that was agreed or upheld',
	unanswered BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'a return that was not answered in time',
	revision INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'moves with every act',
	term_version_id BIGINT UNSIGNED NOT NULL,
	agreement_id BIGINT UNSIGNED NULL COMMENT 'NULL: no promise yet, and no clock',
	calendar_version_id BIGINT UNSIGNED NULL,
	author_id BIGINT UNSIGNED NOT NULL,
	owner_id BIGINT UNSIGNED NULL COMMENT 'the seller; NULL: nobody yet',
	assigned_at DATETIME NULL,
	words TEXT NOT NULL COMMENT 'words: what the lead asked, in their own',
	how_entered VARCHAR(500) NOT NULL DEFAULT '',
	situation VARCHAR(1000) NOT NULL DEFAULT '' COMMENT 'words',
	next_step VARCHAR(500) NOT NULL DEFAULT '' COMMENT 'words',
	submitted_at DATETIME NOT NULL COMMENT 'of the present round',
	first_submitted_at DATETIME NOT NULL,
	decision ENUM('accepted','returned') NULL,
	decided_at DATETIME NULL,
	attempts INT UNSIGNED NOT NULL DEFAULT 0,
	attempts_wanted INT UNSIGNED NULL COMMENT 'as many as were promised; NULL: none were',
	last_attempt_at DATETIME NULL,
	connected_at DATETIME NULL COMMENT 'the first conversation, both ways',
	sql_at DATETIME NULL,
	sql_version_id BIGINT UNSIGNED NULL,
	appealed BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'once is all',
	outcome ENUM('qualified','disqualified','recycled') NULL,
	outcome_at DATETIME NULL,
	outcome_reason_id BIGINT UNSIGNED NULL,
	return_on DATE NULL COMMENT 'of a recycled one: when it comes back',
	back_on DATE NULL COMMENT 'the same while it has not',
	feedback_quality TINYINT UNSIGNED NULL COMMENT '1 to 5',
	feedback_words VARCHAR(1000) NOT NULL DEFAULT '' COMMENT 'words',
	feedback_asked BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'it is in the sample',
	all_known BOOLEAN NOT NULL COMMENT 'every must was known, with its evidence',
	all_met BOOLEAN NOT NULL COMMENT 'every must was met',
	in_volume BOOLEAN NOT NULL COMMENT 'the first of its lead in 90 days, of those that count',
	due_timer_id BIGINT UNSIGNED NULL COMMENT 'the clock that is due next',
	queue_at BIGINT UNSIGNED NULL COMMENT 'open ones: (Sales'' turn << 62) | (no clock << 61) | (seconds since 2020 of what is due next << 31) | id, so that one column sorts; NULL when nothing is open',
	owner_at CHAR(28) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the owner (0: nobody) and queue_at, 12 and 16 hexadecimal digits: one column again',
	author_at CHAR(28) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the author and queue_at, likewise',
	UNIQUE KEY handoff_queue (queue_at),
	KEY handoff_mine (owner_at),
	KEY handoff_written_by (author_at),
	KEY handoff_lead (lead_id, id),
	KEY handoff_month (first_submitted_at, id),
	KEY handoff_back (back_on),
	CONSTRAINT handoff_of FOREIGN KEY (lead_id) REFERENCES lead_record (id),
	CONSTRAINT handoff_previous FOREIGN KEY (previous_id) REFERENCES handoff (id),
	CONSTRAINT handoff_gate FOREIGN KEY (term_version_id) REFERENCES term_version (id),
	CONSTRAINT handoff_agreement FOREIGN KEY (agreement_id) REFERENCES agreement (id),
	CONSTRAINT handoff_calendar FOREIGN KEY (calendar_version_id) REFERENCES calendar_version (id),
	CONSTRAINT handoff_written FOREIGN KEY (author_id) REFERENCES person (id),
	CONSTRAINT handoff_owner FOREIGN KEY (owner_id) REFERENCES person (id),
	CONSTRAINT handoff_reason FOREIGN KEY (outcome_reason_id) REFERENCES term (id),
	CONSTRAINT handoff_sql FOREIGN KEY (sql_version_id) REFERENCES term_version (id)
);

-- The promises that hold for a handoff, chosen once: what is changed about the lead later moves no number.
CREATE TABLE IF NOT EXISTS handoff_promise (
	handoff_id BIGINT UNSIGNED NOT NULL,
	promise_id BIGINT UNSIGNED NOT NULL,
	PRIMARY KEY (handoff_id, promise_id),
	KEY handoff_promise_by (promise_id, handoff_id),
	CONSTRAINT handoff_promise_of FOREIGN KEY (handoff_id) REFERENCES handoff (id),
	CONSTRAINT handoff_promise_promise FOREIGN KEY (promise_id) REFERENCES promise (id)
);

-- The answer to one criterion in one round. No value and unknown: said to be not known.
CREATE TABLE IF NOT EXISTS handoff_answer (
	handoff_id BIGINT UNSIGNED NOT NULL,
	round INT UNSIGNED NOT NULL,
	gate ENUM('mql','sql') NOT NULL COMMENT 'the definition of the handoff, or the one confirmed in a conversation',
	code VARCHAR(40) CHARACTER SET ascii NOT NULL,
	value VARCHAR(1000) NULL COMMENT 'words; yes or no, a decimal, a day, a choice, a text',
	is_unknown BOOLEAN NOT NULL,
	evidence VARCHAR(1000) NOT NULL DEFAULT '' COMMENT 'words',
	verdict ENUM('meets','fails','unknown') NOT NULL,
	PRIMARY KEY (handoff_id, gate, round, code),
	CONSTRAINT handoff_answer_of FOREIGN KEY (handoff_id) REFERENCES handoff (id),
	CHECK (is_unknown = (value IS NULL))
);

-- What happened to a handoff: the timeline of both sides.
CREATE TABLE IF NOT EXISTS handoff_act (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	handoff_id BIGINT UNSIGNED NOT NULL,
	round INT UNSIGNED NOT NULL,
	act ENUM('submission','acceptance','return','question','inform','agree','resubmit','appeal','settlement','withdrawal','attempt','conversation','sql','outcome','assignment','undo','feedback','unanswered') NOT NULL,
	from_state VARCHAR(16) CHARACTER SET ascii NULL,
	to_state VARCHAR(16) CHARACTER SET ascii NOT NULL,
	person_id BIGINT UNSIGNED NULL COMMENT 'NULL: the background program',
	team ENUM('marketing','sales','observer') NULL,
	token_id BIGINT UNSIGNED NULL,
	at DATETIME NOT NULL COMMENT 'when it happened',
	recorded_at DATETIME NOT NULL,
	reason_id BIGINT UNSIGNED NULL COMMENT 'a term of kind reason',
	words TEXT NOT NULL COMMENT 'words: what was found, asked or answered',
	detail VARCHAR(40) CHARACTER SET ascii NOT NULL DEFAULT '' COMMENT 'upheld, overturned, qualified …',
	puts_back VARCHAR(500) CHARACTER SET ascii NOT NULL DEFAULT '' COMMENT 'of what can be taken back: what the handoff said before, and the clocks it moved',
	undone_at DATETIME NULL,
	KEY handoff_act_of (handoff_id, id),
	KEY handoff_act_kind (act, at, id),
	CONSTRAINT handoff_act_handoff FOREIGN KEY (handoff_id) REFERENCES handoff (id),
	CONSTRAINT handoff_act_by FOREIGN KEY (person_id) REFERENCES person (id),
	CONSTRAINT handoff_act_reason FOREIGN KEY (reason_id) REFERENCES term (id)
);

-- The criteria a return cites.
CREATE TABLE IF NOT EXISTS handoff_cited (
	act_id BIGINT UNSIGNED NOT NULL,
	code VARCHAR(40) CHARACTER SET ascii NOT NULL,
	PRIMARY KEY (act_id, code),
	CONSTRAINT handoff_cited_by FOREIGN KEY (act_id) REFERENCES handoff_act (id)
);

-- One try to reach a lead, by a person here or told by another system, which names it once.
CREATE TABLE IF NOT EXISTS attempt (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	handoff_id BIGINT UNSIGNED NOT NULL,
	channel ENUM('call','mail','meeting','message') NOT NULL,
	result ENUM('no_answer','voicemail','mailed','spoke','replied','booked') NOT NULL,
	happened_at DATETIME NOT NULL,
	recorded_at DATETIME NOT NULL,
	person_id BIGINT UNSIGNED NULL,
	note VARCHAR(1000) NOT NULL DEFAULT '' COMMENT 'words',
	system VARCHAR(40) CHARACTER SET ascii NULL,
	external_id VARCHAR(190) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
	undone_at DATETIME NULL,
	UNIQUE KEY attempt_external (system, external_id),
	KEY attempt_of (handoff_id, happened_at, id),
	CONSTRAINT attempt_handoff FOREIGN KEY (handoff_id) REFERENCES handoff (id),
	CONSTRAINT attempt_by FOREIGN KEY (person_id) REFERENCES person (id),
	CHECK ((system IS NULL) = (external_id IS NULL))
);

-- A view of the queue somebody named: filters as in the address.
CREATE TABLE IF NOT EXISTS saved_view (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	person_id BIGINT UNSIGNED NOT NULL,
	team ENUM('marketing','sales') NULL COMMENT 'shared with it; NULL: the person''s own',
	name VARCHAR(80) NOT NULL,
	query VARCHAR(1000) CHARACTER SET ascii NOT NULL,
	created_at DATETIME NOT NULL,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	edited_by BIGINT UNSIGNED NULL COMMENT 'who changed it last; NULL: nobody since it was saved',
	edited_at DATETIME NULL,
	scope VARCHAR(28) CHARACTER SET ascii COLLATE ascii_bin
		AS (IF(team IS NULL, CONCAT('person ', person_id), team)) PERSISTENT COMMENT 'within which a name is used once',
	UNIQUE KEY saved_view_name (scope, name),
	KEY saved_view_mine (person_id, id),
	KEY saved_view_team (team, id),
	CONSTRAINT saved_view_of FOREIGN KEY (person_id) REFERENCES person (id)
);
