// Leads on pages, as two people use them: adding, handing over, what comes back, and the queue with its four buttons.
import { agreedAgreement } from '../lib/agreement.mjs';
import { promisesOf } from '../lib/clocks.mjs';
import { api, as, people, sql, told, unique } from '../lib/client.mjs';
import { act, handedOver, handoffIn, mail, makeLead, met, recounted } from '../lib/leads.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, seller, observer] = await Promise.all(['marketer', 'seller', 'observer'].map(as));
const source = unique('Fair');
await agreedAgreement({ promises: [{ kind: 'decision', party: 'sales', open_minutes: 480, percent: 95, scope: { source } },
	{ kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95, scope: { source } }, { kind: 'quality', party: 'marketing', percent: 50 }] });
const typed = { answer_COMPANY_SIZE: '300', answer_COUNTRY: 'yes', answer_BUYERS_QUESTION: 'c0', evidence_BUYERS_QUESTION: 'Their mail', words: 'How much is a zebra?' };
const state = async id => (await api('seller').get(`/handoffs/${id}`)).json.state;
const idOf = answer => Number(answer.location?.match(/handoffs\/(\d+)/)?.[1]);

test('a lead is added; the same person again is shown first, and made when that is meant', async () => {
	const name = unique('Zoe Zebra'), email = mail(name);
	const refused = await marketer.fill('/leads/new', '/leads', { name, email: 'zoe@', company: 'Zebra & Sons' });
	equal(refused.status, 422);
	equal(refused.page.form('/leads').value('company'), 'Zebra & Sons');
	const made = await marketer.submit(refused, '/leads', { email });
	equal(made.status, 303, told(made));
	match((await marketer.follow(made)).page.main, name);
	const again = await marketer.fill('/leads/new', '/leads', { name: 'Z. Zebra', email: email.toUpperCase() });
	equal(again.status, 422);
	ok(again.page.links.includes(made.location.split('?')[0]), again.page.links.join());
	const second = await marketer.submit(again, '/leads');
	equal(second.status, 303, told(second));
	equal(sql(`SELECT COUNT(*) FROM lead_record WHERE email = '${email}'`)[0][0], '2');
});

test('ten people add the same person at one instant: one lead, and the others are shown it; a colleague is no duplicate', async () => {
	const name = unique('Racing Zebra'), email = mail(name), domain = email.split('@')[1], company = unique('Racing Works'), page = await marketer.get('/leads/new'), form = page.page.form('/leads');
	const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => marketer.post('/leads', { ...form.fields({ name: `${name} ${i}`, email, company }), key: unique('another-key').replace(' ', '-') })));
	equal(answers.map(a => a.status).sort(), [303, ...Array(9).fill(422)]);
	for (const a of answers.filter(a => a.status === 422))
		ok(a.page.links.includes(answers.find(x => x.status === 303).location.split('?')[0]), told(a));
	const colleague = unique('Colleague Okapi'), made = await marketer.fill('/leads/new', '/leads', { name: colleague, email: `okapi@${domain}`, company });
	equal(made.status, 303, told(made));
	const shown = await marketer.get(answers.find(a => a.status === 303).location);
	match(shown.page.main, `Also at ${company}`);
	match(shown.page.main, colleague);
});

test('the loop by two people: handed over, returned, handed over again, No answer, Spoke, qualified with one tap', async () => {
	const lead = await makeLead({ source }), path = `/leads/${lead.id}/handoffs`;
	const bare = await marketer.fill(path, path, {}, { button: 'Hand over to Sales' });
	equal(bare.status, 422);
	match(bare.page.problems.join(), 'People at the company');
	const made = await marketer.submit(bare, path, typed, { button: 'Hand over to Sales' }), id = idOf(made);
	equal(made.status, 303, told(made));
	let page = await seller.get(`/handoffs/${id}`);
	match(page.page.main, 'How much is a zebra?');
	match(page.page.main, /left/);
	ok(page.page.links.some(l => /^\/sla\/timers\/\d+$/.test(l)) && page.page.links.includes(`tel:+49301234567`), page.page.links.join());
	let answer = await seller.submit(page, `/handoffs/${id}/return`, { found: 'They are three.' });
	equal(answer.status, 422);
	equal(answer.page.form(`/handoffs/${id}/return`).value('found'), 'They are three.');
	answer = await seller.submit(answer, `/handoffs/${id}/return`, { cite_COMPANY_SIZE: true });
	equal([answer.status, await state(id)], [303, 'returned'], told(answer));
	match((await marketer.get(`/handoffs/${id}`)).page.main, 'They are three.');
	answer = await marketer.fill(`/handoffs/${id}/answer`, `/handoffs/${id}/answer`, { answer_COMPANY_SIZE: '301', text: 'Ask their mother company.' });
	equal([answer.status, await state(id)], [303, 'submitted'], told(answer));
	answer = await seller.fill(`/handoffs/${id}`, `/handoffs/${id}/attempts`, {}, { button: 'No answer' });
	equal([answer.status, await state(id)], [303, 'working'], told(answer));
	answer = await seller.fill(`/handoffs/${id}`, `/handoffs/${id}/attempts`, {}, { button: 'Spoke' });
	equal(answer.status, 303);
	page = await seller.get(`/handoffs/${id}`);
	answer = await seller.submit(page, `/handoffs/${id}/outcome`, { outcome: 'qualified' }, { button: 'quality=5' });
	equal([answer.status, await state(id)], [303, 'qualified'], told(answer));
	equal((await api('seller').get(`/handoffs/${id}`)).json.feedback.quality, 5);
	const { main } = (await observer.get(`/handoffs/${id}`)).page;
	for (const words of ['handed it over', 'returned it', 'handed it over again', 'logged an attempt', 'set its outcome', '5 of 5'])
		match(main, words);
	lacks(main, lead.email);
});

