// Clients that mean harm, many at once, while an ordinary person works on: slow ones, silent ones, endless bodies, requests that two
// readers would part differently. The person is answered within a second throughout, what is refused is refused at once and before
// any worker has seen it, and the servers stay as small as they were. SOAK=1: 10,000 silent connections instead of some hundreds.
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import { Worker } from 'node:worker_threads';
import { as, base, eventually, send, sleep, state } from '../lib/client.mjs';
import { afterwards, equal, figure, match, ok, test } from '../lib/tap.mjs';

const soak = process.env.SOAK === '1', SILENT = soak ? 10_000 : 600, SLOW = soak ? 1000 : 120;
const PATIENCE = 10_000;	// ms that nginx waits for a header, for more of a body, for a reader
const MOST_GROWTH = 100 << 20;
const host = new URL(base).host, port = new URL(base).port || 80, HOST = `Host: ${host}\r\n`, CLOSE = 'Connection: close\r\n';

// The processes of this copy that face clients, nginx (at home in run/web) and the programs, and what they hold: { pids, bytes, doors },
// of which nginx holds `doors` bytes.
function servers() {
	const own = readdirSync('/proc').filter(p => /^\d+$/.test(p)).map(pid => {
		try {
			return { pid, home: readlinkSync(`/proc/${pid}/cwd`), name: readFileSync(`/proc/${pid}/comm`, 'utf8').trim() };
		} catch {
			return {};
		}
	}).filter(p => (p.home === `${state}/run/web` && p.name === 'nginx') || (p.home === `${state}/run` && /\.fc(gi)?$/.test(p.name)));
	const held = pid => { try { return Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Private_Dirty:\s+(\d+)/m)[1]) * 1024; } catch { return 0; } };
	const sum = some => some.reduce((all, p) => all + held(p.pid), 0);
	return { pids: own.map(p => `${p.name} ${p.pid}`).sort(), bytes: sum(own), doors: sum(own.filter(p => p.name === 'nginx')) };
}

// A connection that sends bytes as they are and gathers what comes: { socket, said, status, over (when it ended) }.
const opened = new Set();
function connect(bytes, { reads = true } = {}) {
	const c = { socket: net.connect({ port, host: '127.0.0.1' }), said: '', began: performance.now(), first: 0, over: 0 };
	opened.add(c.socket);
	c.socket.on('connect', () => { if (bytes) c.socket.write(Buffer.from(bytes, 'latin1')); if (!reads) c.socket.pause(); });
	c.socket.on('data', part => { c.first ||= performance.now(); c.said += part.toString('latin1').slice(0, 4000); });
	c.done = new Promise(resolve => {
		const end = () => { c.over ||= performance.now(); opened.delete(c.socket); resolve(c); };
		c.socket.on('error', end).on('end', () => { end(); c.socket.destroy(); }).on('close', end);
	});
	Object.defineProperty(c, 'status', { get: () => Number(c.said.match(/^HTTP\/1\.1 (\d+)/)?.[1]) || undefined });
	return c;
}
// Opens many, some at a time, as fast as the machine lets it.
async function many(count, make) {
	const all = [];
	for (let i = 0; i < count; i++) {
		all.push(make(i));
		if (i % 100 === 99)
			await sleep(5);
	}
	await eventually(() => all.every(c => c.socket.readyState !== 'opening'), 30_000);
	return all;
}

// The ordinary person: a page every moment, until told to stop. In a thread of their own, so that they wait for the servers and not
// for the crowd that is made here. Tells { times, problem } when it ends.
const working = ({ host, port, cookie }) => {
	const { parentPort } = require('node:worker_threads'), http = require('node:http');
	const agent = new http.Agent({ keepAlive: true }), times = [];
	let going = true;
	parentPort.on('message', () => { going = false; });
	const page = (path, kept) => new Promise((resolve, reject) => http.get({ host: '127.0.0.1', port, path, headers: { host, cookie }, agent: kept ? agent : false, timeout: 20_000 }, answer => answer.resume().on('end', () => resolve(answer.statusCode))).on('error', reject));
	(async () => {
		for (let i = 0; going; i++) {
			const start = performance.now(), path = ['/', '/glossary', '/search?q=lead', '/glossary/stages'][i % 4], status = await page(path, i % 3);
			if (status !== 200)
				throw new Error(`an ordinary person was answered ${status} at ${path}`);
			times.push(performance.now() - start);
			await new Promise(resolve => setTimeout(resolve, 25));
		}
	})().then(() => '', error => error.message).then(problem => { parentPort.postMessage({ times, problem }); parentPort.close(); agent.destroy(); });
};
let person, told;
function begin(cookie) {
	person = new Worker(`(${working})(require('node:worker_threads').workerData)`, { eval: true, workerData: { host, port, cookie } });
	told = new Promise((resolve, reject) => person.on('message', resolve).on('error', reject));
	told.catch(() => {});
}

