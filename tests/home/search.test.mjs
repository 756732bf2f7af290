// One box over leads and words: prefixes narrow it, and nobody finds what they may not see.
import { api, as, people, sql, unique } from '../lib/client.mjs';
import { proposed } from '../lib/glossary.mjs';
import { act, handedOver, handoffIn, makeLead, recounted } from '../lib/leads.mjs';
import { words } from '../lib/html.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, seller, observer] = await Promise.all(['marketer', 'seller', 'observer'].map(as));
const find = async (q, who = seller) => (await who.get(`/search?q=${encodeURIComponent(q)}`)).page;
const found = page => page.all(n => n.tag === 'li' && /row-link/.test(n.attributes.class ?? '')).map(n => words(n));
const source = unique('Fair'), company = unique('Okapi Works');
const one = await makeLead({ company, source }), other = await makeLead({ company, source: unique('List') });
const handoff = await handedOver({ lead: one.id });

test('plain words find leads and terms; a prefix narrows leads and leaves terms out', async () => {
	const { name } = await proposed(marketer, {}, { name: unique('Okapi') });
	let page = await find('okapi');
	ok(found(page).some(w => w.includes(name)) && found(page).some(w => w.includes(company)), found(page).join());
	page = await find(`okapi source:"${source}"`);
	equal(found(page).length, 1);
	match(found(page)[0], one.person);
	match(page.main, `Source: ${source}`);
	ok(page.links.includes('/search?q=okapi'), 'the way without it');
	equal((await find('okapi in:terms')).main.includes(company), false);
	lacks((await find('okapi in:leads')).main, name);
});

test('a status is a handoff’s, and moves with it; owner:me is whoever asks', async () => {
	match(found(await find(`status:new ${company}`))[0], one.person);
	equal(found(await find(`STATUS:working ${company}`)), []);
	equal((await act(handoff.id, 'attempts', { result: 'no_answer' })).status, 200);
	match(found(await find(`status:working ${company}`))[0], one.person);
	equal(found(await find(`status:new ${company}`)), []);
	match(found(await find(`status:working owner:me ${company}`))[0], one.person);
	equal(found(await find(`status:working owner:me ${company}`, marketer)), []);
	match(found(await find(`status:working owner:"${people.seller.name}" ${company}`, marketer))[0], one.person);
	equal((await act(handoff.id, 'return', { criteria: [Object.keys(handoff.answers)[0]], found: 'Too few.' })).status, 200);
	match(found(await find(`status:returned ${company}`))[0], one.person);
	equal((await act(handoff.id, 'agree', { text: 'True.' })).status, 200);
	match(found(await find(`status:returned ${company}`))[0], one.person, 'also when that is settled');
});

test('what was closed is found whenever that was', async () => {
	const [old, { id }] = [unique('Quagga Works'), await handoffIn('qualified')];
	sql(`UPDATE lead_record SET company = '${old}' WHERE id = (SELECT lead_id FROM handoff WHERE id = ${id})`);
	sql(`UPDATE handoff SET first_submitted_at = first_submitted_at - INTERVAL 100 DAY, submitted_at = submitted_at - INTERVAL 100 DAY WHERE id = ${id}`);
	const page = await find(`status:qualified ${old}`);
	equal(found(page).length, 1, page.main);
	match(page.main, '1 found');
	sql(`UPDATE handoff SET first_submitted_at = first_submitted_at + INTERVAL 100 DAY, submitted_at = submitted_at + INTERVAL 100 DAY WHERE id = ${id}`);	// as the days have counted it
	recounted();
});

test('what a prefix names must be there, what nobody knows is a word, and nothing found says what may help', async () => {
	match((await find('owner:nobodyatall')).main, 'Nobody here is called “nobodyatall”.');
	match((await find('source:nosuchsource')).main, 'No source is called “nosuchsource”.');
	match((await find('status:purple')).main, '“purple” is no status of a lead');
	match((await find('in:cellar')).main, 'in:leads, in:meetings and in:terms are.');
	match((await find('colour:green')).main, 'Nothing found for “colour:green”');
	match((await find('')).main, 'Narrow a search');
	match((await find('status:withdrawn zzzzzz')).main, 'Nothing fits.');
	match((await find('owner:"<script>alert(1)</script>')).text ?? (await find('owner:"<script>')).main, 'Nobody here is called');
});

test('an observer finds nobody by an address or a number, with or without a prefix', async () => {
	ok(found(await find(one.email)).some(w => w.includes(one.person)), 'a seller does');
	equal(found(await find(one.email, observer)), []);
	equal(found(await find(`${one.email} source:"${source}"`, observer)), []);
	ok(found(await find(company, observer)).some(w => w.includes(one.person)), 'by name and company they do');
	lacks((await find(company, observer)).main, one.email);
	equal(found(await find(`status:returned ${one.email}`, observer)), []);
});
