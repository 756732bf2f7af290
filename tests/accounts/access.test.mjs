// One's own sessions and tokens: seen, ended and revoked by oneself, and by nobody else.
import { api, as, base, Browser, concord, people, Program, secret, signIn, sql, unique } from '../lib/client.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';
import { code, setUp } from '../lib/totp.mjs';

const name = `concord-${new URL(base).port}`;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const end = /^\/account\/sessions\/\d+\/end$/, revoke = /^\/account\/tokens\/\d+\/revocation$/;

async function signInWith(account, agent) {
	const browser = new Browser(), headers = { 'user-agent': agent };
	equal((await browser.submit(await browser.get('/sign-in'), '/sign-in', { email: account.email, password: account.password }, { headers })).status, 303);
	return browser;
}

test('a browser is known by its name, and this one is marked', async () => {
	const browser = await signInWith(people.marketer, FIREFOX);
	const page = (await browser.get('/account/sessions')).page;
	match(page.main, 'Firefox on Linux');
	equal(page.with('tag').length, 1, 'this browser');
	lacks(page.html, 'Gecko');
});

test('one other browser is signed out from afar, at once', async () => {
	const [here, there] = [await signIn(people.marketer), await signInWith(people.marketer, FIREFOX)];
	const id = sql(`SELECT MAX(s.id) FROM session s JOIN person p ON p.id = s.person_id WHERE p.email = '${people.marketer.email}' AND s.browser = 'Firefox on Linux'`)[0][0];
	const answer = await here.submit(await here.get('/account/sessions'), `/account/sessions/${id}/end`);
	equal([answer.status, answer.location], [303, '/account/sessions?done=ended']);
	match((await here.follow(answer)).page.notice, 'signed out');
	equal((await there.get('/account')).status, 303);
	equal((await here.get('/account')).status, 200);
	const csrf = (await here.get('/account')).page.form('/sign-out').value('csrf');
	equal((await here.post(`/account/sessions/${id}/end`, { csrf })).status, 404, 'once more');
});

test('all others are signed out at once', async () => {
	const [here, ...others] = [await signIn(people.marketer), await signIn(people.marketer), await signIn(people.marketer)];
	const answer = await here.submit(await here.get('/account/sessions'), '/account/sessions/end');
	equal(answer.location, '/account/sessions?done=others');
	for (const other of others)
		equal((await other.get('/account')).status, 303);
	const page = (await here.get('/account/sessions')).page;
	match(page.main, 'signed in nowhere else');
	ok(!page.may(end));
});

test('ending this session from the list is signing out', async () => {
	const browser = await signIn(people.marketer);
	const id = sql('SELECT MAX(id) FROM session')[0][0];
	const csrf = (await browser.get('/account')).page.form('/sign-out').value('csrf');
	const answer = await browser.post(`/account/sessions/${id}/end`, { csrf });
	equal([answer.status, answer.location], [303, '/sign-in']);
	equal(answer.headers['clear-site-data'], '"cache", "storage"');
	equal(browser.jar.has(name), false);
});

test('another person\'s session is not there', async () => {
	const [thief, victim] = [await signIn(people.seller), await signIn(people.marketing)];
	const id = sql('SELECT MAX(id) FROM session')[0][0];
	const csrf = (await thief.get('/account')).page.form('/sign-out').value('csrf');
	equal((await thief.post(`/account/sessions/${id}/end`, { csrf })).status, 404);
	equal((await victim.get('/account')).status, 200);
});

const make = (browser, typed) => browser.fill('/account/tokens', '/account/tokens', { name: 'Nightly export', scope: 'read', life: '90', current_password: browser.account.password, ...typed });
const shown = answer => secret(answer.page.all('pre').map(n => n.children.map(c => c.children?.join('') ?? c).join('')).join('').trim());

test('a token is shown once, works as its person, and says when it was used', async () => {
	const browser = await signIn(people.seller);
	const answer = await make(browser, { name: 'Reads <all>' });
	equal(answer.status, 200);
	equal(answer.headers['cache-control'], 'no-store');
	const token = shown(answer);
	match(token, /^ccd_[\w-]{43}$/);
	lacks((await browser.get('/account/tokens')).text, token.slice(4), 'the list');
	match((await browser.get('/account/tokens')).page.main, /Reads <all> Reads .*never used.*works until/);
	const program = new Program(token);
	equal((await program.get('/terms?limit=1')).status, 200);
	equal((await program.post('/terms', { name: 'Not allowed', kind: 'word' })).status, 403);
	match((await browser.get('/account/tokens')).page.main, 'last used');
	equal(sql(`SELECT COUNT(*) FROM api_token WHERE HEX(token_hash) LIKE '%${Buffer.from(token).toString('hex')}%'`), [['0']]);
});

