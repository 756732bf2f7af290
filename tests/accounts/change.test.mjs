// Names, addresses and teams change: by their person after proving who they are, or by an administrator; the old address is told.
import { as, Browser, concord, people, secret, signIn, sql, unique } from '../lib/client.mjs';
import { agreed } from '../lib/glossary.mjs';
import { newest, settled, words } from '../lib/mail.mjs';
import { code, setUp } from '../lib/totp.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const administrator = await as('administrator');
const address = name => `${unique(name).replace(/ /g, '.')}@example.org`;
async function person(team = 'sales', ...more) {
	const email = address('changer'), password = secret(concord('person', 'add', '--email', email, '--name', 'Changer Person', '--team', team, ...more));
	const browser = new Browser();
	equal((await browser.fill('/sign-in', '/sign-in', { email, password })).status, 303);
	const [[id]] = sql(`SELECT id FROM person WHERE email = '${email}'`);
	return { id, email, password, browser, path: `/people/${id}` };
}
const now = p => sql(`SELECT name, email, team, is_signatory FROM person WHERE id = ${p.id}`)[0];
const own = (p, typed) => p.browser.fill('/account/profile', '/account/profile', typed);
const edit = (p, typed, who = administrator) => who.fill(`${p.path}/edit`, p.path, typed);
const linkOf = async p => secret(words((await settled(newest(p.id, 'address.confirm'))).message).match(/\/account\/address\?link=[\w-]{43}/)[0]);

test('a person changes their name with their password', async () => {
	const p = await person();
	for (const typed of [{ name: 'Renamed' }, { name: 'Renamed', current_password: 'not the password' }, { name: ' ', current_password: p.password }, { name: 'x'.repeat(121), current_password: p.password }])
		equal((await own(p, typed)).status, 422);
	equal(now(p)[0], 'Changer Person');
	equal((await own(p, { name: 'Renamed Person', current_password: p.password })).location, '/account/profile?done=settings');
	match((await (await as('observer')).get(p.path)).page.h1, 'Renamed Person');
});

test('a new address counts when it is confirmed there; the old one is told, and the link works once', async () => {
	const p = await person(), email = address('changed');
	equal((await own(p, { email, current_password: p.password })).location, '/account/profile?done=address');
	equal(now(p)[1], p.email, 'nothing changes yet');
	match((await p.browser.get('/account/profile')).page.main, `${email} waits to be confirmed`);
	const told = await settled(newest(p.id, 'address.asked'));
	match(told.message, `To: ${p.email}\r\n`);
	match(words(told.message), email);
	match((await settled(newest(p.id, 'address.confirm'))).message, `To: ${email}\r\n`);
	const link = await linkOf(p), stranger = new Browser();
	const page = await stranger.get(link);
	match(page.page.main, `${email} instead of ${p.email}`);
	equal(now(p)[1], p.email, 'looking changes nothing');
	equal((await stranger.submit(page, '/account/address')).location, '/sign-in');
	equal(now(p)[1], email);
	equal((await stranger.get(link)).status, 404, 'once');
	equal((await stranger.post('/account/address', page.page.form('/account/address').fields())).status, 404);
	equal((await new Browser().fill('/sign-in', '/sign-in', { email: p.email, password: p.password })).status, 401);
	await signIn({ email, password: p.password });
	ok(!sql('SELECT HEX(token_hash), HEX(nonce) FROM address_change').flat().includes(Buffer.from(link.slice(-43)).toString('hex').toUpperCase()));
});

test('who has an authenticator types a code as well', async () => {
	const p = await person(), { seed } = await setUp(p.browser, p.password);
	equal((await own(p, { name: 'Coded', current_password: p.password, code: '' })).status, 422);
	equal((await own(p, { name: 'Coded', current_password: p.password, code: '000000' })).status, 422);
	equal((await own(p, { name: 'Coded', current_password: p.password, code: code(seed) })).status, 303);
	equal(now(p)[0], 'Coded');
});

test('an address of somebody else, a broken one, an ended link and a later wish change nothing', async () => {
	const p = await person();
	for (const email of [people.seller.email.toUpperCase(), 'no address', 'two@at@example.org', '', 'x y@example.org'])
		equal((await own(p, { email, current_password: p.password })).status, 422, email);
	equal(sql(`SELECT COUNT(*) FROM address_change WHERE person_id = ${p.id}`), [['0']]);
	const [first, second] = [address('first'), address('second')];
	await own(p, { email: first, current_password: p.password });
	const old = await linkOf(p);
	await own(p, { email: second, current_password: p.password });
	equal((await new Browser().get(old)).status, 404, 'the earlier wish');
	const link = await linkOf(p);
	sql(`UPDATE address_change SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE person_id = ${p.id}`);
	equal((await new Browser().get(link)).status, 404, 'a day later');
	await own(p, { email: second, current_password: p.password });
	const fresh = await linkOf(p), page = await p.browser.get(fresh);
	const rival = concord('person', 'add', '--email', second, '--name', 'Rival Person', '--team', 'sales');
	secret(rival);
	equal((await p.browser.submit(page, '/account/address')).status, 409, 'somebody was quicker');
	equal(now(p)[1], p.email);
	for (const made of ['', 'x', 'A'.repeat(43)])
		equal((await new Browser().get(`/account/address?link=${made}`)).status, 404);
});