test('the definition changes while the form is open: the words stay, what is asked now is shown', async () => {
	const lead = await makeLead(), path = `/leads/${lead.id}/handoffs`, page = await marketer.get(path), fields = page.page.form(path).fields(typed, 'Hand over to Sales');
	const answer = await marketer.post(path, { ...fields, version: String(Number(fields.version) - 1) });
	equal(answer.status, 409);
	match(answer.page.main, 'The definition changed while you were writing');
	equal([answer.page.form(path).value('words'), answer.page.form(path).value('answer_COMPANY_SIZE')], [typed.words, '300']);
	equal((await marketer.submit(answer, path, {}, { button: 'Hand over to Sales' })).status, 303);
});

test('a draft is kept for its author alone, and is gone once the lead is handed over', async () => {
	const lead = await makeLead(), path = `/leads/${lead.id}/handoffs`, other = await as('marketing');
	equal((await marketer.fill(path, path, { words: 'Half a sent', answer_COUNTRY: 'no' }, { button: 'Keep as a draft' })).status, 303);
	const form = (await marketer.get(path)).page.form(path);
	equal([form.value('words'), form.value('answer_COUNTRY'), form.value('answer_COMPANY_SIZE')], ['Half a sent', 'no', '']);
	equal((await other.get(path)).page.form(path).value('words'), '');
	equal((await marketer.fill(path, path, typed, { button: 'Hand over to Sales' })).status, 303);
	equal(sql(`SELECT COUNT(*) FROM handoff_draft WHERE lead_id = ${lead.id}`)[0][0], '0');
	ok(idOf(await marketer.get(path)), 'an open handoff is shown instead of a form');
});

test('an address leads to its own mailbox alone, whatever it is made of', async () => {
	const email = `jo?bcc=evil%40evil.example&x=@${unique('zebra').replace(' ', '')}-example.com`, { id } = await makeLead({ email, source });
	const links = answer => answer.page.links.filter(l => l.startsWith('mailto:') && decodeURIComponent(l).includes(email.split('@')[1]));
	const [link] = links(await seller.get(`/leads/${id}`));
	equal([link.includes('?') || link.includes('&'), decodeURIComponent(link.slice('mailto:'.length))], [false, email]);
	await handedOver({ lead: id });
	equal(links(await seller.get(`/leads?view=open&text=${encodeURIComponent((await api('seller').get(`/leads/${id}`)).json.person)}`)), [link]);
});

test('two windows of one draft: the second sees the first was kept, and neither loses words; the table shows the draft', async () => {
	const lead = await makeLead(), path = `/leads/${lead.id}/handoffs`, first = await marketer.get(path), second = await marketer.get(path), keep = { button: 'Keep as a draft' };
	equal((await marketer.submit(first, path, { words: 'First window', situation: 'They move offices', answer_COUNTRY: 'no' }, keep)).status, 303);
	const late = await marketer.submit(second, path, { words: 'Second window' }, keep);
	equal(late.status, 409);
	match(late.page.main, 'You kept this draft in another window');
	equal(late.page.form(path).value('words'), 'Second window');
	equal((await marketer.get(path)).page.form(path).value('words'), 'First window');
	const table = await marketer.get('/leads/handoffs'), cell = `lead_${lead.id}_`, form = table.page.form('/leads/handoffs');
	match(table.page.main, 'Your draft, kept');
	equal([form.value(`${cell}words`), form.value(`${cell}answer_COUNTRY`)], ['First window', 'no']);
	const made = await marketer.submit(table, '/leads/handoffs', { [`${cell}go`]: true, [`${cell}answer_COMPANY_SIZE`]: '50', [`${cell}answer_COUNTRY`]: 'yes', [`${cell}answer_BUYERS_QUESTION`]: 'c0', [`${cell}evidence_BUYERS_QUESTION`]: 'Her mail' });
	equal(made.status, 303, made.page?.problems?.join());
	equal(sql(`SELECT words, situation FROM handoff WHERE lead_id = ${lead.id}`), [['First window', 'They move offices']]);
	equal((await marketer.submit(late, path, {}, keep)).status, 409, 'it was handed over since');
});

