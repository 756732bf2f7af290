// The queue as sellers use it: filters in the address, saved views, several at once, the next lead, and what the side bar counts.
import { agreedAgreement } from '../lib/agreement.mjs';
import { api, as, sql, told, unique } from '../lib/client.mjs';
import { agreed } from '../lib/glossary.mjs';
import { act, handedOver, handoffIn, makeLead, recounted } from '../lib/leads.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, seller, sales, observer] = await Promise.all(['marketer', 'marketing', 'seller', 'sales', 'observer'].map(as));
const state = async id => (await api('seller').get(`/handoffs/${id}`)).json.state;
const rows = answer => answer.page.links.filter(l => /^\/handoffs\/\d+$/.test(l)).map(l => Number(l.split('/')[2]));
const address = query => `/leads?${new URLSearchParams(query)}`;
const idOf = person => sql(`SELECT id FROM person WHERE email = '${person.account.email}'`)[0][0];
const give = (id, person) => sql(`UPDATE handoff SET owner_id = ${person ? idOf(person) : 'NULL'}, owner_at = LOWER(CONCAT(LPAD(HEX(${person ? idOf(person) : 0}), 12, '0'), LPAD(HEX(queue_at), 16, '0'))) WHERE id = ${id}`);
const chips = answer => [...answer.page.main.matchAll(/Without the filter ([^×]*)/g)].map(m => m[1].trim());

// What this test looks at, apart from all that other tests left: leads of one source.
const fair = unique('Fair'), company = unique('Okapi_Works'), persona = (await agreed(marketer, marketing, sales, { meaning: 'Somebody who keeps zebras.' }, { kind: 'persona', name: unique('Zebra keeper') })).name;
await agreedAgreement({ promises: [{ kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95, scope: { source: fair } }] });
const made = [];
for (const fields of [{}, { persona }, { company }, {}])
	made.push(await handedOver({ lead: (await makeLead({ source: fair, ...fields })).id }));
const [plain, kept, asked, returned] = made;
give(kept.id, seller);
await act(asked.id, 'question', { text: 'Which country?' });
await act(returned.id, 'return', { criteria: [Object.keys(returned.answers)[0]], found: 'Three people.' });
const source = sql(`SELECT id FROM source WHERE name = '${fair}'`)[0][0];
const found = async (query, who = seller) => rows(await who.get(address(query))).sort((a, b) => a - b);

test('each filter stands in the address, together with a view, and is taken away by its chip', async () => {
	const [[personaId]] = sql(`SELECT id FROM term WHERE name = '${persona}'`);
	equal(await found({ view: 'open', source }), [plain.id, kept.id]);
	equal(await found({ view: 'open', source, owner: 'me' }), [kept.id]);
	equal(await found({ view: 'open', source, owner: 'me' }, sales), [], 'me is who reads');
	equal(await found({ view: 'open', source, owner: idOf(seller) }, observer), [kept.id]);
	equal(await found({ view: 'open', source, owner: 'nobody' }), [plain.id]);
	equal(await found({ view: 'open', persona: personaId }), [kept.id]);
	equal(await found({ view: 'mine', source }), [kept.id]);
	equal(await found({ view: 'marketing', source, state: 'returned' }), [returned.id]);
	equal(await found({ view: 'open', source, clock: 'paused' }), [asked.id]);
	equal(await found({ view: 'open', source, clock: 'paused', state: 'returned' }), []);
	equal(await found({ view: 'all', source, text: company.slice(2).toLowerCase() }), [asked.id]);
	equal(await found({ view: 'all', source, text: '%' }), []);
	equal(await found({ view: 'all', source }), [plain.id, kept.id, asked.id, returned.id]);
	equal(await found({ view: 'all', source, month: '2020-01' }), []);
	const page = await seller.get(address({ view: 'open', source, owner: 'me', text: 'zelda' }));
	equal(chips(page), ['Owner: Me', `Source: ${fair}`, '“zelda” in the name or company']);
	const without = page.page.links.find(l => l.startsWith('/leads?') && !l.includes('owner=') && l.includes('text=zelda'));
	equal(chips(await seller.get(without)), [`Source: ${fair}`, '“zelda” in the name or company']);
	ok(page.page.links.includes('/leads?view=open'), 'and all at once');
	for (const query of [{ view: 'moon' }, { view: 'open', state: 'sad' }, { view: 'open', clock: 'blue' }, { view: 'open', source: 'x' }, { view: 'all', month: '2026-13' }, { view: 'open', owner: '0' }, { saved: '999999999' }])
		equal((await seller.get(address(query))).status, 404, JSON.stringify(query));
});

