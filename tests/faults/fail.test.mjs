// The Nth allocation or the Nth call of the database in a request fails, for N from the first to the last, once or from there
// on: each time a whole answer of success, 500 or 503 (or the worker dies and nginx says 503), never half a page, never half an
// act, and the same form sent again is done once. FAILURES: how many N of each kind are tried, spread over them; 0 for all,
// of more kinds of request. Every one stands in BUILD/test/failures.jsonl.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { Second } from '../lib/second.mjs';
import { afterwards, equal, figure, match, ok, test } from '../lib/tap.mjs';

const build = process.env.BUILD ?? 'build', FAILURES = Number(process.env.FAILURES ?? 3);
const LOST = 2013, DEADLOCK = 1213, NO_MEMORY = 2008, DISK_FULL = 1021, TABLE_FULL = 1114;
const second = new Second();
mkdirSync(`${build}/test`, { recursive: true });
const notes = openSync(`${build}/test/failures.jsonl`, 'w');

// The library, the file it shares with us, and a copy of Concord with one worker for each area in front of which it stands.
const library = `${second.place}/fail.so`, shared = `${second.place}/fail`;
execFileSync('gcc', ['-std=gnu17', '-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-D_GNU_SOURCE', ...execFileSync('pkg-config', ['--cflags', 'libmariadb'], { encoding: 'utf8' }).trim().split(/\s+/),
	'-o', library, new URL('fail.c', import.meta.url).pathname, '-ldl']);
writeFileSync(shared, Buffer.alloc(72));
chmodSync(shared, 0o666);
const control = openSync(shared, 'r+');
await second.up({ LD_PRELOAD: library, CONCORD_FAIL: shared, WORKERS: '1', SAMPLE: 'small' });
Object.assign(process.env, { STATE: second.state, BASE_URL: second.base });
const { api, as, Browser, concord, eventually, people, send, sql, unique } = await import('../lib/client.mjs');
const { draft, makeTerm, proposed } = await import('../lib/glossary.mjs');
const { agreedAgreement, proposedAgreement } = await import('../lib/agreement.mjs');
const { handedOver, makeLead, met } = await import('../lib/leads.mjs');
const { makeDeal } = await import('../lib/deals.mjs');
const { runningMeeting } = await import('../lib/meetings.mjs');

const words = (...values) => { const b = Buffer.alloc(72); values.forEach((v, i) => b.writeBigInt64LE(BigInt(v), 8 * i)); return b; };
function arm({ what = 'none', nth = 1, times = 1, code = LOST, after = false } = {}) {
	writeSync(control, words(1, ['none', 'memory', 'database'].indexOf(what), nth, times, code, after ? 1 : 0), 0, 72, 0);
}
function seen() {
	const b = Buffer.alloc(72);
	readSync(control, b, 0, 72, 0);
	const [armed, , , , , , memory, database, failed] = Array.from({ length: 9 }, (_, i) => Number(b.readBigInt64LE(8 * i)));
	return { armed, memory, database, failed };
}

// One connection of the mariadb command, because it is asked a few thousand times.
const client = spawn('mariadb', ['--no-defaults', `--socket=${second.state}/run/mariadb.sock`, '--user=concord_migrate', '--batch', '--skip-column-names', '--unbuffered', 'concord'],
	{ env: { ...process.env, MYSQL_PWD: second.setting('db_migrate_password') }, stdio: ['pipe', 'pipe', 'inherit'] });
let said = '', told = () => {};
client.stdout.setEncoding('utf8').on('data', text => { said += text; if (said.endsWith('\n')) told(); });
function count(statement) {
	return new Promise((resolve, reject) => {
		const late = setTimeout(() => reject(new Error(`no answer to ${statement}`)), 10_000);
		told = () => { const row = said.trim().split('\t').map(Number); said = ''; clearTimeout(late); resolve(row); };
		client.stdin.write(`${statement};\n`);
	});
}

// What the database holds, as a row of numbers: rows of each table, and the sum of revisions where there are any. Not of those whose rows
// are sums: the first of a day makes one, the next adds to it; nor of what the background program takes away again. That they are what they sum, concord check says in the end.
const tables = second.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'concord' AND table_type = 'BASE TABLE' AND table_name NOT IN ('result_sum', 'result_criterion', 'stage_day', 'erasure_rest') ORDER BY 1").flat();
const revised = second.sql("SELECT table_name FROM information_schema.columns WHERE table_schema = 'concord' AND column_name = 'revision' ORDER BY 1").flat().filter(t => tables.includes(t));
const names = [...tables, ...revised.map(t => `revisions of ${t}`)];
const everything = `SELECT ${[...tables.map(t => `(SELECT COUNT(*) FROM ${t})`), ...revised.map(t => `(SELECT COALESCE(SUM(revision), 0) FROM ${t})`)].join(', ')}`;
const difference = (after, before) => Object.fromEntries(names.map((name, i) => [name, after[i] - before[i]]).filter(([, n]) => n));