let before, most = 0, doors = 0, watch;
const slow = {}, timed = { before: 0 };
const counted = status => readFileSync(`${state}/log/access.log`, 'utf8').split(` status=${status} `).length - 1;
test('an ordinary person works, and the slow and the silent come in their hundreds', async () => {
	const browser = await as('marketer');
	for (let i = 0; i < 40; i++)
		await browser.get(['/', '/glossary', '/search?q=lead', '/glossary/stages'][i % 4]);
	before = servers();
	timed.before = counted('408');
	ok(before.pids.filter(name => name.startsWith('nginx ')).length >= 2 && before.doors > 1e6, `nginx is ${before.pids} and holds ${before.doors} bytes`);
	ok(before.pids.length > 8 && before.bytes > before.doors + 1e6, `${before.pids.length} processes hold ${before.bytes} bytes`);
	watch = setInterval(() => { const now = servers(); most = Math.max(most, now.bytes); doors = Math.max(doors, now.doors); }, 1000);
	begin([...browser.jar].map(([name, value]) => `${name}=${value}`).join('; '));
	const font = (await send('GET', '/sign-in')).text.match(/\/static\/inter[\w.]+woff2/)[0];
	slow.header = await many(SLOW, () => connect(`GET / HTTP/1.1\r\n${HOST}X-Slow: `));
	slow.body = await many(SLOW, () => connect(`POST /sign-in HTTP/1.1\r\n${HOST}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\nemail=`));
	slow.reader = await many(SLOW, () => connect(`GET ${font} HTTP/1.1\r\n${HOST}\r\n`.repeat(200), { reads: false }));
	slow.silent = await many(SILENT, () => connect());
	slow.kept = await many(SLOW, () => connect(`GET /favicon.ico HTTP/1.1\r\n${HOST}\r\n`));
	slow.drip = setInterval(() => { for (const c of [...slow.header, ...slow.body.slice(0, 20)]) if (!c.over) c.socket.write('x'); }, 1000);
	equal([slow.header, slow.body, slow.silent].flat().filter(c => c.over).length, 0, 'turned away at once');
}, { limit: 120_000 });

// What was refused before a worker saw it: the access log has no worker for it. Statuses by the mark in the path.
const seen = mark => readFileSync(`${state}/log/access.log`, 'utf8').split('\n').filter(line => line.includes(mark)).map(line => line.match(/status=(\d+) .*worker=(\S+)/).slice(1, 3));

// Sends bytes and expects one answer with a status, within a second, and nothing more after it.
async function prompt(what, bytes, statuses) {
	const c = connect(bytes);
	await Promise.race([eventually(() => c.first, 5000).then(() => sleep(200)), c.done]);	// time enough for a second answer
	c.socket.destroy();
	ok(statuses.includes(c.status), `${what} was answered ${c.status}, not ${statuses.join(' or ')}: ${c.said.slice(0, 200)}`);
	ok(c.first - c.began < 1000, `${what} was answered after ${Math.round(c.first - c.began)} ms`);
	equal(c.said.match(/^HTTP\/1\.1 /gm).length, 1, `${what}: answers`);
	return c;
}
const form = 'Content-Type: application/x-www-form-urlencoded\r\n';

test('a body of a gigabyte is refused, told beforehand or not, before it has come', async () => {
	for (const [path, limit] of [['/glossary/huge', 1], ['/sign-in', 3], ['/glossary/imports', 6], ['/api/v1/terms/import', 6]]) {
		await prompt(`1 GB to ${path}`, `POST ${path} HTTP/1.1\r\n${HOST}${form}Content-Length: 1073741824\r\n\r\n`, [413]);
		await prompt(`1 GB to ${path}, once it may`, `POST ${path} HTTP/1.1\r\n${HOST}${form}Content-Length: 1073741824\r\nExpect: 100-continue\r\n\r\n`, [413]);
		const c = connect(`POST ${path} HTTP/1.1\r\n${HOST}${form}Transfer-Encoding: chunked\r\n\r\n`), chunk = Buffer.from(`10000\r\n${'x'.repeat(65536)}\r\n`);
		let sent = 0;
		await eventually(() => c.socket.bytesWritten > 0 && !c.socket.connecting);
		while (!c.first && !c.over && sent < 64 << 20) {
			sent += 65536;
			if (!c.socket.write(chunk))
				await Promise.race([new Promise(resolve => c.socket.once('drain', resolve)), c.done, sleep(1000)]);
			// nginx throws away what has come before it answers: without a pause, also after a full pipe, it would be fed for as long as it eats.
			await sleep(sent % (1 << 20) ? 0 : sent > (limit + 8) << 20 ? 500 : 20);
		}
		c.socket.destroy();
		await c.done;
		equal(c.status, 413, `${path}, ${sent} bytes in chunks`);
		ok(sent < (limit + 24) << 20, `${path} took ${sent} bytes in chunks`);
	}
	await eventually(() => seen('/glossary/huge').length >= 3);
	equal(seen('/glossary/huge').filter(([status, worker]) => status !== '413' || worker !== '-'), [], 'seen by a worker');
});

