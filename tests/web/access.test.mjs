// Who may: every route of every area against everybody, made from the route tables.
import { api, as, Browser, people, Program, send, urlencoded } from '../lib/client.mjs';
import { draft, makeTerm } from '../lib/glossary.mjs';
import { fill, routes } from '../lib/routes.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const all = routes();
const pages = all.filter(r => !r.api), calls = all.filter(r => r.api);
const roles = { observer: ['OBSERVER'], marketer: ['MARKETING'], marketing: ['MARKETING', 'SIGNATORY'], seller: ['SALES'], sales: ['SALES', 'SIGNATORY'] };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

// Each test has a term of its own to work on.
async function place() {
	const author = await as('marketing');
	const { slug } = await makeTerm(author);
	return { slug, n: await draft(author, slug), id: 999999 };
}
const here = await place();

function may(name, route) { return route.who.has('STRANGER') || roles[name].some(r => route.who.has(r)); }

test('the tables name somebody for each route', () => {
	ok(all.length > 40, `only ${all.length} routes were found`);
	for (const route of all)
		ok(route.who.size > 0, `${route.path} is for nobody`);
	ok(all.filter(r => r.who.has('STRANGER')).every(r => ['/sign-in', '/health', '/setup'].includes(r.path)), 'routes for strangers');
});

test('a stranger is sent to sign in, with the way back kept', async () => {
	for (const route of pages.filter(r => r.method === 'GET' && !r.who.has('STRANGER'))) {
		const path = fill(route.path, here);
		const answer = await send('GET', `${path}?a=b`);
		equal(answer.status, 303, path);
		equal(answer.location, `/sign-in?next=${encodeURIComponent(`${path}?a=b`)}`, path);
	}
	equal((await send('GET', '/')).location, '/sign-in');
});

test('a stranger\'s form is answered 401 with the sign-in form', async () => {
	for (const route of pages.filter(r => r.method === 'POST' && !r.who.has('STRANGER'))) {
		const path = fill(route.path, here);
		const answer = await send('POST', path, { headers: FORM, body: urlencoded({ name: 'Typed by a stranger' }) });
		equal(answer.status, 401, path);
		ok(answer.page.form('/sign-in').has('password'), path);
	}
});

test('an observer reads everything and changes nothing', async () => {
	const observer = await as('observer');
	const csrf = (await observer.get('/account')).page.form('/sign-out').value('csrf');
	for (const route of pages) {
		const path = fill(route.path, here);
		if (['/sign-out', '/sign-in'].includes(path))
			continue;
		const answer = route.method === 'GET' ? await observer.get(path) : await observer.post(path, { csrf, revision: '1' });
		if (may('observer', route))
			ok(![401, 403, 405].includes(answer.status) && answer.status < 500, `${route.method} ${path} answered ${answer.status}`);
		else
			equal(answer.status, 403, `${route.method} ${path}`);
	}
});

for (const name of ['marketer', 'marketing', 'seller', 'sales'])
	test(`${name}: what the table allows is not refused, and nothing breaks`, async () => {
		const person = await as(name);
		const mine = await place();
		const csrf = (await person.get('/account')).page.form('/sign-out').value('csrf');
		for (const route of pages) {
			const path = fill(route.path, mine);
			if (['/sign-out', '/sign-in', '/glossary/starter'].includes(path))
				continue;
			const answer = route.method === 'GET' ? await person.get(path) : await person.post(path, { csrf });
			const signatory = /\/(signature|objection|confirmation)$/.test(path);
			ok(![401, 405].includes(answer.status) && answer.status < 500, `${route.method} ${path} answered ${answer.status}`);
			ok(answer.status !== 403 || (signatory && !roles[name].includes('SIGNATORY')), `${route.method} ${path} answered 403`);
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

test('the API wants a token, whatever cookies come', async () => {
	const member = await as('marketer');
	for (const route of calls) {
		const path = fill(route.path, here);
		for (const headers of [{}, { authorization: 'Bearer nonsense' }, { authorization: 'Bearer ' }, { authorization: 'Basic eDp5' }]) {
			const answer = await member.send(route.method, path, { headers: { 'content-type': route.method === 'GET' ? undefined : 'application/json', ...headers }, body: route.method === 'GET' ? undefined : '{}' });
			equal(answer.status, 401, `${route.method} ${path}`);
			match(answer.headers['www-authenticate'], 'Bearer', path);
			match(answer.headers['content-type'], 'application/problem+json', path);
			equal(answer.json.status, 401, path);
			ok(answer.json.title && answer.json.request_id, `${path}: ${answer.text}`);
			equal(answer.cookies, [], path);
		}
	}
});

test('a token that may only read writes nothing', async () => {
	const reader = api('marketing', 'read');
	for (const route of calls) {
		const path = fill(route.path.slice('/api/v1'.length), here);
		const answer = await reader.send(route.method, path, route.method === 'GET' ? undefined : {}, { 'if-match': '"r1"' });
		if (route.method === 'GET')
			ok([200, 404].includes(answer.status), `GET ${path} answered ${answer.status}`);
		else
			equal(answer.status, 403, `${route.method} ${path}`);
	}
});

test('an observer\'s token writes nothing', async () => {
	const observer = api('observer', 'write');
	for (const route of calls.filter(r => r.method !== 'GET'))
		equal((await observer.send(route.method, fill(route.path.slice('/api/v1'.length), here), {}, { 'if-match': '"r1"' })).status, 403, `${route.method} ${route.path}`);
});

test('a token opens no page, and a session no API', async () => {
	const { token } = api('marketer');
	equal((await send('GET', '/glossary', { headers: { authorization: `Bearer ${token}` } })).status, 303);
	equal((await new Program('').get('/terms')).status, 401);
});

test('nobody but the makers of an import and of a carried form see them', async () => {
	const [mine, other] = [await as('marketer'), await as('seller')];
	const made = await mine.fill('/glossary/import', '/glossary/imports', { text: 'name,meaning\nPrivate import term,A meaning\n' });
	equal(made.status, 303);
	equal((await mine.get(made.location)).status, 200);
	equal((await other.get(made.location)).status, 404);
	equal((await new Browser().get(made.location)).status, 303);
	ok(people.seller.email !== people.marketer.email);
});
