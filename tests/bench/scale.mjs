// Pages over a million leads: beside the same page in PHP on the same database, the page's statements alone, a static file of the same bytes, and the
// same page over ten thousand. SMALL_STATE and SMALL_URL name the copy with ten thousand. All in interleaved rounds: what counts are the ratios.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { api, as, base, build, sleep, sql, state, told } from '../lib/client.mjs';
import { gates, median, memory, table, used, wrk } from './parts.mjs';
import { logging, phpServer, statementsOf } from './php.mjs';

const rounds = Number(process.env.ROUNDS ?? 5), seconds = Number(process.env.SECONDS_EACH ?? 2), { SMALL_STATE, SMALL_URL } = process.env;
const BASE = 1_000_000, leads = Number(sql(`SELECT COUNT(*) FROM lead_record WHERE id > ${BASE}`)[0][0]);
const sales = await as('sales'), cookie = [...sales.jar].map(([name, value]) => `${name}=${value}`).join('; ');
const smallCookie = execFileSync('node', [new URL('cookie.mjs', import.meta.url).pathname, 'sales'], { env: { ...process.env, STATE: SMALL_STATE, BASE_URL: SMALL_URL }, encoding: 'utf8' }).trim();

// Pages a second of the statements alone, prepared, over as many connections as there are workers.
const setting = name => readFileSync(`${state}/concord.conf`, 'utf8').match(new RegExp(`^${name} = (.*)$`, 'm'))[1];
const raw = (file, connections = 4) => Number(execFileSync(`${build}/bench-raw`, [`${state}/run/mariadb.sock`, setting('db_web_user'), setting('db_name'), String(connections), String(seconds), file], { env: { ...process.env, MYSQL_PWD: setting('db_web_password') }, encoding: 'utf8' }));

// What runs in a folder, by what it does.
function processes() {
	const kinds = { nginx: [], app: [], php: [], database: [] };
	for (const p of readdirSync('/proc').filter(name => /^\d+$/.test(name)))
		try {
			const home = readlinkSync(`/proc/${p}/cwd`), name = readFileSync(`/proc/${p}/comm`, 'utf8').trim();
			if (home.startsWith(state))
				kinds[name.startsWith('php-fpm') ? 'php' : name.endsWith('.fcgi') ? 'app' : name === 'mariadbd' ? 'database' : 'nginx'].push(Number(p));
		} catch { /* it has ended */ }
	return kinds;
}

// The rows of the middle: where a reader has turned that many pages. And the same of the small copy, whose page is as full.
const middle = n => sql(`SELECT queue_at FROM handoff WHERE queue_at >= 1 << 62 ORDER BY queue_at LIMIT ${n}, 1`)[0]?.[0];
const small = statement => execFileSync('mariadb', ['--no-defaults', `--socket=${SMALL_STATE}/run/mariadb.sock`, '--user=concord_migrate', '--batch', '--skip-column-names', 'concord', '-e', statement],
	{ env: { ...process.env, MYSQL_PWD: readFileSync(`${SMALL_STATE}/concord.conf`, 'utf8').match(/^db_migrate_password = (.*)$/m)[1] }, encoding: 'utf8' }).trim();
