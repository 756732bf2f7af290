// Who gets a lead: rules through the pages, who may change them, two who change them at once, pairs of accounts, what is moved from whoever left.
import { as, sql, unique } from '../lib/client.mjs';
import { makeDeal } from '../lib/deals.mjs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { makeCalendar } from '../lib/calendars.mjs';
import { act, handedOver, makeLead, recounted } from '../lib/leads.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, seller, sales, observer] = await Promise.all(['marketer', 'seller', 'sales', 'observer'].map(as));
const idOf = person => Number(sql(`SELECT id FROM person WHERE email = '${person.account.email}'`)[0][0]), nameOf = person => person.account.name;
const box = person => `member_${idOf(person)}`;
const ownerOf = id => Number(sql(`SELECT COALESCE(owner_id, 0) FROM handoff WHERE id = ${id}`)[0][0]);
const told = id => sql(`SELECT words FROM handoff_act WHERE handoff_id = ${id} AND act = 'assignment' ORDER BY id DESC LIMIT 1`)[0]?.[0] ?? '';
const rules = () => sql('SELECT id FROM assignment_rule ORDER BY position, id').flat().map(Number);
const clear = () => sql('DELETE FROM assignment_rule');
clear();
const left = [];
afterwards(() => {
	clear();
	sql(`UPDATE person SET out_until = NULL, deputy_id = NULL WHERE id = ${idOf(seller)}`);
});
function newcomer(team) {
	const name = unique('Odd Leaver'), id = Number(sql(`INSERT INTO person (email, name, team, created_at) VALUES ('${name.replace(/\W/g, '.')}@example.com', '${name}', '${team}', UTC_TIMESTAMP()) RETURNING id`)[0][0]);
	left.push(id);
	return { id, name };
}
const fair = unique('Assigned fair'), sourceId = () => sql(`SELECT id FROM source WHERE name = '${fair}'`)[0][0];
const handed = async (fields = {}) => (await handedOver({ lead: (await makeLead({ source: fair, ...fields })).id })).id;
const add = (person, fields) => person.fill('/leads/assignment/new', '/leads/assignment', fields);

test('without a rule a handoff waits in the shared queue, and the page says so to everybody', async () => {
	const id = await handed();
	equal([ownerOf(id), told(id)], [0, '']);
	for (const person of [marketer, seller, observer]) {
		const page = await person.get('/leads/assignment');
		equal(page.status, 200);
		match(page.page.main, /The account has an owner/);
		match(page.page.main, /This holds while there is no other rule/);
		equal(page.page.links.includes('/leads/assignment/new'), person === seller);
	}
});

test('Sales adds a rule of a source; the next lead goes to its seller, and its history says why', async () => {
	const added = await add(seller, { looks_at: 'source', source: sourceId(), [box(seller)]: true });
	equal([added.status, added.location], [303, '/leads/assignment']);
	equal(rules().length, 2, 'the owner of the account stands before it, as it did until then');
	match((await observer.get('/leads/assignment')).page.main, new RegExp(`2\\. Source: ${fair}[^]*Goes to ${nameOf(seller)}`));
	const id = await handed();
	equal(ownerOf(id), idOf(seller));
	const page = await seller.get(`/handoffs/${id}`);
	match(page.page.main, new RegExp(`Concord assigned it[^]*Given to ${nameOf(seller)}: source ${fair}\\.`));
	match(page.page.main, /Routing\s*(Less than a minute|No working time)/);
	match(page.page.main, /Seller’s time[^]*so far/);
	match((await seller.get('/leads/assignment')).page.main, /by these rules[^]*Given to/);
	equal(ownerOf(await handed({ source: unique('Elsewhere') })), 0);
});

test('several take turns; who is out today is stood in for', async () => {
	const [, rule] = rules(), path = `/leads/assignment/${rule}`;
	equal((await seller.fill(path, path, { [box(sales)]: true })).status, 303);
	const owners = [];
	for (let i = 0; i < 4; i++)
		owners.push(ownerOf(await handed()));
	equal(owners.filter(o => o === idOf(seller)).length, 2);
	equal(owners.filter(o => o === idOf(sales)).length, 2);
	sql(`UPDATE person SET out_until = UTC_DATE() + INTERVAL 1 DAY, deputy_id = ${idOf(sales)} WHERE id = ${idOf(seller)}`);
	match((await observer.get('/leads/assignment')).page.main, new RegExp(`${nameOf(seller)} is out today, ${nameOf(sales)} stands in`));
	const ids = [await handed(), await handed()];
	equal(ids.map(ownerOf), [idOf(sales), idOf(sales)]);
	ok(ids.some(id => told(id).includes(`for ${nameOf(seller)}, who is out today`)));
	sql(`UPDATE person SET out_until = NULL, deputy_id = NULL WHERE id = ${idOf(seller)}`);
});

