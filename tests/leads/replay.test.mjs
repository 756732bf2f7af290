// A draft tried on past handoffs: every number computed a second time from the handoffs themselves, and each followed to its rows.
import { agreedAgreement } from '../lib/agreement.mjs';
import { api, as, sleep, sql, unique } from '../lib/client.mjs';
import { dealThat } from '../lib/deals.mjs';
import { act, handedOver, makeLead } from '../lib/leads.mjs';
import { followed, listed } from '../lib/replays.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const TERM = 'marketing-qualified-lead', N = 40;
const marketer = api('marketer'), observer = api('observer', 'read');
await agreedAgreement();
const [person, watcher] = [await as('marketer'), await as('observer')];

// A dozen handoffs of every sort; of some the size is not known, and some leads became customers.
const made = [];
for (const [size, country, won] of [[5, true], [30, true, 'won'], [null, true], [300, false, 'won'], [55, true, 'won'], [60, true], [20, true, 'earlier'], [49, true], [50, true], [null, false], [75, null, 'won'], [19.5, true, 'won']]) {
	const unknown = { value: null, unknown: true };
	const { id: lead } = await makeLead();
	if (won === 'earlier') {	// a customer already, and a second later handed over
		await dealThat(['signed'], { leads: [lead] });
		await sleep(1100);
	}
	made.push(await handedOver({ lead, answers: { COMPANY_SIZE: size === null ? unknown : { value: size }, COUNTRY: country === null ? unknown : { value: country } } }));
	if (won === 'won')
		await dealThat(['signed'], { leads: [lead] });
}
await act(made[5].id, 'return', { criteria: ['COMPANY_SIZE'], found: 'Sixty seats, two people.' });
await act(made[5].id, 'resubmit', { text: 'Ask again.', answers: { COMPANY_SIZE: { value: 61 } } });
await act(made[8].id, 'withdrawal');

const MUSTS = [{ code: 'COMPANY_SIZE', label: 'People at the company', kind: 'number', bound: { min: 50 }, level: 'must', evidence: false },
	{ code: 'COUNTRY', label: 'We sell in their country', kind: 'yes_no', level: 'must', evidence: false }];
async function drafted(criteria = [...MUSTS, { label: 'They have a zebra', kind: 'yes_no', level: 'should', evidence: false }]) {
	const answer = await marketer.post(`/terms/${TERM}/versions`, { meaning: 'Who asked, and is large.', change_note: unique('For the zebras'), criteria });
	equal(answer.status, 201, answer.text);
	return { ...answer.json, path: `/terms/${TERM}/versions/${answer.json.number}/replay`, page: `/glossary/${TERM}/versions/${answer.json.number}/replay` };
}
const draft = await drafted();

// The newest handoffs as the API gives them one by one, and who of them became a customer afterwards.
async function past(n) {
	const rows = sql(`SELECT h.id, EXISTS (SELECT 1 FROM deal_lead x JOIN deal d ON d.id = x.deal_id WHERE x.lead_id = h.lead_id AND d.won_at >= h.first_submitted_at) FROM handoff h WHERE h.state <> 'withdrawn' ORDER BY h.first_submitted_at DESC, h.id DESC LIMIT ${n}`);
	return Promise.all(rows.map(async ([id, won]) => ({ ...(await marketer.get(`/handoffs/${id}`)).json, won: won === '1' })));
}
const judge = (c, answer) => answer === undefined || answer.value === null ? 'unknown' : c.kind === 'yes_no' ? (answer.value === true ? 'meets' : 'fails')
	: c.kind === 'choice' ? (c.choices.some(x => x.toLowerCase() === String(answer.value).toLowerCase()) ? 'meets' : 'fails')
		: (c.bound?.min == null || Number(answer.value) >= Number(c.bound.min)) && (c.bound?.max == null || Number(answer.value) <= Number(c.bound.max)) ? 'meets' : 'fails';
