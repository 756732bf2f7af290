// What Mozilla's Observatory looks for, and more, on every answer there is: of every route to everybody, of refusals, of files, and
// of what nginx answers by itself. Once on the copy under test, once on one that people reach by https through a proxy.
import { renameSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { api, as, base, secret } from '../lib/client.mjs';
import { fill, routes } from '../lib/routes.mjs';
import { Second } from '../lib/second.mjs';
import { afterwards, equal, ok, test } from '../lib/tap.mjs';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const ALWAYS = { 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' };
const HSTS = 'max-age=31536000; includeSubDomains';
const TYPES = /^(text\/(html|css|javascript|plain|csv); charset=utf-8(; header=present)?|application\/((problem\+)?json|octet-stream)|image\/(svg\+xml(; charset=utf-8)?|x-icon|png)|font\/woff2)$/;

// Points as the Observatory counts them (its list of 2024): from 100, what is missing takes, what is more than enough adds.
function points(headers, https) {
	const csp = Object.fromEntries((headers['content-security-policy']?.[0] ?? '').split(';').map(d => d.trim().split(/ (.*)/)).map(([k, v]) => [k, v ?? '']));
	const cookies = headers['set-cookie'] ?? [], strict = /'none'/.test(csp['default-src']) && !/unsafe|https?:|\*/.test(Object.values(csp).join(' '));
	const least = [csp['default-src'] ? 0 : -25, /unsafe/.test(Object.values(csp).join(' ')) ? -20 : 0, cookies.some(c => https && !/; Secure/.test(c)) ? -40 : 0, cookies.some(c => !/; HttpOnly/.test(c)) ? -30 : 0,
		headers['access-control-allow-origin'] ? -50 : 0, https && !(Number(headers['strict-transport-security']?.[0].match(/max-age=(\d+)/)?.[1]) >= 15768000) ? -20 : 0, headers['x-content-type-options']?.[0] === 'nosniff' ? 0 : -5,
		csp['frame-ancestors'] || headers['x-frame-options'] ? 0 : -20];
	const more = [strict ? 10 : 0, cookies.every(c => /; HttpOnly/.test(c) && /; SameSite=(Lax|Strict)/.test(c) && (!https || /; Secure/.test(c))) ? 5 : 0, csp['frame-ancestors'] === "'none'" ? 5 : 0,
		/^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/.test(headers['referrer-policy']?.[0]) ? 5 : 0, /^same-(origin|site)$/.test(headers['cross-origin-resource-policy']?.[0]) ? 10 : 0];
	const sum = list => list.reduce((a, b) => a + b, 0), basis = 100 + sum(least);
	return basis >= 90 ? basis + sum(more) : basis;
}

// A copy: where it listens, what it calls itself, and what is wrong with its answers, one line each.
class Copy {
	constructor(port, name) { Object.assign(this, { port, name, https: name.startsWith('https:'), host: new URL(name).host, wrong: [], count: 0, statuses: new Set(), least: Infinity }); }

	judge(what, status, raw) {
		const headers = {}, say = words => { this.wrong.push(`${what}: ${status}, ${words}`); };
		for (let i = 0; i < raw.length; i += 2)
			(headers[raw[i].toLowerCase()] ??= []).push(raw[i + 1]);
		this.count++;
		this.statuses.add(status);
		for (const [name, value] of Object.entries({ ...ALWAYS, ...(this.https ? { 'strict-transport-security': HSTS } : {}) }))
			if (headers[name]?.length !== 1 || headers[name][0] !== value)
				say(`${name} is ${headers[name]?.join(' and ')}`);
		if (!this.https && headers['strict-transport-security'])
			say('it demands https, which nobody gives');
		for (const name of Object.keys(headers))
			if (/^access-control-|^x-powered-by$|^x-accel|^status$|^via$/.test(name) || (headers[name].length > 1 && name !== 'set-cookie'))
				say(`${name} is ${headers[name].join(' and ')}`);
		if (headers.server && headers.server[0] !== 'nginx')
			say(`it says ${headers.server}`);
		if (headers['content-type'] ? !TYPES.test(headers['content-type'][0]) : ![204, 303, 304].includes(status))
			say(`it is of type ${headers['content-type']}`);
		if (status !== 304 && !headers['cache-control'])
			say('it may be kept by anybody');
		if (headers.location && !/^\/(?![\/\\])/.test(headers.location[0]) && !headers.location[0].startsWith(`${this.name}/`))
			say(`it leads to ${headers.location}`);
		for (const cookie of headers['set-cookie'] ?? [])
			if (!(this.https ? /^__Host-concord[\w-]*=[^;]*; Path=\/; HttpOnly; SameSite=Lax; Secure(; Max-Age=\d+)?$/ : /^concord-\d+[\w-]*=[^;]*; Path=\/; HttpOnly; SameSite=Lax(; Max-Age=\d+)?$/).test(cookie))
				say(`the cookie ${cookie.replace(/=[^;]*/, '=…')}`);
		const got = points(headers, this.https);
		this.least = Math.min(this.least, got);
		if (got < 135)
			say(`${got} points`);
		return headers;
	}

	ask(method, path, { headers = {}, body } = {}) {
		return new Promise((resolve, reject) => {
			const request = http.request({ host: '127.0.0.1', port: this.port, method, path, agent: false, headers: { host: this.host, ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) } }, answer => {
				let text = '';
				answer.setEncoding('utf8').on('data', part => { text += part; }).on('end', () => resolve({ status: answer.statusCode, text, headers: this.judge(`${method} ${path.slice(0, 60)}`, answer.statusCode, answer.rawHeaders) }));
			});
			request.on('error', error => reject(new Error(`${method} ${path}: ${error.message}`)));
			request.end(body);
		});
	}

	// Bytes that no client library would send.
	raw(what, bytes) {
		return new Promise((resolve, reject) => {
			const socket = net.connect({ port: this.port, host: '127.0.0.1' }, () => socket.write(bytes));
			let said = '';
			const end = () => {
				const [head] = said.split('\r\n\r\n'), [first, ...lines] = head.split('\r\n'), status = Number(first.split(' ')[1]);
				socket.destroy();
				if (!status)
					return reject(new Error(`${what} got ${said.slice(0, 100)}`));
				resolve({ status, headers: this.judge(what, status, lines.flatMap(l => l.split(/: (.*)/).slice(0, 2))) });
			};
			socket.on('data', part => { said += part.toString('latin1'); if (said.includes('\r\n\r\n')) end(); }).on('close', end).on('error', reject);
		});
	}
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

// Every route of every area, asked for as it should be and as it should not.
async function everyRoute(copy, { cookie, token, origin, at }) {
	for (const route of routes()) {
		const path = fill(route.path, at), json = { 'content-type': 'application/json' };
		const who = route.api ? [{}, { authorization: `Bearer ${token}` }] : [{}, { cookie }];
		for (const headers of who) {
			if (route.method === 'GET') {
				for (const method of ['GET', 'HEAD'])
					await copy.ask(method, path, { headers });
				await copy.ask('GET', fill(route.path, { slug: 'nothing-so-called', id: 999999999, n: 9999 }), { headers });
			} else if (route.path !== '/sign-out') {
				await copy.ask(route.method, path, { headers: { ...headers, ...(route.api ? json : { ...FORM, origin }) }, body: route.api ? '{"nothing":1}' : 'csrf=AAAA' });
				await copy.ask(route.method, path, { headers: { ...headers, 'content-type': 'text/x' }, body: 'x' });
			}
			await copy.ask('DELETE', path, { headers });
		}
	}
}

// What nginx answers by itself.
async function nginxAlone(copy) {
	const H = `Host: ${copy.host}\r\n`, C = 'Connection: close\r\n', font = (await copy.ask('GET', '/sign-in', {})).text.match(/\/static\/inter[\w.]+woff2/)?.[0] ?? '/favicon.ico';
	for (const prefix of ['', '/api/v1/terms']) {
		const expected = [
			['no Host', `GET ${prefix}/ HTTP/1.1\r\n${C}\r\n`, 400], ['two lengths', `POST ${prefix}/ HTTP/1.1\r\n${H}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400], ['a broken escape', `GET ${prefix}/%zz HTTP/1.1\r\n${H}${C}\r\n`, 400],
			['TRACE', `TRACE ${prefix}/ HTTP/1.1\r\n${H}${C}\r\n`, 405], ['OPTIONS', `OPTIONS ${prefix}/ HTTP/1.1\r\n${H}Origin: https://example.org\r\nAccess-Control-Request-Method: POST\r\n${C}\r\n`, 405], ['a method nobody knows', `BREW ${prefix}/ HTTP/1.1\r\n${H}${C}\r\n`, 405],
			['a large body', `POST ${prefix}/ HTTP/1.1\r\n${H}Content-Length: 99999999\r\n${C}\r\n`, 413], ['a long address', `GET ${prefix}/${'x'.repeat(40_000)} HTTP/1.1\r\n${H}${C}\r\n`, 414], ['a long header', `GET ${prefix}/ HTTP/1.1\r\n${H}X-Long: ${'x'.repeat(40_000)}\r\n${C}\r\n`, 431],
			['an encoding nobody knows', `POST ${prefix}/ HTTP/1.1\r\n${H}Transfer-Encoding: x\r\n${C}\r\n`, 400], ['a version of tomorrow', `GET ${prefix}/ HTTP/3.0\r\n${H}${C}\r\n`, 400],
		];
		for (const [what, bytes, status] of expected)
			equal((await copy.raw(what, bytes)).status, status, `${what} ${prefix}`);
	}
	for (const [path, headers, status] of [['/static/nothing.css', {}, 404], ['/static/', {}, 404], ['/static/../secret', {}, 404], ['/problem/404.html', {}, 404], [font, {}, 200], [font, { range: 'bytes=0-9' }, 200], [font, { range: 'bytes=99999999-' }, 200],
		[font, { 'if-match': '"other"' }, 412], [font, { 'if-none-match': (await copy.ask('GET', font)).headers.etag?.[0] ?? '' }, 304], ['/favicon.ico', {}, 404]])
		equal((await copy.ask('GET', path, { headers })).status, status, `${path} ${JSON.stringify(headers)}`);
	equal((await copy.ask('POST', font, { body: 'x', headers: FORM })).status, 405);
	equal((await copy.ask('GET', '/sign-in', { headers: { host: 'example.org' } })).status, 421, 'another host');
}

function judge(copy, statuses) {
	console.log(`# ${copy.count} answers of ${[...copy.statuses].sort().join(' ')}; each has ${copy.least} points or more`);
	equal(copy.wrong.slice(0, 20), [], `${copy.wrong.length} wrong`);
	equal(statuses.filter(s => !copy.statuses.has(s)), [], 'statuses that were not met');
}

test('every answer of every route bears them, whoever asks', async () => {
	const copy = new Copy(new URL(base).port || 80, base), member = await as('marketing'), administrator = await as('administrator');
	for (const person of [member, administrator])
		await everyRoute(copy, { cookie: [...person.jar].map(([k, v]) => `${k}=${v}`).join('; '), token: api('marketing').token, origin: base, at: { slug: 'lead', id: 1, n: 1 } });
	await nginxAlone(copy);
	judge(copy, [200, 303, 304, 400, 401, 403, 404, 405, 412, 413, 414, 415, 421, 422, 431]);
}, { limit: 120_000 });

const second = new Second();
test('so it is where people come by https, with cookies that go no other way', async () => {
	await second.up({ BASE_URL: 'https://concord.example.org' });
	const copy = new Copy(second.port, 'https://concord.example.org'), origin = copy.name;
	const jar = new Map(), keep = answer => { for (const line of answer.headers['set-cookie'] ?? []) jar.set(line.split('=')[0], secret(line.match(/=([^;]*)/)[1])); return answer; };
	const cookie = () => [...jar].map(([k, v]) => `${k}=${v}`).join('; ');
	const shown = keep(await copy.ask('GET', '/setup', {})), csrf = shown.text.match(/name="csrf" value="([^"]+)"/)[1], key = shown.text.match(/name="key" value="([^"]+)"/)[1], word = secret('velvet okapi trundles sideways');
	const fields = { csrf, key, organisation: 'Harbour', time_zone: 'Europe/Lisbon', name: 'Nadia Ferro', email: 'nadia@example.org', team: 'marketing', signs: 'yes', new_password: word, new_password_again: word, other_name: 'Olu Adeyemi', other_email: 'olu@example.org' };
	equal(keep(await copy.ask('POST', '/setup', { headers: { ...FORM, cookie: cookie(), origin }, body: new URLSearchParams(fields).toString() })).status, 303, 'setting up');
	ok([...jar.keys()].includes('__Host-concord'), `cookies: ${[...jar.keys()]}`);
	const token = secret(second.concord('token', 'create', '--email', 'nadia@example.org', '--scope', 'write'));
	await everyRoute(copy, { cookie: cookie(), token, origin, at: { slug: 'lead', id: 1, n: 1 } });
	await nginxAlone(copy);
	equal((await copy.ask('POST', '/account', { headers: { ...FORM, cookie: cookie(), origin: origin.replace('https', 'http') }, body: `csrf=${csrf}` })).status, 405);
	renameSync(`${second.state}/run/home.sock`, `${second.state}/run/home.away`);
	for (const path of ['/', '/health'])
		equal((await copy.ask('GET', path, {})).status, 503, `${path} while its program is away`);
	judge(copy, [200, 303, 304, 400, 401, 403, 404, 405, 412, 413, 414, 415, 421, 431, 503]);
}, { limit: 120_000 });

afterwards(() => second.down());
