// A person who asks to be forgotten: words that nothing else has are planted in every place, and looked for everywhere afterwards.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { api, as, concord, eventually, people, secret, send, sql, state, unique, urlencoded } from '../lib/client.mjs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { agreed } from '../lib/glossary.mjs';
import { act, handedOver, makeLead, met } from '../lib/leads.mjs';
import { happens } from '../lib/deals.mjs';
import { words } from '../lib/mail.mjs';
import { csv, ready, start, until } from '../lib/imports.mjs';
import { Second } from '../lib/second.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

const root = new URL('../../', import.meta.url).pathname;
const [admin, seller, marketer, observer] = await Promise.all(['administrator', 'seller', 'marketer', 'observer'].map(as));
const program = api('administrator');
await agreedAgreement();

const planted = [], customer = unique('Zebras of Quagga').replace(/ /g, '').toLowerCase();
// A word of letters that stands nowhere else.
function plant() {
	const word = `quagga${Math.random().toString(36).slice(2, 10).replace(/\d/g, d => 'abcdefghij'[d])}`;
	planted.push(word);
	return word;
}
const phone = () => `+49 179 ${String(Math.floor(Math.random() * 9e6 + 1e6))}`;
const done = (answer, status = 200) => { equal(answer.status, status, answer.text.slice(0, 300)); return answer; };

const dump = (of = state) => execFileSync('mariadb-dump', ['--no-defaults', `--socket=${of}/run/mariadb.sock`, '--user=concord_migrate', '--skip-extended-insert', 'concord'],
	{ env: { ...process.env, MYSQL_PWD: readFileSync(`${of}/concord.conf`, 'utf8').match(/^db_migrate_password = (.*)$/m)[1] }, encoding: 'latin1', maxBuffer: 1 << 30 });
function files(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap(f => f.isDirectory() ? files(`${folder}/${f.name}`) : [`${folder}/${f.name}`]);
}
const written = folder => { try { return files(`${state}/${folder}`).map(f => readFileSync(f, 'latin1')).join('\n'); } catch { return ''; } };
// Mail that was written to files, as it is read.
const mailed = () => { try { return files(`${state}/mail`).filter(f => f.endsWith('.eml')).map(f => words(readFileSync(f, 'latin1'))).join('\n'); } catch { return ''; } };
const standing = text => planted.filter(word => text.toLowerCase().includes(word));

// In a database, with the tables they stand in.
const kept = of => dump(of).split('\n').flatMap(line => standing(line).map(word => `${word} in ${line.slice(0, 40)}`));

let note, other, person, email, number, lead, twin, merged, handoff, deal, view, ref, bystander, dealFile;
const brought = {};

// Every file that people and programs can download.
async function exported() {
	const pages = ['/leads/leads.csv', '/leads/handoffs.csv?view=all', '/deals/deals.csv?show=all', ...Object.values(brought).map(id => `/imports/${id}/rows`)], programs = ['/leads.csv', '/handoffs.csv?view=all', '/deals.csv'];
	return [...await Promise.all(pages.map(async path => [path, done(await marketer.get(path)).text])), ...await Promise.all(programs.map(async path => [`/api/v1${path}`, done(await api('marketer').get(path)).text]))];
}

const HEADS = ['Record ID', 'First Name', 'Last Name', 'Email', 'Phone Number', 'Job Title', 'Company name', 'Lead Status', 'Lifecycle Stage', 'Became a Marketing Qualified Lead Date', 'Pet'];
const columns = { 'Record ID': 'external_id', 'First Name': 'given_name', 'Last Name': 'family_name', Email: 'email', 'Phone Number': 'phone', 'Job Title': 'job', 'Company name': 'company', 'Lead Status': 'status',
	'Lifecycle Stage': 'stage', 'Became a Marketing Qualified Lead Date': 'mql_at', Pet: 'keep' };
const contacts = (...rows) => csv([HEADS, ...rows.map(row => HEADS.map(name => row[name] ?? ''))]);
const DEALS = ['Record ID', 'Deal Name', 'Deal Stage', 'Create Date', 'Associated Contact IDs', 'Pipeline'];
const over = { columns, defaults: { origin: 'marketing' } };

// Several files, which go in one after the other. The background program looks for them every two seconds.
async function takenIn(...files) {
	const ids = [];
	for (const file of files)
		ids.push((await ready(...file)).id);
	for (const id of ids)
		await start(id);
	return Promise.all(ids.map(id => until(id, 'done')));
}

