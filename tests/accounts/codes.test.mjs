// Codes at sign-in: set up with an app, asked for after the password, each used once, and no way round them.
import { as, Browser, concord, eventually, people, secret, send, sql, state, unique } from '../lib/client.mjs';
import { newest, settled, words } from '../lib/mail.mjs';
import { code, setUp } from '../lib/totp.mjs';
import { readFileSync } from 'node:fs';
import { differs, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const WRONG = 'This code is not right, or was used before. Check it and try again.';

// Somebody of their own, signed in.
async function person(team = 'sales') {
	const email = `${unique('coder').replace(/ /g, '.')}@example.org`;
	const password = secret(concord('person', 'add', '--email', email, '--name', 'Coder Person', '--team', team));
	const browser = new Browser();
	equal((await browser.fill('/sign-in', '/sign-in', { email, password })).location, '/');
	const [[id]] = sql(`SELECT id FROM person WHERE email = '${email}'`);
	return { email, password, browser, id };
}
async function coded(team) {
	const p = await person(team);
	return Object.assign(p, await setUp(p.browser, p.password));
}
const forget = p => sql(`UPDATE authenticator SET last_step = 0 WHERE person_id = ${p.id}`);
const calm = () => sql('DELETE FROM sign_in_guess');
const inside = async browser => (await browser.get('/account')).status === 200;
// As far as the page that asks for the code.
async function half(p, browser = new Browser(), from = '/sign-in') {
	const answer = await browser.fill(from, '/sign-in', { email: p.email, password: p.password });
	equal(answer.status, 303);
	match(answer.location, /^\/sign-in\/code\?next=/);
	return { browser, answer, page: await browser.get(answer.location) };
}
const whole = async (p, typed, h) => { h ??= await half(p); return h.browser.submit(h.page, '/sign-in/code', { code: typed }); };

test('an app is set up with the password and its first code; ten recovery codes are shown once', async () => {
	const p = await person();
	const refused = await p.browser.fill('/account/authenticator', '/account/authenticator', { current_password: 'not the password' });
	equal(refused.status, 422);
	equal(sql(`SELECT COUNT(*) FROM authenticator WHERE person_id = ${p.id}`), [['0']]);
	const begun = await p.browser.follow(await p.browser.fill('/account/authenticator', '/account/authenticator', { current_password: p.password }));
	equal(begun.headers['cache-control'], 'no-store');
	const seed = secret(begun.page.main.match(/(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/)[0]);
	ok(/<path d="M0 0h7v1h-7z/.test(begun.text), 'the picture');
	const control = begun.page.all(n => n.attributes.name === 'code')[0].attributes;
	equal([control.inputmode, control.autocomplete, control.maxlength], ['numeric', 'one-time-code', undefined]);
	ok(await inside(p.browser) && (await new Browser().fill('/sign-in', '/sign-in', { email: p.email, password: p.password })).location === '/', 'nothing is asked for before it is confirmed');
	const wrong = await p.browser.submit(begun, '/account/authenticator/confirmation', { code: '000000' });
	equal(wrong.status, 422);
	match(wrong.page.problems.join(), 'clock');
	const fields = begun.page.form('/account/authenticator/confirmation').fields({ code: ` ${code(seed).replace(/(...)/, '$1 ')} ` });
	const made = await p.browser.post('/account/authenticator/confirmation', fields);
	equal(made.status, 200);
	const codes = made.page.main.match(/[a-z2-7]{6}(?:-[a-z2-7]{6}){3}/g).map(secret);
	equal([codes.length, new Set(codes).size], [10, 10]);
	equal(made.headers['cache-control'], 'no-store');
	const again = await p.browser.post('/account/authenticator/confirmation', fields);
	equal(again.page.main.match(/[a-z2-7]{6}(?:-[a-z2-7]{6}){3}/g), codes, 'the same form once more shows the same, and makes no others');
	const page = await p.browser.get('/account/authenticator');
	match(page.page.main, '10 of 10 recovery codes left');
	lacks(page.text, seed);
	lacks(page.text, codes[0]);
	equal((await p.browser.fill('/account', '/sign-out')).status, 303);
});

test('what is being set up is shown to no other session, and half an hour at most', async () => {
	const p = await person(), other = new Browser();
	await other.fill('/sign-in', '/sign-in', { email: p.email, password: p.password });
	const begun = await p.browser.follow(await p.browser.fill('/account/authenticator', '/account/authenticator', { current_password: p.password }));
	const seed = secret(begun.page.main.match(/(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/)[0]);
	lacks((await other.get('/account/authenticator')).text, seed);
	const csrf = (await other.get('/account')).page.form('/sign-out').value('csrf');
	equal((await other.post('/account/authenticator/confirmation', { csrf, code: code(seed) })).status, 409);
	sql(`UPDATE authenticator SET begun_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR WHERE person_id = ${p.id}`);
	lacks((await p.browser.get('/account/authenticator')).text, seed, 'the clock was set back an hour');
	sql(`UPDATE authenticator SET begun_at = UTC_TIMESTAMP() - INTERVAL 31 MINUTE WHERE person_id = ${p.id}`);
	lacks((await p.browser.get('/account/authenticator')).text, seed);
	equal((await p.browser.submit(begun, '/account/authenticator/confirmation', { code: code(seed) })).status, 409);
});

test('turning it on ends every other browser', async () => {
	const p = await person(), other = new Browser();
	await other.fill('/sign-in', '/sign-in', { email: p.email, password: p.password });
	await setUp(p.browser, p.password);
	ok(await inside(p.browser) && !await inside(other));
});

test('the password alone opens nothing; password and code open the page that was asked for, with a new session', async () => {
	const p = await coded();
	const h = await half(p, new Browser(), '/sign-in?next=%2Fglossary%3Fshow%3Dretired');
	equal(await inside(h.browser), false);
	equal(h.answer.cookies.filter(c => /^concord-\d+=/.test(c)), [], 'no session yet');
	match(h.answer.cookies.join(), /-ticket=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=300/);
	const control = h.page.page.all(n => n.attributes.name === 'code')[0].attributes;
	equal([control.inputmode, control.autocomplete, control.maxlength, control.value], ['numeric', 'one-time-code', undefined, undefined]);
	const planted = 'A'.repeat(43);
	h.browser.jar.set(`concord-${new URL(process.env.BASE_URL).port}`, planted);
	const page = await h.browser.get(h.answer.location);
	const answer = await h.browser.submit(page, '/sign-in/code', { code: code(p.seed) });
	equal([answer.status, answer.location], [303, '/glossary?show=retired']);
	ok(await inside(h.browser));
	differs([...h.browser.jar.values()].includes(planted), true);
	equal([...h.browser.jar.keys()].filter(name => name.endsWith('-ticket')), [], 'the ticket is used up');
});

test('what was typed while signed out is still there after the code', async () => {
	const p = await coded(), name = unique('Carried over a code');
	const form = (await p.browser.get('/glossary/new')).page.form('/glossary');
	sql(`UPDATE session SET ended_at = UTC_TIMESTAMP() WHERE person_id = ${p.id}`);
	const gate = await p.browser.post('/glossary', form.fields({ name, kind: 'word' }));
	equal(gate.status, 401);
	const answer = await p.browser.submit(gate, '/sign-in', { email: p.email, password: p.password });
	const inside = await p.browser.submit(await p.browser.get(answer.location), '/sign-in/code', { code: code(p.seed) });
	equal((await p.browser.follow(inside)).page.form('/glossary').value('name'), name);
	equal(sql(`SELECT COUNT(*) FROM term WHERE name = '${name}'`), [['0']]);
});

test('a code is good once, and so are those before it', async () => {
	const p = await coded();
	const [present, next] = [code(p.seed), code(p.seed, 1)];
	equal((await whole(p, present)).status, 303);
	for (const before of [present, p.used]) {
		const answer = await whole(p, before);
		equal(answer.status, 401);
		equal(answer.page.problems, [WRONG]);
	}
	equal((await whole(p, next)).status, 303, 'the next one');
	calm();
});

test('of two that send the same code at once exactly one is in', async () => {
	const p = await coded();
	for (let round = 0; round < 3; round++) {
		forget(p);
		const halves = await Promise.all(Array.from({ length: 4 }, () => half(p))), typed = code(p.seed);
		const answers = await Promise.all(halves.map(h => whole(p, typed, h)));
		equal(answers.map(a => a.status).sort(), [303, 401, 401, 401]);
		calm();
	}
});

test('wrong codes are all told the same', async () => {
	const p = await coded();
	const h = await half(p);
	const said = new Set();
	for (const typed of ['', '000000', '12345', 'x'.repeat(3000), p.used, code(p.seed, 5), '٠٠٠٠٠٠', "' OR 1=1 -- "]) {
		const answer = await whole(p, typed, h);
		equal(answer.status, 401, typed.slice(0, 20));
		said.add(answer.text.replace(/ (value|href)="[^"]*"/g, ''));
		if (typed.length > 5)
			lacks(answer.text, typed, 'what was typed is not shown again');
	}
	equal(said.size, 1);
	calm();
});

test('a recovery code opens once, in any way it is typed, and its person is told by mail', async () => {
	const p = await coded();
	const h = await half(p);
	const page = await h.browser.get(h.page.page.links.find(l => l.includes('with=recovery')));
	const answer = await h.browser.submit(page, '/sign-in/code', { recovery_code: ` ${p.recovery[3].toUpperCase().replaceAll('-', ' ')}` });
	equal(answer.status, 303);
	match((await h.browser.get('/account/authenticator')).page.main, '9 of 10 recovery codes left');
	const next = await half(p);
	const paper = await next.browser.get(next.page.page.links.find(l => l.includes('with=recovery')));
	const again = await next.browser.submit(paper, '/sign-in/code', { recovery_code: p.recovery[3] });
	equal([again.status, again.page.problems.join()], [401, WRONG]);
	ok(again.page.form('/sign-in/code').has('recovery_code'), 'the same field again');
	const two = await Promise.all([half(p), half(p)]);
	const both = await Promise.all(two.map(h => whole(p, p.recovery[4], h)));
	equal(both.map(a => a.status).sort(), [303, 401], 'two at once');
	const [[mail]] = sql(`SELECT MIN(id) FROM outbox WHERE kind = 'authenticator.recovery' AND person_id = ${p.id}`);
	await eventually(() => sql(`SELECT state FROM outbox WHERE id = ${mail}`)[0][0] === 'sent');
	const letter = readFileSync(`${state}/mail/${mail.padStart(8, '0')}.eml`, 'utf8');
	match(letter, `To: ${p.email}`);
	match(letter, 'recovery code of your account was used');
	calm();
});

test('a link for another password does not lead round the code', async () => {
	const p = await coded(), administrator = await as('administrator');
	await administrator.submit(await administrator.get(`/people/${p.id}`), `/people/${p.id}/link`);
	const link = secret((await administrator.get(`/people/${p.id}`)).page.main.match(/\/sign-in\/password\?link=[\w-]+/)[0]);
	const pending = await half(p), fresh = secret(`velvet okapi ${unique('trundles')} sideways`), browser = new Browser();
	const answer = await browser.fill(link, '/sign-in/password', { new_password: fresh, new_password_again: fresh });
	match(answer.location, /^\/sign-in\/code/);
	equal(await inside(browser), false);
	equal((await whole(p, code(p.seed), pending)).status, 404, 'who had the old password is half-way no more');
	const page = await browser.get(answer.location);
	equal((await browser.submit(page, '/sign-in/code', { code: '000000' })).status, 401);
	equal((await browser.submit(page, '/sign-in/code', { code: code(p.seed) })).location, '/');
	ok(await inside(browser));
	calm();
});

test('half-way is over after five minutes, for who is disabled, and elsewhere', async () => {
	const p = await coded();
	const old = await half(p);
	sql(`UPDATE sign_in_ticket SET created_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR WHERE person_id = ${p.id}`);
	equal((await whole(p, code(p.seed), old)).status, 404, 'the clock was set back an hour');
	sql(`UPDATE sign_in_ticket SET created_at = UTC_TIMESTAMP() - INTERVAL 301 SECOND WHERE person_id = ${p.id}`);
	const late = await whole(p, code(p.seed), old);
	equal(late.status, 404);
	match(late.page.problems.join(), 'five minutes');
	ok(late.page.form('/sign-in').has('password'), 'the way to begin again');
	const none = new Browser();
	equal((await none.get('/sign-in/code')).status, 404);
	const csrf = (await none.get('/sign-in')).page.form('/sign-in').value('csrf');
	equal((await none.post('/sign-in/code', { csrf, code: code(p.seed) })).status, 404);
	const h = await half(p);
	sql(`UPDATE person SET disabled_at = UTC_TIMESTAMP() WHERE id = ${p.id}`);
	equal((await whole(p, code(p.seed), h)).status, 404);
	sql(`UPDATE person SET disabled_at = NULL WHERE id = ${p.id}`);
	equal((await send('GET', '/sign-in/code', { headers: { cookie: `concord-${new URL(process.env.BASE_URL).port}-ticket=${'A'.repeat(43)}` } })).status, 404);
});

test('next leads to no other site', async () => {
	const p = await coded();
	for (const next of ['https://example.org/', '//example.org', '/sign-out']) {
		forget(p);
		const h = await half(p), fields = h.page.page.form('/sign-in/code').fields({ code: code(p.seed) });
		equal((await h.browser.post('/sign-in/code', { ...fields, next })).location, '/', next);
	}
});

test('ten wrong codes, then 429; the right password between them changes nothing, and no other account is touched', async () => {
	calm();
	const p = await coded(), other = await coded(), known = p.browser;
	for (let i = 0; i < 10; i++)
		equal((await whole(p, '000000')).status, 401, `try ${i + 1}`);
	const answer = await whole(p, code(p.seed));
	equal(answer.status, 429);
	ok(answer.headers['retry-after'] > 800, answer.headers['retry-after']);
	equal((await whole(other, code(other.seed))).status, 303);
	const again = new Browser();
	for (const [name, value] of known.jar)
		if (name.endsWith('-known'))
			again.jar.set(name, value);
	equal((await whole(p, code(p.seed), await half(p, again))).status, 303, 'a browser that has signed in before');
	const told = words((await settled(newest(p.id, 'authenticator.tried'))).message);
	match(told, 'knows your password typed 10 wrong codes');
	equal(sql(`SELECT COUNT(*) FROM outbox WHERE kind = 'authenticator.tried' AND person_id = ${p.id}`), [['1']], 'told once');
	equal(sql(`SELECT COUNT(*) FROM outbox WHERE kind = 'authenticator.tried' AND person_id = ${other.id}`), [['0']]);
	calm();
});

test('new recovery codes and turning off take password and code again', async () => {
	const p = await coded();
	for (const path of ['/account/authenticator/codes', '/account/authenticator/end']) {
		forget(p);
		for (const typed of [{ current_password: 'not the password', code: code(p.seed) }, { current_password: p.password, code: '000000' }, { current_password: p.password, code: '' }, { current_password: '', code: code(p.seed) }])
			equal((await p.browser.fill(path, path, typed)).status, 422, path);
	}
	forget(p);
	const page = await p.browser.get('/account/authenticator/codes');
	const made = await p.browser.submit(page, '/account/authenticator/codes', { current_password: p.password, code: code(p.seed) });
	const codes = made.page.main.match(/[a-z2-7]{6}(?:-[a-z2-7]{6}){3}/g).map(secret);
	equal(codes.length, 10);
	equal((await whole(p, p.recovery[0])).status, 401, 'an old one');
	equal((await whole(p, codes[0])).status, 303);
	equal((await p.browser.fill('/account/authenticator', '/account/authenticator/codes', {}).catch(() => ({ status: 0 }))).status, 0, 'no form to begin another');
	const off = await p.browser.fill('/account/authenticator/end', '/account/authenticator/end', { current_password: p.password, code: codes[1] });
	equal(off.location, '/account/authenticator?done=code-off');
	match((await p.browser.follow(off)).page.notice, 'Codes are off');
	equal((await new Browser().fill('/sign-in', '/sign-in', { email: p.email, password: p.password })).location, '/');
	equal(sql(`SELECT COUNT(*) FROM recovery_code WHERE person_id = ${p.id}`), [['0']]);
	equal((await p.browser.get('/account/authenticator/end')).status, 404);
	calm();
});

test('an administrator ends codes for who lost the app, never their own; the person is told', async () => {
	const p = await coded(), administrator = await as('administrator'), path = `/people/${p.id}`;
	for (const name of ['sales', 'seller', 'observer'])
		ok(!(await (await as(name)).get(path)).page.may(/authenticator/), name);
	const h = await half(p);
	equal((await administrator.submit(await administrator.get(path), `${path}/authenticator/end`)).location, `${path}?done=code-ended`);
	equal((await whole(p, code(p.seed), h)).status, 404);
	equal((await new Browser().fill('/sign-in', '/sign-in', { email: p.email, password: p.password })).location, '/');
	const [[mail, kind]] = sql(`SELECT id, kind FROM outbox WHERE person_id = ${p.id} ORDER BY id DESC LIMIT 1`);
	equal(kind, 'authenticator.remove');
	await eventually(() => sql(`SELECT state FROM outbox WHERE id = ${mail}`)[0][0] === 'sent');
	const [[own]] = sql(`SELECT id FROM person WHERE email = '${people.administrator.email}'`);
	const csrf = (await administrator.get('/account')).page.form('/sign-out').value('csrf');
	sql(`INSERT INTO authenticator (person_id, sealed_seed, begun_by, begun_at, confirmed_at) VALUES (${own}, 'x', 1, UTC_TIMESTAMP(), UTC_TIMESTAMP())`);
	try {
		ok(!(await administrator.get(`/people/${own}`)).page.may(/authenticator/));
		equal((await administrator.post(`/people/${own}/authenticator/end`, { csrf })).status, 409);
	} finally {
		sql(`DELETE FROM authenticator WHERE person_id = ${own}`);
	}
	equal((await administrator.post(`${path}/authenticator/end`, { csrf })).status, 409, 'there is none any more');
});

test('the operator ends codes by the command, for an administrator nobody can help', async () => {
	const p = await coded();
	equal(concord('person', 'codes-off', '--email', p.email), '');
	equal((await new Browser().fill('/sign-in', '/sign-in', { email: p.email, password: p.password })).location, '/');
	equal(sql(`SELECT detail FROM audit WHERE act = 'authenticator.remove' AND subject_id = ${p.id}`), [['command']]);
	equal(sql(`SELECT COUNT(*) FROM outbox WHERE kind = 'authenticator.remove' AND person_id = ${p.id}`), [['1']]);
	for (const words of [['--email', p.email], ['--email', 'nobody@example.org'], []]) {
		let refused = false;
		try {
			concord('person', 'codes-off', ...words);
		} catch {
			refused = true;
		}
		ok(refused, words.join(' '));
	}
});

test('turning codes on and making new recovery codes are told by mail, once each', async () => {
	const p = await coded();
	const on = await settled(newest(p.id, 'authenticator.on'));
	match(on.message, `To: ${p.email}\r\n`);
	match(words(on.message), 'asks for a code of your app from now on');
	const path = '/account/authenticator/codes', fields = (await p.browser.get(path)).page.form(path).fields({ current_password: p.password, code: code(p.seed) });
	for (let i = 0; i < 2; i++)
		equal((await p.browser.post(path, fields)).status, 200);
	const made = words((await settled(newest(p.id, 'authenticator.codes'))).message);
	match(made, 'ten new recovery codes were made');
	match(made, 'This kind of mail always comes');
	equal(sql(`SELECT kind, COUNT(*) FROM outbox WHERE person_id = ${p.id} GROUP BY kind ORDER BY kind`), [['authenticator.codes', '1'], ['authenticator.on', '1']]);
	calm();
});

test('the form that made recovery codes shows them again for ten minutes, then no more', async () => {
	const p = await person(), shown = answer => (answer.page.main.match(/[a-z2-7]{6}(?:-[a-z2-7]{6}){3}/g) ?? []).map(secret);
	const begun = await p.browser.follow(await p.browser.fill('/account/authenticator', '/account/authenticator', { current_password: p.password }));
	const seed = secret(begun.page.main.match(/(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/)[0]);
	const later = minutes => sql(`UPDATE recovery_code SET made_at = UTC_TIMESTAMP() - INTERVAL ${minutes} MINUTE WHERE person_id = ${p.id}`);
	const path = '/account/authenticator/confirmation', fields = begun.page.form(path).fields({ code: code(seed) });
	const codes = shown(await p.browser.post(path, fields));
	later(9);
	equal(shown(await p.browser.post(path, fields)), codes);
	later(-59);
	equal(shown(await p.browser.post(path, fields)), [], 'the clock was set back an hour');
	later(11);
	const over = await p.browser.post(path, fields);
	equal([over.status, shown(over)], [409, []]);
	match(over.text, 'Codes are on already');
	forget(p);
	const other = '/account/authenticator/codes', again = (await p.browser.get(other)).page.form(other).fields({ current_password: p.password, code: code(seed) });
	const fresh = shown(await p.browser.post(other, again));
	later(9);
	equal(shown(await p.browser.post(other, again)), fresh);
	later(11);
	const refused = await p.browser.post(other, again);
	equal([refused.status, shown(refused)], [422, []]);
	calm();
});

test('with another secret in the settings the recovery codes still open', async () => {
	const p = await coded();
	sql(`UPDATE authenticator SET sealed_seed = REVERSE(sealed_seed) WHERE person_id = ${p.id}`);
	equal((await whole(p, code(p.seed))).status, 401);
	equal((await whole(p, p.recovery[9])).status, 303);
	calm();
});

test('the database keeps no seed, code or ticket that could be used, and the trail tells what was done', async () => {
	const p = await coded();
	const h = await half(p);
	const dump = sql(`SELECT sealed_seed FROM authenticator WHERE person_id = ${p.id}`).flat().concat(sql('SELECT HEX(code_hash) FROM recovery_code UNION SELECT HEX(token_hash) FROM sign_in_ticket').flat());
	const ticket = [...h.browser.jar].find(([name]) => name.endsWith('-ticket'))[1];
	for (const text of [p.seed.replaceAll(' ', ''), p.recovery[0], p.recovery[0].replaceAll('-', ''), ticket])
		ok(!dump.some(d => d.includes(text) || d.includes(Buffer.from(text).toString('hex').toUpperCase())));
	const acts = sql('SELECT DISTINCT act FROM audit').flat();
	for (const act of ['authenticator.on', 'authenticator.off', 'authenticator.codes', 'authenticator.recovery', 'authenticator.refused', 'authenticator.remove', 'sign_in.half'])
		ok(acts.includes(act), act);
});
