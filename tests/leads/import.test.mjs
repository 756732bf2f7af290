// Files of other systems: brought, matched, checked, imported, imported again, changed, taken back, and torn in every way that files are.
import { readdirSync, readFileSync } from 'node:fs';
import { api, as, concord, eventually, send, sql, unique } from '../lib/client.mjs';
import { bring, contact, csv, HUBSPOT, imported, read, ready, settle, start, undone, until } from '../lib/imports.mjs';
import { all } from '../lib/html.mjs';
import { happens, makeDeal } from '../lib/deals.mjs';
import { handedOver, makeLead } from '../lib/leads.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const marketer = api('marketer');
const id = () => unique('h').replace(' ', '-'), mail = () => `${unique('zoe').replace(' ', '.')}@${unique('zoo').replace(' ', '-')}.example`;
const lead = async ref => (await marketer.get(`/leads/by-ref/hubspot/${ref}`)).json;
const file = (...contacts) => csv([HUBSPOT, ...contacts]);
const history = ref => sql(`SELECT h.stage_name, h.stage_id IS NOT NULL, h.mql_at, h.won_at, h.flags, h.kept FROM lead_history h JOIN lead_ref r ON r.lead_id = h.lead_id WHERE r.external_id = '${ref}'`)[0];

test('a file is understood, and nothing is done before it is settled', async () => {
	const answer = await bring(file(contact(id(), { Email: mail() })));
	equal(answer.status, 201, answer.text);
	equal([answer.json.rows, answer.json.encoding, answer.json.delimiter, answer.json.guess.system, answer.json.guess.columns.Email, answer.json.guess.columns['Number of employees'], answer.headers.etag], [1, 'UTF-8', ',', 'hubspot', 'email', 'keep', '"r1"']);
	equal((await marketer.post(`/imports/${answer.json.id}/start`, {})).status, 409);
	equal((await marketer.send('PUT', `/imports/${answer.json.id}/mapping`, answer.json.guess)).status, 428);
	equal((await marketer.send('PUT', `/imports/${answer.json.id}/mapping`, answer.json.guess, { 'if-match': '"r7"' })).status, 409);
	const wrong = await settle(answer, { columns: { Email: 'moon', Nothing: 'email' }, colour: 1 });
	equal(wrong.status, 422);
	for (const pointer of ['/columns/Email', '/columns/Nothing', '/colour'])
		match(wrong.text, `"${pointer}"`);
	equal((await api('observer').get(`/imports/${answer.json.id}`)).status, 403);
	equal((await marketer.send('POST', '/imports?kind=leads', 'a,b\n', { 'content-type': 'application/json' })).status, 415);
});

test('leads come in with their history, once; a stage nobody knows is kept; impossible orders are flagged', async () => {
	const [a, b, c] = [id(), id(), id()], email = mail();
	const content = file(contact(a, { Email: email, 'Lifecycle Stage': 'marketingqualifiedlead', 'Company name': 'Fernhill', 'Became a Marketing Qualified Lead Date': '2026-02-01', 'Number of employees': '51-200' }),
		contact(b, { 'Lifecycle Stage': 'Hot (old)' }), contact(c, { 'Became a Marketing Qualified Lead Date': '2026-02-01', 'Became a Customer Date': '2026-01-31' }));
	const before = await ready(content);
	equal([before.ready, before.created, before.flagged, before.problems], [3, 3, 1, []]);
	equal(sql(`SELECT COUNT(*) FROM lead_ref WHERE external_id = '${a}'`), [['0']]);
	await start(before.id);
	const after = await until(before.id, 'done');
	equal([after.done, after.created, after.refused], [3, 3, 0]);
	const found = await lead(a);
	equal([found.email, found.company, found.stage], [email, 'Fernhill', { name: 'Marketing-qualified lead', term: 'marketing-qualified-lead' }], JSON.stringify(found));
	equal(history(a), ['', '1', history(a)[2], 'NULL', '0', '{"numberofemployees":"51-200"}']);
	match(history(a)[2], /^2026-02-01 /);
	equal([found.history.imported, found.history.system, found.history.won_at, (await lead(c)).history.impossible], [true, 'hubspot', null, 'won before it was opened or an MQL']);
	match((await (await as('observer')).get(`/leads/${found.id}`)).page.main, /In HubSpot.*MQL.*1 February 2026.*Imported on/s);
	equal(history(b).slice(0, 2), ['Hot (old)', '0']);
	equal(history(c)[4], '4', 'won before it was an MQL');
	const again = await imported(content);
	equal([again.created, again.updated, again.same], [0, 0, 3]);
	equal(sql(`SELECT COUNT(*) FROM handoff h JOIN lead_ref r ON r.lead_id = h.lead_id WHERE r.external_id IN ('${a}','${b}','${c}')`), [['0']], 'no handoffs');
});

test('every day, the outcome and the amount of a history land in their places, of new leads and of known ones, behind 2038 as well', async () => {
	const [a, b] = [id(), id()], header = ['Record ID', 'Email', 'made', 'mql', 'sal', 'sql', 'tried', 'won', 'lost', 'outcome', 'amount', 'currency', 'status', 'converted'];
	const columns = { 'Record ID': 'external_id', Email: 'email', made: 'created_at', mql: 'mql_at', sal: 'sal_at', sql: 'sql_at', tried: 'first_attempt_at', won: 'won_at', lost: 'lost_at', outcome: 'outcome', amount: 'amount', currency: 'currency', status: 'status', converted: 'converted_at' };
	const row = (ref, year, outcome, minor) => [ref, '', `${year}-01-01`, `${year}-02-02`, `${year}-03-03`, `${year}-04-04`, `${year}-03-30`, `${year}-05-05`, `${year}-06-06`, outcome, minor, 'EUR', 'Warm', '2026-01-11'];
	const told = year => ({ created_at: `${year}-01-01`, mql_at: `${year}-02-02`, sal_at: `${year}-03-03`, sql_at: `${year}-04-04`, first_attempt_at: `${year}-03-30`, won_at: `${year}-05-05`, lost_at: `${year}-06-06` });
	const history = async ref => { const { history } = await lead(ref); return [Object.fromEntries(Object.keys(told(1)).map(k => [k, history[k]?.slice(0, 10)])), history.outcome, history.amount, history.status]; };
	const made = await imported(csv([header, row(a, 2026, 'qualified', '12.50'), row(b, 2041, 'disqualified', '7')]), { system: 'hubspot', columns });
	equal([made.created, made.flagged], [2, 2], JSON.stringify(made.problems));
	equal(await history(a), [told(2026), 'qualified', { minor: 1250, currency: 'EUR' }, 'Warm']);
	equal(await history(b), [told(2041), 'disqualified', { minor: 700, currency: 'EUR' }, 'Warm']);
	match((await lead(b)).history.impossible, /in the future/);
	match((await lead(a)).converted_at, /^2026-01-11/);
	equal((await imported(csv([header, row(a, 2042, 'recycled', '13')]), { system: 'hubspot', columns })).updated, 1);
	equal(await history(a), [told(2042), 'recycled', { minor: 1300, currency: 'EUR' }, 'Warm']);
});

