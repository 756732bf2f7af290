// Home: what waits for whom, and the way to everything.
import { readFileSync } from 'node:fs';
import { api, as, eventually, sql, state as folder, unique } from '../lib/client.mjs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { A, makeCalendar } from '../lib/calendars.mjs';
import { marksOf } from '../lib/clocks.mjs';
import { act, handedOver, makeLead } from '../lib/leads.mjs';
import { day, makeTask, person } from '../lib/meetings.mjs';
import { draft, makeTerm, object, proposed, sign } from '../lib/glossary.mjs';
import { all, words } from '../lib/html.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, seller, sales, observer] = await Promise.all(['marketer', 'marketing', 'seller', 'sales', 'observer'].map(as));
const went = answer => equal(answer.status, 303);
const home = async who => (await who.get('/')).page;
const rows = (page, title) => page.all(n => n.tag === 'section' && n.attributes['aria-labelledby'] === title).flatMap(s => all(s, 'li')).filter(n => /row-link/.test(n.attributes.class ?? ''));
const needs = page => rows(page, 'needs-title'), half = page => rows(page, 'signed-title').map(n => [all(n, 'a')[0].attributes.href, words(n)]);

test('home greets by name and offers what the person may do', async () => {
	for (const who of [marketer, marketing, seller, sales, observer]) {
		const page = await home(who);
		match(page.h1, who.account.name.split(' ')[0]);
		equal([page.links.includes('/leads/new'), page.links.includes('/leads/next')], [who.account.team === 'marketing', who.account.team === 'sales'], who.account.team);
		equal((await who.get('/glossary')).page.links.includes('/glossary/new'), who !== observer, who.account.team);
	}
});

// Home shows what waits longest first: other tests' leftovers would hide ours.
const given = [];
function clear() {
	sql(`UPDATE signature SET standing = NULL, cleared_at = UTC_TIMESTAMP() WHERE standing AND version_id IN (SELECT id FROM term_version WHERE state = 'in_review')`);
	sql("UPDATE sheet SET state = 'withdrawn' WHERE state = 'open'");
	sql("UPDATE term_version SET state = 'withdrawn' WHERE state IN ('draft', 'in_review')");
	sql("UPDATE signature SET standing = NULL, cleared_at = UTC_TIMESTAMP() WHERE standing AND agreement_id IN (SELECT id FROM agreement WHERE state = 'in_review')");
	sql("UPDATE agreement SET state = 'withdrawn' WHERE state IN ('draft', 'in_review')");
	sql("UPDATE amendment_signature SET standing = NULL, cleared_at = UTC_TIMESTAMP() WHERE standing AND amendment_id IN (SELECT id FROM amendment WHERE state = 'in_review')");
	sql("UPDATE amendment SET state = 'withdrawn' WHERE state IN ('draft', 'in_review')");
	sql('DELETE FROM handoff_draft');
	sql("UPDATE meeting_task SET revision = revision + 1, state = 'dropped', report = 'Out of a test', reported_at = UTC_TIMESTAMP(), reported_by = owner_id WHERE state = 'open'");
	sql("UPDATE meeting_task SET revision = revision + 1, confirmed_at = UTC_TIMESTAMP(), confirmed_by = owner_id WHERE state = 'done' AND confirmed_at IS NULL");
	// Somebody else's from here on, until the end: results go by whose they are.
	for (const [team, owner, key] of [['marketing', 'author_id', 'author_at'], ['sales', 'owner_id', 'owner_at']]) {
		const [[other]] = sql(`INSERT INTO person (email, name, team, created_at) VALUES ('${unique(team).replace(/\W/g, '.')}@example.com', 'Somebody Else', '${team}', UTC_TIMESTAMP()) RETURNING id`);
		for (const [id, was] of sql(`SELECT id, COALESCE(${owner}, 0) FROM handoff WHERE queue_at IS NOT NULL`))
			given.push(`UPDATE handoff SET ${owner} = NULLIF(${was}, 0), ${key} = CONCAT(LPAD(LOWER(HEX(${was})), 12, '0'), LPAD(LOWER(HEX(queue_at)), 16, '0')) WHERE id = ${id} AND ${owner} = ${other}`);
		sql(`UPDATE handoff SET ${owner} = ${other}, ${key} = CONCAT(LPAD(LOWER(HEX(${other})), 12, '0'), LPAD(LOWER(HEX(queue_at)), 16, '0')) WHERE queue_at IS NOT NULL`);
	}
}

