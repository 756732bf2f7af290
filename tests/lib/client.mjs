// Talks to the running copy as people in browsers and as programs. STATE, BASE_URL and BUILD in the environment say where it is.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { Page } from './html.mjs';

export { sql, sqlAlone, sqlMeanwhile } from './database.mjs';

export const state = process.env.STATE ?? 'var';
export const base = process.env.BASE_URL ?? 'http://localhost:8080';
export const build = process.env.BUILD ?? 'build';
const port = new URL(base).port || 80;
const agent = new http.Agent({ keepAlive: true, maxSockets: 200 });

// Notes what may stand in no log; tests/logs.mjs looks for it in the end.
export function secret(text) {
	if (process.env.TEST_SECRETS && text)
		appendFileSync(process.env.TEST_SECRETS, `${text}\n`);
	return text;
}

export class Answer {
	constructor(path, response, body) {
		this.path = path;
		this.status = response.statusCode;
		this.headers = response.headers;	// names in small letters
		this.body = body;
	}

	get text() { return this.body.toString('utf8'); }
	get json() { return JSON.parse(this.text); }
	get page() { return this.parsed ??= new Page(this.text, this.path); }
	get cookies() { return this.headers['set-cookie'] ?? []; }

	// Where a redirect leads, as a path of ours.
	get location() {
		const to = this.headers.location;
		return to?.startsWith(base) ? to.slice(base.length) || '/' : to;
	}
}

// One request as it is given: no cookies, no redirects followed. A header that is undefined is not sent. `from`: an address of ours.
export function send(method, path, { headers = {}, body, limit = 30_000, fresh = false, from } = {}) {
	const sent = { host: new URL(base).host };
	for (const [name, value] of Object.entries(headers))
		value === undefined ? delete sent[name.toLowerCase()] : (sent[name.toLowerCase()] = value);
	if (body !== undefined && sent['content-length'] === undefined && sent['transfer-encoding'] === undefined)
		sent['content-length'] = Buffer.byteLength(body);
	return new Promise((resolve, reject) => {
		const request = http.request({ host: '127.0.0.1', port, method, path, headers: sent, agent: fresh ? false : agent, setHost: false, localAddress: from }, response => {
			const parts = [];
			response.on('data', part => parts.push(part));
			response.on('end', () => resolve(new Answer(path, response, Buffer.concat(parts))));
			response.on('error', reject);
		});
		request.setTimeout(limit, () => request.destroy(new Error(`${method} ${path}: no answer within ${limit} ms`)));
		request.on('error', error => reject(Object.assign(error, { message: `${method} ${path}: ${error.message}` })));
		request.end(body);
	});
}

