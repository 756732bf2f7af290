// A meeting from its agenda to its minutes over HTTP, as two people hold it without any script; series; what is refused and what is never lost.
import { api, as, concord, sql, told, unique } from '../lib/client.mjs';
import { clearIssues, close, day, makeIssue, makeMeeting, makeTask, person, publish, readMeeting, runningMeeting, start } from '../lib/meetings.mjs';
import { effort } from '../lib/processes.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, seller, sales, observer] = await Promise.all(['marketer', 'marketing', 'seller', 'sales', 'observer'].map(as));
clearIssues();
// What the form of a closing says of assignments of other tests.
const others = (page, mine) => Object.fromEntries(page.page.forms.find(f => f.action.endsWith('/closing')).controls.filter(c => /^result_/.test(c.name) && c.name !== `result_${mine}`).flatMap(c => [[c.name, 'dropped'], [c.name.replace('result', 'report'), 'Out of a test']]));
const went = (answer, what) => { equal(answer.status, 303, `${what}: ${answer.status >= 400 ? told(answer) : ''}`); return answer; };
const points = m => m.agenda.filter(i => i.place === 'agenda');

test('a series plans its meetings, follows what is changed, and says what is wrong with it', async () => {
	const name = unique('Zebra rhythm'), form = '/meetings/series';
	const wrong = await marketer.fill(form, form, { name: '', minutes: '61', start: 'noon', zone: 'Moon', chair: '' });
	equal(wrong.status, 422);
	for (const words of ['Give the meeting a name', 'from 5 to 60 minutes', 'Write the time as 10:00', 'Choose a time zone', 'Choose who leads it'])
		match(wrong.page.problems.join(' '), words);
	equal(wrong.page.form(form).value('start'), 'noon', 'what was typed stays');
	went(await marketer.fill(form, form, { name, nth: 'last', kind: 'working_day', minutes: '45', start: '14:30' }), 'making a series');
	const [[id]] = sql(`SELECT id FROM meeting_series WHERE name = '${name}'`), planned = () => sql(`SELECT id, TIME(CONVERT_TZ(starts_at, '+00:00', '+00:00')), minutes, sequence FROM meeting WHERE series_id = ${id} ORDER BY month`);
	ok(planned().length >= 2, 'it plans ahead');
	const page = await seller.get(`/meetings/series/${id}`), stale = await marketer.get(`/meetings/series/${id}`);
	went(await seller.submit(page, `/meetings/series/${id}`, { minutes: '30' }), 'editing it');
	equal(planned().map(r => [r[2], r[3]]), planned().map(() => ['30', '1']), 'planned ones follow, and calendars look again');
	equal((await marketer.submit(stale, `/meetings/series/${id}`, { minutes: '20' })).status, 409, 'an edit names its revision');
	equal((await observer.get(`/meetings/series/${id}`)).status, 403);
	for (const path of ['/meetings', `/meetings/${planned()[0][0]}`]) {
		const [shown, plain] = await Promise.all([seller, observer].map(async b => (await b.get(path)).page));
		equal([shown, plain].map(p => p.links.includes(`/meetings/series/${id}`)), [true, false], `${path}: a link is for who may open it`);
		match(plain.main, plain.address === '/meetings' ? name : 'working day');
	}
	const own = await seller.fill(form, form, { name: unique('Own'), team: 'sales', chair: String(person(seller.account.name)) });
	match(own.page.problems.join(' '), 'Choose who comes from Marketing');
});

test('a team\'s own meeting is for that team and its guest', async () => {
	const name = unique('Sales alone'), form = '/meetings/series';
	went(await seller.fill(form, form, { name, team: 'sales', chair: String(person(seller.account.name)), guest: String(person(marketing.account.name)) }), 'a team\'s own');
	const [[id]] = sql(`SELECT m.id FROM meeting m JOIN meeting_series s ON s.id = m.series_id WHERE s.name = '${name}' LIMIT 1`);
	for (const [who, status] of [[sales, 200], [marketing, 200], [observer, 200], [marketer, 404]])
		equal((await who.get(`/meetings/${id}`)).status, status, who.account.name);
	equal((await api('marketer').get(`/meetings/${id}`)).status, 404);
	lacks((await marketer.get('/meetings')).page.main, `${name}, `);
	lacks((await api('marketer').get('/meetings?limit=200')).text, `${name}, `);
});