test('too long an address, too much of a header, too many fields and parts are refused at once', async () => {
	await prompt('64 KiB of address', `GET /long/${'x'.repeat(65536)} HTTP/1.1\r\n${HOST}${CLOSE}\r\n`, [414]);
	await prompt('64 KiB of one header', `GET /long HTTP/1.1\r\n${HOST}X-Long: ${'x'.repeat(65536)}\r\n${CLOSE}\r\n`, [431]);
	await prompt('1,000 headers of 100 bytes', `GET /long HTTP/1.1\r\n${HOST}${Array.from({ length: 1000 }, (_, i) => `X-Header-${i}: ${'x'.repeat(84)}\r\n`).join('')}${CLOSE}\r\n`, [431]);
	await prompt('1,000 headers of a few bytes', `GET /health HTTP/1.1\r\n${HOST}${Array.from({ length: 1000 }, (_, i) => `X${i}: 1\r\n`).join('')}${CLOSE}\r\n`, [200, 431]);
	await prompt('one header a thousand times', `GET /health HTTP/1.1\r\n${HOST}${'Cookie: a=b\r\n'.repeat(1000)}${CLOSE}\r\n`, [200, 400, 431]);
	const post = (type, body, path = '/sign-in') => `POST ${path} HTTP/1.1\r\n${HOST}Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n${CLOSE}\r\n${body}`;
	const fields = count => Array.from({ length: count }, (_, i) => `f${i}=x`).join('&');
	await prompt('1,001 fields', post('application/x-www-form-urlencoded', fields(1001)), [400]);
	await prompt('1,000 fields', post('application/x-www-form-urlencoded', fields(1000)), [403]);
	await prompt('a million separators', post('application/x-www-form-urlencoded', '&'.repeat(1_000_000)), [403]);
	const part = (boundary, name, body = 'x') => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${body}\r\n`;
	const upload = (body, boundary = 'b') => post(`multipart/form-data; boundary=${boundary}`, body, '/glossary/imports');
	await prompt('1,001 parts', upload(`${Array.from({ length: 1001 }, (_, i) => part('b', `f${i}`)).join('')}--b--\r\n`), [400]);
	let deep = 'x';
	for (let i = 10_000; i > 0; i--)
		deep = `--b${i}\r\nContent-Disposition: form-data; name="f"\r\nContent-Type: multipart/mixed; boundary=b${i + 1}\r\n\r\n${deep.length > 900_000 ? 'x' : deep}\r\n--b${i}--\r\n`;
	await prompt('multipart 10,000 deep', upload(deep, 'b1'), [400, 401, 403]);
	await prompt('a part without an end', upload(part('b', 'file').repeat(1).replace(/--b--/, '')), [400]);
	await prompt('a part of 900 KB of headers', upload(`--b\r\n${'X: 1\r\n'.repeat(150_000)}\r\n\r\n--b--\r\n`), [400]);
	await prompt('half a megabyte of boundaries', upload('--b\r\n'.repeat(100_000)), [400]);
	await prompt('a boundary of 1 KB', upload('x', 'b'.repeat(1000)), [400]);
});

// Where two readers could see two requests, or other lengths than we do: one answer, a refusal, and the connection ends.
const parted = {
	'length and chunks': `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n${HOST}\r\n`,
	'chunks and length': `Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n${HOST}\r\n`,
	'two lengths': `Content-Length: 0\r\nContent-Length: 44\r\n\r\nGET /smuggled HTTP/1.1\r\n${HOST}\r\n`,
	'one length twice': `Content-Length: 5\r\nContent-Length: 5\r\n\r\nab=cd`,
	'a length with a sign': 'Content-Length: +5\r\n\r\nab=cd', 'a negative length': 'Content-Length: -1\r\n\r\n', 'a hexadecimal length': 'Content-Length: 0x5\r\n\r\nab=cd',
	'a list of lengths': 'Content-Length: 5, 5\r\n\r\nab=cd', 'a length beyond any number': 'Content-Length: 99999999999999999999999\r\n\r\n', 'an empty length': 'Content-Length: \r\n\r\n', 'a length with a blank before the colon': 'Content-Length : 5\r\n\r\nab=cd',
	'chunks said twice': 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 'chunks and identity': 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n', 'chunks after a control character': 'Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n',
	'an encoding nobody knows': 'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n', 'chunks with a blank before the colon': 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n', 'a chunk of no number': 'Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n',
	'a chunk of negative length': 'Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n', 'a chunk beyond any number': 'Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nx\r\n0\r\n\r\n', 'a chunk longer than said': 'Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n0\r\n\r\n',
	'a header that is folded': 'X-Folded: a\r\n Content-Length: 5\r\nContent-Length: 5\r\n\r\nab=cd', 'a NUL in a header': 'X-Nul: a\0b\r\nContent-Length: 0\r\n\r\n', 'no name of a header': ': x\r\nContent-Length: 0\r\n\r\n',
	'a carriage return alone': `X-Bare: a\rContent-Length: 5\r\nContent-Length: 0\r\n\r\n`, 'two hosts': 'Host: example.org\r\nContent-Length: 0\r\n\r\n',
};
test('what two readers would part differently is refused, and nothing behind it is read', async () => {
	const wrong = [];
	for (const [what, rest] of Object.entries(parted)) {
		const c = connect(`POST /sign-in HTTP/1.1\r\n${HOST}${form}${rest}`);
		await Promise.race([eventually(() => c.first, 3000).then(() => sleep(200)), c.done]);
		c.socket.destroy();
		const answers = c.said.match(/^HTTP\/1\.1 \d+/gm) ?? [];
		if (answers.length !== 1 || c.status !== 400)
			wrong.push(`${what}: ${answers.join(', ')}`);
	}
	equal(wrong, []);
	equal(seen('/smuggled').length, 0, 'requests read out of a body');
	for (const [what, bytes] of Object.entries({ 'no Host': `GET /health HTTP/1.1\r\n${CLOSE}\r\n`, 'two blanks': `GET  /health HTTP/1.1 x\r\n${HOST}\r\n`, 'a version of tomorrow': `GET /health HTTP/3.0\r\n${HOST}${CLOSE}\r\n`, 'the preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'a method of a blank': ` /health HTTP/1.1\r\n${HOST}\r\n`, 'TLS': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n' }))
		await prompt(what, bytes, [400]);
	const bare = await prompt('line ends without a carriage return', `GET /health HTTP/1.1\nHost: ${host}\nConnection: close\n\n`, [200, 400]);
	match(bare.said, /^HTTP\/1\.1 /);
});

test('the slow are sent away in time, and are on record as such', async () => {
	clearInterval(slow.drip);
	const left = () => [...slow.header, ...slow.body, ...slow.silent].filter(c => !c.over).length;
	await eventually(() => left() === 0, PATIENCE + 8000).catch(() => { throw new Error(`${left()} slow connections are still there: ${['header', 'body', 'silent'].map(k => `${slow[k].filter(c => !c.over).length} ${k}`).join(', ')}`); });
	const late = slow.header.filter(c => c.over - c.began > PATIENCE + 6000);
	equal(late.length, 0, 'headers that were waited for longer');
	await eventually(() => counted('408') - timed.before >= 1.9 * SLOW).catch(() => { throw new Error(`${counted('408') - timed.before} of ${2 * SLOW} slow requests are on record as such`); });
	for (const c of [...slow.reader, ...slow.kept])
		c.socket.destroy();
}, { limit: 60_000 });

test('the ordinary person noticed nothing, and the servers are as they were', async () => {
	person.postMessage('stop');
	const { times, problem } = await told;
	equal(problem, '');
	clearInterval(watch);
	times.sort((a, b) => a - b);
	const [half, high] = [0.5, 0.99].map(p => Math.round(times[Math.min(times.length - 1, Math.floor(p * times.length))]));
	figure(`An ordinary person beside ${SILENT.toLocaleString('en')} silent and ${(2 * SLOW).toLocaleString('en')} slow clients`, `${times.length} pages`, `half within ${half} ms, 99 of 100 within ${high} ms; servers grew by ${Math.round((most - before.bytes) / 1e6)} MB, nginx by ${Math.round((doors - before.doors) / 1e6)} of it`);
	ok(times.length > 60, `${times.length} pages`);
	ok(high < 1000, `99 of 100 pages within ${high} ms`);
	ok(most - before.bytes < MOST_GROWTH, `the servers grew by ${Math.round((most - before.bytes) / 1e6)} MB`);
	equal(servers().pids, before.pids, 'processes');
	equal((await send('GET', '/health')).status, 200);
}, { limit: 60_000 });

afterwards(() => {
	person?.terminate();
	clearInterval(watch);
	clearInterval(slow.drip);
	for (const socket of opened)
		socket.destroy();
});