test('a draft that is too long to be kept says so, and stays on the form', async () => {
	const path = `/leads/${(await makeLead()).id}/handoffs`, words = 'ж'.repeat(11_000);
	const answer = await marketer.fill(path, path, { words }, { button: 'Keep as a draft' });
	equal([answer.status, answer.page.form(path).value('words')], [422, words]);
	match(answer.page.problems.join(), 'too long to be kept as a draft');
});

test('the queue: a button in the row logs, counts as acceptance, and is taken back', async () => {
	const { id } = await handedOver({ lead: (await makeLead({ source })).id });
	let page = await seller.get('/leads?view=open');
	match(page.page.main, /left/);
	while (!page.page.forms.some(f => f.action === `/handoffs/${id}/attempts`))
		page = await seller.get(page.page.links.find(l => l.includes('after=')));
	const answer = await seller.submit(page, `/handoffs/${id}/attempts`, {}, { button: 'result=voicemail' });
	equal([answer.status, await state(id)], [303, 'working'], told(answer));
	page = await seller.follow(answer);
	match(page.page.main, 'Voicemail');
	equal((await seller.submit(page, `/handoffs/${id}/undo`)).status, 303);
	equal(await state(id), 'submitted');
	const { key, ...undo } = page.page.form(`/handoffs/${id}/undo`).fields(), late = await seller.post(`/handoffs/${id}/undo`, { ...undo, key: `another-${key}` });
	equal(late.status, 409);
	equal((await (await as('sales')).get(`/leads?view=open&undo=${id}`)).page.forms.filter(f => f.action.endsWith('/undo')).length, 0);
});

test('named views, most urgent first, page by page without a row twice; all leads are found by a word', async () => {
	for (const view of ['mine', 'open', 'soon', 'unassigned', 'marketing', 'returned', 'all', 'leads'])
		equal((await observer.get(`/leads?view=${view}`)).status, 200, view);
	equal((await seller.get('/leads?view=moon')).status, 404);
	const { lead } = await handedOver(), { person } = (await api('seller').get(`/leads/${lead}`)).json;
	for (let i = 0; i < 52; i++)
		await handedOver();
	const seen = [];
	for (let path = '/leads?view=all'; path && seen.length < 500;) {
		const { page } = await seller.get(path);
		seen.push(...page.links.filter(l => /^\/handoffs\/\d+$/.test(l)));
		path = page.links.find(l => l.includes('after='));
	}
	ok(seen.length > 52);
	equal(new Set(seen).size, seen.length);
	const found = await seller.get(`/leads?view=leads&find=${encodeURIComponent(person)}`);
	ok(found.page.links.includes(`/leads/${lead}`));
});

test('somebody else was first: the page says who did what, and keeps what was typed', async () => {
	const { id } = await handedOver(), page = await seller.get(`/handoffs/${id}`);
	await act(id, 'acceptance', {}, 'sales');
	const stale = await seller.submit(page, `/handoffs/${id}/return`, { cite_COUNTRY: true, found: 'Nobody is there.' });
	equal(stale.status, 409);
	match(stale.page.main, /accepted it/);
	equal(stale.page.form(`/handoffs/${id}/return`).value('found'), 'Nobody is there.');
	equal((await seller.submit(stale, `/handoffs/${id}/return`)).status, 303);
	const gone = await seller.submit(page, `/handoffs/${id}/acceptance`);
	equal(gone.status, 409);
	match(gone.page.main, 'returned it');
});

test('every other act by its form: question, answer, appeal, settlement, withdrawal, assignment, recycling and back', async () => {
	const form = async (person, id, name, fields, options) => equal((await person.fill(`/handoffs/${id}`, `/handoffs/${id}/${name}`, fields, options)).status, 303, name);
	const { id } = await handedOver();
	await form(seller, id, 'question', { question: 'Which country?' });
	await form(marketer, id, 'answer', { inform: 'Iceland.' }, { button: 'Send the answer' });
	await form(seller, id, 'return', { reason: 'bad-data', found: 'Nobody.' });
	const page = await marketer.get(`/handoffs/${id}`), appeal = page.page.forms.find(f => f.has('appeal'));
	equal((await marketer.post(appeal.action, appeal.fields({ appeal: 'Somebody.' }, 'Appeal, once'))).status, 303);
	await form(seller, id, 'settlement', { settled: 'overturned', settling: 'Right.' });
	equal(await state(id), 'accepted');
	await form(seller, id, 'assignment', { seller: 'nobody' });
	const day = new Date(Date.now() + 9 * 86400_000).toISOString().slice(0, 10);
	await form(seller, id, 'outcome', { outcome: 'recycled', why: 'timing', return_on: day }, { button: 'Record without feedback' });
	const back = await seller.fill(`/handoffs/${id}`, `/handoffs/${id}/submission`);
	equal([back.status, await state(idOf(back))], [303, 'submitted'], told(back));
	await form(marketer, idOf(back), 'withdrawal');
	equal(await state(idOf(back)), 'withdrawn');
	equal(await state((await handoffIn('final')).id), 'returned');
	ok(Object.keys(await met()).length);
});