test('a changed file changes what it changed; what people changed here stays; a stage never moves back', async () => {
	const [a, b] = [id(), id()], email = mail(), first = { Email: email, 'Job Title': 'CTO', 'Phone Number': '+49 30 1', 'Lifecycle Stage': 'Sales Qualified Lead', 'Last Name': 'Zebra' };
	await imported(file(contact(a, first), contact(b)));
	const here = await marketer.get(`/leads/by-ref/hubspot/${a}`);
	equal((await marketer.patch(`/leads/${here.json.id}`, { phone: '+49 30 999' }, { 'if-match': here.headers.etag })).status, 200);
	const changed = await imported(file(contact(a, { ...first, 'Job Title': 'CEO', 'Lifecycle Stage': 'Lead' })));
	equal([changed.updated, changed.stages_held], [1, 1]);
	const now = await lead(a);
	equal([now.job, now.phone, now.stage.name], ['CEO', '+49 30 999', 'Sales-qualified lead']);
	const filled = await imported(file(contact(a, { ...first, 'Job Title': 'Nobody', 'Lifecycle Stage': 'Lead' })), { known: 'fill' });
	equal([(await lead(a)).job, filled.created], ['CEO', 0]);
	await undone(changed.id);
	equal((await lead(a)).job, 'CTO');
});

test('a later file takes nothing of the history away that it is silent of: fewer columns, no history, another system, only what is empty', async () => {
	const [ref, other] = [id(), id()], email = mail(), header = ['Record ID', 'Email', 'Job Title', 'Became a Marketing Qualified Lead Date', 'Became a Customer Date', 'Number of employees'];
	const told = () => sql(`SELECT DATE(h.mql_at), DATE(h.won_at), h.flags, h.kept, (SELECT COUNT(*) FROM result_case c WHERE c.record = 'lead' AND c.record_id = h.lead_id AND c.metric = 'accepted') FROM lead_history h JOIN lead_ref r ON r.lead_id = h.lead_id WHERE r.external_id = '${ref}'`)[0];
	equal((await imported(csv([header, [ref, email, 'CTO', '2026-02-01', '2026-01-31', '51-200']]))).created, 1);
	const first = told();
	equal(first.slice(0, 4), ['2026-02-01', '2026-01-31', '4', '{"numberofemployees":"51-200"}']);
	const fewer = csv([header.slice(0, 3), [ref, email, 'CEO']]);
	for (const [rows, over] of [[fewer, { system: 'hubspot' }], [csv([header, [ref, email, 'CFO', '2026-03-01', '', '51-200']]), { history: false }], [csv([['Record ID', 'Email', 'Job Title'], [other, email, 'COO']]), { system: 'elsewhere' }]]) {
		const done = await imported(rows, over);
		equal([done.updated, ...told()], [1, ...first], JSON.stringify([over, done.problems]));
	}
	equal((await imported(csv([header.slice(0, 2), [ref, email]]), { system: 'elsewhere', known: 'leave' })).updated, 0);
	const filled = await imported(csv([header, [ref, email, 'Nobody', '2026-04-01', '2026-05-01', '1-10']]), { known: 'fill' });
	equal([filled.updated, ...told()], [1, ...first]);
	await imported(csv([header, [ref, email, 'CTO', '2026-01-15', '', '']]));
	equal(told().slice(0, 3), ['2026-01-15', '2026-01-31', '0'], 'what it says is taken, and judged with the rest');
	equal((await imported(csv([header.slice(0, 2), [ref, email]]), { system: 'hubspot' })).same, 1, 'silence is no news');
});

test('an import is taken back with its updates, but for what others have gone on with', async () => {
	const [a, b, c] = [id(), id(), id()];
	await imported(file(contact(a, { 'Job Title': 'CTO', 'Last Name': 'Zebra' })));
	const second = await imported(file(contact(a, { 'Job Title': 'CEO', 'Last Name': 'Zebra' }), contact(b), contact(c, { Email: mail() })));
	equal([second.created, second.updated], [2, 1], JSON.stringify(second.problems));
	const kept = await lead(c), gone = await lead(b), observer = await as('observer');
	for (const { id } of [gone, kept])
		await observer.fill(`/leads/${id}`, `/leads/${id}/watch`, {}, { button: 'watch=yes' });
	await handedOver({ lead: kept.id });
	const back = await undone(second.id);
	equal(back.left_alone, 1);
	equal(sql(`SELECT subject_id FROM watch WHERE kind = 'lead' AND subject_id IN (${gone.id}, ${kept.id})`), [[String(kept.id)]], 'nobody watches what is gone');
	equal([(await lead(a)).job, (await marketer.get(`/leads/by-ref/hubspot/${b}`)).status, (await lead(c)).id], ['CTO', 404, kept.id]);
	equal((await marketer.post(`/imports/${second.id}/undo`, {})).status, 409);
	equal((await imported(file(contact(b)))).created, 1, 'and comes in again');
});

test('what is wrong is named with its line, column and value; the rows come back with their reason, and go in when they are mended', async () => {
	const [a, b, c, d] = [id(), id(), id(), id()], email = mail();
	const done = await imported(file(contact(a, { Email: email }), contact(b, { Email: 'ana.ruiz@' }), contact(c, { Email: email.toUpperCase() }), contact(a), contact('1.23457E+11'), contact(d, { 'Became a Marketing Qualified Lead Date': '01-May', 'Last Name': '=1+1' }), contact('')));
	equal([done.done, done.refused], [1, 6]);
	equal(done.problems.map(p => [p.line, p.column, p.value]), [[3, 'Email', 'ana.ruiz@'], [4, 'Email', email.toUpperCase()], [5, 'Record ID', a], [6, 'Record ID', '1.23457E+11'], [7, 'Became a Marketing Qualified Lead Date', '01-May'], [8, null, '']], JSON.stringify(done.problems));
	match(done.problems[1].problem, /line 2/);
	match(done.problems[4].problem, /no year/);
	const person = await as('marketer'), rows = await person.get(`/imports/${done.id}/rows`);
	match(rows.headers['content-disposition'], /attachment/);
	match(rows.text.split('\r\n')[0], /"Country","Concord: why it was left out"$/);
	match(rows.text, `"'=1+1"`);
	const mended = await imported(rows.text.replace('ana.ruiz@', mail()).replace('01-May', '2026-05-01'));
	equal([mended.created, mended.updated, mended.refused], [2, 1, 3]);
	equal((await lead(d)).person.endsWith('=1+1'), true, 'the guard of a formula is none of the name');
});

