// Whoever airs an issue without a name stands nowhere: every table, log, mail and counter is looked through, byte for byte, and no row says when.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { api, as, Browser, signIn, people, sql, state, told, unique } from '../lib/client.mjs';
import { clearIssues, closedMeeting, makeMeeting, publish, readMeeting } from '../lib/meetings.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const seller = await as('seller'), me = Number(sql(`SELECT id FROM person WHERE email = '${people.seller.email}'`)[0][0]);
clearIssues();
const form = '/issues', words = unique('Nobody reads what we write'), quiet = unique('I am afraid to say this');

// Every row of every table as text, by table.
function rows() {
	const tables = sql("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1").map(r => r[0]);
	return new Map(tables.map(t => [t, sql(`SELECT * FROM \`${t}\``).map(r => r.join('\t')).sort()]));
}
const added = (before, after) => [...after].map(([t, list]) => [t, (known => list.filter(r => !known.has(r)))(new Set(before.get(t)))]).filter(([t, list]) => t !== 'content' && list.length);	// how often anything has changed says nothing of whom
const logs = () => readdirSync(`${state}/log`).map(f => readFileSync(`${state}/log/${f}`, 'utf8')).join('\n');

test('by the form: one row, with the month and nothing else; no trail, no mail, no key, no line that names a person', async () => {
	const page = await seller.get(form);
	for (const promise of ['no name, no team, no time but the month', 'In a small team people may still guess'])
		match(page.page.main, promise);
	const before = rows(), length = logs().length, [[mail]] = sql('SELECT COALESCE(MAX(id), 0) FROM outbox');
	const answer = await seller.submit(page, form, { words, anonymous: true });
	equal([answer.status, answer.location], [303, '/issues?done=aired'], told(answer));
	await seller.get('/issues?done=aired');
	const found = added(before, rows()).filter(([t]) => !['session', 'job_lock', 'outbox'].includes(t));
	equal(sql(`SELECT COUNT(*) FROM outbox WHERE id > ${mail}`), [['0']], 'mail');
	equal(found.map(([t, list]) => [t, list.length]), [['aired_issue', 1]], 'rows that came or changed');
	const [[month, anonymous, author, team, heard, owner]] = sql(`SELECT month, is_anonymous, author_id, author_team, heard_in, owner_id FROM aired_issue WHERE words = '${words}'`);
	equal([month.slice(8), anonymous, author, team, heard, owner], ['01', '1', 'NULL', 'NULL', 'NULL', 'NULL']);
	const columns = sql("SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'aired_issue' AND data_type IN ('datetime', 'timestamp', 'time')");
	equal(columns, [], 'columns with a time');
	const said = logs().slice(length);
	lacks(said, words);
	for (const line of said.split('\n').filter(l => /\/issues/.test(l)))
		ok(!new RegExp(`person ${me}\\b`).test(line), line);
});

test('its session says no more than the minute it says of any visit', async () => {
	equal(sql(`SELECT COUNT(*) FROM session WHERE person_id = ${me} AND seen_at > UTC_TIMESTAMP()`), [['0']]);
	equal(sql(`SELECT COUNT(*) FROM request_key WHERE route IN ('POST /issues', 'POST /api/v1/issues')`), [['0']]);
	equal(sql(`SELECT COUNT(*) FROM audit WHERE act LIKE 'issue.%' AND person_id = ${me}`), [['0']]);
});

test('ids have no order: those aired one after the other say nothing of when', async () => {
	const ids = [];
	for (let i = 0; i < 8; i++)
		ids.push((await api('seller').post('/issues', { text: unique('Order'), anonymous: true })).json.id);
	ok(ids.some((id, i) => i && id < ids[i - 1]), ids.join(' '));
	ok(new Set(ids).size === 8 && ids.every(id => id > 0 && id < 2 ** 31));
});

