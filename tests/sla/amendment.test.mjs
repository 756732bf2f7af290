// Amendments: a forgotten holiday is put right by two people of two teams, every result that changes listed before, old values kept after.
import { makeAmendment, workday } from '../lib/amendments.mjs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { makeCalendar } from '../lib/calendars.mjs';
import { addUp, count, makeClock, promisesOf, removeClocks } from '../lib/clocks.mjs';
import { api, as, concord, people, sql, unique } from '../lib/client.mjs';
import { all, words } from '../lib/html.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, seller, sales, observer, administrator] = await Promise.all(['marketer', 'marketing', 'seller', 'sales', 'observer', 'administrator'].map(as));
const calendar = await makeCalendar({ zone: 'UTC' });
const made = await agreedAgreement({ calendar, promises: [{ kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95, scope: { source: unique('Fair') } }] });
sql(`UPDATE signature g JOIN agreement a ON a.id = g.agreement_id SET g.at = g.at - INTERVAL 101 DAY, a.in_force_at = UTC_TIMESTAMP() - INTERVAL 100 DAY WHERE a.number = ${made.number}`);
const promise = promisesOf(made.number).first_attempt;

// A day in the middle of a week, some time ago, with working days on both sides.
const day = (() => { for (let ago = 9; ; ago++) { const d = workday(ago); if ([2, 3].includes(new Date(d).getUTCDay())) return d; } })();
const beside = n => new Date(Date.parse(day) + n * 86400000).toISOString().slice(0, 10);
const started = `${beside(-1)} 16:30:00`, due = `${day} 13:30:00`;
// Missed by a day, and met once nobody had to work on that day; met either way; begun after it.
const saved = makeClock(promise.id, { state: 'missed', started, deadline: due, late: `${beside(1)} 09:30:00`, person: people.seller.email });
const kept = makeClock(promise.id, { state: 'met', started, deadline: due, ended: `${day} 09:30:00`, person: people.seller.email });
const after = makeClock(promise.id, { state: 'met', started: `${beside(1)} 09:00:00`, deadline: `${beside(1)} 14:00:00`, ended: `${beside(1)} 10:00:00` });
addUp(promise.id);

const SAVE = { button: 'step=save' };
const rows = page => page.all('table').at(-1);
const instant = at => `${at.replace(' ', 'T')}Z`;

let number, at;
test('anybody of a team drafts it, from the calendar that had the day wrong', async () => {
	const page = await marketer.get(`/sla/calendars/${calendar}`);
	ok(page.page.links.includes(`/sla/amendments/new?calendar=${calendar}`), page.page.links.join());
	ok(!(await observer.get(`/sla/calendars/${calendar}`)).page.links.includes(`/sla/amendments/new?calendar=${calendar}`), 'observers write none');
	let form = await marketer.get(`/sla/amendments/new?calendar=${calendar}`);
	equal(form.page.form('/sla/amendments').value('calendar'), String(calendar));
	const refused = await marketer.submit(form, '/sla/amendments', { reason: ' ', day_1_date: '2099-01-01', day_2_hours: 'noon' }, SAVE);
	equal(refused.status, 422);
	match(refused.page.problems.join(' '), 'Row 2: enter its date.');
	const future = await marketer.submit(form, '/sla/amendments', { reason: 'Why', day_1_date: '2099-01-01', day_1_name: 'Later' }, SAVE);
	equal(future.status, 422);
	match(future.page.problems.join(' '), '1 January 2099 is still to come');
	form = await marketer.submit(form, '/sla/amendments', { reason: 'Nobody worked.', day_1_date: day, day_1_name: 'All Souls' }, { button: 'step=add' });
	equal(form.status, 200);
	ok(form.page.form('/sla/amendments').has('day_6_date'), 'three more rows');
	equal(form.page.form('/sla/amendments').value('day_1_name'), 'All Souls');
	const answer = await marketer.submit(form, '/sla/amendments', {}, SAVE);
	equal(answer.status, 303, answer.text.slice(0, 300));
	number = Number(answer.location.match(/amendments\/(\d+)/)[1]);
	at = `/sla/amendments/${number}`;
	match((await marketer.follow(answer)).page.notice, 'Saved as a draft.');
});

