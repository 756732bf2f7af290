// The first hour of an organisation of one's own, over HTTP and by two people, on the copy that fresh.mjs has set up: calendar, list,
// what the definition makes of it, own rates, seven words and an agreement signed as one sheet, the first handoff with its clock.
import { concord, eventually, secret, signIn, sql } from '../lib/client.mjs';
import { contacts, HEADERS, judged, rates, row } from '../lib/first.mjs';
import { csv } from '../lib/imports.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const email = team => sql(`SELECT email FROM person WHERE team = '${team}'`)[0][0];
const nadia = await signIn({ email: email('marketing'), password: secret('velvet okapi trundles sideways') });
const olu = await signIn({ email: email('sales'), password: secret('heron lantern gravel ukulele') });
const people = contacts(500), claimed = people.filter(c => c.mql), number = result => claimed.filter(c => judged(c).result === result).length;
const follow = async (person, answer) => { const page = await person.follow(answer); equal(page.status, 200, answer.location); return page; };

test('home says what is left, and every step leads to a page that begins it', async () => {
	const { page } = await nadia.get('/');
	match(page.main, /5 steps left.*Say when work counts.*Bring your list.*Agree on the first words.*Agree on what each team promises/s);
	for (const path of ['/sla/calendars/new', '/imports', '/glossary', '/sla', '/leads/assignment']) {
		ok(page.links.includes(path), path);
		equal((await nadia.get(path)).status, 200, path);
	}
	match((await nadia.get('/imports/rates')).page.main, 'Nothing to go by yet');
	equal((await nadia.get('/imports/reconciliation')).status, 409, 'no definition yet, said in a sentence');
	match((await nadia.get('/charter')).page.main, 'No version is waiting for signatures');
});

test('a calendar with a holiday, and the seven words as drafts', async () => {
	const form = await nadia.get('/sla/calendars/new');
	const made = await nadia.submit(form, '/sla/calendars', { name: 'Office', day_1_date: `${new Date().getUTCFullYear() + 1}-01-01`, day_1_name: 'New Year’s Day' }, { button: 'step=save' });
	equal(made.status, 303, made.text.slice(0, 300));
	match((await nadia.get('/imports')).page.main, 'The glossary has no stages yet');
	match((await follow(nadia, await nadia.fill('/glossary', '/glossary/starter'))).page.main, 'Opportunity');
	lacks((await nadia.get('/imports')).page.main, 'The glossary has no stages yet');
});

test('the list is brought, its columns and words matched, checked and imported with its history', async () => {
	const content = csv([HEADERS, ...people.map(row)]);
	const brought = await nadia.fill('/imports', '/imports', { kind: 'leads', file: { filename: 'hubspot-export.csv', type: 'text/csv', content } });
	const path = brought.location.replace('/columns', ''), guessed = await follow(nadia, brought), asks = HEADERS.indexOf('What they asked or did') + 1;
	match(guessed.page.main, /hubspot-export\.csv\. Comma separated, UTF-8, 500 rows\. We think it came from HubSpot\./);
	const again = await nadia.submit(guessed, `${path}/columns`, { [`column_${asks}`]: 'keep', history: true }, { button: 'step=again' });
	const controls = again.page.form(`${path}/columns`).controls, words = word => controls.find(c => c.value === word && /^value_keep_\d+_\d+_from$/.test(c.name))?.name.replace(/from$/, 'to');
	equal(again.page.form(`${path}/columns`).value(words('A price')), 'A price', 'an answer by its own words');
	match(again.page.main, 'Country: We sell in their country');
	const checked = await follow(nadia, await nadia.submit(again, `${path}/columns`, { [words('Germany')]: 'yes', [words('Austria')]: 'yes', [words('Atlantis')]: 'no' }, { button: 'step=save' }));
	match(checked.page.main, '500');
	await eventually(async () => (await nadia.get(path)).page.may(`${path}/start`));
	equal((await nadia.submit(await nadia.get(path), `${path}/start`)).status, 303);
	const done = await eventually(async () => { const page = await nadia.get(path); return /Imported/.test(page.page.h1) && page; }, 60_000);
	match(done.page.main, /500 rows went in.*500 new leads/s);
	equal(sql('SELECT COUNT(*) FROM handoff'), [['0']], 'no handoffs, no clocks');
	equal(sql('SELECT COUNT(*) FROM timer'), [['0']]);
});

test('what they claim is held against the definition: every number worked out a second time', async () => {
	const { page } = await nadia.get((await nadia.get('/imports/reconciliation')).location);
	match(page.main, new RegExp(`calls ${claimed.length} .*?\\. ${number('passed')} meets? the definition, ${number('failed')} do(es)? not, ${number('unknown')} cannot tell\\.`));
});

