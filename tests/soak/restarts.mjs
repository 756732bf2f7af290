// Rolling restarts under load: every worker of every area told to stop, one after the other, and nginx told to read its settings
// again, ROUNDS (10) times while people read and programs write. Nothing fails, nothing is there twice.
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { api, as, concord, sleep, sql, state, unique } from '../lib/client.mjs';
import { equal, figure, ok, test } from '../lib/tap.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 10), run = realpathSync(`${state}/run`);
const workers = () => readdirSync('/proc').filter(p => /^\d+$/.test(p)).map(Number).filter(p => {
	try {
		return readlinkSync(`/proc/${p}/cwd`) === run && readFileSync(`/proc/${p}/comm`, 'utf8').trim().endsWith('.fcgi');
	} catch {
		return false;
	}
});

test(`${ROUNDS} rolling restarts under load`, async () => {
	const member = await as('marketer'), program = api('marketer');
	const codes = {}, failures = [], made = [], paths = ['/', '/glossary', '/glossary/stages', '/account', '/people'];
	let going = true, restarted = 0;
	const load = Promise.all(Array.from({ length: 6 }, async (_, i) => {
		for (let n = i; going; n++)
			try {
				const name = unique('Kept through');
				const answer = i > 1 ? await member.get(paths[n % paths.length]) : await program.post('/terms', { name, kind: 'word' });
				codes[answer.status] = (codes[answer.status] ?? 0) + 1;
				if (i < 2)
					made.push(name);
			} catch (error) {
				failures.push(error.message);
			}
	}));
	const began = Date.now();
	for (let round = 0; round < ROUNDS; round++) {
		for (const pid of workers()) {
			try { process.kill(pid, 'SIGTERM'); restarted++; } catch { /* it went by itself */ }
			await sleep(60);
		}
		process.kill(Number(readFileSync(`${state}/run/nginx.pid`, 'utf8')), 'SIGHUP');
		await sleep(400);
	}
	going = false;
	await load;
	const requests = Object.values(codes).reduce((a, b) => a + b, 0) + failures.length, bad = failures.length + Object.entries(codes).filter(([c]) => !['200', '201'].includes(c)).reduce((sum, [, n]) => sum + n, 0);
	const there = sql("SELECT name FROM term WHERE name LIKE 'Kept through %'").flat();
	figure('Rolling restarts under load', `${ROUNDS} rounds, ${restarted} workers, ${requests.toLocaleString('en')} requests in ${Math.round((Date.now() - began) / 1000)} s`, `${bad} failed, ${there.length - made.length} too many or too few`);
	equal(failures, []);
	equal(Object.keys(codes).filter(c => !['200', '201'].includes(c)), [], JSON.stringify(codes));
	equal([...there].sort(), [...made].sort());
	ok(restarted >= ROUNDS * 4, `${restarted} workers were restarted`);
}, { limit: 60_000 + ROUNDS * 30_000 });

test('everything concord check knows holds', () => { concord('check'); });
