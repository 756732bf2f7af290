// Rolling restarts under load: every worker of every area told to stop, one after the other, and nginx told to read its settings
// again, ROUNDS (10) times while people read and programs write. Nothing fails, nothing is there twice.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { api, as, concord, eventually, send, sleep, sql, state, unique } from '../lib/client.mjs';
import { equal, figure, ok, test } from '../lib/tap.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 10), run = realpathSync(`${state}/run`);
const name = pid => { try { return readFileSync(`/proc/${pid}/comm`, 'utf8').trim(); } catch { return 'gone'; } };
const workers = () => readdirSync('/proc').filter(p => /^\d+$/.test(p)).map(Number).filter(p => {
	try {
		return readlinkSync(`/proc/${p}/cwd`) === run && name(p).endsWith('.fcgi');
	} catch {
		return false;
	}
});

const groups = () => workers().reduce((all, p) => ({ ...all, [name(p)]: [...all[name(p)] ?? [], p] }), {});

test(`${ROUNDS} rolling restarts under load`, async () => {
	const member = await as('marketer'), program = api('marketer');
	const codes = {}, failures = [], made = [], paths = ['/', '/glossary', '/glossary/stages', '/account', '/people'];
	let going = true, restarted = 0;
	const load = Promise.all(Array.from({ length: 6 }, async (_, i) => {
		for (let n = i; going; n++)
			try {	// each on a connection of its own: nginx closes idle ones, and what is just being sent on one is for the sender to send again
				const term = unique('Kept through');
				const answer = i > 1 ? await member.get(paths[n % paths.length], { fresh: true }) : await send('POST', '/api/v1/terms', { fresh: true, body: JSON.stringify({ name: term, kind: 'word' }),
					headers: { authorization: `Bearer ${program.token}`, 'content-type': 'application/json', 'idempotency-key': randomBytes(16).toString('hex') } });
				codes[answer.status] = (codes[answer.status] ?? 0) + 1;
				if (i < 2)
					made.push(term);
			} catch (error) {
				failures.push(error.message);
			}
	}));
	const began = Date.now();
	for (let round = 0; round < ROUNDS && !failures.length; round++) {
		for (const [area, all] of Object.entries(groups())) {
			for (const pid of all) {
				try { process.kill(pid, 'SIGTERM'); restarted++; } catch { /* it went by itself */ }
				await sleep(60);
			}
			await eventually(() => workers().filter(p => name(p) === area && !all.includes(p)).length >= all.length, 30_000);
			await sleep(400);	// they start up; what comes meanwhile waits at their socket
		}
		process.kill(Number(readFileSync(`${state}/run/nginx.pid`, 'utf8')), 'SIGHUP');
		await sleep(400);
	}
	going = false;
	await load;
	const requests = Object.values(codes).reduce((a, b) => a + b, 0) + failures.length, bad = failures.length + Object.entries(codes).filter(([c]) => !['200', '201'].includes(c)).reduce((sum, [, n]) => sum + n, 0);
	const there = sql("SELECT name FROM term WHERE name LIKE 'Kept through %'").flat();
	figure('Rolling restarts under load', `${ROUNDS} rounds, ${restarted} workers, ${requests.toLocaleString('en')} requests in ${Math.round((Date.now() - began) / 1000)} s`, `${bad} failed, ${there.length - made.length} too many or too few`);
	console.log(`# ${JSON.stringify(codes)}`);
	equal(failures, []);
	equal(Object.keys(codes).filter(c => !['200', '201'].includes(c)), [], JSON.stringify(codes));
	equal([...there].sort(), [...made].sort());
	ok(restarted >= ROUNDS * 4, `${restarted} workers were restarted`);
}, { limit: 60_000 + ROUNDS * 30_000 });

test('everything concord check knows holds', () => { concord('check'); });