const open = Number(sql('SELECT COUNT(*) FROM handoff WHERE queue_at >= 1 << 62')[0][0]), lead = Number(sql(`SELECT MAX(lead_id) FROM handoff WHERE queue_at IS NOT NULL AND id > ${BASE}`)[0][0]);
const pages = [
	{ name: 'glossary', path: '/glossary?show=all' },
	{ name: 'glossary, nothing remembered', path: '/glossary?show=all', forgets: true },
	{ name: 'queue', path: '/leads?view=open' },
	{ name: `queue from row ${Math.floor(open / 2)} of ${open}`, path: `/leads?view=open&after=${middle(Math.floor(open / 2))}`, small: `/leads?view=open&after=${small('SELECT queue_at FROM handoff WHERE queue_at >= 1 << 62 ORDER BY queue_at LIMIT 200, 1')}`, first: 'queue' },
	{ name: 'all handoffs', path: '/leads?view=all' },
	{ name: `all handoffs from row ${Math.floor(leads * 0.45)}`, path: `/leads?view=all&after=${BASE + Math.floor(leads / 2)}`, small: `/leads?view=all&after=${BASE + 5000}`, first: 'all handoffs' },
	{ name: 'all leads', path: '/leads?view=leads' },
	{ name: `all leads from row ${Math.floor(leads / 2)}`, path: `/leads?view=leads&after=${BASE + Math.floor(leads / 2)}`, small: `/leads?view=leads&after=${BASE + 5000}`, first: 'all leads' },
	{ name: 'a lead', path: `/leads/${lead}`, small: `/leads/${small(`SELECT MAX(lead_id) FROM handoff WHERE queue_at IS NOT NULL AND id > ${BASE}`)}` },
	{ name: 'agreement', path: '/sla' },
	{ name: 'home', path: '/' },
	{ name: 'results', path: '/results' },
	{ name: 'a search', path: `/search?q=${sql(`SELECT LEFT(word, 4) FROM lead_word WHERE lead_id > ${BASE} ORDER BY lead_id LIMIT 1`)[0][0]}` },
];

const php = await phpServer(20000 + Math.floor(Math.random() * 10000), 4);
mkdirSync(`${state}/app/static`, { recursive: true });
// Fresh workers, so that what they prepare is prepared with the log on, and again when it is off.
async function renew() {
	const before = processes().app;
	before.forEach(pid => process.kill(pid, 'SIGTERM'));
	for (let tries = 0; tries < 100 && processes().app.filter(pid => !before.includes(pid)).length < before.length; tries++)
		await sleep(100);
	await sleep(500);
}
logging(true);
await renew();
const RAISE = 'UPDATE content SET glossary = glossary + 1, words = words + 1, everything = everything + 1';
for (const page of pages) {
	if (page.forgets)
		sql(RAISE);
	page.statements = await statementsOf(() => sales.get(page.path));
}
logging(false);
await renew();

for (const [i, page] of pages.entries()) {
	const first = await sales.get(page.path);
	if (first.status !== 200)
		throw new Error(`${page.path} answered ${first.status}: ${told(first)}`);
	page.bytes = first.body.length;
	Object.assign(page, { php: php.page(`page${i}`, page.statements, first.body), raw: `${state}/run/raw-${i}`, static: `/static/scale-${i}.html` });
	writeFileSync(page.raw, page.statements.join('\0'));
	writeFileSync(`${state}/app${page.static}`, first.body);
	chmodSync(`${state}/app${page.static}`, 0o644);
	const theirs = await fetch(`${php.url}${page.php.path}`), text = await theirs.text();
	if (!theirs.ok || Math.abs(Buffer.byteLength(text) - page.bytes) > page.bytes / 10)
		throw new Error(`${page.name} in PHP: ${theirs.status}, ${Buffer.byteLength(text)} bytes and not ${page.bytes}: ${text.slice(0, 300)}`);
	Object.assign(page, { ours: [], theirs: [], alone: [], still: [], few: [], many: [], firsts: [], cpu: [], phpCpu: [] });
	for (let i = 0; i < 20; i++)	// warm
		await Promise.all([sales.get(page.path), fetch(`${php.url}${page.php.path}`).then(r => r.arrayBuffer())]);
}

// Milliseconds of one request by itself.
async function lone(url, path, who) {
	const began = performance.now(), answer = await fetch(`${url}${path}`, { headers: { cookie: who }, redirect: 'manual' });
	await answer.arrayBuffer();
	if (answer.status !== 200)
		throw new Error(`${url}${path} answered ${answer.status}`);
	return performance.now() - began;
}