test('a lead is edited with its revision; the history names the field, not the words', async () => {
	const lead = await makeLead(), page = await marketer.get(`/leads/${lead.id}/edit`), other = await marketer.get(`/leads/${lead.id}/edit`);
	equal((await marketer.submit(page, `/leads/${lead.id}`, { job: 'Keeper of zebras' })).status, 303);
	match((await seller.get(`/leads/${lead.id}`)).page.main, 'changed job');
	const stale = await marketer.submit(other, `/leads/${lead.id}`, { job: 'Vet' });
	equal([stale.status, stale.page.form(`/leads/${lead.id}`).value('job')], [409, 'Vet']);
	equal((await marketer.submit(stale, `/leads/${lead.id}`)).status, 303);
});

test('what another system calls a lead leads to it', async () => {
	const ref = { system: 'hubspot', id: unique('h').replace(' ', '-') }, lead = await makeLead({ external_refs: [ref] });
	match((await seller.get(`/leads/by-ref/${ref.system}/${ref.id}`)).page.main, lead.person);
	equal((await seller.get('/leads/by-ref/hubspot/nobody')).status, 404);
});

test('an attempt of an hour ago, by its form: when it happened and when it was recorded both stand in the history', async () => {
	const { id } = await handedOver({ lead: (await makeLead({ source })).id }), path = `/handoffs/${id}`, action = `${path}/attempts`;
	sql(`UPDATE handoff SET submitted_at = submitted_at - INTERVAL 3 HOUR, first_submitted_at = first_submitted_at - INTERVAL 3 HOUR WHERE id = ${id}`);
	const page = await seller.get(path), form = page.page.forms.find(f => f.action === action && f.has('on_day'));
	const [day, time] = new Date(Date.parse(`${form.value('on_day')}T${form.value('at_time')}Z`) - 3600_000).toISOString().slice(0, 16).split('T');
	const send = typed => seller.post(action, form.fields(typed));
	for (const [typed, words] of [[{}, 'Choose what came of it'], [{ result: 'replied', at_time: '25:00' }, 'Write the time as 14:05'], [{ result: 'replied', on_day: '2020-01-01' }, 'before the lead was handed over'], [{ result: 'replied', on_day: '2099-01-01' }, 'in the future']]) {
		const refused = await send({ attempt_note: 'They rang us.', ...typed });
		equal(refused.status, 422, words);
		match(refused.page.problems.join(), words);
		equal(refused.page.forms.find(f => f.has('on_day')).value('attempt_note'), 'They rang us.');
	}
	const done = await seller.post(action, form.fields({ result: 'replied', channel: 'call', on_day: day, at_time: time, attempt_note: 'They rang us.' }));
	equal([done.status, await state(id)], [303, 'working'], told(done));
	equal(sql(`SELECT channel, result, TIMESTAMPDIFF(MINUTE, happened_at, recorded_at) BETWEEN 59 AND 62, note FROM attempt WHERE handoff_id = ${id}`), [['call', 'replied', '1', 'They rang us.']]);
	const { main } = (await marketer.get(path)).page;
	match(main, /recorded \d+ \w+ 20/);
	match(main, 'They rang us.');
});

test('people write minutes: an attempt in that of the handover counts as of the handover; one of the minute before is refused', async () => {
	const { id } = await handedOver({ lead: (await makeLead({ source })).id }), path = `/handoffs/${id}`, action = `${path}/attempts`;
	sql(`UPDATE handoff SET submitted_at = DATE_FORMAT(submitted_at - INTERVAL 2 HOUR, '%Y-%m-%d %H:%i:40'), first_submitted_at = submitted_at WHERE id = ${id}`);
	const [[handover]] = sql(`SELECT submitted_at FROM handoff WHERE id = ${id}`), form = (await seller.get(path)).page.forms.find(f => f.action === action && f.has('on_day'));
	const shift = Math.round((Date.parse(`${form.value('on_day')}T${form.value('at_time')}Z`) - Date.now()) / 900_000) * 900_000;	// the person's zone
	const send = seconds => { const [on_day, at] = new Date(Date.parse(`${handover.replace(' ', 'T')}Z`) + shift + seconds * 1000).toISOString().split('T'); return seller.post(action, form.fields({ result: 'voicemail', on_day, at_time: at.slice(0, 5) })); };
	const early = await send(-60);
	equal(early.status, 422);
	match(early.page.problems.join(), 'before the lead was handed over');
	const done = await send(0);
	equal([done.status, await state(id)], [303, 'working'], told(done));
	equal(sql(`SELECT happened_at FROM attempt WHERE handoff_id = ${id}`), [[handover]]);
});