test('rules move up and down and go', async () => {
	const [account, source] = rules(), page = await seller.get('/leads/assignment');
	equal((await seller.submit(page, `/leads/assignment/${source}/place`, {}, { button: 'direction=up' })).status, 303);
	equal(rules(), [source, account]);
	const stale = await seller.submit(page, `/leads/assignment/${account}/place`, {}, { button: 'direction=down' });
	equal(stale.status, 409);
	match(stale.page.main, new RegExp(`${nameOf(seller)} changed the rules meanwhile`));
	const form = await seller.get(`/leads/assignment/${account}`);
	equal((await seller.submit(form, `/leads/assignment/${account}/removal`)).status, 303);
	equal(rules(), [source]);
	equal((await seller.get(`/leads/assignment/${account}`)).status, 404);
});

test('of two who change the rules at once the second is told, and keeps what was chosen', async () => {
	const [rule] = rules(), path = `/leads/assignment/${rule}`, one = await seller.get(path), other = await sales.get(path);
	equal((await seller.submit(one, path, {})).status, 303);
	const refused = await sales.submit(other, path, { looks_at: 'any' });
	equal(refused.status, 409);
	match(refused.page.main, new RegExp(`${nameOf(seller)} changed the rules meanwhile`));
	equal(refused.page.form(path).value('looks_at'), 'any');
	equal((await sales.submit(refused, path, {})).status, 303, 'sent again on purpose');
	equal(sql(`SELECT kind FROM assignment_rule WHERE id = ${rule}`)[0][0], 'any');
});

test('what is missing in a rule is said at its field; nobody else may change one', async () => {
	for (const [fields, words] of [[{}, /Choose what the rule looks at/], [{ looks_at: 'persona' }, /Choose the persona[^]*Choose at least one person/], [{ looks_at: 'any' }, /Choose at least one person/]]) {
		const refused = await add(seller, fields);
		equal(refused.status, 422);
		match(refused.page.main, words);
	}
	const [rule] = rules();
	for (const person of [marketer, observer]) {
		equal((await person.get('/leads/assignment/new')).status, 403);
		equal((await person.get(`/leads/assignment/${rule}`)).status, 403);
		lacks((await person.get('/leads/assignment')).page.main, /Down|Change:/);
	}
	clear();
});

test('an account has a pair; its seller gets its leads', async () => {
	const lead = await makeLead({ source: fair }), account = sql(`SELECT account_id FROM lead_record WHERE id = ${lead.id}`)[0][0], path = `/leads/accounts/${account}/pair`;
	match((await marketer.get(`/leads/${lead.id}`)).page.main, /In Marketing\s*Nobody\s*In Sales\s*Nobody/);
	const late = await seller.get(path);
	equal((await marketer.fill(path, path, { marketer: String(idOf(marketer)), seller: String(idOf(seller)) })).status, 303);
	equal((await seller.submit(late, path, { seller: String(idOf(sales)) })).status, 409);
	match((await observer.get('/leads/assignment')).page.main, new RegExp(`${nameOf(marketer)}[^]*${nameOf(seller)}`));
	const { id } = await handedOver({ lead: lead.id });
	equal(ownerOf(id), idOf(seller));
	match(told(id), /owner of Zebra Works/);
	equal((await observer.get(path)).status, 403);
	equal((await marketer.get('/leads/accounts/999999999/pair')).status, 404);
});

test('what somebody who left had is listed, and moved in one act; the clocks run on', async () => {
	const gone = newcomer('sales'), path = `/leads/assignment/people/${gone.id}`, ids = [];
	for (let i = 0; i < 3; i++) {
		const lead = await makeLead({ source: fair });
		sql(`UPDATE lead_record SET owner_sales_id = ${gone.id} WHERE id = ${lead.id}`);
		ids.push((await handedOver({ lead: lead.id })).id);
	}
	sql(`UPDATE person SET disabled_at = UTC_TIMESTAMP() WHERE id = ${gone.id}`);
	equal(ids.map(ownerOf), [gone.id, gone.id, gone.id]);
	const clocks = sql(`SELECT id, started_at, deadline FROM timer WHERE subject_id IN (${ids}) AND subject = 'handoff' ORDER BY id`);
	match((await observer.get('/leads/assignment')).page.main, new RegExp(`${gone.name}\\s*Sales\\s*3 open handoffs and 3 leads`));
	lacks((await marketer.get(path)).page.main, /Move all/);
	const csrf = (await marketer.get('/leads/new')).page.form('/leads').value('csrf');
	equal((await marketer.post(path, { csrf, key: unique('key').replace(' ', ''), to: 'nobody' })).status, 403);
	equal((await seller.fill(path, path, {})).status, 422);
	const moved = await seller.fill(path, path, { to: String(idOf(sales)) });
	equal(moved.status, 303);
	match((await seller.follow(moved)).page.main, /Moved: 3 open handoffs and 3 leads\. Left: nothing\./);
	equal(ids.map(ownerOf), ids.map(() => idOf(sales)));
	match(told(ids[0]), new RegExp(`Given to ${nameOf(sales)}; ${gone.name} had it before\\.`));
	equal(sql(`SELECT id, started_at, deadline FROM timer WHERE subject_id IN (${ids}) AND subject = 'handoff' ORDER BY id`), clocks);
	lacks((await observer.get('/leads/assignment')).page.main, new RegExp(gone.name));
	equal(sql(`SELECT COUNT(*) FROM lead_edit e JOIN lead_record l ON l.id = e.lead_id WHERE e.field = 'owner_sales' AND l.owner_sales_id = ${idOf(sales)}`)[0][0], '3');
	match((await (await as('administrator')).get('/audit')).page.main, /Moved somebody’s leads to others/);
});