function result(criteria, handoff) {
	const verdicts = criteria.filter(c => c.level === 'must' && ['yes_no', 'number', 'choice'].includes(c.kind)).map(c => judge(c, handoff.answers[c.code]));
	return verdicts.includes('fails') ? 'failed' : verdicts.includes('unknown') ? 'unknown' : 'passed';
}
function expected(criteria, handoffs) {
	const of = what => handoffs.filter(h => result(criteria, h) === what);
	return { passed: of('passed').length, failed: of('failed').length, unknown: of('unknown').length, won_but_refused: of('failed').filter(h => h.won).length };
}
const customers = (criteria, handoffs) => ({ won: handoffs.filter(h => h.won).length, won_but_unknown: handoffs.filter(h => h.won && result(criteria, h) === 'unknown').length });
const numbers = ({ passed, failed, unknown, won_but_refused }) => ({ passed, failed, unknown, won_but_refused });
const told = (answer, label) => Number(answer.page.main.match(new RegExp(`(\\d+) ${label}`))[1]);

test('each number is the one counted from the handoffs themselves, also beside the version in force', async () => {
	const { status, json, text } = await marketer.get(`${draft.path}?over=handoffs&n=${N}`), handoffs = await past(N);
	equal(status, 200, text);
	equal([json.over, json.rows], ['handoffs', handoffs.length]);
	equal(numbers(json), expected(MUSTS, handoffs));
	equal({ won: json.won, won_but_unknown: json.won_but_unknown }, customers(MUSTS, handoffs));
	ok(json.won > json.won_but_unknown && json.won_but_unknown >= 1, text);
	ok(json.passed && json.failed && json.unknown && json.won_but_refused >= 2, text);
	for (const c of json.by_criterion) {
		const verdicts = handoffs.map(h => judge(c, h.answers[c.code]));
		equal([c.meets, c.fails, c.unknown], ['meets', 'fails', 'unknown'].map(v => verdicts.filter(x => x === v).length), c.code);
	}
	equal(json.by_criterion[2].unknown, handoffs.length, 'the past never asked');
	const { in_force } = (await marketer.get(`/terms/${TERM}`)).json, { criteria } = (await marketer.get(`/terms/${TERM}/versions/${in_force.number}`)).json;
	equal([json.in_force.number, numbers(json.in_force)], [in_force.number, expected(criteria, handoffs)]);
	equal(json.in_force.newly_refused, handoffs.filter(h => result(MUSTS, h) === 'failed' && result(criteria, h) !== 'failed').length);
	equal(json.in_force.newly_passed, handoffs.filter(h => result(MUSTS, h) === 'passed' && result(criteria, h) !== 'passed').length);
});

test('a bound that moves moves the numbers; nothing is saved; what is no number is refused', async () => {
	const handoffs = await past(N);
	for (const min of ['', '19.5', '31', '1000']) {
		const criteria = [{ ...MUSTS[0], bound: { min: min === '' ? null : min } }, MUSTS[1]], { json } = await marketer.get(`${draft.path}?n=${N}&bound_COMPANY_SIZE_min=${min}`);
		equal(numbers(json), expected(criteria, handoffs), `at least ${min}`);
		equal({ won: json.won, won_but_unknown: json.won_but_unknown }, customers(criteria, handoffs), `at least ${min}`);
		equal(json.by_criterion[0].bound.min, min === '' ? null : min);
	}
	equal(numbers((await marketer.get(`${draft.path}?n=${N}&bound_COMPANY_SIZE_max=60`)).json), expected([{ ...MUSTS[0], bound: { min: 50, max: 60 } }, MUSTS[1]], handoffs));
	const version = (await marketer.get(`/terms/${TERM}/versions/${draft.number}`)).json;
	equal([Number(version.criteria[0].bound.min), version.revision], [50, draft.revision]);
	equal((await marketer.get(`${draft.path}?bound_COMPANY_SIZE_min=many`)).status, 422);
	equal((await marketer.get(`${draft.path}?bound_COMPANY_SIZE_min=50&bound_COMPANY_SIZE_max=5`)).status, 422);
	const page = await person.get(`${draft.page}?bound_COMPANY_SIZE_min=many`);
	equal(page.status, 422);
	match(page.page.main, '“many” is no number');
});

