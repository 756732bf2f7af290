// An organisation's own past for tests: contacts as HubSpot exports them, told by their number alone, and what their rates must come to.
const DAY = 86400_000;
export const HEADERS = ['Record ID', 'First Name', 'Last Name', 'Email', 'Phone Number', 'Contact owner', 'Lifecycle Stage', 'Create Date', 'Original Source', 'Job Title', 'Company name',
	'Became a Marketing Qualified Lead Date', 'Date of first engagement', 'Became a Sales Qualified Lead Date', 'Became a Customer Date', 'Number of employees', 'Country', 'What they asked or did'];
const countries = ['Germany', 'Austria', 'Atlantis', ''], asked = ['A price', 'A demonstration', '', 'Came to a webinar'], sizes = ['3', '12', '51-200', '300', '', '1,200'];

// The instant `days` before now at `hour` of a working day (Monday to Thursday), in UTC.
function workday(days, hour, now) {
	const at = new Date(now - days * DAY);
	while ([0, 5, 6].includes(at.getUTCDay()))
		at.setTime(at.getTime() - DAY);
	at.setUTCHours(hour, 0, 0, 0);
	return at;
}
const stamp = at => at ? at.toISOString().slice(0, 16).replace('T', ' ') : '';

// One contact: every second was an MQL, on a working day of the last eleven months at nine; of those, Sales tried two of three after
// one to five hours, and took one of two after two, four or six hours.
export function contact(i, now = Date.now()) {
	const is = { mql: i % 2 === 0 ? workday(40 + i * 7 % 300, 9, now) : null };
	const after = (hours, when) => when && is.mql ? new Date(is.mql.getTime() + hours * 3600_000) : null;
	is.tried = after(1 + i / 2 % 5, i % 3 !== 0);
	is.taken = after([2, 4, 6][i / 4 % 3 | 0], i % 4 === 0);
	is.won = is.taken && i % 12 === 0 ? new Date(is.taken.getTime() + 9 * DAY) : null;
	return { i, ...is, employees: sizes[i % 6], country: countries[i % 4], asked: asked[i / 2 % 4 | 0],
		stage: is.won ? 'Customer' : is.taken ? 'Sales Qualified Lead' : is.mql ? 'Marketing Qualified Lead' : 'Lead' };
}
export const row = c => [100_000 + c.i, `Given${c.i}`, `Family${c.i}`, `contact${c.i}@company${c.i % 977}.example`, `+49 30 ${1_000_000 + c.i}`, '', c.stage, stamp(new Date((c.mql ?? new Date()).getTime() - 20 * DAY)),
	['Organic search', 'Referrals', 'Paid search'][c.i % 3], 'Head of operations', `Company ${c.i % 977}`, stamp(c.mql), stamp(c.tried), stamp(c.taken), stamp(c.won), c.employees, c.country, c.asked];
export const contacts = (count, now) => Array.from({ length: count }, (_, i) => contact(i, now));

// The second computation: what the definition of the starter set makes of one who is claimed, by employees (5 or more), country and question.
export function judged(c) {
	const size = /-/.test(c.employees) ? true : c.employees === '' ? null : Number(c.employees.replace(',', '')) >= 5;
	const country = { Germany: true, Austria: true, Atlantis: false }[c.country] ?? null, question = c.asked ? true : null;
	return { size, country, question, result: [size, country, question].includes(false) ? 'failed' : [size, country, question].includes(null) ? 'unknown' : 'passed' };
}

const middle = list => [...list].sort((a, b) => a - b)[(list.length - 1) >> 1];
const target = minutes => Math.max(Math.ceil(minutes / (minutes <= 240 ? 30 : 60)) * (minutes <= 240 ? 30 : 60), 30);

// The rates of the twelve full months before now, in a calendar that is open at all those hours, in UTC.
export function rates(all, now = Date.now()) {
	const d = new Date(now), start = back => Date.UTC(d.getUTCFullYear(), d.getUTCMonth() - back, 1), inside = all.filter(c => c.mql && c.mql >= start(12) && c.mql < start(0));
	const months = Array.from({ length: 12 }, (_, k) => inside.filter(c => c.mql >= start(12 - k) && c.mql < start(11 - k)).length), told = months.slice(months.findIndex(n => n > 0));
	const time = name => {
		const minutes = inside.filter(c => c[name]).map(c => (c[name] - c.mql) / 60_000), within = target(middle(minutes));
		return [within, Math.floor(minutes.filter(m => m <= within).length * 100 / minutes.length)];
	};
	const claimed = all.filter(c => c.mql), known = claimed.filter(c => { const j = judged(c); return j.size !== null && j.country !== null && j.question !== null; });
	return { volume: middle(told), context: Math.floor(known.length * 100 / claimed.length), decision: time('taken'), attempt: time('tried') };
}