test('clocks: late, under 75 minutes, due today, none', async () => {
	const due = async (id, seconds) => sql(`UPDATE handoff SET queue_at = (1 << 62) + ((UNIX_TIMESTAMP() + (${seconds}) - 1577836800) << 31) + id, owner_at = LOWER(CONCAT(LPAD(HEX(COALESCE(owner_id, 0)), 12, '0'), LPAD(HEX(queue_at), 16, '0'))) WHERE id = ${id}`);
	await due(plain.id, -60);
	await due(kept.id, 600);
	const of = clock => found({ view: 'open', source, clock });
	equal([await of('late'), await of('short'), await of('today'), await of('none')], [[plain.id], [kept.id], [kept.id], []]);
	equal(await found({ view: 'mine', source, clock: 'short' }), [kept.id]);
	await due(kept.id, 90 * 86400);
	equal([await of('short'), await of('today')], [[], []]);
	sql(`UPDATE handoff SET queue_at = queue_at | (1 << 61) WHERE id = ${plain.id}`);
	equal([await of('none'), await of('late')], [[plain.id], []]);
	match((await seller.get(address({ view: 'open', source, clock: 'late' }))).page.main, 'No lead matches these filters');
});

test('the form of filters works without a script: what is empty is left out of the address', async () => {
	const page = await seller.get(address({ view: 'open', source, filter: 'open' })), form = page.page.forms.find(f => f.has('persona'));
	equal([form.method, form.action, form.value('view'), form.value('source')], ['GET', '/leads', 'open', source]);
	const sent = await seller.get(address(form.fields({ owner: 'nobody', text: '' })));
	equal([sent.status, sent.location], [303, address({ view: 'open', owner: 'nobody', source })]);
	equal(rows(await seller.follow(sent)), [plain.id]);
	equal((await seller.get(address({ view: 'all', filter: 'open' }))).page.forms.some(f => f.has('month')), true);
	equal((await seller.get('/leads?view=open')).page.forms.some(f => f.has('persona')), false, 'read only when asked for');
});

test('an empty list says why, and what to do', async () => {
	for (const [who, view, words] of [[observer, 'mine', 'Nothing of yours waits'], [observer, 'returned', 'Nothing waits for Marketing']])
		match((await who.get(address({ view }))).page.main, words, view);
	match((await seller.get(address({ view: 'open', source, text: 'nobody at all' }))).page.main, /No lead matches these filters/);
	match((await observer.get('/leads?view=mine')).page.main, /The last lead was handed over on/);
});

