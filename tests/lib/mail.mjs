// The mail that the copy under test has written to files, and the addresses that end it.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eventually, secret, sql, state } from './client.mjs';

// These people want every kind of mail: other tests end some.
export const wanted = (...emails) => sql(`DELETE w FROM mail_wish w JOIN person p ON p.id = w.person_id WHERE p.email IN ('${emails.join("', '")}')`);

// A quoted-printable body as text.
export const words = message => Buffer.from(message.split('\r\n\r\n').slice(1).join('\r\n\r\n').replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, x) => String.fromCharCode(parseInt(x, 16))), 'latin1').toString('utf8');

// The newest row of the outbox for a person and kind above `after`: its id.
export const newest = (person, kind) => Number(sql(`SELECT COALESCE(MAX(id), 0) FROM outbox WHERE person_id = ${person} AND kind = '${kind}'`)[0][0]);

// Waits until a row is settled. Returns its state, and the message when it was sent.
export async function settled(id) {
	const outcome = await eventually(() => { const [[s]] = sql(`SELECT state FROM outbox WHERE id = ${id}`); return s !== 'waiting' && s; }, 20_000);
	return { outcome, message: outcome === 'sent' ? readFileSync(`${state}/mail/${String(id).padStart(8, '0')}.eml`, 'utf8') : null };
}

// What ends a kind of mail for a person, as the programs make it.
export function offPath(person, kind) {
	const key = Buffer.from(readFileSync(`${state}/concord.conf`, 'utf8').match(/^secret = (\w{64})$/m)[1], 'hex');
	const proof = secret(createHmac('sha256', key).update(`mail off ${person} ${kind}`).digest('base64url'));
	return `/account/mail-off?for=${person}&kind=${kind}&proof=${proof}`;
}
