// No form is taken from another site, with another's token or with none: every writing route, every way.
import { as, base, Browser, people, send, signIn, sql, urlencoded } from '../lib/client.mjs';
import { makeTerm, draft } from '../lib/glossary.mjs';
import { fill, routes } from '../lib/routes.mjs';
import { differs, equal, match, ok, test } from '../lib/tap.mjs';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const writing = routes().filter(r => r.method !== 'GET' && !r.api);
const counted = sql('SHOW TABLES').flat().filter(t => !['session', 'audit', 'request_key', 'carried_form'].includes(t));

// What must not have changed: how many rows there are of everything, and when the last was written.
function rows() { return sql(counted.map(t => `SELECT '${t}', COUNT(*) FROM ${t}`).join(' UNION ALL ')).concat(sql('CHECKSUM TABLE term, term_version, signature, content_slot')); }

const author = await as('marketing');
const { slug } = await makeTerm(author);
const n = await draft(author, slug);

async function token(browser) { return (await browser.get('/glossary/new')).page.form('/glossary').value('csrf'); }

function each(what, make) {
	test(what, async () => {
		const { browser, fields, headers } = await make();
		const before = rows();
		for (const route of writing) {
			const path = fill(route.path, { slug, n });
			if (path === '/sign-in')
				continue;
			const answer = await browser.post(path, { ...fields, name: 'Forged', kind: 'word', meaning: 'Forged', revision: '1', reason: 'Forged', why: 'Forged', comment: 'Forged' }, { headers });
			equal(answer.status, 403, `${route.method} ${path}`);
			match(answer.page.main, /nothing was done|another site/i, path);
		}
		equal(rows(), before, 'rows of the database');
	});
}

each('without a token nothing is done', async () => ({ browser: author, fields: {}, headers: {} }));
each('with an empty or broken token nothing is done', async () => ({ browser: author, fields: { csrf: 'AAAA' }, headers: {} }));
each('with the token of another session nothing is done', async () => ({ browser: author, fields: { csrf: await token(await signIn(people.sales)) }, headers: {} }));
each('with the token of one\'s own earlier session nothing is done', async () => {
	const browser = await signIn(people.marketing);
	const old = await token(browser);
	await browser.submit(await browser.get('/account'), '/sign-out');
	await signIn(people.marketing, browser);
	return { browser, fields: { csrf: old }, headers: {} };
});
each('with the token of a signed-out page nothing is done', async () => {
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
	each(`${what} nothing is done, even with the right token`, async () => ({ browser: author, fields: { csrf: await token(author) }, headers }));

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
		`/glossary/${slug}/deprecation`, '/glossary/import', '/charter', '/account']) {
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
