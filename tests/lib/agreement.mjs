// Agreements made the way programs make them.
import { makeCalendar } from './calendars.mjs';
import { api } from './client.mjs';

function done(answer, status, what) {
	if (answer.status !== status)
		throw new Error(`${what} answered ${answer.status}: ${answer.text}`);
	return answer.json;
}

let calendar;
// The words of an agreement, with what is not given filled in: a volume and a first attempt, counted by an agreed term.
export async function words(fields = {}) {
	calendar ??= await makeCalendar();
	return { text: 'Marketing hands over leads that meet the definition. Sales calls them soon.', change_note: 'For the zebras', calendar, gate: 'marketing-qualified-lead',
		promises: [{ kind: 'volume', party: 'marketing', definition: 'marketing-qualified-lead', count: 120, pace: 'even' },
			{ kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95 }], ...fields };
}

// A draft by a marketer: { number, revision }.
export async function makeAgreement(fields) { return done(await api('marketer').post('/agreements', await words(fields)), 201, 'Drafting an agreement'); }

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