test('another password, other sessions ended, codes turned on, or the present address saved: the open wish is over', async () => {
	const fresh = () => secret(`velvet okapi ${unique('trundles')} sideways`), administrator = await as('administrator');
	const ends = {
		'own password': async p => { const word = fresh(); return p.browser.fill('/account/password', '/account/password', { current_password: p.password, new_password: word, new_password_again: word }); },
		'a link for a password': async p => {
			await administrator.submit(await administrator.get(p.path), `${p.path}/link`);
			const link = secret((await administrator.get(p.path)).page.main.match(/\/sign-in\/password\?link=[\w-]+/)[0]), word = fresh();
			return new Browser().fill(link, '/sign-in/password', { new_password: word, new_password_again: word });
		},
		'all other browsers': async p => {
			await signIn(p);
			return p.browser.fill('/account/sessions', '/account/sessions/end');
		},
		'one other browser': async p => {
			await signIn(p);
			const page = await p.browser.get('/account/sessions');
			return p.browser.submit(page, page.text.match(/\/account\/sessions\/\d+\/end/)[0]);
		},
		'codes': async p => { await setUp(p.browser, p.password); return { status: 303 }; },
		'the present address': p => own(p, { current_password: p.password }),
	};
	for (const [what, end] of Object.entries(ends)) {
		const p = await person(), email = address('thief');
		equal((await own(p, { email, current_password: p.password })).status, 303);
		const link = await linkOf(p), page = await new Browser().get(link);
		equal(page.status, 200);
		equal((await end(p)).status, 303, what);
		equal((await new Browser().get(link)).status, 404, what);
		equal(sql(`SELECT COUNT(*) FROM address_change WHERE person_id = ${p.id} AND ended_at IS NULL`), [['0']], what);
		equal(now(p)[1], p.email);
	}
});

test('who withdraws the wish is told, and who had none is not', async () => {
	const p = await person();
	equal((await own(p, { current_password: p.password })).location, '/account/profile?done=settings');
	await own(p, { email: address('second.thought'), current_password: p.password });
	const answer = await own(p, { email: p.email, current_password: p.password });
	match((await p.browser.follow(answer)).page.notice, 'You keep your present address');
	lacks((await p.browser.get('/account/profile')).page.main, 'waits to be confirmed');
	equal(sql(`SELECT COUNT(*) FROM audit WHERE act = 'address.withdraw' AND subject_id = ${p.id}`), [['1']]);
});

test('two tabs: the second one that saves is told', async () => {
	const p = await person(), tab = await p.browser.get('/account/profile');
	await own(p, { name: 'First Tab', current_password: p.password });
	equal((await p.browser.submit(tab, '/account/profile', { name: 'Second Tab', current_password: p.password })).status, 409);
	equal(now(p)[0], 'First Tab');
});

test('an administrator changes name and address at once, and the old address is told', async () => {
	const p = await person(), email = address('moved');
	for (const name of ['sales', 'seller', 'observer'])
		equal((await (await as(name)).get(`${p.path}/edit`)).status, 403, name);
	await own(p, { email: address('wish'), current_password: p.password });
	const wish = await linkOf(p), tab = await administrator.get(`${p.path}/edit`);
	equal((await edit(p, { name: 'By Administrator', email })).location, `${p.path}?done=roles`);
	equal(now(p), ['By Administrator', email, 'sales', '0']);
	equal((await p.browser.get('/account')).status, 200, 'no other team: still signed in');
	equal((await new Browser().get(wish)).status, 404, 'their own wish is over');
	const told = (await settled(newest(p.id, 'address.asked'))).message;
	match(told, `To: ${p.email}\r\n`);
	match(words(told), `set your address to ${email}`);
	equal((await administrator.submit(tab, p.path, { name: 'Too late' })).status, 409);
	const answer = await edit(p, { name: '', email: people.seller.email });
	equal(answer.status, 422);
	match((await edit(p, { email: people.seller.email })).page.problems.join(), 'has this email address already');
});

test('an administrator changes their own address as everybody does, not on the page of people', async () => {
	const p = await person(), email = address('own.way');
	sql(`UPDATE person SET is_administrator = TRUE WHERE id = ${p.id}`);
	const answer = await edit(p, { name: 'Mallory', email }, p.browser);
	equal(answer.status, 422);
	match(answer.page.problems.join(), 'Change your own address on the page of your account');
	equal(now(p).slice(0, 2), ['Changer Person', p.email]);
	equal((await edit(p, { name: 'Own Name' }, p.browser)).status, 303);
	equal(now(p).slice(0, 2), ['Own Name', p.email]);
	sql(`UPDATE person SET is_administrator = FALSE WHERE id = ${p.id}`);
});

