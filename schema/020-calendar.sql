-- Business calendars: when a team works, so that a promise counts working time. Hours and exceptions are of the calendar's own zone.

-- A calendar by its name. What it says is in its versions.
CREATE TABLE IF NOT EXISTS calendar (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	name VARCHAR(120) COLLATE utf8mb4_unicode_520_ci NOT NULL,
	created_by BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	revision INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'moves with every version',
	UNIQUE KEY calendar_name (name),
	CONSTRAINT calendar_by FOREIGN KEY (created_by) REFERENCES person (id)
);

-- One wording of a calendar, never changed: timers are pinned to it. Of those whose day has come, the highest number holds.
CREATE TABLE IF NOT EXISTS calendar_version (
	id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
	calendar_id BIGINT UNSIGNED NOT NULL,
	number INT UNSIGNED NOT NULL,
	zone VARCHAR(64) CHARACTER SET ascii NOT NULL COMMENT 'IANA name',
	valid_from DATE NOT NULL COMMENT 'a day of the organisation',
	week VARCHAR(1000) CHARACTER SET ascii NOT NULL COMMENT 'a line a day that is open: mon 09:00-12:00 13:00-17:00',
	author_id BIGINT UNSIGNED NOT NULL,
	created_at DATETIME NOT NULL,
	UNIQUE KEY calendar_version_number (calendar_id, number),
	CONSTRAINT calendar_version_of FOREIGN KEY (calendar_id) REFERENCES calendar (id),
	CONSTRAINT calendar_version_by FOREIGN KEY (author_id) REFERENCES person (id)
);

-- A day that is not as its weekday: closed, or with other hours.
CREATE TABLE IF NOT EXISTS calendar_exception (
	version_id BIGINT UNSIGNED NOT NULL,
	day DATE NOT NULL,
	name VARCHAR(120) NOT NULL,
	hours VARCHAR(200) CHARACTER SET ascii NOT NULL COMMENT 'empty: closed; else 09:00-12:00 13:00-17:00',
	PRIMARY KEY (version_id, day),
	CONSTRAINT calendar_exception_of FOREIGN KEY (version_id) REFERENCES calendar_version (id)
);
