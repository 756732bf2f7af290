// Deals as programs and people see them: with and without leads, every event, what closes one, what is taken back and what is refused.
import { agreed } from '../lib/glossary.mjs';
import { api, as, concord, sleep, sql, told, unique } from '../lib/client.mjs';
import { dealThat, happens, makeDeal } from '../lib/deals.mjs';
import { handedOver, handoffIn, makeLead, met } from '../lib/leads.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const seller = api('seller'), observer = api('observer', 'read');
const [person, other, watcher] = await Promise.all(['seller', 'sales', 'observer'].map(as));
const EUR = minor => ({ amount: { minor, currency: 'EUR' } });
const read = async id => (await seller.get(`/deals/${id}`)).json;
const day = days => new Date(Date.now() + days * 86400_000).toISOString();

test('a deal of leads has one it comes from, with its handoff; one without names the company', async () => {
	const handoff = await handoffIn('qualified'), second = await makeLead();
	const deal = await makeDeal({ leads: [handoff.lead, second.id], ...EUR(1200050) });
	equal([deal.state, deal.origin, deal.handoff, deal.amount, deal.leads], ['open', 'marketing', handoff.id, { minor: 1200050, currency: 'EUR' }, [{ id: handoff.lead, primary: true }, { id: second.id, primary: false }]]);
	const bare = await makeDeal({ account: 'Zebra & Sons', origin: 'partner' });
	equal([bare.account.name, bare.origin, bare.leads, bare.amount], ['Zebra & Sons', 'partner', [], null]);
	equal((await makeDeal({ account: bare.account.id, origin: 'partner' })).account, bare.account);
	const of = await seller.post(`/leads/${second.id}/deals`, { name: 'Ten more', ...EUR(5) });
	equal([of.status, of.json.leads, of.location], [201, [{ id: second.id, primary: true }], `/api/v1/deals/${of.json.id}`], of.text);
	const list = await observer.get('/deals?state=open&limit=1');
	equal([list.status, list.json.items.length, list.json.items[0].id], [200, 1, of.json.id]);
	ok((await observer.get(`/deals?state=open&limit=1&cursor=${list.json.next}`)).json.items[0].id < of.json.id);
	equal((await observer.get('/deals?state=moon')).status, 400);
	equal((await observer.get('/deals?limit=0')).status, 400);
	equal((await observer.get('/deals?cursor=moon')).status, 400);
});

test('what is missing or wrong is named by its pointer', async () => {
	const answer = await seller.post('/deals', { amount: { minor: 1.5, currency: 'EUR' }, leads: [0], origin: 'moon', colour: 'red' });
	equal(answer.status, 422);
	for (const pointer of ['/name', '/amount', '/leads/0', '/origin', '/colour'])
		match(answer.text, `"${pointer}"`);
	const { id } = await makeDeal();
	for (const [body, pointer] of [[{ kind: 'signed' }, '/at'], [{ kind: 'won', at: day(0) }, '/kind'], [{ kind: 'signed', at: day(1) }, '/at'], [{ kind: 'signed', at: day(-1) }, '/at'],
		[{ kind: 'signed', at: day(0), amount: { minor: -1, currency: 'EUR' } }, '/amount'], [{ kind: 'signed', at: day(0), amount: { minor: 1, currency: 'euro' } }, '/amount'],
		[{ kind: 'signed', at: day(0), amount: { minor: 1, currency: 'EUR', more: 1 } }, '/amount/more'], [{ kind: 'stage', at: day(0) }, '/stage'],
		[{ kind: 'stage', at: day(0), stage: 'Dreams' }, '/stage'], [{ kind: 'lost', at: day(0) }, '/reason'], [{ kind: 'lost', at: day(0), reason: 'no-need' }, '/reason']]) {
		const refused = await seller.post(`/deals/${id}/events`, body);
		equal(refused.status, 422, JSON.stringify(body));
		match(refused.text, `"${pointer}"`);
	}
	equal((await read(id)).events.length, 1);
	equal((await seller.post('/deals/999999999/events', { kind: 'signed', at: day(0) })).status, 404);
	equal((await seller.post('/leads/999999999/deals', { name: 'x' })).status, 404);
	equal((await api('marketer').post('/deals', { name: 'x' })).status, 403);
});

