// The starting points of an agreement: chosen, filled, changed, saved, and signed as any other.
import { makeCalendar } from '../lib/calendars.mjs';
import { as, sql } from '../lib/client.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, sales, observer] = await Promise.all(['marketer', 'marketing', 'sales', 'observer'].map(as));
const SAVE = { button: 'step=save' };
const calendar = String(await makeCalendar());
const agreements = () => sql('SELECT COUNT(*) FROM agreement')[0][0];
const TERM = "slug = 'marketing-qualified-lead'";

test('three starting points and an empty page, each with its promises of both sides', async () => {
	const { page } = await marketer.get('/sla/start');
	for (const words of ['Inbound leads, answered fast', 'Named accounts', 'A small team’s first agreement', '60 marketing-qualified leads handed over each month, at an even pace.',
		'First attempt within 1 working hour of handoff, for 90 % of leads with “A price”', 'The monthly meeting held.'])
		match(page.main, words);
	for (const code of ['inbound', 'accounts', 'small', 'empty'])
		ok(page.links.includes(`/sla/new?start=${code}`), code);
	equal((await observer.get('/sla/start')).status, 403);
	equal((await marketer.get('/sla/new?start=nonsense')).status, 404);
	ok((await marketer.get('/sla/new')).page.links.includes('/sla/start'), 'the form leads there');
});

for (const code of ['inbound', 'accounts', 'small'])
	test(`${code}: opens filled, keeps nothing, and both teams can sign what is saved`, async () => {
		const before = agreements(), start = await marketer.get(`/sla/new?start=${code}`);
		equal(agreements(), before);
		equal(start.page.form('/sla/versions').value('gate'), 'marketing-qualified-lead');
		equal(start.page.problems, []);
		const saved = await marketer.submit(start, '/sla/versions', { calendar, change_note: 'To begin with' }, SAVE);
		equal(saved.status, 303, saved.text.slice(0, 400));
		const at = saved.location.split('?')[0];
		for (const [person, act] of [[marketer, 'review'], [marketing, 'signature'], [sales, 'signature']])
			equal((await person.fill(at, `${at}/${act}`)).status, 303, act);
		match((await sales.get(at)).page.main, 'In force since');
	});

test('every word can be changed, and an empty page is empty', async () => {
	const start = await marketer.get('/sla/new?start=small');
	const saved = await marketer.submit(start, '/sla/versions', { calendar, change_note: 'Ours', text: 'Our own words.', promise_1_quantity: '9' }, SAVE);
	const { page } = await marketer.follow(saved);
	for (const words of ['Our own words.', '9 marketing-qualified leads'])
		match(page.main, words);
	const empty = (await marketer.get('/sla/new?start=empty')).page.form('/sla/versions');
	equal([empty.value('text'), empty.value('gate'), empty.has('promise_1_kind')], ['', '', false]);
});

// The sample's own term goes away for a moment, under a name that no other test looks for.
test('a term that the organisation lacks is told, with the way to mend it', async () => {
	try {
		sql(`UPDATE term SET slug = 'zz-gone-for-a-moment' WHERE ${TERM}`);
		const { page } = await marketer.get('/sla/new?start=inbound');
		match(page.main, 'the glossary has no such term');
		ok(page.links.some(l => l.startsWith('/glossary/new?kind=stage&name=Marketing-qualified')), page.links.join(' '));
		equal(page.form('/sla/versions').value('gate'), '');
		lacks(page.main, 'A price');
		match((await marketer.get('/sla/start')).page.main, 'the glossary has no such term');
		const refused = await marketer.submit(await marketer.get('/sla/new?start=inbound'), '/sla/versions', { calendar, change_note: 'x' }, SAVE);
		equal(refused.status, 422);
		equal(refused.page.problems.filter(p => /Choose the term/.test(p)).length, 2);
	} finally {
		sql("UPDATE term SET slug = 'marketing-qualified-lead' WHERE slug = 'zz-gone-for-a-moment'");
	}
	try {
		sql(`UPDATE term SET deprecated_at = UTC_TIMESTAMP() WHERE ${TERM}`);
		const { page } = await marketer.get('/sla/new?start=accounts');
		match(page.main, 'is retired or has no wording yet');
		ok(page.links.includes('/glossary/marketing-qualified-lead'));
	} finally {
		sql(`UPDATE term SET deprecated_at = NULL WHERE ${TERM}`);
	}
	lacks((await marketer.get('/sla/start')).page.main, 'no such term');
});