test('what is asked wrongly is told; what is not there is not there; as many imported leads as there are', async () => {
	for (const query of ['n=0', 'n=100001', 'n=x', 'over=moon'])
		equal((await marketer.get(`${draft.path}?${query}`)).status, 400, query);
	equal((await marketer.get(`/terms/${TERM}/versions/4711/replay`)).status, 404);
	equal((await marketer.get('/terms/no-such-word/versions/1/replay')).status, 404);
	equal((await person.get(`/glossary/${TERM}/versions/4711/replay`)).status, 404);
	const imported = await marketer.get(`${draft.path}?over=imported`);
	const there = Number(sql('SELECT COUNT(*) FROM lead_history h JOIN lead_record l ON l.id = h.lead_id WHERE l.merged_into_id IS NULL AND l.erased_at IS NULL')[0][0]);
	equal([imported.status, imported.json.rows, imported.json.passed + imported.json.failed + imported.json.unknown], [200, there, there]);
	match((await person.get(`${draft.page}?over=imported`)).page.main, there ? /of \d+ pass/ : 'No leads were imported so far');
	const empty = await drafted([]);
	match((await person.get(empty.page)).page.main, 'This version asks nothing');
	equal((await person.get(`/glossary/${TERM}`)).page.links.includes(empty.page), false);
	ok((await person.get(`/glossary/${TERM}`)).page.links.includes(draft.page), 'the card of the draft leads to it');
	ok((await person.get(`/glossary/${TERM}/versions/${draft.number}`)).page.links.includes(draft.page));
});

test('every number on the page leads to its rows, and those are as many', async () => {
	const query = `?n=${N}&bound_COMPANY_SIZE_min=40`, criteria = [{ ...MUSTS[0], bound: { min: 40 } }, MUSTS[1]], handoffs = await past(N), answer = await person.get(`${draft.page}${query}`);
	const { in_force } = (await marketer.get(`/terms/${TERM}`)).json, { criteria: before } = (await marketer.get(`/terms/${TERM}/versions/${in_force.number}`)).json;
	const of = check => handoffs.filter(check).map(h => `/handoffs/${h.id}`), list = show => listed(person, `${draft.page}${query}&show=${show}`), { json } = await marketer.get(`${draft.path}${query}`);
	equal(told(answer, 'of \\d+ pass'), json.passed);
	equal(await list('passed'), of(h => result(criteria, h) === 'passed'));
	equal(await list('failed'), of(h => result(criteria, h) === 'failed'));
	equal(await list('unknown'), of(h => result(criteria, h) === 'unknown'));
	equal(await list('customers'), of(h => h.won && result(criteria, h) === 'failed'));
	equal(await list('newly_refused'), of(h => result(criteria, h) === 'failed' && result(before, h) !== 'failed'));
	equal(await list('newly_passed'), of(h => result(criteria, h) === 'passed' && result(before, h) !== 'passed'));
	equal(await list('won'), of(h => h.won));
	equal(await list('won_unknown'), of(h => h.won && result(criteria, h) === 'unknown'));
	for (const what of ['passed', 'failed', 'unknown'])
		equal(await list(`was_${what}`), of(h => result(before, h) === what), `by the version in force: ${what}`);
	for (const [i, code] of ['COMPANY_SIZE', 'COUNTRY'].entries())
		for (const [show, verdict] of [['meets', 'meets'], ['fails', 'fails'], ['not_known', 'unknown']])
			equal(await list(`${show}&criterion=${code}`), of(h => judge(criteria[i], h.answers[code]) === verdict), `${code} ${verdict}`);
	const links = await followed(person, `${draft.page}${query}`), shows = new Set(links.map(l => l.show));
	for (const { words, number, rows } of links)
		equal(rows.length, number, words);
	for (const show of ['customers', 'won', 'won_unknown', 'passed', 'failed', 'unknown', 'was_passed', 'was_failed', 'was_unknown', 'newly_refused', 'newly_passed', 'meets', 'fails', 'not_known'])
		ok(shows.has(show), show);
	const held = await person.get(`${draft.page}${query}&show=was_failed`);
	match(held.page.main, new RegExp(`By version ${in_force.number} they fail`));
	const same = await person.get(`/glossary/${TERM}/versions/${in_force.number}/replay?n=${N}&show=was_failed`);
	match(same.page.main, 'Later customers it would have refused', 'a version in force has none to be held against');
});