// What a page says, without what is new each time.
const plain = text => text.replace(/(name="(?:csrf|key)" value=")[^"]*/g, '$1').replace(/carried=[\w-]+/g, '');
function whole(answer) {
	const type = answer.headers['content-type'] ?? '';
	equal(answer.body.length, Number(answer.headers['content-length'] ?? answer.body.length), 'its length');
	if (type.includes('html') && answer.status !== 303)
		ok(/<\/html>\s*$/.test(answer.text), `half a page: ${answer.text.slice(-200)}`);
	else if (type.includes('json'))
		JSON.parse(answer.text);
	else if (type.includes('csv') && answer.status === 200)
		ok(answer.text.endsWith('\n'), 'half a file');
	else if (answer.status !== 303 || !answer.headers.location)
		throw new Error(`${answer.status} of type ${type}`);
}

// Sends one request with a failure in it. A worker that dies on the way is seen as nginx's 503.
async function faulty(failure, sent) {
	arm(failure);
	const answer = await sent();
	return { answer, ...seen() };
}

// The N to be tried of `last`: all, or some spread over them and the last two, where a write is committed.
function chosen(last, tries) {
	if (!tries || last <= tries + 2)
		return Array.from({ length: last }, (_, i) => i + 1);
	return [...Array.from({ length: tries }, (_, i) => 1 + Math.floor((i + (tries < FAILURES ? Math.random() : 0)) * last / tries)), last - 1, last];
}

const ways = [
	{ what: 'memory', times: 1 }, { what: 'database', times: 1, code: LOST }, { what: 'database', times: 1, code: LOST, after: true }, { what: 'database', times: 1e9, code: LOST },
	...FAILURES ? [] : [{ what: 'memory', times: 1e9 }, { what: 'database', times: 1, code: DEADLOCK }, { what: 'database', times: 1, code: NO_MEMORY }],
];
const named = f => `${f.what} ${f.nth}${f.times > 1 ? ' and all after it' : ''}${f.code ? ` with ${f.code}` : ''}${f.after ? ', after it was done' : ''}`;

// All failures of all ways in one kind of request; `each(failure)` sends it. When all N are tried it goes on until none fails:
// a new worker has more to do than one that has served.
const total = { requests: 0, failures: 0 };
async function fail(usual, each, tries = FAILURES) {
	const tally = {};
	for (const way of ways)
		for (const todo = chosen(usual[way.what], tries); todo.length;) {
			const failure = { ...way, nth: todo.shift() };
			const { answer, failed, ...calls } = await each(failure);
			tally[answer.status] = (tally[answer.status] ?? 0) + 1;
			total.failures++;
			if (!FAILURES && failed && !todo.length)
				todo.push(failure.nth + 1);
			writeSync(notes, `${JSON.stringify({ path: answer.path, ...failure, failed, status: answer.status, ...calls })}\n`);
		}
	total.requests++;
	console.log(`# ${usual.memory} allocations, ${usual.database} calls of the database; answered ${JSON.stringify(tally)}`);
}

const allowed = [500, 503];
function refused(answer) { ok(allowed.includes(answer.status), `it answered ${answer.status}: ${answer.text.slice(0, 300)}`); }

function page(path, who) {
	test(`GET ${path}`, async () => {
		const person = who ? await as(who) : new Browser();
		const ask = () => person.get(path);
		await ask();
		const { answer: good, ...usual } = await faulty({}, ask);
		equal(good.status, 200);
		ok(usual.database + usual.memory > 0, 'nothing was counted');
		const before = await count(everything);
		await fail(usual, async failure => {
			const result = await faulty(failure, ask);
			try {
				whole(result.answer);
				if (result.answer.status !== 200)
					refused(result.answer);
				else
					equal(plain(result.answer.text), plain(good.text), 'the page');
				if (!result.failed)
					equal(result.answer.status, 200);
			} catch (error) {
				throw new Error(`${named(failure)}: ${error.message}`);
			}
			return result;
		});
		equal(difference(await count(everything), before), {}, 'reading changed something');
		equal((await ask()).status, 200, 'afterwards');
	}, { limit: 1_800_000 });
}

