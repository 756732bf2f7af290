// People come in by a link, change roles and go; signatories are made by signatories alone.
import { as, base, Browser, concord, Program, people, secret, signIn, sql, sqlMeanwhile, eventually, unique } from '../lib/client.mjs';
import { differs, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const administrator = await as('administrator');
const LINK = /\/sign-in\/password\?link=([\w-]{43})/;
const good = () => secret(`velvet okapi ${unique('trundles')} sideways`);
const address = name => `${unique(name).replace(/ /g, '.')}@example.org`;

// Adds somebody. Returns who they are, their page and their link.
async function add(team, typed = {}, email = address('newcomer')) {
	const answer = await administrator.fill('/people/new', '/people', { name: 'Newcomer Person', email, team, ...typed });
	equal(answer.status, 303, `${answer.page?.problems}`);
	const page = (await administrator.follow(answer)).page;
	return { email, path: answer.location.split('?')[0], page, link: secret(page.main.match(LINK)[1]) };
}
const choose = (link, password, browser = new Browser()) => browser.fill(`/sign-in/password?link=${link}`, '/sign-in/password', { new_password: password, new_password_again: password });
// The same, already inside.
async function inside(team, typed) {
	const person = await add(team, typed);
	person.password = good();
	person.browser = new Browser();
	equal((await choose(person.link, person.password, person.browser)).location, '/');
	return person;
}
const act = async (browser, path, noun, fields = {}) => browser.post(`${path}/${noun}`, { csrf: (await browser.get('/account')).page.form('/sign-out').value('csrf'), ...fields });
const roles = email => sql(`SELECT is_signatory, is_point_person, is_administrator FROM person WHERE email = '${email}'`)[0].join('');
// A signatory of Sales who can be done without.
async function signatory() {
	const person = await inside('sales');
	equal((await act(await as('sales'), person.path, 'signatory')).location, `${person.path}?done=given`);
	return person;
}

test('everybody sees who is here; only an administrator adds, and sees links', async () => {
	const person = await add('sales');
	for (const name of ['observer', 'seller', 'marketing']) {
		const browser = await as(name);
		const index = await browser.get('/people');
		match(index.page.main, people.marketer.name);
		lacks(index.page.links.join(), '/people/new');
		const page = await browser.get(person.path);
		lacks(page.text, person.link, name);
		ok(!page.page.may(/roles|link|disabling/), name);
		equal((await browser.get('/people/new')).status, 403);
	}
	match((await administrator.get(person.path)).text, person.link, 'the link can be copied again');
	equal((await administrator.get('/people/999999')).status, 404);
});

test('an invited person chooses a password by the link, once, and is in', async () => {
	const person = await add('marketing', { point_person: true });
	match(person.page.main, `${base}/sign-in/password`);
	equal((await new Browser().fill('/sign-in', '/sign-in', { email: person.email, password: 'anything at all' })).status, 401, 'before');
	const weak = await choose(person.link, 'Newcomer2026!');
	equal(weak.status, 422);
	match(weak.page.problems.join(), 'easy to guess');
	const browser = new Browser(), password = good();
	equal((await choose(person.link, password, browser)).location, '/');
	match((await browser.get('/account')).page.main, 'Point person');
	equal((await new Browser().get(`/sign-in/password?link=${person.link}`)).status, 404, 'the link once more');
	await signIn({ email: person.email, password });
});

test('a link that has ended, was replaced or was never made opens nothing', async () => {
	const person = await add('sales');
	await administrator.submit(await administrator.get(person.path), `${person.path}/link`);
	equal((await new Browser().get(`/sign-in/password?link=${person.link}`)).status, 404, 'replaced');
	const fresh = secret((await administrator.get(person.path)).page.main.match(LINK)[1]);
	differs(fresh, person.link);
	sql("UPDATE entry_link SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND ORDER BY id DESC LIMIT 1");
	equal((await new Browser().get(`/sign-in/password?link=${fresh}`)).status, 404, 'ended');
	match((await administrator.get('/people')).page.main, 'Invited, but the link has ended');
	for (const made of ['', 'x', 'A'.repeat(43), "' OR 1=1"])
		equal((await new Browser().get(`/sign-in/password?link=${encodeURIComponent(made)}`)).status, 404, made);
	ok(!sql('SELECT HEX(token_hash), HEX(nonce) FROM entry_link').flat().includes(Buffer.from(fresh).toString('hex').toUpperCase()));
});

test('a link for a lost password ends every session and the old password', async () => {
	const person = await inside('sales');
	const page = await administrator.get(person.path);
	await administrator.submit(page, `${person.path}/link`);
	const link = secret((await administrator.get(person.path)).page.main.match(LINK)[1]);
	equal((await person.browser.get('/account')).status, 200, 'until it is used nothing changes');
	const token = secret(concord('token', 'create', '--email', person.email, '--scope', 'write'));
	const feed = secret((await person.browser.follow(await person.browser.fill('/meetings/calendar', '/meetings/calendar'))).page.main.match(/\/meetings\/feed\.ics\?address=[\w-]{43}/)[0]);
	const chosen = (await new Browser().get(`/sign-in/password?link=${link}`)).page.main;
	match(chosen, 'revokes your token for programs');
	match(chosen, 'ends the address of your calendar feed');
	equal((await choose(link, good())).status, 303);
	equal((await new Program(token).get('/terms?limit=1')).status, 401, 'an intruder’s, perhaps');
	equal((await new Browser().get(feed)).status, 404, 'and so is the calendar feed');
	equal((await person.browser.get('/account')).status, 303);
	equal((await new Browser().fill('/sign-in', '/sign-in', { email: person.email, password: person.password })).status, 401);
});

test('the same address in any case is one person; what is missing is said beside its field', async () => {
	const answer = await administrator.fill('/people/new', '/people', { name: 'Twice', email: people.seller.email.toUpperCase(), team: 'sales' });
	equal(answer.status, 422);
	match(answer.page.problems.join(), 'has this email address already');
	const bare = await administrator.post('/people', { csrf: (await administrator.get('/people/new')).page.form('/people').value('csrf'), email: 'no address' });
	equal(bare.page.problems.length, 3, bare.page.problems.join());
});

test('who is disabled is out at once, everywhere, tokens and links too', async () => {
	const person = await inside('sales');
	const token = secret(concord('token', 'create', '--email', person.email, '--scope', 'read'));
	const feed = secret((await person.browser.follow(await person.browser.fill('/meetings/calendar', '/meetings/calendar'))).page.main.match(/\/meetings\/feed\.ics\?address=[\w-]{43}/)[0]), [[before]] = sql('SELECT MAX(id) FROM audit');
	equal((await new Browser().get(feed)).status, 200);
	await administrator.submit(await administrator.get(person.path), `${person.path}/link`);
	const link = secret((await administrator.get(person.path)).page.main.match(LINK)[1]);
	equal((await administrator.submit(await administrator.get(person.path), `${person.path}/disabling`)).location, `${person.path}?done=disabled`);
	equal((await person.browser.get('/account')).status, 303);
	equal((await new Program(token).get('/terms?limit=1')).status, 401);
	equal((await new Browser().get(`/sign-in/password?link=${link}`)).status, 404);
	equal((await new Browser().fill('/sign-in', '/sign-in', { email: person.email, password: person.password })).status, 401);
	await administrator.submit(await administrator.get(person.path), `${person.path}/enabling`);
	equal((await person.browser.get('/account')).status, 303, 'the old session stays ended');
	equal((await new Program(token).get('/terms?limit=1')).status, 401, 'and so does the token');
	equal((await new Browser().get(feed)).status, 404, 'and the calendar feed');
	equal(sql(`SELECT act FROM audit WHERE id > ${before} AND act IN ('token.revoke', 'feed.end') ORDER BY act`), [['feed.end'], ['token.revoke']]);
	await signIn(person);
});

test('who looks at a person holds nobody, and waits for nobody', async () => {
	const person = await inside('sales'), held = sqlMeanwhile(`START TRANSACTION; SELECT id FROM person WHERE team = 'sales' FOR UPDATE; SELECT SLEEP(6)`);
	await eventually(() => sql(`SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(6)%'`)[0][0] === '1');
	let over = false;
	held.then(() => { over = true; });
	const answer = await administrator.get(person.path);
	equal([answer.status, over], [200, false]);
	await held;
});

test('who is disabled stands in for nobody any more', async () => {
	const [away, deputy] = [await inside('sales'), await inside('sales')], id = deputy.path.split('/').pop();
	sql(`UPDATE person SET deputy_id = ${id}, out_until = '2099-01-01' WHERE email = '${away.email}'`);
	equal((await act(administrator, deputy.path, 'disabling')).status, 303);
	equal(sql(`SELECT deputy_id FROM person WHERE email = '${away.email}'`), [['NULL']]);
	equal((await act(administrator, deputy.path, 'enabling')).status, 303);
	equal(sql(`SELECT deputy_id FROM person WHERE email = '${away.email}'`), [['NULL']], 'enabled again');
});

test('roles change at the next click; an overtaken page is told so', async () => {
	const person = await inside('sales');
	const old = await administrator.get(person.path);
	equal((await administrator.submit(old, `${person.path}/roles`, { administrator: true, point_person: true })).location, `${person.path}?done=roles`);
	equal(roles(person.email), '011');
	equal((await person.browser.get('/people/new')).status, 200);
	equal((await administrator.submit(old, `${person.path}/roles`, { administrator: false })).status, 409);
	await administrator.submit(await administrator.get(person.path), `${person.path}/roles`, { administrator: false, point_person: false });
	equal((await person.browser.get('/people/new')).status, 403);
});

test('the last administrator stays one, and nobody disables themselves', async () => {
	const path = `/people/${sql(`SELECT id FROM person WHERE email = '${people.administrator.email}'`)[0][0]}`;
	const answer = await administrator.submit(await administrator.get(path), `${path}/roles`, { administrator: false });
	equal(answer.status, 422);
	match(answer.page.problems.join(), 'last administrator');
	equal((await act(administrator, path, 'disabling')).status, 409);
	equal((await administrator.get('/account')).status, 200);
});

test('a signatory makes and ends signatories of the own team, and nobody else does', async () => {
	const person = await inside('sales');
	for (const name of ['administrator', 'marketing', 'seller'])
		equal((await act(await as(name), person.path, 'signatory')).status, 403, name);
	equal((await act(await as('observer'), person.path, 'signatory')).status, 403);
	ok((await (await as('sales')).get(person.path)).page.may(`${person.path}/signatory`));
	equal((await act(await as('sales'), person.path, 'signatory')).location, `${person.path}?done=given`);
	equal(roles(person.email), '100');
	equal((await act(await as('sales'), person.path, 'signatory')).status, 409, 'twice');
	for (const name of ['administrator', 'marketing', 'seller'])
		equal((await act(await as(name), person.path, 'signatory/end')).status, 403, name);
	equal((await act(await as('sales'), person.path, 'signatory/end')).location, `${person.path}?done=taken`);
	equal(roles(person.email), '000');
	const observer = await inside('observer');
	equal((await act(await as('sales'), observer.path, 'signatory')).status, 403, 'an observer');
});

test('the last signatory can be neither disabled nor ended; another one can', async () => {
	const path = `/people/${sql(`SELECT id FROM person WHERE email = '${people.sales.email}'`)[0][0]}`;
	const answer = await act(administrator, path, 'disabling');
	equal(answer.status, 409);
	match(answer.page.main, 'last signatory of Sales');
	equal((await act(await as('sales'), path, 'signatory/end')).status, 409);
	const second = await signatory();
	equal((await act(administrator, second.path, 'disabling')).status, 303);
	equal(roles(second.email), '000', 'who comes back has to be made one again');
});

test('two signatories that go at once: one stays', async () => {
	const pair = [await signatory(), await signatory()];
	sql(`UPDATE person SET is_signatory = FALSE WHERE email = '${people.sales.email}'`);
	try {
		const answers = await Promise.all(pair.map(p => act(administrator, p.path, 'disabling')));
		equal(answers.map(a => a.status).sort(), [303, 409]);
	} finally {
		sql(`UPDATE person SET is_signatory = (email = '${people.sales.email}') WHERE team = 'sales'`);
	}
});

test('a team without signatory gets one when an administrator asks and the other team confirms', async () => {
	const person = await inside('sales');
	sql("UPDATE person SET is_signatory = FALSE WHERE team = 'sales'");
	try {
		equal((await act(await as('marketing'), person.path, 'signatory')).status, 403, 'not asked for yet');
		equal((await act(administrator, person.path, 'signatory')).location, `${person.path}?done=asked`);
		equal(roles(person.email), '000');
		equal((await act(administrator, person.path, 'signatory')).status, 403, 'the administrator alone');
		equal((await act(await as('seller'), person.path, 'signatory')).status, 403);
		equal((await act(await as('marketing'), person.path, 'signatory')).location, `${person.path}?done=given`);
		equal(roles(person.email), '100');
	} finally {
		sql(`UPDATE person SET is_signatory = (email = '${people.sales.email}') WHERE team = 'sales'`);
	}
});

test('all of it is on record', () => {
	const acts = sql('SELECT DISTINCT act FROM audit').flat();
	for (const what of ['person.add', 'person.disable', 'person.enable', 'person.roles', 'link.reset', 'link.invitation', 'password.set', 'signatory.give', 'signatory.take', 'signatory.ask', 'signatory.confirm'])
		ok(acts.includes(what), what);
	lacks(sql("SELECT CONCAT_WS(' ', act, detail) FROM audit").flat().join(), '@');
});