// Files that told of the person: rows that went in, some of them twice, rows that were left out, rows that wait. By address, number or ID alone, with first and last name apart.
async function bringFiles() {
	const row = () => ({ 'First Name': plant(), 'Last Name': plant(), 'Company name': plant(), 'Job Title': plant() }), [given, family] = person.split(' ');
	const apart = [{ ...row(), Email: email.toUpperCase() }, { ...row(), 'Record ID': unique('x'), 'Phone Number': number.replace('+49 ', '0').replace(/(\d\d)$/, '-$1') }, { ...row(), 'Record ID': ref.id, Pet: plant() }];
	bystander = { 'Record ID': unique('b'), 'First Name': 'Zoe', 'Last Name': unique('Zebra'), 'Company name': 'Fernhill' };
	const sold = unique('d');
	over.system = ref.system;
	const torn = `"torn" apart,${plant()},${plant()},other@fernhill.example,${email.toUpperCase()},${plant()}\r\n`;
	const pipeline = plant(), deals = name => [csv([DEALS, [sold, name, 'Opportunity', '2026-03-01', ref.id, pipeline]]), { system: ref.system }, 'deals'];
	const files = await takenIn(
		[contacts({ 'Record ID': ref.id, 'First Name': given, 'Last Name': family, Email: email, 'Job Title': plant(), 'Lead Status': plant(), 'Lifecycle Stage': plant(), Pet: plant() }), over],
		[contacts(...apart.map((r, i) => ({ ...r, 'Became a Marketing Qualified Lead Date': 'soon', ...(i === 2 && { Email: `${plant()}@` }) })), { ...bystander, 'Became a Marketing Qualified Lead Date': 'soon' }) + torn, over],
		deals(plant()), dealFile = deals(plant()));
	equal(files.map(f => [f.created, f.updated, f.refused]), [[0, 1, 0], [0, 0, 5], [1, 0, 0], [0, 1, 0]], JSON.stringify(files).slice(0, 600));
	[brought.first, brought.left, brought.deals, brought.dealsAgain] = files.map(f => f.id);
	brought.waits = (await ready(contacts(...apart, bystander) + torn, over)).id;
}

test('words are planted in every field, draft, answer, attempt, deal, saved search and kept answer', async () => {
	person = `${plant()} ${plant()}`;
	email = `${plant()}@${customer}.example`;	// the company is a customer: it stays
	number = phone();
	ref = { system: unique('quagga').replace(' ', ''), id: plant() };
	const touch = () => Object.fromEntries(['source', 'medium', 'campaign', 'term', 'content', 'landing_page', 'referrer'].map(name => [name, plant()]));
	lead = (await makeLead({ person, email, phone: number, company: customer, job: plant(), website: `https://${plant()}.example`, source: plant(), campaign: plant(), theme: plant(), persona: plant(),
		first_touch: touch(), last_touch: touch(), external_refs: [ref] })).id;
	twin = (await makeLead({ person: plant(), email, phone: number, company: '', allow_duplicate: true })).id;
	const other = { person: plant(), email: `${plant()}@${plant()}.example`, phone: phone(), company: plant(), external_refs: [{ system: ref.system, id: plant() }] };
	merged = await makeLead(other);
	await bringFiles();
	const page = await marketer.get(`/leads/${lead}/merger?find=${encodeURIComponent(other.person)}`);
	done(await marketer.post(`/leads/${lead}/merger`, page.page.forms.find(f => f.method === 'POST' && f.action.endsWith('/merger')).fields({ other: `${merged.id}-1` })), 303);

	const answers = Object.fromEntries(Object.entries(await met()).map(([code, a]) => [code, { ...a, ...(a.evidence && { evidence: plant() }), ...(a.value === 'As they said' && { value: plant() }) }]));
	handoff = await handedOver({ lead, answers, words: plant(), how_entered: plant(), situation: plant(), next_step: plant() });
	done(await act(handoff.id, 'question', { text: plant() }));
	done(await act(handoff.id, 'inform', { text: plant() }));
	const attempt = { system: plant(), id: plant() };
	done(await api('seller').post('/attempts', [{ handoff: handoff.id, channel: 'call', result: 'no_answer', happened_at: new Date().toISOString(), external_ref: attempt }]));
	done(await api('seller').post(`/handoffs/${handoff.id}/attempts`, { channel: 'call', result: 'spoke', happened_at: new Date().toISOString() }));
	sql(`UPDATE attempt SET note = '${plant()}' WHERE handoff_id = ${handoff.id} AND external_id IS NULL`);
	sql(`UPDATE handoff SET feedback_words = '${plant()}' WHERE id = ${handoff.id}`);
	sql(`INSERT INTO handoff_draft (lead_id, person_id, term_version_id, content, saved_at) SELECT ${twin}, id, (SELECT MAX(id) FROM term_version), '${plant()}', UTC_TIMESTAMP() FROM person ORDER BY id LIMIT 1`);
	sql(`INSERT INTO handoff_answer (handoff_id, round, gate, code, value, is_unknown, verdict) VALUES (${handoff.id}, 1, 'mql', 'PET', '${plant()}', FALSE, 'meets')`);
	deal = done(await api('seller').post('/deals', { name: plant(), leads: [lead] }), 201).json.id;
	done(await happens(deal, 'lost', { reason: 'other-reason', words: plant() }), 201);
	view = (await seller.fill(`/leads?view=all&text=${person.split(' ')[0]}`, '/leads/views', { view_name: plant(), shared: false })).location.match(/saved=(\d+)/)[1];
	await send('POST', '/leads', { headers: { 'content-type': 'application/x-www-form-urlencoded', origin: process.env.BASE_URL }, body: urlencoded({ name: plant(), key: 'abcdefghijk' }) });
	await marketer.get(`/leads/by-ref/${ref.system}/${ref.id}`);
	await marketer.get(`/leads?view=leads&find=${person.split(' ')[0]}`);
	sql(`INSERT INTO carried_form (token_hash, person_id, path, body, created_at) SELECT RANDOM_BYTES(32), id, '/leads', 'name=${plant()}', UTC_TIMESTAMP() FROM person ORDER BY id LIMIT 1`);

	writtenAbout();
	await writtenOfOthers();

	const text = dump().toLowerCase(), spoken = planted.filter(word => !text.includes(word));
	await eventually(() => standing(mailed()).length, 20_000);
	ok(planted.length > 65 && spoken.length <= 1, `${planted.length} words, not found in the dump before: ${spoken}`);	// a stranger's form is kept by no one
	for (const [path, file] of await exported())
		ok(standing(file).length || path === `/imports/${brought.first}/rows` || /rows$/.test(path) && path !== `/imports/${brought.left}/rows`, `nothing of it in ${path}`);
});