// An act: `prepare()` makes what is needed and returns the function that sends it, the same each time it is called.
function act(name, success, prepare, { repeatable = false, tries = FAILURES } = {}) {
	test(name, async () => {
		let once = await prepare();
		await once();
		once = await prepare();
		let before = await count(everything);
		const { answer: good, ...usual } = await faulty({}, once);
		equal(good.status, success, good.text.slice(0, 300));
		const act = difference(await count(everything), before);
		ok(Object.keys(act).length, 'it left no trace');
		await fail(usual, async failure => {
			const sent = await prepare();
			before = await count(everything);
			const result = await faulty(failure, sent);
			try {
				whole(result.answer);
				const done = difference(await count(everything), before);
				if (result.answer.status === success) {
					if (!repeatable)
						equal(done, act, 'what was acknowledged');
				} else {
					refused(result.answer);
					if (Object.keys(done).length && !repeatable)
						equal(done, act, 'half an act');
				}
				if (repeatable && result.answer.status === success)
					return result;
				const again = await sent();
				equal(again.status, success, `sent again: ${again.text.slice(0, 300)}`);
				if (!repeatable)
					equal(difference(await count(everything), before), act, 'sent again');
			} catch (error) {
				throw new Error(`${named(failure)}, answered ${result.answer.status}: ${error.message}`);
			}
			return result;
		}, tries);
	}, { limit: 1_800_000 });
}

const author = await as('marketing'), administrator = await as('administrator'), seller = await as('seller');
await agreedAgreement();	// so that handoffs have clocks
const { slug, number } = await proposed(author);
page('/sign-in');
page('/', 'marketing');
page('/glossary', 'marketing');
page(`/glossary/${slug}`, 'marketing');
page('/people', 'administrator');
if (!FAILURES)
	for (const path of ['/account', '/search?q=lead', '/glossary/print', '/glossary/stages', '/glossary/terms.csv', `/glossary/${slug}/versions/${number}`, `/glossary/${slug}/history`, '/charter'])
		page(path, 'marketing');

