// A person who asks to be forgotten: words that nothing else has are planted in every place, and looked for everywhere afterwards.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { api, as, concord, secret, send, sql, state, unique, urlencoded } from '../lib/client.mjs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { act, handedOver, makeLead, met } from '../lib/leads.mjs';
import { happens } from '../lib/deals.mjs';
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

const dump = () => execFileSync('mariadb-dump', ['--no-defaults', `--socket=${state}/run/mariadb.sock`, '--user=concord_migrate', '--skip-extended-insert', 'concord'],
	{ env: { ...process.env, MYSQL_PWD: readFileSync(`${state}/concord.conf`, 'utf8').match(/^db_migrate_password = (.*)$/m)[1] }, encoding: 'latin1', maxBuffer: 1 << 30 });
function files(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap(f => f.isDirectory() ? files(`${folder}/${f.name}`) : [`${folder}/${f.name}`]);
}
const written = folder => { try { return files(`${state}/${folder}`).map(f => readFileSync(f, 'latin1')).join('\n'); } catch { return ''; } };
const standing = text => planted.filter(word => text.toLowerCase().includes(word));

let person, email, number, lead, twin, merged, handoff, deal, view, ref;

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
	deal = done(await api('seller').post('/deals', { name: plant(), leads: [lead] }), 201).json.id;
	done(await happens(deal, 'lost', { reason: 'other-reason', words: plant() }), 201);
	view = (await seller.fill(`/leads?view=all&text=${person.split(' ')[0]}`, '/leads/views', { view_name: plant(), shared: false })).location.match(/saved=(\d+)/)[1];
	await send('POST', '/leads', { headers: { 'content-type': 'application/x-www-form-urlencoded', origin: process.env.BASE_URL }, body: urlencoded({ name: plant(), key: 'abcdefghijk' }) });
	await marketer.get(`/leads/by-ref/${ref.system}/${ref.id}`);
	await marketer.get(`/leads?view=leads&find=${person.split(' ')[0]}`);
	sql(`INSERT INTO carried_form (token_hash, person_id, path, body, created_at) SELECT RANDOM_BYTES(32), id, '/leads', 'name=${plant()}', UTC_TIMESTAMP() FROM person ORDER BY id LIMIT 1`);

	const text = dump().toLowerCase(), spoken = planted.filter(word => !text.includes(word));
	ok(planted.length > 45 && spoken.length <= 1, `${planted.length} words, not found in the dump before: ${spoken}`);	// a stranger's form is kept by no one
});

test('only an administrator erases; the page says what goes and wants to be told that the person asked', async () => {
	for (const other of [seller, marketer, observer])
		equal((await other.post(`/leads/${lead}/erasure`, {})).status, 403);
	equal((await api('seller').post(`/leads/${lead}/erasure`, {})).status, 403);
	const page = await admin.get(`/leads/${lead}/erasure`);
	equal(page.status, 200);
	for (const words of [/other records/, new RegExp(`lead ${twin}`), /one handoff/, /2 attempts/, /One draft/, /one deal/, /2 names/])
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
	equal(standing(dump()), [], 'in the database');
	await new Promise(resolve => setTimeout(resolve, 1200));	// nginx writes its log once a second
	equal(standing(written('log')), [], 'in the logs');
	equal(standing(written('mail')), [], 'in the mail');
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

test('a number that others have and a company that others work for stay theirs', async () => {
	const shared = phone(), company = unique('Quagga Works'), domain = `quagga-${Math.random().toString(36).slice(2)}.example`;
	const [one, two] = [await makeLead({ phone: shared, company, email: `a@${domain}` }), await makeLead({ phone: shared, company, email: `b@${domain}` })];
	concord('erase', '--lead', String(one.id));
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