// What people write elsewhere, with a name or an address in it.
function writtenAbout() {
	const by = '(SELECT MIN(id) FROM person)', month = '2031-01-01', spread = number.replace(/ (\d)(\d\d)/, '/$1-$2 '),
		about = (...words) => words.map(w => `'${w}: ${person.toUpperCase().replace(' ', '  ')}, ${email[0].toUpperCase()}${email.slice(1)} or ${spread}'`).join(', ');
	sql(`INSERT INTO account_ref (system, external_id, account_id) SELECT 'quagga', '${plant()}', account_id FROM lead_record WHERE id = ${merged.id}`);
	sql(`INSERT INTO record_correction (timer_id, words, state, asked_by, asked_team, asked_at, answered_by, answered_team, answered_at) SELECT MIN(id), '${plant()}', 'withdrawn', ${by}, 'sales', UTC_TIMESTAMP(), ${by}, 'sales', UTC_TIMESTAMP()
		FROM timer WHERE subject = 'handoff' AND subject_id = ${handoff.id}`);
	const before = plant();	// as it was kept with the history, before each system's word was kept
	sql(`UPDATE lead_history SET said = '{"full_name":"${before}"}' WHERE lead_id = (SELECT MIN(lead_id) FROM lead_told WHERE said LIKE '%${email}%')`);
	const [[meeting]] = sql(`INSERT INTO meeting (month, title, cancelled_why, starts_at, minutes, zone, chair_id, state, changed_at, created_by, created_at)
		VALUES ('${month}', ${about('Title', 'Cancelled')}, '${month}', 30, 'UTC', ${by}, 'cancelled', UTC_TIMESTAMP(), ${by}, UTC_TIMESTAMP()); SELECT LAST_INSERT_ID()`);
	const [[item]] = sql(`INSERT INTO meeting_item (meeting_id, section, subject, why, title, detail, minutes, note, note_revision) VALUES (${meeting}, 'own', 'own-1', ${about('Why', 'Title', 'Detail')}, 5, ${about('Note')}, 1); SELECT LAST_INSERT_ID()`);
	sql(`INSERT INTO meeting_note (item_id, revision, words, person_id, at) VALUES (${item}, 1, ${about('Note')}, ${by}, UTC_TIMESTAMP())`);
	sql(`INSERT INTO meeting_wish (meeting_id, subject, wish, why, person_id, at) VALUES (${meeting}, 'issue-1', 'later', ${about('Wish')}, ${by}, UTC_TIMESTAMP())`);
	sql(`INSERT INTO meeting_task (words, owner_id, due_on, due_at, meeting_id, state, reported_at, report, created_by, created_at) VALUES (${about('Task')}, ${by}, '${month}', '${month}', ${meeting}, 'dropped', UTC_TIMESTAMP(), ${about('Report')}, ${by}, UTC_TIMESTAMP())`);
	sql(`INSERT INTO aired_issue (id, form_hash, words, month, is_anonymous, state) VALUES (${meeting}, RANDOM_BYTES(32), ${about('Issue')}, '${month}', TRUE, 'dropped')`);
	sql(`INSERT INTO issue_reply (issue_id, words, person_id, team, at) VALUES (${meeting}, ${about('Reply')}, ${by}, 'sales', UTC_TIMESTAMP())`);
	sql(`INSERT INTO outbox (person_id, kind, subject_id, next_at, created_at) SELECT id, 'meeting.cancelled', ${meeting}, UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM person WHERE email = '${people.marketer.email}'`);
	note = `SELECT GROUP_CONCAT(words) FROM meeting_note WHERE item_id = ${item}`;
	writtenInWords(by, about);
	afterwards(() => sql(`DELETE FROM issue_reply WHERE issue_id = ${meeting}; DELETE FROM aired_issue WHERE id = ${meeting}; DELETE FROM meeting_task WHERE meeting_id = ${meeting}; DELETE FROM meeting_wish WHERE meeting_id = ${meeting};
		DELETE FROM meeting_note WHERE item_id = ${item}; DELETE FROM meeting_item WHERE id = ${item}; DELETE FROM meeting WHERE id = ${meeting}`));
}