test('a version to sign stands on the home of both signatories until each has signed', async () => {
	clear();
	const { name, slug, number } = await proposed(marketer, {}, { name: unique('Aardvark to sign') });
	for (const who of [marketing, sales])
		ok((await home(who)).links.some(l => l.startsWith(`/glossary/${slug}`)), `${who.account.team} is not told`);
	await sign(marketing, slug, number);
	ok(!needs(await home(marketing)).some(n => JSON.stringify(n.children, (k, v) => k === 'parent' ? undefined : v).includes(name)), 'who has signed is asked again');
	ok((await home(sales)).links.some(l => l.startsWith(`/glossary/${slug}`)));
	for (const who of [marketing, marketer]) {
		const [[href, said], ...others] = half(await home(who));
		equal([href, others], [`/glossary/${slug}#version-${number}`, []]);
		match(said, `${name}, version ${number}`);
		match(said, new RegExp(`${marketing.account.name} signed for Marketing on .* Awaiting Sales`));
	}
	equal([half(await home(sales)), half(await home(observer))], [[], []], 'it waits for them, or for nobody of theirs');
	await object(sales, slug, number, 'Ants are missing.');
	ok((await home(marketer)).links.some(l => l.startsWith(`/glossary/${slug}`)), 'the author is not told of the objection');
});

test('several versions on one charter sheet are one row, until each team has signed it', async () => {
	clear();
	const made = [await proposed(marketer), await proposed(marketer), await proposed(marketer)];
	const charter = await marketer.get('/charter');
	const ticks = Object.fromEntries(charter.page.form('/charter').controls.filter(c => c.type === 'checkbox').map(c => [c.name, true]));
	const sheet = (await marketer.submit(charter, '/charter', ticks)).location.split('?')[0];
	let page = await home(sales);
	equal(needs(page).map(n => words(all(n, 'a')[0])).filter(w => /as one sheet|^Sign/.test(w)), ['Sign 3 versions as one sheet']);
	ok(page.links.includes(sheet));
	match(page.main, made[2].name);
	match(page.main, 'One thing is waiting for you.');
	match((await home(seller)).main, 'Read 3 versions as one sheet');
	await marketing.fill(sheet, `${sheet}/signature`);
	match((await home(sales)).main, 'Marketing has signed.');
	const signed = await home(marketing);
	lacks(signed.main, 'as one sheet');
	equal(half(signed).length, 1, 'a sheet is one row');
	equal(half(signed)[0][0], sheet);
	match(half(signed)[0][1], 'One sheet: ');
});

test('five drafts are shown and all are counted; what came out of a file is one row', async () => {
	clear();
	const made = [];
	for (let i = 0; i < 7; i++)
		made.push(await makeTerm(seller));
	for (const { slug } of made)
		await draft(seller, slug);
	let page = await home(seller);
	match(page.main, '7 things are waiting for you.');
	equal(needs(page).filter(n => /^Finish your draft/.test(words(n))).length, 5);
	const rest = needs(page).map(n => all(n, 'a')[0]).find(a => words(a) === '7 drafts of yours');
	equal(rest.attributes.href, '/glossary?show=discussed');
	clear();
	const names = Array.from({ length: 8 }, () => unique('Out of a file'));
	const file = await api('seller').post('/terms/import?dry_run=false', `name,meaning\n${names.map(n => `${n},Words of ${n}`).join('\n')}\n`, { 'content-type': 'text/csv' });
	equal(file.json.created, 8);
	page = await home(seller);
	match(page.main, 'One thing is waiting for you.');
	match(page.main, '8 drafts of yours All of them came with a list.');
	lacks(page.main, 'Finish your draft');
	const slug = sql(`SELECT slug FROM term WHERE name = '${names[3]}'`)[0][0];
	equal((await seller.fill(`/glossary/${slug}/versions/1/edit`, `/glossary/${slug}/versions/1`, { meaning: 'Taken up by hand.' }, { button: 'step=save' })).status, 303);
	page = await home(seller);
	match(page.main, `Finish your draft: ${names[3]}`);
	match(page.main, '2 things are waiting for you.');
	match(page.main, '8 drafts of yours 7 of them came with a list.');
});

