// No form is taken from another site, with another's token or with none: every writing route, every way. What is sent is what
// would be done if it came from our own page, and the last test of the matrix does it.
import { isDeepStrictEqual } from 'node:util';
import { base, Browser, people, send, signIn, sql, urlencoded } from '../lib/client.mjs';
import { makeTerm, draft } from '../lib/glossary.mjs';
import { place } from '../lib/places.mjs';
import { routes } from '../lib/routes.mjs';
import { contents } from '../lib/tables.mjs';
import { address, allowed, hers, typed } from '../lib/typed.mjs';
import { afterwards, differs, equal, match, ok, test } from '../lib/tap.mjs';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const posts = routes().filter(r => r.method !== 'GET' && !r.api);
const writing = posts.filter(r => !r.who.has('STRANGER')), open = posts.filter(r => r.who.has('STRANGER') && !r.takes.includes('PROVES_ITSELF'));

// Everything in the database but the trail, which keeps refusals, what the jobs program does by itself, and when a session was last
// seen.
const rows = () => ({ ...contents(sql, ['audit', 'job_lock', 'outbox', 'session']),
	session: sql('SELECT id, person_id, created_at, ended_at, HEX(token_hash) FROM session ORDER BY id').map(row => row.join(' ')) });

const author = await allowed('marketing'), seller = await allowed('sales');
const owner = route => hers(route) ? seller : author;
const { slug } = await makeTerm(author);
const n = await draft(author, slug);
const here = await place(author);

async function token(browser) { return (await browser.get('/glossary/new')).page.form('/glossary').value('csrf'); }

// Sends every form in the way that `make` gives, and finds every row as it was. `codes`: what may be answered.
function each(what, make, { codes = [403], words = /nothing was done|another site/i, ask = (browser, path, fields, headers) => browser.post(path, fields, { headers }) } = {}) {
	test(what, async () => {
		const ways = new Map([[author, await make(author)], [seller, await make(seller)]]), before = rows(), wrong = [];
		for (const route of writing) {
			const { browser, fields, headers } = ways.get(owner(route));
			const path = address(route, here), answer = await ask(browser, path, { ...typed(here, owner(route), route), ...fields }, headers);
			if (!codes.includes(answer.status))
				wrong.push(`${path} answered ${answer.status}`);
			if (words)
				match(answer.page.main, words, path);
		}
		equal(wrong, []);
		equal(rows(), before, 'rows of the database');
	});
}
const plainly = (type, encode) => (browser, path, fields, headers) => browser.send('POST', path, { headers: { 'content-type': type, ...headers }, body: encode(fields) });

each('without a token nothing is done', async author => ({ browser: author, fields: {}, headers: {} }));
each('with an empty or broken token nothing is done', async author => ({ browser: author, fields: { csrf: 'AAAA' }, headers: {} }));
each('with the token of another session nothing is done', async author => ({ browser: author, fields: { csrf: await token(await signIn(people.sales)) }, headers: {} }));
each('with the token of one\'s own earlier session nothing is done', async author => {
	const browser = await signIn(author.account);
	const old = await token(browser);
	await browser.submit(await browser.get('/account'), '/sign-out');
	await signIn(author.account, browser);
	return { browser, fields: { csrf: old }, headers: {} };
});
each('with the token of a signed-out page nothing is done', async author => {
	const csrf = (await new Browser().get('/sign-in')).page.form('/sign-in').value('csrf');
	return { browser: author, fields: { csrf }, headers: {} };
});
for (const [what, headers] of Object.entries({
	'from another origin': { origin: 'https://example.org' },
	'from a name that begins like ours': { origin: `${base}.example.org` },
	'from another port': { origin: 'http://localhost:1' },
	'from no origin a browser would name': { origin: 'null' },
	'from another site': { origin: undefined, 'sec-fetch-site': 'cross-site' },
	'from a neighbour of our site': { origin: undefined, 'sec-fetch-site': 'same-site' },
}))
	each(`${what} nothing is done, even with the right token`, async author => ({ browser: author, fields: { csrf: await token(author) }, headers }));
each('with our origin, yet from another site, nothing is done', async author => ({ browser: author, fields: { csrf: await token(author) }, headers: { 'sec-fetch-site': 'cross-site' } }));
each('with the token in the address instead of the form nothing is done', async author => ({ browser: author, fields: { csrf: undefined, stolen: await token(author) }, headers: {} }),
	{ ask: (browser, path, fields) => browser.post(`${path}?csrf=${encodeURIComponent(fields.stolen)}`, fields) });
each('with the right token and no session nothing is done', async author => ({ browser: new Browser(), fields: { csrf: await token(author) }, headers: {} }), { codes: [401], words: null });
const right = async author => ({ browser: author, fields: { csrf: await token(author) }, headers: {} });
for (const [what, type, encode] of [['as text/plain', 'text/plain', f => Object.entries(f).map(([k, v]) => `${k}=${v}\r\n`).join('')], ['as a form that calls itself text/plain', 'text/plain', urlencoded],
	['as JSON', 'application/json', f => JSON.stringify(f)], ['without a type', undefined, urlencoded]])
	each(`sent ${what} nothing is done, even with the right token`, right, { codes: [415], words: null, ask: plainly(type, encode) });