test('the letter to the old address tells what has become of it when it is sent', async () => {
	const p = await person(), [kept, taken] = [address('kept'), address('taken')];
	const letter = async change => {
		sql(`INSERT INTO outbox (person_id, kind, subject_id, next_at, created_at) VALUES (${p.id}, 'address.asked', ${change}, UTC_TIMESTAMP(), UTC_TIMESTAMP())`);
		return words((await settled(newest(p.id, 'address.asked'))).message);
	};
	const change = () => sql(`SELECT MAX(id) FROM address_change WHERE person_id = ${p.id}`)[0][0];
	await own(p, { email: kept, current_password: p.password });
	match(await letter(change()), 'It counts as soon as it is confirmed there');
	await own(p, { email: p.email, current_password: p.password });
	match(await letter(change()), 'That is over, and nothing was changed by it');
	await own(p, { email: taken, current_password: p.password });
	equal((await new Browser().fill(await linkOf(p), '/account/address')).status, 303);
	match(await letter(change()), `your address is ${taken} now`);
});

test('addresses that mail cannot be sent to are refused, and who has one from before still gets the letters', async () => {
	const p = await person(), bad = `changer[${p.id}@example.org`, email = address('sound');
	for (const typed of [bad, 'in\u00eas@example.org']) {
		equal((await own(p, { email: typed, current_password: p.password })).status, 422, typed);
		equal((await edit(p, { email: typed })).status, 422, typed);
	}
	equal((await edit(p, { email })).status, 303);
	sql(`UPDATE person SET email = '${bad}' WHERE id = ${p.id}`);
	const change = sql(`SELECT MAX(id) FROM address_change WHERE person_id = ${p.id}`)[0][0];
	sql(`INSERT INTO outbox (person_id, kind, subject_id, next_at, created_at) VALUES (${p.id}, 'address.asked', ${change}, UTC_TIMESTAMP(), UTC_TIMESTAMP())`);
	match((await settled(newest(p.id, 'address.asked'))).message ?? '', `To: ${p.email}\r\n`);
	equal((await own(p, { name: 'Keeps It', current_password: p.password })).status, 303, 'the name alone');
	const next = address('next');
	equal((await own(p, { email: next, current_password: p.password })).status, 303);
	match((await settled(newest(p.id, 'address.confirm'))).message ?? '', `To: ${next}\r\n`);
});

test('another team ends sessions, the signatory role and being a deputy; what was signed keeps its team', async () => {
	const p = await person('sales', '--signatory'), marketer = await as('marketer');
	const term = await agreed(marketer, await as('marketing'), p.browser);
	sql(`UPDATE person SET deputy_id = ${p.id} WHERE email = '${people.seller.email}'`);
	equal((await edit(p, { team: 'marketing' })).location, `${p.path}?done=moved`);
	equal(now(p).slice(2), ['marketing', '0']);
	equal((await p.browser.get('/account')).status, 303, 'signed out');
	equal(sql(`SELECT deputy_id FROM person WHERE email = '${people.seller.email}'`), [['NULL']]);
	equal(sql(`SELECT team FROM signature WHERE person_id = ${p.id}`), [['sales']]);
	match((await marketer.get(`/glossary/${term.slug}`)).page.main, 'No longer a signatory of Sales');
	const again = await signIn({ email: p.email, password: p.password });
	match((await again.get('/account')).page.main, 'Member of Marketing');
	equal(sql(`SELECT detail FROM audit WHERE act = 'person.edit' AND subject_id = ${p.id} ORDER BY id DESC LIMIT 1`), [['name=0 email=0 team=sales to marketing signatory ends']]);
	await edit(p, { team: 'observer' });
	equal((await (await signIn({ email: p.email, password: p.password })).get('/glossary/new')).status, 403);
});

test('the last signatory stays in the team, and nobody moves themselves', async () => {
	const path = `/people/${sql(`SELECT id FROM person WHERE email = '${people.sales.email}'`)[0][0]}`;
	const answer = await edit({ path }, { team: 'marketing' });
	equal(answer.status, 422);
	match(answer.page.problems.join(), 'last signatory of Sales');
	const mine = `/people/${sql(`SELECT id FROM person WHERE email = '${people.administrator.email}'`)[0][0]}`;
	match((await edit({ path: mine }, { team: 'sales' })).page.problems.join(), 'cannot move yourself');
	const pair = [await person('sales', '--signatory'), await person('sales', '--signatory')];
	sql(`UPDATE person SET is_signatory = FALSE WHERE email = '${people.sales.email}'`);
	try {
		const answers = await Promise.all(pair.map(p => edit(p, { team: 'marketing' })));
		equal(answers.map(a => a.status).sort(), [303, 422], 'two at once');
	} finally {
		sql(`UPDATE person SET is_signatory = (email = '${people.sales.email}') WHERE team = 'sales'`);
		for (const p of pair)
			sql(`UPDATE person SET is_signatory = FALSE WHERE id = ${p.id}`);
	}
});

test('all of it is on record, without addresses', () => {
	const acts = sql('SELECT DISTINCT act FROM audit').flat();
	for (const act of ['person.name', 'person.edit', 'address.ask', 'address.change'])
		ok(acts.includes(act), act);
	lacks(sql("SELECT CONCAT_WS(' ', act, detail) FROM audit").flat().join(), '@');
});