// Fields as a browser sends them: line ends as CRLF.
export function urlencoded(fields) {
	const pairs = Array.isArray(fields) ? fields : Object.entries(fields).filter(([, value]) => value !== undefined);
	return pairs.map(([name, value]) => `${part(name)}=${part(String(value).replace(/\r\n|\r|\n/g, '\r\n'))}`).join('&');
}
function part(text) { return encodeURIComponent(text).replace(/%20/g, '+').replace(/[!'()~]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`); }

// The same with files: { name: { filename, content, type } }.
export function multipart(fields) {
	const boundary = `----concord${randomBytes(12).toString('hex')}`;
	const parts = [];
	for (const [name, value] of Object.entries(fields)) {
		const file = typeof value === 'object';
		parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file ? `; filename="${value.filename ?? ''}"` : ''}\r\n${file ? `Content-Type: ${value.type ?? 'application/octet-stream'}\r\n` : ''}\r\n`),
			Buffer.from(file ? value.content ?? '' : String(value).replace(/\r\n|\r|\n/g, '\r\n')), Buffer.from('\r\n'));
	}
	parts.push(Buffer.from(`--${boundary}--\r\n`));
	return { type: `multipart/form-data; boundary=${boundary}`, body: Buffer.concat(parts) };
}

// A browser: it keeps cookies and says where its forms come from. Redirects are only followed when asked to.
export class Browser {
	constructor() { this.jar = new Map(); }

	async send(method, path, { headers = {}, body, ...rest } = {}) {
		const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ') || undefined;
		const own = method === 'GET' || method === 'HEAD' ? {} : { origin: base, 'sec-fetch-site': 'same-origin' };
		const answer = await send(method, path, { headers: { cookie, accept: 'text/html', ...own, ...headers }, body, ...rest });
		for (const line of answer.cookies) {
			const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
			/max-age=0\b/i.test(line) ? this.jar.delete(name) : this.jar.set(name, secret(value));
		}
		if (answer.headers['clear-site-data']?.includes('"cookies"'))
			this.jar.clear();
		return answer;
	}

	get(path, options) { return this.send('GET', path, options); }

	// Posts fields, as multipart when one of them is a file.
	post(path, fields = {}, { headers = {}, ...rest } = {}) {
		const files = !Array.isArray(fields) && Object.values(fields).some(v => typeof v === 'object');
		const { type, body } = files ? multipart(fields) : { type: 'application/x-www-form-urlencoded', body: urlencoded(fields) };
		return this.send('POST', path, { headers: { 'content-type': type, ...headers }, body, ...rest });
	}

	// Fills in the form of `page` (a Page or an Answer) that goes to `action`, presses `button` or Enter, and sends it.
	submit(page, action, typed = {}, { button, ...rest } = {}) {
		const form = (page.page ?? page).form(action);
		const fields = form.fields(typed, button);
		if (form.method === 'GET')
			return this.get(`${form.action.split('?')[0]}?${urlencoded(fields)}`, rest);
		if (form.multipart)
			for (const control of form.controls)
				if (control.type === 'file' && typeof fields[control.name] !== 'object')
					fields[control.name] = { filename: '', content: '' };
		return this.post(form.action, fields, rest);
	}

	// Follows one redirect; fails when there is none.
	async follow(answer, status = 303) {
		if (answer.status !== status)
			throw new Error(`${answer.path} answered ${answer.status}, not ${status}: ${told(answer)}`);
		return this.get(answer.location.split('#')[0]);
	}

	// Two steps in one: opens `path`, fills in and sends its form.
	async fill(path, action, typed, options) {
		const page = await this.get(path);
		if (page.status !== 200)
			throw new Error(`${path} answered ${page.status}: ${told(page)}`);
		return this.submit(page, action, typed, options);
	}
}

// What an answer says, in short, for messages.
export function told(answer) {
	const page = (answer.headers['content-type'] ?? '').includes('html') ? answer.page : null;
	return page ? `${page.h1}. ${page.problems.join(' ') || page.main.slice(0, 300)}` : answer.text.slice(0, 300);
}

// The sample organisation's people.
export const accounts = JSON.parse(readFileSync(`${state}/sample-accounts.json`, 'utf8'));
const who = (team, signatory, nth = 0) => accounts.filter(a => a.team === team && !a.roles.includes('administrator') && a.roles.includes('signatory') === signatory)[nth];
export const people = {
	marketer: who('marketing', false), marketing: who('marketing', true),
	seller: who('sales', false), sales: who('sales', true),
	observer: accounts.find(a => a.team === 'observer'),
	administrator: accounts.find(a => a.roles.includes('administrator')),
};

// Signs a person in, in a browser of their own unless one is given.
export async function signIn(account, browser = new Browser()) {
	const answer = await browser.fill('/sign-in', '/sign-in', { email: account.email, password: account.password });
	if (answer.status !== 303)
		throw new Error(`${account.email} cannot sign in: ${answer.status} ${told(answer)}`);
	browser.account = account;
	return browser;
}

// The same, once per test file: as('sales') is a signatory of Sales.
const present = new Map();
export function as(name) {
	if (!people[name])
		throw new Error(`The sample organisation has no ${name}.`);
	if (!present.has(name))
		present.set(name, signIn(people[name]));
	return present.get(name);
}

// Runs the concord command for this copy and returns what it prints.
export function concord(...args) {
	try {
		return execFileSync(`${build}/bin/concord`, args, { env: { ...process.env, STATE: state }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
	} catch (error) {
		throw new Error(`concord ${args[0]}: ${error.stdout}${error.stderr}`);
	}
}

// A program with a token.
export class Program {
	constructor(token) { this.token = token; }

	send(method, path, body, headers = {}) {
		const json = body !== undefined && typeof body !== 'string';
		return send(method, `/api/v1${path}`, { headers: { authorization: this.token && `Bearer ${this.token}`,
			'content-type': json ? 'application/json' : undefined,
			'idempotency-key': method === 'POST' ? randomBytes(16).toString('hex') : undefined, ...headers },
		body: json ? JSON.stringify(body) : body });
	}
	get(path, headers) { return this.send('GET', path, undefined, headers); }
	post(path, body, headers) { return this.send('POST', path, body, headers); }
	patch(path, body, headers) { return this.send('PATCH', path, body, headers); }
}

const programs = new Map();
export function api(name, scope = 'write') {
	const key = `${name} ${scope}`;
	if (!programs.has(key))
		programs.set(key, new Program(secret(concord('token', 'create', '--email', people[name].email, '--scope', scope))));
	return programs.get(key);
}

let number = 0;
const mark = randomBytes(3).toString('hex').replace(/\d/g, d => 'qrstuvwxyz'[d]);
// A name that nothing else in this run has, and that no other text contains.
export function unique(name) { return `${name} ${mark}${String.fromCharCode(97 + number % 26)}${number++ > 25 ? number : ''}`; }

export const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

// Asks again until `check` gives something; fails after `limit` milliseconds with what it said last.
export async function eventually(check, limit = 15_000) {
	const end = Date.now() + limit;
	for (let last; ; await sleep(50)) {
		try {
			const found = await check();
			if (found)
				return found;
			last = undefined;
		} catch (error) {
			last = error;
		}
		if (Date.now() > end)
			throw last ?? new Error(`it did not come true within ${limit} ms`);
	}
}