test('rows that cannot be read, or have too many cells, come back with what can be kept of them, and go in when they are mended', async () => {
	const [a, b, c, d] = [id(), id(), id(), id()], why = 'Concord: why it was left out', columns = 'Record ID,Email,Last Name';
	const done = await imported(`${columns}\n${a},,"Zoe "the" Zebra\n${b},,Müller, Ann\n${c},,${'x'.repeat(70_000)}\n${d},,Whole\n`, { system: 'hubspot' });
	equal([done.done, done.refused], [1, 3], JSON.stringify(done.problems));
	const person = await as('marketer'), rows = (await person.get(`/imports/${done.id}/rows`)).text.split('\r\n');
	equal(rows[0], `"Record ID","Email","Last Name","${why}"`);
	match(rows[1], new RegExp(`^"${a}","","""Zoe ""the"" Zebra","[^"]*quotation mark[^"]*"$`));
	match(rows[2], new RegExp(`^"${b}","","Müller","This row has 4 cells[^"]*","Ann"$`));
	match(rows[3], new RegExp(`^"${c}","","x{2000}","A cell on line[^"]*longer than[^"]*is cut[^"]*"$`));
	const again = await ready(rows.join('\r\n'), { system: 'hubspot' }), kept = (await person.get(`/imports/${again.id}/rows`)).text.split('\r\n');
	equal([again.mapping.columns[why], kept[0]], [null, rows[0]], 'and once more, under one such column');
	match(kept[1], /^"h.*4 cells|5 cells/);
	const mended = await imported(rows.join('\r\n').replace('"""Zoe ""the"" Zebra"', '"Zoe Zebra"').replace('"Müller"', '"Müller, Ann"').replace(/"Ann"\r/, '""\r').replace(/x{2000}/, 'Short'), { system: 'hubspot' });
	equal([mended.created, mended.refused], [3, 0], JSON.stringify(mended.problems));
	equal([(await lead(a)).person, (await lead(b)).person, (await lead(c)).person], ['Zoe Zebra', 'Müller, Ann', 'Short']);
	const settled = await settle(await bring(rows.join('\r\n')), { system: 'hubspot', columns: { 'Record ID': 'external_id', [why]: 'company' } });
	equal([settled.status, settled.json.mapping?.columns[why]], [200, null], settled.text);
});

test('an address that is another lead\'s here, and an ID that has another address, are told apart', async () => {
	const [a, b, c] = [id(), id(), id()], [one, two] = [mail(), mail()];
	await imported(file(contact(a, { Email: one }), contact(b, { Email: two })));
	const clash = await ready(file(contact(a, { Email: two }), contact(c, { Email: one })));
	equal(clash.problems.map(p => p.column), ['Email', 'Email']);
	match(clash.problems[0].problem, /Make the two one/);
	match(clash.problems[1].problem, `${a}`);
	const known = await makeLead(), met = await imported(file(contact(c, { Email: known.email, 'Job Title': 'CFO' })));
	equal([met.updated, (await lead(c)).id], [1, known.id], 'by its address, and gets its ID');
	await undone(met.id);
	equal((await marketer.get(`/leads/by-ref/hubspot/${c}`)).status, 404);
});

test('dates of two orders ask; the answer is kept to', async () => {
	const rows = (...days) => file(...days.map(day => contact(id(), { 'Create Date': '', 'Became a Marketing Qualified Lead Date': day })));
	const asked = await bring(rows('03/04/2026', '05/06/2026')), no = await settle(asked);
	equal(no.status, 422);
	match(no.text, /\/date_order.*03\/04\/2026/);
	equal((await settle(asked, { date_order: 'mdy' })).json.ready, 2);
	equal((await settle(await bring(rows('03/04/2026', '31/08/2026')))).json.mapping.date_order, 'dmy');
	const mixed = await bring(rows('31/08/2026', '08/31/2026'));
	match((await settle(mixed)).text, /others the month/);
	const taken = (await settle(mixed, { date_order: 'dmy' })).json;
	equal([taken.ready, taken.refused, taken.problems[0].value], [1, 1, '08/31/2026']);
});

test('the column that decides the order of a file\'s days is named, with those that follow it', async () => {
	const person = await as('marketer'), brought = await bring(csv([['Record ID', 'Email', 'Create Date', 'Became a Customer Date', 'Lifecycle Stage'], [id(), '', '31/08/2026', '03/04/2026', ''], [id(), '', '03/04/2026', '05/06/2026', '']]));
	const words = /“Create Date” has the day first \(31\/08\/2026\)\. Read the same, though it could be read in two ways: “Became a Customer Date” \(03\/04\/2026\)\./;
	match((await person.get(`/imports/${brought.json.id}/columns`)).page.main, words);
	await settle(brought, { system: 'hubspot' });
	match((await person.get(`/imports/${brought.json.id}`)).page.main, new RegExp(`Dates are read as day, month, year\\. ${words.source}`));
	const both = await bring(csv([['Record ID', 'Email', 'Create Date', 'Became a Customer Date', 'Lifecycle Stage'], [id(), '', '31/08/2026', '08/30/2026', '']]));
	match((await settle(both, { system: 'hubspot' })).text, /date_order/);
	match((await person.get(`/imports/${both.json.id}/columns`)).page.main, /“Create Date” has the day first \(31\/08\/2026\), “Became a Customer Date” has the month first \(08\/30\/2026\)/);
});

test('Salesforce\'s two ways of writing an ID are one', async () => {
	const [first] = [unique('00Q').replace(/[^0-9A-Za-z]/g, '').padEnd(15, 'b').slice(-15)], email = mail(), header = ['Lead ID', 'Email', 'Last Name', 'Lead Source'], row = ref => csv([header, [ref, email, 'Zebra', 'Web']]);
	equal((await imported(row(first), { system: 'salesforce' })).created, 1);
	const [[long]] = sql(`SELECT external_id FROM lead_ref WHERE system = 'salesforce' AND external_id LIKE BINARY '${first}___'`), here = await marketer.get(`/leads/by-ref/salesforce/${first}`);
	equal([long.length, here.status, (await marketer.get(`/leads/by-ref/salesforce/${long}`)).json.id], [18, 200, here.json.id]);
	const again = await imported(row(long), { system: 'salesforce' });
	equal([again.same, again.refused], [1, 0], JSON.stringify(again.problems));
	const deal = id(), deals = csv([['Opportunity ID', 'Opportunity Name', 'Stage', 'Close Date', 'Contact ID'], [deal, 'Forty seats', 'Prospecting', '2099-01-01', `${first};${long}`]]);
	equal((await imported(deals, { system: 'salesforce' }, 'deals')).created, 1);
	equal(sql(`SELECT COUNT(*) FROM deal_lead x JOIN deal_ref r ON r.deal_id = x.deal_id WHERE r.external_id = '${deal}'`), [['1']]);
});

test('words are matched, and remembered for the next file of that system', async () => {
	const ref = id(), system = unique('crm').replace(' ', ''), columns = ['Key', 'Email', 'Level'];
	const first = await bring(csv([['Record ID', 'Email', 'Lifecycle Stage', 'Lead Status', 'Job Title'], [ref, '', 'Glowing', '', '']]));
	equal((await settle(first, { values: { stage: { glowing: 'MQL' } }, defaults: { source: 'Trade fair' } })).status, 200);
	await start(first.json.id);
	await until(first.json.id, 'done');
	equal([(await lead(ref)).stage.name, (await lead(ref)).source.name ?? (await lead(ref)).source], ['Marketing-qualified lead', 'Trade fair']);
	const next = await bring(csv([['Record ID', 'Email', 'Lifecycle Stage', 'Lead Status', 'Job Title'], [id(), '', 'Glowing', '', '']]));
	equal([next.json.guess.values, next.json.guess.defaults], [{ stage: { glowing: 'MQL' } }, { source: 'Trade fair' }]);
	const over = values => ({ system, columns: { Key: 'external_id', Email: 'email', Level: 'stage' }, values });
	for (const [level, values] of [['Glowing', { stage: { Glowing: 'Marketing-qualified lead' } }], ['Cold', { stage: { Cold: 'Lead' } }]]) {
		const settled = await settle(await bring(csv([columns, [id(), '', level]])), over(values));
		equal(settled.status, 200, settled.text);
		await start(settled.json.id);
		await until(settled.json.id, 'done');
	}
	const third = csv([columns, [id(), '', 'glowing']]), named = await send('POST', `/api/v1/imports?kind=leads&system=${system}`, { body: third, headers: { authorization: `Bearer ${marketer.token}`, 'content-type': 'text/csv' } });
	equal([named.status, named.json.guess.system, named.json.guess.columns, named.json.guess.values], [201, system, { Key: 'external_id', Email: 'email', Level: 'stage' }, { stage: { Cold: 'Lead', Glowing: 'Marketing-qualified lead' } }], 'of a system its columns do not tell, with the words of all its files');
	equal((await bring(third)).json.guess.columns.Level, null);
	equal((await send('POST', '/api/v1/imports?kind=leads&system=Moon!', { body: third, headers: { authorization: `Bearer ${marketer.token}`, 'content-type': 'text/csv' } })).status, 422);
	const person = await as('marketer'), page = await person.follow(await person.fill('/imports', '/imports', { kind: 'leads', file: { filename: 'third.csv', type: 'text/csv', content: third } }));
	const recalled = await person.submit(page, page.path, { system }, { button: 'step=save' });
	equal(recalled.status, 422);
	match(recalled.page.main, /what was chosen for them is filled in.*Level.*glowing/s);
	const checked = await person.follow(await person.submit(recalled, page.path, {}, { button: 'step=save' }));
	match(checked.page.main, /1 row ready/);
	equal((await read(Number(page.path.match(/\d+/)[0]))).mapping.values, { stage: { Cold: 'Lead', glowing: 'Marketing-qualified lead' } }, 'and what was not asked stays');
});

test('words of a column that is kept mean what was said of them, column by column, and stand beside what the file says', async () => {
	const [a, b] = [id(), id()], rows = csv([['Record ID', 'Email', 'Lifecycle Stage', 'Lead Status', 'Country', 'Industry'], [a, '', '', '', 'Germany', 'Germany'], [b, '', '', '', 'Atlantis', '']]), columns = { 'Record ID': 'external_id', Country: 'keep', Industry: 'keep' };
	for (const keep of [{ Country: 'yes' }, 7])
		match((await settle(await bring(rows), { columns, values: { keep } })).text, /"\/values\/keep"/);
	const done = await imported(rows, { columns, values: { keep: { Country: { GERMANY: 'yes', Atlantis: 'no' }, Nowhere: { x: 'y' } } } });
	equal([done.created, JSON.parse(history(a)[5]), JSON.parse(history(b)[5])], [2, { country: 'Germany', '=country': 'yes', industry: 'Germany' }, { country: 'Atlantis', '=country': 'no' }]);
	equal((await bring(rows)).json.guess.values.keep, { Country: { GERMANY: 'yes', Atlantis: 'no' } }, 'for the next file');
	equal((await imported(rows, { columns, values: { keep: { Country: { Germany: 'no' } } } })).updated, 2);
	equal(JSON.parse(history(a)[5])['=country'], 'no');
});

test('when Sales first tried is taken as history, and taken back', async () => {
	const ref = id(), rows = day => csv([['Record ID', 'Became a Marketing Qualified Lead Date', 'Date of first engagement'], [ref, '2026-02-01', day]]), told = async () => (await lead(ref)).history.first_attempt_at;
	const brought = await imported(rows('2026-02-03 10:00'), { system: 'hubspot' });
	equal(brought.mapping.columns['Date of first engagement'], 'first_attempt_at');
	match(await told(), /^2026-02-03T/);
	const later = await imported(rows('2026-02-05'), { system: 'hubspot' });
	match(await told(), /^2026-02-05T/);
	await undone(later.id);
	match(await told(), /^2026-02-03T/);
	match((await (await as('seller')).get(`/leads/${(await lead(ref)).id}`)).page.main, /First tried.*3 February 2026/s);
});

test('the spectrum of strange CSV files is read as its authors mean it', async () => {
	const folder = new URL('../node_modules/csv-spectrum/', import.meta.url).pathname, files = readdirSync(`${folder}csvs`);
	ok(files.length >= 10, `${files.length} files`);
	for (const name of files) {
		const expected = [JSON.parse(readFileSync(`${folder}json/${name.replace('.csv', '.json')}`, 'utf8'))].flat().map(Object.values), brought = await bring(readFileSync(`${folder}csvs/${name}`));
		equal(brought.status, 201, `${name}: ${brought.text}`);
		const cells = sql(`SELECT TO_BASE64(content) FROM import_piece WHERE import_id = ${brought.json.id} ORDER BY number`).flatMap(([piece]) => JSON.parse(Buffer.from(piece.replaceAll('\\n', ''), 'base64').toString()));
		if (name === 'location_coordinates.csv')	// its two files name different telephone numbers
			expected[0][0] = cells[0][1][0];
		equal(cells.map(([, row]) => row), expected.map(row => row.map(cell => cell.replaceAll('\r\n', '\n'))), name);
	}
});

test('one line of 50 MB is one row too long, or no first line; more is too large: each in a sentence, and the worker stays small', async () => {
	const most = 50 * 1024 * 1024, start = `Email,Full name\n${mail()},Ann\n`, long = await bring(`${start}${'x'.repeat(most - start.length)}`);
	equal(long.status, 201, long.text.slice(0, 300));
	const settled = await until((await settle(long, { system: 'hubspot' })).json.id, 'ready');
	equal([settled.ready, settled.refused], [1, 1], JSON.stringify(settled.problems).slice(0, 300));
	match(settled.problems[0].problem, /longer than/);
	match((await bring('y'.repeat(most))).text, /first line|longer than/);
	const over = await bring('z'.repeat(most + 3 * 1024 * 1024)).catch(error => error);
	ok(over instanceof Error || over.status === 413 || /50 MB/.test(over.text), 'more than 50 MB');
	const [[kept]] = sql(`SELECT COALESCE(SUM(LENGTH(content)), 0) FROM import_piece WHERE import_id = ${long.json.id}`);
	ok(Number(kept) < 100_000, `${kept} bytes are kept of it`);
}, { limit: 120_000 });

test('every encoding and delimiter, footers, ragged rows, quotes and line ends in cells', async () => {
	const [a, b, c, d] = [id(), id(), id(), id()];
	const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`Record ID;Email;Full name\r\n${a};;Zoë Müller\r\n`, 'utf16le')]);
	let done = await imported(utf16, { system: 'hubspot' });
	equal([done.encoding, done.delimiter, (await lead(a)).person], ['UTF-16', ';', 'Zoë Müller']);
	done = await imported(Buffer.from(`Record ID\tEmail\tFull name\n${b}\t\tZo\xeb\n`, 'latin1'), { system: 'hubspot' });
	equal([done.encoding, done.delimiter, (await lead(b)).person], ['Windows-1252', '\t', 'Zoë']);
	done = await imported(`\uFEFFRecord ID,Email,Full name,Company name\n${c},,"Zoë ""Zed""\nMüller","A, B"\n${d},,short\n"Copyright (c) salesforce.com, all rights"\n`, { system: 'hubspot' });
	equal([done.rows, done.done, done.footer], [2, 2, 'Copyright (c) salesforce.com, all rights']);
	equal([(await lead(c)).person, (await lead(c)).company], ['Zoë "Zed" Müller', 'A, B']);
});

