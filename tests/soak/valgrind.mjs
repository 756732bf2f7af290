// Every route of every program under valgrind: no error, nothing lost, and nothing suppressed. The stack is one of its own, with one worker for each area:
// its programs are put behind scripts that start them under valgrind, and end before the count.
import { chmodSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { Browser, concord, eventually, people, Program, secret, send, signIn, state } from '../lib/client.mjs';
import { place } from '../lib/places.mjs';
import { fill, routes } from '../lib/routes.mjs';
import { address, allowed, hers, record, sent, typed } from '../lib/typed.mjs';
import { equal, figure, ok, test } from '../lib/tap.mjs';

const app = realpathSync(`${state}/app`), run = realpathSync(`${state}/run`), log = `${state}/log`;
const LIMIT = 60_000;
const MISSING = { slug: 'nothing-so-called', id: 987654321, n: 4321 };
const programs = readdirSync(`${app}/bin`).filter(name => name.endsWith('.fcgi'));
// A report is for who took an assignment on, its confirmation for a point person of the other team.
const OTHERS = /\/assignments\/:id\/(report|confirmation)$/;
const ours = () => readdirSync('/proc').filter(p => /^\d+$/.test(p)).map(Number).filter(p => {
	try {
		return readlinkSync(`/proc/${p}/cwd`) === run && /\.fcgi|memcheck/.test(readFileSync(`/proc/${p}/comm`, 'utf8'));
	} catch {
		return false;
	}
});
const reports = () => readdirSync(log).filter(f => f.startsWith('valgrind.')).map(f => readFileSync(`${log}/${f}`, 'utf8'));

async function begin() {
	for (const name of programs) {
		const program = `${app}/bin/${name}`;
		renameSync(program, `${app}/bin/${name}.real`);
		writeFileSync(program, `#!/bin/sh\nexec valgrind --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite --num-callers=30 --log-file='${log}/valgrind.%p' '${program}.real' "$@"\n`);
		chmodSync(program, 0o755);
	}
	for (const pid of ours())
		process.kill(pid, 'SIGTERM');
	for (const path of ['/health', '/sign-in', '/account', '/glossary'])
		await eventually(async () => [200, 303].includes((await send('GET', path, { limit: LIMIT }).catch(() => ({}))).status), LIMIT);
}

// What of every route is asked, twice: as somebody of a team that may, with what would be done; then with little of it, and of a record
// that there is not. Records are of many places, because an act leaves little for the next.
test('every route under valgrind', async () => {
	const author = await allowed('marketing'), seller = await allowed('sales'), all = routes();
	const tokens = new Map([author, seller].map(person => [person, new Program(secret(concord('token', 'create', '--email', person.account.email, '--scope', 'write')))]));
	const spots = { sheet: [], none: [] };
	for (let i = 0; i < 16; i++)
		spots[i < 2 ? 'sheet' : 'none'].push(await place(author, { sheetless: i >= 2 }));
	await begin();
	// A token is of a session, and some acts give a new one.
	const stranger = new Browser(), tokensOf = new Map(), session = browser => [...browser.jar].join();
	const csrf = async browser => {
		if (tokensOf.get(browser)?.session !== session(browser)) {
			const { page } = await browser.get(browser === stranger ? '/sign-in' : '/account/settings', { limit: LIMIT }), value = page.form(browser === stranger ? '/sign-in' : '/account/settings').value('csrf');
			tokensOf.set(browser, { session: session(browser), value });
		}
		return tokensOf.get(browser).value;
	};
	const codes = {}, odd = [], wrong = [], shut = [], done = { pages: 0, calls: 0 }, turns = new Map();
	let requests = 0;
	const note = (route, answer) => {
		requests++;
		codes[answer.status] = (codes[answer.status] ?? 0) + 1;
		if (answer.status >= 500)
			wrong.push(`${route.method} ${answer.path} answered ${answer.status}`);
		return answer;
	};
	// The record as it stands: another act may have gone before.
	const revision = async (route, at, program) => {
		const path = route.path.match(/^\/api\/v1(.*\/:(?:id|n|slug|rest))/)?.[1];
		return path && (note(route, await program.get(address({ ...route, path: `/api/v1${path}` }, at, route).replace('/api/v1', ''))).json.revision);
	};
	for (const bare of [false, true])
		for (const route of all.filter(r => r.path !== '/sign-out' && !(r.path === '/health' && bare))) {
			const person = hers(route) ? seller : author, program = tokens.get(person), kind = /^\/(api\/v1\/sheets|charter)/.test(route.path) ? 'sheet' : 'none';
			const what = `${kind} ${record(route)}`, turn = turns.get(what) ?? 0, at = spots[kind][turn % spots[kind].length];
			if (route.method !== 'GET')
				turns.set(what, turn + 1);
			let answer;
			if (route.api && route.path !== '/health') {
				const { path, body, headers } = await sent(route, at, route.method === 'GET' ? undefined : await revision(route, at, program));
				answer = note(route, bare && body ? await program.send(route.method, path, { revision: 1, name: 'Bare', kind: 'word' }, { 'if-match': '"r1"' }) : await program.send(route.method, path, body, headers));
				if (bare && record(route) !== '-')
					note(route, await program.send(route.method, fill(route.path, MISSING).replace('/api/v1', ''), body, headers));
				done.calls += !bare && body !== undefined && answer.status < 300;
			} else if (route.method === 'GET') {
				answer = note(route, await person.get(address(route, at), { limit: LIMIT }));
				if (bare && record(route) !== '-')
					note(route, await person.get(fill(route.path, MISSING), { limit: LIMIT }));
			} else {
				const browser = route.who.has('STRANGER') ? stranger : person, fields = { ...(bare ? { revision: '1' } : typed(at, person, route)), csrf: await csrf(browser) };
				answer = note(route, await browser.post(address(route, at), fields, { limit: LIMIT }));
				if (bare && record(route) !== '-')
					note(route, await browser.post(fill(route.path, MISSING), fields, { limit: LIMIT }));
				done.pages += !bare && answer.status === 303;
			}
			if (!bare && route.method !== 'GET' && answer.status >= 400)
				odd.push(`${route.method} ${answer.path} answered ${answer.status}`);
			if (!bare && [401, 403, 415, 428].includes(answer.status) && !OTHERS.test(route.path) && !route.who.has('STRANGER'))
				shut.push(`${route.method} ${answer.path} answered ${answer.status}`);
		}
	for (const line of odd)
		console.log(`# not done: ${line}`);
	await signIn(people.seller);
	const stopped = ours();
	for (const pid of stopped)
		process.kill(pid, 'SIGTERM');
	const report = pid => { try { return readFileSync(`${log}/valgrind.${pid}`, 'utf8'); } catch { return ''; } };
	await eventually(() => stopped.every(pid => /ERROR SUMMARY/.test(report(pid))), LIMIT);
	const ended = reports().filter(text => /ERROR SUMMARY/.test(text)), reported = new Set(ended.map(text => text.match(/Command: .*\/(\S+\.fcgi)\.real/)?.[1]));
	const errors = ended.reduce((sum, text) => sum + Number(text.match(/ERROR SUMMARY: ([\d,]+)/)[1].replace(/,/g, '')), 0);
	const lost = ended.reduce((sum, text) => sum + Number((text.match(/definitely lost: ([\d,]+)/)?.[1] ?? '0').replace(/,/g, '')), 0);
	const writing = api => all.filter(r => r.method !== 'GET' && Boolean(r.api) === api).length;
	figure('Every route under valgrind', `${all.length} routes of ${reported.size} programs, ${requests} requests`, `${errors} errors, ${lost} bytes definitely lost; ${done.pages} forms and ${done.calls} calls of programs did what they ask`);
	console.log(`# ${JSON.stringify(codes)}; ${writing(false)} routes take forms, ${writing(true)} calls`);
	for (const text of ended.filter(text => !/ERROR SUMMARY: 0 /.test(text)))
		console.log(text.split('\n').slice(0, 80).map(line => `#   ${line}`).join('\n'));
	equal([errors, lost, wrong], [0, 0, []]);
	equal(programs.filter(name => !reported.has(name)), [], 'programs without a report');
	equal(shut, [], 'routes that were shut to whoever asked');
	ok(codes[200] > all.length / 2, JSON.stringify(codes));
	ok(done.pages > 0.5 * writing(false) && done.calls > 0.5 * writing(true), JSON.stringify(done));
}, { limit: 1_500_000 });