test('the same form sent twice airs it once, also at the same time; with other words it says so', async () => {
	const page = await seller.get(form), own = unique('Twice');
	const both = await Promise.all([0, 1].map(() => seller.submit(page, form, { words: own, anonymous: true })));
	equal(both.map(a => a.status), [303, 303]);
	equal(sql(`SELECT COUNT(*) FROM aired_issue WHERE words = '${own}'`), [['1']]);
	const other = await seller.submit(page, form, { words: `${own} and more`, anonymous: true });
	equal([other.status, other.page.form(form).value('words')], [409, `${own} and more`]);
	const key = unique('key').replace(' ', '-').padEnd(24, 'x'), body = { text: unique('By program'), anonymous: true };
	const [one, two] = [await api('seller').post('/issues', body, { 'idempotency-key': key }), await api('seller').post('/issues', body, { 'idempotency-key': key })];
	equal([one.status, two.status, one.json.id], [201, 201, two.json.id]);
	equal((await api('seller').post('/issues', { ...body, text: 'x' }, { 'idempotency-key': key })).status, 422);
});

test('what was typed without a session is not kept for whoever signs in then', async () => {
	const browser = await signIn(people.seller, new Browser()), page = await browser.get(form);
	browser.jar.clear();
	const answer = await browser.submit(page, form, { words: quiet, anonymous: true });
	equal(answer.status, 401);
	lacks(answer.text, quiet);
	const entered = await browser.submit(answer, '/sign-in', { email: people.seller.email, password: people.seller.password });
	ok([303, 200].includes(entered.status));
	equal(sql(`SELECT COUNT(*) FROM carried_form WHERE body LIKE '%${quiet.split(' ')[0]}%afraid%'`), [['0']]);
});

test('on an agenda, in minutes, in mail and in the whole of the database it stays without a name', async () => {
	const m = await makeMeeting({ minutes: 60 });
	await publish(m);
	await closedMeeting();
	const dump = execFileSync('mariadb-dump', ['--no-defaults', `--socket=${state}/run/mariadb.sock`, '--user=concord_migrate', '--skip-extended-insert', '--single-transaction', '--no-tablespaces', 'concord'],
		{ env: { ...process.env, MYSQL_PWD: readFileSync(`${state}/concord.conf`, 'utf8').match(/^db_migrate_password = (.*)$/m)[1] }, encoding: 'utf8', maxBuffer: 1 << 28 });
	const lines = dump.split('\n').filter(l => l.includes(words));
	ok(lines.length >= 1, 'it is there');
	// A kept answer is a whole meeting, where the name may stand for good reasons: of that only the point with the words in it counts.
	const about = line => line.startsWith('INSERT INTO `request_key`') ? line.split(/[{}]/).filter(part => part.includes(words)).join('\n') : line;
	for (const line of lines)
		for (const name of [people.seller.name, people.seller.email])
			lacks(about(line), name);
	for (const item of (await readMeeting(m.id)).agenda.filter(i => JSON.stringify(i).includes(words)))
		lacks(JSON.stringify(item), people.seller.name);
	equal(dump.includes(quiet), false);
	const program = (await api('observer', 'read').get('/issues?limit=200')).json.items.find(i => i.text === words);
	equal([program.author, program.team, program.anonymous], [null, null, true]);
	const page = await seller.get(`/issues/${program.id}`);
	lacks(page.page.main, people.seller.name);
	equal((await api('seller').get('/issues?limit=200')).json.items.filter(i => i.text === words).map(i => i.author), [null], 'nor to whoever aired it');
});

test('with a name it bears the name, the team and the month', async () => {
	const text = unique('I say so myself');
	equal((await seller.fill(form, form, { words: text })).status, 303);
	equal(sql(`SELECT author_id, author_team, is_anonymous FROM aired_issue WHERE words = '${text}'`), [[String(me), 'sales', '0']]);
	match((await seller.get(form)).page.main, `Aired by ${people.seller.name}, Sales`);
	const empty = await seller.fill(form, form, { words: ' ' });
	equal([empty.status, empty.page.problems.length], [422, 1]);
});