test('a view is saved for oneself: others do not know of it; renamed and deleted with its revision', async () => {
	const name = unique('Zebras of mine'), page = await seller.get(address({ view: 'open', source, owner: 'me' }));
	equal((await seller.submit(page, '/leads/views', { view_name: ' ' })).status, 422);
	const made = await seller.submit(page, '/leads/views', { view_name: name }), again = await seller.submit(page, '/leads/views', { view_name: name });
	equal([made.status, again.location], [303, made.location], told(made));
	const id = made.location.match(/saved=(\d+)/)[1], shown = await seller.follow(made);
	match(shown.page.main, 'Saved as a view');
	equal([rows(shown), chips(shown)], [[kept.id], ['Owner: Me', `Source: ${fair}`]]);
	ok((await seller.get('/leads?view=all')).page.links.includes(`/leads?saved=${id}`));
	const taken = await seller.fill(address({ view: 'open', owner: 'me' }), '/leads/views', { view_name: name.toUpperCase() });
	equal(taken.status, 422);
	match(taken.page.problems.join(), 'of this name already');
	equal(taken.page.form('/leads/views').value('place'), 'view=open&owner=me');
	for (const path of [`/leads?saved=${id}`, `/leads/views/${id}`])
		equal((await sales.get(path)).status, 404, path);
	ok(!(await sales.get('/leads?view=all')).page.links.includes(`/leads?saved=${id}`));
	const form = await seller.get(`/leads/views/${id}`), stale = await seller.get(`/leads/views/${id}`);
	equal((await seller.submit(form, `/leads/views/${id}`, { view_name: `${name} too` })).status, 303);
	const late = await seller.submit(stale, `/leads/views/${id}`, { view_name: 'Other' });
	equal(late.status, 409);
	match(late.page.main, `${name} too`);
	equal((await seller.submit(stale, `/leads/views/${id}/removal`)).status, 409);
	const gone = await seller.fill(`/leads/views/${id}`, `/leads/views/${id}/removal`);
	equal(gone.status, 303);
	match((await seller.follow(gone)).page.main, 'The view is deleted');
	equal((await seller.get(`/leads?saved=${id}`)).status, 404);
});

test('a view of the team is the team’s: everybody in it sees it, each with their own leads, and may rename and delete it', async () => {
	const made = await seller.fill(address({ view: 'open', source, owner: 'me' }), '/leads/views', { view_name: unique('Ours'), shared: true }), id = made.location.match(/saved=(\d+)/)[1];
	const theirs = await sales.get(`/leads?saved=${id}`);
	equal([theirs.status, rows(theirs), rows(await seller.get(`/leads?saved=${id}`))], [200, [], [kept.id]]);
	for (const who of [marketer, observer])
		equal([(await who.get(`/leads?saved=${id}`)).status, (await who.get(`/leads/views/${id}`)).status], [404, 404]);
	equal((await sales.fill(`/leads/views/${id}`, `/leads/views/${id}`, { view_name: unique('Really ours') })).status, 303);
	equal((await sales.fill(`/leads/views/${id}`, `/leads/views/${id}/removal`)).status, 303);
	equal(sql(`SELECT act FROM audit WHERE subject = 'queue_view' AND subject_id = ${id} ORDER BY id`).flat(), ['queue_view.create', 'queue_view.edit', 'queue_view.remove']);
	equal((await observer.get(address({ view: 'open', source }))).page.form('/leads/views').has('shared'), false, 'an observer has no team to share with');
});