test('what waits is counted, whatever is shown of it', async () => {
	clear();
	for (let i = 0; i < 23; i++)
		await proposed(marketer);
	const page = await home(sales);
	match(page.main, '23 things are waiting for you.');
	match(page.main, '3 more to sign');
	equal(needs(page).filter(n => /^Sign for/.test(words(n))).length, 20);
});

test('what waits in leads stands on the home of whose turn it is, with the time left, until it is done', async () => {
	clear();
	const tags = (page, title) => needs(page).filter(n => words(all(n, 'a')[0]).startsWith(title)).map(n => words({ ...n, children: n.children.filter(c => !/need-acts/.test(c.attributes?.class ?? '')) }));
	await agreedAgreement({ calendar: await makeCalendar({}, A), promises: [{ kind: 'volume', definition: 'marketing-qualified-lead', count: 30, pace: 'open' },
		{ kind: 'first_attempt', open_minutes: 60, percent: 90 }, { kind: 'answer', business_days: 2, percent: 90 }, { kind: 'meeting', party: 'both' }] });
	const one = await makeLead(), { id } = await handedOver({ lead: one.id }), free = `Accept or return ${one.person}`;
	match(tags(await home(seller), free)[0], /Can you price 40 seats\? Handed over by .*\. Nobody has it yet\. (59 min|1 h) left$/);
	equal((await seller.get('/leads/next')).location.split('?')[0], `/handoffs/${id}`);
	equal((await marketer.get('/leads/next')).status, 403);
	equal((await act(id, 'question', { text: 'Which country?' })).status, 200);
	equal(tags(await home(seller), free), []);
	match(tags(await home(marketer), `Answer the question about ${one.person}`)[0], /Question to Marketing$/);
	lacks((await home(marketing)).main, one.person);
	await act(id, 'inform', { text: 'Iceland.' });
	await act(id, 'acceptance');
	match(tags(await home(seller), `Make the first attempt at ${one.person}`)[0], /(min|h) left$/);
	lacks((await home(sales)).main, one.person);
	await act(id, 'attempts', { result: 'no_answer' });
	lacks((await home(seller)).main, one.person);
	sql(`UPDATE handoff SET attempts_wanted = 1 WHERE id = ${id}`);	// they ran out: what came of it is next, and to recycle it is offered
	const out = await home(seller), row = needs(out).find(n => words(n).startsWith(`Say what came of ${one.person}`));
	match(words(row), /: the one attempt that was agreed is made/);
	equal(all(row, 'a').map(a => a.attributes.href), [`/handoffs/${id}`, `/handoffs/${id}#what-came-of-it`]);
	const ended = (await seller.get(`/handoffs/${id}`)).page;
	match(ended.main, 'Nobody was reached: the one attempt that was agreed is made. Recycle it to a day');
	equal(ended.form(`/handoffs/${id}/outcome`).value('outcome'), 'recycled');
	sql(`UPDATE handoff SET attempts_wanted = NULL WHERE id = ${id}`);
	await act(id, 'return', { criteria: ['COMPANY_SIZE'], found: 'Only three of them.' });
	match((await home(marketer)).main, `Answer the return of ${one.person}`);
	await act(id, 'appeal', { text: 'It does meet it.' });
	match(tags(await home(seller), `Settle the appeal about ${one.person}`)[0], /Appealed$/);
	lacks((await home(marketer)).main, one.person);
	lacks((await home(observer)).main, one.person);
});