test('the loop by program: a stage, signed, a wrong invoice taken back, paid in two currencies; each once by its key', async () => {
	const { id } = await makeDeal(EUR(1200000));
	equal((await happens(id, 'stage', { stage: 'Opportunity' })).json.stage, 'Opportunity');
	equal((await happens(id, 'signed')).json.events.at(-1).amount, { minor: 1200000, currency: 'EUR' }, 'what it is worth');
	const key = unique('key').replace(' ', '-').padEnd(24, 'x'), body = { kind: 'invoiced', at: new Date().toISOString(), ...EUR(600000) };
	const twice = await Promise.all([0, 1].map(() => seller.post(`/deals/${id}/events`, body, { 'idempotency-key': key })));
	equal(twice.map(a => a.status), [201, 201]);
	let deal = await read(id);
	equal(deal.events.map(e => e.kind), ['opened', 'stage', 'signed', 'invoiced']);
	const wrong = deal.events.at(-1).id;
	equal((await happens(id, 'reversed', { reverses: wrong })).status, 422, 'without a reason');
	equal((await happens(id, 'reversed', { reverses: wrong, words: 'Half of it', ...EUR(1) })).status, 422, 'another amount');
	deal = (await happens(id, 'reversed', { reverses: wrong, reason: 'It was the wrong deal' })).json;
	equal([deal.invoiced_at, deal.events.at(-1).reverses, deal.events.at(-1).amount, deal.events.find(e => e.id === wrong).reversed_by], [null, wrong, { minor: 600000, currency: 'EUR' }, deal.events.at(-1).id]);
	equal((await happens(id, 'reversed', { reverses: wrong, words: 'Again' })).status, 422);
	await happens(id, 'paid', EUR(300000));
	deal = (await happens(id, 'paid', { amount: { minor: 5000, currency: 'JPY' } })).json;
	equal([deal.state, deal.amount, Boolean(deal.paid_at && deal.won_at)], ['won', { minor: 1200000, currency: 'EUR' }, true]);
	const lost = await happens(id, 'lost', { reason: 'other-reason', words: 'x' });
	equal(lost.status, 409);
	match(lost.text, /recorded a payment .*Take that back first/);
	equal((await happens(id, 'signed')).status, 409);
	equal((await happens(id, 'paid', { revision: 1 })).status, 409);
});

test('a move back needs its reason, from a program and on the page', async () => {
	const { id } = await makeDeal(), stages = async () => { const { stage, events } = await read(id); return [stage, events.length]; };
	equal([(await happens(id, 'stage', { stage: 'opportunity' })).status, (await happens(id, 'stage', { stage: 'customer' })).status], [201, 201], 'forwards needs none');
	const bare = await happens(id, 'stage', { stage: 'opportunity' });
	equal(bare.status, 422, bare.text);
	match(bare.text, '"/words"');
	match(bare.text, 'Say why it moves back to Opportunity');
	equal(await stages(), ['Customer', 3]);
	const back = await happens(id, 'stage', { stage: 'opportunity', words: 'Their budget is gone' });
	equal([back.status, back.json.stage, back.json.events.at(-1).words], [201, 'Opportunity', 'Their budget is gone'], back.text);
	equal((await happens(id, 'stage', { stage: 'customer' })).status, 201);
	const refused = await record(id, 'stage', { stage: 'opportunity' });
	equal(refused.status, 422);
	match(refused.page.problems.join(), 'Say why it moves back to Opportunity');
	equal([formOf(refused, 'stage').value('stage_stage'), await stages()], ['opportunity', ['Customer', 5]], 'what was chosen stays, and nothing moved');
	const moved = await record(id, 'stage', { stage: 'opportunity', words: 'They reorganise' }, person, refused);
	equal([moved.status, await stages()], [303, ['Opportunity', 6]], told(moved));
	match((await watcher.get(`/deals/${id}`)).page.main, 'They reorganise');
});