test('people add, move and drop points with reasons until the agenda is out; then it stays', async () => {
	const m = await makeMeeting(), here = `/meetings/${m.id}`, issue = await makeIssue(), code = `issues-${issue.id}`, why = `why_issues_${issue.id}`;
	let page = await marketer.get(here);
	const refused = await marketer.submit(page, `${here}/items`, { title: '', minutes: '30' });
	equal([refused.status, refused.page.problems.length], [422, 2]);
	went(await marketer.submit(page, `${here}/items`, { title: 'The fair in May', detail: 'Who goes?\nWho pays?', minutes: '4' }), 'adding a point');
	page = await seller.get(here);
	match(page.page.main, 'Who goes?');
	const csrf = page.page.form('/sign-out').value('csrf'), wish = (who, fields) => who.post(`${here}/wishes`, { key: unique('k').padEnd(30, 'x').replace(' ', '-'), subject: code, csrf, ...fields });
	equal((await wish(seller, { wish: 'dropped' })).status, 422, 'a reason is asked for');
	equal((await wish(seller, { wish: 'dropped', subject: 'issues-1', why_issues_1: 'x' })).status, 422, 'no such point');
	went(await wish(seller, { wish: 'later', [why]: 'Marta is away' }), 'leaving it for later');
	match((await observer.get(here)).page.main, 'Marta is away');
	lacks((await observer.get(here)).text, `action="${here}/wishes"`);
	const out = await publish(await readMeeting(m.id));
	equal(out.agenda.find(i => i.subject === code).place, 'backlog');
	equal((await wish(seller, { wish: 'first', [why]: 'now' })).status, 409);
	equal((await marketer.post(`${here}/items`, { csrf: (await marketer.get(here)).page.form('/sign-out').value('csrf'), title: 'Late', minutes: '1' })).status, 409);
	const later = await makeIssue();
	lacks((await readMeeting(m.id)).agenda.map(i => i.subject).join(' '), String(later.id), 'what comes later is not on it');
	equal(concord('check').includes('hold'), true);
});

test('the agenda takes its caps and its minutes from hundreds, and says of each why it waits', async () => {
	const words = Array.from({ length: 230 }, (_, i) => `(${2000000 + i}, UNHEX(SHA2('cap ${i}', 256)), 'Issue ${i} of very many.', '2020-01-01', TRUE)`).join(',');
	sql(`INSERT INTO aired_issue (id, form_hash, words, month, is_anonymous) VALUES ${words}`);
	const m = await makeMeeting({ minutes: 20 }), read = await readMeeting(m.id);
	ok(points(read).reduce((sum, i) => sum + i.minutes, 0) <= 20);
	ok(points(read).filter(i => i.section === 'issues').length <= 3);
	const waiting = read.agenda.filter(i => i.place === 'backlog');
	ok(waiting.length >= 197 && waiting.every(i => i.why), `${waiting.length} wait`);
	const [answer, took] = await effort(() => marketer.get(`/meetings/${m.id}`));
	match(answer.page.main, /And \d+ more that wait/);
	ok(took < 2500, `it took ${took} ms of processor`);
	await publish(m);
	sql('DELETE FROM aired_issue WHERE id BETWEEN 2000000 AND 2000300');
});