test('what needs somebody can be done beside it: a try and its undo, an acceptance, an answer, a signature, a confirmation', async () => {
	clear();
	const { name, slug, number } = await proposed(marketer), one = await makeLead(), { id } = await handedOver({ lead: one.id });
	const state = () => sql(`SELECT state, attempts, COALESCE(owner_id, 0) FROM handoff WHERE id = ${id}`)[0];
	let page = await home(seller), answer;
	answer = await seller.submit(page, `/handoffs/${id}/attempts`, {}, { button: 'result=voicemail' });
	equal([answer.status, answer.location], [303, `/?undo=${id}`]);
	equal(state().slice(0, 2), ['working', '1']);
	const undone = await seller.follow(answer);
	equal(undone.headers.etag, undefined, 'what was just done is told for a while only');
	match(undone.page.main, `Logged for ${one.person}: Voicemail.`);
	equal((await seller.submit(undone, `/handoffs/${id}/undo`)).location, '/');
	equal(state(), ['submitted', '0', '0'], 'taken back, and nobody has it');
	match((await home(seller)).main, `Accept or return ${one.person}`);
	equal((await seller.submit(await home(seller), `/handoffs/${id}/acceptance`)).location, `/?undo=${id}`);
	equal(state()[0], 'accepted');
	equal((await seller.submit(page, `/handoffs/${id}/acceptance`)).status, 409, 'an older home');
	const other = await handedOver();
	await act(other.id, 'question', { text: 'Which country?' });
	page = await home(marketer);
	equal((await marketer.submit(page, `/handoffs/${other.id}/answer`, {}, { button: 'act=inform' })).status, 422, 'an empty answer is shown again on the lead');
	equal((await marketer.submit(page, `/handoffs/${other.id}/answer`, { inform: 'Iceland.' }, { button: 'act=inform' })).location.split('?')[0], '/');
	lacks((await home(marketer)).main, 'Answer the question');
	lacks((await home(seller)).text ?? (await seller.get('/')).text, 'Sign for Sales: ', 'who does not sign is offered no signature');
	page = await home(sales);
	const stale = await home(marketing);
	equal((await sales.submit(page, `/glossary/${slug}/versions/${number}/signature`)).status, 303);
	equal(sql(`SELECT COUNT(*) FROM signature s JOIN term_version v ON v.id = s.version_id JOIN term t ON t.id = v.term_id WHERE t.name = '${name}' AND s.standing`)[0], ['1']);
	await marketer.fill(`/glossary/${slug}/versions/${number}/edit`, `/glossary/${slug}/versions/${number}`, { meaning: 'Other words.' }, { button: 'step=save' });
	equal((await marketing.submit(stale, `/glossary/${slug}/versions/${number}/signature`)).status, 409, 'the words were others');
	await act(id, 'attempts', { result: 'no_answer' });
});

