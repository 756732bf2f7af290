// The drill: a copy is backed up while people work in it, put back into another, and that one is used.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { api, as, people, sql, state, unique } from '../lib/client.mjs';
import { Second } from '../lib/second.mjs';
import { contents } from '../lib/tables.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

const root = new URL('../../', import.meta.url).pathname;
const folder = mkdtempSync('/tmp/concord-backup.');
const second = new Second();
const env = { ...process.env, STATE: state };
const backup = (...words) => execFileSync(`${root}conf/backup`, words, { env, encoding: 'utf8' }).trim();

// A restore ends every session and link, the jobs program works by itself, and every program that starts moves the number of what has changed.
const held = ask => contents(ask, ['session', 'tour_link', 'migration_lock', 'outbox', 'job_lock', 'content']);

test('a backup while people write holds everything acknowledged before it began, and only whole acts', async () => {
	const program = await api('marketer');
	const made = [];
	let going = true;
	const writer = (async () => {
		while (going) {
			const name = unique('Kept');
			const answer = await program.post('/terms', { name, kind: 'word' });
			equal(answer.status, 201, answer.text);
			made.push(answer.json.slug);
		}
	})();
	while (made.length < 5)
		await new Promise(resolve => setTimeout(resolve, 20));
	const acknowledged = [...made];
	const name = await new Promise((resolve, reject) => execFile(`${root}conf/backup`, [folder], { env, encoding: 'utf8' }, (error, out) => error ? reject(error) : resolve(out.trim())));
	going = false;
	await writer;
	await second.up();
	match(second.run('conf/restore', name), /as it was/);
	const there = new Set(second.sql('SELECT slug FROM term').flat());
	equal(acknowledged.filter(slug => !there.has(slug)), [], 'acknowledged before the backup, and missing');
	match(execFileSync(`${second.state}/app/bin/concord`, ['check'], { env: second.env, encoding: 'utf8' }), /invariants hold/);
	equal(second.sql("SELECT COUNT(*) FROM term t WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.act = 'term.create' AND a.subject_id = t.id)"), [['0']], 'terms without their trail');
});

test('a copy that has people in it is not overwritten by accident', () => {
	const { status, stderr } = spawnSync(`${root}conf/restore`, [`${folder}/${readdirSync(folder)[0]}`], { env: second.env, encoding: 'utf8' });
	equal(status, 1);
	match(stderr, /has people in it/);
});

test('what is put back is what was there, table by table; nobody is signed in; people come in with their passwords', async () => {
	await as('sales');
	await new Promise(resolve => setTimeout(resolve, 1100));	// a backup's name is its second
	const before = held(statement => sql(statement));
	const name = backup(folder);
	equal(statSync(name).mode & 0o777, 0o700);
	second.run('conf/restore', name, '--replace');
	equal(held(statement => second.sql(statement)), before);
	equal(second.sql('SELECT COUNT(*) FROM session WHERE ended_at IS NULL'), [['0']]);
	equal(second.sql("SELECT COUNT(*) FROM outbox WHERE state = 'waiting'"), [['0']], 'mail that would be sent twice');

	const page = await second.send('GET', '/sign-in');
	const csrf = page.text.match(/name="csrf" value="([^"]+)"/)[1];
	const cookie = page.headers['set-cookie'].map(c => c.split(';')[0]).join('; ');
	const body = new URLSearchParams({ csrf, email: people.sales.email, password: people.sales.password }).toString();
	const answer = await second.send('POST', '/sign-in', { body,
		headers: { cookie, origin: second.base, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) } });
	equal(answer.status, 303, answer.text.slice(0, 500));
	const session = answer.headers['set-cookie'].map(c => c.split(';')[0]).join('; ');
	const index = await second.send('GET', '/glossary', { headers: { cookie: session } });
	equal(index.status, 200);
	match(index.text, /Marketing-qualified lead/i);
});

test('a backup of files, made while people write, brings back what was acknowledged; it is not put under a running database', async () => {
	const program = await api('seller'), made = [];
	let going = true;
	const writer = (async () => {
		while (going) {
			const answer = await program.post('/terms', { name: unique('Kept in files'), kind: 'word' });
			equal(answer.status, 201, answer.text);
			made.push(answer.json.slug);
		}
	})();
	while (made.length < 5)
		await new Promise(resolve => setTimeout(resolve, 20));
	const acknowledged = [...made], copies = mkdtempSync('/tmp/concord-backup.');
	const name = await new Promise((resolve, reject) => execFile(`${root}conf/backup`, ['--physical', copies], { env, encoding: 'utf8' }, (error, out) => error ? reject(error) : resolve(out.trim())));
	going = false;
	await writer;
	const refused = spawnSync(`${root}conf/restore`, [name, '--replace'], { env: second.env, encoding: 'utf8' });
	equal(refused.status, 1);
	match(refused.stderr, /the database runs/);
	second.run('conf/stack', 'down');
	match(spawnSync(`${root}conf/restore`, [name], { env: second.env, encoding: 'utf8' }).stderr, /add --replace/);
	match(second.run('conf/restore', name, '--replace'), /start this copy/);
	await second.up();
	const there = new Set(second.sql('SELECT slug FROM term').flat());
	equal(acknowledged.filter(slug => !there.has(slug)), [], 'acknowledged before the backup, and missing');
	match(execFileSync(`${second.state}/app/bin/concord`, ['check'], { env: second.env, encoding: 'utf8' }), /invariants hold/);
	equal(second.sql('SELECT COUNT(*) FROM session WHERE ended_at IS NULL'), [['0']]);
	equal(second.sql("SELECT COUNT(*) FROM outbox WHERE state = 'waiting'"), [['0']]);
	rmSync(copies, { recursive: true, force: true });
}, { limit: 120_000 });

test('a backup that was altered, or is not whole, is refused', () => {
	const name = `${folder}/concord-20200101T000000Z`;
	mkdirSync(name);
	execFileSync('cp', ['-r', ...readdirSync(folder).filter(f => !f.includes('2020')).slice(0, 1).map(f => `${folder}/${f}/.`), name]);
	appendFileSync(`${name}/database.sql.gz`, 'x');
	const { status, stderr } = spawnSync(`${root}conf/restore`, [name, '--replace'], { env: second.env, encoding: 'utf8' });
	equal(status, 1);
	match(stderr, /no whole backup/);
});

test('old backups go when they are told to; nothing else in the folder does', async () => {
	const old = `${folder}/concord-20200101T000000Z`;
	writeFileSync(`${folder}/notes`, 'mine');
	for (const path of [old, `${folder}/notes`])
		utimesSync(path, 1577836800, 1577836800);
	await new Promise(resolve => setTimeout(resolve, 1100));
	backup(folder, '35');
	const left = readdirSync(folder);
	equal(left.includes('concord-20200101T000000Z'), false);
	equal(left.includes('notes'), true);
	ok(left.length >= 4, left.join());
});

test('a backup that cannot be made leaves nothing that looks like one', () => {
	const empty = mkdtempSync('/tmp/concord-backup.');
	writeFileSync(`${empty}/concord.conf`, `db_socket = ${empty}/none.sock\n`);
	const { status, stderr } = spawnSync(`${root}conf/backup`, [`${empty}/kept`], { env: { ...process.env, STATE: empty }, encoding: 'utf8' });
	equal(status, 1);
	match(stderr, /backup: /);
	equal(readdirSync(`${empty}/kept`), []);
	rmSync(empty, { recursive: true });
});

afterwards(() => { second.down(); rmSync(folder, { recursive: true, force: true }); });
