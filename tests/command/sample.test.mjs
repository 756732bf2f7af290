// The whole sample organisation as people and programs see it, on a copy that has just come up.
import { api, as, concord, people, sql } from '../lib/client.mjs';
import { all, words } from '../lib/html.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const month = back => { const d = new Date(); return new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() - back, 1)).toISOString().slice(0, 7); };

test('every number adds up', () => {
	match(concord('check'), 'settings, schema, calendars, days of promises, deadlines, deals, results and invariants hold');
});

test('an agreement is in force that both have signed some seven months ago, and each side has missed one month', async () => {
	const now = (await api('observer', 'read').get('/agreements/current')).json;
	equal([now.number, now.signatures.map(s => s.person)], [1, [people.marketing.name, people.sales.name]]);
	ok(Date.now() - Date.parse(now.signatures[0].at) > 185 * 86400_000);
	const states = team => Promise.all([6, 5, 4, 3, 2, 1].map(async back => (await api('observer', 'read').get(`/agreements/current/attainment?month=${month(back)}`)).json.parties.find(p => p.team === team).state));
	equal((await states('marketing')).join(' '), 'kept kept missed kept kept kept');
	equal((await states('sales')).join(' '), 'kept kept kept kept missed kept');
});

test('the queue of Sales has something of everything, the most urgent first', async () => {
	const { page } = await (await as('seller')).get('/leads?view=open');
	const rows = all(all(page.with('queue')[0], 'tbody')[0], 'tr').map(words);
	match(rows[0], /Late by/);
	match(rows[1], /min left/);
	ok(rows.length >= 12, `${rows.length} rows`);
	match((await (await as('marketer')).get('/leads?view=marketing')).page.main, 'Question to Marketing');
});

test('the sheet of the shortest clock names a day that was not as others', async () => {
	const [[timer]] = sql("SELECT t.id FROM handoff h JOIN timer t ON t.id = h.due_timer_id WHERE t.state = 'running' AND t.team = 'sales' ORDER BY t.deadline LIMIT 1");
	const { page, status } = await (await as('seller')).get(`/sla/timers/${timer}`);
	equal(status, 200);
	match(page.main, /Stocktaking|Christmas|New Year|Easter|Good Friday|bank holiday|left/);
	const [[attempts]] = sql("SELECT t.id FROM timer t WHERE t.state = 'running' AND t.kind = 'attempts' ORDER BY t.id LIMIT 1");
	match((await (await as('seller')).get(`/sla/timers/${attempts}`)).page.main, 'Stocktaking');
});

test('the teams have met for a year: each meeting has its minutes, and the next one is written', async () => {
	const observer = await as('observer'), held = sql("SELECT id FROM meeting WHERE state = 'closed' ORDER BY starts_at").map(r => r[0]);
	ok(held.length >= 12, `${held.length} meetings`);
	for (const id of held) {
		const { page, status } = await observer.get(`/meetings/${id}/minutes`);
		equal(status, 200);
		match(page.main, 'Closed by');
	}
	const checks = (await observer.get('/meetings/checks')).page.main;
	match(checks, /% \(\d+ of \d+\)/);
	const [[next]] = sql("SELECT id FROM meeting WHERE state = 'planned' ORDER BY starts_at LIMIT 1"), agenda = (await observer.get(`/meetings/${next}`)).page.main;
	for (const words of ['Time to decision', 'Win rate', 'Goal', 'Added by people'])
		match(agenda, words);
});

test('nobody of it can be reached', () => {
	equal(sql("SELECT COUNT(*) FROM lead_record WHERE email NOT LIKE '%.example' OR phone NOT REGEXP '^[+]44 (20 7946|1[0-9]+ 49[68]|29 2018|7700 900)'")[0][0], '0');
	equal(sql('SELECT COUNT(*) - COUNT(DISTINCT name) FROM lead_record')[0][0], '0');
});

test('a return waits for Marketing, an appeal for Sales, a version for the second key', async () => {
	match((await (await as('marketing')).get('/leads?view=returned')).page.main, 'Returned');
	const [[appeal]] = sql("SELECT id FROM handoff WHERE state = 'appealed'");
	match((await (await as('sales')).get(`/handoffs/${appeal}`)).page.main, 'Appeal');
	match((await (await as('sales')).get('/')).page.main, 'Sign for Sales');
	lacks((await (await as('marketing')).get('/')).page.main, 'Sign for Marketing, or ask for a change: Marketing-qualified lead');
});
