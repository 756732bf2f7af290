// Agreements made the way programs make them.
import { api, sql, unique } from './client.mjs';

function done(answer, status, what) {
	if (answer.status !== status)
		throw new Error(`${what} answered ${answer.status}: ${answer.text}`);
	return answer.json;
}

// A calendar of office hours: its id.
export function makeCalendar(name = unique('Office hours')) {
	const [[id]] = sql(`INSERT INTO calendar (name, created_by, created_at) SELECT '${name}', MIN(id), UTC_TIMESTAMP() FROM person RETURNING id`);
	sql(`INSERT INTO calendar_version (calendar_id, number, zone, valid_from, week, author_id, created_at) SELECT ${id}, 1, 'Europe/London', '2026-01-01',
		'mon 09:00-17:00\\ntue 09:00-17:00\\nwed 09:00-17:00\\nthu 09:00-17:00\\nfri 09:00-17:00', MIN(id), UTC_TIMESTAMP() FROM person`);
	return Number(id);
}

let calendar;
// The words of an agreement, with what is not given filled in: a volume and a first attempt, counted by an agreed term.
export function words(fields = {}) {
	calendar ??= makeCalendar();
	return { text: 'Marketing hands over leads that meet the definition. Sales calls them soon.', calendar, gate: 'marketing-qualified-lead',
		promises: [{ kind: 'volume', party: 'marketing', definition: 'marketing-qualified-lead', count: 120, pace: 'even' },
			{ kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95 }], ...fields };
}

// A draft by a marketer: { number, revision }.
export async function makeAgreement(fields) { return done(await api('marketer').post('/agreements', words(fields)), 201, 'Drafting an agreement'); }

// The same, sent to both teams.
export async function proposedAgreement(fields) {
	const { number, revision } = await makeAgreement(fields);
	done(await api('marketer').post(`/agreements/${number}/review`, { revision }), 200, 'Sending an agreement');
	return { number, revision };
}

// The same, signed by both.
export async function agreedAgreement(fields) {
	const made = await proposedAgreement(fields);
	for (const team of ['marketing', 'sales'])
		done(await api(team).post(`/agreements/${made.number}/signature`, { revision: made.revision }), 200, `Signing for ${team}`);
	return made;
}
