// Watching a term, the agreement or a lead: the button and its state, the list with a way to stop, and mail about others' changes as it is wished for.
import { as, base, Browser, concord, people, secret, sql, unique } from '../lib/client.mjs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { act, handedOver, makeLead } from '../lib/leads.mjs';
import { draft, makeTerm, proposed, sign } from '../lib/glossary.mjs';
import { newest, settled, words as textOf } from '../lib/mail.mjs';
import { words } from '../lib/html.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, seller, observer, admin] = await Promise.all(['marketer', 'seller', 'observer', 'administrator'].map(as));
const id = name => Number(sql(`SELECT id FROM person WHERE email = '${people[name]?.email ?? name}'`)[0][0]);
const button = page => words(page.all(n => n.tag === 'form' && n.attributes.class === 'watch')[0]);
const press = async (who, path, action = `${path}/watch`, wish = 'yes') => who.follow(await who.fill(path, action, {}, { button: `watch=${wish}` }));
const list = async who => (await who.get('/account/watched')).page;
const mails = who => Number(sql(`SELECT COUNT(*) FROM outbox WHERE person_id = ${id(who)} AND kind = 'watch'`)[0][0]);
const number = (await agreedAgreement()).number;
sql('DELETE FROM watch; DELETE FROM mail_wish');

test('the button of a page says whether it is watched, and does the other; a list names all of it and stops each', async () => {
	const { slug, name } = await makeTerm(marketer), lead = await makeLead();
	for (const [path, action] of [[`/glossary/${slug}`], ['/sla'], [`/sla/versions/${number}`, `/sla/watch?version=${number}`], [`/leads/${lead.id}`]]) {
		const twin = path.startsWith('/sla/versions');
		equal(button((await observer.get(path)).page), twin ? 'You watch this Stop watching' : 'Watch', path);
		if (twin)
			continue;
		const { page, path: at } = await press(observer, path, action);
		match(page.notice, 'You watch this now');
		equal(button(page), 'You watch this Stop watching', path);
		equal(button((await seller.get(path)).page), 'Watch', 'for others it is as it was');
		lacks((await seller.get(`${path}?done=watched`)).page.text ?? '', 'You watch this now');
	}
	const shown = await list(observer);
	for (const what of [name, 'The agreement', lead.person])
		match(shown.main, what);
	equal(shown.forms.filter(f => f.action.endsWith('/end')).length, 3);
	match((await press(observer, `/sla/versions/${number}`, `/sla/watch?version=${number}`, 'no')).page.notice, 'any more');
	equal(button((await observer.get('/sla')).page), 'Watch', 'the agreement is one thing on all its pages');
	for (let left = 2; left; left--) {
		const { action } = (await list(observer)).forms.find(f => f.action.endsWith('/end'));
		equal((await seller.post(action, { csrf: (await seller.get('/account/settings')).page.form('/account/settings').value('csrf') })).status, 404, 'only one\'s own');
		match((await observer.follow(await observer.fill('/account/watched', action))).page.notice, 'You do not watch it any more');
	}
	match((await list(observer)).main, 'You watch nothing.');
	equal((await observer.post(`/glossary/${unique('none').replace(' ', '')}/watch`, { csrf: (await observer.get('/account/settings')).page.form('/account/settings').value('csrf') })).status, 404);
});

test('pressed twice, or sent twice, it is watched once', async () => {
	const { slug } = await makeTerm(marketer), shown = await seller.get(`/glossary/${slug}`), other = await seller.get(`/glossary/${slug}`);
	for (const form of [shown, shown, other])
		equal((await seller.submit(form, `/glossary/${slug}/watch`, {}, { button: 'watch=yes' })).status, 303);
	equal(sql(`SELECT COUNT(*) FROM watch w JOIN term t ON w.kind = 'term' AND t.id = w.subject_id WHERE t.slug = '${slug}'`)[0][0], '1');
});

test('what others do to a lead is told at once, once a day or never, and one\'s own acts never', async () => {
	const handoff = await handedOver(), lead = Number(sql(`SELECT lead_id FROM handoff WHERE id = ${handoff.id}`)[0][0]);
	for (const who of [observer, seller])
		await press(who, `/leads/${lead}`);
	const before = mails('seller');
	equal((await act(handoff.id, 'acceptance')).status, 200);
	equal(mails('seller'), before, 'their own act');
	const one = await settled(newest(id('observer'), 'watch'));
	equal(one.outcome, 'sent');
	match(textOf(one.message), `${people.seller.name} accepted it.`);
	match(textOf(one.message), `${base}/leads/${lead}`);
	lacks(textOf(one.message), 'Zebra');
	match(one.message, /^List-Unsubscribe:\s+<.*kind=watch/m);
	equal((await observer.fill('/account/settings', '/account/settings', { daily_watch: true })).status, 303);
	await act(handoff.id, 'attempts', { result: 'no_answer' });
	const daily = newest(id('observer'), 'watch');
	for (let tries = 0; tries < 50 && sql(`SELECT held FROM outbox WHERE id = ${daily}`)[0][0] !== '1'; tries++)
		await new Promise(resolve => setTimeout(resolve, 200));
	equal(sql(`SELECT state, held FROM outbox WHERE id = ${daily}`)[0], ['waiting', '1']);
	sql(`UPDATE outbox SET next_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE id = ${daily}`);	// the morning comes
	const gathered = await settled(daily);
	equal(gathered.outcome, 'sent');
	match(textOf(gathered.message), 'logged an attempt');
	equal((await observer.fill('/account/settings', '/account/settings', { mail_watch: false, daily_watch: false })).status, 303);
	await act(handoff.id, 'attempts', { result: 'voicemail' });
	equal((await settled(newest(id('observer'), 'watch'))).outcome, 'dropped');
	sql('DELETE FROM mail_wish');
});

