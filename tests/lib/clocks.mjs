// Clocks and what they add up to, straight into the tables: until there are handoffs, nothing in the product begins one.
import { sql } from './client.mjs';
import { all, words } from './html.mjs';

// The promises of an agreement: { kind: { id, line } }; of several of one kind the first.
export function promisesOf(number) {
	const rows = sql(`SELECT p.kind, p.id, p.line_id FROM promise p JOIN agreement a ON a.id = p.agreement_id WHERE a.number = ${number} ORDER BY p.position DESC`);
	return Object.fromEntries(rows.map(([kind, id, line]) => [kind, { id: Number(id), line: Number(line) }]));
}

// Minutes from now, or "2026-11-05 12:00" in UTC.
const at = when => typeof when === 'string' ? `'${when}'` : `UTC_TIMESTAMP() + INTERVAL ${Math.round(when)} MINUTE`;
let subject = 1000;

// One clock; times in minutes from now or as texts. `state` as stored, `person` an e-mail address. Its start is written down, and its end; days are not: addUp().
export function makeClock(promise, { state = 'running', started = -60, deadline = 60, ended, late, minutes = 240, person, warning } = {}) {
	const [[id]] = sql(`INSERT INTO timer (kind, promise_id, line_id, calendar_version_id, team, subject, subject_id, person_id, started_at, open_minutes, deadline, state, ended_at, late_at, next_warning_at)
		SELECT p.kind, p.id, p.line_id, (SELECT MAX(v.id) FROM calendar_version v WHERE v.calendar_id = a.calendar_id), p.party, 'handoff', ${subject++},
		${person ? `(SELECT id FROM person WHERE email = '${person}')` : 'NULL'}, ${at(started)}, ${minutes}, ${state === 'paused' ? 'NULL' : at(deadline)}, '${state}',
		${ended === undefined ? 'NULL' : at(ended)}, ${late === undefined ? 'NULL' : at(late)}, ${warning === undefined ? 'NULL' : at(warning)}
		FROM promise p JOIN agreement a ON a.id = p.agreement_id WHERE p.id = ${promise} RETURNING id`);
	const who = person ? `(SELECT id FROM person WHERE email = '${person}')` : 'NULL';
	sql(`INSERT INTO timer_event (timer_id, step, at, recorded_at, person_id, team) SELECT ${id}, 'start', started_at, started_at, ${who}, ${person ? 'team' : 'NULL'} FROM timer WHERE id = ${id}`);
	if (ended !== undefined || late !== undefined)
		sql(`INSERT INTO timer_event (timer_id, step, at, recorded_at, person_id, team) SELECT ${id}, '${state === 'cancelled' ? 'cancel' : 'meet'}', ${at(ended ?? late)}, ${at(ended ?? late)}, ${who}, ${person ? 'team' : 'NULL'} FROM timer WHERE id = ${id}`);
	return Number(id);
}

// Adds up clocks of a promise, as their acts would have: for those whose times are about noon, so that every zone of ours has one day for them.
export function addUp(promise) {
	for (const [basis, column] of [['period', 'deadline'], ['start', 'started_at']])
		sql(`INSERT INTO promise_day (promise_id, basis, day, numerator, denominator) SELECT promise_id, '${basis}', DATE(${column}), SUM(state = 'met'), COUNT(*) FROM timer
			WHERE promise_id = ${promise} AND state IN ('met', 'missed') GROUP BY promise_id, DATE(${column}) ON DUPLICATE KEY UPDATE numerator = VALUES(numerator), denominator = VALUES(denominator)`);
}

// Takes away what was made here of these promises, so that the rest of the copy adds up again.
export function removeClocks(...promises) {
	const ids = promises.join();
	sql(`DELETE FROM digest_line WHERE subject_id IN (SELECT id FROM timer WHERE promise_id IN (${ids})); DELETE FROM timer_event WHERE timer_id IN (SELECT id FROM timer WHERE promise_id IN (${ids}));
		DELETE FROM timer WHERE promise_id IN (${ids}); DELETE FROM promise_day WHERE promise_id IN (${ids})`);
}

// A count that has no clock: so many on a day, "YYYY-MM-DD".
export function count(promise, day, numerator, denominator = numerator) {
	sql(`INSERT INTO promise_day (promise_id, basis, day, numerator, denominator) VALUES (${promise}, 'period', '${day}', ${numerator}, ${denominator}), (${promise}, 'start', '${day}', ${numerator}, ${denominator})
		ON DUPLICATE KEY UPDATE numerator = VALUES(numerator), denominator = VALUES(denominator)`);
}

// How many marks of each kind a promise's picture draws: { met, late, running, unknown }; each begins by a move. And what is said of them.
export function marksOf(part) {
	const [strip] = all(part, 'svg'), drawn = Object.fromEntries(all(strip, 'path').map(p => [p.attributes.class, p.attributes.d.split('M').length - 1]));
	return { drawn: { met: 0, late: 0, running: 0, unknown: 0, ...drawn }, title: words(all(strip, 'title')[0]), desc: words(all(strip, 'desc')[0]), said: words(part) };
}