test('a button in a filtered list comes back to that list at the next row, and the undo to the row itself', async () => {
	const page = await seller.get(address({ view: 'all', source })), place = `view=all&source=${source}`, shown = rows(page), id = plain.id, next = shown[shown.indexOf(id) + 1];
	const answer = await seller.submit(page, `/handoffs/${id}/attempts`, {}, { button: 'result=no_answer' });
	equal(answer.location, `/leads?${place}&undo=${id}${next ? `#handoff-${next}` : ''}`);
	const list = await seller.get(answer.location.split('#')[0]);
	match(list.page.main, 'No answer');
	const undone = await seller.submit(list, `/handoffs/${id}/undo`);
	equal([undone.status, undone.location], [303, `/leads?${place}#handoff-${id}`], told(undone));
	equal(await state(id), 'submitted');
	const saved = (await seller.fill(address({ view: 'open', source }), '/leads/views', { view_name: unique('Place') })).location.match(/saved=\d+/)[0];
	const back = await seller.submit(await seller.get(`/leads?${saved}`), `/handoffs/${id}/attempts`, {}, { button: 'result=mailed' });
	match(back.location, `/leads?${saved}&undo=${id}`);
});

test('undo after half a minute is refused with a sentence, and the banner is gone', async () => {
	const { id } = await handedOver(), done = await seller.fill(`/handoffs/${id}`, `/handoffs/${id}/attempts`, {}, { button: 'Voicemail' });
	const page = await seller.get(`/handoffs/${id}?undo=${id}`);
	equal(done.status, 303);
	sql(`UPDATE handoff_act SET recorded_at = recorded_at - INTERVAL 31 SECOND WHERE handoff_id = ${id}`);
	const late = await seller.submit(page, `/handoffs/${id}/undo`);
	equal([late.status, await state(id)], [409, 'working']);
	match(late.page.main, '30 seconds have passed');
	lacks((await seller.get(`/handoffs/${id}?undo=${id}`)).page.main, 'Undo');
});

test('Next lead goes through one’s own and the unassigned, most urgent first, and passes over what was just tried', async () => {
	const person = unique('next').replace(' ', ''), to = async () => (await seller.get('/leads/next')).location;
	sql(`UPDATE handoff SET last_attempt_at = UTC_TIMESTAMP() WHERE queue_at >= 1 << 62 AND (owner_id IS NULL OR owner_id = ${idOf(seller)})`);
	match((await seller.follow(await seller.get('/leads/next'))).page.main, 'Nothing else waits for you now');
	const [one, two] = [await handedOver({ lead: (await makeLead({ person })).id }), await handedOver({ lead: (await makeLead({ person: `${person} B` })).id })];
	const first = await to(), id = Number(first.split('/')[2]);
	ok([one.id, two.id].includes(id), first);
	const other = id === one.id ? two.id : one.id;
	let answer = await seller.fill(first, `/handoffs/${id}/attempts`, {}, { button: 'No answer' });
	equal(answer.location, `/handoffs/${other}?undo=${id}`, 'one tap leads on');
	const page = await seller.follow(answer);
	match(page.page.main, 'Logged for');
	ok(page.page.forms.some(f => f.action === `/handoffs/${id}/undo`), 'the one before can be taken back from here');
	answer = await seller.submit(page, `/handoffs/${other}/attempts`, {}, { button: 'Spoke' });
	equal(answer.location, `/leads?view=mine&undo=${other}&done=none`, 'not back to the one that was just tried');
	equal((await marketer.get('/leads/next')).status, 403);
});

test('several at once: accepted, assigned, returned by criteria or reason; each that fails is told of, and nothing is done twice', async () => {
	const [one, two, three] = [await handedOver(), await handedOver(), await handedOver()], code = Object.keys(one.answers)[0];
	const list = () => seller.get('/leads?view=all'), tick = (...of) => Object.fromEntries(of.map(h => [`handoff_${h.id}`, true]));
	const page = await list();
	await act(two.id, 'acceptance', {}, 'sales');
	const accepted = await seller.submit(page, '/handoffs', tick(one, two), { button: 'Accept the ticked ones' }), shown = await seller.follow(accepted);
	equal(accepted.status, 303, told(accepted));
	match(shown.page.main, '1 of 2 accepted');
	match(shown.page.main, /accepted it/);
	ok(shown.page.links.includes('/leads?view=all'), 'back to where one was');
	equal((await seller.submit(page, '/handoffs', tick(one, two), { button: 'Accept the ticked ones' })).location, accepted.location, 'sent twice, done once');
	equal(sql(`SELECT COUNT(*) FROM handoff_act WHERE act = 'acceptance' AND handoff_id IN (${one.id}, ${two.id})`)[0][0], '2');
	const assigned = await seller.submit(await list(), '/handoffs', { ...tick(one, two, three), seller: idOf(sales) }, { button: 'Assign to this seller: the ticked ones' });
	match((await seller.follow(assigned)).page.main, '3 of 3 assigned');
	equal(sql(`SELECT DISTINCT owner_id FROM handoff WHERE id IN (${one.id}, ${two.id}, ${three.id})`).flat(), [idOf(sales)]);
	// A return says the same as on the page of one: a criterion or a reason, and what was found. Nothing is lost where it lacks.
	const lacking = await seller.submit(await list(), '/handoffs', { ...tick(one, three), found: 'They are three.' }, { button: 'Return to Marketing: the ticked ones' });
	equal([lacking.status, await state(one.id)], [422, 'accepted']);
	const form = lacking.page.form('/handoffs');
	equal([form.value('found'), form.value('from'), form.value(`handoff_${three.id}`) !== ''], ['They are three.', 'view=all', true]);
	const other = sql(`SELECT MIN(v.id) FROM term_version v JOIN handoff h ON h.term_version_id <> v.id WHERE h.id = ${three.id}`)[0][0];
	const [[own]] = sql(`SELECT term_version_id FROM handoff WHERE id = ${three.id}`);
	sql(`UPDATE handoff SET term_version_id = ${other} WHERE id = ${three.id}`);
	const sent = await seller.submit(lacking, '/handoffs', { ...tick(one, three), [`cite_${code}`]: true }, { button: 'Return to Marketing: the ticked ones' }), told_of = await seller.follow(sent);
	equal([sent.status, await state(one.id), await state(three.id)], [303, 'returned', 'submitted'], told(sent));
	match(told_of.page.main, '1 of 2 returned');
	match(told_of.page.main, 'another version of the definition');
	sql(`UPDATE handoff SET term_version_id = ${own} WHERE id = ${three.id}`);
	equal(sql(`SELECT c.code FROM handoff_cited c JOIN handoff_act a ON a.id = c.act_id WHERE a.handoff_id = ${one.id}`).flat(), [code]);
	const reasoned = await seller.submit(await list(), '/handoffs', { ...tick(two, three), reason: 'bad-data', found: 'Nobody is there.' }, { button: 'Return to Marketing: the ticked ones' });
	match((await seller.follow(reasoned)).page.main, '2 of 2 returned');
	equal((await observer.get('/handoffs?act=return&done=1')).status, 403);
});

test('the side bar counts what waits for one’s team, and turns hot while a clock runs out', async () => {
	const waiting = team => Number(sql(`SELECT leads_waiting FROM shell_count WHERE team = '${team}'`)[0][0]);
	const [before, theirs] = [waiting('sales'), waiting('marketing')], { id } = await handoffIn('submitted');
	equal(waiting('sales'), Math.min(100, before + 1));
	const count = async who => (await who.get('/leads')).text.match(/<span class="count( hot)?">(\d+\+?)<span class="sr"> (wait for \w+)/)?.slice(1);
	equal((await count(seller)).slice(1), [before + 1 >= 100 ? '99+' : String(before + 1), 'wait for Sales']);
	equal(await count(observer), undefined);
	await act(id, 'question', { text: 'Which?' });
	equal(waiting('marketing'), Math.min(100, theirs + 1));
	await act(id, 'inform', { text: 'Iceland.' });
	sql(`UPDATE handoff SET queue_at = (1 << 62) + ((UNIX_TIMESTAMP() + 3600 - 1577836800) << 31) + id WHERE id = ${id}`);
	equal((await count(seller))[0], ' hot');
	sql(`UPDATE handoff SET queue_at = (1 << 62) + ((UNIX_TIMESTAMP() + 9000000 - 1577836800) << 31) + id WHERE id = ${id}`);
});

test('a page of the queue asks the database as often for fifty rows as for one', async () => {
	const asked = async path => {
		const counts = [];
		for (let i = 0; i < 5; i++) {
			const before = Number(sql("SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'")[0][1]);
			ok((await seller.get(path)).status < 400, path);
			counts.push(Number(sql("SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'")[0][1]) - before);
		}
		return Math.min(...counts);	// others are at work, too; each calendar of the rows is read once
	};
	for (let i = rows(await seller.get('/leads?view=open')).length; i < 50; i++)
		await handedOver();
	const [whole, few] = [await asked('/leads?view=open'), await asked(address({ view: 'open', source }))];
	equal(rows(await seller.get('/leads?view=open')).length, 50);
	const [[calendars]] = sql('SELECT COUNT(DISTINCT calendar_version_id) FROM (SELECT calendar_version_id FROM handoff WHERE queue_at >= 1 << 62 ORDER BY queue_at LIMIT 50) x');
	ok(whole <= 14 + 2 * calendars, `${whole} statements, ${calendars} calendars`);
	ok(few <= whole + 4, `${few} with a filter, ${whole} without`);
	ok(await asked('/leads/next') <= 6);
});

test('the order is chosen, paged and kept; views say how many they hold', async () => {
	const own = unique('Order'), ids = [];
	for (let n = 0; n < 3; n++)
		ids.push((await handedOver({ lead: (await makeLead({ source: own })).id })).id);
	const mine = Number(sql(`SELECT id FROM source WHERE name = '${own}'`)[0][0]), shown = async order => rows(await seller.get(address({ source: mine, view: 'open', order }))).map(Number);
	equal(await shown('newest'), [...ids].reverse());
	equal(await shown('oldest'), ids);
	equal((await seller.get('/leads?view=open&order=odd')).status, 404);
	const page = (await seller.get(address({ source: mine, view: 'open', order: 'newest' }))).page;
	match(page.main, 'Order: Newest first');
	const [[open]] = sql('SELECT LEAST(COUNT(*), 100) FROM handoff WHERE queue_at >= 1 << 62');
	match(page.main, new RegExp(`All open ${open === '100' ? '99\\+' : open}`));
});

test('who is late is not told by name to the other team or to observers', async () => {
	const { id } = await handedOver({ lead: (await makeLead({ source: fair })).id }), by = marketer.account.name, by_whom = seller.account.name;
	give(id, seller);
	const row = async (who, query) => (await who.get(address({ source, view: 'open', ...query }))).text.split(`id="handoff-${id}"`)[1]?.split('</tr>')[0];
	const late = seconds => sql(`UPDATE handoff h JOIN timer t ON t.id = h.due_timer_id SET t.deadline = UTC_TIMESTAMP() - INTERVAL ${seconds} SECOND, h.queue_at = (h.queue_at & (1 << 62)) + ((UNIX_TIMESTAMP() - ${seconds} - 1577836800) << 31) + h.id WHERE h.id = ${id}`);
	const named = async (who, query = {}) => { const text = await row(who, query); return text && [text.includes(`By ${by}`), text.includes(`for ${by_whom}`)]; };
	equal([await named(marketer), await named(observer, { owner: idOf(seller) })], [[true, true], [true, true]]);
	late(600);
	equal([await named(seller), await named(marketer), await named(marketer, { clock: 'late' }), await named(observer)], [[true, true], [true, false], [true, false], [true, false]]);
	equal([await named(seller, { owner: idOf(seller) }), await named(marketer, { owner: idOf(seller) }), await named(observer, { owner: idOf(seller), view: 'all' })], [[true, true], undefined, undefined]);
	const clocks = `(SELECT id FROM timer WHERE subject = 'handoff' AND subject_id = ${id})`;	// such a deadline is nobody's
	sql(`UPDATE promise_day d JOIN timer t ON t.id IN ${clocks} AND t.state = 'missed' AND d.promise_id = t.promise_id AND d.slot = t.id % 8 AND d.day = DATE(IF(d.basis = 'period', t.deadline, t.started_at)) SET d.denominator = d.denominator - 1; DELETE FROM timer_event WHERE timer_id IN ${clocks}; DELETE FROM digest_line WHERE subject_id IN ${clocks}; UPDATE handoff SET due_timer_id = NULL WHERE id = ${id}; DELETE FROM timer WHERE subject = 'handoff' AND subject_id = ${id}`);
});

afterwards(recounted);
