// The correction of one record: asked for by one team, confirmed by a point person of the other in one click, both values kept.
import { agreedAgreement } from '../lib/agreement.mjs';
import { api, as, concord, people, sql, told, unique } from '../lib/client.mjs';
import { handedOver, makeLead } from '../lib/leads.mjs';
import { equal, lacks, match, test } from '../lib/tap.mjs';

const seller = await as('seller'), marketer = await as('marketer'), marketing = await as('marketing'), observer = await as('observer'), source = unique('Correct');
await agreedAgreement({ promises: [{ kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95, scope: { source } }] });
const { id } = await handedOver({ lead: (await makeLead({ source })).id });
const [[timer]] = sql(`SELECT id FROM timer WHERE subject = 'handoff' AND subject_id = ${id} AND kind = 'first_attempt'`), at = `/sla/timers/${timer}`, form = `${at}/correction`;
const state = () => sql(`SELECT state FROM timer WHERE id = ${timer}`)[0][0];

test('what cannot be, is refused with what was typed', async () => {
	const refused = await seller.fill(form, form, { what: 'not_done', words: 'A slip' });
	equal(refused.status, 422);
	match(refused.page.problems.join(), 'nothing to take back');
	equal(refused.page.form(form).value('words'), 'A slip');
	match((await seller.fill(form, form, { what: 'done', at_time: '25:99', words: 'A slip' })).page.problems.join(), 'Write the time');
	match((await seller.fill(form, form, { what: 'done', on_day: '2099-01-01', at_time: '10:00', words: 'A slip' })).page.problems.join(), 'in the future');
	equal((await observer.get(form)).status, 403);
});

// Those of other tests, made by the database, would fill the list.
sql("UPDATE record_correction SET state = 'withdrawn', answered_by = asked_by, answered_team = asked_team, answered_at = asked_at WHERE state = 'open'");

test('one asks, a point person of the other team confirms with one click, and both values stay', async () => {
	equal((await seller.post(`/handoffs/${id}/attempts`, { csrf: (await seller.get(`/handoffs/${id}`)).page.form(`/handoffs/${id}/attempts`).value('csrf'), result: 'voicemail' })).status, 303);
	equal(state(), 'met');
	match((await seller.follow(await seller.fill(form, form, { what: 'not_done', words: 'It was another lead that I called' }))).page.main, 'A point person of the other team confirms it');
	equal(state(), 'met', 'nothing changes before');
	equal((await seller.fill(form, form, { what: 'not_done', words: 'Once more' })).status, 409);
	match((await marketing.get('/sla')).page.main, 'The other team asks to correct');
	lacks((await marketer.get(at)).page.main, 'It was as recorded');
	const seen = await marketing.get('/sla/corrections'), [action] = seen.page.html?.match?.(/\/sla\/corrections\/\d+\/confirmation/) ?? seen.text.match(/\/sla\/corrections\/\d+\/confirmation/);
	match(seen.page.main, 'It was another lead that I called');
	match((await marketing.follow(await marketing.submit(seen, action))).page.main, 'Confirmed');
	equal(state(), 'running');
	match((await seller.get(at)).page.main, 'It was kept as in time');
	const again = await marketing.post(action, { csrf: (await marketing.get('/glossary/new')).page.form('/glossary').value('csrf'), revision: '2' });
	equal(again.status, 409, 'once');
	match(again.page.main, 'Confirmed by');
	const [kept] = (await api('sales').get(`/timers/${timer}`)).json.record_corrections;
	equal([kept.state, kept.old_state, kept.new_state, kept.asked_team], ['confirmed', 'met', 'running', 'sales']);
	match(concord('check'), 'invariants hold');
});

test('one is refused, one withdrawn: the record stays as it was', async () => {
	const [[zone]] = sql(`SELECT COALESCE(p.time_zone, o.time_zone) FROM person p, organisation o WHERE p.email = '${people.seller.email}'`);
	for (const [who, act, other] of [[marketing, 'refusal', seller], [seller, 'withdrawal', marketer]]) {
		const asked = await seller.fill(form, form, { what: 'done', words: 'The telephone system has it', at_time: new Date().toLocaleTimeString('en-GB', { timeZone: zone }).slice(0, 5), on_day: new Date().toLocaleDateString('sv-SE', { timeZone: zone }) });
		equal(asked.status, 303, told(asked));
		const [[correction]] = sql(`SELECT MAX(id) FROM record_correction WHERE timer_id = ${timer}`), action = `/sla/corrections/${correction}/${act}`;
		equal((await other.post(action, { csrf: (await other.get('/glossary/new')).page.form('/glossary').value('csrf'), revision: '1' })).status, 403);
		equal((await who.fill(at, action)).status, 303);
		equal(state(), 'running');
	}
});