test('what a feed measures: its last known time is shown, and past it a missed clock reads not measured, on the page, in the queue and to programs', async () => {
	const from = unique('Feed'), number = (await agreedAgreement({ promises: [{ kind: 'first_attempt', party: 'sales', open_minutes: 60, percent: 95, measured: 'feed', scope: { source: from } },
		{ kind: 'decision', party: 'sales', open_minutes: 480, percent: 95, scope: { source } }, { kind: 'quality', party: 'marketing', percent: 50 }] })).number;
	const { id } = await handedOver({ lead: (await makeLead({ source: from })).id }), timer = async () => (await api('seller').get(`/handoffs/${id}`)).json.timers.find(t => t.kind === 'first_attempt').state;
	sql(`UPDATE timer SET started_at = started_at - INTERVAL 2 DAY, deadline = UTC_TIMESTAMP() - INTERVAL 1 HOUR WHERE subject = 'handoff' AND subject_id = ${id}`);
	const known = async hours => { sql(`REPLACE INTO feed (name, known_up_to) VALUES ('attempts', UTC_TIMESTAMP() - INTERVAL ${hours} HOUR)`); return [(await seller.get(`/handoffs/${id}`)).page.main, await timer()]; };
	const [stale, told] = await known(3);
	match(stale, 'Attempts are known up to');
	match(stale, 'Not measured');
	equal(told, 'not_measured');
	const row = async () => (await seller.get(`/leads?view=open&source=${sql(`SELECT id FROM source WHERE name = '${from}'`)[0][0]}`)).text.split(`id="handoff-${id}"`)[1].split('</tr>')[0];
	const listed = await row();
	match(listed, 'Not measured');
	lacks(listed, 'Late');
	const [fresh, missed] = await known(0);
	match(fresh, 'Missed');
	equal(missed, 'missed');
	const late = await row();
	match(late, 'Late');
	lacks(late, 'Not measured');
	sql(`DELETE FROM promise_day WHERE promise_id IN (SELECT promise_id FROM timer WHERE subject = 'handoff' AND subject_id = ${id}); DELETE FROM timer_event WHERE timer_id IN (SELECT id FROM timer WHERE subject = 'handoff' AND subject_id = ${id}); UPDATE handoff SET due_timer_id = NULL WHERE id = ${id}; DELETE FROM timer WHERE subject = 'handoff' AND subject_id = ${id}; UPDATE feed SET known_up_to = NULL`);
	ok(number > 0);
});

test('with no agreement in force a handoff says that nothing is promised yet, and has no clock', async () => {
	const kept = sql('SELECT id, in_force_at FROM agreement WHERE in_force_at IS NOT NULL'), answers = await met(), lead = await makeLead({ source });
	let made;
	sql("UPDATE agreement SET in_force_at = '2099-01-01' WHERE in_force_at IS NOT NULL");
	try {
		made = await handedOver({ lead: lead.id, answers });
	} finally {
		for (const [id, at] of kept)
			sql(`UPDATE agreement SET in_force_at = '${at}' WHERE id = ${id}`);
	}
	equal([made.agreement_version, made.timers], [null, []]);
	const { main } = (await seller.get(`/handoffs/${made.id}`)).page;
	match(main, 'No promise yet: no agreement was in force when it was handed over, so no clock runs.');
	match((await seller.get(`/leads?view=open&order=newest&source=${sql(`SELECT id FROM source WHERE name = '${source}'`)[0][0]}`)).text.split(`id="handoff-${made.id}"`)[1].split('</tr>')[0], 'No promise yet');
});

