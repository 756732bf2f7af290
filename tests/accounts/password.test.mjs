// Changing one's password.
import { as, base, Browser, concord, people, secret, signIn, sql } from '../lib/client.mjs';
import { differs, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const name = `concord-${new URL(base).port}`;
const email = 'quill.harbour@example.org';
const first = secret(concord('person', 'add', '--email', email, '--name', 'Quill Harbour', '--team', 'sales'));
const second = secret('velvet okapi trundles sideways');
const change = (browser, current, fresh, again = fresh) => browser.fill('/account/password', '/account/password',
	{ current_password: current, new_password: fresh, new_password_again: again });

test('what is easy to guess is refused beside its field, and nothing is changed', async () => {
	const browser = await signIn({ email, password: first });
	for (const [typed, why] of [['short one', /at least 12 characters/], ['x'.repeat(129), /at most 128/], ['Password2026!', /easy to guess/], ['QuillHarbour1', /easy to guess/],
		['Meridian-Instruments-1', /easy to guess/], ['123456789012', /easy to guess/], ['concord-sales-2026', /easy to guess/], ['', /Enter new password/]]) {
		const answer = await change(browser, first, typed);
		equal(answer.status, 422, typed);
		match(answer.page.problems.join(' '), why, typed);
		lacks(answer.text, `value="${typed || 'nothing'}"`, 'the page');
	}
	equal((await signIn({ email, password: first })).account.email, email);
});

test('the present password is asked for, and a wrong one is on record', async () => {
	const browser = await signIn({ email, password: first });
	const answer = await change(browser, 'not what it is at all', second);
	equal(answer.status, 422);
	match(answer.page.problems.join(' '), 'not your present password');
	equal(sql(`SELECT COUNT(*) FROM audit WHERE act = 'password.refused' AND person_id = (SELECT id FROM person WHERE email = '${email}')`), [['1']]);
});

test('two different new passwords, and the old one as the new one, are refused', async () => {
	const browser = await signIn({ email, password: first });
	match((await change(browser, first, second, `${second}!`)).page.problems.join(' '), 'The two new passwords differ');
	match((await change(browser, first, first)).page.problems.join(' '), 'Choose another');
});

test('a change ends every other session, renews this one, and only the new password opens', async () => {
	const [here, there] = [await signIn({ email, password: first }), await signIn({ email, password: first })];
	const before = here.jar.get(name);
	const answer = await change(here, first, second);
	equal([answer.status, answer.location], [303, '/account?done=password']);
	differs(here.jar.get(name), before, 'the cookie');
	match((await here.follow(answer)).page.notice, 'Your password is changed');
	equal((await there.get('/account')).status, 303, 'the other browser');
	const thief = new Browser();
	thief.jar.set(name, before);
	equal((await thief.get('/account')).status, 303, 'the old cookie');
	equal((await new Browser().fill('/sign-in', '/sign-in', { email, password: first })).status, 401, 'the old password');
	await signIn({ email, password: second });
	equal(sql(`SELECT COUNT(*) FROM audit WHERE act = 'password.change' AND person_id = (SELECT id FROM person WHERE email = '${email}')`), [['1']]);
});

test('a password is taken exactly as it is typed, blanks and all', async () => {
	const browser = await signIn({ email, password: second });
	const blank = secret('  zwei Öfen, drei Zuber  ');
	equal((await change(browser, second, blank)).status, 303);
	await signIn({ email, password: blank });
	equal((await new Browser().fill('/sign-in', '/sign-in', { email, password: blank.trim() })).status, 401);
});

test('only for oneself, and only signed in', async () => {
	equal((await new Browser().get('/account/password')).status, 303);
	const page = await (await as('observer')).get('/account/password');
	equal(page.status, 200);
	equal(page.page.form('/account/password').names().sort().join(), 'csrf,current_password,email,key,new_password,new_password_again');
	ok(people.observer);
});