// Beside words and agreements, and in what was handed over or sold of others.
async function writtenOfOthers() {
	const words = `${person.toUpperCase()}, ${email.toUpperCase()}`, answers = Object.fromEntries(Object.entries(await met()).map(([code, a]) => [code, { ...a, ...(a.evidence && { evidence: `Says ${words}` }) }]));
	other = await handedOver({ answers, words: `Her boss is ${words}`, situation: `Works for ${words}`, next_step: `Call ${words}` });
	done(await act(other.id, 'question', { text: `Is it ${words}?` }));
	done(await api('seller').post(`/handoffs/${other.id}/attempts`, { channel: 'call', result: 'no_answer', happened_at: new Date().toISOString() }));
	sql(`UPDATE attempt SET note = 'Asked for ${words}' WHERE handoff_id = ${other.id};
		UPDATE handoff SET feedback_words = 'Good: ${words}' WHERE id = ${other.id}`);
	sql(`INSERT INTO handoff_draft (lead_id, person_id, term_version_id, content, saved_at) SELECT ${other.lead}, id, (SELECT MAX(id) FROM term_version), '${urlencoded({ words: `For ${words}` })}', UTC_TIMESTAMP() FROM person ORDER BY id LIMIT 1`);
	const sold = done(await api('seller').post('/deals', { name: `Seats for ${words}`, leads: [other.lead] }), 201).json.id;
	done(await happens(sold, 'lost', { reason: 'other-reason', words: `Says ${words}` }), 201);
	sql(`INSERT INTO deal_history (deal_id, import_id, said, told_at) VALUES (${sold}, ${brought.first}, '{"note":"For ${words}"}', UTC_TIMESTAMP());
		INSERT INTO import_row (import_id, line, act, problems) VALUES (${brought.first}, 99, 'same', '[[1,"${words}","Is no day."]]')`);
	afterwards(() => sql(`DELETE FROM deal_history WHERE deal_id = ${sold}; DELETE FROM import_row WHERE import_id = ${brought.first} AND line = 99`));
}

