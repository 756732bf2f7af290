// What the other system calls an MQL, held against the agreed definition: every number worked out a second time from the file itself.
import { api, as, told, unique } from '../lib/client.mjs';
import { readFileSync } from 'node:fs';
import { bring, contact, csv, HUBSPOT, imported, settle, start, undone, until } from '../lib/imports.mjs';
import { followed } from '../lib/replays.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const marketer = api('marketer'), TERM = 'marketing-qualified-lead', prefix = unique('r').replace(' ', '-');
const { criteria: gate } = (await marketer.get('/handoffs/gate')).json, [size] = gate.filter(c => c.code === 'COMPANY_SIZE');
const kinds = [['300', 'Yes'], ['12', 'yes'], ['51-200', 'TRUE'], ['11-50', 'yes'], ['', 'yes'], ['300', 'no'], ['05-Jan', 'yes'], ['1,200', '']];
const stages = ['Marketing Qualified Lead', 'Lead', 'salesqualifiedlead', 'Customer', 'Something old'];
const people = Array.from({ length: 400 }, (_, i) => {
	const [employees, country] = kinds[i % kinds.length], stage = stages[i % stages.length], mql = i % 3 === 0, won = i % 7 === 0;
	return { ref: `${prefix}-${i}`, employees, country, stage, mql, won };
});
const file = csv([[...HUBSPOT, 'We sell there'], ...people.map(p => [...contact(p.ref, { Email: `${p.ref}@zoo.example`, 'Lifecycle Stage': p.stage, 'Number of employees': p.employees,
	'Became a Marketing Qualified Lead Date': p.mql ? '2026-02-01' : '', 'Became a Customer Date': p.won ? '2026-05-01' : '' }), p.country])]);
const draft = (await marketer.post(`/terms/${TERM}/versions`, { meaning: 'Who is large enough.', change_note: unique('Other'), criteria: [{ code: 'COMPANY_SIZE', label: 'Employees', kind: 'number', bound: { min: 50 }, level: 'must', evidence: false },
	{ code: 'COUNTRY', label: 'A country we sell in', kind: 'yes_no', level: 'must', evidence: false }] })).json;
const term = await marketer.get(`/terms/${TERM}`);
const bindings = term.json.bindings, bound = await marketer.patch(`/terms/${TERM}`, { bindings: { ...(bindings ?? {}), COUNTRY: 'We sell there' } }, { 'if-match': term.headers.etag });
equal(bound.status, 200, bound.text);

// The second computation.
function number(cell, min) {
	const range = cell.match(/^(\d+)-(\d+)$/), plain = cell.replaceAll(',', '');
	if (range)
		return Number(range[1]) >= min === Number(range[2]) >= min ? Number(range[1]) >= min : null;
	return /^\d+$/.test(plain) ? Number(plain) >= min : null;
}
const yes = cell => ({ yes: true, true: true, no: false })[cell.toLowerCase()] ?? null;
const judged = (p, min) => [number(p.employees, min), yes(p.country)];
const result = verdicts => verdicts.includes(false) ? 'failed' : verdicts.includes(null) ? 'unknown' : 'passed';
const sums = (list, min) => Object.fromEntries(['passed', 'failed', 'unknown'].map(r => [r, list.filter(p => result(judged(p, min)) === r).length]));
const claims = p => p.mql || ['Marketing Qualified Lead', 'salesqualifiedlead', 'Customer'].includes(p.stage);
// The same by the version in force, whose other questions no column of the file answers.
const { in_force: { number: inForce } } = term.json, musts = (await marketer.get(`/terms/${TERM}/versions/${inForce}`)).json.criteria.filter(c => c.level === 'must');
const judgedBefore = p => musts.map(c => c.code === 'COMPANY_SIZE' ? number(p.employees, Number(c.bound.min)) : c.code === 'COUNTRY' ? yes(p.country) : null);
function compared(list, min) {
	const is = p => result(judged(p, min)), was = p => result(judgedBefore(p)), of = check => list.filter(check).length;
	return { ...Object.fromEntries(['passed', 'failed', 'unknown'].map(r => [r, of(p => was(p) === r)])), won_but_refused: of(p => p.won && was(p) === 'failed'),
		newly_refused: of(p => is(p) === 'failed' && was(p) !== 'failed'), newly_passed: of(p => is(p) === 'passed' && was(p) !== 'passed') };
}
const customers = (list, min) => ({ won: list.filter(p => p.won).length, won_but_refused: list.filter(p => p.won && result(judged(p, min)) === 'failed').length,
	won_but_unknown: list.filter(p => p.won && result(judged(p, min)) === 'unknown').length });