// An act by a form of a page: `typed(…)` may come from what was made for it.
function form(person, path, action, typed = {}, button) {
	return person.get(path).then(({ page }) => { const fields = page.form(action).fields(typed, button); return () => person.post(action, fields); });
}
act('proposing a term', 303, () => form(author, '/glossary/new', '/glossary', { name: unique('Quagga'), kind: 'word' }));
act('writing a version', 303, async () => {
	const { slug } = await makeTerm(author);
	return form(author, `/glossary/${slug}/versions/new`, `/glossary/${slug}/versions`, { meaning: 'Striped', change_note: 'First' }, 'step=save');
});
act('signing', 303, async () => {
	const { slug, number } = await proposed(author);
	return form(author, `/glossary/${slug}`, `/glossary/${slug}/versions/${number}/signature`);
});
act('signing an agreement', 303, async () => {
	const { number } = await proposedAgreement();
	return form(author, `/sla/versions/${number}`, `/sla/versions/${number}/signature`);
});
act('handing a lead over by program', 201, async () => {
	const { id } = await makeLead(), answers = await met(), key = unique('key-key-key').replace(/\s/g, '-');
	return () => api('marketing').post(`/leads/${id}/handoffs`, { answers, words: 'Forty seats?' }, { 'idempotency-key': key });
});
act('accepting a lead', 303, async () => {
	const { id } = await handedOver();
	return form(seller, `/handoffs/${id}`, `/handoffs/${id}/acceptance`);
});
act('a term by program', 201, async () => {
	const name = unique('Quagga'), key = unique('key-key-key').replace(/\s/g, '-');
	return () => api('marketing').post('/terms', { name, kind: 'word' }, { 'idempotency-key': key });
});
act('adding a person', 303, () => form(administrator, '/people/new', '/people', { name: 'New Comer', email: `${unique('newcomer').replace(/\W/g, '.')}@example.com`, team: 'sales' }));
act('signing in', 303, () => form(new Browser(), '/sign-in', '/sign-in', { email: people.seller.email, password: people.seller.password }), { repeatable: true });
act('bringing a file of another system', 303, () => form(author, '/imports', '/imports', { kind: 'leads', file: { filename: 'a.csv', type: 'text/csv', content: `Record ID,Email\n${unique('r')},\n` } }));
// Acts that take longer to prepare: less is tried of each, at another place every time. Those by program are each under a key of its own.
const few = { tries: FAILURES && 1 };
const keyed = (who, path, body) => { const key = unique('key-key-key').replace(/\s/g, '-'); return () => api(who).post(path, body, { 'idempotency-key': key }); };
act('an event of a deal', 201, async () => keyed('seller', `/deals/${(await makeDeal()).id}/events`, { kind: 'signed', at: new Date().toISOString(), amount: { minor: 70000, currency: 'EUR' } }), few);
act('erasing a person', 200, async () => keyed('administrator', `/leads/${(await makeLead()).id}/erasure`, {}), few);
act('taking an acceptance back', 303, async () => {
	const { id } = await handedOver();
	await (await form(seller, `/handoffs/${id}`, `/handoffs/${id}/acceptance`))();
	return form(seller, `/handoffs/${id}?undo=${id}`, `/handoffs/${id}/undo`);
}, few);
act('moving what somebody had', 303, async () => {
	const [[gone]] = sql(`INSERT INTO person (email, name, team, created_at) VALUES ('${unique('leaver').replace(/\W/g, '.')}@example.com', 'Odd Leaver', 'sales', UTC_TIMESTAMP()) RETURNING id`), { id } = await makeLead();
	sql(`UPDATE lead_record SET owner_sales_id = ${gone} WHERE id = ${id}`);
	await handedOver({ lead: id });
	sql(`UPDATE person SET disabled_at = UTC_TIMESTAMP() WHERE id = ${gone}`);
	return form(seller, `/leads/assignment/people/${gone}`, `/leads/assignment/people/${gone}`, { to: sql(`SELECT id FROM person WHERE email = '${people.sales.email}'`)[0][0] });
}, few);
act('making two leads one', 303, async () => {
	const [one, other] = [await makeLead(), await makeLead()], path = `/leads/${one.id}/merger`, { page } = await author.get(`${path}?find=${encodeURIComponent(other.person)}`);
	const fields = page.forms.find(f => f.method === 'POST' && f.action.endsWith('/merger')).fields({ other: `${other.id}-1` });
	return () => author.post(path, fields);
}, few);
act('closing a meeting', 200, async () => { const m = await runningMeeting(); return keyed('marketer', `/meetings/${m.id}/closing`, { revision: m.revision, reports: [] }); }, few);
test('the disk is full while a file is brought: a sentence, nothing half kept, and later it goes in', async () => {
	for (const [code, nth] of [[DISK_FULL, 3], [DISK_FULL, 5], [TABLE_FULL, 4]]) {
		const send = await form(author, '/imports', '/imports', { kind: 'leads', file: { filename: 'full.csv', type: 'text/csv', content: 'Record ID,Email\nfull,\n' } }), before = await count(everything);
		let left = nth, result;
		do	// not the one that looks at who is asking, but one that writes
			result = await faulty({ what: 'database', nth: left++, times: 1e9, code }, send);
		while (result.answer.status === 303 && left < nth + 3);
		refused(result.answer);
		whole(result.answer);
		match(result.answer.page.main, /again/i);
		arm();
		equal(difference(await count(everything), before), {}, 'half a file');
		equal((await send()).status, 303);
	}
});
if (!FAILURES) {
	act('returning a lead', 303, async () => {
		const { id, answers } = await handedOver();
		return form(seller, `/handoffs/${id}`, `/handoffs/${id}/return`, { [`cite_${Object.keys(answers)[0]}`]: true, found: 'They sell ice cream.' });
	});
	act('editing a version', 303, async () => {
		const { slug } = await makeTerm(author), n = await draft(author, slug);
		return form(author, `/glossary/${slug}/versions/${n}/edit`, `/glossary/${slug}/versions/${n}`, { meaning: 'Striped twice' }, 'step=save');
	});
	act('a comment', 303, async () => {
		const { slug, number } = await proposed(author);
		return form(author, `/glossary/${slug}`, `/glossary/${slug}/versions/${number}/comments`, { comment: 'Why stripes?' });
	});
	act('words of both teams', 303, async () => {
		const { slug } = await makeTerm(author);
		return form(author, `/glossary/${slug}/words`, `/glossary/${slug}/words`, { examples: 'One with stripes' });
	});
	act('reading a file', 303, () => form(author, '/glossary/import', '/glossary/imports', { text: `name,meaning\n${unique('Quagga')},"Striped, in part"\n` }));
	act('an import by program', 200, async () => {
		const key = unique('key-key-key').replace(/\s/g, '-'), text = `name,meaning\n${unique('Quagga')},Striped\n`;
		return () => api('marketing').send('POST', '/terms/import?dry_run=false', text, { 'content-type': 'text/csv', 'idempotency-key': key });
	});
	act('roles', 303, async () => {
		const path = (await (await form(administrator, '/people/new', '/people', { name: 'New Comer', email: `${unique('newcomer').replace(/\W/g, '.')}@example.com`, team: 'sales' }))()).location.split(/[?#]/)[0];
		return form(administrator, path, `${path}/roles`, { point_person: true });
	});
}

test('everything concord check knows holds, and all is served', async () => {
	concord('check');
	await eventually(async () => (await send('GET', '/health')).status === 200);
	closeSync(notes);
	figure(`${FAILURES ? 'A sample of allocations' : 'Each allocation'} and database calls made to fail`, `${total.requests} kinds of request, ${total.failures.toLocaleString('en')} failures`, 'each answer whole, no act in halves, none done twice');
});

afterwards(() => { client.stdin.end(); second.down(); });