test('assignments to report on and to confirm wait for their people, the overdue ones first, and are counted', async () => {
	clear();
	const owner = person(seller.account.name), titles = page => needs(page).map(n => words(all(n, 'a')[0])).filter(w => /^(Report on it|Confirm|More assign|Sign for)/.test(w));
	lacks((await home(seller)).main, 'Report on it');
	const late = await makeTask({ owner }), calm = await makeTask({ owner, due: day(9) }), soon = await makeTask({ owner });
	const today = new Intl.DateTimeFormat('sv-SE', { timeZone: sql('SELECT time_zone FROM organisation')[0][0] }).format(new Date());
	sql(`UPDATE meeting_task SET due_on = CURRENT_DATE - INTERVAL 3 DAY, due_at = UTC_TIMESTAMP() - INTERVAL 3 DAY WHERE id = ${late.id}`);
	sql(`UPDATE meeting_task SET due_on = '${today}', due_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR WHERE id = ${soon.id}`);
	const term = await proposed(marketer);
	let page = await home(seller);
	equal(titles(page), [`Report on it: ${late.text}`, `Report on it: ${soon.text}`, `Report on it: ${calm.text}`]);
	const rows = needs(page).map(words), at = text => rows.findIndex(r => r.includes(text));
	ok(at(soon.text) < at(term.name) && at(term.name) < at(calm.text), rows.join('\n'));
	match(page.main, '4 things are waiting for you.');
	match(rows[at(late.text)], 'Overdue');
	match(rows[at(soon.text)], 'Due today');
	for (const other of [sales, observer])
		lacks((await home(other)).main, late.text);
	went(await seller.fill(`/assignments/${late.id}`, `/assignments/${late.id}/report`, { result: 'done', report: 'It is' }));
	lacks((await home(seller)).main, late.text);
	lacks((await home(sales)).main, late.text, 'the own team confirms nothing');
	lacks((await home(marketer)).main, late.text, 'who is no point person confirms nothing');
	const before = await home(marketing);
	page = await home(marketing);
	equal(titles(page).filter(w => w.startsWith('Confirm')), [`Confirm: ${late.text}`]);
	match(page.main, '2 things are waiting for you.');
	equal((await marketing.submit(page, `/assignments/${late.id}/confirmation`)).location, '/');
	match((await marketing.get(`/assignments/${late.id}`)).page.main, `Confirmed by ${marketing.account.name}`);
	lacks((await home(marketing)).main, late.text);
	equal((await marketing.submit(before, `/assignments/${late.id}/confirmation`)).status, 409, 'an older home');
	for (let i = 0; i < 7; i++)
		await makeTask({ owner, due: day(20) });
	page = await home(seller);
	equal(titles(page).filter(w => w.startsWith('Report')).length, 8);
	equal(titles(page).at(-1), 'More assignments');
	ok(page.links.includes('/assignments'));
	match(page.main, '10 things are waiting for you.');
	clear();
});

test('an administrator sees what the set-up lacks, nobody else does; wins name both sides', async () => {
	const administrator = await as('administrator'), lacking = ['Say who gets which leads'];
	const rules = sql('SELECT COUNT(*) FROM assignment_rule')[0][0] !== '0', page = await home(administrator);
	if (!rules)
		match(page.main, 'Still to set up');
	for (const title of lacking)
		(rules ? lacks : match)(page.main, title);
	lacks((await home(marketing)).main, 'Still to set up');
	const lead = await makeLead(), { id } = await handedOver({ lead: lead.id });
	await act(id, 'acceptance');
	await act(id, 'outcome', { result: 'qualified' });
	const name = unique('Zebra crossing'), deal = await api('seller').post(`/leads/${lead.id}/deals`, { name, amount: { minor: 2400000, currency: 'EUR' } });
	equal(deal.status, 201);
	lacks((await home(observer)).main, name);
	equal((await api('seller').post(`/deals/${deal.json.id}/events`, { kind: 'signed', at: new Date().toISOString() })).status < 300, true);
	for (const who of [observer, marketing])
		match((await home(who)).main, new RegExp(`Recent wins .*${name}.* Handed over by .*, won by .*\\. €24,000`));
});

test('home asks a handful of statements, and one when nothing has changed', async () => {
	const log = () => readFileSync(`${folder}/log/home.log`, 'utf8').split('\n').filter(l => l.includes(' GET / '));
	const asked = async what => {
		const before = log().length, each = () => log().slice(before).map(l => Number(l.match(/ statements (\d+)$/)[1]));
		for (let i = 0; i < 10; i++)
			await what();
		await eventually(() => each().length >= 10);
		return each().sort((a, b) => a - b)[2];		// a minute may turn meanwhile, or the background program work: then each worker learns anew
	};
	for (let i = 0; i < 80; i++)
		await (i % 2 ? seller : marketing).get('/');		// every worker has seen the content as it is
	const whole = await asked(() => seller.get('/'));
	const most = async who => 3 + (parseInt((await home(who)).main.match(/(\d+) things are waiting for you/)?.[1] ?? 0) > 50);	// other tests leave hundreds, which are not remembered
	ok(whole <= await most(seller), `${whole} statements, where the session, the leads and what waits besides take one each, and words and promises are remembered`);
	const pointed = await asked(() => marketing.get('/'));
	ok(pointed <= await most(marketing), `${pointed} statements for a point person`);
	const { etag } = (await seller.get('/')).headers, same = await asked(() => seller.get('/', { headers: { 'if-none-match': etag } }));
	equal(same, 1, 'for nothing new');
});