test('behind a number that is no clock stand its handoffs, and nobody’s name', async () => {
	const from = unique('Behind'), { number } = await agreedAgreement({ promises: [{ kind: 'quality', party: 'marketing', percent: 50, scope: { source: from } }, { kind: 'volume', party: 'marketing', definition: 'marketing-qualified-lead', count: 3, pace: 'open', scope: { source: from } },
		{ kind: 'decision', party: 'sales', open_minutes: 480, percent: 95, scope: { source } }, { kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95, scope: { source } }] }), promises = promisesOf(number);
	const [good, bad] = [await handedOver({ lead: (await makeLead({ source: from })).id }), await handedOver({ lead: (await makeLead({ source: from })).id })];
	const standing = async words => {	// who is undecided counts, and is told beside the number
		match((await observer.get('/sla')).page.main, words ? `of 3, ${words}` : 'of 3');
		match((await observer.get(`/sla/promises/${promises.volume.id}`)).page.main, words ? `2 of 3, ${words}` : /2 of 3(?!,)/);
		return (await api('seller').get('/agreements/current/attainment')).json.parties.flatMap(p => p.promises).find(p => p.id === promises.volume.id);
	};
	let volume = await standing('2 undecided');
	equal([volume.numerator, volume.denominator, volume.pending], [2, 3, 2]);
	await act(good.id, 'acceptance');
	equal((await standing('1 undecided')).pending, 1);
	await act(bad.id, 'return', { criteria: ['COUNTRY'], found: 'Elsewhere.' });
	volume = await standing();
	equal([volume.numerator, volume.pending], [2, 0]);
	const seen = async (kind, query) => { const { page } = await observer.get(`/handoffs/promises/${promises[kind].id}${query}`); lacks(page.main, people.marketer.name); return page.links.filter(l => /^\/handoffs\/\d+$/.test(l)).map(l => Number(l.match(/\d+/)[0])); };
	equal([await seen('quality', '?counted=yes'), await seen('quality', '?counted=no'), await seen('quality', ''), await seen('volume', '')], [[good.id], [bad.id], [bad.id, good.id], [bad.id, good.id]]);
	equal(await seen('quality', '?month=2020-01'), []);
	for (const path of [`${promises.quality.id}?month=x`, promises.decision.id, 999999])
		equal((await observer.get(`/handoffs/promises/${path}`)).status, 404, String(path));
});

test('a must without the evidence it wants is handed over, and it is told what is missing: nobody knows, or nobody said where it can be seen', async () => {
	const from = unique('Without');
	await agreedAgreement({ promises: [{ kind: 'context', party: 'marketing', percent: 50, scope: { source: from } }, { kind: 'decision', party: 'sales', open_minutes: 480, percent: 95, scope: { source } },
		{ kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95, scope: { source } }] });
	const lead = async () => (await makeLead({ source: from })).id, form = (await marketer.get(`/leads/${await lead()}/handoffs`)).page.main;
	match(form, 'an answer without it does not count as known');
	for (const [answers, tag, evidence] of [[{}, 'Every must known', false], [{ BUYERS_QUESTION: { value: 'A price' } }, 'Evidence missing', true], [{ BUYERS_QUESTION: { unknown: true } }, 'Not every must known', false]]) {
		const { main } = (await seller.get(`/handoffs/${(await handedOver({ lead: await lead(), answers })).id}`)).page;
		match(main, tag);
		equal(main.includes('Its evidence is missing.'), evidence, tag);
	}
});

test('the second gate: asked by the definition in force, shown with its date, and overtaken by a new wording it keeps the words', async () => {
	const { id } = await handoffIn('working'), path = `/handoffs/${id}/sql`, page = await seller.get(path), form = page.page.form(path);
	const typed = { answer_NEED: 'Forty seats by spring', evidence_NEED: 'The call of Monday', answer_BUDGET: 'yes', answer_DECIDER: 'yes' };
	const bare = await seller.post(path, form.fields({ answer_NEED: 'Forty' }));
	equal([bare.status, bare.page.form(path).value('answer_NEED')], [422, 'Forty']);
	const moved = await seller.post(path, { ...form.fields(typed), version: String(Number(form.value('version')) + 1000) });
	equal([moved.status, moved.page.form(path).value('answer_NEED')], [409, 'Forty seats by spring']);
	match(moved.page.main, 'The definition changed while you were writing');
	equal((await seller.submit(moved, path)).status, 303);
	const { main } = (await marketer.get(`/handoffs/${id}`)).page;
	for (const words of ['What Sales found out', 'Forty seats by spring', 'The call of Monday', 'Second gate'])
		match(main, words);
	equal((await marketer.get(path)).status, 403);
});

test('feedback: a tap with the outcome or after it, with a word or without; a word needs its tap', async () => {
	const { id } = await handoffIn('accepted'), path = `/handoffs/${id}`, page = await seller.get(path);
	const lone = await seller.submit(page, `${path}/outcome`, { outcome: 'qualified', feedback_words: 'Just so.' }, { button: 'Record without feedback' });
	equal([lone.status, lone.page.form(`${path}/outcome`).value('feedback_words')], [422, 'Just so.']);
	match(lone.page.problems.join(), 'from 1');
	equal((await seller.submit(lone, `${path}/outcome`, {}, { button: 'quality=4' })).status, 303);
	match((await marketer.get(path)).page.main, '4 of 5. Just so.');
	const later = await handoffIn('disqualified'), at = `/handoffs/${later.id}`;
	equal((await seller.fill(at, `${at}/feedback`, {}, { button: 'quality=2' })).status, 303);
	match((await marketer.get(at)).page.main, '2 of 5');
});

