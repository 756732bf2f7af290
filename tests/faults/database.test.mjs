// The database goes away and comes back: no answer of 500, no half act, nothing acknowledged is lost, and service by itself.
import { readFileSync } from 'node:fs';
import { api, as, concord, eventually, send, sleep, sql, state } from '../lib/client.mjs';
import { draft, makeTerm } from '../lib/glossary.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const pid = () => Number(readFileSync(`${state}/run/mariadb.pid`, 'utf8'));
const up = () => eventually(async () => (await send('GET', '/health')).status === 200, 60_000);

for (const signal of ['SIGTERM', 'SIGKILL'])
	test(`while the database is away (${signal}) pages say so with 503 and Retry-After; then all is as before`, async () => {
		const member = await as('marketer'), program = api('marketer');
		equal((await member.get('/glossary')).status, 200);
		process.kill(pid(), signal);
		const seen = [];
		const end = Date.now() + 30_000;
		for (let back = 0; back < 3 && Date.now() < end; await sleep(20)) {
			const [page, health, call] = await Promise.all([member.get('/glossary'), send('GET', '/health'), program.get('/terms')]);
			seen.push(page, health, call);
			back = page.status === 200 && health.status === 200 && call.status === 200 ? back + 1 : 0;
		}
		equal([...new Set(seen.map(a => a.status))].filter(s => ![200, 503].includes(s)), [], 'codes');
		const away = seen.filter(a => a.status === 503);
		ok(away.length > 0, 'it was never seen to be away');
		for (const answer of away)
			ok(Number(answer.headers['retry-after']) > 0, `${answer.path} has no Retry-After`);
		const page = away.find(a => a.path === '/glossary');
		if (page) {
			match(page.headers['content-type'], 'text/html');
			ok(page.page.main.length > 60, page.page.main);
		}
		const call = away.find(a => a.path.startsWith('/api/'));
		if (call)
			match(call.headers['content-type'], 'application/problem+json');
		await up();
		equal((await member.get('/glossary')).status, 200, 'still signed in');
	}, { limit: 90_000 });

test('killed under writers three times: what was acknowledged is there, once each', async () => {
	const member = await as('marketer');
	const { slug } = await makeTerm(member);
	const n = await draft(member, slug);
	const action = `/glossary/${slug}/versions/${n}/comments`;
	const acknowledged = [];
	let going = true;
	const writers = Promise.all(Array.from({ length: 4 }, async (_, w) => {
		for (let i = 0; going; i++) {
			const words = `Entry ${w}-${i} of the ledger`;
			const page = await member.get(`/glossary/${slug}`).catch(() => null);
			if (page?.status !== 200) {
				await sleep(50);
				continue;
			}
			const fields = page.page.form(action).fields({ comment: words });
			for (let tries = 0; tries < 400; tries++) {	// the same form again until it is heard, as a person would
				const answer = await member.post(action, fields).catch(() => null);
				if (answer?.status === 303) {
					acknowledged.push(words);
					break;
				}
				if (answer && answer.status !== 503)
					throw new Error(`${words} was answered ${answer.status}`);
				await sleep(50);
			}
		}
	}));
	for (let kill = 0; kill < 3; kill++) {
		await sleep(700);
		await up();
		process.kill(pid(), 'SIGKILL');
		await sleep(100);
		await up();
	}
	await eventually(() => acknowledged.length > 8, 30_000).catch(() => { /* said below */ });
	going = false;
	await writers;
	const stored = sql(`SELECT a.words FROM version_act a JOIN term_version v ON v.id = a.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}' AND a.act = 'comment'`).flat();
	ok(acknowledged.length > 8, `only ${acknowledged.length} were acknowledged`);
	equal(acknowledged.filter(w => !stored.includes(w)), [], 'acknowledged, yet missing');
	equal(stored.filter((w, i) => stored.indexOf(w) !== i), [], 'there twice');
}, { limit: 120_000 });

test('the accounts of the programs may do no more than they need', () => {
	const password = readFileSync(`${state}/concord.conf`, 'utf8').match(/^db_web_password = (.*)$/m)[1];
	const asWeb = statement => {
		try {
			sql(statement, { user: 'concord_web', password });
			return 'done';
		} catch (error) {
			return String(error.stderr ?? error.message);
		}
	};
	for (const statement of ['CREATE TABLE x (id INT PRIMARY KEY)', 'DROP TABLE term', 'ALTER TABLE term ADD x INT', 'UPDATE audit SET act = "x"', 'DELETE FROM audit', 'TRUNCATE audit', 'SELECT * FROM mysql.user', "SELECT LOAD_FILE('/etc/passwd') IS NULL FROM mysql.db", 'SET GLOBAL max_connections = 1', 'GRANT ALL ON *.* TO concord_web@localhost'])
		match(asWeb(statement), /denied|ERROR 1(044|142|227|410)/i, statement);
	equal(asWeb('SELECT COUNT(*) FROM term'), 'done');
	equal(sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'concord' AND (engine <> 'InnoDB' OR table_collation NOT LIKE 'utf8mb4%')"), []);
});

test('concord check finds nothing wrong after all that', () => { concord('check'); });
