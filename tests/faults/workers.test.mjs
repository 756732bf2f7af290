// Workers come and go while people work: told to stop they finish their answer, killed they take nobody with them.
import { readFileSync } from 'node:fs';
import { as, eventually, send, sleep, sql, sqlMeanwhile, state } from '../lib/client.mjs';
import { draft, makeTerm } from '../lib/glossary.mjs';
import { processes } from '../lib/processes.mjs';
import { equal, ok, test } from '../lib/tap.mjs';

const workers = area => processes(`${area}.fcgi`);

// Asks for pages from `people` sides at once until `stop()`; returns the codes that came and the failures.
// `fresh`: each on a connection of its own, as nginx closes idle ones when it reads its settings.
function load(browser, paths, people = 4, fresh = false) {
	let going = true;
	const codes = {}, failures = [], end = Date.now() + 300_000;	// a test that failed meanwhile stops nothing
	const done = Promise.all(Array.from({ length: people }, async (_, i) => {
		for (let n = i; going && Date.now() < end; n++)
			try {
				const { status } = await browser.get(paths[n % paths.length], { limit: 5000, fresh });
				codes[status] = (codes[status] ?? 0) + 1;
			} catch (error) {
				failures.push(error.message);
			}
	}));
	return { codes, failures, stop: async () => { ok(Date.now() < end, 'nobody asked any more'); going = false; await done; return { codes, failures }; } };
}

// SIGQUIT is what multiwatch says when all is to stop.
for (const signal of ['SIGTERM', 'SIGQUIT'])
	test(`workers told to stop by ${signal}, one after the other, under load: nobody notices`, async () => {
		const member = await as('marketer');
		const before = workers('glossary');
		ok(before.length >= 2, `${before.length} workers`);
		const busy = load(member, ['/glossary', '/glossary/new', '/glossary/stages']);
		for (const pid of before) {
			process.kill(pid, signal);
			await sleep(150);
		}
		await eventually(() => workers('glossary').filter(p => !before.includes(p)).length >= before.length && busy.codes[200] > 20, 30_000).catch(() => { /* said below */ });
		const { codes, failures } = await busy.stop();
		equal(failures, []);
		equal(Object.keys(codes), ['200'], JSON.stringify(codes));
		ok(codes[200] > 20, `${codes[200]} answers`);
		equal(workers('glossary').filter(p => before.includes(p)), [], 'old workers');
	});

// The processes nginx serves with: those that came with the settings of now, and those that are taking their leave.
function servers() {
	const found = { serving: [], leaving: [] };
	for (const pid of processes('nginx'))
		try {
			const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
			if (title.includes('worker process'))
				found[title.includes('shutting down') ? 'leaving' : 'serving'].push(pid);
		} catch { /* it has gone meanwhile */ }
	return found;
}

test('nginx told to read its settings again and again, under load: nobody notices, and it takes leave of nobody in the middle', async () => {
	const member = await as('marketer'), pid = Number(readFileSync(`${state}/run/nginx.pid`, 'utf8')), busy = load(member, ['/glossary', '/', '/account'], 6, true);
	const left = () => (readFileSync(`${state}/log/nginx.log`, 'utf8').match(/open socket .* left in connection/g) ?? []).length, before = left();
	// Each is waited for: told twice at once it does it once, and a last one under way would meet the next test.
	for (let i = 0; i < 40; i++) {
		const { serving } = servers();
		process.kill(pid, 'SIGHUP');
		await eventually(() => { const now = servers().serving; return now.length && !now.some(p => serving.includes(p)); }, 30_000);
	}
	const { codes, failures } = await busy.stop();
	equal(failures, []);
	equal(Object.keys(codes), ['200'], JSON.stringify(codes));
	ok(codes[200] > 20, `${codes[200]} answers`);
	await eventually(() => !servers().leaving.length, 30_000);
	equal(left() - before, 0, 'left in the middle');
});

test('a worker that is killed takes at most the request in its hands; the others serve on and a new one comes', async () => {
	const member = await as('marketer');
	const before = workers('glossary');
	const busy = load(member, ['/glossary', '/glossary/print'], 4, true);
	for (const pid of before.slice(0, 3)) {
		await sleep(200);
		process.kill(pid, 'SIGKILL');
	}
	await eventually(() => workers('glossary').length >= before.length, 10_000);
	await sleep(200);
	const { codes, failures } = await busy.stop();
	ok((codes[503] ?? 0) + failures.length <= 3, `${JSON.stringify(codes)} ${failures}`);
	equal(Object.keys(codes).filter(c => !['200', '503'].includes(c)), [], JSON.stringify(codes));
});

test('a crash looks like a page that says what to do', async () => {
	const member = await as('marketer');
	const stopped = workers('glossary');
	for (const pid of stopped)
		process.kill(pid, 'SIGSTOP');
	const asked = member.get('/glossary');
	await sleep(300);
	for (const pid of stopped)
		process.kill(pid, 'SIGKILL');
	const answer = await asked;
	ok([200, 503].includes(answer.status), `it answered ${answer.status}`);
	if (answer.status === 503) {
		ok(answer.headers['retry-after'], 'Retry-After');
		ok(answer.page.main.length > 60, answer.page.main);
	}
	await eventually(() => workers('glossary').length >= stopped.length, 10_000);
});

test('an act that another holds up is tried for some seconds, and then answered by the worker that tried', async () => {
	const member = await as('marketer'), { slug } = await makeTerm(member), n = await draft(member, slug), path = `/glossary/${slug}/versions/${n}`, before = workers('glossary').sort();
	const version = `term_version WHERE term_id = (SELECT id FROM term WHERE slug = '${slug}')`, form = (await member.get(`${path}/edit`)).page.form(path).fields({ meaning: 'Held up' }, 'step=save');
	const held = sqlMeanwhile(`START TRANSACTION; SELECT id FROM ${version} FOR UPDATE; SELECT SLEEP(9)`);
	await sleep(500);
	const answer = await member.post(path, form);
	equal([answer.status, answer.headers['retry-after']], [503, '5']);
	ok(answer.page.main.length > 60, answer.page.main);
	await held;
	equal(workers('glossary').sort(), before, 'the workers');
	equal((await member.post(path, form)).status, 303, 'the same form, sent again');
});

test('a crash of one area leaves the others and the way in alone', async () => {
	const member = await as('marketer');
	const killed = workers('glossary');
	for (const pid of killed)
		process.kill(pid, 'SIGKILL');
	for (const path of ['/', '/account', '/health'])
		equal((await member.get(path)).status, 200, path);
	equal((await send('GET', '/sign-in')).status, 200);
	await eventually(async () => (await member.get('/glossary')).status === 200, 10_000);
});

test('a form sent again after a kill is done once', async () => {
	const member = await as('marketer');
	const { slug } = await makeTerm(member);
	const count = () => Number(sql(`SELECT COUNT(*) FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`)[0][0]);
	for (let round = 1; round <= 4; round++) {
		const fields = (await eventually(async () => { const a = await member.get(`/glossary/${slug}/versions/new`); return a.status === 200 && a; })).page
			.form(`/glossary/${slug}/versions`).fields({ meaning: `Round ${round}`, change_note: 'Killed between' }, 'step=save');
		const first = member.post(`/glossary/${slug}/versions`, fields).catch(() => null);
		await sleep(round * 3);
		for (const pid of workers('glossary'))
			try { process.kill(pid, 'SIGKILL'); } catch { /* it has gone already */ }
		await first;
		await eventually(async () => (await member.post(`/glossary/${slug}/versions`, fields)).status === 303, 10_000);
		equal(count(), round, `round ${round}`);
	}
});