test('twenty leads are handed over from one table; what is missing in one keeps every row, and one that somebody had first is told', async () => {
	const ids = [];
	while (ids.length < 20)
		ids.push((await makeLead({ source })).id);
	const path = '/leads/handoffs', page = await marketer.get(path), form = page.page.form(path), row = id => ({ [`lead_${id}_go`]: true, [`lead_${id}_answer_COMPANY_SIZE`]: '300', [`lead_${id}_answer_COUNTRY`]: 'yes', [`lead_${id}_answer_BUYERS_QUESTION`]: 'c0', [`lead_${id}_evidence_BUYERS_QUESTION`]: 'Their mail', [`lead_${id}_words`]: `Words of ${id}` });
	equal(form.value('rows').split('.').map(Number), [...ids].reverse());
	const all = Object.assign({}, ...ids.map(row)), [first, second] = ids, handed = () => Number(sql(`SELECT COUNT(*) FROM handoff WHERE lead_id IN (${ids.join()})`)[0][0]);
	equal((await marketer.submit(page, path)).status, 422, 'nothing ticked');
	const { [`lead_${first}_answer_COUNTRY`]: left, ...lacking } = all, refused = await marketer.submit(page, path, lacking);
	equal([refused.status, handed(), refused.page.form(path).value(`lead_${second}_words`), refused.page.form(path).value(`lead_${second}_answer_COUNTRY`), left], [422, 0, `Words of ${second}`, 'yes', 'yes']);
	match(refused.page.problems.join(), /^Zelda Zebra [^:]+: /);
	const moved = await marketer.post(path, { ...refused.page.form(path).fields(), version: '1' });
	equal([moved.status, handed(), moved.page.form(path).value(`lead_${second}_words`)], [409, 0, `Words of ${second}`]);
	const rival = await handedOver({ lead: second }), fields = moved.page.form(path).fields({ [`lead_${first}_answer_COUNTRY`]: 'unknown' }), sent = await Promise.all([1, 2, 3].map(() => marketer.post(path, fields)));
	equal([...new Set(sent.map(s => `${s.status} ${s.location}`))].length, 1, sent.map(s => s.status).join());
	const told = await marketer.follow(sent[0]);
	match(told.page.main, '19 of 20');
	match(told.page.main, 'Somebody handed it over before you.');
	ok(told.page.links.includes(`/handoffs/${rival.id}`));
	equal(handed(), 20);
	equal(sql(`SELECT SUM(all_known), SUM(all_met), SUM(words LIKE 'Words of %') FROM handoff WHERE lead_id IN (${ids.join()})`), [['19', '19', '19']]);
	lacks((await marketer.get(path)).text, `lead_${first}_go`);
	const more = (await makeLead({ source })).id, many = (await marketer.get(path)).page.form(path), read = rows => marketer.post(path, { ...many.fields(row(more)), rows });
	equal((await read(`${Array(20).fill(first).join('.')}.${more}`)).status, 422, 'twenty are read of a list, and no more');
	equal((await read(`${more}`)).status, 303);
	equal((await seller.get(path)).status, 403);
});

test('what a bound field answers is not asked, on the form and in the table', async () => {
	const known = api('marketer'), { json: term } = await known.get('/terms/marketing-qualified-lead');
	const etag = async () => (await known.get('/terms/marketing-qualified-lead')).headers.etag, set = async bindings => equal((await known.patch('/terms/marketing-qualified-lead', { bindings }, { 'if-match': await etag() })).status, 200);
	await set({ ...term.bindings, BUYERS_QUESTION: 'theme' });
	try {
		const asks = await makeLead(), says = await makeLead({ theme: 'A price' });
		const form = (await marketer.get(`/leads/${says.id}/handoffs`)).page, table = (await marketer.get('/leads/handoffs')).page.form('/leads/handoffs');
		equal([form.form(`/leads/${says.id}/handoffs`).has('answer_BUYERS_QUESTION'), (await marketer.get(`/leads/${asks.id}/handoffs`)).page.form(`/leads/${asks.id}/handoffs`).has('answer_BUYERS_QUESTION')], [false, true]);
		match(form.main, 'Known already');
		equal([table.has(`lead_${says.id}_answer_BUYERS_QUESTION`), table.has(`lead_${asks.id}_answer_BUYERS_QUESTION`)], [false, true]);
		const path = `/leads/${says.id}/handoffs`, made = await marketer.fill(path, path, { answer_COMPANY_SIZE: '300', answer_COUNTRY: 'yes' }, { button: 'Hand over to Sales' });
		equal(made.status, 303, told(made));
		equal((await api('seller').get(`/handoffs/${idOf(made)}`)).json.answers.BUYERS_QUESTION.value, 'A price');
	} finally {
		await set(term.bindings);
	}
});

