// Who answers for what: terms by themselves, topics by hand, gaps and doubles first.
import { as, people, sql, unique } from '../lib/client.mjs';
import { agreed, makeTerm } from '../lib/glossary.mjs';
import { all, words } from '../lib/html.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const marketer = await as('marketer'), seller = await as('seller');
const id = name => sql(`SELECT id FROM person WHERE email = '${people[name].email}'`)[0][0];
const directory = async (browser = marketer) => (await browser.get('/glossary/directory')).page;
// What a section says of a thing; undefined when it is not in it.
function said(page, section, name) {
	const title = page.by(`${section}-title`);
	const items = title ? all(title.parent, n => n.tag === (section === 'all' ? 'tr' : 'li')) : [];
	return items.map(words).find(text => text.startsWith(name));
}
async function topic(typed, browser = marketer) {
	const answer = await browser.fill('/glossary/directory/new', '/glossary/directory', typed);
	equal(answer.location, '/glossary/directory?done=added', answer.page?.problems?.join());
	return `/glossary/directory/${sql(`SELECT MAX(id) FROM point_topic`)[0][0]}`;
}

test('a topic with somebody in both teams is listed, with who does it', async () => {
	const name = unique('Webinars');
	const path = await topic({ name, by_marketing: true, point_marketing: id('marketing'), point_sales: id('seller') });
	const page = await directory(seller);
	const row = said(page, 'all', name);
	for (const text of ['Topic', 'Marketing', people.marketing.name, people.seller.name])
		match(row, text);
	equal([said(page, 'gaps', name), said(page, 'doubles', name)], [undefined, undefined]);
	ok(page.links.includes(path) && page.links.includes(`/people/${id('seller')}`));
	equal((await directory(await as('observer'))).links.filter(l => /directory\/|\/words/.test(l)), [], 'an observer changes nothing');
});

test('what nobody answers for, and what both teams do, stands first', async () => {
	const none = unique('Case studies'), both = unique('Battle cards');
	await topic({ name: none, point_marketing: id('marketer') });
	await topic({ name: both, by_marketing: true, by_sales: true, point_marketing: id('marketer'), point_sales: id('sales') });
	const page = await directory();
	match(said(page, 'gaps', none), 'Neither team does it. There is nobody to ask in Sales.');
	match(said(page, 'doubles', both), 'Both teams do it.');
	equal(said(page, 'gaps', both), undefined);
	ok(page.html.indexOf('id="gaps-title"') < page.html.indexOf('id="doubles-title"') && page.html.indexOf('id="doubles-title"') < page.html.indexOf('id="all-title"'));
});

test('stages, metrics, personas and themes appear by themselves; words, reasons and retired terms do not', async () => {
	const stage = await makeTerm(marketer, { kind: 'stage', name: unique('Stage without people') });
	const word = await makeTerm(marketer, { kind: 'word', name: unique('Word without people') });
	let page = await directory();
	match(said(page, 'gaps', stage.name), 'No version in force says which team owns it. There is nobody to ask in either team.');
	equal(said(page, 'all', word.name), undefined);
	const agreedStage = await agreed(marketer, await as('marketing'), await as('sales'), { meaning: 'A stage.', stage_path: 'deal', stage_position: '431', stage_owner_team: 'sales', stage_longest_days: '5' }, { kind: 'stage', name: unique('Stage with people') });
	await marketer.fill(`/glossary/${agreedStage.slug}/words`, `/glossary/${agreedStage.slug}/words`, { point_marketing: id('marketer'), point_sales: id('sales') });
	page = await directory();
	equal(said(page, 'gaps', agreedStage.name), undefined);
	match(said(page, 'all', agreedStage.name), `Stage Sales ${people.marketer.name} ${people.sales.name}`);
	sql(`UPDATE term SET deprecated_at = UTC_TIMESTAMP() WHERE slug = '${stage.slug}'`);
	equal(said(await directory(), 'all', stage.name), undefined);
});

test('a topic called like a term is there twice', async () => {
	const persona = await makeTerm(marketer, { kind: 'persona', name: unique('Head of herds') });
	await topic({ name: persona.name.toUpperCase(), by_sales: true, point_marketing: id('marketer'), point_sales: id('sales') });
	match(said(await directory(), 'doubles', persona.name.toUpperCase()), 'is also a term of the glossary');
});

