// The audit trail as administrators read it.
import { as, people, signIn, sql } from '../lib/client.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const administrator = await as('administrator');
const rows = page => page.all('tbody').flatMap(b => b.children.filter(c => c.tag === 'tr'));
const read = async query => (await administrator.get(`/audit${query}`)).page;
const id = email => sql(`SELECT id FROM person WHERE email = '${email}'`)[0][0];

test('only administrators read it', async () => {
	for (const name of ['observer', 'marketing', 'seller'])
		equal((await (await as(name)).get('/audit')).status, 403);
	ok((await administrator.get('/account')).page.links.includes('/audit'));
	ok(!(await (await as('seller')).get('/account')).page.links.includes('/audit'));
});

test('the newest stands first, in words, with person and team', async () => {
	await (await signIn(people.seller)).get('/');
	const first = (await read('')).all('tbody')[0];
	match(JSON.stringify(first, (key, value) => key === 'parent' ? undefined : value), people.seller.name);
	match((await read('')).main, 'Signed in');
});

test('it is filtered by who, what and when, in the organisation\'s days', async () => {
	const by = await read(`?who=${id(people.seller.email)}&what=sign_in`);
	ok(rows(by).length > 0);
	lacks(by.all('tbody').map(b => JSON.stringify(b, (key, value) => key === 'parent' ? undefined : value)).join(), people.marketing.name);
	lacks(by.all('tbody').map(b => JSON.stringify(b, (key, value) => key === 'parent' ? undefined : value)).join(), 'Signed a version');
	match((await read('?from=2001-01-01&to=2001-01-31')).main, 'Nothing was done that fits');
	const today = sql('SELECT CURRENT_DATE')[0][0];
	const yesterday = sql('SELECT CURRENT_DATE - INTERVAL 1 DAY')[0][0], tomorrow = sql('SELECT CURRENT_DATE + INTERVAL 1 DAY')[0][0];
	ok(rows(await read(`?from=${yesterday}&to=${tomorrow}&what=sign_in`)).length > 0, today);
	match((await read('?what=sign_out')).main, /Signed out|Nothing was done/);
	lacks((await read('?what=term')).main, 'terms');
});

test('older pages follow without a gap or a row twice', async () => {
	for (let i = 0; i < 3; i++)
		await signIn(people.seller);
	const total = Number(sql('SELECT COUNT(*) FROM audit')[0][0]);
	let page = await read(''), seen = rows(page).length, pages = 1;
	equal(seen, Math.min(50, total));
	for (let older; pages < 4 && (older = page.links.find(l => l.includes('before=')));) {
		page = (await administrator.get(older)).page;
		seen += rows(page).length;
		pages++;
	}
	equal(seen, Math.min(pages * 50, total));
});

test('what is no date is said; what the page never asks for is 400', async () => {
	const answer = await administrator.get('/audit?from=yesterday');
	equal(answer.status, 422);
	match(answer.page.main, 'year-month-day');
	match((await read('?from=2026-02-02&to=2026-02-01')).main, 'The last day is before the first');
	for (const query of ['who=x', 'who=-1', 'what=everything', 'before=0', "what=sign%25"])
		equal((await administrator.get(`/audit?${query}`)).status, 400, query);
});
