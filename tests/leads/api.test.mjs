// Leads and handoffs as programs see them: adding, handing over, every act, attempts in bulk, and what is refused.
import { agreedAgreement } from '../lib/agreement.mjs';
import { api, concord, sql, unique } from '../lib/client.mjs';
import { act, handedOver, makeLead, met } from '../lib/leads.mjs';
import { effort } from '../lib/processes.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const marketer = api('marketer'), seller = api('seller'), observer = api('observer', 'read');
// From here on there is a promise of each kind that has a clock.
const source = unique('Fair');
await agreedAgreement({ promises: [{ kind: 'volume', party: 'marketing', definition: 'marketing-qualified-lead', count: 20, pace: 'even', scope: { source } },
	{ kind: 'decision', party: 'sales', open_minutes: 480, percent: 95, scope: { source } }, { kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95, scope: { source } },
	{ kind: 'answer', party: 'marketing', business_days: 2, percent: 90, scope: { source } }] });
const timer = (handoff, kind) => handoff.timers.filter(t => t.kind === kind).map(t => t.state);

test('a lead is added, read, found by its name elsewhere, edited with its revision', async () => {
	const ref = { system: 'hubspot', id: unique('h').replace(' ', '-') }, made = await makeLead({ external_refs: [ref], source, theme: 'Nothing so called', first_touch: { source: 'google', at: '2026-10-05T08:00:00Z' } });
	const { json, headers } = await seller.get(`/leads/${made.id}`);
	equal([json.person, json.email, json.origin, json.source, json.theme], [made.person, made.email, 'marketing', source, { name: 'Nothing so called', term: null }]);
	equal([json.external_refs, json.first_touch.source], [[ref], 'google']);
	equal((await seller.get(`/leads/by-ref/${ref.system}/${ref.id}`)).json.id, made.id);
	equal((await seller.get('/leads/by-ref/hubspot/nobody')).status, 404);
	const slashed = { system: 'crm', id: `ACME/${unique('x').replace(' ', '/')}` }, other = (await marketer.post('/leads', { person: 'Sla Shed', email: `${unique('sla').replace(' ', '')}@slash-example.com`, origin: 'marketing', external_refs: [slashed] })).json;
	equal((await seller.get(`/leads/by-ref/crm/${encodeURIComponent(slashed.id)}`)).json.id, other.id);
	equal((await seller.get(`/leads/by-ref/crm/${slashed.id}`)).json.id, other.id);
	equal((await seller.get(`/leads/${other.id}%2Fhandoffs`)).status, 404);
	equal((await seller.patch(`/leads/${made.id}`, { job: 'Keeper' }, { 'if-match': headers.etag })).json.job, 'Keeper');
	equal((await seller.patch(`/leads/${made.id}`, { job: 'Vet' }, { 'if-match': headers.etag })).status, 409);
	equal((await seller.patch(`/leads/${made.id}`, { job: 'Vet' })).status, 428);
	const found = await seller.get(`/leads?q=${encodeURIComponent(made.person)}`);
	equal(found.json.items.map(i => i.id), [made.id], found.text);
});

test('an equal e-mail is the same lead, in any case; somebody said otherwise may add another', async () => {
	const made = await makeLead(), again = { person: 'Somebody Else', email: made.email.toUpperCase(), origin: 'sales' };
	const answer = await marketer.post('/leads', again);
	equal([answer.status, answer.json.id, answer.json.duplicate], [200, made.id, true]);
	const other = await marketer.post('/leads', { ...again, allow_duplicate: true });
	equal([other.status, other.json.possible_duplicates.some(d => d.id === made.id)], [201, true]);
});

test('what is missing or wrong is named by its pointer', async () => {
	const answer = await marketer.post('/leads', { origin: 'moon', email: 'x@', colour: 'red' });
	equal(answer.status, 422);
	for (const pointer of ['/person', '/origin', '/email', '/colour'])
		match(answer.text, `"${pointer}"`);
	const { id } = await makeLead();
	const bare = await marketer.post(`/leads/${id}/handoffs`, { answers: { COUNTRY: { value: true }, NONSENSE: { value: 1 } } });
	equal(bare.status, 422, bare.text);
	match(bare.text, '/answers/COMPANY_SIZE');
	match(bare.text, '/answers/NONSENSE');
	equal((await marketer.post(`/leads/${id}/handoffs`, { answers: await met({ COUNTRY: { value: null } }) })).status, 422);
});

