// Time, with the clock of a copy's programs in our hands: days that clocks change, leap days and the ends of months; the clock
// set back an hour and forward a day while people are signed in, have guessed, and have forms open.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Second } from '../lib/second.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

const library = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1'].find(existsSync);
const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
const second = new Second(), file = `${second.place}/clock`;
let ahead = 0;
function shift(milliseconds) { ahead = milliseconds; writeFileSync(file, `${ahead < 0 ? '-' : '+'}${Math.abs(Math.round(ahead / 1000))}\n`); }
shift(0);
await second.up({ LD_PRELOAD: library ?? '', FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', SAMPLE: 'small' });
Object.assign(process.env, { STATE: second.state, BASE_URL: second.base });
const { api, Browser, concord, people, secret, signIn, sql, unique } = await import('../lib/client.mjs');
const { draft, makeTerm, proposed } = await import('../lib/glossary.mjs');

// The clock of the programs: its time now, and setting it to an instant.
const now = () => Date.now() + ahead;
const to = instant => shift(instant - Date.now());
const done = async (answer, what) => { const a = await answer; ok(a.status < 300, `${what} answered ${a.status}: ${a.text.slice(0, 300)}`); return a.json; };

// The instant a day begins in a zone, as Node's own tables of zones have it: the first whose local date it is.
function dayBegins(day, zone) {
	const format = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
	const local = at => { const part = Object.fromEntries(format.formatToParts(at).map(p => [p.type, p.value])); return `${part.year}-${part.month}-${part.day}`; };
	let at = Date.parse(`${day}T00:00:00Z`) - 15 * HOUR;
	while (local(at) < day)
		at += 15 * MINUTE;
	return at;
}
const sunday = (year, month, last) => { const d = new Date(Date.UTC(year, month, last)); d.setUTCDate(last - d.getUTCDay()); return d.toISOString().slice(0, 10); };
const next = day => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
const year = new Date().getUTCFullYear() + 1, leap = year + (4 - year % 4) % 4;

for (const [what, day, zone] of [
	['the night clocks go forward', sunday(year, 2, 31), 'Europe/Berlin'], ['the day after it', next(sunday(year, 2, 31)), 'Europe/Berlin'],
	['the night clocks go back', sunday(year, 9, 31), 'Europe/Berlin'], ['the day after it', next(sunday(year, 9, 31)), 'Europe/Berlin'],
	['a day without a midnight', sunday(year, 2, 14), 'America/Havana'], ['a leap day', `${leap}-02-29`, 'Asia/Kolkata'],
	['the end of a month', `${year}-01-31`, 'Pacific/Auckland'], ['a new year', `${year}-01-01`, 'America/Los_Angeles']])
	test(`in force from ${what} (${day}, ${zone}): from the first second of that day there`, async () => {
		const start = dayBegins(day, zone), program = api('marketing');
		sql(`UPDATE organisation SET time_zone = '${zone}'`);
		to(start - 3 * HOUR);
		const { slug } = await done(program.post('/terms', { name: unique('Dated'), kind: 'word' }), 'the term');
		const past = await program.post(`/terms/${slug}/versions`, { meaning: 'Late', change_note: 'Late', in_force_from: new Date(Date.parse(day) - 2 * DAY).toISOString().slice(0, 10) });
		equal(past.status, 422, 'a day that is past');
		const { number } = await done(program.post(`/terms/${slug}/versions`, { meaning: 'Striped', change_note: 'First', in_force_from: day }), 'the version');
		await done(program.post(`/terms/${slug}/versions/${number}/review`, { revision: 1 }), 'the review');
		for (const who of ['marketing', 'sales'])
			await done(api(who).post(`/terms/${slug}/versions/${number}/signature`, { revision: 1 }), 'the signature');
		const inForce = async () => (await done(program.get(`/terms/${slug}`), 'the term')).in_force?.number ?? null;
		to(start - 4000);
		equal(await inForce(), null, 'seconds before');
		to(start + 1000);
		equal(await inForce(), number, 'a second after');
		equal((await done(program.get(`/terms/${slug}/versions/${number}`), 'the version')).in_force_from, day);
	});

const inside = async browser => (await browser.get('/account')).status === 200;

test('set back an hour, nobody is signed out, and nobody stays longer for it: eight hours without a request', async () => {
	shift(30 * DAY);
	const [one, two] = [await signIn(people.marketer), await signIn(people.seller)];
	shift(30 * DAY - HOUR);
	ok(await inside(one) && await inside(two), 'signed out by the step');
	shift(30 * DAY - HOUR + 8 * HOUR - 5 * MINUTE);
	ok(await inside(one), 'signed out early');
	shift(30 * DAY - HOUR + 8 * HOUR + 5 * MINUTE);
	ok(!await inside(two), 'still signed in');
	ok(await inside(one), 'who did ask is signed out');
});

test('nor a day in all', async () => {
	shift(40 * DAY);
	const one = await signIn(people.marketer);
	for (const hours of [-1, 6, 13, 20])
		shift(40 * DAY + hours * HOUR), ok(await inside(one), `${hours} hours after`);
	shift(40 * DAY - HOUR + DAY - 5 * MINUTE);
	ok(await inside(one), 'signed out early');
	shift(40 * DAY - HOUR + DAY + 5 * MINUTE);
	ok(!await inside(one), 'still signed in');
});

test('a step of seconds, as clocks are set, changes nothing of a session', async () => {
	shift(45 * DAY);
	const one = await signIn(people.marketer), count = () => sql('SELECT MAX(seen_at), MAX(created_at) FROM session WHERE ended_at IS NULL');
	const before = count();
	shift(45 * DAY - 4 * MINUTE);
	ok(await inside(one));
	equal(count(), before);
});

test('set back an hour, whoever guessed wrongly waits a quarter of an hour, no more and no less', async () => {
	shift(50 * DAY);
	const email = 'clock.stepper@example.org', password = secret(concord('person', 'add', '--email', email, '--name', 'Clock Stepper', '--team', 'sales'));
	const guess = word => new Browser().fill('/sign-in', '/sign-in', { email, password: word });
	for (let i = 0; i < 10; i++)
		equal((await guess('wrong as can be')).status, 401);
	equal((await guess(password)).status, 429);
	shift(50 * DAY - HOUR);
	const slowed = await guess(password);
	equal(slowed.status, 429, 'the step opened the door');
	ok(slowed.headers['retry-after'] > 800 && slowed.headers['retry-after'] <= 900, `Retry-After ${slowed.headers['retry-after']}`);
	shift(50 * DAY - HOUR + 16 * MINUTE);
	equal((await guess(password)).status, 303);
});

test('a form that was sent is done once, whichever way the clock went; acts stay in their order', async () => {
	shift(60 * DAY);
	let author = await signIn(people.marketing);
	const fields = (await author.get('/glossary/new')).page.form('/glossary').fields({ name: unique('Stepped'), kind: 'word' });
	const first = await author.post('/glossary', fields);
	equal(first.status, 303);
	const { slug, number } = await proposed(author), path = `/glossary/${slug}/versions/${number}/comments`;
	for (const [i, hours] of [0, -1, 1].entries()) {
		shift(60 * DAY + hours * HOUR);
		const again = await author.post('/glossary', fields);
		equal([again.status, again.location], [303, first.location], `${hours} hours`);
		equal((await author.fill(`/glossary/${slug}`, path, { comment: `Words number ${i}` })).status, 303);
	}
	equal(sql(`SELECT COUNT(*) FROM term WHERE name = '${fields.name}'`), [['1']]);
	const said = [...(await author.get(`/glossary/${slug}/versions/${number}`)).text.matchAll(/Words number (\d)/g)].map(m => m[1]);
	equal([...new Set(said)], ['0', '1', '2'], 'the order of the discussion');
	equal(sql(`SELECT GROUP_CONCAT(words ORDER BY id) FROM version_act WHERE words LIKE 'Words number%'`), [['Words number 0,Words number 1,Words number 2']]);
	const number2 = await draft(author, (await makeTerm(author)).slug);
	equal(number2, 1);
});

test('forward a day: people sign in again, and every page is there', async () => {
	shift(61 * DAY + HOUR);
	for (const zone of ['America/St_Johns', 'Asia/Kathmandu']) {
		sql(`UPDATE organisation SET time_zone = '${zone}'`);
		const member = await signIn(people.administrator);
		for (const path of ['/', '/glossary', '/glossary/stages', '/glossary/print', '/charter', '/people', '/audit', '/account', '/account/sessions', '/account/tokens', '/search?q=lead'])
			equal((await member.get(path)).status, 200, path);
	}
});

test('nothing failed on the way, and everything concord check knows holds', () => {
	const logs = readdirSync(`${second.state}/log`).filter(f => /^(home|glossary|accounts|sign-in|jobs)\.log$/.test(f)).map(f => readFileSync(`${second.state}/log/${f}`, 'utf8')).join('');
	match(logs, new RegExp(`^${new Date(Date.now() + 60 * DAY).toISOString().slice(0, 10)}T`, 'm'), 'the clock was never moved');
	equal(logs.split('\n').filter(line => / 500 \d+ person |try \d:/.test(line)), []);
	concord('check');
});

afterwards(() => second.down());