test('what is no file of that kind is refused in a sentence', async () => {
	for (const [content, words] of [[Buffer.from('a,b\n1,\0\0\n'), /not a text file/], ['', /empty/], ['Email,Name\n', /no row/], ['"Email\nx', /first line/]])
		match((await bring(content)).text, words);
	const wide = await bring(csv([Array.from({ length: 400 }, (_, i) => i ? `Column ${i}` : 'Email'), Array.from({ length: 400 }, (_, i) => i ? `v${i}` : mail())]));
	equal([wide.status, wide.json.columns.length], [201, 400]);
	equal((await (await as('marketer')).get(`/imports/${wide.json.id}/columns`)).page.all(n => n.tag === 'select' && /^column_/.test(n.attributes.name)).length, 400);
	const quote = await ready(`Email,Full name\n${mail()},"open\n${mail()},Ann\n${mail()},x"y"z\n`, { system: 'hubspot' });
	equal([quote.ready, quote.refused], [1, 2], JSON.stringify(quote.problems));
	const long = await bring(`Email,Full name\n${mail()},${'x'.repeat(70000)}\n${mail()},Ann\n`), settled = await settle(long, { system: 'hubspot' });
	equal([settled.json.ready, settled.json.refused], [1, 1]);
	match(settled.json.problems[0].problem, /longer than/);
});