test('the draft lists what would change, and changes nothing', async () => {
	const { page } = await observer.get(at);
	match(page.main, '1 result changes.');
	match(page.main, '1 result stays as it is, with another deadline.');
	match(page.main, 'Nobody worked.');
	match(words(page.all('table')[0]), /All Souls 09:00–12:00, 13:00–17:00 Closed/);
	match(words(page.all('table')[1]), /First attempt \w+ \d+ 2 of 3, 66\.7 % 3 of 3, 100 %/);
	match(words(rows(page)), /Handoff \d+ First attempt .*13:30.*13:30.* Missed In time$/);
	equal((await api('seller').get(`/timers/${saved}`)).json.corrections, []);
	for (const who of [marketer, seller, observer, administrator])
		ok(!(await who.get(at)).page.may(/signature/), 'nobody signs a draft');
});

test('review, two keys by two people, applied with the second', async () => {
	let page = await marketer.follow(await marketer.fill(at, `${at}/review`));
	match(page.page.notice, 'Sent to both teams.');
	for (const who of [marketer, seller, observer, administrator])
		ok(!(await who.get(at)).page.may(/signature/), 'only signatories sign');
	match((await sales.get('/')).page.main, `amendment ${number} of`);
	page = await marketing.follow(await marketing.fill(at, /signature/));
	match(page.page.notice, 'Signed for your team.');
	match(page.page.main, 'Awaiting Sales');
	ok(!page.page.may(/signature/), 'once for a team');
	equal((await api('seller').get(`/timers/${saved}`)).json.state, 'missed');
	const before = await sales.get(at);
	page = await sales.follow(await sales.submit(before, /signature/));
	match(page.page.notice, 'Signed by both teams, and applied.');
	match(page.page.main, '1 result was changed.');
	match(words(rows(page.page)), /Missed In time$/);
	const again = await sales.submit(before, /signature/);
	equal(again.status, 303, 'the same form again is answered as it was');
	const timer = (await api('seller').get(`/timers/${saved}`)).json;
	equal([timer.state, timer.deadline, timer.recomputed.agrees], ['met', instant(`${beside(1)} 13:30:00`), true]);
	equal(timer.corrections.map(c => [c.amendment, c.old_deadline, c.old_state, c.new_state]), [[number, instant(due), 'missed', 'met']]);
	const other = (await api('seller').get(`/timers/${kept}`)).json;
	equal([other.state, other.deadline, other.corrections.length], ['met', instant(`${beside(1)} 13:30:00`), 1]);
	equal((await api('seller').get(`/timers/${after}`)).json.corrections, []);
});

test('the clock, the promise and the calendar say that they were corrected, and by what', async () => {
	const timer = (await seller.get(`/sla/timers/${saved}`)).page;
	match(timer.main, new RegExp(`Amendment ${number}: the deadline was .*13:30 and is .*13:30; the result was missed and became in time`));
	match(timer.main, 'Closed, All Souls');
	match(timer.main, 'are the same');
	const promisePage = (await seller.get(`/sla/promises/${promise.id}?month=${beside(1).slice(0, 7)}`)).page;
	match(promisePage.main, `Amendment ${number}: `);
	match(promisePage.main, '2 of 3 became 3 of 3');
	const calendarPage = (await seller.get(`/sla/calendars/${calendar}`)).page;
	match(calendarPage.main, `Corrected by amendment ${number}`);
	match((await observer.get('/sla/amendments')).page.main, new RegExp(`Amendment ${number} .*1 result changed`));
});

test('what was added up agrees with a recount', () => {
	match(concord('check'), 'invariants hold');
});

