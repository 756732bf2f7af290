// Every route of every program under valgrind: no error, nothing lost, and nothing suppressed. The stack is one of its own, with one worker for each area:
// its programs are put behind scripts that start them under valgrind, and end before the count.
import { chmodSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { api, as, eventually, send, signIn, state, people } from '../lib/client.mjs';
import { place } from '../lib/places.mjs';
import { expectations, fill, routes } from '../lib/routes.mjs';
import { equal, figure, ok, test } from '../lib/tap.mjs';

const app = realpathSync(`${state}/app`), run = realpathSync(`${state}/run`), log = `${state}/log`;
const LIMIT = 60_000;
const ours = () => readdirSync('/proc').filter(p => /^\d+$/.test(p)).map(Number).filter(p => {
	try {
		return readlinkSync(`/proc/${p}/cwd`) === run && /\.fcgi|memcheck/.test(readFileSync(`/proc/${p}/comm`, 'utf8'));
	} catch {
		return false;
	}
});
const reports = () => readdirSync(log).filter(f => f.startsWith('valgrind.')).map(f => readFileSync(`${log}/${f}`, 'utf8'));

async function begin() {
	for (const name of readdirSync(`${app}/bin`).filter(f => f.endsWith('.fcgi'))) {
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

test('every route under valgrind', async () => {
	const member = await as('marketing'), administrator = await as('administrator'), spots = await place(member), all = routes(), records = new Map(expectations().map(e => [`${e.method} ${e.path}`, e.record]));
	await api('marketing').get('/terms');
	await begin();
	const codes = {}, wrong = [];
	let requests = 0;
	const note = (route, path, answer) => {
		requests++;
		codes[answer.status] = (codes[answer.status] ?? 0) + 1;
		if (answer.status >= 500)
			wrong.push(`${route.method} ${path} answered ${answer.status}`);
	};
	for (const round of [1, 2])
		for (const route of all) {
			const names = spots[records.get(`${route.method} ${route.path}`)] ?? {}, path = fill(route.path, names);
			if (route.path === '/sign-out' || (route.path === '/health' && round === 2))
				continue;
			const person = route.who.has('ADMINISTRATOR') ? administrator : member;
			for (const name of [names, {}]) {	// what is there, and what is not
				const at = fill(route.path, name);
				if (route.api && route.path !== '/health')
					note(route, at, await api('marketing').send(route.method, at.replace('/api/v1', ''), route.method === 'GET' ? undefined : { revision: round, name: `Valgrind ${round}`, kind: 'word' }, { 'if-match': '"r1"' }));
				else if (route.method === 'GET')
					note(route, at, await person.get(at, { limit: LIMIT }));
				else
					note(route, at, await person.post(at, { csrf: (await person.get('/account/settings', { limit: LIMIT })).page.form('/account/settings').value('csrf'), revision: '1', name: `Valgrind ${round}`, reason: 'Stripes', comment: 'Stripes', meaning: 'Stripes' }, { limit: LIMIT }));
				if (path === at && name !== names)
					break;
			}
		}
	await signIn(people.seller);
	for (const pid of ours())
		process.kill(pid, 'SIGTERM');
	await eventually(() => reports().filter(text => /ERROR SUMMARY/.test(text)).length >= 4, LIMIT);
	const done = reports().filter(text => /ERROR SUMMARY/.test(text));
	const errors = done.reduce((sum, text) => sum + Number(text.match(/ERROR SUMMARY: (\d+)/)[1]), 0);
	const lost = done.reduce((sum, text) => sum + Number((text.match(/definitely lost: ([\d,]+)/)?.[1] ?? '0').replace(/,/g, '')), 0);
	figure('Every route under valgrind', `${all.length} routes, ${requests} requests`, `${errors} errors, ${lost} bytes definitely lost`);
	console.log(`# ${JSON.stringify(codes)}`);
	for (const text of done.filter(text => !/ERROR SUMMARY: 0 /.test(text)))
		console.log(text.split('\n').slice(0, 80).map(line => `#   ${line}`).join('\n'));
	equal([errors, lost, wrong], [0, 0, []]);
	ok(codes[200] > all.length / 2, JSON.stringify(codes));
}, { limit: 1_200_000 });