test('deals come in with what was won and lost, by their leads; again they change what changed; and are taken back', async () => {
	const [a, won, lost, open] = [id(), id(), id(), id()];
	await imported(file(contact(a, { Email: mail(), 'Company name': 'Fernhill' })));
	const header = ['Record ID', 'Deal Name', 'Deal Stage', 'Amount', 'Currency', 'Close Date', 'Create Date', 'Associated Contact IDs', 'Company name', 'Closed Lost Reason'];
	const rows = [[won, 'Forty seats', 'Closed Won', '12,000.50', 'EUR', '2026-04-01', '2026-03-01', a, '', ''], [lost, 'Ten seats', 'closedlost', '100', 'EUR', '2026-02-01', '2026-03-01', '', 'Alder', 'Too dear'],
		[open, 'Five seats', 'Opportunity', '7', 'EUR', '2099-01-01', '2026-03-01', a, '', ''], [id(), 'Nobody', 'Opportunity', '', '', '', '', 'not-here', '', ''], [id(), 'When', 'Closed Won', '', '', '', '', '', 'Alder', '']];
	const done = await imported(csv([header, ...rows]), { system: 'hubspot' }, 'deals');
	equal([done.created, done.refused, done.flagged], [3, 2, 1], JSON.stringify(done.problems));
	const deal = async ref => (await marketer.get(`/deals/${sql(`SELECT deal_id FROM deal_ref WHERE external_id = '${ref}'`)[0][0]}`)).json;
	equal([(await deal(won)).state, (await deal(won)).amount, (await deal(won)).leads.length, (await deal(won)).events.every(e => e.imported)], ['won', { minor: 1200050, currency: 'EUR' }, 1, true]);
	equal([(await deal(lost)).state, (await deal(open)).state, (await deal(open)).stage], ['lost', 'open', 'Opportunity']);
	equal((await imported(csv([header, ...rows.slice(0, 3)]), { system: 'hubspot' }, 'deals')).same, 3);
	rows[2] = [open, 'Five seats more', 'Closed Won', '9', 'EUR', '2026-05-01', '2026-03-01', a, '', ''];
	const changed = await imported(csv([header, rows[2]]), { system: 'hubspot' }, 'deals');
	equal([changed.updated, (await deal(open)).state, (await deal(open)).name], [1, 'won', 'Five seats more']);
	await undone(changed.id);
	equal([(await deal(open)).state, (await deal(open)).name, (await deal(open)).amount.minor], ['open', 'Five seats', 700]);
	equal((await undone(done.id)).left_alone, 1, 'the one that was changed and put back');
	equal(sql(`SELECT COUNT(*) FROM deal_ref WHERE external_id IN ('${won}', '${lost}')`), [['0']]);
});

