// Leads on pages, as two people use them: adding, handing over, what comes back, and the queue with its four buttons.
import { agreedAgreement } from '../lib/agreement.mjs';
import { api, as, sql, told, unique } from '../lib/client.mjs';
import { act, handedOver, handoffIn, mail, makeLead, met } from '../lib/leads.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

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