test('lost with its reason, opened again; the day of the opening is corrected while nothing else has happened', async () => {
	const deal = await dealThat(['lost']);
	equal([deal.state, deal.lost_reason], ['lost', 'Other reason']);
	equal((await happens(deal.id, 'paid')).status, 409);
	equal((await happens(deal.id, 'opened')).json.state, 'open');
	const { id } = await makeDeal(), earlier = day(-40);
	equal((await happens(id, 'opened', { at: earlier })).json.opened_at.slice(0, 19), earlier.slice(0, 19));
	equal((await happens(id, 'signed', { at: day(-20) })).status, 201);
	equal((await happens(id, 'opened', { at: day(-50) })).status, 409);
});

test('what closes a deal is what both teams agreed when it happened', async () => {
	const before = await dealThat(['signed']);
	equal(before.state, 'won');
	await agreed(await as('marketer'), await as('marketing'), await as('sales'), { meaning: 'Money that came in.', metric_measure: 'paid', metric_counts_by: 'the day it is paid', metric_closed_event: 'paid' }, { kind: 'metric' });
	await sleep(1100);	// the second in which it came into force is still the old one's
	equal((await read(before.id)).state, 'won', 'nothing is rewritten');
	const deal = await dealThat(['signed', 'invoiced']);
	equal([deal.state, deal.won_at], ['open', null]);
	match((await watcher.get(`/deals/${deal.id}`)).page.main, 'counts as won once it is paid');
	equal((await happens(deal.id, 'paid')).json.state, 'won');
	await agreed(await as('marketer'), await as('marketing'), await as('sales'), { meaning: 'Both have signed.', metric_measure: 'signed', metric_counts_by: 'the day it is signed', metric_closed_event: 'signed' }, { kind: 'metric' });
	await sleep(1100);
	equal((await read(deal.id)).state, 'won');
});

// ---- Pages ----

const open = async (typed, lead) => person.fill(lead ? `/deals/new?lead=${lead}` : '/deals/new', '/deals', { name: unique('Thirty seats'), ...(lead ? {} : { account: unique('Zebra Works'), origin: 'sales' }), ...typed });
const formOf = (page, kind) => page.page.forms.find(f => f.has('happened') && f.value('happened') === kind);
async function record(id, kind, typed = {}, who = person, page) {
	const form = formOf(page ?? await who.get(`/deals/${id}`), kind);
	ok(form, `no form for ${kind}`);
	return who.post(form.action, form.fields(Object.fromEntries(Object.entries(typed).map(([name, value]) => [`${kind}_${name}`, value]))));
}

test('a lead that is qualified leads to its deal, which stands on the page of the lead; a colleague is part of it', async () => {
	const handoff = await handoffIn('qualified'), lead = await seller.get(`/leads/${handoff.lead}`);
	ok((await person.get(`/handoffs/${handoff.id}`)).page.links.includes(`/deals/new?lead=${handoff.lead}`));
	ok(!(await watcher.get(`/handoffs/${handoff.id}`)).page.links.some(l => l.startsWith('/deals/new')));
	const friend = (await api('marketer').post('/leads', { person: 'Okapi Friend', company: lead.json.company, email: `okapi@${lead.json.email.split('@')[1]}`, origin: 'marketing' })).json;
	const made = await open({ amount: '12,000.50', [`other_${friend.id}`]: true }, handoff.lead);
	equal(made.status, 303, told(made));
	const id = Number(made.location.match(/\d+/)[0]), deal = await read(id);
	equal([deal.leads, deal.amount, deal.handoff], [[{ id: handoff.lead, primary: true }, { id: friend.id, primary: false }], { minor: 1200050, currency: 'EUR' }, handoff.id]);
	const page = await person.get(`/leads/${handoff.lead}`);
	ok(page.page.links.includes(`/deals/${id}`));
	match(page.page.main, '€12,000.50');
	equal((await person.get('/deals/new?lead=999999999')).status, 404);
});