const replay = (over, query = '') => marketer.get(`/terms/${TERM}/versions/${draft.number}/replay?over=${over}${query}`).then(a => a.json);

const before = { imported: await replay('imported'), claimed: await replay('claimed'), moved: await replay('imported', '&bound_COMPANY_SIZE_min=250') };
const done = await imported(file, { columns: { ...Object.fromEntries(HUBSPOT.map((name, i) => [name, ['external_id', 'given_name', 'family_name', 'email', 'phone', null, 'stage', 'status', 'created_at', 'source', 'job', 'company', 'mql_at', 'won_at', 'keep', 'keep'][i]])), 'We sell there': 'keep' } });
const differ = (now, was, names) => Object.fromEntries(names.map(name => [name, now[name] - was[name]]));
const more = (now, was) => differ(now, was, ['passed', 'failed', 'unknown', 'rows', 'won', 'won_but_refused', 'won_but_unknown']);
const beside = (now, was) => differ(now.in_force, was.in_force, ['passed', 'failed', 'unknown', 'won_but_refused', 'newly_refused', 'newly_passed']);

test('imported leads are a list to try a draft on, customers it would have refused among them', async () => {
	equal(done.created, people.length, JSON.stringify(done.problems));
	const now = more(await replay('imported'), before.imported);
	equal(now, { ...sums(people, 50), rows: people.length, ...customers(people, 50) });
	ok(now.won_but_unknown && now.won > now.won_but_refused + now.won_but_unknown, 'customers of every sort');
	const [moved, there] = [await replay('imported', '&bound_COMPANY_SIZE_min=200'), await replay('imported')];
	equal(there.passed - moved.passed, sums(people, 50).passed - sums(people, 200).passed, 'the bound moves the number');
});

test('what the other system calls an MQL, or more, is held against the definition, by criterion', async () => {
	const list = people.filter(claims), now = await replay('claimed');
	equal(more(now, before.claimed), { ...sums(list, 50), rows: list.length, ...customers(list, 50) });
	const by = code => { const [a, b] = [now, before.claimed].map(r => r.by_criterion.find(c => c.code === code)); return [a.meets - b.meets, a.fails - b.fails, a.unknown - b.unknown]; };
	const counted = place => [true, false, null].map(v => list.filter(p => judged(p, 50)[place] === v).length);
	equal([by('COMPANY_SIZE'), by('COUNTRY')], [counted(0), counted(1)]);
});

test('beside it stands what the version in force makes of the same leads, worked out from the file as well', async () => {
	const now = { imported: await replay('imported'), claimed: await replay('claimed'), moved: await replay('imported', '&bound_COMPANY_SIZE_min=250') };
	equal(now.imported.in_force.number, inForce);
	ok(musts.some(c => c.code === 'COMPANY_SIZE'), 'the version in force asks for the size too');
	equal(beside(now.imported, before.imported), compared(people, 50));
	equal(beside(now.claimed, before.claimed), compared(people.filter(claims), 50));
	equal(beside(now.moved, before.moved), compared(people, 250));
	const counts = [compared(people, 50), compared(people, 250)];
	ok(counts.some(c => c.newly_refused) && counts.some(c => c.newly_passed), JSON.stringify(counts));
});

test('the page says so in one sentence, and every number leads to its rows', async () => {
	const person = await as('seller'), now = await replay('claimed'), path = `/glossary/${TERM}/versions/${draft.number}/replay?over=claimed`;
	const page = await person.get(path);
	match(page.page.main, new RegExp(`The other system calls ${now.rows} .*?\\. ${now.passed} meets? the definition, ${now.failed} do(es)? not, ${now.unknown} cannot tell\\.`));
	const failed = await person.get(`${path}&show=fails&criterion=COMPANY_SIZE`);
	ok(failed.page.links.filter(l => /^\/leads\/\d+$/.test(l)).length > 5, told(failed));
	const shows = new Set();
	for (const over of ['imported', 'claimed'])
		for (const { show, words, number, rows } of await followed(person, `/glossary/${TERM}/versions/${draft.number}/replay?over=${over}&n=60`)) {
			equal(rows.length, number, `${over}: ${words}`);
			shows.add(show);
		}
	equal(['won', 'won_unknown', 'was_passed', 'was_failed', 'was_unknown', 'customers', 'newly_refused', 'newly_passed'].filter(show => !shows.has(show)), []);
	const led = await person.get('/imports/reconciliation');
	equal(led.status, 303);
	match(led.location, /over=claimed/);
	equal((await (await as('observer')).get(led.location)).status, 200);
});

