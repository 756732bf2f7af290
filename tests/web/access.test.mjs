// Who may: every route of every area against everybody, as tests/web/access.txt says; and what the two keys let nobody round.
import { api, as, Browser, concord, people, Program, secret, send, signIn, sql, unique } from '../lib/client.mjs';
import { draft, makeTerm } from '../lib/glossary.mjs';
import { place } from '../lib/places.mjs';
import { expectations, fill, meant, routes } from '../lib/routes.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const all = routes(), expected = expectations();
const calls = all.filter(r => r.api && r.path !== '/health');
const key = r => `${r.method} ${r.path}`;
const rows = expected.map(e => ({ ...e, ...all.find(r => key(r) === key(e)), who: e.who }));
const missing = { slug: 'nothing-so-called', id: 987654321, n: 4321 };

// The roles of an account as the tables name them.
const roles = ({ team, roles }) => [team.toUpperCase(), ...['signatory', 'administrator', 'point_person'].filter(r => roles.includes(r)).map(r => r.toUpperCase())];
const may = (row, bits) => meant[row.who].some(r => bits.includes(r));

test('access.txt and the route tables name the same routes, and the same people for each', () => {
	ok(all.length > 40, `only ${all.length} routes were found`);
	equal(expected.map(key).sort(), all.map(key).sort());
	equal(expected.filter(e => !meant[e.who]).map(key), [], 'words for nobody');
	for (const row of rows)
		equal([...all.find(r => key(r) === key(row)).who].sort(), [...meant[row.who]].sort(), key(row));
	equal(expected.filter(e => e.who === 'anyone').map(e => e.path).filter(p => !['/sign-in', '/sign-in/password', '/sign-in/tour', '/sign-in/code', '/account/mail-off', '/account/address', '/setup', '/health', '/meetings/feed.ics'].includes(p)), [], 'open to strangers');
	equal(expected.filter(e => ['-', 'gone'].includes(e.record) === /:/.test(e.path)).map(key), [], 'a record without a name in the path, or the other way');
});

// What an answer is, against what it must be; one line for each that differs.
function judge(wrong, row, path, answer, good) {
	if (!good.includes(answer.status))
		wrong.push(`${row.method} ${path} answered ${answer.status}, not ${good.join(' or ')}`);
}
// Whether it tells what somebody else keeps to themselves: a draft of a handoff, a file not yet taken in, a view.
function keeps(wrong, row, path, answer, here) {
	for (const words of here.foreign.words)
		if (answer.text.includes(words))
			wrong.push(`${row.method} ${path} tells “${words}”`);
}
const done = [200, 201, 303, 409, 422];	// it was let in: done, or something of the form was not right

// Whoever took an assignment on reports on it, and a point person of the other team confirms it: another member is told so.
const others = /\/assignments\/:id\/(report|confirmation)$/;