test('more than is moved at once: the page says how much that is, what stays, and to press again; open deals are listed with their way', async () => {
	const gone = newcomer('sales'), path = `/leads/assignment/people/${gone.id}`;
	sql(`INSERT INTO lead_record (name, company, origin, owner_sales_id, created_by, created_team, created_at) SELECT CONCAT('Crowd ', seq), 'Crowd', 'marketing', ${gone.id}, ${idOf(marketer)}, 'marketing', UTC_TIMESTAMP() FROM seq_1_to_4753`);
	const deal = await makeDeal(), [[owner]] = sql(`SELECT owner_id FROM deal WHERE id = ${deal.id}`);
	sql(`UPDATE deal SET owner_id = ${gone.id} WHERE id = ${deal.id}`);
	sql(`UPDATE person SET disabled_at = UTC_TIMESTAMP() WHERE id = ${gone.id}`);
	try {
		match((await observer.get('/leads/assignment')).page.main, new RegExp(`${gone.name}\\s*Sales\\s*4753 leads and 1 open deal`));
		const page = await seller.get(path);
		match(page.page.main, 'At most 250 open handoffs and 4750 leads and accounts are moved at once. What is left then, 3 leads, is moved by pressing again.');
		const some = await seller.follow(await seller.submit(page, path, { to: String(idOf(sales)) }, { button: 'Move as much as goes at once' }));
		match(some.page.main, /Moved: 4750 leads\. Left: 3 leads and 1 open deal\. Press again to move what is left\./);
		const all = await seller.follow(await seller.submit(some, path, { to: String(idOf(sales)) }, { button: 'Move all of it' }));
		match(all.page.main, /Moved: 3 leads\. Left: 1 open deal\. /);
		lacks(all.page.main, /Press again|Move all/);
		equal(sql(`SELECT COUNT(*) FROM lead_record WHERE company = 'Crowd' AND owner_sales_id = ${idOf(sales)}`)[0][0], '4753');
		const list = await seller.get(all.page.links.find(l => l.startsWith('/deals?')));
		ok(list.page.links.includes(`/deals/${deal.id}`), 'the deal is listed');
		equal(list.page.forms.find(f => f.has('owner')).value('owner'), String(gone.id), 'and whose they are');
	} finally {
		sql(`DELETE FROM lead_edit WHERE lead_id IN (SELECT id FROM lead_record WHERE company = 'Crowd')`);
		sql(`DELETE FROM lead_record WHERE company = 'Crowd'`);
		sql(`UPDATE deal SET owner_id = ${owner} WHERE id = ${deal.id}`);
	}
});

test('how long routing took stands apart from the seller’s time, in working time, whoever had it in between', async () => {
	await agreedAgreement({ calendar: await makeCalendar() });	// Berlin, 9 to 12 and 13 to 17
	const id = await handed(), at = (name, time) => `${name} = '2026-10-${time}:00'`;
	for (const to of [seller, sales])
		equal((await seller.fill(`/handoffs/${id}`, `/handoffs/${id}/assignment`, { seller: String(idOf(to)) })).status, 303);
	equal((await act(id, 'attempts', { result: 'no_answer' }, 'sales')).status, 200);
	const [[first, last]] = sql(`SELECT first_submitted_at, submitted_at FROM handoff WHERE id = ${id}`);
	// Monday 10:00 with nobody, 14:00 the first one, Tuesday 9:00 the second, who tries at 10:30; Berlin is two hours ahead.
	sql(`UPDATE handoff SET ${at('first_submitted_at', '05 08:00')}, ${at('submitted_at', '05 08:00')}, ${at('first_assigned_at', '05 12:00')}, ${at('assigned_at', '06 07:00')} WHERE id = ${id};
		UPDATE attempt SET ${at('happened_at', '06 08:30')} WHERE handoff_id = ${id}`);
	const { page } = await seller.get(`/handoffs/${id}`);
	match(page.main, /Routing\s*3 working hours\s+Seller/);
	match(page.main, /Seller’s time\s*4 working hours 30 minutes/);
	sql(`UPDATE attempt SET undone_at = UTC_TIMESTAMP() WHERE handoff_id = ${id}; UPDATE handoff SET attempts = 0, state = 'accepted', ${at('first_assigned_at', '05 15:00')} WHERE id = ${id}`);
	match((await seller.get(`/handoffs/${id}`)).page.main, /Routing\s*6 working hours/);
	// As the days have counted it.
	sql(`DELETE FROM attempt WHERE handoff_id = ${id}; UPDATE handoff SET first_submitted_at = '${first}', submitted_at = '${last}' WHERE id = ${id}`);
	recounted();
});
