// A form that comes after the session has ended: what was typed outlives the sign-in, and nothing is done before it is sent again.
import { as, Browser, people, signIn, sql, unique } from '../lib/client.mjs';
import { draft, makeTerm, review } from '../lib/glossary.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const count = name => Number(sql(`SELECT COUNT(*) FROM term WHERE name = '${name}'`)[0][0]);

// Signs in on the page that a 401 brought, and opens what it leads to.
async function onward(browser, answer, account) {
	equal(answer.status, 401);
	const signed = await browser.submit(answer, '/sign-in', { email: account.email, password: account.password });
	equal(signed.status, 303, 'signing in');
	return browser.follow(signed);
}

test('a long text survives the sign-in and is sent with one more click', async () => {
	const author = await as('marketer'), browser = await signIn(people.marketer);
	const { slug } = await makeTerm(author);
	const meaning = `Line one & <b>two</b> "quoted" + 100 %\n\n  indented – with a dash, emoji 🦓 and = signs & ampersands\n${'A long sentence of the sort one would hate to lose. '.repeat(80)}`.trim();
	const fields = (await browser.get(`/glossary/${slug}/versions/new`)).page.form(`/glossary/${slug}/versions`).fields({ meaning, change_note: 'Kept' }, 'step=save');
	browser.jar.clear();
	const refused = await browser.post(`/glossary/${slug}/versions`, fields);
	match(refused.page.main, /signed out while you were writing/i);
	const shown = await onward(browser, refused, people.marketer);
	equal(shown.status, 200);
	match(shown.page.main, 'Nothing was done yet');
	const form = shown.page.form(`/glossary/${slug}/versions`);
	equal(form.value('meaning').replace(/\r\n/g, '\n'), meaning, 'the meaning');
	equal(form.value('change_note'), 'Kept');
	equal(sql(`SELECT COUNT(*) FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`)[0][0], '0', 'versions before it is sent again');
	equal((await browser.submit(shown, `/glossary/${slug}/versions`, {}, { button: 'step=save' })).status, 303);
	equal(sql(`SELECT COUNT(*) FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`)[0][0], '1');
});

test('a new term typed without a session is not made by signing in', async () => {
	const browser = new Browser(), name = unique('Typed signed out');
	const refused = await browser.post('/glossary', { name, kind: 'metric' });
	const shown = await onward(browser, refused, people.seller);
	equal(count(name), 0);
	const form = shown.page.form('/glossary');
	equal([form.value('name'), form.value('kind')], [name, 'metric']);
	equal((await browser.submit(shown, '/glossary')).status, 303);
	equal(count(name), 1);
});

test('a wrong password on the way keeps what was typed', async () => {
	const browser = new Browser(), name = unique('Wrong password between');
	const refused = await browser.post('/glossary', { name, kind: 'word' });
	const again = await browser.submit(refused, '/sign-in', { email: people.seller.email, password: 'not the password at all' });
	const shown = await onward(browser, again, people.seller);
	equal(shown.page.form('/glossary').value('name'), name);
});

test('a signature sent without a session signs nothing', async () => {
	const author = await as('marketing'), browser = await signIn(people.sales);
	const { slug } = await makeTerm(author);
	const n = await draft(author, slug);
	await review(author, slug, n);
	const fields = (await browser.get(`/glossary/${slug}`)).page.form(/signature$/).fields();
	browser.jar.clear();
	let shown = await onward(browser, await browser.post(`/glossary/${slug}/versions/${n}/signature`, fields), people.sales);
	if (shown.status === 303)	// an act without words: back to its page
		shown = await browser.follow(shown);
	equal(shown.status, 200);
	ok(shown.page.may(/signature$/), 'the button is there, not pressed');
	equal(sql(`SELECT COUNT(*) FROM signature s JOIN term_version v ON v.id = s.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`)[0][0], '0');
});

test('who signs in as somebody who may not, meets no form and does nothing', async () => {
	const browser = new Browser(), name = unique('Typed by an observer');
	const shown = await onward(browser, await browser.post('/glossary', { name, kind: 'word' }), people.observer);
	ok([200, 303, 403].includes(shown.status), `it answered ${shown.status}`);
	ok(!shown.page.may('/glossary'), 'a form');
	equal(count(name), 0);
});

test('a carried form is for the person who signed in, once found by its address alone', async () => {
	const browser = new Browser(), name = unique('Carried for one');
	const refused = await browser.post('/glossary', { name, kind: 'word' });
	const signed = await browser.submit(refused, '/sign-in', { email: people.seller.email, password: people.seller.password });
	const other = await (await as('marketer')).get(signed.location);
	lacks(other.text, name, 'the page of another person');
	equal((await browser.get(signed.location)).page.form('/glossary').value('name'), name);
});

test('a way that is not ours is not carried', async () => {
	for (const path of ['https://example.org/', '//example.org/', '/\\example.org', 'javascript:alert(1)', '/glossary\r\nX: y']) {
		const browser = new Browser();
		const fields = (await browser.get('/sign-in')).page.form('/sign-in').fields({ email: people.seller.email, password: people.seller.password });
		const answer = await browser.post('/sign-in', { ...fields, carry_path: path, carry_body: 'name=x' });
		equal(answer.status, 303, path);
		ok(answer.location === '/' || answer.location.startsWith('/glossary'), `${path} leads to ${answer.location}`);
		equal(answer.headers.x, undefined);
	}
});

test('passwords and tokens are not among what is carried', async () => {
	const browser = new Browser();
	const refused = await browser.post('/glossary', { name: 'x', kind: 'word', csrf: 'a-token-of-old', key: 'a-key-of-old', old_password: 'a-secret-of-old' });
	const body = refused.page.form('/sign-in').value('carry_body');
	for (const word of ['a-token-of-old', 'a-key-of-old', 'a-secret-of-old'])
		lacks(body, word, 'what is carried');
});