test('refused: every problem at its field, with what was typed; an amount that reads two ways is asked about', async () => {
	const bare = await person.fill('/deals/new', '/deals', { name: ' ', amount: '12.000' });
	equal(bare.status, 422);
	match(bare.page.problems.join(), 'can be read in two ways');
	match(bare.page.problems.join(), 'Give the deal a name');
	match(bare.page.problems.join(), 'Give the company');
	equal(bare.page.form('/deals').value('amount'), '12.000');
	const { id } = await makeDeal(EUR(100));
	for (const [kind, typed, words] of [['signed', { amount: '1,2', words: 'Kept' }, 'two ways'], ['signed', { day: '2099-01-01' }, 'in the future'], ['signed', { day: '2001-01-01' }, 'before the deal was opened'],
		['signed', { day: '' }, 'Give the day'], ['lost', {}, 'Choose why'], ['lost', { why: 'other-reason' }, 'Say in a sentence'], ['stage', {}, 'Choose the stage']]) {
		const answer = await record(id, kind, typed);
		equal(answer.status, 422, words);
		match(answer.page.problems.join(), words);
		if (typed.words)
			equal(formOf(answer, kind).value('signed_words'), 'Kept');
	}
	equal((await person.post(`/deals/${id}/events`, { csrf: (await person.get('/deals/new')).page.form('/deals').value('csrf'), key: unique('k').replace(' ', '-'), happened: 'moon' })).status, 422);
	equal((await read(id)).events.length, 1);
});

test('the loop on the page: moved, signed, undone within half a minute, signed again, paid, taken back with its reason', async () => {
	const made = await open({ amount: '900' }), id = Number(made.location.match(/\d+/)[0]);
	equal((await record(id, 'stage', { stage: 'opportunity' })).status, 303);
	let answer = await record(id, 'signed', { amount: '800' });
	equal([answer.status, (await read(id)).state], [303, 'won'], told(answer));
	let page = await person.follow(answer);
	match(page.page.main, '€800');
	equal((await other.get(`/deals/${id}`)).page.forms.filter(f => f.action.endsWith('/undo')).length, 0);
	equal((await person.submit(page, `/deals/${id}/undo`)).status, 303);
	equal([(await read(id)).state, (await read(id)).amount.minor], ['open', 90000]);
	const { key, ...again } = page.page.form(`/deals/${id}/undo`).fields();
	equal((await person.post(`/deals/${id}/undo`, { ...again, key: `another-${key}` })).status, 409);
	await record(id, 'signed');
	answer = await record(id, 'paid', { amount: '1,800', currency: 'JPY', words: 'First half' });
	equal(answer.status, 303, told(answer));
	page = await watcher.get(`/deals/${id}`);
	match(page.page.main, 'JPY 1,800');
	match(page.page.main, 'First half');
	lacks(page.text, '/events"');
	page = await person.get(`/deals/${id}`);
	const which = formOf(page, 'reversed').controls.find(c => c.name === 'reversed_which').options[1];
	equal((await record(id, 'reversed', { which })).status, 422);
	answer = await record(id, 'reversed', { which, words: 'They did not sign after all' });
	equal([answer.status, (await read(id)).signed_at], [303, null], told(answer));
	match((await watcher.get(`/deals/${id}`)).page.main, 'They did not sign after all');
});

test('two sellers at once: the second is told who did what, and keeps the words', async () => {
	const { id } = await makeDeal(EUR(100)), page = await other.get(`/deals/${id}`), mine = await person.get(`/deals/${id}`);
	await happens(id, 'stage', { stage: 'opportunity' });
	let answer = await record(id, 'signed', { words: 'I have the paper' }, other, page);
	equal(answer.status, 409);
	match(answer.page.problems.join(), 'moved it on');
	equal(formOf(answer, 'signed').value('signed_words'), 'I have the paper');
	equal((await record(id, 'signed', { words: 'I have the paper' }, other, answer)).status, 303);
	answer = await record(id, 'lost', { words: 'They are gone', why: 'other-reason' }, person, mine);
	equal(answer.status, 409);
	match(answer.page.main, 'recorded the signature');
	match(answer.page.main, 'They are gone');
});