function writtenInWords(by, about) {
	const [[term]] = sql(`INSERT INTO term (slug, name, kind, abbreviations, synonyms, bindings, created_by, created_at, marketing_says, sales_says, examples, counter_examples, deprecated_why)
		VALUES ('quagga-of-${Date.now()}', 'Quagga of ${Date.now()}', 'word', '', '', '', ${by}, UTC_TIMESTAMP(), ${about('We say', 'They say', 'Example', 'No example', 'Why')}); SELECT LAST_INSERT_ID()`);
	sql(`INSERT INTO term_edit (term_id, revision, person_id, team, at, field, before_text, after_text) VALUES (${term}, 1, ${by}, 'sales', UTC_TIMESTAMP(), 'examples', ${about('Before', 'After')})`);
	sql(`INSERT INTO term_import (person_id, format, file_name, content, created_at, done_at) VALUES (${by}, 'csv', 'a.csv', ${about('File')}, UTC_TIMESTAMP(), UTC_TIMESTAMP())`);
	const [[comment]] = sql(`INSERT INTO version_act (version_id, revision, act, person_id, team, at, words) SELECT MAX(id), 1, 'comment', ${by}, 'sales', UTC_TIMESTAMP(), ${about('Comment')} FROM term_version; SELECT LAST_INSERT_ID()`);
	const [[reason]] = sql(`INSERT INTO agreement_act (agreement_id, revision, act, person_id, team, at, words) SELECT MAX(id), 1, 'comment', ${by}, 'sales', UTC_TIMESTAMP(), ${about('Comment')} FROM agreement; SELECT LAST_INSERT_ID()`);
	const [[amendment]] = sql(`INSERT INTO amendment (number, state, calendar_id, reason, author_id, author_team, created_at, edited_by, edited_at) SELECT 987654, 'withdrawn', MIN(id), 'Holiday', ${by}, 'sales', UTC_TIMESTAMP(), ${by}, UTC_TIMESTAMP() FROM calendar; SELECT LAST_INSERT_ID()`);
	sql(`INSERT INTO amendment_act (amendment_id, revision, act, person_id, team, at, words) VALUES (${amendment}, 1, 'objection', ${by}, 'sales', UTC_TIMESTAMP(), ${about('Objection')})`);
	afterwards(() => sql(`DELETE FROM amendment_act WHERE amendment_id = ${amendment}; DELETE FROM amendment WHERE id = ${amendment}; DELETE FROM agreement_act WHERE id = ${reason}; DELETE FROM version_act WHERE id = ${comment};
		DELETE FROM term_edit WHERE term_id = ${term}; DELETE FROM term WHERE id = ${term}`));
}

test('of every column that may speak of a lead there is a word among them, or a reason why not', () => {
	const signed = 'what both teams sign word for word: it is named as a place to look at', excused = { 'agreement.text': signed, 'agreement.change_note': signed, 'amendment.reason': signed, 'criterion.label': signed,
		'criterion.choices': signed, 'term_version.meaning': signed, 'term_version.change_note': signed, 'meeting_figure.name': 'what a promise is called', 'meeting_series.name': 'what a meeting of every month is called' };
	const tables = readFileSync(`${root}cgi/data/classes.c`, 'utf8').split(/\n\t\{ "/).slice(1).map(text => [text.match(/^\w+/)[0], [...text.matchAll(/\.(?:personal|contact|words) = "([^"]*)"/g)].flatMap(m => m[1].split(' '))]);
	const all = tables.flatMap(([table, names]) => names.map(name => [table, name]));
	ok(all.length > 50, `${all.length} columns`);
	const like = [...planted, number.slice(-7)].join('|');
	const empty = sql(all.map(([table, name]) => `SELECT '${table}.${name}' FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE CONVERT(${name} USING utf8mb4) REGEXP '${like}')`).join(' UNION ALL ')).map(r => r[0]);
	equal(empty.filter(name => !excused[name]), []);
	equal(Object.keys(excused).filter(name => !empty.includes(name)), [], 'excused and planted');
});

test('only an administrator erases; the page says what goes and wants to be told that the person asked', async () => {
	for (const other of [seller, marketer, observer])
		equal((await other.post(`/leads/${lead}/erasure`, {})).status, 403);
	equal((await api('seller').post(`/leads/${lead}/erasure`, {})).status, 403);
	const page = await admin.get(`/leads/${lead}/erasure`);
	equal(page.status, 200);
	for (const words of [/other records/, new RegExp(`lead ${twin}`), /one handoff/, /2 attempts/, /One draft/, /2 deals/, /rows in files of other systems/, /2 names/])
		match(page.page.main, words);
	const refused = await admin.submit(page, `/leads/${lead}/erasure`, {});
	equal(refused.status, 422);
	match(refused.page.problems.join(' '), /tick the box/);
	equal(sql(`SELECT COUNT(*) FROM lead_record WHERE id = ${lead} AND erased_at IS NULL`), [['1']]);
	const stale = await admin.submit(page, `/leads/${lead}/erasure`, { sure: true, revision: 1 });
	equal(stale.status, 409);
});

