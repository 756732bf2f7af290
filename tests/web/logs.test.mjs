// Junk in every field that could reach a log: one request stays one line, and neither a secret nor a person gets in.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { api, as, base, Browser, eventually, people, secret, send, sleep, state } from '../lib/client.mjs';
import { equal, ok, test } from '../lib/tap.mjs';

const host = new URL(base).host, port = new URL(base).port || 80;
const mark = `q${randomBytes(8).toString('hex')}`;
const password = secret(`Correct-${randomBytes(8).toString('hex')}`);
const forged = `2026-01-01T00:00:00Z ${'0'.repeat(32)} POST /forged-${mark} 200 0 person 1`;
const files = () => readdirSync(`${state}/log`).filter(name => /\.log$/.test(name));
const read = () => Object.fromEntries(files().map(name => [name, readFileSync(`${state}/log/${name}`, 'latin1')]));

// Sends bytes as they are and returns the status of the answer; undefined when there is none.
function raw(bytes) {
	return new Promise(resolve => {
		const socket = net.connect(port, '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')));
		let said = '';
		const done = () => resolve(Number(said.match(/^HTTP\/1\.1 (\d+)/)?.[1]) || undefined);
		socket.setTimeout(15_000, () => socket.destroy());
		socket.on('data', part => { said += part.toString('latin1'); }).on('error', done).on('close', done);
	});
}
const get = (target, headers = '') => raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${headers}\r\n`);

// What reaches a log as a path: line ends, escapes of terminals in one byte and in two, bidirectional marks, percent signs of printf.
const junk = ['%0A', '%0D%0A', '%0D', '%1B%5B2J', '%1B%5D0%3Btitle%07', '%C2%9B2J', '%9B', '%7F', '%08%08%08', '%E2%80%A8', '%E2%80%AE', '%09', '%00', '%FF%FE',
	'%25s%25n%25x', '%5Cx0a', '%22', '%5C%22', '%F0%9F%98%80', '%20200%205%20person%201%20', '%20%20', '%C2%A0', '%E3%80%80', '%0B', '%0C', '%C2%85', "'", '%7B%7D', '%22%20status=200%20', encodeURIComponent(`\n${forged}\n`)];

let before;
test('paths, queries and headers full of junk', async () => {
	await as('marketer');
	before = read();
	for (const [i, part] of junk.entries()) {
		await get(`/${mark}/path-${i}${part}end`);
		await get(`/glossary/${mark}${part}`);
		await get(`/glossary?text=${mark}${part}&password=${password}&token=${password}`);
		await get(`/api/v1/terms/${mark}${part}`);
	}
	for (const bytes of ['\x1b[2J', '\x9b2J', '\u00ff\u00fe', '\x7f', '\x08', `\t${forged}`, '%s%n', '"', '\\'])
		for (const name of ['User-Agent', 'Referer', 'Cookie', 'X-Request-Id', 'X-Forwarded-For', 'Accept', 'Origin', 'Idempotency-Key', 'If-Match', 'Content-Type'])
			await get(`/glossary/${mark}-header`, `${name}: ${mark}${bytes}; ${password}\r\n`);
	for (const path of ['/', '/static/', '/api/v1/terms/', '/problem/'])
		for (const rest of ['x'.repeat(300), 'x'.repeat(5000), '%1B%5B31m', 'a/../b', '..%2f..%2fx', '%2e%2e/%2e%2e/x', `x?name=${password}`])
			await get(`${path}${mark}${rest}`);
	for (const bytes of ['\x1b[2J', '\x07', '\u00ff', '\t', ' x', '\x7f'])
		for (const make of [b => `GET /${mark}${b} HTTP/1.1\r\nHost: ${host}\r\n`, b => `GE${b}T /${mark} HTTP/1.1\r\nHost: ${host}\r\n`, b => `GET /${mark} HTTP/1.1${b}\r\nHost: ${host}\r\n`,
			b => `GET /${mark} HTTP/1.1\r\nHost: ${host}${b}\r\n`, b => `GET /${mark} HTTP/1.1\r\nHost: ${host}\r\n${mark}${b}: x\r\n`, b => `POST /${mark} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${b}\r\n`])
			await raw(`${make(bytes)}Connection: close\r\n\r\n`);
	await get(`/glossary/${mark}-header`, `Authorization: Bearer ${password}\r\n`);
	await get(`/glossary/${mark}-header`, `Cookie: ${password}=${password}\r\n`);
	await raw(`GET /${mark}\x1b[31m\x0bHTTP/1.1\r\nHost: ${host}\r\n\r\n`);
	await raw(`${mark}\x1b[31m /x HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
	await raw(`GET /${mark} HTTP/1.1\r\nHost: ${mark}\x1b[31m\r\nConnection: close\r\n\r\n`);
});