test('two note takers without a script lose nothing: what fits is brought together, what collides is kept side by side', async () => {
	const m = await runningMeeting(), run = `/meetings/${m.id}/run`, notes = `/meetings/${m.id}/notes`;
	const [a, b] = [await marketer.get(run), await seller.get(run)];
	went(await marketer.submit(a, notes, { note: 'We call within a day.\nLewis writes it down.' }), 'the first');
	went(await seller.submit(b, notes, { note: 'Sales calls.' }), 'the second, begun from nothing too');
	let page = (await observer.get(run)).page.main;
	match(page, 'We call within a day.');
	match(page, 'Sales calls.');
	const [c, d] = [await marketer.get(run), await seller.get(run)];
	went(await marketer.submit(c, notes, { note: `${c.page.form(notes).value('note')} By Friday.` }), 'one changes the last line');
	const second = went(await seller.submit(d, notes, { note: `${d.page.form(notes).value('note')} By Monday.` }), 'the other changes it too');
	const both = await seller.follow(second);
	match(both.page.main, 'By Friday.');
	match(both.page.main, 'By Monday.');
	match(both.page.main, 'wrote in the same lines');
	went(await marketer.submit(await marketer.get(run), `${notes}/beside`), 'adding it to the note');
	page = await marketer.get(run);
	match(page.page.form(notes).value('note'), /By Friday\.[\s\S]*By Monday\./);
	lacks(page.page.main, 'wrote in the same lines');
	equal((await observer.post(notes, { csrf: 'x' })).status, 403);
	const long = await marketer.submit(page, notes, { note: 'x'.repeat(20001) });
	equal([long.status, long.page.form(notes).value('note').length], [422, 20001]);
	await close(m);
	const late = await marketer.submit(page, notes, { note: 'Too late, but not lost' });
	equal(late.status, 409);
	match((await marketer.get(`/meetings/${m.id}/minutes`)).page.main, 'By Monday.');
});

test('a whole meeting: outcomes, an issue that is only heard, assignments, reports asked for at the end, minutes that stay', async () => {
	const issue = await makeIssue(), task = await makeTask({ due: day(1) }), m = await makeMeeting({ starts_at: `${day(30)}T10:00:00Z` }), here = `/meetings/${m.id}`;
	went(await seller.fill(here, `${here}/items`, { title: unique('The fair in May'), minutes: '4' }), 'a point of somebody\'s own');
	const first = await publish(await readMeeting(m.id));
	const of = subject => first.agenda.find(i => i.subject === subject);
	ok(of(`assignments-${task.id}`), 'what is due is asked for');
	went(await seller.fill(here, `${here}/start`), 'starting');
	const on = of(`issues-${issue.id}`) ?? points(first).find(i => i.section === 'issues');
	const show = id => sales.get(`${here}/run?item=${id}`);
	equal((await sales.post(`${here}/outcome`, { csrf: (await show(on.id)).page.form('/sign-out').value('csrf'), item: on.id, outcome: 'settled' })).status, 422, 'an issue is only heard');
	went(await sales.submit(await show(on.id), `${here}/outcome`, { afterwards: String(person(sales.account.name)) }, { button: 'Heard, next' }), 'heard');
	const heard = Number(on.subject.split('-')[1]);
	equal((await sales.get(`/issues/${heard}`)).page.forms.some(f => f.action.endsWith('/replies')), false, 'replies are closed until the end');
	equal((await sales.post(`/issues/${heard}/replies`, { csrf: (await sales.get('/issues')).page.form('/sign-out').value('csrf'), words: 'I know who that was' })).status, 409);
	const other = points(await readMeeting(m.id)).find(i => i.section === 'own');
	const bad = await sales.submit(await show(other.id), `${here}/assignments`, { words: '', owner: '', due: '2020-01-01' });
	equal([bad.status, bad.page.problems.length], [422, 3]);
	went(await sales.submit(await show(other.id), `${here}/assignments`, { words: 'Add the budget question', owner: String(person(marketer.account.name)), due: day(14) }), 'an assignment');
	went(await sales.submit(await show(other.id), `${here}/outcome`, {}, { button: 'Carry over' }), 'carried over');
	const asked = await marketer.get(`${here}/closing`);
	const refused = await marketer.submit(asked, `${here}/closing`, {});
	equal(refused.status, 422);
	match(refused.page.problems.join(' '), 'Say what became of it');
	const unsaid = await marketer.submit(asked, `${here}/closing`, { [`result_${task.id}`]: 'not_done' });
	match(unsaid.page.problems.join(' '), 'Say why it is not done');
	const last = await marketer.get(`${here}/closing`);
	went(await marketer.submit(last, `${here}/closing`, { ...others(last, task.id), [`result_${task.id}`]: 'not_done', [`report_${task.id}`]: 'The form was late' }), 'the end');
	const minutes = (await observer.get(`${here}/minutes`)).page.main;
	for (const words of ['Add the budget question', 'Carried over', 'The form was late', 'Heard', 'looks after it', 'What the words meant'])
		match(minutes, words);
	equal(minutes.split(task.text).length - 1, 1, 'an assignment that is a point itself is named once');
	went(await sales.fill(`/issues/${heard}`, `/issues/${heard}/replies`, { words: 'We look into it.' }), 'a reply, now');
	equal(sql(`SELECT COUNT(DISTINCT person_id) FROM outbox WHERE kind = 'meeting.minutes' AND subject_id = ${m.id}`), sql("SELECT COUNT(*) FROM person WHERE team <> 'observer' AND disabled_at IS NULL"), 'both teams get them');
	equal((await marketer.post(`${here}/table`, { csrf: (await marketer.get(here)).page.form('/sign-out').value('csrf'), item: other.id })).status, 409);
	went(await seller.fill(`${here}/minutes`, `${here}/reopening`), 'opened again');
	went(await seller.fill(`${here}/closing`, `${here}/closing`), 'closed again');
	const next = await readMeeting((await makeMeeting({ starts_at: `${day(31)}T10:00:00Z` })).id);
	ok(next.agenda.some(i => i.title === other.title && /Carried over/.test(i.detail)), 'what was carried over comes up again');
});