test('two records of one person become one: handoffs and other names come along, the old address leads on', async () => {
	const ref = { system: 'hubspot', id: unique('h').replace(' ', '-') }, gone = await makeLead({ external_refs: [ref], job: 'Keeper of the herd' }), stays = await makeLead(), { id } = await handedOver({ lead: gone.id });
	const path = `/leads/${stays.id}/merger`, look = () => seller.get(`${path}?find=${encodeURIComponent(gone.person)}`), form = p => p.page.forms.find(f => f.action === path && f.method === 'POST');
	const pick = p => ({ other: form(p).controls.find(c => c.value.startsWith(`${gone.id}-`)).value }), send = (p, typed) => seller.post(path, { ...form(p).fields(), ...typed });
	const page = await look();
	equal([(await send(page, {})).status, (await send(page, { other: `${stays.id}-1` })).status], [422, 422], 'nobody, itself');
	equal((await api('marketer').patch(`/leads/${gone.id}`, { job: 'Vet' }, { 'if-match': '"r1"' })).status, 200);
	const stale = await send(page, pick(page));
	equal(stale.status, 409);
	match(stale.page.main, 'Somebody changed one of the two');
	const again = await look(), mine = await handedOver({ lead: stays.id }), both = await send(again, pick(again));
	equal(both.status, 409, told(both));
	match(both.page.main, 'Both have a handoff that is open');
	await act(mine.id, 'withdrawal');
	equal((await send(again, pick(again))).status, 303);
	for (const at of [`/leads/${gone.id}`, `/leads/by-ref/${ref.system}/${ref.id}`, `/handoffs/${id}`]) {
		const { main } = (await seller.get(at)).page;
		match(main, stays.person);
		match(main, 'made two records of this person one');
	}
	equal((await api('seller').get(`/handoffs/${id}`)).json.lead, stays.id);
	equal((await send(again, { ...pick(again), key: unique('another-key').replace(' ', '-') })).status, 409, 'it is gone');
	equal((await observer.get(path)).status, 403);
});

test('every act on a lead stands in the audit trail in words', async () => {
	const administrator = await as('administrator'), { id } = await handoffIn('appealed');
	await act(id, 'settlement', { result: 'overturned', text: 'Right.' });
	await act(id, 'outcome', { result: 'qualified' });
	const { main } = (await administrator.get('/audit')).page;
	for (const words of ['Added a lead', 'Handed a lead over', 'Returned a lead', 'Appealed against a return', 'Settled an appeal', 'Set the outcome of a lead'])
		match(main, words);
	const codes = sql("SELECT DISTINCT act FROM audit WHERE act LIKE 'lead.%' OR act LIKE 'handoff.%'").flat();
	ok(codes.length > 10);
	for (const group of ['lead', 'handoff']) {
		const page = (await administrator.get(`/audit?what=${group}`)).page.main;
		for (const code of codes)
			lacks(page, code, 'a code in place of words');
	}
});

test('several at once: what could be done is done, what could not says why', async () => {
	const [one, two, three] = [await handedOver(), await handedOver(), await handedOver()];
	const page = await seller.get('/leads?view=all'), tick = Object.fromEntries([one, two].map(h => [`handoff_${h.id}`, true]));
	await act(two.id, 'withdrawal');
	const refused = await seller.submit(page, '/handoffs', tick, { button: 'Return to Marketing: the ticked ones' });
	equal(refused.status, 422);
	match(refused.page.main, 'or a reason for the return');
	equal(await state(one.id), 'submitted');
	ok(refused.page.form('/handoffs').has(`handoff_${one.id}`), 'the list is there again');
	const again = await seller.get('/leads?view=all'), sent = await seller.submit(again, '/handoffs', { [`handoff_${one.id}`]: true }, { button: 'Accept the ticked ones' });
	equal(sent.status, 303, told(sent));
	await act(three.id, 'withdrawal');
	const both = await seller.submit(page, '/handoffs', tick, { button: 'Assign to this seller: the ticked ones' }), answer = await seller.follow(both);
	match(answer.page.main, '0 of 2');
	for (const words of ['withdrew it', 'Somebody changed it'])
		match(answer.page.main, words);
	match((await seller.follow(sent)).page.main, '1 of 1');
	equal([await state(one.id), await state(two.id)], ['accepted', 'withdrawn']);
	const stale = await seller.submit(await seller.get('/leads?view=all'), '/handoffs', {}, { button: 'Accept the ticked ones' });
	equal(stale.status, 422);
});

test('the search box finds leads by name, company and e-mail, and says how they stand', async () => {
	const lead = await makeLead(), found = async (words, who = observer) => (await who.get(`/search?q=${encodeURIComponent(words)}`)).page;
	for (const [words, who] of [[lead.person, observer], [lead.email, seller]]) {	// whom an observer sees masked they do not find by it
		const page = await found(words, who);
		ok(page.links.includes(`/leads/${lead.id}`), words);
		match(page.main, /Not handed over/);
	}
	match((await found('nosuchpersonanywhere')).main, 'Nothing found');
	const label = async who => (await who.get('/leads?view=leads')).text.match(/<label for="find">([^<]*)/)[1];	// nobody is told to try what cannot find
	equal([await label(seller), await label(marketer), await label(observer)], ['Name, company, email or phone', 'Name, company, email or phone', 'Name or company']);
});

afterwards(recounted);