test('an observer reads what they may, with address and telephone masked', async () => {
	const made = await makeLead(), { json } = await observer.get(`/leads/${made.id}`);
	ok(json.email.startsWith('z…@'), json.email);
	equal(json.phone, '…67');
	equal((await api('observer').post('/leads', {})).status, 403);
	const found = async (who, q) => (await who.get(`/leads?q=${encodeURIComponent(q)}`)).json.items.map(i => i.id);
	for (const q of [made.email, made.email.slice(0, -4), made.email.split('@')[1], '+49 30 1234567']) {
		ok((await found(seller, q)).includes(made.id), q);
		ok(!(await found(observer, q)).includes(made.id), `an observer finds nobody by ${q}`);
	}
	equal(await found(observer, made.person), [made.id]);
});

test('a lead is handed over once; not known is known to be so; a clock runs for each promise that applies', async () => {
	const made = await makeLead({ source }), handoff = await handedOver({ lead: made.id, answers: { COMPANY_SIZE: { value: null, unknown: true } } });
	equal([handoff.state, handoff.round, handoff.all_known, handoff.all_met], ['submitted', 1, false, false]);
	equal(handoff.answers.COMPANY_SIZE, { value: null, verdict: 'unknown', unknown: true });
	equal([timer(handoff, 'decision'), timer(handoff, 'first_attempt')], [['running'], ['running']]);
	ok(handoff.timers.every(t => !('person' in t)));
	const again = await marketer.post(`/leads/${made.id}/handoffs`, { answers: await met() });
	equal(again.status, 409);
	match(again.text, String(handoff.id));
	equal((await seller.post(`/leads/${made.id}/handoffs`, { answers: await met() })).status, 403);
});

test('the loop: handed over, returned by a criterion, handed over again, no answer, spoke, qualified with feedback', async () => {
	const { id } = await handedOver({ lead: (await makeLead({ source })).id });
	equal((await act(id, 'return', { found: 'Only three of them.' })).status, 422, 'without a criterion or a reason');
	equal((await act(id, 'return', { criteria: ['COMPANY_SIZE'] })).status, 422, 'without what was found');
	let answer = await act(id, 'return', { criteria: ['COMPANY_SIZE'], found: 'Only three of them.' });
	equal([answer.status, answer.json.state, answer.json.decision, timer(answer.json, 'decision'), timer(answer.json, 'answer')], [200, 'returned', 'returned', ['met'], ['running']]);
	answer = await act(id, 'resubmit', { text: 'Look at their site.', answers: { COMPANY_SIZE: { value: 300 } } });
	equal([answer.status, answer.json.state, answer.json.round, answer.json.answers.COMPANY_SIZE.value], [200, 'submitted', 2, 300], answer.text);
	ok(answer.json.timers.filter(t => t.kind === 'decision').some(t => t.previous), 'the new clock follows the old one');
	answer = await act(id, 'attempts', { result: 'no_answer' });
	equal([answer.json.state, answer.json.decision, answer.json.attempts, answer.json.connected_at], ['working', 'accepted', 1, null]);
	answer = await act(id, 'attempts', { channel: 'call', result: 'spoke' });
	ok(answer.json.connected_at, answer.text);
	answer = await act(id, 'outcome', { result: 'qualified', feedback: { quality: 5, words: 'Just so.' } });
	equal([answer.json.state, answer.json.outcome, answer.json.feedback], ['qualified', 'qualified', { quality: 5, words: 'Just so.' }]);
	const late = await act(id, 'return', { criteria: ['COMPANY_SIZE'], found: 'Too late.' });
	equal(late.status, 409);
	match(late.text, 'outcome');
});

test('a question moves the turn, an answer moves it back; an appeal is settled once', async () => {
	const { id } = await handedOver({ lead: (await makeLead({ source })).id });
	let answer = await act(id, 'question', { text: 'Which country?' });
	equal([answer.json.state, answer.json.turn, timer(answer.json, 'decision')], ['info_requested', 'marketing', ['paused']]);
	answer = await act(id, 'inform', { text: 'Iceland.' });
	equal([answer.json.state, timer(answer.json, 'decision')], ['submitted', ['running']]);
	await act(id, 'return', { reason: 'bad-data', found: 'The number rings nowhere.' });
	equal((await act(id, 'appeal', {})).status, 422);
	equal((await act(id, 'appeal', { text: 'It rings here.' })).json.state, 'appealed');
	equal((await act(id, 'settlement', { result: 'overturned', text: 'No.' }, 'marketer')).status, 403, 'Marketing settles only by giving in');
	answer = await act(id, 'settlement', { result: 'overturned', text: 'It does ring.' });
	equal([answer.json.state, answer.json.decision], ['accepted', 'accepted']);
	await act(id, 'return', { reason: 'bad-data', found: 'It stopped ringing.' });
	equal((await act(id, 'appeal', { text: 'Again.' })).status, 409, 'one appeal');
});