test('a list of more than fifty goes on where it stopped', async () => {
	sql(`INSERT INTO handoff (lead_id, state, term_version_id, author_id, words, submitted_at, first_submitted_at, all_known, all_met, in_volume) SELECT lead_id, 'accepted', term_version_id, author_id, 'x', submitted_at - INTERVAL seq DAY, first_submitted_at - INTERVAL seq DAY, 1, 1, 0 FROM handoff, seq_1_to_60 WHERE handoff.id = ${made[0].id}`);
	try {
		const { json } = await marketer.get(`${draft.path}?n=1000`), ids = await listed(person, `${draft.page}?n=1000&show=unknown`);
		ok(json.unknown > 50, `${json.unknown}`);
		equal([ids.length, new Set(ids).size], [json.unknown, json.unknown]);
	} finally {
		sql("DELETE FROM handoff WHERE words = 'x'");
	}
});

test('the customers it would have refused are named to an observer, without an address', async () => {
	const { page, status } = await watcher.get(`${draft.page}?n=${N}`);
	equal(status, 200);
	ok(page.links.includes(`/handoffs/${made[1].id}`), 'thirty people, and a customer');
	equal(page.links.includes(`/handoffs/${made[6].id}`), false, 'a customer before it was handed over');
	lacks(page.main, '@');
	equal(page.links.some(l => l.includes('/edit')), false);
	equal((await observer.get(draft.path)).status, 200);
});

test('a tried bound goes into the form of the draft, and is saved only there', async () => {
	const page = await person.get(`${draft.page}?n=${N}&bound_COMPANY_SIZE_min=35`), link = page.page.links.find(l => l.includes('/edit?bound_'));
	equal(link, `/glossary/${TERM}/versions/${draft.number}/edit?bound_COMPANY_SIZE_min=35`);
	const form = await person.get(link), control = form.page.form(new RegExp(`versions/${draft.number}$`));
	equal(control.value('criterion_1_min'), '35');
	equal(Number((await marketer.get(`/terms/${TERM}/versions/${draft.number}`)).json.criteria[0].bound.min), 50);
	const saved = await person.submit(form, new RegExp(`versions/${draft.number}$`), {}, { button: 'step=save' });
	equal(saved.status, 303);
	equal(Number((await marketer.get(`/terms/${TERM}/versions/${draft.number}`)).json.criteria[0].bound.min), 35);
});

test('a draft of the second gate is tried on what was answered there', async () => {
	const SQL = 'sales-qualified-lead', { in_force } = (await marketer.get(`/terms/${SQL}`)).json, { criteria } = (await marketer.get(`/terms/${SQL}/versions/${in_force.number}`)).json;
	const good = c => ({ yes_no: true, number: 50, choice: c.choices?.[0], date: '2026-10-01', text: 'As they said' })[c.kind], asked = criteria.find(c => c.kind === 'yes_no' && c.level === 'must');
	const before = sql('SELECT COUNT(*) FROM handoff WHERE sql_version_id IS NOT NULL AND state <> \'withdrawn\'')[0][0];
	for (const said of [true, false]) {
		const { id } = await handedOver();
		equal((await act(id, 'acceptance')).status, 200);
		const answer = await act(id, 'sql', { answers: Object.fromEntries(criteria.map(c => [c.code, { value: c.code === asked.code ? said : good(c), evidence: 'In the call' }])) });
		equal(answer.status, 200, answer.text);
	}
	const made = await marketer.post(`/terms/${SQL}/versions`, { meaning: 'Who has money.', change_note: unique('Shorter'), criteria: [{ ...asked, bound: undefined, choices: undefined }] });
	equal(made.status, 201, made.text);
	const { json } = await marketer.get(`/terms/${SQL}/versions/${made.json.number}/replay?n=1000`);
	equal(json.rows, Number(before) + 2);
	ok(json.passed >= 1 && json.failed >= 1, JSON.stringify(json));
	equal(json.by_criterion.map(c => [c.code, c.meets, c.fails]), [[asked.code, json.passed, json.failed]]);
});
