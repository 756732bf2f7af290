// Mail by kind: at once, once a day in the receiver's morning, or never; several in one mail, never an empty one; and the week's brief.
import { api, as, eventually, people, send, sleep, sql, state, unique } from '../lib/client.mjs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { draft, makeTerm, review, withdraw } from '../lib/glossary.mjs';
import { newest, offPath, settled, words } from '../lib/mail.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';
import { existsSync } from 'node:fs';

const [marketer, marketing] = await Promise.all(['marketer', 'marketing'].map(as));
const id = name => Number(sql(`SELECT id FROM person WHERE email = '${people[name].email}'`)[0][0]), who = id('marketing');
const held = () => sql(`SELECT id, next_at > UTC_TIMESTAMP() FROM outbox WHERE person_id = ${who} AND state = 'waiting' AND held ORDER BY id`);

async function proposals(count) {
	const made = [];
	for (let i = 0; i < count; i++) {
		const { slug, name } = await makeTerm(marketer), number = await draft(marketer, slug);
		await review(marketer, slug, number);
		made.push({ slug, name, number, id: newest(who, 'version.review') });
	}
	return made;
}

test('what is wished for once a day waits for the morning, and goes in one mail without what is no longer true', async () => {
	sql('DELETE FROM mail_wish');
	equal((await marketing.fill('/account/settings', '/account/settings', { daily_to_sign: true })).status, 303);
	equal((await marketing.get('/account/settings')).page.form('/account/settings').value('daily_to_sign'), 'yes');
	const [one, two, gone] = await proposals(3);
	await eventually(() => held().length === 3, 10_000);
	ok(held().every(([, later]) => later === '1'), 'not now');
	await withdraw(marketer, gone.slug, gone.number);
	sql(`UPDATE outbox SET next_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE person_id = ${who} AND held AND id = ${two.id}`);	// the morning comes
	const first = await settled(one.id);
	const outcome = row => eventually(() => { const [[s]] = sql(`SELECT state FROM outbox WHERE id = ${row.id}`); return s !== 'waiting' && s; });
	equal([first.outcome, await outcome(two), await outcome(gone)], ['sent', 'sent', 'dropped']);
	const text = words(first.message);
	for (const { slug, name } of [one, two]) {
		match(text, name);
		match(text, `/glossary/${slug}`);
	}
	lacks(text, gone.name);
	match(first.message, /^Subject: =\?UTF-8\?B\?MiB0aGluZ3MgZm9y/m);
	match(first.message, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
	equal(existsSync(`${state}/mail/${String(two.id).padStart(8, '0')}.eml`), false, 'one mail for both');
});

test('nothing left to tell is no mail; ending the daily mail by its own address ends it', async () => {
	const [one] = await proposals(1);
	await eventually(() => held().length === 1, 10_000);
	await withdraw(marketer, one.slug, one.number);
	sql(`UPDATE outbox SET next_at = UTC_TIMESTAMP() WHERE id = ${one.id}`);
	equal((await settled(one.id)).outcome, 'dropped');
	const [two] = await proposals(1);
	await eventually(() => held().length === 1, 10_000);
	const stopped = await send('POST', offPath(who, 'daily'), { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' });
	equal([stopped.status, stopped.page.h1], [200, 'This mail is stopped']);
	sql(`UPDATE outbox SET next_at = UTC_TIMESTAMP() WHERE id = ${two.id}`);
	equal((await settled(two.id)).outcome, 'dropped');
	sql('DELETE FROM mail_wish');
	const [three] = await proposals(1);
	equal((await settled(three.id)).outcome, 'sent', 'at once again');
});

test('when the first open day of a week opens, everybody in both teams gets the same six figures, once', async () => {
	const zone = sql('SELECT time_zone FROM organisation')[0][0], today = new Date().toLocaleDateString('en-GB', { weekday: 'short', timeZone: zone }).toLowerCase();
	const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
	const week = Object.fromEntries(days.map((day, i) => [day, i >= days.indexOf(today) ? [['00:00', '24:00']] : []]));
	const made = await api('administrator').post('/calendars', { name: unique('Zebra week'), zone, valid_from: '2026-01-01', week, exceptions: [] });
	equal(made.status, 201, made.text);
	sql('DELETE FROM brief');
	const [[newestBefore]] = sql('SELECT COALESCE(MAX(id), 0) FROM outbox');
	await agreedAgreement({ calendar: made.json.id });
	const rows = () => sql(`SELECT id, person_id FROM outbox WHERE kind = 'brief' AND id > ${newestBefore} ORDER BY id`);
	await eventually(() => rows().length > 0, 15_000);
	equal(rows().map(r => r[1]).sort(), sql("SELECT id FROM person WHERE team <> 'observer' AND disabled_at IS NULL").map(r => r[0]).sort(), 'each of them once');
	const bodies = [];
	for (const name of ['marketing', 'seller']) {
		const { outcome, message } = await settled(Number(rows().find(r => Number(r[1]) === id(name))[0]));
		equal(outcome, 'sent');
		match(message, /^List-Unsubscribe:\s+<[^>]*kind=brief/m);
		bodies.push(words(message).replace(/\r/g, '').split('\n\n')[2]);
	}
	equal(bodies[0], bodies[1], 'the same for both teams');
	equal(bodies[0].split('\n').length, 6, bodies[0]);
	match(bodies[0], /^Leads handed over: \d+ of 120/);
	match(bodies[0], /\nFirst attempt in time: /);
	match(bodies[0], /\nDeals won: \d+$/);
	equal(sql('SELECT COUNT(*) FROM brief'), [['1']]);
	const { length } = rows();
	await sleep(2500);
	equal(rows().length, length, 'and never again');
});
