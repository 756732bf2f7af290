// Coming in and going out.
import { accounts, as, base, Browser, people, send, signIn, sql } from '../lib/client.mjs';
import { differs, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const name = `concord-${new URL(base).port}`;
const session = answer => answer.cookies.find(c => c.startsWith(`${name}=`));

test('the sample organisation has the people it promises', () => {
	const of = (team, role) => accounts.filter(a => a.team === team && (!role || a.roles.includes(role))).length;
	ok(of('marketing') >= 2 && of('marketing', 'signatory') >= 1, 'Marketing');
	ok(of('sales') >= 2 && of('sales', 'signatory') >= 1, 'Sales');
	ok(of('observer') >= 1, 'an observer');
	ok(accounts.some(a => a.roles.includes('administrator') && !a.roles.includes('signatory')), 'an administrator who does not sign');
	equal(new Set(accounts.map(a => a.password)).size, accounts.length, 'passwords differ');
	ok(accounts.every(a => a.password.length >= 12), 'passwords of 12 characters and more');
});

test('everybody of the sample can sign in and sees who they are', async () => {
	for (const account of accounts) {
		const browser = await signIn(account);
		const page = (await browser.get('/account')).page;
		match(page.main, account.name);
		match(page.main, account.email);
	}
});

test('the session\'s cookie is out of reach of scripts and of other sites', async () => {
	const browser = new Browser();
	const answer = await browser.fill('/sign-in', '/sign-in', { email: people.marketer.email, password: people.marketer.password });
	equal([answer.status, answer.location], [303, '/']);
	const cookie = session(answer);
	match(cookie, /; Path=\/(;|$)/);
	match(cookie, /; HttpOnly(;|$)/i);
	match(cookie, /; SameSite=Lax(;|$)/i);
	lacks(cookie, /Secure|Domain|Expires|Max-Age/i, 'the cookie over plain loopback');
	ok(cookie.match(/=([^;]*)/)[1].length >= 43, '256 bits');
});

test('a cookie that was planted is not the one after signing in, and signing in anew ends the old session', async () => {
	const browser = new Browser();
	browser.jar.set(name, 'A'.repeat(43));
	await signIn(people.marketer, browser);
	const first = browser.jar.get(name);
	differs(first, 'A'.repeat(43));
	const csrf = (await browser.get('/account')).page.form('/sign-out').value('csrf');
	equal((await browser.post('/sign-in', { csrf, email: people.seller.email, password: people.seller.password })).status, 303);
	differs(browser.jar.get(name), first);
	match((await browser.get('/account')).page.main, people.seller.name);
	const old = new Browser();
	old.jar.set(name, first);
	equal((await old.get('/account')).status, 303, 'the old cookie');
});

test('a stranger\'s cookie opens nothing', async () => {
	for (const value of ['', 'A'.repeat(43), 'A'.repeat(5000), '../../etc/passwd', "' OR 1=1 -- "]) {
		const answer = await send('GET', '/account', { headers: { cookie: `${name}=${value}` } });
		equal(answer.status, 303, value.slice(0, 20));
	}
});

test('unknown, wrong and empty get the same answer: status, words, length', async () => {
	const answers = [];
	for (const [email, password] of [[people.seller.email, 'not the password'], ['nobody@example.org', 'not the password'], [people.seller.email, ''],
		[people.seller.email, 'x'.repeat(5000)], ['', ''], [people.seller.email.toUpperCase(), 'not the password']]) {
		const answer = await new Browser().fill('/sign-in', '/sign-in', { email, password });
		equal(answer.status, 401, email);
		equal(session(answer), undefined, email);
		equal(answer.page.form('/sign-in').value('password') ?? '', '', 'the password is not shown again');
		equal(answer.page.form('/sign-in').value('email'), email, 'the address is');
		answers.push(answer);
	}
	equal([...new Set(answers.map(a => a.page.problems.join(' ')))], ['The email address or the password is not right. Check both and try again.']);
	match(answers[0].page.title, /^Error: /);
});

test('an address in capitals or with blanks around is the same person', async () => {
	for (const email of [people.seller.email.toUpperCase(), `  ${people.seller.email} `])
		equal((await new Browser().fill('/sign-in', '/sign-in', { email, password: people.seller.password })).status, 303, email);
});

test('a password is taken exactly as typed', async () => {
	for (const password of [` ${people.seller.password}`, `${people.seller.password} `, people.seller.password.toUpperCase(), people.seller.password.slice(0, -1)])
		if (password !== people.seller.password)
			equal((await new Browser().fill('/sign-in', '/sign-in', { email: people.seller.email, password })).status, 401, JSON.stringify(password.length));
});

test('one comes back to the page that was asked for', async () => {
	const browser = new Browser();
	const sent = await browser.get('/glossary?show=retired&within=%C3%A4+b');
	equal(sent.status, 303);
	const page = await browser.get(sent.location);
	const answer = await browser.submit(page, '/sign-in', { email: people.marketer.email, password: people.marketer.password });
	equal(answer.location, '/glossary?show=retired&within=%C3%A4+b');
});

test('and to no other site, whatever the address says', async () => {
	for (const next of ['https://example.org/', '//example.org', '/\\example.org', '/\t/example.org', 'javascript:alert(1)', '/x\r\nSet-Cookie: a=b', '/sign-out']) {
		const browser = new Browser();
		const answer = await browser.submit(await browser.get(`/sign-in?next=${encodeURIComponent(next)}`), '/sign-in', { email: people.marketer.email, password: people.marketer.password });
		equal(answer.status, 303, next);
		ok(answer.location.startsWith('/') && !/^\/[\\/\t]/.test(answer.location) && answer.location !== '/sign-out', `${next} leads to ${answer.location}`);
		equal(answer.cookies.filter(c => c.startsWith('a=')), [], next);
		lacks(answer.location, /[\x00-\x20\\]/, `${JSON.stringify(next)} leads to`);
	}
});

test('signing out ends the session at the server and clears the browser', async () => {
	const browser = await signIn(people.marketer);
	const kept = browser.jar.get(name);
	const answer = await browser.submit(await browser.get('/'), '/sign-out');
	equal([answer.status, answer.location], [303, '/sign-in']);
	equal(answer.headers['clear-site-data'], '"cache", "storage"');
	match(session(answer), /Max-Age=0/i);
	equal(browser.jar.has(name), false);
	const thief = new Browser();
	thief.jar.set(name, kept);
	equal((await thief.get('/account')).status, 303, 'the old cookie');
});

test('signing out of one browser leaves the other signed in', async () => {
	const [one, two] = [await signIn(people.marketer), await signIn(people.marketer)];
	await one.submit(await one.get('/'), '/sign-out');
	equal((await two.get('/account')).status, 200);
});

test('the database holds no token and no password that could be used', async () => {
	const browser = await signIn(people.marketer);
	const dump = sql('SELECT HEX(token_hash) FROM session').flat().concat(sql('SELECT password_hash FROM person WHERE password_hash IS NOT NULL').flat());
	const cookie = browser.jar.get(name);
	ok(!dump.some(text => text.includes(cookie) || text.includes(Buffer.from(cookie).toString('hex').toUpperCase())), 'the cookie\'s text');
	ok(sql('SELECT password_hash FROM person WHERE password_hash IS NOT NULL').flat().every(hash => hash.startsWith('$argon2id$v=19$m=19456,t=2,')), 'argon2id, 19 MiB, 2 passes');
});

test('a session ends after 8 idle hours and after 24 in all', async () => {
	for (const [column, hours] of [['seen_at', 9], ['created_at', 25]]) {
		const browser = await signIn(people.marketer);
		const newest = sql('SELECT MAX(id) FROM session')[0][0];
		equal((await browser.get('/account')).status, 200);
		sql(`UPDATE session SET ${column} = ${column} - INTERVAL ${hours} HOUR WHERE id = ${newest}`);
		equal((await browser.get('/account')).status, 303, column);
	}
});

test('who is disabled is out at the next click and cannot come back', async () => {
	const browser = await signIn(people.seller);
	sql(`UPDATE person SET disabled_at = UTC_TIMESTAMP() WHERE email = '${people.seller.email}'`);
	try {
		equal((await browser.get('/account')).status, 303);
		const answer = await new Browser().fill('/sign-in', '/sign-in', { email: people.seller.email, password: people.seller.password });
		equal(answer.status, 401);
		match(answer.page.problems.join(), 'not right');
	} finally {
		sql(`UPDATE person SET disabled_at = NULL WHERE email = '${people.seller.email}'`);
	}
});

test('a change of role holds at the next click', async () => {
	const browser = await signIn(people.seller);
	equal((await browser.get('/glossary/new')).status, 200);
	sql(`UPDATE person SET team = 'observer' WHERE email = '${people.seller.email}'`);
	try {
		equal((await browser.get('/glossary/new')).status, 403);
	} finally {
		sql(`UPDATE person SET team = 'sales' WHERE email = '${people.seller.email}'`);
	}
	equal((await browser.get('/glossary/new')).status, 200);
});

test('sign-ins and refusals are on record, without words', async () => {
	await new Browser().fill('/sign-in', '/sign-in', { email: 'nobody@example.org', password: 'not the password' });
	await (await as('marketer')).get('/');
	const acts = sql('SELECT DISTINCT act FROM audit').flat();
	for (const act of ['sign_in', 'sign_in.refused', 'sign_out'])
		ok(acts.includes(act), `${act} is not among ${acts}`);
	const details = sql("SELECT CONCAT_WS(' ', subject, detail) FROM audit").flat().join('\n');
	lacks(details, '@', 'the details');
});
