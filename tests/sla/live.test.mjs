// The agreement as it goes: its numbers on pages and as JSON, the lists behind them, deadlines explained, and what the background program does.
import { existsSync, readFileSync } from 'node:fs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { api, as, concord, eventually, people, sql, state, unique } from '../lib/client.mjs';
import { addUp, count, makeClock, marksOf, promisesOf, removeClocks } from '../lib/clocks.mjs';
import { all, words } from '../lib/html.mjs';
import { wanted } from '../lib/mail.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, seller, sales, observer] = await Promise.all(['marketer', 'seller', 'sales', 'observer'].map(as));
const reader = api('seller', 'read');
const now = new Date(), month = date => date.toISOString().slice(0, 7);
const last = month(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)));
const before = month(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 1)));
const noon = (day, ym = last) => `${ym}-${String(day).padStart(2, '0')} 12:00`;

// An agreement of our own, in force since three months, whose lines nobody else has.
const source = unique('Fair');
const made = await agreedAgreement({ pause_reasons: ['waiting for Marketing'], promises: [
	{ kind: 'volume', party: 'marketing', definition: 'marketing-qualified-lead', count: 20, pace: 'even', scope: { source } },
	{ kind: 'context', party: 'marketing', percent: 90, scope: { source } },
	{ kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95, scope: { source } },
	{ kind: 'decision', party: 'sales', open_minutes: 480, percent: 95, scope: { source } },
	{ kind: 'worked', party: 'sales', percent: 90, within_days: 5, scope: { source }, measured: 'feed' } ] });
sql(`UPDATE signature g JOIN agreement a ON a.id = g.agreement_id SET g.at = g.at - INTERVAL 101 DAY, a.in_force_at = UTC_TIMESTAMP() - INTERVAL 100 DAY WHERE a.number = ${made.number}`);
const promises = promisesOf(made.number);
sql("UPDATE feed SET known_up_to = NULL WHERE name = 'attempts'");	// others may have told it something

// Last month: 18 of 20 promised leads, all with context; 57 first attempts in time of 60; no decisions. The month before: 5 of 6.
for (let day = 2; day <= 19; day++)
	count(promises.volume.id, `${last}-${String(day).padStart(2, '0')}`, 1), count(promises.context.id, `${last}-${String(day).padStart(2, '0')}`, 1);
for (let i = 0; i < 60; i++)
	makeClock(promises.first_attempt.id, { state: i < 3 ? 'missed' : 'met', started: noon(2 + i % 20), deadline: noon(3 + i % 20), person: people.seller.email,
		...(i < 1 ? { late: noon(9) } : i < 3 ? {} : { ended: noon(2 + i % 20) }) });
for (let i = 0; i < 6; i++)
	makeClock(promises.first_attempt.id, { state: i ? 'met' : 'missed', started: noon(5, before), deadline: noon(6, before), ...(i && { ended: noon(5, before) }) });
addUp(promises.first_attempt.id);

const party = (json, team) => json.parties.find(p => p.team === team);
const promise = (json, kind) => json.parties.flatMap(p => p.promises).find(p => p.kind === kind);

test('attainment as JSON: numbers, percents from integers, both sides and the worse of them', async () => {
	const answer = await reader.get(`/agreements/current/attainment?month=${last}`);
	equal(answer.status, 200, answer.text);
	const { json } = answer;
	equal(promise(json, 'first_attempt'), { id: promises.first_attempt.id, kind: 'first_attempt', target: 95, numerator: 57, denominator: 60, percent: 95, state: 'kept', pending: 0 });
	equal(promise(json, 'volume'), { id: promises.volume.id, kind: 'volume', target: 20, numerator: 18, denominator: 20, percent: 90, state: 'missed', pending: 0 });
	equal(promise(json, 'context').percent, 100);
	equal(promise(json, 'decision'), { id: promises.decision.id, kind: 'decision', target: 95, numerator: 0, denominator: 0, percent: null, state: 'no_cases', pending: 0 });
	equal([party(json, 'marketing').state, party(json, 'sales').state, json.joint], ['missed', 'kept', 'missed']);
	equal(json.known_up_to, null);
	const earlier = (await reader.get(`/agreements/current/attainment?month=${before}`)).json;
	equal([promise(earlier, 'first_attempt').percent, promise(earlier, 'first_attempt').state], [83.3, 'missed']);
});

