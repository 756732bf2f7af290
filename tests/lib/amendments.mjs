// Amendments made through their pages.
import { makeCalendar } from './calendars.mjs';
import { as, people, sql, told } from './client.mjs';

// A working day that many days ago, or the one before it where that was a weekend: "YYYY-MM-DD".
export function workday(ago, from = new Date()) {
	const day = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate() - ago));
	while (day.getUTCDay() % 6 === 0)
		day.setUTCDate(day.getUTCDate() - 1);
	return day.toISOString().slice(0, 10);
}

// A draft by a marketer that closes a day of a calendar: its number. `review`: sent to both teams as well.
export async function makeAmendment({ calendar, day = workday(8), reason = 'Nobody worked that day.', name = 'Forgotten holiday', hours = '', review = false } = {}) {
	const marketer = await as('marketer');
	const answer = await marketer.fill('/sla/amendments/new', '/sla/amendments', { calendar: String(calendar ?? await makeCalendar()), reason, day_1_date: day, day_1_name: name, day_1_hours: hours }, { button: 'step=save' });
	if (answer.status !== 303)
		throw new Error(`Drafting an amendment answered ${answer.status}: ${told(answer)}`);
	const number = Number(answer.location.match(/amendments\/(\d+)/)[1]), at = `/sla/amendments/${number}`;
	if (review && (await marketer.fill(at, `${at}/review`)).status !== 303)
		throw new Error('Sending an amendment failed.');
	return number;
}

// One in review, straight into the tables: its number.
export function amendmentAsIf(calendar) {
	const [[id, number]] = sql(`INSERT INTO amendment (number, state, calendar_id, reason, author_id, author_team, created_at, edited_by, edited_at) SELECT (SELECT COALESCE(MAX(number), 0) + 1 FROM amendment), 'in_review', ${calendar}, 'Nobody worked.', id, team, UTC_TIMESTAMP(), id, UTC_TIMESTAMP()
		FROM person WHERE email = '${people.marketer.email}' RETURNING id, number`);
	sql(`INSERT INTO amendment_day VALUES (${id}, '${workday(8)}', 'Forgotten holiday', '')`);
	return Number(number);
}
