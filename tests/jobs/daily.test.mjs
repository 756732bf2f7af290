// Mail by kind: at once, once a day in the receiver's morning, or never; several in one mail, never an empty one; and the week's brief.
import { as, eventually, people, send, sql, state } from '../lib/client.mjs';
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