test('a month that is none is refused, one before any agreement is not found', async () => {
	for (const typed of ['2026-13', '2026', 'now', '2026-11-01'])
		equal((await reader.get(`/agreements/current/attainment?month=${typed}`)).status, 400, typed);
	equal((await reader.get('/agreements/current/attainment?month=1999-12')).status, 404);
	equal((await seller.get('/sla?month=2026-13')).status, 404);
	equal((await seller.get(`/sla/promises/${promises.volume.id}?month=x`)).status, 404);
	equal((await seller.get('/sla/promises/999999')).status, 404);
	equal((await seller.get('/sla/timers/999999')).status, 404);
	equal((await reader.get('/timers/999999')).status, 404);
});

const rows = page => page.with('clauses').flatMap(t => all(all(t, 'tbody')[0], 'tr')).map(words);

test('the page says the same, with both sides beside the joint state, and its months', async () => {
	const { page } = await observer.get(`/sla?month=${last}`);
	const list = rows(page);
	equal(list.length, 5);
	match(list[0], /^20 .*handed over each month, at an even pace\. Marketing 20 18.* of 20 Missed$/);
	match(list[2], /^First attempt within 4 working hours .* Sales 95 % 95 %.* 57 of 60 Kept$/);
	match(list[3], /Sales 95 % No cases.* No cases$/);
	match(words(page.with('standing')[0]), /^Marketing Missed Sales Kept Together Missed$/);
	match(page.main, `Version ${made.number}, signed by ${people.marketing.name} for Marketing and ${people.sales.name} for Sales.`);
	const marks = page.all('svg').map(s => s.attributes['aria-label']).filter(Boolean);
	equal(marks.length, 5);
	match(marks[2], /: no cases, .*, missed, kept$/);
	ok(page.links.includes(`/sla?month=${before}`), page.links.join());
	ok(page.links.includes(`/sla/promises/${promises.first_attempt.id}?month=${last}`), page.links.join());
});

test('the rising line has its title, its numbers in words, and a table that ends with the same number', async () => {
	const { page } = await observer.get(`/sla?month=${last}`);
	const chart = page.with('chart')[0];
	match(words(all(chart, 'title')[0]), /^Handed over in .*, day by day, against the promise$/);
	equal(words(all(chart, 'desc')[0]), 'Marketing handed over 18 of 20 promised.');
	match(words(chart), '20 promised');
	const days = all(all(page.with('twin')[0], 'tbody')[0], 'tr').map(words);
	ok(days.length >= 28);
	match(days.at(-1), / 0 18 20$/);
});