test('a list that changed is looked at anew, by both', async () => {
	const other = workday(9, new Date(Date.parse(day))), next = [1, 2, 3, 4].map(n => new Date(Date.parse(other) + n * 86400000)).find(d => d.getUTCDay() % 6).toISOString().slice(0, 10);
	const n = await makeAmendment({ calendar, day: other, review: true }), path = `/sla/amendments/${n}`;
	await marketing.follow(await marketing.fill(path, /signature/));
	const seen = await sales.get(path);
	const more = makeClock(promise.id, { state: 'met', started: `${other} 09:00:00`, deadline: `${other} 14:00:00`, ended: `${other} 10:00:00` });
	count(promise.id, other, 1);
	const stale = await sales.submit(seen, /signature/);
	equal(stale.status, 409);
	match(stale.page.problems.join(' '), 'The list of results that change is another');
	match(stale.page.main, `${people.marketing.name} signed`);
	match(stale.page.main, 'signed an earlier list.');
	const first = await sales.follow(await sales.submit(stale, /signature/));
	match(first.page.notice, 'Signed for your team.');
	match(first.page.main, 'Awaiting Marketing');
	match((await marketing.follow(await marketing.fill(path, /signature/))).page.notice, 'Signed by both teams, and applied.');
	equal((await api('seller').get(`/timers/${more}`)).json.deadline, instant(`${next} 14:00:00`));
});

test('an edit clears the signature, an objection sends it back with its reason, a withdrawal ends it', async () => {
	const n = await makeAmendment({ calendar, day: workday(40), review: true }), path = `/sla/amendments/${n}`;
	await marketing.follow(await marketing.fill(path, /signature/));
	const edit = await seller.get(`${path}/edit`), stale = await marketer.get(`${path}/edit`);
	match(edit.page.main, 'An edit clears the signature.');
	let page = await seller.follow(await seller.submit(edit, path, { reason: 'Nobody worked at all.' }, SAVE));
	match(page.page.main, 'Awaiting both teams');
	const late = await marketer.submit(stale, path, { reason: 'From an old page.' }, SAVE);
	equal(late.status, 409);
	match(late.page.main, 'Nobody worked at all.');
	const empty = await sales.fill(path, `${path}/objection`, { reason: ' ' });
	equal(empty.status, 422);
	page = await sales.follow(await sales.fill(path, `${path}/objection`, { reason: 'We worked that day.' }));
	match(page.page.main, `${people.sales.name} asked for a change`);
	match(page.page.main, 'We worked that day.');
	equal((await sales.post(`${path}/signature`, { csrf: page.page.forms[0].value('csrf'), revision: '2' })).status, 409);
	page = await marketer.follow(await marketer.fill(path, `${path}/withdrawal`));
	match(page.page.main, 'Withdrawn by');
	ok(!page.page.may(/review|edit|signature/), 'nothing is left to do');
	equal((await marketer.get('/sla/amendments/999999')).status, 404);
});

test('a calendar without clocks is put right all the same', async () => {
	const n = await makeAmendment({ day: workday(3), review: true }), path = `/sla/amendments/${n}`;
	match((await sales.get(path)).page.main, 'No clock ran over these days');
	await marketing.follow(await marketing.fill(path, /signature/));
	match((await sales.follow(await sales.fill(path, /signature/))).page.notice, 'applied');
});

test('all adds up once more', () => { match(concord('check'), 'invariants hold'); });

afterwards(() => {
	sql(`UPDATE amendment SET flipped = 0, running = 0, moved = 0 WHERE id IN (SELECT amendment_id FROM timer_correction WHERE timer_id IN (SELECT id FROM timer WHERE promise_id = ${promise.id}));
		DELETE FROM timer_correction WHERE timer_id IN (SELECT id FROM timer WHERE promise_id = ${promise.id}); DELETE FROM amendment_month WHERE line_id = ${promise.line}`);
	removeClocks(promise.id);
});