test('afterwards nothing of it stands in the database, the logs or the mail; every record of the person is erased', async () => {
	const answer = await admin.fill(`/leads/${lead}/erasure`, `/leads/${lead}/erasure`, { sure: true });
	equal(answer.status, 303);
	match((await admin.follow(answer)).page.main, /Erased, everywhere/);
	equal(kept(), [], 'in the database');
	for (const [path, file] of await exported())
		equal(standing(file), [], path);
	const rows = (await marketer.get(`/imports/${brought.left}/rows`)).text;
	ok(rows.includes(bystander['Last Name']) && rows.match(/asked to be erased/g).length === 4, rows);
	await new Promise(resolve => setTimeout(resolve, 1200));	// nginx writes its log once a second
	equal(standing(written('log')), [], 'in the logs');
	await eventually(() => !standing(written('mail') + mailed()).length && sql('SELECT COUNT(*) FROM erasure_rest')[0][0] === '0', 20_000);
	equal(sql(note), [['Note: a lead, a lead or a lead']]);
	equal(sql(`SELECT words, situation, next_step FROM handoff WHERE id = ${other.id}`), [['Her boss is a lead, a lead', 'Works for a lead, a lead', 'Call a lead, a lead']]);
	equal(sql(`SELECT COUNT(*) FROM lead_record WHERE id IN (${lead}, ${twin}, ${merged.id}) AND erased_at IS NOT NULL`), [['3']]);
	equal(sql(`SELECT COUNT(*) FROM audit WHERE act = 'lead.erase' AND subject_id IN (${lead}, ${twin}, ${merged.id}) AND detail IS NULL`), [['3']]);
	equal(sql(`SELECT state, queue_at IS NULL, words FROM handoff WHERE id = ${handoff.id}`), [['disqualified', '1', '']]);
	equal(sql(`SELECT COUNT(*) FROM timer WHERE subject = 'handoff' AND subject_id = ${handoff.id} AND state IN ('running', 'paused')`), [['0']]);
	equal(sql(`SELECT d.name, d.state, a.name FROM deal d JOIN account a ON a.id = d.account_id WHERE d.id = ${deal}`), [[`Deal ${deal}`, 'lost', customer]]);
	equal(sql(`SELECT query, name FROM saved_view WHERE id = ${view}`), [['view=all', `View ${view}`]]);
	match(concord('check'), /invariants hold/);
});

test('pages and answers say that the person was erased, and act on nothing', async () => {
	for (const path of [`/leads/${lead}`, `/leads/${merged.id}`, `/handoffs/${handoff.id}`]) {
		const page = await marketer.get(path);
		equal(page.status, 404, path);
		match(page.page.main, /was erased on/);
	}
	equal((await api('seller').get(`/leads/${lead}`)).status, 404);
	equal((await api('seller').post(`/handoffs/${handoff.id}/attempts`, { channel: 'call', result: 'spoke', happened_at: new Date().toISOString() })).status, 409);
	equal((await api('marketer').post(`/leads/${lead}/handoffs`, { answers: await met() })).status, 404);
	equal((await program.post(`/leads/${lead}/erasure`, {})).status, 409, 'twice');
	equal((await program.post('/leads/999999999/erasure', {})).status, 404);
	equal((await seller.get(`/deals/${deal}`)).status, 200);
	equal((await program.post(`/leads/${lead}/erasure`, { sure: true })).status, 422, 'an unknown member');
});

test('whoever was erased does not come back by a form, a program, an edit, or a name elsewhere, until it is allowed', async () => {
	const free = { person: unique('Zora Zebra'), company: 'Z', origin: 'marketing' };
	for (const [fields, pointer] of [[{ email: email.toUpperCase() }, '/email'], [{ email: 'new@quagga-new.example', phone: number }, '/phone'], [{ external_refs: [ref] }, '/external_refs']]) {
		const answer = await api('marketer').post('/leads', { ...free, ...fields, allow_duplicate: true });
		equal(answer.status, 422, answer.text);
		equal(answer.json.errors.map(e => e.pointer), [pointer]);
	}
	const typed = await marketer.fill('/leads/new', '/leads', { name: 'Zora', company: 'Z', email, origin: 'marketing' });
	equal(typed.status, 422);
	match(typed.page.problems.join(' '), /asked to be erased/);
	const fresh = await makeLead({ phone: phone() });
	const edited = await api('marketer').patch(`/leads/${fresh.id}`, { email }, { 'if-match': '"r1"' });
	equal(edited.status, 422);
	equal(edited.json.errors.map(e => e.pointer), ['/email']);
	concord('erase', '--allow', email);
	equal((await api('marketer').post('/leads', { ...free, email })).status, 201);
	match((() => { try { return concord('erase', '--allow', email); } catch (error) { return error.message; } })(), /Nobody with this/);
	match(concord('erase', '--email', email), /erased: 1 record/);
});