test('minutes stay as they are once the next agenda of the series is out', async () => {
	const series = unique('Zebra order'), form = '/meetings/series';
	went(await marketer.fill(form, form, { name: series, nth: '28', kind: 'day' }), 'a series');
	const ids = sql(`SELECT m.id FROM meeting m JOIN meeting_series s ON s.id = m.series_id WHERE s.name = '${series}' ORDER BY m.month`).map(r => r[0]);
	const run = async id => close(await start(await publish(await readMeeting(id))));
	await run(ids[0]);
	match((await marketer.get(`/meetings/${ids[0]}/minutes`)).page.main, 'It can be opened again until the next agenda is out');
	const page = await marketer.get(`/meetings/${ids[0]}/minutes`);
	await publish(await readMeeting(ids[1]));
	const late = await marketer.submit(page, `/meetings/${ids[0]}/reopening`);
	equal(late.status, 409);
	match(late.page.main, 'The agenda of the next meeting is out');
	lacks((await marketer.get(`/meetings/${ids[0]}/minutes`)).text, 'reopening');
});

test('what nobody reports on is carried on once, and then has to be reported', async () => {
	const task = await makeTask({ due: day(1) }), m = await start(await publish(await makeMeeting({ starts_at: `${day(30)}T11:00:00Z` })));
	const asked = await marketer.get(`/meetings/${m.id}/closing`);
	went(await marketer.submit(asked, `/meetings/${m.id}/closing`, { ...others(asked, task.id), carry: true }), 'carried');
	const [[next]] = sql(`SELECT id FROM meeting_task WHERE carried_from = ${task.id}`);
	equal((await api('seller').get(`/assignments/${task.id}`)).json.state, 'carried');
	sql(`UPDATE meeting_task SET due_on = CURRENT_DATE, due_at = UTC_TIMESTAMP() WHERE id = ${next}`);
	const again = await start(await publish(await makeMeeting({ starts_at: `${day(30)}T12:00:00Z` })));
	const refused = await api('marketer').post(`/meetings/${again.id}/closing`, { revision: again.revision, carry: true });
	equal(refused.status, 409, 'only once');
	match((await marketer.fill(`/meetings/${again.id}/closing`, `/meetings/${again.id}/closing`)).page.main, 'Say what became of it');
	equal((await api('marketer').post(`/meetings/${again.id}/closing`, { revision: again.revision, carry: true, reports: [{ assignment: Number(next), result: 'dropped', text: 'Nobody needs it' }] })).status, 200);
	equal((await api('seller').get(`/assignments/${next}`)).json.state, 'dropped');
});