test('company and leads of a deal can be changed: which it comes from, others, one more by address; what it counts for moves along', async () => {
	const [one, two, far] = [await makeLead(), await makeLead(), await makeLead()], handed = await handedOver({ lead: two.id });
	const { id } = await makeDeal({ leads: [one.id] }), path = `/deals/${id}`, look = async () => (await api('seller').get(path)).json;
	const company = unique('Quokka Works');
	const first = await person.fill(`${path}/edit`, path, { account: company, add: two.email });
	equal(first.status, 303, told(first));
	let deal = await look();
	equal([deal.account.name, deal.leads.map(l => [l.id, l.primary]), deal.handoff], [company, [[one.id, true], [two.id, false]], null]);
	equal((await person.fill(`${path}/edit`, path, { primary: String(two.id) })).status, 303);
	deal = await look();
	equal([deal.leads.map(l => [l.id, l.primary]), deal.handoff], [[[two.id, true], [one.id, false]], handed.id]);
	const page = await person.get(`${path}/edit`), fields = page.page.form(path).fields({ add: `http://localhost/leads/${far.id}` });
	delete fields[`lead_${one.id}`];
	equal((await person.post(path, fields)).status, 303);
	deal = await look();
	equal(deal.leads.map(l => [l.id, l.primary]), [[two.id, true], [far.id, false]]);
	const stale = await person.post(path, { ...fields, key: undefined, revision: 1 });
	equal(stale.status, 409);
	for (const [typed, words] of [[{ add: 'nobody@nowhere.example' }, /No lead is known/], [{ add: '999999999' }, /No lead is known/]]) {
		const refused = await person.fill(`${path}/edit`, path, typed);
		equal(refused.status, 422);
		match(refused.page.problems.join(' '), words);
	}
	const without = (await person.get(`${path}/edit`)).page.form(path).fields({ primary: String(two.id) });
	delete without[`lead_${two.id}`];
	const refused = await person.post(path, without);
	equal(refused.status, 422);
	match(refused.page.problems.join(' '), /one of the leads that are part of it/);
	const alone = (await person.get(`${path}/edit`)).page.form(path).fields({ account: '' });
	delete alone[`lead_${two.id}`], delete alone[`lead_${far.id}`], delete alone.primary;
	equal((await person.post(path, alone)).status, 422, 'neither company nor lead');
	equal((await watcher.get(`${path}/edit`)).status, 403);
	match(concord('check'), /invariants hold/);
});

