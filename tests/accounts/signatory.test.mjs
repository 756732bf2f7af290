// Who gave somebody the signatory role, and when, is shown beside what they sign from then on.
import { api, as, Browser, concord, people, secret, sql, unique } from '../lib/client.mjs';
import { proposed, sign } from '../lib/glossary.mjs';
import { words } from '../lib/html.mjs';
import { equal, lacks, match, test } from '../lib/tap.mjs';

const [marketer, sales] = await Promise.all(['marketer', 'sales'].map(as));
const email = `${unique('signer').replace(/ /g, '.')}@example.org`;
const password = secret(concord('person', 'add', '--email', email, '--name', 'Sana Signer', '--team', 'sales'));
const [[id]] = sql(`SELECT id FROM person WHERE email = '${email}'`);
const person = new Browser();
await person.fill('/sign-in', '/sign-in', { email, password });
const act = async (noun, browser = sales) => browser.post(`/people/${id}/${noun}`, { csrf: (await browser.get('/account')).page.form('/sign-out').value('csrf') });
const side = async slug => words((await marketer.get(`/glossary/${slug}`)).page.with('sign-side').find(n => words(n).startsWith('Sales')));

test('who signs since the set-up needs no word', async () => {
	const { slug, number } = await proposed(marketer);
	await sign(sales, slug, number);
	lacks(await side(slug), /Signatory since|named by/);
});

test('who was given the role later is shown with the day and the giver, on what they sign then', async () => {
	equal((await act('signatory')).status, 303);
	sql(`UPDATE signatory_giving SET given_at = '2026-03-02 10:00:00' WHERE person_id = ${id}`);
	const { slug, number, name } = await proposed(marketer);
	await sign(person, slug, number);
	const said = await side(slug);
	match(said, 'Sana Signer');
	match(said, `Signatory since 2 March 2026, named by ${people.sales.name}.`);
	const version = (await api('marketer').get(`/terms/${slug}/versions/${number}`)).json;
	equal(Object.keys(version.signatures[0]).sort(), ['at', 'person', 'revision', 'sha256', 'team'], `the JSON of ${name} stays what it was`);
});

test('taken and given once more: earlier signatures keep the earlier giving, and say when it has ended', async () => {
	const { slug, number } = await proposed(marketer);
	await sign(person, slug, number);
	sql(`UPDATE signature SET at = '2026-04-01 08:00:00' WHERE person_id = ${id} AND at > '2026-04-02'`);
	equal((await act('signatory/end')).status, 303);
	match(await side(slug), 'named by Daniel Osei. No longer a signatory of Sales.'.replace('Daniel Osei', people.sales.name));
	equal((await act('signatory')).status, 303);
	sql(`UPDATE signatory_giving SET given_at = '2026-05-05 10:00:00' WHERE person_id = ${id} AND given_at > '2026-05-06'`);
	const later = await proposed(marketer);
	await sign(person, later.slug, later.number);
	match(await side(slug), 'Signatory since 2 March 2026');
	match(await side(later.slug), 'Signatory since 5 May 2026');
	await act('signatory/end');
});
