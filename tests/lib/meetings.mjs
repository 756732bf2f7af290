// Meetings for tests: planned in the far future so that no two disturb each other, published, running, closed; issues and assignments.
import { api, sql, told, unique } from './client.mjs';

function done(answer, status, what) {
	if (answer.status !== status)
		throw new Error(`${what} answered ${answer.status}: ${told(answer)}`);
	return answer.json;
}

export const person = name => Number(sql(`SELECT id FROM person WHERE name = '${name}'`)[0][0]);
export const day = days => new Date(Date.now() + days * 86400_000).toISOString().slice(0, 10);

// A meeting of both teams without a series. Returns it as JSON.
export async function makeMeeting(fields = {}) {
	return done(await api('marketer').post('/meetings', { title: unique('Zebra review'), starts_at: `${day(300)}T10:00:00Z`, minutes: 50, ...fields }), 201, 'Planning a meeting');
}
export const publish = async m => done(await api('marketer').post(`/meetings/${m.id}/publication`, { revision: m.revision }), 200, 'Publishing');
export const start = async m => done(await api('marketer').post(`/meetings/${m.id}/start`, { revision: m.revision }), 200, 'Starting');
// Ends it; whatever is asked for there and has no report is dropped.
export async function close(m) {
	const open = [];
	for (const { subject } of m.agenda.filter(i => i.section === 'assignments')) {
		const { id, state } = (await api('marketer').get(`/assignments/${subject.split('-')[1]}`)).json;
		if (state === 'open')
			open.push({ assignment: id, result: 'dropped', text: 'Out of a test' });
	}
	return done(await api('marketer').post(`/meetings/${m.id}/closing`, { revision: m.revision, reports: open }), 200, 'Closing');
}
export const readMeeting = async id => done(await api('marketer').get(`/meetings/${id}`), 200, 'Reading a meeting');
export const runningMeeting = async fields => start(await publish(await makeMeeting(fields)));
export const closedMeeting = async fields => close(await runningMeeting(fields));

// Issues of other tests that nobody has heard would fill every agenda.
export function clearIssues() { sql("DELETE FROM aired_issue WHERE heard_in IS NULL AND id NOT IN (SELECT issue_id FROM issue_reply)"); }

export async function makeIssue(fields = {}) {
	return done(await api('marketer').post('/issues', { text: `${unique('Nine leads came back')}. They pass our definition.`, anonymous: false, ...fields }), 201, 'Airing an issue');
}
export async function makeTask(fields = {}, by = 'seller') {
	return done(await api(by).post('/assignments', { text: unique('Ask for the budget year'), owner: person(sql("SELECT name FROM person WHERE team = 'sales' AND NOT is_signatory LIMIT 1")[0][0]), due: day(20), ...fields }), 201, 'Making an assignment');
}
// All of it at once by the database, for tests that want one of each many times: a series, a meeting that is planned and one that runs with a
// point, an issue, an assignment of Sales, and a vocabulary check of a handoff.
export function makeOneOfEach(handoff) {
	const meeting = (state, rest) => `INSERT INTO meeting (month, title, starts_at, minutes, zone, chair_id, changed_at, created_by, created_at, state${rest[0]}) SELECT '2099-01-01', '${unique('Zebra review')}', '2099-01-05 10:00:00', 50, 'Europe/London', id, UTC_TIMESTAMP(), id, UTC_TIMESTAMP(), '${state}'${rest[1]} FROM person WHERE team = 'marketing' AND disabled_at IS NULL ORDER BY id LIMIT 1 RETURNING 'meeting', id`;
	const rows = sql(`INSERT INTO meeting_series (name, rhythm, nth, weekday, closed, start_minute, minutes, zone, chair_id, first_month, created_by, created_at) SELECT '${unique('Zebra series')}', 'weekday', 1, 1, 'next', 600, 50, 'Europe/London', id, '2099-01-01', id, UTC_TIMESTAMP() FROM person WHERE team = 'marketing' LIMIT 1 RETURNING 'series', id;
${meeting('planned', ['', ''])};
${meeting('running', [', published_at, started_at', ', UTC_TIMESTAMP(), UTC_TIMESTAMP()'])};
INSERT INTO meeting_item (meeting_id, section, subject, position, title, detail, minutes) SELECT MAX(id), 'own', CONCAT('own-', MAX(id)), 1, 'A point', '', 5 FROM meeting RETURNING 'item', id;
INSERT INTO aired_issue (id, form_hash, words, month, is_anonymous) SELECT FLOOR(1 + RAND() * 2000000000), RANDOM_BYTES(32), '${unique('Nine leads')} came back.', '2020-01-01', TRUE RETURNING 'issue', id;
INSERT INTO meeting_task (words, owner_id, due_on, due_at, created_by, created_at) SELECT '${unique('Ask for the budget year')}', id, '2099-01-05', '2099-01-05 17:00:00', id, UTC_TIMESTAMP() FROM person WHERE team = 'sales' AND disabled_at IS NULL ORDER BY is_signatory, id LIMIT 1 RETURNING 'task', id;
INSERT INTO word_check (term_version_id, month, made_by, made_at) SELECT h.term_version_id, '1990-01-01' + INTERVAL (SELECT COUNT(*) FROM word_check) MONTH, h.author_id, UTC_TIMESTAMP() FROM handoff h WHERE h.id = ${handoff} RETURNING 'check', id;
INSERT INTO word_check_case (check_id, position, handoff_id) SELECT MAX(id), 1, ${handoff} FROM word_check RETURNING 'case', id;
SELECT 'somebody', MIN(id) FROM person WHERE team = 'marketing' AND disabled_at IS NULL`).map(([kind, id]) => [kind, Number(id)]);
	const [planned, running] = rows.filter(r => r[0] === 'meeting').map(r => r[1]), at = Object.fromEntries(rows);
	return { meeting: { id: planned, revision: 1 }, running: { id: running, revision: 1, item: at.item }, series: { id: at.series, revision: 1 }, issue: { id: at.issue }, assignment: { id: at.task }, check: { id: at.check }, somebody: at.somebody };
}