test('twenty clients race on one handoff: one wins, the others are told what happened', async () => {
	const { id } = await handedOver({ lead: (await makeLead({ source })).id });
	const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => i % 2 ? act(id, 'acceptance') : act(id, 'withdrawal')));
	equal(answers.filter(a => a.status === 200).length, 1, answers.map(a => a.status).join());
	for (const a of answers.filter(a => a.status !== 200)) {
		equal(a.status, 409);
		match(a.text, /accepted it|withdrew it/);
	}
	equal(sql(`SELECT COUNT(*) FROM handoff_act WHERE handoff_id = ${id} AND act <> 'submission'`)[0][0], '1');
});

test('the same submission sent a hundred times makes one handoff and one set of clocks', async () => {
	const { id } = await makeLead({ source }), body = { answers: await met() }, key = { 'idempotency-key': unique('the-same-key-each-time').replace(' ', '-') };
	const answers = [];
	for (let i = 0; i < 10; i++)
		answers.push(...await Promise.all(Array.from({ length: 10 }, () => marketer.post(`/leads/${id}/handoffs`, body, key))));
	equal(new Set(answers.map(a => a.json.id)).size, 1, answers.map(a => a.status).join());
	equal(sql(`SELECT COUNT(*) FROM handoff WHERE lead_id = ${id}`)[0][0], '1');
	equal(sql(`SELECT COUNT(*) FROM timer WHERE subject = 'handoff' AND subject_id = ${answers[0].json.id}`)[0][0], '2');
});

test('attempts come in bulk from elsewhere, each once by its name there', async () => {
	const ref = { system: 'crm', id: unique('c').replace(' ', '-') }, lead = await makeLead({ external_refs: [ref], source }), handoff = await handedOver({ lead: lead.id });
	const one = { lead_ref: ref, channel: 'call', result: 'voicemail', happened_at: new Date().toISOString(), external_ref: { system: 'crm', id: unique('a') } };
	const bad = { handoff: 987654321, channel: 'call', result: 'spoke', happened_at: new Date().toISOString(), external_ref: { system: 'crm', id: unique('a') } };
	const first = await seller.post('/attempts', [one, bad]);
	equal([first.status, first.json.items.map(i => i.status)], [200, ['created', 'refused']], first.text);
	ok(first.json.items[1].problem);
	equal((await seller.post('/attempts', { items: [one] })).json.items.map(i => i.status), ['same']);
	equal([(await seller.get(`/handoffs/${handoff.id}`)).json.state, (await seller.get(`/handoffs/${handoff.id}`)).json.attempts], ['working', 1]);
	equal((await seller.post('/attempts', [])).status, 422);
	equal((await marketer.post('/attempts', [{ ...one, external_ref: { system: 'crm', id: unique('a') } }])).status, 403, 'it would accept for Sales');
	equal((await seller.post('/attempts', [{ ...one, result: 'shouted' }])).status, 422);
});

test('of many attempts each asks the database a little: what has ended is not looked at again', async () => {
	const { id } = await handedOver({ lead: (await makeLead({ source })).id }), asked = () => Number(sql("SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'")[0][1]);
	const tell = n => seller.post('/attempts', Array.from({ length: n }, () => ({ handoff: id, result: 'no_answer', happened_at: new Date().toISOString(), external_ref: { system: 'crm', id: unique('a') } })));
	await tell(1);
	const before = asked();
	equal((await tell(50)).status, 200);
	const each = (asked() - before) / 50;
	ok(each < 17, `${each} statements`);
});