test('an import makes no lead of somebody who was erased, by address, number or name elsewhere', async () => {
	const theirs = `${plant()}@quagga.example`, gone = await makeLead({ phone: phone(), email: theirs, external_refs: [{ system: ref.system, id: plant() }] });
	const { phone: told } = (await api('seller').get(`/leads/${gone.id}`)).json, own = (await api('seller').get(`/leads/${gone.id}`)).json.external_refs[0].id;
	concord('erase', '--lead', String(gone.id));
	const file = done(await api('marketer').post('/imports?kind=leads', `Record ID,Email,Phone,First name\nx1,${theirs},,Back\nx2,a-${plant()}@quagga.example,${told},Back\n${own},b-${plant()}@quagga.example,,Back\nx4,${unique('fresh').replace(' ', '')}@quagga.example,,Fresh\n`, { 'content-type': 'text/csv' }), 201).json;
	done(await api('marketer').send('PUT', `/imports/${file.id}/mapping`, { system: ref.system, columns: { 'Record ID': 'external_id', Email: 'email', Phone: 'phone', 'First name': 'given_name' }, defaults: { origin: 'marketing' } }, { 'if-match': `"r${(await api('marketer').get(`/imports/${file.id}`)).json.revision}"` }));
	const { json } = await eventually(async () => { const answer = await api('marketer').get(`/imports/${file.id}`); return answer.json.state === 'ready' && answer; });
	equal(json.problems.map(p => [p.line, /asked to be erased/.test(p.problem)]), [[2, true], [3, true], [4, true]], JSON.stringify(json).slice(0, 600));
	await start(brought.none = file.id);
});

test('a file that waited, and any that comes later, brings nothing of them back and keeps nothing of them', async () => {
	const row = { 'First Name': plant(), 'Last Name': plant(), 'Company name': plant(), 'Job Title': plant() };
	await start(brought.waits);
	const [later, deals, fresh] = await takenIn(
		// One with a day that cannot be read, too.
		[contacts({ ...row, 'Record ID': unique('x'), Email: email }, { ...row, 'Record ID': unique('y'), 'Phone Number': number, 'Became a Marketing Qualified Lead Date': 'soon' }, { ...row, 'Record ID': ref.id }) + `"torn" apart,${plant()},${plant()},other@fernhill.example,${email}\r\n`, over],
		dealFile, [csv([DEALS, [unique('d'), plant(), 'Opportunity', '2026-03-01', ref.id, plant()]]), { system: ref.system }, 'deals']);
	const waited = await until(brought.waits, 'done');
	equal([waited.created, waited.refused, (await until(brought.none, 'done')).created], [1, 4, 1]);
	equal([later.created, later.refused, later.problems.map(p => /asked to be erased/.test(p.problem))], [0, 4, [true, true, true, true]]);
	equal([deals.updated, deals.refused, fresh.created, fresh.refused], [1, 0, 0, 1]);
	equal(kept(), [], 'in the database');
	for (const id of [later.id, fresh.id])
		equal(standing(done(await marketer.get(`/imports/${id}/rows`)).text), []);
	match(concord('check'), /invariants hold/);
});

test('short names are found as words of their own; a signed wording is named, and stays', async () => {
	const one = await makeLead({ person: 'Bo Ly', phone: '' }), { slug, number: version } = await agreed(marketer, await as('marketing'), await as('sales'), { meaning: 'Whoever buys as Bo Ly did.' });
	const of = await handedOver({ words: 'Ask Bo  Ly, not Bo Lyon or Abo Ly.' }), [[term, says]] = sql(`SELECT id, marketing_says FROM term WHERE slug = '${slug}'`);
	sql(`UPDATE term SET marketing_says = 'Like Bo Ly.' WHERE id = ${term};
		UPDATE handoff_answer SET value = 'Bo Ly' WHERE handoff_id = ${of.id} AND code = (SELECT MIN(c.code) FROM criterion c JOIN handoff h ON h.term_version_id = c.version_id WHERE h.id = ${of.id} AND c.kind IN ('choice', 'yes_no'))`);
	const counted = sql(`SELECT COUNT(*) FROM handoff_answer WHERE handoff_id = ${of.id} AND value = 'Bo Ly'`)[0][0];
	ok(counted > 0, 'an answer to a choice');
	const page = await admin.get(`/leads/${one.id}/erasure`);
	ok(page.page.links.includes(`/glossary/${slug}/versions/${version}`), page.page.links.join(' '));
	match(page.page.main, /look at by hand/);
	equal((await admin.submit(page, `/leads/${one.id}/erasure`, { sure: true })).status, 303);
	equal(sql(`SELECT words FROM handoff WHERE id = ${of.id}`), [['Ask …, not Bo Lyon or Abo Ly.']]);
	equal(sql(`SELECT COUNT(*) FROM handoff_answer WHERE handoff_id = ${of.id} AND value = 'Bo Ly'`)[0][0], counted, 'a choice that is counted by');
	equal(sql(`SELECT marketing_says, (SELECT COUNT(*) FROM audit WHERE act = 'words.erase' AND subject = 'term' AND subject_id = ${term}) FROM term WHERE id = ${term}`), [['Like ….', '1']]);
	sql(`UPDATE term SET marketing_says = '${says}' WHERE id = ${term}`);
	equal(sql(`SELECT v.meaning, (SELECT COUNT(*) FROM audit a WHERE a.act = 'lead.named' AND a.subject = 'version' AND a.subject_id = v.id) FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`),
		[['Whoever buys as Bo Ly did.', '1']]);
});