test('an observer\'s choice leaves what they are not asked about as it is', async () => {
	sql(`DELETE FROM mail_wish; INSERT INTO mail_wish (person_id, kind, wanted) VALUES (${id('observer')}, 'own', FALSE)`);
	const form = (await observer.get('/account/settings')).page.form('/account/settings');
	equal(form.names().filter(n => /^(mail|daily)_/.test(n)).sort(), ['daily_watch', 'mail_daily', 'mail_watch']);
	await observer.fill('/account/settings', '/account/settings', { mail_watch: false });
	equal(sql(`SELECT kind FROM mail_wish WHERE person_id = ${id('observer')} AND NOT wanted ORDER BY kind`).flat(), ['own', 'watch']);
	sql('DELETE FROM mail_wish');
});

test('a lead that becomes another is watched as that one; one that is erased by nobody, and its mail is let go', async () => {
	const [from, into] = [await makeLead(), await makeLead()];
	for (const lead of [from, into])
		await press(observer, `/leads/${lead.id}`);
	await press(seller, `/leads/${from.id}`);
	const merger = await marketer.get(`/leads/${into.id}/merger?find=${encodeURIComponent(from.person)}`);
	equal((await marketer.post(`/leads/${into.id}/merger`, merger.page.forms.find(f => f.method === 'POST' && f.action.endsWith('/merger')).fields({ other: `${from.id}-${from.revision}` }))).status, 303);
	const standing = sql(`SELECT id FROM lead_record WHERE id IN (${from.id}, ${into.id}) AND merged_into_id IS NULL`)[0][0];
	const watchers = () => sql(`SELECT person_id, subject_id FROM watch WHERE kind = 'lead' AND subject_id IN (${from.id}, ${into.id}) ORDER BY person_id`);
	equal(watchers(), [id('seller'), id('observer')].sort((a, b) => a - b).map(p => [String(p), standing]));
	const edit = await marketer.get(`/leads/${standing}/edit`);
	sql("UPDATE job_lock SET owner = 'a test', expires_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR WHERE name = 'outbox'");	// no mail goes out meanwhile
	equal((await marketer.submit(edit, `/leads/${standing}`, { job: 'Another job' })).status, 303);
	const mail = newest(id('observer'), 'watch');
	equal(sql(`SELECT state FROM outbox WHERE id = ${mail}`)[0][0], 'waiting');
	equal((await admin.fill(`/leads/${standing}/erasure`, `/leads/${standing}/erasure`, { sure: true })).status, 303);
	sql("UPDATE job_lock SET owner = NULL, expires_at = '2020-01-01' WHERE name = 'outbox'");
	equal(watchers(), []);
	equal((await settled(mail)).outcome, 'dropped');
	match((await list(seller)).main, /What you watch/);
	equal((await observer.post(`/leads/${standing}/watch`, { csrf: (await observer.get('/account/settings')).page.form('/account/settings').value('csrf') })).status, 404);
});

test('who may no longer sign in watches nothing, and gets no mail', async () => {
	const email = `${unique('watcher').replace(/ /g, '.')}@example.com`, password = secret(concord('person', 'add', '--email', email, '--name', 'Watch Er', '--team', 'sales').split(/\s+/).at(-1));
	const person = new Browser();
	await person.fill('/sign-in', '/sign-in', { email, password });
	const { slug, number: n } = await proposed(marketer);
	await press(person, `/glossary/${slug}`);
	equal(sql(`SELECT COUNT(*) FROM watch WHERE person_id = ${id(email)}`)[0][0], '1');
	const path = `/people/${id(email)}`;
	equal((await admin.fill(path, `${path}/disabling`)).status, 303);
	equal(sql(`SELECT COUNT(*) FROM watch WHERE person_id = ${id(email)}`)[0][0], '0');
	await sign(await as('marketing'), slug, n);
	await sign(await as('sales'), slug, n);
	equal(mails(email), 0);
	concord('check');
});