test('the same form sent twice shows the same token and makes no second', async () => {
	const browser = await signIn(people.seller);
	const page = await browser.get('/account/tokens');
	const fields = page.page.form('/account/tokens').fields({ name: 'Pressed twice', scope: 'write', life: 'open', current_password: people.seller.password });
	const [one, two] = [await browser.post('/account/tokens', fields), await browser.post('/account/tokens', fields)];
	equal(shown(one), shown(two));
	equal(sql("SELECT COUNT(*), MAX(scope), MAX(expires_at) FROM api_token WHERE name = 'Pressed twice'"), [['1', 'write', 'NULL']]);
});

test('making a token takes the password, and the code of who has one; turning codes on tells of tokens there are', async () => {
	const email = `${unique('tokens').replace(/ /g, '.')}@example.org`;
	const password = secret(concord('person', 'add', '--email', email, '--name', 'Token Person', '--team', 'sales')), browser = await signIn({ email, password });
	const tokens = () => Number(sql(`SELECT COUNT(*) FROM api_token t JOIN person p ON p.id = t.person_id WHERE p.email = '${email}'`)[0][0]);
	for (const current_password of ['', 'not the password'])
		equal((await make(browser, { current_password })).status, 422);
	equal(tokens(), 0);
	equal((await make(browser)).status, 200);
	const { seed, recovery, made } = await setUp(browser, password);
	match(made.page.main, 'One token for programs goes on without a code');
	ok(made.page.links.includes('/account/tokens'));
	for (const typed of ['', '000000'])
		equal((await make(browser, { code: typed })).status, 422);
	equal(tokens(), 1);
	const fields = (await browser.get('/account/tokens')).page.form('/account/tokens').fields({ name: 'Coded', scope: 'read', life: '90', current_password: password, code: code(seed) });
	const [one, two] = [await browser.post('/account/tokens', fields), await browser.post('/account/tokens', fields)];
	equal(shown(one), shown(two), 'sent twice');
	equal(tokens(), 2);
	for (const minutes of [-11, 59]) {	// and where the clock was set back an hour
		sql(`UPDATE api_token SET created_at = UTC_TIMESTAMP() + INTERVAL ${minutes} MINUTE WHERE name = 'Coded'`);
		equal((await browser.post('/account/tokens', fields)).status, 422, 'later on it takes another code');
	}
	equal((await make(browser, { code: recovery[0] })).status, 200);
	sql('DELETE FROM sign_in_guess');
});

test('a revoked token is refused at the next request, and only its person revokes it', async () => {
	const [browser, thief] = [await signIn(people.seller), await signIn(people.sales)];
	const program = new Program(shown(await make(browser, { name: 'To be revoked' })));
	const page = await browser.get('/account/tokens');
	const action = page.page.forms.map(f => f.action).find(a => revoke.test(a));
	const csrf = (await thief.get('/account')).page.form('/sign-out').value('csrf');
	equal((await thief.post(action, { csrf })).status, 404);
	equal((await program.get('/terms?limit=1')).status, 200);
	match((await browser.follow(await browser.submit(page, action))).page.notice, 'revoked');
	equal((await program.get('/terms?limit=1')).status, 401);
	lacks((await browser.get('/account/tokens')).page.main, 'To be revoked');
});

test('a token whose time is over is refused and not listed', async () => {
	const browser = await signIn(people.seller);
	const program = new Program(shown(await make(browser, { name: 'Soon over' })));
	sql("UPDATE api_token SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE name = 'Soon over'");
	equal((await program.get('/terms?limit=1')).status, 401);
	lacks((await browser.get('/account/tokens')).page.main, 'Soon over');
});

test('a token needs a name and a scope, and nobody has more than twenty', async () => {
	const browser = await signIn(people.observer);
	const csrf = (await browser.get('/account')).page.form('/sign-out').value('csrf');
	const bare = await browser.post('/account/tokens', { csrf, name: ' ', life: '90' });
	equal(bare.status, 422);
	match(bare.page.problems.join(' '), /Choose one of the options.*Name the token|Name the token.*Choose one of the options/);
	const [[had]] = sql(`SELECT COUNT(*) FROM api_token t JOIN person p ON p.id = t.person_id WHERE p.email = '${people.observer.email}' AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > UTC_TIMESTAMP())`);
	for (let i = Number(had); i < 20; i++)
		equal((await make(browser, { name: `Number ${i}` })).status, 200);
	const answer = await make(browser);
	equal(answer.status, 422);
	match(answer.page.problems.join(), 'You have 20 tokens already');
	sql(`UPDATE api_token t JOIN person p ON p.id = t.person_id SET t.revoked_at = UTC_TIMESTAMP() WHERE p.email = '${people.observer.email}' AND t.name LIKE 'Number %'`);
});

test('both are on record', () => {
	const acts = sql('SELECT DISTINCT act FROM audit').flat();
	for (const act of ['session.end', 'session.end_others', 'token.create', 'token.revoke'])
		ok(acts.includes(act), act);
});
