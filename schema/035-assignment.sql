-- Who gets a lead that is handed over: rules in the order they are asked, people who take turns, and how long it took until somebody had it.

-- The list of rules as a whole: one row, whose revision moves with every change of the list. Without rules an account's owner gets its leads.
CREATE TABLE IF NOT EXISTS assignment (
	id TINYINT UNSIGNED NOT NULL PRIMARY KEY,
	revision INT UNSIGNED NOT NULL DEFAULT 1,
	edited_by BIGINT UNSIGNED NULL,
	edited_at DATETIME NULL,
	CONSTRAINT assignment_editor FOREIGN KEY (edited_by) REFERENCES person (id),
	CHECK (id = 1)
);

-- One rule: the first that fits a lead and has somebody who is here says who gets it.
CREATE TABLE IF NOT EXISTS assignment_rule (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	position INT UNSIGNED NOT NULL,
	kind ENUM('account','persona','source','any') NOT NULL COMMENT 'account: its owner on the side of Sales; the others have members',
	persona_id BIGINT UNSIGNED NULL COMMENT 'a term',
	source_id BIGINT UNSIGNED NULL,
	turns INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'how often it was somebody''s turn; who takes a turn locks it',
	KEY assignment_rule_order (position, id),
	CONSTRAINT assignment_rule_persona FOREIGN KEY (persona_id) REFERENCES term (id),
	CONSTRAINT assignment_rule_source FOREIGN KEY (source_id) REFERENCES source (id),
	CHECK ((kind = 'persona') = (persona_id IS NOT NULL) AND (kind = 'source') = (source_id IS NOT NULL))
);

-- Who takes turns in a rule; one member alone gets all of it.
CREATE TABLE IF NOT EXISTS assignment_member (
	rule_id BIGINT UNSIGNED NOT NULL,
	person_id BIGINT UNSIGNED NOT NULL,
	turn INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'the rule''s number of turns when it was theirs; the least is next',
	PRIMARY KEY (rule_id, person_id),
	CONSTRAINT assignment_member_of FOREIGN KEY (rule_id) REFERENCES assignment_rule (id) ON DELETE CASCADE,
	CONSTRAINT assignment_member_person FOREIGN KEY (person_id) REFERENCES person (id)
);

-- Routing time ends when somebody has it for the first time; whoever gets it later does not begin it anew.
ALTER TABLE handoff
	ADD COLUMN IF NOT EXISTS first_assigned_at DATETIME NULL COMMENT 'when somebody of Sales first had it; assigned_at is of the present owner' AFTER assigned_at;
UPDATE handoff SET first_assigned_at = assigned_at WHERE first_assigned_at IS NULL AND assigned_at IS NOT NULL;