test('an assignment is reported by whoever took it on and confirmed by a point person of the other team', async () => {
	const owner = person(seller.account.name), task = await makeTask({ owner }), here = `/assignments/${task.id}`;
	match((await seller.get('/assignments')).page.main, task.text);
	equal((await sales.post(`${here}/report`, { csrf: (await sales.get(here)).page.form('/sign-out').value('csrf'), result: 'done' })).status, 403);
	went(await seller.fill(here, `${here}/report`, { result: 'done', report: 'It is on the form' }), 'the report');
	match((await marketing.get('/assignments?show=unconfirmed')).page.main, task.text);
	equal((await sales.get(here)).page.forms.some(f => f.action.endsWith('/confirmation')), false, 'the own team does not confirm it');
	went(await marketing.fill(here, `${here}/confirmation`), 'the confirmation');
	match((await seller.get(here)).page.main, `Confirmed by ${marketing.account.name}`);
	const late = await makeTask({ owner });
	sql(`UPDATE meeting_task SET due_on = CURRENT_DATE - INTERVAL 3 DAY, due_at = UTC_TIMESTAMP() - INTERVAL 3 DAY WHERE id = ${late.id}`);
	match((await observer.get('/assignments?show=overdue')).page.main, late.text);
	const bad = await seller.fill('/assignments', '/assignments', { words: '', owner: '', due: '' });
	equal([bad.status, bad.page.problems.length], [422, 3]);
	equal((await api('seller').post(`${here.slice(0)}/report`, { result: 'done' })).status, 409);
	equal((await api('seller').post(`/assignments/${late.id}/report`, { result: 'not_done' })).status, 422);
	equal((await api('seller').post(`/assignments/${late.id}/report`, { result: 'not_done', text: 'No time' })).json.state, 'not_done');
});

test('the API says what is wrong by its pointer, and does each thing once', async () => {
	const program = api('marketer');
	const bad = await program.post('/meetings', { title: ' ', starts_at: 'soon', minutes: 90, colour: 'red' });
	equal(bad.status, 422);
	for (const pointer of ['/title', '/starts_at', '/minutes', '/colour'])
		match(bad.text, `"${pointer}"`);
	const key = unique('once').replace(' ', '-').padEnd(24, 'x'), body = { title: unique('Once'), starts_at: `${day(200)}T10:00:00Z`, minutes: 30 };
	const twice = await Promise.all([0, 1].map(() => program.post('/meetings', body, { 'idempotency-key': key })));
	equal(twice.map(a => [a.status, a.json.id]), [[201, twice[0].json.id], [201, twice[0].json.id]]);
	equal((await program.post(`/meetings/${twice[0].json.id}/publication`, { revision: 9 })).status, 409);
	equal((await program.post(`/meetings/${twice[0].json.id}/start`, { revision: 1 })).status, 409);
	equal((await program.post('/assignments', { text: 'x', owner: 'nobody@example.com', due: day(1) })).status, 422);
	equal((await program.get('/assignments?show=moon')).status, 400);
	equal((await program.get('/meetings?cursor=moon')).status, 400);
	equal((await program.get('/issues?state=moon')).status, 400);
	const list = (await program.get('/meetings?limit=1')).json;
	ok(list.next && (await program.get(`/meetings?limit=1&cursor=${list.next}`)).json.items[0].id > list.items[0].id);
	equal((await api('observer', 'read').post('/issues', { text: 'x', anonymous: true })).status, 403);
});

test('notes and names from outside are text in the minutes', async () => {
	const m = await runningMeeting({ title: `<b>${unique('Bold')}</b>` });
	went(await marketer.fill(`/meetings/${m.id}/run`, `/meetings/${m.id}/notes`, { note: '<script>alert(1)</script>\n</textarea><img src=x>' }), 'a hostile note');
	for (const path of ['run', 'minutes']) {
		const { text } = await seller.get(`/meetings/${m.id}/${path}`);
		lacks(text, '<script>alert');
		lacks(text, '<img src=x');
		match(text, '&lt;script&gt;alert(1)');
	}
	await close(m);
});