test('own rates are the file’s, and begin the promises of a draft', async () => {
	const own = rates(people), { page } = await nadia.get('/imports/rates');
	const hours = m => m % 60 ? `${Math.floor(m / 60)} working hour${m < 120 ? '' : 's'} ${m % 60} minutes` : `${m / 60} working hour${m === 60 ? '' : 's'}`;
	for (const words of [`${own.volume} a month`, `${own.context} % with every must`, `Within ${hours(own.decision[0])}, for ${own.decision[1]} %`, `Within ${hours(own.attempt[0])}, for ${own.attempt[1]} %`, 'Match a column that says who was disqualified'])
		match(page.main, words);
	const begin = page.links.find(l => l.startsWith('/sla/new?start=small&'));
	const form = await nadia.get(begin), of = form.page.form('/sla/versions');
	match(form.page.main, '4 promises begin with your own rates');
	const kinds = Object.fromEntries(of.controls.filter(c => /^promise_\d+_kind$/.test(c.name)).map(c => [c.value, c.name.replace('kind', '')]));
	equal([of.value(`${kinds.volume}quantity`), of.value(`${kinds.context}percent`), of.value(`${kinds.decision}percent`), of.value(`${kinds.first_attempt}percent`)], [own.volume, own.context, own.decision[1], own.attempt[1]].map(String));
	match((await nadia.submit(form, '/sla/versions', {}, { button: 'step=preview' })).page.main, `Within ${hours(own.decision[0])}`.slice(1));
	const saved = await nadia.submit(form, '/sla/versions', {}, { button: 'step=save' });
	equal(saved.status, 303, saved.page?.problems.join(' '));
	equal((await nadia.get('/sla/new?start=small&own_volume=nonsense&own_decision=30001&own_decision_percent=5')).status, 200);
});

test('seven words and the agreement go on one sheet as they are, and each side signs once', async () => {
	const list = await nadia.get('/charter'), form = list.page.form('/charter');
	equal(form.controls.filter(c => /^(version|agreement)_\d+$/.test(c.name)).map(c => c.on), Array(8).fill(true), 'all ticked for the first one');
	for (const words of ['Words that nothing is agreed about yet', 'Try on your own leads', 'Agreement, version 1, a draft'])
		match(list.page.main, words);
	const edit = list.page.links.find(href => href.startsWith('/sla/versions/1/edit')), saved = await nadia.submit(await nadia.get(edit), '/sla/versions/1?to=charter', {}, { button: 'step=save' });
	equal(saved.location, '/charter?done=same#agreement-1', 'what is read again on the way leads back');
	const made = await nadia.submit(list, '/charter'), path = made.location.split('?')[0];
	equal(made.status, 303, made.page?.problems.join(' '));
	const stale = await nadia.submit(list, '/charter', {}, { headers: {} });
	ok([303, 409].includes(stale.status), `sent twice: ${stale.status}`);
	equal(sql('SELECT COUNT(*) FROM sheet WHERE is_charter'), [['1']], 'sent twice, made once');
	equal((await nadia.fill(path, `${path}/signature`)).status, 303);
	match((await nadia.get(path)).page.main, 'Awaiting Sales');
	const agreed = await follow(olu, await olu.fill(path, `${path}/signature`));
	match(agreed.page.notice, 'everything on the sheet is agreed');
	equal(sql('SELECT (SELECT COUNT(*) FROM term_version WHERE in_force_at IS NOT NULL), (SELECT COUNT(*) FROM agreement WHERE in_force_at IS NOT NULL)'), [['7', '1']]);
});

test('the first handoff has its clock, the other side sees it, and home has fewer steps left', async () => {
	const one = people.find(c => c.mql && judged(c).result === 'passed'), [[id]] = sql(`SELECT lead_id FROM lead_ref WHERE external_id = '${100_000 + one.i}'`);
	const form = await nadia.get(`/leads/${id}/handoffs`);
	const sent = await nadia.submit(form, `/leads/${id}/handoffs`, { answer_COMPANY_SIZE: '300', answer_COUNTRY: 'yes', answer_BUYERS_QUESTION: 'c0', evidence_BUYERS_QUESTION: 'Their mail of Monday', words: 'What does it cost for forty?' }, { button: form.page.form(`/leads/${id}/handoffs`).buttons[0].words });
	equal(sent.status, 303, sent.page?.problems.join(' '));
	match((await olu.get('/leads?view=open')).page.main, new RegExp(`Given${one.i}`));
	equal(sql("SELECT COUNT(*) > 0 FROM timer WHERE state IN ('running', 'paused')"), [['1']]);
	const meeting = await nadia.fill('/meetings/series', '/meetings/series', { name: 'Monthly meeting', nth: '1', kind: 'working_day', minutes: '45', start: '10:00' });
	equal(meeting.status, 303, meeting.page?.problems.join(' '));
	const { main } = (await nadia.get('/')).page;
	match(main, '1 step left');
	match(main, 'Say who gets which leads');
	match(concord('check'), /hold/);
});