test('who has left, or left the team, is a gap; who is out has a deputy', async () => {
	const name = unique('Trade fairs');
	const path = await topic({ name, by_sales: true, point_marketing: id('marketer'), point_sales: id('seller') });
	const change = statement => sql(`UPDATE person SET ${statement} WHERE id = ${id('seller')}`);
	try {
		change('disabled_at = UTC_TIMESTAMP()');
		match(said(await directory(), 'gaps', name), `${people.seller.name}, whom to ask in Sales, has left.`);
		const form = (await marketer.get(path)).page.form(path);
		equal(form.value('point_sales'), '', 'nobody can be asked to stay who has left');
		change("disabled_at = NULL, team = 'marketing'");
		match(said(await directory(), 'gaps', name), 'is no longer in that team');
		change(`team = 'sales', out_until = '2099-12-31', deputy_id = ${id('sales')}`);
		const page = await directory();
		equal(said(page, 'gaps', name), undefined);
		match(said(page, 'all', name), `out until 31 December 2099, ask ${people.sales.name}`);
	} finally {
		change("disabled_at = NULL, team = 'sales', out_until = NULL, deputy_id = NULL");
	}
});

test('either team changes a topic or takes it out; who was slower is told by whom, and it is on record', async () => {
	const name = unique('Newsletters');
	const path = await topic({ name, by_marketing: true });
	const old = await seller.get(path);
	equal((await marketer.fill(path, path, { name: `${name} too`, by_sales: true, point_sales: id('sales') })).location, '/glossary/directory?done=saved');
	const late = await seller.submit(old, path, { by_sales: true });
	equal(late.status, 409);
	match(late.page.main, `${people.marketer.name} changed this`);
	equal((await seller.submit(old, `${path}/removal`)).status, 409);
	match(said(await directory(), 'doubles', `${name} too`), 'Both teams do it.');
	equal((await seller.submit(await seller.get(path), `${path}/removal`)).location, '/glossary/directory?done=removed');
	equal((await seller.get(path)).status, 404);
	equal(said(await directory(), 'all', `${name} too`), undefined);
	await topic({ name: `${name} too` });
	const acts = sql(`SELECT act FROM audit WHERE subject = 'topic' AND subject_id = ${path.match(/\d+/)[0]} ORDER BY id`).flat();
	equal(acts, ['topic.create', 'topic.edit', 'topic.remove']);
	match(sql(`SELECT detail FROM audit WHERE act = 'topic.edit' AND subject_id = ${path.match(/\d+/)[0]}`)[0][0], `marketing=1 sales=1 asks=0,${id('sales')}`);
});

test('a name that is missing, too long or taken is refused beside its field', async () => {
	const name = unique('Podcasts');
	await topic({ name });
	for (const [typed, problem] of [['', 'Enter topic'], ['x'.repeat(121), '121 characters'], [name.toUpperCase(), 'in the directory already']]) {
		const answer = await marketer.fill('/glossary/directory/new', '/glossary/directory', { name: typed, by_sales: true });
		equal(answer.status, 422);
		match(answer.page.problems.join(), problem);
		equal(answer.page.form('/glossary/directory').value('by_sales'), 'yes', 'the rest is kept');
	}
	const csrf = (await marketer.get('/account')).page.form('/sign-out').value('csrf');
	const forged = await marketer.post('/glossary/directory', { csrf, name: unique('Forged'), point_marketing: id('seller'), point_sales: '99999' });
	equal(forged.status, 422);
	equal(forged.page.problems.length, 2, 'nobody of the other team, nobody there is not');
	lacks((await directory()).main, 'Forged');
});

test('two that make the same at once: one does', async () => {
	const name = unique('Demonstrations');
	const forms = await Promise.all([marketer.get('/glossary/directory/new'), seller.get('/glossary/directory/new')]);
	const answers = await Promise.all([marketer.submit(forms[0], '/glossary/directory', { name }), seller.submit(forms[1], '/glossary/directory', { name })]);
	equal(answers.map(a => a.status).sort(), [303, 422]);
});
