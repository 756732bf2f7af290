// What one request leaves for those behind it: nothing left open, nothing lost that should stay, and a key that means one request.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { api, as, Browser, people, send, signIn, sql, state, unique } from '../lib/client.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const AT_ONCE = 20;		// more than an area has workers, so that each is asked
const all = ask => Promise.all(Array.from({ length: AT_ONCE }, ask));
const codes = answers => [...new Set(answers.map(a => a.status))].sort();

const count = name => Number(sql(`SELECT COUNT(*) FROM term WHERE name = '${name}'`)[0][0]);

// Transactions that the programs hold open; only the owner of the database server may ask.
const open = () => sql("SELECT t.trx_query, t.trx_started FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id WHERE p.user = 'concord_web'",
	{ user: userInfo().username, password: '' });

// A browser that has signed in with a form in its hands, and the address where that is shown again.
async function carried() {
	const browser = new Browser();
	const refused = await browser.post('/glossary', { name: unique('Carried'), kind: 'word' });
	equal(refused.status, 401);
	const signed = await browser.submit(refused, '/sign-in', { email: people.seller.email, password: people.seller.password });
	match(signed.location ?? '', /\?carried=/, 'where signing in leads');
	return { browser, address: signed.location };
}

test('showing a carried form leaves no transaction open', async () => {
	const { browser, address } = await carried();
	equal(codes(await all(() => browser.get(address))), [200]);
	equal(open(), []);
});

test('after a carried form was shown, signing out is known to every worker', async () => {
	const { browser, address } = await carried();
	equal(codes(await all(() => browser.get(address))), [200]);
	const cookies = new Map(browser.jar);
	equal((await browser.submit(await browser.get('/account'), '/sign-out')).status, 303);
	const thief = new Browser();
	thief.jar = cookies;
	const answers = await all(() => thief.send('GET', '/glossary'));
	equal(codes(answers), [303], 'answers to the old cookie');
	ok(answers.every(a => a.location.startsWith('/sign-in')), `they lead to ${answers[0].location}`);
});

test('after a carried form was shown, its worker sees what others save', async () => {
	const program = api('marketer'), { browser, address } = await carried(), name = unique('Saved meanwhile');
	equal(codes(await all(() => browser.get(address))), [200]);
	const made = await program.post('/terms', { name, kind: 'word' });
	equal(made.status, 201);
	equal(codes(await all(() => browser.get(`/glossary/${made.json.slug}`))), [200], 'the new term');
});

test('each refused sign-in leaves one line in the trail, of nobody', async () => {
	const last = () => Number(sql('SELECT COALESCE(MAX(id), 0) FROM audit')[0][0]), before = last();
	for (const email of [people.seller.email, 'nobody@example.org'])
		equal((await new Browser().fill('/sign-in', '/sign-in', { email, password: 'not the password at all' })).status, 401);
	equal(sql(`SELECT act, COALESCE(person_id, 0) FROM audit WHERE id > ${before} AND act LIKE 'sign_in%'`), [['sign_in.refused', '0'], ['sign_in.refused', '0']]);
});

test('a key means the whole request: the same body to another query is not answered with the first answer', async () => {
	const name = unique('Dry and wet'), body = `name,meaning\n${name},What it means.\n`;
	const key = randomBytes(8).toString('hex'), headers = { 'content-type': 'text/csv', 'idempotency-key': key };
	const send = query => api('marketer').post(`/terms/import${query}`, body, headers);
	equal((await send('?dry_run=true')).json.dry_run, true);
	const other = await send('?dry_run=false');
	equal(other.status, 422, other.text);
	match(other.json.detail, 'Idempotency-Key');
	equal((await send('')).status, 422, 'without a query');
	equal((await send('?dry_run=true')).json.dry_run, true, 'the first one again');
	equal(count(name), 0);
	headers['idempotency-key'] = `${key}-2`;
	equal((await send('?dry_run=false')).json.created, 1, 'with a key of its own');
	equal(count(name), 1);
});

test('a key that cannot be used is refused, not overlooked', async () => {
	const program = api('marketer'), member = await as('marketer'), name = unique('Badly keyed');
	for (const key of ['short', 'x'.repeat(81), 'two words of it', 'schl\u00fcssel-lang', '\u00a0'.repeat(12)]) {
		const answer = await program.post('/terms', { name, kind: 'word' }, { 'idempotency-key': key });
		equal(answer.status, 400, `${JSON.stringify(key)}: ${answer.text}`);
		equal(answer.headers['content-type'], 'application/problem+json');
		match(answer.json.detail, '8 to 80');
		equal((await program.get('/terms?limit=1', { 'idempotency-key': key })).status, 200, 'reading needs no key');
	}
	for (const key of ['short', 'x'.repeat(81), 'two words of it', ''])
		equal((await member.fill('/glossary/new', '/glossary', { name, kind: 'word', key })).status, 400, `a form with the key ${JSON.stringify(key)}`);
	equal(count(name), 0);
	for (const key of [randomBytes(4).toString('hex'), randomBytes(40).toString('hex')])
		equal((await program.post('/terms', { name: unique('Well keyed'), kind: 'word' }, { 'idempotency-key': key })).status, 201, key);
});

test('connections to the database that were cut cost no request, from the first on', async () => {
	const password = readFileSync(`${state}/concord.conf`, 'utf8').match(/^db_web_password = (.*)$/m)[1], web = { user: 'concord_web', password };
	const browser = await signIn(people.observer);
	equal(codes([...await all(() => send('GET', '/health')), ...await all(() => browser.get('/glossary'))]), [200]);
	const ids = sql("SELECT id FROM information_schema.processlist WHERE user = 'concord_web' AND id <> CONNECTION_ID()", web).flat();
	ok(ids.length >= 2, `${ids.length} connections`);
	sql(ids.map(id => `KILL ${id}`).join('; '), web);
	equal(codes(await all(() => send('GET', '/health'))), [200], '/health');
	equal(codes(await all(() => browser.get('/glossary'))), [200], '/glossary');
});
