// What people want mail about: chosen in the settings, ended by the mail itself, and what authors are told.
import { as, base, Browser, people, send, sql } from '../lib/client.mjs';
import { agreed, draft, makeTerm, object, proposed, review } from '../lib/glossary.mjs';
import { newest, offPath, settled, words } from '../lib/mail.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

const id = name => sql(`SELECT id FROM person WHERE email = '${people[name].email}'`)[0][0];
const [marketer, marketing, sales] = await Promise.all(['marketer', 'marketing', 'sales'].map(as));
const ONE_CLICK = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' };
const wishes = person => Object.fromEntries(sql(`SELECT kind, wanted FROM mail_wish WHERE person_id = ${person}`));
afterwards(() => sql('DELETE FROM mail_wish'));

test('an author is told who sent the version back and why', async () => {
	const { slug, number, name } = await proposed(marketer);
	await object(sales, slug, number, 'Zoos are missing & that matters.');
	const { outcome, message } = await settled(newest(id('marketer'), 'version.objection'));
	equal(outcome, 'sent');
	match(message, `To: ${people.marketer.email}`);
	const text = words(message);
	for (const part of [people.sales.name, name ?? slug, 'Zoos are missing & that matters.', `${base}/glossary/${slug}#discussion-1`, 'You get this because you wrote the version.'])
		match(text, part);
});

test('and is told nothing that has moved on by the time it is sent', async () => {
	const { slug, number } = await proposed(marketer);
	sql("UPDATE job_lock SET owner = 'a test', expires_at = UTC_TIMESTAMP() + INTERVAL 1 MINUTE");
	await object(sales, slug, number, 'Not yet.');
	await review(marketer, slug, number);
	sql("UPDATE job_lock SET owner = NULL, expires_at = '2020-01-01'");
	equal((await settled(newest(id('marketer'), 'version.objection'))).outcome, 'dropped');
});

test('an author is told when both teams have signed, and nobody is told what they did themselves', async () => {
	const before = newest(id('sales'), 'sheet.ratified');
	const whole = await agreed(marketer, marketing, sales);
	const { outcome, message } = await settled(newest(id('marketer'), 'sheet.ratified'));
	equal(outcome, 'sent');
	match(words(message), `Marketing and Sales have both signed what you wrote:\r\n\r\n${whole.name}, version 1\r\n${base}/glossary/${whole.slug}`);
	await agreed(sales, marketing, sales);
	equal(newest(id('sales'), 'sheet.ratified'), before, 'the second signature was the author\'s own');
});

test('every mail says how it is ended, to people and to mail programs; the address needs no session', async () => {
	await agreed(marketer, marketing, sales);
	const { message } = await settled(newest(id('marketer'), 'sheet.ratified'));
	const url = message.match(/List-Unsubscribe:\r\n <([^>]+)>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n/)[1];
	match(words(message), url);
	ok(url.startsWith(`${base}/account/mail-off?`));
	const path = url.slice(base.length);
	equal(path, offPath(id('marketer'), 'own'));
	const page = await new Browser().get(path);
	equal([page.status, page.page.h1, page.headers['cache-control']], [200, 'Stop this mail?', 'no-store']);
	equal(wishes(id('marketer')), {}, 'looking changes nothing');
	const answer = await send('POST', path, ONE_CLICK);
	equal([answer.status, answer.location, answer.cookies], [200, undefined, []]);
	equal(wishes(id('marketer')), { own: '0' });
	equal((await send('POST', path, ONE_CLICK)).status, 200, 'once more');
	await agreed(marketer, marketing, sales);
	equal((await settled(newest(id('marketer'), 'sheet.ratified'))).outcome, 'dropped');
	await marketer.fill('/account/settings', '/account/settings', { mail_own: true });
	await agreed(marketer, marketing, sales);
	equal((await settled(newest(id('marketer'), 'sheet.ratified'))).outcome, 'sent');
	equal(sql(`SELECT subject_id, detail FROM audit WHERE act = 'mail.off' ORDER BY id DESC LIMIT 1`), [[id('marketer'), 'own']]);
});

test('a person stops it by the button of that page, with or without a session', async () => {
	for (const browser of [new Browser(), sales]) {
		sql('DELETE FROM mail_wish');
		const path = offPath(id('sales'), 'to_sign');
		const answer = await browser.submit(await browser.get(path), path);
		equal([answer.status, answer.page.h1], [200, 'This mail is stopped']);
		equal(wishes(id('sales')), { to_sign: '0' });
	}
});

test('an address that was changed anywhere ends nothing', async () => {
	sql('DELETE FROM mail_wish');
	const [own, other] = [offPath(id('sales'), 'own'), offPath(id('seller'), 'own')];
	const proof = own.match(/proof=(.*)/)[1];
	for (const path of [own.slice(0, -1), `${own}A`, own.replace('kind=own', 'kind=to_sign'), own.replace('kind=own', 'kind=nothing'), other.replace(/proof=.*/, `proof=${proof}`),
		own.replace(/for=\d+/, 'for=0'), own.replace(/for=\d+/, 'for=9999999'), '/account/mail-off', '/account/mail-off?for=x&kind=own&proof=']) {
		equal((await send('GET', path)).status, 404, path);
		equal((await send('POST', path, ONE_CLICK)).status, 404, path);
	}
	const foreign = await send('POST', own, { ...ONE_CLICK, headers: { ...ONE_CLICK.headers, origin: 'https://example.org' } });
	equal(foreign.status, 403, 'from another site in a browser');
	equal(sql('SELECT COUNT(*) FROM mail_wish'), [['0']]);
});

test('the settings show what is wished for, and keep it', async () => {
	sql('DELETE FROM mail_wish');
	const ticked = async () => { const form = (await marketing.get('/account/settings')).page.form('/account/settings'); return ['mail_to_sign', 'mail_own'].map(n => form.value(n) ?? ''); };
	equal(await ticked(), ['yes', 'yes'], 'at first all');
	await marketing.fill('/account/settings', '/account/settings', { mail_to_sign: false });
	equal(await ticked(), ['', 'yes']);
	const { slug } = await makeTerm(marketer), n = await draft(marketer, slug);
	await review(marketer, slug, n);
	equal((await settled(newest(id('marketing'), 'version.review'))).outcome, 'dropped');
	equal((await settled(newest(id('sales'), 'version.review'))).outcome, 'sent', 'somebody else\'s');
	await marketing.fill('/account/settings', '/account/settings', { mail_to_sign: true });
	ok(!(await (await as('observer')).get('/account/settings')).page.form('/account/settings').has('mail_own'), 'an observer gets none');
});
