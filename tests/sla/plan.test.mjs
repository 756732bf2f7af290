// From the sales goal to leads a month: what comes out, who keeps it, and how it gets into a draft of the agreement.
import { agreedAgreement, makeAgreement } from '../lib/agreement.mjs';
import { count, promisesOf, removeClocks } from '../lib/clocks.mjs';
import { api, as, Browser, sql, unique, urlencoded } from '../lib/client.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, seller, observer] = await Promise.all(['marketer', 'seller', 'observer'].map(as));
const NUMBERS = { goal: '600,000', period: 'quarter', currency: 'EUR', deal: '12000', share: '60', accepted: '80', qualified: '75', opportunity: '50', customer: '25' };
const SOURCES = { source_1_name: 'Webinar', source_1_share: '33.3', source_2_name: 'Website', source_2_share: '66.7' };
const asked = numbers => `/sla/plan?${urlencoded(numbers)}`;
const nothing = () => sql('DELETE FROM sales_plan_source; DELETE FROM sales_plan');
const keep = async (person, numbers) => person.submit(await person.get(asked(numbers)), '/sla/plan');
nothing();

test('the working is shown line by line, and asking keeps nothing', async () => {
	const { status, page } = await marketer.get(asked({ ...NUMBERS, ...SOURCES }));
	equal(status, 200);
	for (const words of ['134 leads a month', '€600,000 ÷ €12,000', '400 ÷ 3, rounded up', 'Not kept yet', 'Webinar', '66.7 %', 'bring the other 20 new customers a quarter'])
		match(page.main, words);
	match(page.main, /Webinar\s+33\.3 %\s+45/);
	match(page.main, /Website\s+66\.7 %\s+89/);
	equal(sql('SELECT COUNT(*) FROM sales_plan'), [['0']]);
	match((await marketer.get('/sla/plan')).page.main, 'Nothing is kept yet');
});