test('stages of two pipelines that are called alike are matched each, and remembered with their pipelines', async () => {
	const person = await as('marketer'), system = unique('crm').replace(' ', ''), [a, b, c, d] = [id(), id(), id(), id()], header = ['Record ID', 'Deal Name', 'Pipeline', 'Deal Stage', 'Close Date', 'Company name'];
	const row = (ref, pipeline, stage) => [ref, 'Seats', pipeline, stage, '2026-04-01', 'Fernhill'], rows = [row(a, 'New "business"', 'Closed Won'), row(b, 'Renewals', 'Closed Won'), row(c, 'Renewals', 'Closed Won'), row(d, '', 'Closed Won')];
	const deal = async ref => (await marketer.get(`/deals/${sql(`SELECT deal_id FROM deal_ref WHERE external_id = '${ref}'`)[0][0]}`)).json;
	const words = answer => answer.page.all(n => n.tag === 'input' && /^value_stage_\d+_from$/.test(n.attributes.name ?? '')).map(n => [n.attributes.value, n.attributes.name.replace('_from', '_to')]);
	const chosen = answer => words(answer).map(([word, name]) => [word, all(all(answer.page.tree, n => n.tag === 'select' && n.attributes.name === name)[0], n => n.tag === 'option' && 'selected' in n.attributes)[0]?.attributes.value]);
	const columns = await person.follow(await person.fill('/imports', '/imports', { kind: 'deals', file: { filename: 'deals.csv', type: 'text/csv', content: `${csv([header, ...rows])}9,"x"y,Nowhere,Lost,2026-04-01,Alder\r\n` } }));
	equal(chosen(columns), [['Closed Won', 'Customer'], ['New "business": Closed Won', 'Customer'], ['Renewals: Closed Won', 'Customer']], 'and none of what cannot be read');
	match(columns.page.main, /Renewals: Closed Won\s*Stage\s*2/);
	const renewals = words(columns)[2][1], checked = await person.follow(await person.submit(columns, columns.path.replace(/\?.*/, ''), { system, [renewals]: 'Opportunity' }, { button: 'step=save' }));
	match(checked.page.main, /4 rows ready.*1 row with a problem/s);
	const path = checked.path;
	await person.submit(checked, `${path}/start`);
	await until(Number(path.match(/\d+/)[0]), 'done');
	equal([(await deal(a)).state, (await deal(b)).state, (await deal(b)).stage, (await deal(b)).pipeline, (await deal(d)).state, (await deal(d)).pipeline], ['won', 'open', 'Opportunity', 'Renewals', 'won', null]);
	match((await person.get(`/deals/${(await deal(a)).id}`)).page.main, /Pipeline there\s*New "business"/);
	const over = { system, columns: Object.fromEntries(header.map((name, i) => [name, ['external_id', 'name', 'pipeline', 'stage', 'closed_at', 'company'][i]])) };
	const again = values => imported(csv([header, ...rows.slice(0, 4)]), { ...over, values }, 'deals');
	const said = (await read(Number(path.match(/\d+/)[0]))).mapping.values;
	equal((await again(said)).same, 4, JSON.stringify(said));
	const next = await send('POST', `/api/v1/imports?kind=deals&system=${system}`, { body: csv([header, row(id(), 'Renewals', 'Closed Won')]), headers: { authorization: `Bearer ${marketer.token}`, 'content-type': 'text/csv' } });
	equal(chosen(await person.get(`/imports/${next.json.id}/columns`)), [['Renewals: Closed Won', 'Opportunity']], 'for the next file of that system');
	const moved = await imported(csv([header, row(b, 'New "business"', 'Closed Won')]), { ...over, values: said }, 'deals');
	equal([moved.updated, (await deal(b)).state, (await deal(b)).pipeline], [1, 'won', 'New "business"'], 'another pipeline is news');
	await undone(moved.id);
	equal([(await deal(b)).state, (await deal(b)).pipeline], ['open', 'Renewals']);
	equal((await again({ stage: { ...said.stage, 'Renewals: Closed Won': 'Closed lost' } })).updated, 2);
	equal((await deal(c)).state, 'lost');
});

const PIPED = ['Record ID', 'Deal Name', 'Pipeline', 'Deal Stage', 'Closed Lost Reason', 'Close Date', 'Company name'];
const piped = pairs => csv([PIPED, ...pairs.map(([pipeline, stage, reason = '']) => [id(), 'Seats', pipeline, stage, reason, '2026-04-01', 'Fernhill'])]);
const over = system => ({ system, columns: Object.fromEntries(PIPED.map((name, i) => [name, ['external_id', 'name', 'pipeline', 'stage', 'reason', 'closed_at', 'company'][i]])) });
const guessed = async (system, pairs) => (await send('POST', `/api/v1/imports?kind=deals&system=${system}`, { body: piped(pairs), headers: { authorization: `Bearer ${marketer.token}`, 'content-type': 'text/csv' } })).json;

test('what a stage means in a pipeline stays remembered while a file has not both together, and a plain stage is forgotten where rows name no pipeline', async () => {
	const system = unique('crm').replace(' ', ''), person = await as('marketer'), stages = { 'Renewals: Closed Won': 'Opportunity', 'Closed Won': 'Closed lost' };
	await imported(piped([['Renewals', 'Closed Won'], ['', 'Closed Won']]), { ...over(system), values: { stage: stages } }, 'deals');
	const crossed = [['Sales', 'Closed Won'], ['Renewals', 'Opportunity']];
	await imported(piped(crossed), { ...over(system), values: { stage: {} } }, 'deals');
	equal((await guessed(system, crossed)).guess.values.stage, stages, 'none of them stands in that file');
	const both = await guessed(system, [...crossed, ['', 'Closed Won']]), columns = await person.get(`/imports/${both.id}/columns`);
	const plain = columns.page.all(n => n.tag === 'input' && n.attributes.value === 'Closed Won')[0].attributes.name.replace('_from', '_to');
	const checked = await person.follow(await person.submit(columns, columns.path.replace(/\?.*/, ''), { [plain]: '' }, { button: 'step=save' }));
	equal((await read(both.id)).mapping.values.stage['Closed Won'], undefined, checked.page.main);
	await person.submit(checked, `${checked.path}/start`);
	await until(both.id, 'done');
	const left = (await guessed(system, crossed)).guess.values.stage;
	equal([left['Closed Won'], left['Renewals: Closed Won']], [undefined, 'Opportunity']);
});

