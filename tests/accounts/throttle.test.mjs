// Guessing passwords is slow, and nobody can be locked out by a stranger.
import { Browser, concord, secret, signIn, sql } from '../lib/client.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const person = { email: 'wren.mallory@example.org', name: 'Wren Mallory' };
person.password = secret(concord('person', 'add', '--email', person.email, '--name', person.name, '--team', 'marketing'));
const guess = (email, password, browser = new Browser()) => browser.fill('/sign-in', '/sign-in', { email, password });
const least = texts => texts.map(t => t.replace(/ value="[^"]*"/g, ''));

test('ten wrong tries, then 429 with the time to wait, for people there are and for people there are not', async () => {
	const known = await signIn(person);
	const answers = [];
	for (const email of [person.email, 'nobody.of.that.name@example.org']) {
		for (let i = 0; i < 10; i++)
			equal((await guess(email, 'wrong as can be')).status, 401, `${email}, try ${i + 1}`);
		answers.push(await guess(email, 'wrong as can be'));
	}
	for (const answer of answers) {
		equal(answer.status, 429);
		ok(answer.headers['retry-after'] > 800 && answer.headers['retry-after'] <= 900, `Retry-After ${answer.headers['retry-after']}`);
		match(answer.page.problems.join(), 'Try again in 15 minutes');
	}
	equal(...least(answers.map(a => a.text)));
	equal((await guess(person.email, person.password)).status, 429, 'the right password from a browser nobody knows');
	equal((await guess(person.email.toUpperCase(), person.password)).status, 429, 'in capitals');
	const again = new Browser();
	for (const [name, value] of known.jar)
		if (name.endsWith('-known'))
			again.jar.set(name, value);
	equal((await guess(person.email, person.password, again)).status, 303, 'from a browser that has signed in before');
	ok(sql("SELECT COUNT(*) FROM audit WHERE act = 'sign_in.slowed'")[0][0] >= 3, 'on record');
});

test('after the wait the right password opens again', async () => {
	sql(`UPDATE sign_in_guess SET last_at = last_at - INTERVAL 901 SECOND`);
	equal((await guess(person.email, person.password)).status, 303);
});

test('right passwords never count', async () => {
	for (let i = 0; i < 15; i++)
		await signIn(person);
	equal((await guess(person.email, 'wrong as can be')).status, 401);
});

test('guesses sent at once count as well', async () => {
	const email = 'sent.at.once@example.org';
	const browsers = await Promise.all(Array.from({ length: 16 }, async () => { const b = new Browser(); return [b, await b.get('/sign-in')]; }));
	const answers = await Promise.all(browsers.map(([b, page]) => b.submit(page, '/sign-in', { email, password: 'wrong as can be' })));
	equal(answers.filter(a => a.status === 401).length, 10, answers.map(a => a.status).join());
	equal(answers.filter(a => a.status === 429).length, 6);
});

test('the present password cannot be guessed from an open session either', async () => {
	const browser = await signIn(person);
	const said = [];
	for (let i = 0; i < 11; i++) {
		const answer = await browser.fill('/account/password', '/account/password', { current_password: 'wrong as can be',
			new_password: 'velvet okapi trundles sideways', new_password_again: 'velvet okapi trundles sideways' });
		equal(answer.status, 422);
		said.push(answer.page.problems.join());
	}
	match(said[9], 'not your present password');
	match(said[10], 'too many wrong tries');
});

test('what is kept of guesses names nobody', () => {
	equal(sql("SELECT COUNT(*) FROM information_schema.columns WHERE table_name = 'sign_in_guess' AND data_type LIKE '%char%'"), [['0']]);
});