const kinds = processes(), groups = Object.values(kinds);
async function measured(run) {
	const before = groups.map(used), result = await run(), after = groups.map(used);
	return [result, after.map((ms, i) => (ms - before[i]) / result.requests)];
}
// The same for a page that is asked one request after the other over one connection, each when nothing is remembered any more; what making it
// forget costs is measured beside it and taken off.
const asked = `${state}/run/requests`;
function once(port, requests, time, { probe = '', forgets = false } = {}) {
	writeFileSync(asked, requests.join('\0'), { mode: 0o600 });
	const words = [port, asked, String(time), probe, ...forgets ? [`${state}/run/mariadb.sock`, 'concord_migrate', setting('db_name'), RAISE] : []];
	const [count, all, ...rest] = execFileSync(`${build}/bench-once`, words, { env: { ...process.env, MYSQL_PWD: setting('db_migrate_password') }, encoding: 'utf8' }).trim().split(' ').map(Number);
	const [p50, p99, sync50, sync99] = rest.map(s => s * 1000);
	return { requests: count, perSecond: count / all, p50, p99, sync50, sync99 };
}
const request = (port, line, headers, body = '') => `${line} HTTP/1.1\r\n${Object.entries({ Host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
async function oneByOne(url, path, who = 'none=') {
	const { port } = new URL(url), requests = [request(port, `GET ${path}`, { Cookie: who })];
	const [run, cpu] = await measured(() => once(port, requests, seconds, { forgets: true })), [, less] = await measured(() => once('0', requests, seconds, { forgets: true }));
	return [run, cpu.map((ms, i) => ms - less[i])];
}
for (let round = 0; round < rounds; round++)
	for (const page of pages) {
		const [ours, cpu] = await (page.forgets ? oneByOne(base, page.path, cookie) : measured(() => wrk(page.path, { seconds, cookie })));
		const [theirs, phpCpu] = await (page.forgets ? oneByOne(php.url, page.php.path, cookie) : measured(() => wrk(page.php.path, { seconds, at: php.url })));
		page.ours.push(ours), page.cpu.push(cpu), page.theirs.push(theirs), page.phpCpu.push(phpCpu);
		page.alone.push(raw(page.raw, page.forgets ? 1 : 4));
		page.still.push(page.forgets ? (await oneByOne(base, page.static, cookie))[0] : await wrk(page.static, { seconds: Math.min(1, seconds) }));
		for (let i = 0; i < 10; i++) {	// one after the other, in turns: this one, the same over ten thousand, and the list's first page
			if (page.forgets) {
				sql(RAISE);
				small(RAISE);
			}
			page.many.push(await lone(base, page.path, cookie));
			page.few.push(await lone(SMALL_URL, page.small ?? page.path, smallCookie));
			page.firsts.push(page.first ? await lone(base, pages.find(p => p.name === page.first).path, cookie) : 0);
		}
	}

const ratio = (page, pick) => median(page.ours.map((_, i) => pick(page, i)));
const total = cpu => cpu.reduce((a, b) => a + b, 0);
const rows = pages.map(p => ({ page: p.name, statements: p.statements.length, bytes: p.bytes, perSecond: median(p.ours.map(r => r.perSecond)), p50: median(p.ours.map(r => r.p50)), p99: median(p.ours.map(r => r.p99)),
	nginx: median(p.cpu.map(c => c[0])), app: median(p.cpu.map(c => c[1])), database: median(p.cpu.map(c => c[3])),
	ofRaw: ratio(p, (x, i) => x.ours[i].perSecond / x.alone[i]), ofStatic: ratio(p, (x, i) => x.ours[i].perSecond / x.still[i].perSecond), php: ratio(p, (x, i) => x.ours[i].perSecond / x.theirs[i].perSecond),
	phpCpu: ratio(p, (x, i) => total(x.phpCpu[i]) / total(x.cpu[i])), phpTier: ratio(p, (x, i) => x.phpCpu[i][2] / x.cpu[i][1]), printed: p.php.printed, million: median(p.many) / median(p.few), deep: p.first ? median(p.many) / median(p.firsts) : null }));
const two = n => n === null ? '' : n.toFixed(2);
console.log(`${leads} leads, ${rounds} interleaved rounds of ${seconds} s, 8 connections; processor time in milliseconds a request`);
console.log(table(['page', 'SQL', 'bytes', 'req/s', 'p50 ms', 'p99 ms', 'nginx', 'program', 'database', 'of raw SQL', 'of static', 'x PHP', 'x PHP CPU', 'x PHP tier', 'of 10,000', 'of 1st page'],
	rows.map(r => [r.page, r.statements, r.bytes, Math.round(r.perSecond), r.p50.toFixed(1), r.p99.toFixed(1), r.nginx.toFixed(3), r.app.toFixed(3), r.database.toFixed(3), two(r.ofRaw), two(r.ofStatic), two(r.php), two(r.phpCpu), two(r.phpTier), two(r.million), two(r.deep)])));

// Memory, of what has served all that.
const largest = pids => pids.map(p => { try { return memory(p); } catch { return { rss: 0, pss: 0, dirty: 0 }; } }).reduce((a, b) => a.pss > b.pss ? a : b);
const ours = largest(kinds.app), theirs = largest(kinds.php);
console.log(`\nA worker, kilobytes (resident, share, its own): ours ${ours.rss}, ${ours.pss}, ${ours.dirty}; PHP-FPM ${theirs.rss}, ${theirs.pss}, ${theirs.dirty}`);
php.stop();

// Handing a lead over, one after the other, each beside an fsync of the same disk.
const { criteria } = (await api('marketer').get('/handoffs/gate')).json;
const good = c => ({ yes_no: true, number: 50, choice: c.choices?.[0], date: '2026-10-01', text: 'As they said' })[c.kind];
const answers = Object.fromEntries(criteria.map(c => [c.code, { value: good(c), evidence: 'In their mail' }]));
const fresh = sql(`SELECT id FROM lead_record WHERE id > ${BASE} AND handoffs = 0 ORDER BY id LIMIT 420`).flat(), { port } = new URL(base), body = JSON.stringify({ answers, words: 'Bench' });
const handing = fresh.map(id => request(port, `POST /api/v1/leads/${id}/handoffs`, { Authorization: `Bearer ${api('marketer').token}`, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), 'Idempotency-Key': `bench-${id}` }, body));
once(port, handing.splice(0, 20), 0);	// warm
const post = once(port, handing, 0, { probe: `${state}/run/fsync` });
rmSync(`${state}/run/fsync`);
rmSync(asked);
console.log(`\nA handoff by POST: median ${post.p50.toFixed(1)} ms, p99 ${post.p99.toFixed(1)} ms; an fsync of 4 kB: median ${post.sync50.toFixed(2)} ms, p99 ${post.sync99.toFixed(2)} ms`);
writeFileSync(`${build}/bench-scale.json`, JSON.stringify({ at: new Date().toISOString(), leads, rounds, seconds, rows, memory: { ours, theirs }, post }, null, 1));

// What is aimed at.
const of = name => rows.find(r => r.page === name) ?? {}, deep = rows.find(r => r.page.startsWith('queue from'));
const aims = [{ page: 'glossary, nothing remembered', what: 'of its statements alone', is: of('glossary, nothing remembered').ofRaw, least: 0.65 },
	{ page: 'glossary, nothing remembered', what: 'times PHP, processor time', is: of('glossary, nothing remembered').phpCpu, least: 2.2 },
	{ page: 'glossary', what: 'times PHP', is: of('glossary').php, least: 8 }, { page: 'glossary', what: 'of a static file', is: of('glossary').ofStatic, least: 0.2 },
	{ page: 'queue', what: 'of its statements alone', is: of('queue').ofRaw, least: 0.6 }, { page: deep.page, what: 'of the first page', is: deep.deep, most: 1.5 },
	...rows.map(r => ({ page: r.page, what: 'of ten thousand leads', is: r.million, most: 1.2 })),
	{ page: 'a handoff by POST', what: 'p99, of an fsync\'s', is: post.p99 / post.sync99, most: 3 },
	{ page: 'a worker', what: 'resident, of PHP\'s', is: ours.rss / theirs.rss, most: 1 / 8 }];
process.exit(gates(aims) ? 1 : 0);