test('more stages of pipelines than are listed leave room for the other columns, and keep what was said of them', async () => {
	const system = unique('crm').replace(' ', ''), person = await as('marketer'), letters = 'ABCDEFGHIJKLMNO';
	const pairs = [...letters].flatMap(p => [...letters].map(s => [`Pipe ${p}`, `Stage ${s}`, 'Too dear'])), stages = { 'Pipe O: Stage O': 'Opportunity', 'Pipe A: Stage A': 'Opportunity' };
	const settled = await settle(await bring(piped(pairs), 'deals'), { ...over(system), values: { stage: stages } });
	equal(settled.status, 200, settled.text.slice(0, 300));
	const ready = await until(settled.json.id, 'ready'), columns = await person.get(`/imports/${ready.id}/columns`);
	const words = columns.page.all(n => n.tag === 'input' && /^value_\w+_from$/.test(n.attributes.name ?? '')).map(n => n.attributes.value);
	equal([words.includes('Pipe A: Stage A'), words.includes('Pipe O: Stage O'), words.filter(word => word.startsWith('Pipe')).length], [true, false, 200]);
	match(columns.page.main, /There are more words than are listed/);
	const first = columns.page.all(n => n.tag === 'input' && n.attributes.value === 'Pipe A: Stage A')[0].attributes.name.replace('_from', '_to');
	await person.follow(await person.submit(columns, columns.path.replace(/\?.*/, ''), { [first]: '' }, { button: 'step=save' }));
	equal((await read(ready.id)).mapping.values.stage['Pipe O: Stage O'], 'Opportunity');
	equal((await read(ready.id)).mapping.values.stage['Pipe A: Stage A'], undefined);
});

test('a deal that is won stays won when a later file has it open or lost, and says so', async () => {
	const ref = id(), header = ['Record ID', 'Deal Name', 'Deal Stage', 'Amount', 'Currency', 'Close Date', 'Create Date', 'Company name'];
	const file = (stage, name = 'Forty seats', close = '2026-04-01') => csv([header, [ref, name, stage, '100', 'EUR', close, '2026-03-01', 'Fernhill']]);
	const deal = async () => (await marketer.get(`/deals/${sql(`SELECT deal_id FROM deal_ref WHERE external_id = '${ref}'`)[0][0]}`)).json;
	equal((await imported(file('Closed Won'), { system: 'hubspot' }, 'deals')).created, 1);
	const won = await deal(), over = { system: 'hubspot' };
	const checked = await ready(file('Opportunity', 'Forty chairs', '2099-01-01'), over, 'deals');
	equal([checked.updated, checked.stages_held], [1, 1], 'told before anything is done');
	await start(checked.id);
	const open = await until(checked.id, 'done'), now = await deal();
	equal([open.updated, open.stages_held, now.state, now.won_at, now.stage, now.events.length, now.name], [1, 1, 'won', won.won_at, won.stage, won.events.length, 'Forty chairs']);
	match((await (await as('marketer')).get(`/imports/${checked.id}`)).page.main, /1 deal is won or lost here, and otherwise in the file/);
	const lost = await imported(file('Closed Lost', 'Forty chairs', '2026-05-01'), over, 'deals');
	equal([lost.stages_held, (await deal()).state], [1, 'won']);
	equal((await imported(file('Closed Lost', 'Forty chairs', '2026-05-01'), over, 'deals')).stages_held, 1, 'told again as long as it is so');
	equal([(await imported(file('Closed Won', 'Forty chairs'), over, 'deals')).stages_held, (await deal()).state, (await deal()).won_at], [0, 'won', won.won_at]);
});

test('an amount alone neither opens again what was lost by hand nor moves what was won by hand, and is told', async () => {
	const [lost, won] = [id(), id()], header = ['Record ID', 'Deal Name', 'Deal Stage', 'Amount', 'Currency', 'Create Date', 'Company name'], over = { system: 'hubspot' };
	const file = (amount, stage = 'Opportunity') => csv([header, ...[lost, won].map(ref => [ref, 'Forty seats', stage, amount, 'EUR', '2026-03-01', 'Fernhill'])]);
	equal((await imported(file('100'), over, 'deals')).created, 2);
	const number = ref => sql(`SELECT deal_id FROM deal_ref WHERE external_id = '${ref}'`)[0][0], deal = async ref => (await marketer.get(`/deals/${number(ref)}`)).json;
	equal((await imported(file('110'), over, 'deals')).stages_held, 0);
	equal((await deal(lost)).amount.minor, 11000, 'of an open one it is taken');
	equal([(await happens(number(lost), 'lost', { reason: 'other-reason', words: 'They stopped.' })).status, (await happens(number(won), 'signed', { amount: { minor: 11000, currency: 'EUR' } })).status], [201, 201]);
	const stood = [await deal(lost), await deal(won)];
	for (const again of ['first', 'again']) {
		const done = await imported(file('120'), over, 'deals');
		equal([done.stages_held, await deal(lost), await deal(won)], [2, ...stood], again);
		match((await (await as('marketer')).get(`/imports/${done.id}`)).page.main, /2 deals are won or lost here, and otherwise in the file/);
	}
	match(sql(`SELECT said FROM deal_history WHERE deal_id = ${number(lost)}`)[0][0], /"amount":"110"/);
	equal((await imported(file('110'), over, 'deals')).same, 2, 'what was not taken was not told');
});