// All pages as one person. `csrf` is NULL for who cannot have a token of a session.
async function pages(browser, bits, here, csrf) {
	const wrong = [];
	let cells = 0;
	for (const row of rows.filter(r => !r.api)) {
		const allowed = may(row, bits), reading = row.method === 'GET', leaving = row.path === '/sign-out', entering = key(row) === 'POST /sign-in';
		const ask = async (names, good) => {
			const path = fill(row.path, names), who = leaving && allowed ? await signIn(browser.account) : browser;
			const token = leaving && allowed ? (await who.get('/account')).page.form('/sign-out').value('csrf') : csrf;
			const answer = reading ? await who.get(path) : await who.post(path, { csrf: token, revision: '1' });
			cells++;
			judge(wrong, row, path, answer, good);
			keeps(wrong, row, path, answer, here);
			if (reading && !['/sign-in'].includes(path)) {
				cells++;
				judge(wrong, { method: 'HEAD' }, path, await who.send('HEAD', path), [answer.status]);
			}
			return answer;
		};
		const refused = bits.includes('STRANGER') ? [reading ? 303 : 401] : [403];
		// Who only manages people asks for a signatory; while the team has one, its own signatories are referred to.
		const referred = row.path === '/people/:id/signatory' && !bits.includes('SIGNATORY'), another = others.test(row.path);
		const answer = await ask(here[row.record], !allowed ? refused : row.record === 'gone' ? [404] : referred ? [403] : another ? [...done, 403] : entering ? [401] : reading ? (row.path === '/sign-in' && !bits.includes('STRANGER') ? [303] : /\/(deprecation|answer|sql)$/.test(row.path) ? [200, 409] : '/meetings/calendar/new' === row.path ? [303] : ['/leads/next', '/imports/reconciliation'].includes(row.path) ? [303, 409] : [200]) : done);
		if (!allowed && bits.includes('STRANGER') && reading && answer.location !== (row.path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(fill(row.path, here[row.record]))}`))
			wrong.push(`${key(row)} leads a stranger to ${answer.location}`);
		if (!allowed && bits.includes('STRANGER') && !reading && !answer.page.form('/sign-in').has('password'))
			wrong.push(`${key(row)} shows a stranger no way to sign in`);
		if (['-', 'gone'].includes(row.record))
			continue;
		const none = await ask(missing, allowed ? [404] : refused);
		if (!row.own)
			continue;
		const foreign = await ask(here.foreign[row.record], allowed ? [404] : refused);
		if (allowed && plain(foreign) !== plain(none))
			wrong.push(`${key(row)} tells a record of somebody else from none`);
	}
	equal(wrong, [], `${cells} cells`);
}

// All of the API with one token. `writes`: its scope lets it.
async function program(token, bits, here, writes = true) {
	const wrong = [];
	for (const row of rows.filter(r => r.api)) {
		const allowed = may(row, bits) && (writes || row.method === 'GET'), reading = row.method === 'GET';
		const ask = (names, good) => new Program(token).send(row.method, fill(row.path, names).replace('/api/v1', ''), reading ? undefined : {}, { 'if-match': '"r1"' })
			.then(answer => { judge(wrong, row, fill(row.path, names), answer, good); keeps(wrong, row, fill(row.path, names), answer, here); return answer; });
		if (row.path === '/health')
			continue;
		const refused = bits.includes('STRANGER') ? [401] : [403];
		const answer = await ask(here[row.record], !allowed ? refused : reading ? [200] : [...done, 412, ...(others.test(row.path) ? [403] : [])]);
		if (answer.status >= 400 && !(answer.headers['content-type'] ?? '').startsWith('application/problem+json'))
			wrong.push(`${key(row)} answers ${answer.status} as ${answer.headers['content-type']}`);
		if (row.record === '-')
			continue;
		const none = await ask(missing, allowed ? [404] : refused), foreign = row.own && await ask(here.foreign[row.record], allowed ? [404] : refused);
		if (foreign && allowed && foreign.json.detail !== none.json.detail)
			wrong.push(`${key(row)} tells a record of somebody else from none`);
	}
	equal(wrong, []);
}

// What a page says, but for what names this request.
const plain = answer => answer.page.main.replace(/[0-9a-f]{32}/g, '');

async function tokenOf(browser) { return (await browser.get('/account')).page.form('/sign-out').value('csrf'); }

test('a stranger', async () => {
	const browser = new Browser(), here = await place();
	await pages(browser, ['STRANGER'], here, (await browser.get('/sign-in')).page.form('/sign-in').value('csrf'));
	await program('', ['STRANGER'], here);
	await program('nonsense', ['STRANGER'], here);
});

for (const name of ['observer', 'marketer', 'marketing', 'seller', 'sales', 'administrator'])
	test(`${name}: ${roles(people[name]).join(', ').toLowerCase()}`, async () => {
		const person = await as(name), here = await place(person);
		await pages(person, roles(people[name]), here, await tokenOf(person));
		await program(api(name).token, roles(people[name]), here);
		await program(api(name, 'read').token, roles(people[name]), here, false);
	});

test('somebody of every role who was disabled, with a session and a token from before', async () => {
	const email = `${unique('gone').replace(/\W/g, '.')}@example.com`;
	const password = secret(concord('person', 'add', '--email', email, '--name', 'Gone Away', '--team', 'sales', '--signatory', '--administrator').split(/\s+/).at(-1));
	const person = await signIn({ email, password, team: 'sales', roles: ['signatory', 'administrator'] });
	const token = secret(concord('token', 'create', '--email', email, '--scope', 'write')), here = await place(person), csrf = await tokenOf(person);
	equal((await new Program(token).get('/terms')).status, 200);
	sql(`DELETE w FROM watch w JOIN person p ON p.id = w.person_id WHERE p.email = '${email}'; UPDATE person SET disabled_at = UTC_TIMESTAMP() WHERE email = '${email}'`);
	await program(token, ['STRANGER'], here);
	const late = await person.fill('/sign-in', '/sign-in', { email, password });
	equal(late.status, 401, 'signing in');
	await pages(person, ['STRANGER'], here, (await person.get('/sign-in')).page.form('/sign-in').value('csrf'));
	for (const row of rows.filter(r => !r.api && r.method !== 'GET' && r.who !== 'anyone'))
		equal((await person.post(fill(row.path, here[row.record]), { csrf })).status, 401, `${key(row)} with the token of the ended session`);
});

test('a method that a path does not know is 405 and says which it knows, whoever asks', async () => {
	const person = await as('marketing'), here = await place(person);
	for (const path of new Set(all.map(r => r.path))) {
		const known = all.filter(r => r.path === path).map(r => r.method), row = rows.find(r => r.path === path), address = fill(path, here[row.record]);
		// Another row may hold the same address: /glossary/new is also a term's.
		const beside = all.filter(r => new RegExp(`^${r.path.replace(/:slug/, '[^/]+').replace(/:(id|n)\b/g, '[0-9]+')}$`).test(address)).map(r => r.method);
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'].filter(m => !beside.includes(m))) {
			const answer = await person.send(method, address, { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
			equal(answer.status, 405, `${method} ${address}`);
			if (answer.headers.allow)
				for (const m of known)
					match(answer.headers.allow, m, `${method} ${address}`);
		}
	}
});

test('a member who is no signatory can neither sign nor send back', async () => {
	for (const name of ['marketer', 'seller']) {
		const person = await as(name);
		const author = await as('marketing');
		const { slug } = await makeTerm(author);
		const n = await draft(author, slug);
		await author.fill(`/glossary/${slug}`, `/glossary/${slug}/versions/${n}/review`);
		const page = (await person.get(`/glossary/${slug}`)).page;
		ok(!page.may(/signature$/) && !page.may(/objection$/), `${name} sees a button`);
		const csrf = page.form('/sign-out').value('csrf');
		const revision = (await author.get(`/glossary/${slug}`)).page.form(/signature$/).value('revision');
		equal((await person.post(`/glossary/${slug}/versions/${n}/signature`, { csrf, revision })).status, 403, `${name} signs`);
		equal((await person.post(`/glossary/${slug}/versions/${n}/objection`, { csrf, revision, reason: 'No' })).status, 403, `${name} sends back`);
	}
});

test('the administrator has no way round the two keys', async () => {
	const person = await as('administrator'), author = await as('marketing');
	const { slug } = await makeTerm(author);
	const n = await draft(author, slug);
	await author.fill(`/glossary/${slug}`, `/glossary/${slug}/versions/${n}/review`);
	const page = (await person.get(`/glossary/${slug}`)).page;
	ok(!page.may(/signature$/), 'a button to sign');
	const revision = (await author.get(`/glossary/${slug}`)).page.form(/signature$/).value('revision');
	equal((await person.post(`/glossary/${slug}/versions/${n}/signature`, { csrf: page.form('/sign-out').value('csrf'), revision })).status, 403);
});

test('the API wants a token of ours, whatever cookies come, and names the scheme', async () => {
	const member = await as('marketer'), here = await place(member);
	for (const row of rows.filter(r => calls.some(c => key(c) === key(r))))
		for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: 'Basic eDp5' }]) {
			const path = fill(row.path, here[row.record]);
			const answer = await member.send(row.method, path, { headers: { 'content-type': row.method === 'GET' ? undefined : 'application/json', ...headers }, body: row.method === 'GET' ? undefined : '{}' });
			equal(answer.status, 401, `${row.method} ${path}`);
			match(answer.headers['www-authenticate'], 'Bearer', path);
			equal(answer.json.status, 401, path);
			ok(answer.json.title && answer.json.request_id, `${path}: ${answer.text}`);
			equal(answer.cookies, [], path);
		}
});

test('a token opens no page, and a session no API', async () => {
	const { token } = api('marketer');
	equal((await send('GET', '/glossary', { headers: { authorization: `Bearer ${token}` } })).status, 303);
	equal((await new Program('').get('/terms')).status, 401);
});