test('forms, files and JSON full of junk, of passwords and of addresses', async () => {
	const member = await as('marketer'), program = await api('marketer'), bytes = ['\r\n', '\n', '\x1b[2J', '\u009b2J', '\u2028', '\u202e', '\0', '%s%n', `\n${forged}\n`];
	for (const part of bytes) {
		const text = `${mark}${part}someone@example.org ${password}`;
		const stranger = new Browser();
		await stranger.fill('/sign-in', '/sign-in', { email: text, password: text }).catch(() => null);
		await stranger.fill('/sign-in', '/sign-in', { email: people.sales.email, password }).catch(() => null);
		await member.post('/glossary', { name: text, kind: text, csrf: text, key: text, [text]: text });
		await member.post('/glossary/imports', { file: { filename: `${text}.csv`, content: text, type: 'text/csv' } });
		await program.post('/terms', { name: text, kind: text, [text]: text });
		await program.post('/terms', `{"name": "${text}"`);
		await program.send('POST', '/terms/import', text, { 'content-type': 'text/csv' });
		await send('POST', '/sign-in', { headers: { 'content-type': 'text/plain' }, body: text });
	}
	ok((await member.get('/account')).status === 200);
});

test('each request is one line of one shape; nothing of it begins a line, moves a cursor or names a secret', async () => {
	await sleep(1300);	// nginx writes once a second
	const after = read();
	const added = Object.entries(after).flatMap(([name, text]) => {
		const old = before[name] ?? '';
		return text.slice(text.startsWith(old) ? old.length : 0).split('\n').slice(0, -1).map(line => ({ name, line }));
	}).filter(l => !/^Child\[\d+\] /.test(l.line));
	const ours = added.filter(l => l.line.includes(mark));
	ok(ours.length > 100, `${ours.length} lines`);
	const wrong = added.filter(({ name, line }) => /[^\x20-\x7e]/.test(line) || line.startsWith('2026-01-01T')
		|| !(name === 'access.log' ? /^time=\S+ id=[0-9a-f]{32} status=\d{3} bytes=\d+ seconds=\S+ worker=.+ asked=".*"$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \S+ \S.*/).test(line));
	equal(wrong.slice(0, 5), []);
	const shaped = added.filter(({ name, line }) => name !== 'access.log' && / person \d/.test(line) && !/^\S+ [0-9a-f]{32} (GET|POST|PUT|PATCH|DELETE|OTHER) \S+ \d{3} \d+ person \d+ statements \d+$/.test(line));
	equal(shaped.slice(0, 5), [], 'lines of a request with another number of fields');
	const quoted = added.filter(({ name, line }) => name === 'access.log' && line.split('"').length !== 3);
	equal(quoted.slice(0, 5), [], 'lines that a quotation mark parts');
	const found = added.filter(({ line }) => line.includes(password) || line.includes(people.sales.email) || line.includes('someone@') || line.includes('%40example'));
	equal(found.slice(0, 5), []);
	const asked = added.filter(l => l.name === 'access.log').map(l => l.line.match(/ id=(\w+) /)[1]);
	const counts = new Map();
	for (const { line } of added.filter(l => l.name !== 'access.log' && / (GET|POST|PUT|PATCH|DELETE|OTHER) /.test(l.line)))
		counts.set(line.split(' ')[1], (counts.get(line.split(' ')[1]) ?? 0) + 1);
	equal([...counts].filter(([id, n]) => n > 1 || !asked.includes(id)).slice(0, 5), [], 'lines of a program without their one request');
	equal(await eventually(() => readFileSync(`${state}/log/nginx.log`, 'utf8').length === 0), true, 'nginx had to complain of something');
});
