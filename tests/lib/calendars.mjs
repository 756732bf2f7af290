// Calendars for tests, made as an administrator's program would.
import { api, unique } from './client.mjs';

const office = [['09:00', '12:00'], ['13:00', '17:00']], always = [['00:00', '24:00']];
export const week = (open, weekend = []) => ({ mon: open, tue: open, wed: open, thu: open, fri: open, sat: weekend, sun: weekend });

// Calendar B of the document that sets the rules, and A, which is always open.
export const B = { zone: 'Europe/Berlin', valid_from: '2026-01-01', week: week(office), exceptions: [
	{ date: '2026-12-25', name: 'Christmas Day', open: [] }, { date: '2026-12-26', name: 'Second day of Christmas', open: [] }, { date: '2027-01-01', name: 'New Year’s Day', open: [] }] };
export const A = { zone: 'Europe/Berlin', valid_from: '2026-01-01', week: week(always, always), exceptions: [] };

// Makes a calendar. Returns its id.
export async function makeCalendar(rest = {}, like = B) {
	const answer = await api('administrator').post('/calendars', { name: unique('Calendar'), ...like, ...rest });
	if (answer.status !== 201)
		throw new Error(`A calendar was not made: ${answer.status} ${answer.text}`);
	return answer.json.id;
}