test('a program erases one by its revision, once', async () => {
	const one = await makeLead({ phone: phone() }), { revision } = (await program.get(`/leads/${one.id}`)).json;
	const stale = await program.post(`/leads/${one.id}/erasure`, { revision: revision + 1 });
	equal([stale.status, sql(`SELECT erased_at IS NULL FROM lead_record WHERE id = ${one.id}`)], [409, [['1']]]);
	const { json } = done(await program.post(`/leads/${one.id}/erasure`, { revision }));
	equal([Object.keys(json).sort(), json.id, json.records], [['erased_at', 'id', 'records'], one.id, 1]);
	ok(Math.abs(Date.parse(json.erased_at) - Date.now()) < 60_000, json.erased_at);
	equal((await program.post(`/leads/${one.id}/erasure`, { revision: revision + 1 })).status, 409);
});

test('a number that others have and a company that others work for stay theirs', async () => {
	const shared = phone(), company = unique('Quagga Works'), domain = `quagga-${Math.random().toString(36).slice(2)}.example`;
	const [one, two] = [await makeLead({ phone: shared, company, email: `a@${domain}` }), await makeLead({ phone: shared, company, email: `b@${domain}` })];
	const of = await handedOver({ lead: two.id, words: `Call ${shared}, not a@${domain} or nina@${domain}` });
	concord('erase', '--lead', String(one.id));
	equal(sql(`SELECT words FROM handoff WHERE id = ${of.id}`), [[`Call ${shared}, not a lead or nina@${domain}`]]);
	equal(sql(`SELECT a.name FROM lead_record l JOIN account a ON a.id = l.account_id WHERE l.id = ${two.id}`), [[company]]);
	const third = await makeLead({ phone: shared, company, email: `c@${domain}` });
	concord('erase', '--lead', String(two.id));
	concord('erase', '--lead', String(third.id));
	equal(sql(`SELECT COUNT(*) FROM account WHERE name = '${company}' OR domain = '${domain}'`), [['0']], 'the last one of a company');
});

test('a backup from before is put back without them, by the list of the copy and the one beside the backup', async () => {
	const folder = mkdtempSync('/tmp/concord-erase.'), second = new Second();
	afterwards(() => { second.down(); rmSync(folder, { recursive: true, force: true }); });
	const gone = await makeLead({ phone: phone(), email: `${plant()}@quagga.example`, person: plant() });
	const env = { ...process.env, STATE: state }, name = execFileSync(`${root}conf/backup`, [folder], { env, encoding: 'utf8' }).trim();
	concord('erase', '--lead', String(gone.id));
	await new Promise(resolve => setTimeout(resolve, 1100));	// a backup's name is its second
	execFileSync(`${root}conf/backup`, [folder], { env });
	await second.up();
	// Of the same secret, as a copy that is set up again from its settings.
	const own = readFileSync(`${state}/concord.conf`, 'utf8').match(/^secret = .*$/m)[0];
	execFileSync('sed', ['-i', `s/^secret = .*/${own}/`, `${second.state}/concord.conf`]);
	secret(second.setting('db_migrate_password'));
	second.run('conf/restore', name);
	equal(second.sql(`SELECT name, erased_at IS NOT NULL FROM lead_record WHERE id = ${gone.id}`), [['', '1']]);
	equal(second.sql(`SELECT COUNT(*) FROM lead_word w WHERE w.lead_id = ${gone.id}`), [['0']]);
	equal(kept(second.state), [], 'in the restored database');
	match(second.concord('check'), /invariants hold/);
});

test('everybody reads what is kept about people; an administrator sets how long leads stay, naming what they saw', async () => {
	const page = await observer.get('/leads/personal-data');
	equal(page.status, 200);
	for (const words of [/lead_record/, /email_key/, /handoff_answer/, /180 days/, /Who a lead is/])
		match(page.page.main, words);
	const form = await admin.get('/leads/personal-data');
	equal((await admin.submit(form, '/leads/personal-data', { months: '3' })).status, 422);
	equal((await admin.submit(form, '/leads/personal-data', { months: '24' })).status, 303);
	const late = await admin.submit(form, '/leads/personal-data', { months: '30' });
	equal(late.status, 409);
	match(late.page.main, /24 months/);
	equal((await admin.fill('/leads/personal-data', '/leads/personal-data', { months: '' })).status, 303);
	match((await observer.get('/leads/personal-data')).page.main, /until the person asks|stays until the person asks/);
});
