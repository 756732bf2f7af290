-- Wrong passwords of the last quarter of an hour: who was meant and where from, as hashes, for people there are and for
-- people there are not.
CREATE TABLE IF NOT EXISTS sign_in_guess (
	account_hash BINARY(32) NOT NULL COMMENT 'of the e-mail address, keyed',
	place_hash BINARY(32) NOT NULL COMMENT 'of a known browser, a network, or all networks together; keyed',
	wrong INT UNSIGNED NOT NULL,
	last_at DATETIME NOT NULL COMMENT 'of the last wrong one that was looked at',
	PRIMARY KEY (account_hash, place_hash),
	KEY sign_in_guess_age (last_at)
);
