// What every answer has in common: its code, its headers, its words for people.
import { api, as, base, Browser, eventually, send, sleep, state, urlencoded } from '../lib/client.mjs';
import { routes, fill } from '../lib/routes.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';
import { readFileSync, readdirSync } from 'node:fs';
import net from 'node:net';

const CSP = { 'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'img-src': "'self' data:", 'font-src': "'self'",
	'connect-src': "'self'", 'form-action': "'self'", 'frame-ancestors': "'none'", 'base-uri': "'none'" };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function policy(text) {
	return Object.fromEntries((text ?? '').split(';').map(d => d.trim()).filter(Boolean).map(d => [d.split(' ')[0], d.split(' ').slice(1).join(' ')]));
}

function secure(answer, what) {
	const h = answer.headers;
	equal(policy(h['content-security-policy']), CSP, `${what}: Content-Security-Policy`);
	equal([h['x-content-type-options'], h['referrer-policy'], h['cross-origin-opener-policy'], h['cross-origin-resource-policy']],
		['nosniff', 'same-origin', 'same-origin', 'same-origin'], `${what}: security headers`);
	ok(h['permissions-policy'], `${what} lacks Permissions-Policy`);
	ok(h['cache-control'], `${what} lacks Cache-Control`);
	ok(!/nginx|mariadb|fcgi/i.test(h.server?.replace(/^nginx$/, '') ?? ''), `${what} says of the server: ${h.server}`);
	equal(h['access-control-allow-origin'], undefined, `${what} lets other sites read it`);
	equal(h['x-powered-by'], undefined, `${what} boasts`);
}