test('a lead whose form is kept is there to be finished', async () => {
	const lead = await makeLead();
	equal((await marketer.fill(`/leads/${lead.id}/handoffs`, `/leads/${lead.id}/handoffs`, { words: 'Half a sentence' }, { button: 'step=keep' })).status, 303);
	const page = await home(marketer);
	ok(page.links.includes(`/leads/${lead.id}/handoffs`), page.links.join());
	match(page.main, `Finish handing over ${lead.person}`);
});

test('this month’s promises of both sides stand on everybody’s home, as the agreement’s own page has them', async () => {
	// Handoffs of other tests count, too, where the same is promised.
	const { json } = await api('seller', 'read').get(`/agreements/current/attainment?month=${new Date().toISOString().slice(0, 7)}`);
	const of = kind => json.parties.flatMap(p => p.promises).find(p => p.kind === kind), volume = of('volume'), first = of('first_attempt');
	ok(volume.numerator >= 1 && first.denominator >= 1, JSON.stringify(json));
	for (const who of [observer, seller, marketing]) {
		const page = await home(who), cards = page.with('team-card');
		equal(cards.length, 2);
		match(words(cards[0]), new RegExp(`^Marketing promises .*30 marketing-qualified leads handed over each month.* ${volume.numerator} of 30, \\d+ working days? left`));
		match(words(cards[1]), new RegExp(`^Sales promises .*First attempt within 1 working hour of handoff, for 90 % of leads\\. ${first.percent} % ${first.numerator} of ${first.denominator}, promised are 90 %`));
		const { drawn } = marksOf(page.with('clock-marks')[0]), shown = first.denominator + first.pending;
		if (shown <= 120)
			equal(drawn, { met: first.numerator, late: first.denominator - first.numerator, running: first.pending, unknown: 0 });
		else
			equal(drawn.met + drawn.late + drawn.running, 120);
		ok(page.links.includes(`/sla/promises/${first.id}#cases`), page.links.join());
		match(page.main, 'Both teams The monthly meeting held. Not yet due');
		ok(page.links.includes('/sla'));
	}
});

test('the newly agreed stands under recently agreed', async () => {
	const { name, slug, number } = await proposed(marketer);
	await sign(marketing, slug, number);
	await sign(sales, slug, number);
	match((await home(observer)).main, name);
});

test('the side bar marks where one is and counts what waits', async () => {
	const page = (await marketing.get('/glossary')).page;
	const current = page.all(n => n.tag === 'a' && n.attributes['aria-current'] === 'page' && /nav/.test(n.parent?.parent?.attributes.class ?? ''));
	equal(current.map(n => n.attributes.href), ['/glossary']);
	const inside = (await marketing.get('/glossary/stages')).page.all(n => n.tag === 'a' && n.attributes['aria-current'] === 'true');
	ok(inside.some(n => n.attributes.href === '/glossary'), 'a page below');
});

test('every link of the home page and the glossary leads somewhere', async () => {
	const seen = new Set();
	for (const start of ['/', '/glossary', '/glossary?show=discussed', '/glossary?show=proposed', '/glossary?show=retired', '/glossary/stages', '/charter'])
		for (const link of (await marketing.get(start)).page.links)
			if (link.startsWith('/'))
				seen.add(link.split('#')[0]);
	for (const link of [...seen].slice(0, 150))
		ok([200, 303].includes((await marketing.get(link)).status), `${link} answered ${(await marketing.get(link)).status}`);
	ok(seen.size > 10, `${seen.size} links`);
});

test('the search box stands on every page and keeps the words', async () => {
	const page = (await seller.get('/search?q=zebra%20%26%20co')).page;
	equal(page.form('/search').value('q'), 'zebra & co');
	lacks((await seller.get('/glossary')).page.form('/search').value('q') ?? '', 'zebra');
});

afterwards(() => {
	for (given.reverse(); given.length;)
		sql(given.splice(0, 100).join(';'));
});