// Every clock of a list, page after page.
async function listed(who, status) {
	const found = [];
	for (let path = `/sla/promises/${promises.first_attempt.id}?month=${last}&state=${status}`, pages = 0; path && pages < 5; pages++) {
		const { page } = await who.get(path);
		const table = page.with('clock-list')[0];
		found.push(...(table ? all(all(table, 'tbody')[0], 'tr') : []));
		path = page.links.find(l => l.includes('&after='))?.replace(/#.*/, '');
	}
	return found;
}

test('the list behind a number has as many rows as the number says, page by page', async () => {
	for (const [status, expected] of [['missed', 3], ['met', 57], ['pending', 0]]) {
		const found = await listed(seller, status);
		equal(found.length, expected, status);
		equal(new Set(found.map(r => all(r, 'a')[0].attributes.href)).size, expected, 'each once');
	}
	const { page } = await seller.get(`/sla/promises/${promises.first_attempt.id}?month=${last}`);
	match(words(page.with('tabs')[0]), /^Missed 3 In time 57 Not due yet 0 Paused Cancelled$/);
	match(page.main, '57 of 60');
});

test('each clock of the month has a mark, as many of each shape as the numbers beside them say, and a table that adds up to them', async () => {
	const path = `/sla/promises/${promises.first_attempt.id}?month=${last}`, { page } = await observer.get(path), [part] = page.with('clock-marks'), { drawn, title, desc, said } = marksOf(part);
	equal(drawn, { met: 57, late: 3, running: 0, unknown: 0 });
	const first = promise((await reader.get(`/agreements/current/attainment?month=${last}`)).json, 'first_attempt');
	equal([drawn.met, drawn.met + drawn.late, drawn.running], [first.numerator, first.denominator, first.pending]);
	match(title, /^First attempt in .*, one mark for each handoff$/);
	equal(desc, '57 in time, 3 late.');
	match(said, /57 in time 3 late One mark for each handoff, by deadline\. Show as table Deadline In time Late /);
	ok(/ over$/.test(part.attributes.class), 'of a month that is over nothing can be saved');
	const rows = all(all(part, 'tbody')[0], 'tr').map(r => all(r, 'td').map(c => Number(words(c))));
	equal(rows.reduce((sum, row) => sum.map((n, i) => n + row[i]), [0, 0]), [57, 3]);
	equal((await observer.get(`/sla/promises/${promises.volume.id}?month=${last}`)).page.with('clock-marks'), [], 'what has no clocks');
	equal((await observer.get(`/sla/promises/${promises.decision.id}?month=${last}`)).page.with('clock-marks'), [], 'nothing happened');
});

test('of more clocks than can be drawn the last with a result and the next to fall due are, and it says so', async () => {
	const path = `/sla/promises/${promises.first_attempt.id}?month=${before}`, made = [];
	for (let i = 0; i < 130; i++)
		made.push(makeClock(promises.first_attempt.id, { state: 'met', started: noon(7, before), deadline: noon(8 + i % 20, before), ended: noon(7, before) }));
	addUp(promises.first_attempt.id);
	const { page } = await seller.get(path), { drawn, desc, said } = marksOf(page.with('clock-marks')[0]);
	match(page.main, '135 of 136');
	equal([drawn.met, drawn.late], [120, 0], 'the one that was missed is the first of them');
	equal(desc, '120 in time.');
	match(said, 'One mark for each of 120 of the 136 handoffs, by deadline: the last with a result and the next to fall due.');
	sql(`DELETE FROM timer_event WHERE timer_id IN (${made.join()}); DELETE FROM timer WHERE id IN (${made.join()}); DELETE FROM promise_day WHERE promise_id = ${promises.first_attempt.id}`);
	addUp(promises.first_attempt.id);
	equal(marksOf((await seller.get(path)).page.with('clock-marks')[0]).drawn, { met: 5, late: 1, running: 0, unknown: 0 });
});

test('who it was is the own team’s to know: no owner for the other team or observers, on page or as JSON', async () => {
	for (const [who, program, may] of [[seller, api('sales'), true], [marketer, api('marketing'), false], [observer, api('observer'), false]]) {
		const found = await listed(who, 'missed');
		const seen = [(await who.get(`/sla/promises/${promises.first_attempt.id}?month=${last}`)).text];
		for (const row of found.slice(0, 2)) {
			const { href } = all(row, 'a').find(a => a.attributes.href.startsWith('/sla/timers/')).attributes;
			seen.push((await who.get(href)).page.main, (await program.get(`/timers/${href.match(/\d+/)[0]}`)).text);
		}
		for (const text of seen)
			(may ? match : lacks)(text, people.seller.name);
	}
});

test('a promise says how it is counted, and shows twelve months by deadline and by start', async () => {
	const path = `/sla/promises/${promises.first_attempt.id}?month=${last}`;
	const { page } = await seller.get(path);
	match(page.main, 'It does not begin again when the lead is passed on.');
	match(page.main, 'waiting for Marketing');
	const months = p => all(all(p.with('months-table')[0], 'tbody')[0], 'tr').map(words);
	equal(months(page).length, 12);
	match(months(page)[0], /95 % 57 60 95 % Kept$/);
	match(months(page)[1], /95 % 5 6 83\.3 % Missed$/);
	match(months(page)[11], /– – – – No cases$/);
	const start = (await seller.get(`${path}&by=start`)).page;
	match(start.main, 'A clock counts in the month it began.');
	match(months(start)[0], /57 60/);
});

test('a running clock that is overdue is missed when read, at once, and one still in time is beside the ratio', async () => {
	const late = makeClock(promises.decision.id, { started: -600, deadline: -5 });
	makeClock(promises.decision.id, { started: -10, deadline: 40 * 24 * 60 });
	const json = (await reader.get(`/timers/${late}`)).json;
	equal(json.state, 'missed');
	const { page } = await seller.get(`/sla/promises/${promises.decision.id}`);
	match(page.main, '0 of 1');
	equal(marksOf(page.with('clock-marks')[0]).drawn, { met: 0, late: 1, running: 0, unknown: 0 });
	await eventually(() => sql(`SELECT state FROM timer WHERE id = ${late}`)[0][0] === 'missed');
	equal(sql(`SELECT COUNT(*) FROM timer_event WHERE timer_id = ${late} AND step = 'miss' AND person_id IS NULL`), [['1']]);
	match((await seller.get(`/sla/promises/${promises.decision.id}`)).page.main, '0 of 1');
	equal(sql(`SELECT numerator, denominator FROM promise_day WHERE promise_id = ${promises.decision.id} AND basis = 'period'`), [['0', '1']]);
});

test('what another system measures is not measured past what it knows, and never missed', async () => {
	makeClock(promises.worked.id, { state: 'missed', started: noon(5), deadline: noon(12) });
	addUp(promises.worked.id);
	const state = async () => promise((await reader.get(`/agreements/current/attainment?month=${last}`)).json, 'worked').state;
	equal(await state(), 'not_measured');
	const marks = async () => marksOf((await seller.get(`/sla/promises/${promises.worked.id}?month=${last}`)).page.with('clock-marks')[0]).desc;
	equal(await marks(), '1 not measured.');
	sql(`UPDATE feed SET known_up_to = '${noon(13)}' WHERE name = 'attempts'`);
	equal(await state(), 'missed');
	equal(await marks(), '1 late.');
	match((await seller.get(`/sla?month=${last}`)).page.main, 'Attempts are known up to');
	sql("UPDATE feed SET known_up_to = NULL WHERE name = 'attempts'");
});

// A clock of our own over a weekend, whose stored deadline is what the rules give: Friday 16:00 and two hours, in London's winter.
test('a deadline is explained day by day and reckoned anew, and one that does not agree says so', async () => {
	const id = makeClock(promises.first_attempt.id, { state: 'met', started: '2026-01-09 16:00', deadline: '2026-01-12 10:00', ended: '2026-01-09 16:30', minutes: 120, person: people.seller.email });
	const zone = sql(`SELECT v.zone FROM timer t JOIN calendar_version v ON v.id = t.calendar_version_id WHERE t.id = ${id}`)[0][0];
	const { json } = await reader.get(`/timers/${id}`);
	equal([json.state, json.started_at, json.ended_at, json.open_minutes], ['met', '2026-01-09T16:00:00Z', '2026-01-09T16:30:00Z', 120]);
	equal(json.segments.reduce((sum, s) => sum + s.counted_minutes, 0), 120);
	ok(json.segments.some(s => s.why.includes('closed on Saturdays') && s.counted_minutes === 0), JSON.stringify(json.segments));
	equal(json.events.map(e => e.step), ['start', 'meet']);
	const recomputed = json.recomputed.deadline;
	sql(`UPDATE timer SET deadline = '${recomputed.replace('T', ' ').replace('Z', '')}' WHERE id = ${id}`);
	const page = (await seller.get(`/sla/timers/${id}`)).page;
	match(page.h1, 'Explain this deadline');
	match(page.main, 'are the same.');
	match(page.main, 'Closed on Sundays');
	match(page.main, `Done by ${people.seller.name}.`);
	match(page.main, zone);
	equal((await reader.get(`/timers/${id}`)).json.recomputed.agrees, true);
	sql(`UPDATE timer SET deadline = deadline + INTERVAL 1 HOUR WHERE id = ${id}`);
	match((await seller.get(`/sla/timers/${id}`)).page.main, 'They differ.');
	equal((await reader.get(`/timers/${id}`)).json.recomputed.agrees, false);
	sql(`DELETE FROM timer_event WHERE timer_id = ${id}; DELETE FROM timer WHERE id = ${id}`);
});

test('concord check recounts the days and names the one that differs', async () => {
	sql(`DELETE FROM promise_day WHERE promise_id IN (${promises.volume.id}, ${promises.context.id})`);	// no handoffs stand behind these
	match(concord('check'), 'invariants hold');
	sql(`UPDATE promise_day SET numerator = numerator + 1 WHERE promise_id = ${promises.first_attempt.id} AND basis = 'period' AND day = '${last}-10'`);
	let said = '';
	try { concord('check'); } catch (error) { said = error.message; }
	match(said, new RegExp(`promise ${promises.first_attempt.id}, period of ${last}-10: \\d+ of \\d+ is kept, a recount gives`));
	addUp(promises.first_attempt.id);
	match(concord('check'), 'invariants hold');
});

test('a warning reaches who is to act as one mail in working hours, written by the background program', async () => {
	wanted(people.seller.email);
	sql("UPDATE digest_line SET due_at = '2099-01-01' WHERE outbox_id IS NULL; UPDATE outbox SET created_at = created_at - INTERVAL 1 HOUR WHERE kind = 'digest'");
	const ids = [1, 2].map(() => makeClock(promises.first_attempt.id, { started: -180, deadline: 60 * 24 * 7, minutes: 240, person: people.seller.email, warning: -1 }));
	// What the calendar says of now decides when: open now, or next.
	const noted = await eventually(() => sql(`SELECT id FROM timer WHERE id IN (${ids.join()}) AND next_warning_at IS NOT NULL AND next_warning_at <= UTC_TIMESTAMP()`).length === 0 && 'yes');
	equal(noted, 'yes');
	sql(`INSERT IGNORE INTO digest_line (person_id, kind, subject_id, detail, due_at) SELECT person_id, 'timer', id, 80, UTC_TIMESTAMP() FROM timer WHERE id IN (${ids.join()})`);
	// The agreement's calendar is made one that is always open, for the moment of this test.
	const calendars = sql(`SELECT v.id, v.week FROM calendar_version v JOIN agreement a ON a.calendar_id = v.calendar_id GROUP BY v.id`);
	const open = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(d => `${d} 00:00-24:00`).join('\\n');
	let mail;
	sql(`UPDATE calendar_version SET week = '${open}'`);
	try {
		sql(`UPDATE digest_line SET due_at = UTC_TIMESTAMP() WHERE subject_id IN (${ids.join()})`);
		mail = await eventually(() => sql(`SELECT DISTINCT l.outbox_id FROM digest_line l JOIN outbox o ON o.id = l.outbox_id AND o.state = 'sent' WHERE l.subject_id IN (${ids.join()})`)[0]?.[0], 30_000);
	} finally {
		for (const [id, week] of calendars)
			sql(`UPDATE calendar_version SET week = '${week}' WHERE id = ${id}`);
	}
	const file = `${state}/mail/${mail.padStart(8, '0')}.eml`;
	ok(existsSync(file), file);
	const text = readFileSync(file, 'utf8').replace(/=\r\n/g, '').replace(/=3D/g, '=');
	match(text, `To: ${people.seller.email}`);
	match(text, 'Subject: 2 clocks run out');
	for (const id of ids)
		match(text, `/sla/timers/${id}`);
});

test('where no agreement is in force the page says what it is and what to do', async () => {
	const kept = sql('SELECT id, in_force_at FROM agreement WHERE in_force_at IS NOT NULL');
	sql("UPDATE agreement SET in_force_at = '2099-01-01' WHERE in_force_at IS NOT NULL");
	try {
		const { page } = await sales.get('/sla');
		match(page.main, /is agreed\. It comes into force on 1 January 2099/);
		equal((await reader.get('/agreements/current/attainment')).status, 404);
		equal((await sales.get(`/sla/promises/${promises.volume.id}`)).status, 404, 'a promise that was never in force');
	} finally {
		for (const [id, at] of kept)
			sql(`UPDATE agreement SET in_force_at = '${at}' WHERE id = ${id}`);
	}
});

afterwards(() => removeClocks(...Object.values(promises).map(p => p.id)));