test('deals and attempts that were left out come back, and our own words about them mean nothing when they are mended', async () => {
	const [a, ref, call] = [id(), id(), id()], person = await as('marketer'), text = async file => (await person.get(`/imports/${file.id}/rows`)).text;
	await imported(file(contact(a, { Email: mail() })));
	const handoff = await handedOver({ lead: (await lead(a)).id });
	const deals = await imported(csv([['Record ID', 'Deal Name', 'Deal Stage', 'Close Date', 'Company name'], [ref, 'Ten seats', 'Closed Lost', '01-May', 'Alder']]), { system: 'hubspot' }, 'deals');
	equal(deals.refused, 1);
	const lost = await imported((await text(deals)).replace('01-May', '2026-05-01'), { system: 'hubspot' }, 'deals');
	equal([lost.created, lost.mapping.columns['Concord: why it was left out']], [1, null]);
	lacks(JSON.stringify((await marketer.get(`/deals/${sql(`SELECT deal_id FROM deal_ref WHERE external_id = '${ref}'`)[0][0]}`)).json), /no year/);
	const attempts = await imported(csv([['Activity ID', 'Lead ID', 'Type', 'Call Result', 'Date'], [call, a, 'Dance', 'Left voicemail', new Date().toISOString()]]), { system: 'hubspot' }, 'attempts');
	equal(attempts.refused, 1);
	equal((await imported((await text(attempts)).replace('Dance', 'Call'), { system: 'hubspot' }, 'attempts')).created, 1);
	equal((await marketer.get(`/handoffs/${handoff.id}`)).json.state, 'working');
});

test('attempts come in for leads that are handed over, once, and are taken back', async () => {
	const a = id(), call = id(), made = await imported(file(contact(a, { Email: mail() })));
	equal(made.created, 1);
	const handoff = await handedOver({ lead: (await lead(a)).id });
	const rows = csv([['Activity ID', 'Lead ID', 'Type', 'Call Result', 'Date'], [call, a, 'Call', 'Left voicemail', new Date().toISOString()], [id(), 'nobody', 'Call', 'Busy', new Date().toISOString()]]);
	const done = await imported(rows, { system: 'hubspot' }, 'attempts');
	equal([done.created, done.refused], [1, 1], JSON.stringify(done.problems));
	const state = async () => (await marketer.get(`/handoffs/${handoff.id}`)).json.state;
	equal(await state(), 'working');
	equal((await imported(rows, { system: 'hubspot' }, 'attempts')).same, 1);
	equal([(await undone(done.id)).left_alone, await state()], [0, 'submitted']);
	equal((await imported(rows, { system: 'hubspot' }, 'attempts')).created, 1);
});

test('the pages: a file is brought, matched, checked and started; it is stopped, goes on, and shows what it did', async () => {
	const person = await as('seller'), ref = id();
	const brought = await person.fill('/imports', '/imports', { kind: 'leads', file: { filename: 'hubspot-contacts.csv', type: 'text/csv', content: file(contact(ref, { Email: mail(), 'Lifecycle Stage': 'Hot (old)', 'Contact owner': 'Gandalf the Grey' }), contact(id(), { Email: 'x@' })) } });
	const columns = await person.follow(brought), action = brought.location;
	match(columns.page.main, /hubspot-contacts\.csv\. Comma separated, UTF-8, 2 rows\. We think it came from HubSpot\./);
	match(columns.page.main, /Hot \(old\)/);
	equal((await person.submit(columns, action, { system: 'Hub Spot!' }, { button: 'step=save' })).status, 422);
	const stage = columns.page.all(n => n.tag === 'input' && /_from$/.test(n.attributes.name ?? '') && n.attributes.value === 'Hot (old)')[0].attributes.name.replace('_from', '_to');
	const checked = await person.follow(await person.submit(columns, action, { [stage]: 'Marketing-qualified lead' }, { button: 'step=save' }));
	match(checked.page.main, /1 row ready.*1 row with a problem.*You can take this import back/s);
	equal((await person.submit(columns, action, {}, { button: 'step=save' })).status, 409, 'the columns as they were before');
	const path = checked.path, going = await person.submit(checked, `${path}/start`);
	equal(going.status, 303);
	const done = await eventually(async () => { const page = await person.get(path); return /Imported/.test(page.page.h1) && page; });
	match(done.page.main, /1 row went in.*1 new lead/s);
	match(done.page.main, /1 row says something that is not done.*What is not done.*Contact owner.*Gandalf the Grey.*Nobody of Marketing or Sales is called so here/s);
	equal((await read(Number(path.match(/\d+/)[0]))).notices.map(n => [n.line, n.column, n.value]), [[2, 'Contact owner', 'Gandalf the Grey']]);
	equal((await lead(ref)).stage.name, 'Marketing-qualified lead');
	equal((await person.get(`${path}/columns`)).status, 303);
	equal((await person.submit(done, `${path}/undo`)).status, 303);
	await until(Number(path.match(/\d+/)[0]), 'undone');
	match((await person.get('/imports')).page.main, /hubspot-contacts\.csv.*Taken back/s);
});

test('a stop holds between two pieces, and going on ends whole; two files at once end as if one came after the other', async () => {
	const prefix = id(), rows = Array.from({ length: 1600 }, (_, i) => contact(`${prefix}-${i}`, { 'Last Name': `Zebra ${i}`, Email: `${prefix}.${i}@zoo.example` })), content = file(...rows);
	const [one, two] = await Promise.all([ready(content), ready(content)]), person = await as('marketer');
	await start(one.id);
	await start(two.id);
	equal((await marketer.post(`/imports/${one.id}/stop`, {})).status, 200);
	const stopped = await read(one.id);
	equal(stopped.state, 'stopped');
	sql(`UPDATE import_file SET state = 'running', at_line = at_line + 1000, next_try_at = '2099-01-01' WHERE id = ${one.id}`);	// held in the middle
	const [[there]] = sql(`SELECT at_line FROM import_file WHERE id = ${one.id}`), { page } = await person.get(`/imports/${one.id}`), [{ attributes: { value, max } }] = page.all(n => n.tag === 'progress');
	sql(`UPDATE import_file SET state = 'stopped', at_line = at_line - 1000, next_try_at = NULL WHERE id = ${one.id}`);
	equal([value, max, Number(there) % 500], [there, '1600', 0]);
	match(page.main, new RegExp(`The rows are going in.*${Number(there).toLocaleString('en')} of 1,600 rows`, 's'));
	const second = await until(two.id, 'done');
	equal(second.created + second.updated + second.same, 1600);
	await start(one.id);
	const first = await until(one.id, 'done');
	equal([first.created + second.created, first.refused + second.refused], [1600, 0]);
	equal(sql(`SELECT COUNT(*), COUNT(DISTINCT email_key) FROM lead_record WHERE email_key LIKE '${prefix}.%'`), [['1600', '1600']]);
	match(concord('check'), /hold/);
	await undone(two.id);
	await undone(one.id);
	equal(sql(`SELECT COUNT(*) FROM lead_record WHERE email_key LIKE '${prefix}.%'`), [['0']]);
}, { limit: 60_000 });

test('everything above leaves the ledger in order', () => { match(concord('check'), /hold/); });