test('an import that is taken back counts no more', async () => {
	await undone(done.id);
	equal(more(await replay('imported'), before.imported).rows, 0);
	ok(size);
});

test('the file that comes with the sample claims 412, of whom 188 meet the agreed definition', async () => {
	const agreed = (await marketer.post(`/terms/${TERM}/versions`, { meaning: 'As in the sample.', change_note: unique('Sample'), criteria: [{ code: 'COMPANY_SIZE', label: 'People at the company', kind: 'number', bound: { min: 20 }, level: 'must', evidence: false },
		{ code: 'COUNTRY', label: 'We sell in their country', kind: 'yes_no', level: 'must', evidence: false },
		{ code: 'BUYERS_QUESTION', label: 'The buyer\'s question they asked', kind: 'choice', choices: ['A price', 'A demonstration', 'A security review', 'A talk with Sales'], level: 'must', evidence: true }] })).json;
	const ask = () => marketer.get(`/terms/${TERM}/versions/${agreed.number}/replay?over=claimed`).then(a => a.json), was = await ask();
	const sample = await imported(readFileSync(new URL('../../schema/sample_contacts.csv', import.meta.url), 'utf8'));
	equal([sample.created, sample.refused, sample.flagged], [520, 0, 0], JSON.stringify(sample.problems));
	const now = more(await ask(), was);
	equal([now.rows, now.passed, now.failed, now.unknown], [412, 188, 163, 61]);
	await undone(sample.id);
});

test('leads as Salesforce and Zoho export them claim what their status is said to mean, and what was converted', async () => {
	const working = { 'Working - Contacted': 'Marketing-qualified lead' }, contacted = { 'Contacted': 'Marketing-qualified lead' };
	const systems = [['salesforce', ['Lead ID', 'First Name', 'Last Name', 'Title', 'Company / Account', 'Email', 'Lead Source', 'Lead Status', 'Lead Owner', 'Created Date', 'Converted', 'No. of Employees'], working,
		['Open - Not Contacted', 'Working - Contacted', 'Closed – Converted', 'Closed - Not Converted', 'Something of ours']],
	['zoho', ['Record Id', 'First Name', 'Last Name', 'Title', 'Company', 'Email', 'Lead Source', 'Lead Status', 'Lead Owner', 'Created Time', 'Is Converted', 'No. of Employees'], contacted,
		['Not Contacted', 'Contacted', 'Pre-Qualified', 'Junk Lead', 'Something of ours']]];
	for (const [system, header, stage, statuses] of systems) {
		const is = i => ({ status: statuses[i % 5], converted: i % 7 === 0, employees: String([12, 300, 51, ''][i % 4]) }), list = Array.from({ length: 60 }, (_, i) => is(i)), was = await replay('claimed');
		const rows = list.map((r, i) => [`${prefix}-${system}-${i}`, 'Zoe', `Zebra ${i}`, 'CTO', 'Fernhill', `${prefix}.${system}.${i}@zoo.example`, 'Web', r.status, '', '2026-01-05', r.converted ? 'true' : 'false', r.employees]);
		const brought = await bring(csv([header, ...rows]));
		equal([brought.json.guess.system, brought.json.guess.columns['Lead Status'], brought.json.guess.columns[header[10]], brought.json.guess.columns['No. of Employees']], [system, 'stage', 'converted', 'keep']);
		const offered = (await (await as('marketer')).get(`/imports/${brought.json.id}/columns`)).page.all(n => n.tag === 'input' && /^value_stage_\d+_from$/.test(n.attributes.name ?? '')).map(n => n.attributes.value);
		equal([...offered].sort(), [...statuses, 'Converted'].sort(), 'each is offered');
		equal((await settle(brought, { values: { stage } })).status, 200);
		await start(brought.json.id);
		const in_ = await until(brought.json.id, 'done'), now = more(await replay('claimed'), was), claimed = list.filter(r => r.converted || r.status in stage || r.status === 'Closed – Converted');
		equal([in_.created, now.rows, now.failed], [60, claimed.length, claimed.filter(r => number(r.employees, 50) === false).length], JSON.stringify(in_.problems));
		equal((await marketer.get(`/leads/by-ref/${system}/${prefix}-${system}-1`)).json.history.status, statuses[1]);
		await undone(brought.json.id);
	}
});
