// A vocabulary check from its making to what it says: told without names, judged by each team without seeing the other, and summed up over months.
import { api, as, concord, sql, unique } from '../lib/client.mjs';
import { handedOver, makeLead } from '../lib/leads.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, seller, sales, observer] = await Promise.all(['marketer', 'seller', 'sales', 'observer'].map(as));
sql("UPDATE word_check SET month = month - INTERVAL 600 MONTH WHERE month >= '2000-01-01'");	// those of other tests
const company = unique('Fernhillzebra').replace(' ', ''), lead = await makeLead({ person: 'Mbali Ndlovuzebra', company });
const words = `Mbali Ndlovuzebra of ${company} here. Ring me on +44 161 496 0000 or write to m.n@${company.toLowerCase()}.example. What do 40 seats cost?`;
const answers = { COMPANY_SIZE: { value: 250000, evidence: 'In their mail' } };
const handoff = await handedOver({ lead: lead.id, answers, words, situation: `NDLOVUZEBRA spoke with ${marketer.account.name}.` });
for (let i = 0; i < 5; i++)
	await handedOver();
let check;

test('one is made for a month, told without names, and judged by members', async () => {
	equal((await observer.post('/meetings/checks', { csrf: (await observer.get('/')).page.form('/sign-out').value('csrf') })).status, 403);
	const page = await seller.get('/meetings/checks'), made = await marketer.fill('/meetings/checks', '/meetings/checks');
	equal(made.status, 303);
	check = made.location.match(/\d+$/)[0];
	equal((await seller.submit(page, '/meetings/checks')).status, 409, 'one a month');
	lacks((await seller.get('/meetings/checks')).text, 'Make this month');
	equal(sql(`SELECT COUNT(*), COUNT(DISTINCT handoff_id) FROM word_check_case WHERE check_id = ${check}`), [['5', '5']]);
	sql(`UPDATE word_check_case SET handoff_id = ${handoff.id} WHERE check_id = ${check} AND position = 1`);
	for (const who of [marketer, seller, observer]) {
		const { text, page } = await who.get(`/meetings/checks/${check}`);
		match(page.main, /What do 40 seats cost/);
		match(page.main, /People at the company: 250000; In their mail/, 'a number is told whole, beside its evidence');
		lacks(page.main, 'We sell in their country: yes', 'what Marketing has judged is not told');
		for (const name of ['Mbali', 'Ndlovuzebra', 'NDLOVUZEBRA', company, company.toLowerCase(), '496 0000', `${marketer.account.name}.`])
			lacks(page.main, name);
		lacks(text, `/handoffs/${handoff.id}`);
		equal(page.forms.some(f => f.action === `/meetings/checks/${check}` && f.controls.some(c => /^judge_/.test(c.name))), who !== observer);
	}
});

const said = (page, verdict) => Object.fromEntries(page.page.form(`/meetings/checks/${check}`).controls.filter(c => /^judge_/.test(c.name)).map(c => [c.name, verdict(c.name)]));

test('each team judges without seeing the other, every criterion of every handoff', async () => {
	const here = `/meetings/checks/${check}`, page = await marketer.get(here);
	const refused = await marketer.submit(page, here, {});
	equal(refused.status, 422);
	match(refused.page.problems.join(' '), 'Choose one, also where it cannot be told');
	const all = said(page, () => 'meets');
	equal((await marketer.submit(page, here, all)).status, 303);
	for (const who of [seller, sales, observer]) {
		const { page } = await who.get(here);
		lacks(page.main, 'Judgements of handoff');
		const form = page.forms.find(f => f.action === here);
		ok(!form || form.controls.every(c => !c.checked), 'nothing of the other team is filled in');
	}
	match((await seller.get('/meetings/checks')).page.main, 'Awaiting Sales');
	lacks((await seller.get('/meetings/checks')).page.main, 'Equal judgements');
	const theirs = await seller.get(here), last = await sales.get(here);
	equal((await seller.submit(theirs, here, said(theirs, name => /_COUNTRY$/.test(name) ? 'meets' : /_1_/.test(name) ? 'fails' : 'meets'))).status, 303);
	const told = await observer.get(here);
	match(told.page.main, 'Both teams have judged');
	match(told.page.main, 'Does not');
	match(told.page.main, 'They differ');
	equal((await sales.submit(last, here, said(last, () => 'unknown'))).status, 409, 'it is closed');
	equal(concord('check').includes('hold'), true);
});

test('how often both say the same stands by criterion and month: counts while there are few, a share once there are enough', async () => {
	const main = async () => (await observer.get('/meetings/checks')).page.main.replace(/\s+/g, ' ');
	match(await main(), /We sell in their country 5 of 5 5 of 5/);
	match(await main(), /People at the company 4 of 5 4 of 5/);
	lacks(await main(), /\d %/);
	// The month before, judged in the same way but for one more that differs.
	sql(`INSERT INTO word_check (term_version_id, month, made_by, made_at) SELECT term_version_id, month - INTERVAL 1 MONTH, made_by, made_at - INTERVAL 30 DAY FROM word_check WHERE id = ${check};
SET @was = LAST_INSERT_ID();
INSERT INTO word_check_case (check_id, position, handoff_id) SELECT @was, position, handoff_id FROM word_check_case WHERE check_id = ${check};
INSERT INTO word_check_answer SELECT n.id, a.team, a.code, IF(a.team = 'sales' AND n.position = 2, 'unknown', a.verdict), a.person_id, a.at FROM word_check_answer a JOIN word_check_case c ON c.id = a.case_id AND c.check_id = ${check} JOIN word_check_case n ON n.check_id = @was AND n.position = c.position`);
	match(await main(), /We sell in their country 4 of 5 5 of 5 90 % \(9 of 10\)/);
	match(await main(), /People at the company 3 of 5 4 of 5 70 % \(7 of 10\)/);
	sql(`UPDATE word_check SET month = month - INTERVAL 1200 MONTH WHERE month >= '2000-01-01'`);
});