test('what cannot be reckoned says why, and gives every word back', async () => {
	const bad = { ...NUMBERS, goal: '600.000', currency: 'XXX', share: '0', accepted: '', customer: '101', source_1_name: 'Fair', source_1_share: '40', source_2_name: 'fair', source_2_share: '50' };
	const { status, page } = await seller.get(asked(bad));
	equal(status, 422);
	const problems = page.problems.join(' ');
	for (const words of ['Choose', 'New customers who come from Marketing: a percentage', 'Leads that Sales accepts: a percentage', 'Opportunities that become customers: a percentage', 'stands here twice', 'come to 90 % together'])
		match(problems, words);
	const form = page.form(/^\/sla\/plan#/);
	equal(['goal', 'share', 'customer', 'source_1_name', 'source_2_share'].map(name => form.value(name)), ['600.000', '0', '101', 'Fair', '50']);
	ok(!page.may('/sla/plan'), 'nothing wrong is offered to be kept');
	match((await seller.get(asked({ ...NUMBERS, goal: '9999999999999', deal: '1' }))).page.main, 'more than a million leads a month');
	match((await seller.get(asked({ ...NUMBERS, goal: '600.000' }))).page.problems.join(' '), 'as a plain amount, such as 600000');
	equal((await seller.get('/sla/plan?goal=')).status, 422);
});

test('either team keeps it, the trail says so, and both find it', async () => {
	const kept = await keep(marketer, { ...NUMBERS, ...SOURCES });
	equal(kept.status, 303);
	const { page } = await marketer.follow(kept);
	for (const words of ['Kept. Both teams find it here.', '€600,000 a quarter, kept by', '134 leads a month'])
		match(page.main, words);
	equal((await keep(seller, { ...NUMBERS, ...SOURCES, deal: '15,000' })).status, 303);
	const seen = await observer.get('/sla/plan');
	match(seen.page.main, '€600,000 ÷ €15,000');
	ok(!seen.page.may('/sla/plan') && !seen.page.links.some(l => l.includes('plan=total')), 'an observer reads');
	equal(sql('SELECT revision, goal, deal, accepted FROM sales_plan'), [['2', '60000000', '1500000', '800']]);
	equal(sql("SELECT act FROM audit WHERE subject = 'plan' ORDER BY id DESC LIMIT 2").flat(), ['plan.edit', 'plan.create']);
	equal((await keep(observer, NUMBERS).catch(() => ({ status: 403 }))).status, 403);
	match((await (await as('administrator')).get('/audit?what=plan')).page.main, 'Changed the plan of leads');
});

test('who kept first wins, and the other sees both and loses nothing', async () => {
	const mine = await marketer.get(asked({ ...NUMBERS, goal: '700000', ...SOURCES })), theirs = await seller.get(asked({ ...NUMBERS, goal: '800000' }));
	equal((await seller.submit(theirs, '/sla/plan')).status, 303);
	const late = await marketer.submit(mine, '/sla/plan');
	equal(late.status, 409);
	for (const words of ['saved this before you', '€800,000 a quarter', '€700,000 a quarter'])
		match(late.page.main, words);
	equal(late.page.form(/^\/sla\/plan#/).value('goal'), '700,000');
	equal(late.page.form(/^\/sla\/plan#/).value('source_1_name'), 'Webinar');
	equal(sql('SELECT goal FROM sales_plan'), [['80000000']]);
	equal((await marketer.submit(late, '/sla/plan')).status, 303);
	equal(sql('SELECT goal FROM sales_plan'), [['70000000']]);
	nothing();
	const [first, second] = [await marketer.get(asked(NUMBERS)), await seller.get(asked({ ...NUMBERS, goal: '1' }))];
	equal((await marketer.submit(first, '/sla/plan')).status, 303);
	equal((await seller.submit(second, '/sla/plan')).status, 409);
	equal((await marketer.submit(first, '/sla/plan')).status, 303, 'the same form once more does nothing twice');
	equal(sql('SELECT revision FROM sales_plan'), [['1']]);
});

test('a form with wrong numbers keeps nothing; a stranger signs in and finds them', async () => {
	const form = await marketer.get(asked({ ...NUMBERS, goal: '5' }));
	const wrong = await marketer.submit(form, '/sla/plan', { goal: 'much' });
	equal(wrong.status, 422);
	equal(wrong.page.form(/^\/sla\/plan#/).value('goal'), 'much');
	const lost = await new Browser().submit(form, '/sla/plan');
	equal(lost.status, 401);
	equal(sql('SELECT revision FROM sales_plan'), [['1']]);
});

test('the first rate is the organisation’s own, with its range, once there is some', async () => {
	const { number } = await agreedAgreement({ promises: [{ kind: 'volume', definition: 'marketing-qualified-lead', count: 120 }, { kind: 'quality', percent: 80 }] });
	const { volume, quality } = promisesOf(number), months = ago => sql(`SELECT DATE_FORMAT(CURRENT_DATE - INTERVAL ${ago} MONTH, '%Y-%m-10')`)[0][0];
	const empty = { ...NUMBERS, accepted: '' };
	equal((await marketer.get(asked(empty))).status, 422, 'no history yet');
	count(quality.id, months(1), 45, 50);
	count(quality.id, months(3), 30, 60);
	count(quality.id, months(0), 0, 1000);
	count(quality.id, months(7), 0, 1000);
	count(volume.id, months(1), 61);
	count(volume.id, months(2), 90);
	const { page } = await marketer.get(asked(empty));
	for (const words of ['Empty: your own 68.2 %, 75 of 110 decided in the last six full months', 'lowest 50 % in', 'highest 90 % in', '320 ÷ 68.2 %', '157 leads a month',
		'it would take 119', ', 214.', 'Marketing handed over 61 to 90 a month, 76 on average'])
		match(page.main, words);
	equal((await marketer.submit(await marketer.get(asked(empty)), '/sla/plan')).status, 303);
	equal(sql('SELECT accepted IS NULL FROM sales_plan'), [['1']]);
	removeClocks(volume.id, quality.id);
	const { page: bare } = await marketer.get('/sla/plan');
	match(bare.main, 'There is no rate of accepted leads');
});

test('the later rates are, too: an empty field takes history, one without cases is typed', async () => {
	const months = ago => sql(`SELECT DATE_FORMAT(CURRENT_DATE - INTERVAL ${ago} MONTH, '%Y-%m-10')`)[0][0];
	const step = (name, ago, numerator, denominator) => sql(`INSERT INTO stage_day VALUES ('${name}', '${months(ago)}', 99, ${numerator}, ${denominator})`);
	const empty = { ...NUMBERS, qualified: '', opportunity: '', customer: '' };
	nothing();
	const typed = await marketer.get(asked(empty));
	equal(typed.status, 422);
	for (const words of ['Once Sales has accepted leads in a full month', 'Once leads have become SQLs', 'Once deals have been opened'])
		match(typed.page.main, words);
	step('qualified', 1, 45, 60);
	step('qualified', 4, 15, 60);
	step('qualified', 0, 0, 1000);
	step('qualified', 7, 0, 1000);
	step('opportunity', 2, 0, 12);
	step('customer', 3, 5, 20);
	const { status, page } = await seller.get(asked(empty));
	equal(status, 422);
	match(page.problems.join(' '), 'SQLs that become opportunities: a percentage');
	lacks(page.problems.join(' '), 'customers: a percentage');
	for (const words of ['Empty: your own 50 %, 60 of 120 accepted in the last six full months; lowest 25 % in', 'highest 75 % in',
		'Type it for now: none of the 12 SQLs of the last full months has a deal here yet.', 'Empty: your own 25 %, 5 of 20 opportunities in', 'the only full month so far'])
		match(page.main, words);
	const tried = await seller.get(asked({ ...empty, opportunity: '50' }));
	for (const words of ['240 ÷ 50 %', '200 leads a month', 'SQL: at the rate of your best month, 75 % in', 'it would take 134; at that of your weakest, 25 % in', ', 400.'])
		match(tried.page.main, words);
	equal((await seller.submit(tried, '/sla/plan')).status, 303);
	equal(sql('SELECT accepted, qualified IS NULL, opportunity, customer IS NULL FROM sales_plan'), [['800', '1', '500', '1']]);
	match((await observer.get('/sla/plan')).page.main, '200 leads a month');
	sql('DELETE FROM stage_day WHERE slot = 99');
	match((await observer.get('/sla/plan')).page.main, 'There is no rate of accepted leads that become SQLs');
	nothing();
});

test('“use this” fills the volume of the draft and leaves the rest; nothing is saved', async () => {
	await agreedAgreement({ promises: [{ kind: 'quality', percent: 80 }, { kind: 'volume', definition: 'marketing-qualified-lead', count: 7, pace: 'open' }, { kind: 'decision', open_minutes: 60, percent: 90 }] });
	await keep(marketer, { ...NUMBERS, ...SOURCES });
	const { page } = await marketer.get('/sla/plan');
	for (const which of ['total', 'sources'])
		ok(page.links.some(l => new RegExp(`^/sla/(new|versions/\\d+/edit)\\?plan=${which}$`).test(l)), page.links.join(' '));
	const before = sql('SELECT COUNT(*) FROM agreement'), total = await marketer.get('/sla/new?plan=total');
	match(total.page.main, 'Filled in from the plan: 134 leads a month.');
	let form = total.page.form('/sla/versions');
	equal([1, 2, 3].map(n => form.value(`promise_${n}_kind`)), ['quality', 'volume', 'decision']);
	equal(['promise_2_quantity', 'promise_2_pace', 'promise_2_scope', 'promise_1_percent', 'promise_3_time'].map(n => form.value(n)), ['134', 'open', '', '80', '1']);
	form = (await marketer.get('/sla/new?plan=sources')).page.form('/sla/versions');
	equal(['promise_2_quantity', 'promise_2_scope', 'promise_2_scope_value', 'promise_3_quantity', 'promise_3_scope_value', 'promise_3_definition', 'promise_4_kind'].map(n => form.value(n)),
		['45', 'source', 'Webinar', '89', 'Website', 'marketing-qualified-lead', 'decision']);
	equal(sql('SELECT COUNT(*) FROM agreement'), before);
	const saved = await marketer.submit(total, '/sla/versions', { change_note: 'As the goal asks' }, { button: 'step=save' });
	equal(saved.status, 303, saved.text.slice(0, 300));
	match((await marketer.follow(saved)).page.main, '134 marketing-qualified leads handed over each month, at any time of the month.');
});

test('with a draft open it goes into that one, and its page of the agreement says the goal', async () => {
	const { number } = await makeAgreement(), at = `/sla/versions/${number}/edit`;
	ok((await seller.get('/sla/plan')).page.links.includes(`${at}?plan=total`));
	const { page } = await seller.get(`${at}?plan=total`);
	equal(page.form(`/sla/versions/${number}`).value('promise_1_quantity'), '134');
	ok(page.links.includes('/sla/plan'), 'the volume leads to the plan');
	equal((await seller.get(at)).page.form(`/sla/versions/${number}`).value('promise_1_quantity'), '120');
	const live = await observer.get('/sla');
	for (const words of ['The sales goal', '€600,000 a quarter takes 50 new customers, 30 of them from Marketing, and for that 134 leads a month.', 'Promised are 7.'])
		match(live.page.main, words);
	ok(live.page.links.includes('/sla/plan'));
	nothing();
	lacks((await observer.get('/sla')).page.main, 'The sales goal');
	match((await seller.get('/sla')).page.main, 'How many leads a month does the revenue goal take?');
	equal((await seller.get(`${at}?plan=total`)).page.form(`/sla/versions/${number}`).value('promise_1_quantity'), '120');
});

test('no mark of people’s own comes through as markup', async () => {
	const name = `<b>${unique('fair')}</b>`;
	equal((await keep(marketer, { ...NUMBERS, source_1_name: name, source_1_share: '100' })).status, 303);
	const { page, text } = await marketer.get('/sla/plan');
	match(page.main, name);
	lacks(text, `${name}</th>`);
	equal((await api('marketer').get('/sla/plan')).status, 404);
	nothing();
});