test('a name in another system is one that can be kept; members nobody knows are refused', async () => {
	const { id } = await handedOver(), one = { handoff: id, result: 'no_answer', happened_at: new Date().toISOString() }, name = unique('n');
	for (const [external_ref, pointer] of [[{ system: 'x'.repeat(41), id: '1' }, '/items/0/external_ref/system'], [{ system: 'é', id: '1' }, '/items/0/external_ref/system'],
		[{ system: 'crm', id: 'y'.repeat(191) }, '/items/0/external_ref/id'], [{ system: '', id: ' ' }, '/items/0/external_ref/id'], [{ system: 'crm', id: name, url: 'x' }, '/items/0/external_ref']]) {
		const answer = await seller.post('/attempts', [{ ...one, external_ref }]);
		equal(answer.status, 422, answer.text);
		match(answer.text, `"${pointer}"`);
	}
	equal((await seller.post('/attempts', [{ ...one, handoff: undefined, lead_ref: { system: 'é'.repeat(50), id: '1' }, external_ref: { system: 'crm', id: name } }])).status, 422);
	equal((await seller.post('/attempts', [{ ...one, external_ref: { system: 'CRM', id: name } }])).json.items[0].status, 'created');
	equal((await seller.post('/attempts', [{ ...one, external_ref: { system: 'crm', id: ` ${name}` } }])).json.items[0].status, 'same');
	const touched = await marketer.post('/leads', { person: 'Zelda', email: `${unique('z').replace(' ', '')}@zebra-example.com`, origin: 'marketing', first_touch: { source: 7, colour: 'red' } });
	equal(touched.status, 422, touched.text);
	for (const pointer of ['/first_touch/source', '/first_touch/colour'])
		match(touched.text, `"${pointer}"`);
});

test('recycled with a day; the second gate', async () => {
	const { id } = await handedOver();
	await act(id, 'acceptance');
	equal((await act(id, 'outcome', { result: 'recycled', reason: 'timing' })).status, 422);
	const gate = await act(id, 'sql', { answers: {} });
	ok([200, 409, 422].includes(gate.status), gate.text);
	const day = new Date(Date.now() + 40 * 86400_000).toISOString().slice(0, 10), answer = await act(id, 'outcome', { result: 'recycled', reason: 'timing', return_on: day });
	equal([answer.status, answer.json.state, answer.json.return_on, answer.json.outcome_reason], [200, 'recycled', day, 'timing'], answer.text);
});

test('feedback says what it is about, in the words there are for it', async () => {
	const { id } = await handedOver();
	await act(id, 'acceptance');
	equal((await act(id, 'outcome', { result: 'qualified', feedback: { quality: 5, chips: ['nice'] } })).status, 422);
	const answer = await act(id, 'outcome', { result: 'qualified', feedback: { quality: 5, words: 'She had the plan', chips: ['real_need', 'right_person'] } });
	equal(answer.json.feedback, { quality: 5, words: 'She had the plan', chips: ['right_person', 'real_need'] }, answer.text);
});

test('a thousand attempts in one request are taken in one go, one line in the trail', async () => {
	const { id } = await handedOver(), name = unique('bulk'), before = Number(sql("SELECT COUNT(*) FROM audit WHERE act = 'handoff.feed'")[0][0]), at = new Date().toISOString();
	const calls = (of, count) => [...Array(count).keys()].map(n => ({ handoff: of, channel: 'call', result: 'no_answer', happened_at: at, external_ref: { system: 'dialer', id: `${name} ${of} ${n}` } })), list = calls(id, 1000);
	const post = sent => effort(() => seller.post('/attempts', sent));
	const [, tenth] = await post(calls((await handedOver()).id, 100)), [answer, took] = await post(list);
	equal(answer.json.items.filter(i => i.status === 'created').length, 1000, answer.text.slice(0, 400));
	equal(sql(`SELECT attempts FROM handoff WHERE id = ${id}`), [['1000']]);
	equal(sql("SELECT COUNT(*) FROM audit WHERE act = 'handoff.feed'"), [[String(before + 2)]]);
	equal((await seller.post('/attempts', list)).json.items.filter(i => i.status === 'same').length, 1000);
	ok(took < 30 * tenth, `${took} ms of processor, and a tenth of them ${tenth}`);
});

test('a clock that is not what happened to it is told by the check', () => {
	const [[id, deadline]] = sql("SELECT t.id, t.deadline FROM timer t JOIN handoff h ON h.id = t.subject_id WHERE t.subject = 'handoff' AND t.deadline IS NOT NULL ORDER BY t.id DESC LIMIT 1");
	let said = '';
	sql(`UPDATE timer SET deadline = deadline + INTERVAL 1 YEAR WHERE id = ${id}`);
	try { concord('check'); } catch (error) { said = error.message; }
	sql(`UPDATE timer SET deadline = '${deadline}' WHERE id = ${id}`);
	match(said, new RegExp(`clock ${id} is kept as \\w+, due .*, and reckons as`));
});