for (const method of ['GET', 'HEAD'])
	each(`with ${method} instead of POST nothing is done, even with the right token`, right, { codes: [200, 303, 404, 405, 409], words: null, ask: (browser, path, fields) => browser.send(method, `${path}?${urlencoded(fields)}`) });
each('with a method that only calls itself POST nothing is done', right, { codes: [200, 303, 404, 405, 409], words: null, ask: (browser, path, fields) =>
	browser.send('GET', `${path}?${urlencoded(fields)}`, { headers: { 'x-http-method-override': 'POST', 'x-method-override': 'POST' } }) });

test('and from our own page, with the right token, the same forms are taken', async () => {
	const taken = [], idle = [], kinds = new Map();	// places: what one form leaves may be what the next wants, and is made anew where it is not
	// What every act moves, whatever it does.
	const told = () => { const { content, request_key, ...others } = rows(); return others; };
	for (const route of writing.filter(r => r.path !== '/sign-out')) {
		const sheetless = !route.path.startsWith('/charter/'), send = at => owner(route).post(address(route, at), { ...typed(at, owner(route), route), csrf });
		const csrf = await token(owner(route)), made = kinds.get(sheetless);
		let before = made && told(), answer = made && await send(made);
		if (answer?.status !== 303 && (!made || route.path.includes(':'))) {
			kinds.set(sheetless, await place(author, { sheetless }));
			before = told();
			answer = await send(kinds.get(sheetless));
		}
		ok([303, 409, 422, ...(route.path.startsWith('/assignments/') ? [403] : [])].includes(answer.status), `${route.path} answered ${answer.status}`);
		if (answer.status === 303) {
			taken.push(route.path);
			if (isDeepStrictEqual(told(), before))
				idle.push(route.path);
		}
	}
	console.log(`# taken: ${taken.length} of ${writing.length - 1}; not: ${writing.map(r => r.path).filter(p => !taken.includes(p)).join(' ')}`);
	ok(taken.length > 0.55 * writing.length, `only ${taken} were taken`);
	equal(idle, ['/glossary/:slug/watch', '/leads/assignment/people/:id'], 'taken, and nothing was to do: who proposes a term watches it, and a newcomer has no leads to move');
}, { limit: 240_000 });

test('the sign-in form too is only taken from our own page', async () => {
	const { email, password } = people.seller;
	for (const headers of [{ origin: 'https://example.org' }, { 'sec-fetch-site': 'cross-site', origin: undefined }]) {
		const browser = new Browser();
		const fields = (await browser.get('/sign-in')).page.form('/sign-in').fields({ email, password });
		const answer = await browser.post('/sign-in', fields, { headers });
		equal(answer.status, 403);
		equal(answer.cookies.filter(c => !c.includes('-form=')), [], 'cookies');
	}
	const answer = await send('POST', '/sign-in', { headers: FORM, body: urlencoded({ email, password }) });
	equal(answer.status, 403, 'without a token');
});

test('nor is any other form that a stranger may send', async () => {
	for (const { path } of open) {
		const browser = new Browser();
		const csrf = (await browser.get('/sign-in')).page.form('/sign-in').value('csrf');
		equal((await browser.post(path, { csrf }, { headers: { origin: 'https://example.org' } })).status, 403, path);
		equal((await browser.post(path, {})).status, 403, `${path} without a token`);
		equal((await browser.post(path, { csrf: await token(author) })).status, 403, `${path} with a token of a session`);
	}
});

test('a program without Origin and Sec-Fetch-Site needs the token alone', async () => {
	const csrf = await token(author);
	const answer = await author.post(`/glossary/${slug}/versions/${n}/comments`, { csrf, comment: 'From a simple program' }, { headers: { origin: undefined, 'sec-fetch-site': undefined } });
	equal(answer.status, 303);
});

test('each page bears another text of the same token, so that packing gives nothing away', async () => {
	const [a, b] = [await token(author), await token(author)];
	differs(a, b);
	for (const csrf of [a, b])
		equal((await author.post(`/glossary/${slug}/versions/${n}/comments`, { csrf, comment: 'Twice' })).status, 303);
});

test('every form on every page of a member carries token and key', async () => {
	for (const path of ['/', '/glossary', '/glossary/new', `/glossary/${slug}`, `/glossary/${slug}/versions/${n}`, `/glossary/${slug}/versions/${n}/edit`, `/glossary/${slug}/words`,
		`/glossary/${slug}/deprecation`, '/glossary/import', '/charter', '/account', '/account/password', '/account/settings', '/account/sessions', '/account/tokens', '/people/new', `/people/${here.person.id}`]) {
		const answer = await author.get(path);
		equal(answer.status, 200, path);
		for (const form of answer.page.forms.filter(f => f.method === 'POST')) {
			ok(form.value('csrf')?.length > 40, `${path}: the form to ${form.action} has no token`);
			ok(form.value('key')?.length >= 16, `${path}: the form to ${form.action} has no key`);
		}
		const keys = answer.page.forms.filter(f => f.method === 'POST').map(f => f.value('key'));
		ok(keys.every(k => k), path);
	}
});

afterwards(() => { sql(`DELETE w FROM watch w JOIN person p ON p.id = w.person_id WHERE p.email IN ('${author.account.email}', '${seller.account.email}'); UPDATE person SET is_signatory = FALSE, is_administrator = FALSE, disabled_at = UTC_TIMESTAMP() WHERE email IN ('${author.account.email}', '${seller.account.email}')`); });