test('a deal is edited by its revision; the list shows open, won and lost ones, of a seller, page by page', async () => {
	const { id, name } = await makeDeal(EUR(100)), path = `/deals/${id}`, page = await person.get(`${path}/edit`);
	const edited = await person.submit(page, path, { name: `${name} and ten`, seller: 'nobody' });
	equal(edited.status, 303, told(edited));
	equal([(await read(id)).name, (await read(id)).owner], [`${name} and ten`, null]);
	const form = page.page.form(path), stale = await other.post(path, { ...(await other.get(`${path}/edit`)).page.form(path).fields({ name: 'Mine' }), revision: form.value('revision') });
	equal([stale.status, stale.page.form(path).value('name')], [409, 'Mine']);
	equal((await person.submit(await person.get(`${path}/edit`), path, { name: ' ' })).status, 422);
	const won = await dealThat(['paid']), lost = await dealThat(['lost']), find = async show => (await watcher.get(`/deals?show=${show}`)).page.links;
	ok((await find('open')).includes(path) && !(await find('won')).includes(path));
	ok((await find('won')).includes(`/deals/${won.id}`) && (await find('lost')).includes(`/deals/${lost.id}`) && (await find('all')).includes(path));
	ok(!(await person.get('/deals?show=open&owner=me')).page.links.includes(path), 'it is nobody’s now');
	for (let i = 0; i < 51; i++)
		sql(`INSERT INTO deal (name, origin, opened_at, created_by, created_team, created_at) SELECT 'Row', 'sales', UTC_TIMESTAMP(), id, 'sales', UTC_TIMESTAMP() FROM person WHERE team = 'sales' LIMIT 1`);
	const first = await watcher.get('/deals?show=open'), next = first.page.links.find(l => l.includes('after='));
	ok(next && !(await watcher.get(next)).page.links.some(l => /^\/deals\/\d+$/.test(l) && first.page.links.includes(l)));
	sql("DELETE FROM deal WHERE name = 'Row'");
	match((await watcher.get('/deals?show=won&owner=999999999')).page.main, 'This seller has none of these');
	// The older a deal is, the later it was won, or lost: the list goes by that day, over its pages.
	for (const [show, at] of [['won', 'won_at'], ['lost', 'lost_at']]) {
		sql(`INSERT INTO deal (name, origin, opened_at, ${at}, created_by, created_team, created_at) SELECT 'Row', 'sales', '2026-01-01', UTC_TIMESTAMP() + INTERVAL 1 HOUR - INTERVAL seq MINUTE, p.id, 'sales', UTC_TIMESTAMP() FROM (SELECT MIN(id) AS id FROM person WHERE team = 'sales') p JOIN seq_1_to_60 ORDER BY seq`);
		const wanted = sql(`SELECT id FROM deal WHERE state = '${show}' ORDER BY ${at} DESC, id DESC LIMIT 60`).map(r => `/deals/${r[0]}`), deals = page => page.links.filter(l => /^\/deals\/\d+$/.test(l));
		const begun = (await watcher.get(`/deals?show=${show}`)).page, on = (await watcher.get(begun.links.find(l => l.includes('after=')))).page;
		equal([...deals(begun), ...deals(on)].slice(0, 60), wanted, show);
		for (const at of ['moon', '-5', '9223372036854775807', '253402300799'])
			equal((await watcher.get(`/deals?show=${show}&after=7&at=${at}`)).status, 200, at);
	}
	sql("DELETE FROM deal WHERE name = 'Row'");
});

test('a new deal is in the currency of the plan, or else of the newest deal', async () => {
	const chosen = async () => (await person.get('/deals/new')).page.form('/deals').value('currency');
	sql('CREATE TABLE plan_aside LIKE sales_plan; INSERT INTO plan_aside SELECT * FROM sales_plan; DELETE FROM sales_plan');
	try {
		await makeDeal({ amount: { minor: 5, currency: 'GBP' } });
		await makeDeal();
		equal(await chosen(), 'GBP');
		await makeDeal(EUR(5));
		equal(await chosen(), 'EUR');
		sql("INSERT INTO sales_plan (id, period, currency, goal, deal, share, qualified, opportunity, customer, edited_by, edited_at) SELECT 1, 'quarter', 'USD', 1000000, 10000, 500, 500, 500, 500, MIN(id), UTC_TIMESTAMP() FROM person");
		equal(await chosen(), 'USD');
	} finally {
		sql('DELETE FROM sales_plan; INSERT INTO sales_plan SELECT * FROM plan_aside; DROP TABLE plan_aside');
	}
});

test('an outcome is taken back within half a minute, feedback and all; not once the lead is handed over again', async () => {
	const handoff = await handoffIn('accepted'), path = `/handoffs/${handoff.id}`, state = async () => (await seller.get(path)).json;
	let answer = await person.submit(await person.get(path), `${path}/outcome`, { outcome: 'qualified' }, { button: 'quality=4' });
	equal([answer.status, (await state()).state], [303, 'qualified'], told(answer));
	const page = await person.follow(answer);
	match(page.page.main, 'qualified');
	equal((await person.submit(page, `${path}/undo`)).status, 303);
	equal([(await state()).state, (await state()).outcome, (await state()).feedback], ['accepted', null, null]);
	answer = await person.submit(await person.get(path), `${path}/outcome`, { outcome: 'qualified' }, { button: 'Record without feedback' });
	const again = await person.follow(answer);
	equal((await api('marketer').post(`/leads/${handoff.lead}/handoffs`, { answers: await met() })).status, 201);
	equal((await person.submit(again, `${path}/undo`)).status, 409);
	equal((await state()).state, 'qualified');
});

test('nothing was lost on the way: each deal is what its events come to', () => { match(concord('check'), 'deals, results and invariants hold'); });