// A page for a person who met an error: it says what happened, what to do, and the number to quote.
function helpful(answer, status, what) {
	equal(answer.status, status, what);
	match(answer.headers['content-type'], 'text/html; charset=utf-8', what);
	equal(answer.page.all('h1').length, 1, `${what}: one h1`);
	ok(answer.page.main.length > 60, `${what} says little: ${answer.page.main}`);
	lacks(answer.text, /@\w+@|\{\{/, `${what} has an unfilled place`);
	equal(answer.headers['cache-control'], 'no-store', `${what}: Cache-Control`);
	secure(answer, what);
}

// Sends bytes as they are and gives back what comes.
function raw(text) {
	return new Promise((resolve, reject) => {
		const socket = net.connect(new URL(base).port, '127.0.0.1', () => socket.write(text));
		let said = '';
		socket.setTimeout(15_000, () => socket.destroy(new Error('no answer')));
		socket.on('data', part => { said += part; }).on('end', () => resolve(said)).on('close', () => resolve(said)).on('error', reject);
	});
}

const HOST = `Host: ${new URL(base).host}\r\n`;

test('/health says that a request could be served, to anybody', async () => {
	const answer = await send('GET', '/health');
	equal(answer.status, 200);
	match(answer.headers['content-type'], 'application/json');
	equal(answer.json.status, 'ok');
	equal(answer.cookies, []);
	equal(answer.headers['cache-control'], 'no-store');
	secure(answer, '/health');
});

test('every kind of answer bears the security headers', async () => {
	const member = await as('marketer');
	const stylesheet = (await send('GET', '/sign-in')).page.all('link').find(n => n.attributes.rel === 'stylesheet').attributes.href;
	secure(await send('GET', '/sign-in'), 'the sign-in page');
	secure(await send('GET', '/'), 'the way to sign in');
	secure(await member.get('/'), 'the home page');
	secure(await member.get('/glossary'), 'the glossary');
	secure(await member.get('/glossary/terms.csv'), 'the export');
	secure(await send('GET', stylesheet), 'a static file');
	secure(await send('GET', '/static/nothing.css'), 'a missing static file');
	secure(await send('GET', '/favicon.ico'), 'the icon');
	secure(await api('marketer').get('/terms'), 'the API');
	secure(await send('GET', '/api/v1/terms'), 'the API without a token');
	secure(await api('marketer').get('/nothing'), 'a missing API address');
});

test('an address that is not there is a page that says so, signed in or not', async () => {
	const member = await as('marketer');
	helpful(await member.get('/nothing-here'), 404, 'signed in');
	helpful(await send('GET', '/nothing-here'), 404, 'signed out');
	helpful(await member.get('/glossary/no-such-term-anywhere'), 404, 'a term that is not there');
	helpful(await member.get('/glossary/%3Cscript%3Ealert(1)%3C%22'), 404, 'a hostile address');
	lacks((await member.get('/nothing<script>alert(1)</script>')).text, '<script>alert', 'the page');
	helpful(await send('GET', '/static/nothing-here.css'), 404, 'a static file');
	helpful(await send('GET', '/.git/config'), 404, 'a hidden file');
	helpful(await member.get('/glossary/mql/versions/0'), 404, 'a version of number 0');
	helpful(await member.get('/glossary/mql/versions/99999999999999999999'), 404, 'a version beyond any number');
});

test('an address below /api/ that is not there, or cannot be one, is told to the program that asked', async () => {
	for (const [path, status] of [['/nothing', 404], ['/terms/a%2Fb', 404], ['/terms/%2F', 404], ['/terms//', 404], ['/terms/%ff', 400], ['/terms?q=%ff', 400]]) {
		const answer = await api('marketer').get(path);
		equal([answer.status, answer.headers['content-type']], [status, 'application/problem+json'], path);
		equal(answer.json.status, status, path);
	}
});

test('a method that an address does not take is 405 and says which it takes', async () => {
	const member = await as('marketer');
	for (const [method, path, allow] of [['DELETE', '/glossary', ['GET', 'HEAD', 'POST']], ['POST', '/search', ['GET', 'HEAD']],
		['PUT', '/sign-in', ['GET', 'HEAD', 'POST']], ['GET', '/sign-out', ['POST']], ['POST', '/glossary/mql/history', ['GET', 'HEAD']]]) {
		const answer = await member.send(method, path, { headers: method === 'POST' ? FORM : {} });
		helpful(answer, 405, `${method} ${path}`);
		equal(answer.headers.allow?.split(', '), allow, `${method} ${path}: Allow`);
	}
	for (const method of ['TRACE', 'OPTIONS', 'PROPFIND']) {
		const answer = await send(method, '/glossary', { fresh: true });
		helpful(answer, 405, method);
		ok(answer.headers.allow, `${method}: Allow`);
	}
	const health = await send('POST', '/health');
	equal([health.status, health.headers.allow], [405, 'GET, HEAD'], 'POST /health');
	const answer = await api('marketer').send('DELETE', '/terms');
	equal(answer.status, 405);
	match(answer.headers['content-type'], 'application/problem+json');
	equal(answer.headers.allow, 'GET, HEAD, POST');
});

test('a GET never runs what a POST does', async () => {
	const member = await as('marketing');
	const readable = new Set(routes().filter(r => r.method === 'GET').map(r => r.path));
	for (const route of routes().filter(r => r.method === 'POST' && !r.api && !readable.has(r.path))) {
		const answer = await member.get(fill(route.path, { slug: 'mql' }));
		ok([200, 404, 405].includes(answer.status), `GET ${route.path} answered ${answer.status}`);
	}
});

test('HEAD answers like GET, without the page', async () => {
	const member = await as('marketer');
	const [get, head] = [await member.get('/glossary'), await member.send('HEAD', '/glossary')];
	equal(head.status, get.status);
	equal(head.body.length, 0);
	equal(head.headers['content-type'], get.headers['content-type']);
	equal((await send('HEAD', '/health')).status, 200);
});

test('another host is 421, loopback is served', async () => {
	for (const host of ['example.org', 'localhost.example.org', 'localhost:1@example.org', '127.0.0.1.example.org:80'])
		helpful(await send('GET', '/sign-in', { headers: { host } }), 421, host);
	for (const host of ['localhost', '127.0.0.1', new URL(base).host.toUpperCase()])
		equal((await send('GET', '/sign-in', { headers: { host } })).status, 200, host);
	equal((await send('GET', '/api/v1/terms', { headers: { host: 'example.org' } })).status, 421, 'the API');
	equal((await send('GET', '/sign-in', { headers: { host: 'example.org', 'x-forwarded-host': new URL(base).host } })).status, 421, 'a forwarded name');
});

test('a field or a query sent twice is 400', async () => {
	const member = await as('marketer');
	const form = (await member.get('/glossary/new')).page.form('/glossary').fields({ name: 'Twice', kind: 'word' });
	helpful(await member.post('/glossary', [...Object.entries(form), ['name', 'Thrice']]), 400, 'a field');
	helpful(await member.get('/search?q=a&q=b'), 400, 'a query');
});

test('what cannot be read is 400, whatever it is', async () => {
	const member = await as('marketer');
	const csrf = (await member.get('/glossary/new')).page.form('/glossary').value('csrf');
	for (const body of ['name=%', 'name=%zz', 'name=%00', 'name=%ff%fe', 'name=%c0%af', '=x', `${'a'.repeat(200)}=1`])
		helpful(await member.send('POST', '/glossary', { headers: FORM, body: `${urlencoded({ csrf })}&${body}` }), 400, body.slice(0, 20));
	for (const path of ['/glossary/%', '/glossary/%00', '/glossary/%ff', '/search?q=%zz'])
		helpful(await member.get(path), 400, path);
	helpful(await member.send('POST', '/glossary', { headers: FORM, body: Array.from({ length: 1200 }, (_, i) => `f${i}=1`).join('&') }), 400, '1,200 fields');
});

test('a kind of content that is no form is 415', async () => {
	const member = await as('marketer');
	for (const type of ['text/plain', 'application/json', 'application/x-www-form-urlencodedx', 'text/xml'])
		helpful(await member.send('POST', '/glossary', { headers: { 'content-type': type }, body: '{"name":"x"}' }), 415, type);
	const file = 'name,meaning\nx,y\n';
	ok([400, 415, 422].includes((await api('marketer').send('POST', '/terms/import?dry_run=true', file, { 'content-type': 'application/json' })).status), 'CSV said to be JSON');
	equal((await api('marketer').send('POST', '/terms', '{"name":"x","kind":"word"}', { 'content-type': 'text/plain' })).status, 415, 'JSON said to be text');
});

test('too much is 413, 414 or 431, and the server lives on', async () => {
	const member = await as('marketer');
	helpful(await member.send('POST', '/glossary', { headers: FORM, body: `name=${'x'.repeat(1_100_000)}`, fresh: true }), 413, 'a form');
	const big = await api('marketer').send('POST', '/terms', JSON.stringify({ name: 'x'.repeat(1_100_000), kind: 'word' }), { 'content-type': 'application/json' });
	equal(big.status, 413);
	match(big.headers['content-type'], 'application/problem+json');
	helpful(await send('GET', `/search?q=${'x'.repeat(40_000)}`, { fresh: true }), 414, 'an address');
	helpful(await send('GET', '/sign-in', { headers: { cookie: 'x'.repeat(30_000) }, fresh: true }), 431, 'a cookie');
	equal((await send('GET', '/health')).status, 200);
});

test('smuggled, cut and garbled requests are refused', async () => {
	match(await raw(`POST /sign-in HTTP/1.1\r\n${HOST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n`), /^HTTP\/1\.1 400/);
	match(await raw(`GET /health HTTP/1.1\r\nConnection: close\r\n\r\n`), /^HTTP\/1\.1 400/, 'no Host');
	match(await raw(`GET /health HTTP/1.1\r\n${HOST}${HOST}Connection: close\r\n\r\n`), /^HTTP\/1\.1 400/, 'two Hosts');
	match(await raw(`POST /sign-in HTTP/1.1\r\n${HOST}Content-Length: -5\r\nConnection: close\r\n\r\n`), /^HTTP\/1\.1 400/);
	match(await raw('\x16\x03\x01\x02\x00\x01\x00\r\n\r\n'), /^HTTP\/1\.[01] 400|^$/);
	match(await raw(`GET /../../../etc/passwd HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`), /^HTTP\/1\.1 400/);
	lacks(await raw(`GET /static/../conf/concord.conf HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`), 'secret', 'a way out of static/');
	lacks(await raw(`GET /static../conf/stack HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`), 'bash', 'a way out of static/');
});

test('static files of a hashed name are kept for a year, and packed', async () => {
	const page = (await send('GET', '/sign-in')).page;
	for (const path of [...page.all('link'), ...page.all('script')].map(n => n.attributes.href ?? n.attributes.src)) {
		const answer = await send('GET', path, { headers: { 'accept-encoding': 'gzip' } });
		equal(answer.status, 200, path);
		match(answer.headers['cache-control'], /max-age=31536000.*immutable/, path);
		if (/\.(css|js)$/.test(path))
			equal(answer.headers['content-encoding'], 'gzip', path);
	}
});

test('pages are never kept by anybody between, and those with a create form not even by the browser', async () => {
	const member = await as('marketer');
	for (const path of ['/', '/glossary', '/glossary/stages', '/account', '/search?q=lead'])
		match((await member.get(path)).headers['cache-control'], /^(private, no-cache|no-store)$/, path);
	for (const path of ['/sign-in', '/glossary/new', '/glossary/import'])
		ok((await member.get(path)).headers.etag === undefined, `${path} has a create form, so no ETag`);
});

test('a page is packed when the browser takes it so', async () => {
	const member = await as('marketer');
	equal((await member.get('/glossary', { headers: { 'accept-encoding': 'gzip' } })).headers['content-encoding'], 'gzip');
});

test('every request is one line in the log of its area, by the id that the error page shows', async () => {
	const member = await as('marketer');
	const missing = await member.get('/glossary/no-such-term-to-log');
	const id = missing.page.all('code').map(n => n.children.join('')).find(text => /^[0-9a-f]{32}$/.test(text));
	ok(id, `the page shows no request number: ${missing.page.main}`);
	await eventually(() => readdirSync(`${state}/log`).filter(f => f === 'access.log').some(f => readFileSync(`${state}/log/${f}`, 'utf8').includes(id)));
	await sleep(50);
	const lines = readFileSync(`${state}/log/glossary.log`, 'utf8').split('\n').filter(line => line.includes(id));
	equal(lines.length, 1, 'lines with the id');
	match(lines[0], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [0-9a-f]{32} GET \/glossary\/no-such-term-to-log 404 \d+ person \d+ statements \d+$/);
});

test('control characters cannot forge a line of the log', async () => {
	const member = await as('marketer');
	await member.get('/glossary/forged%0a2026-01-01T00:00:00Z%20fake%1b%5b31m');
	await sleep(100);
	const log = readFileSync(`${state}/log/glossary.log`, 'latin1');
	lacks(log, /^2026-01-01T00:00:00Z/m, 'the log');
	lacks(log, '\x1b', 'the log');
});

test('a cookie or header that is rubbish does no harm', async () => {
	for (const cookie of ['=', ';;;', `concord-${new URL(base).port}=`, `concord-${new URL(base).port}=${'A'.repeat(43)}`, `concord-${new URL(base).port}="x`,
		`concord-${new URL(base).port}=a; concord-${new URL(base).port}=b`, '\u0001=\u0002'.replace(/[\u0001\u0002]/g, 'é')])
		equal((await new Browser().get('/glossary', { headers: { cookie: Buffer.from(cookie).toString('latin1') } })).status, 303, cookie);
});
