// Bringing copies up and down: side by side, twice, in the way of others, and without leaving anything behind.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { dirname } from 'node:path';
import { base, send, state } from '../lib/client.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const root = new URL('../../', import.meta.url).pathname;
const place = mkdtempSync(`${dirname(state)}/second.`);	// beside the first, where tests/run looks when it is interrupted
chmodSync(place, 0o755);
const port = await new Promise(resolve => { const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => resolve(port)); }); });

// Runs conf/stack and waits until it has ended and nothing holds its standard streams any more.
function stack(verb, settings = {}) {
	const env = { ...process.env, STATE: `${place}/state`, PORT: String(port), SAMPLE: 'none', ...settings };
	settings.BASE_URL ?? delete env.BASE_URL;
	return new Promise((resolve, reject) => {
		const child = spawn(`${root}conf/stack`, [verb], { env, stdio: ['ignore', 'pipe', 'pipe'] });
		let said = '';
		const late = setTimeout(() => reject(new Error(`conf/stack ${verb} did not let go of its streams: ${said}`)), 60_000);
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', part => { said += part; });
		child.on('close', status => { clearTimeout(late); resolve({ status, said: said.trim(), last: said.trim().split('\n').at(-1) }); });
	});
}

const processes = folder => readdirSync('/proc').filter(p => /^\d+$/.test(p)).filter(p => { try { return readlinkSync(`/proc/${p}/cwd`).startsWith(folder); } catch { return false; } });

test('a second start of the same copy says so and changes nothing', async () => {
	const before = readFileSync(`${state}/concord.conf`, 'utf8'), pid = readFileSync(`${state}/run/nginx.pid`, 'utf8');
	const answer = await stack('up', { STATE: state, PORT: new URL(base).port, SAMPLE: 'yes' });
	equal(answer.status, 0, answer.said);
	match(answer.said, /is up already/);
	equal([readFileSync(`${state}/concord.conf`, 'utf8'), readFileSync(`${state}/run/nginx.pid`, 'utf8')], [before, pid]);
	equal((await stack('status', { STATE: state, PORT: new URL(base).port })).status, 0);
});

test('a port that is taken, a path that is too long and settings that are nonsense are refused in a sentence', async () => {
	for (const [settings, words] of [[{ PORT: new URL(base).port }, /taken/], [{ STATE: `${place}/${'x'.repeat(100)}` }, /too long/], [{ PORT: 'http' }, /PORT/], [{ PORT: '70000' }, /PORT/],
		[{ STATE: `${place}/with blank` }, /STATE/], [{ SAMPLE: 'perhaps' }, /SAMPLE/], [{ BASE_URL: 'example.org' }, /BASE_URL/]]) {
		const env = { ...settings };
		const answer = await stack('up', env);
		ok(answer.status !== 0, `${JSON.stringify(settings)} was accepted`);
		match(answer.last, words, JSON.stringify(settings));
	}
	equal(processes(place), [], 'processes');
});

test('two copies run side by side; the second is let go of, serves, and goes without a trace', async () => {
	const answer = await stack('up');
	equal(answer.status, 0, answer.said);
	match(answer.last, `http://localhost:${port}`);
	const health = await new Promise((resolve, reject) => http.get({ host: '127.0.0.1', port, path: '/health', headers: { host: `localhost:${port}` } }, r => { r.resume(); resolve(r.statusCode); }).on('error', reject));
	equal(health, 200);
	equal((await send('GET', '/health')).status, 200, 'the first one');
	const listening = readFileSync('/proc/net/tcp', 'utf8').split('\n').filter(l => / 0A /.test(l) && l.includes(`:${port.toString(16).toUpperCase().padStart(4, '0')} `)).map(l => l.trim().split(/\s+/)[1]);
	ok(listening.length > 0 && listening.every(a => a.startsWith('0100007F')), `it listens at ${listening}`);
	if (process.getuid() === 0)
		for (const p of processes(place))
			ok(!/^Uid:\s+0\s/m.test(readFileSync(`/proc/${p}/status`, 'utf8')), `${readFileSync(`/proc/${p}/comm`, 'utf8').trim()} runs as root`);
	equal(statSync(`${place}/state/concord.conf`).mode & 0o077, 0, 'concord.conf is open to others');
	const down = await stack('down');
	equal(down.status, 0, down.said);
	equal(processes(place), [], 'processes');
	equal((await send('GET', '/health')).status, 200, 'the first one');
	match((await stack('down')).said, /Nothing of Concord runs/);
}, { limit: 120_000 });

test('the clock of the programs can be shifted from outside', async () => {
	const library = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1'].find(existsSync);
	ok(library, 'libfaketime is not there');
	const answer = await stack('up', { LD_PRELOAD: library, FAKETIME: '+400d', FAKETIME_DONT_FAKE_MONOTONIC: '1' });
	equal(answer.status, 0, answer.said);
	const log = readFileSync(`${place}/state/log/home.log`, 'utf8');
	await stack('down');
	match(log, String(new Date(Date.now() + 400 * 86400_000).getUTCFullYear()));
	lacks(log, `${new Date().toISOString().slice(0, 10)}T`, 'the log');
}, { limit: 120_000 });

afterwards(async () => {
	await stack('down').catch(() => {});
	rmSync(place, { recursive: true, force: true });
});
