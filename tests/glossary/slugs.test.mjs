// The addresses of terms: each is its own, whoever else is being named, and none hides a page of the glossary.
import { api, as, unique } from '../lib/client.mjs';
import { routes } from '../lib/routes.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const CYRILLIC = 'абвгдежзиклмнопрстуфхцчшщэюя';
// Letters that leave nothing in an address, so that the words before them alone make it; another one each time.
const mute = () => [...unique('x').slice(2)].map(c => CYRILLIC[c.charCodeAt(0) % CYRILLIC.length]).join('');

// What stands right behind /glossary/ or /api/v1/terms/ in the table of contents and is no name.
const taken = [...new Set(routes().flatMap(({ path }) => path.match(/^\/(?:glossary|api\/v1\/terms)\/([^/:]+)/)?.[1] ?? []))];

const make = (who, name) => api(who).post('/terms', { name, kind: 'word' });

test('a term called Stages, proposed in the browser, leads to its own page', async () => {
	const member = await as('seller'), name = `Stages ${mute()}`;
	const answer = await member.fill('/glossary/new', '/glossary', { name, kind: 'word' });
	equal(answer.status, 303);
	match(answer.location, /^\/glossary\/stages-/);
	match((await member.follow(answer)).page.h1, name);
});

test('a term called like a page of the glossary has a page of its own, and that page stays what it was', async () => {
	ok(taken.includes('stages') && taken.includes('starter') && taken.includes('import') && taken.length >= 7, `the table of contents has ${taken}`);
	const reader = await as('observer');
	for (const word of taken) {
		const name = `${word[0].toUpperCase()}${word.slice(1)} ${mute()}`;
		const before = (await reader.get(`/glossary/${word}`)).status;
		const made = await make('marketer', name);
		equal(made.status, 201, made.text);
		const { slug } = made.json;
		ok(!taken.includes(slug), `“${name}” got the address of a page: ${slug}`);
		ok(slug.startsWith(word.replace(/\W/g, '-')), `“${name}” got ${slug}`);
		const page = await reader.get(`/glossary/${slug}`);
		equal([page.status, page.page.h1.includes(name)], [200, true], `/glossary/${slug} shows ${page.page.h1}`);
		equal((await api('observer').get(`/terms/${slug}`)).json.name, name);
		const after = await reader.get(`/glossary/${word}`);
		equal(after.status, before, `/glossary/${word}`);
		lacks(after.headers['content-type']?.includes('html') ? after.page.h1 : '', name, `/glossary/${word}`);
	}
});

for (const [what, lead, own] of [['with one address', unique('One address'), true], ['without a Latin letter', 'Слово', false]])
	test(`twelve names ${what}, typed at once, become twelve terms`, async () => {
		const ending = mute(), names = Array.from({ length: 12 }, (_, i) => `${lead} ${CYRILLIC[i]}${ending}`);
		const answers = await Promise.all(names.map((name, i) => make(i % 2 ? 'seller' : 'marketer', name)));
		equal(answers.map(a => a.status), Array(12).fill(201), answers.find(a => a.status !== 201)?.text);
		const slugs = answers.map(a => a.json.slug);
		equal(new Set(slugs).size, 12, `addresses: ${slugs}`);
		const start = own ? lead.toLowerCase().replace(/ /g, '-') : 'term';
		ok(slugs.every(slug => slug === start || slug.startsWith(`${start}-`)), `addresses: ${slugs}`);
		for (const [i, slug] of slugs.entries())
			equal((await api('observer').get(`/terms/${slug}`)).json.name, names[i], slug);
	});
