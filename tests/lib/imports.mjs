// Files of other systems, brought the way programs bring them.
import { randomBytes } from 'node:crypto';
import { api, eventually, send, unique } from './client.mjs';

function done(answer, status, what) {
	if (answer.status !== status)
		throw new Error(`${what} answered ${answer.status}: ${answer.text}`);
	return answer;
}

// One file as CSV: rows of cells, the first of them the names of the columns.
export const csv = rows => rows.map(row => row.map(cell => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(',')).join('\r\n') + '\r\n';

export const bring = (content, kind = 'leads', who = 'marketer') => send('POST', `/api/v1/imports?kind=${kind}&name=${kind === 'leads' ? 'contacts' : kind}.csv`, { body: content, limit: 60_000,
	headers: { authorization: `Bearer ${api(who).token}`, 'content-type': 'text/csv', 'idempotency-key': randomBytes(16).toString('hex') } });
export const read = async id => (await api('marketer').get(`/imports/${id}`)).json;

// Settles a file that was brought, by the columns of its guess and `over`, whatever was chosen for the last file. Returns the answer.
export function settle(brought, over = {}, who = 'marketer') {
	const { id, guess } = brought.json;
	return api(who).send('PUT', `/imports/${id}/mapping`, { ...guess, known: 'replace', values: {}, defaults: {}, history: true, ...over }, { 'if-match': brought.headers.etag });
}

export const until = (id, ...states) => eventually(async () => { const file = await read(id); return states.includes(file.state) && file; }, 60_000);

// A file that is ready to go in, and one that has. `over`: what is settled otherwise than guessed.
export async function ready(content, over = {}, kind = 'leads') {
	const brought = done(await bring(content, kind), 201, 'Bringing a file');
	done(await settle(brought, over), 200, 'Settling it');
	return until(brought.json.id, 'ready');
}
export async function start(id) { done(await api('marketer').post(`/imports/${id}/start`, {}), 200, 'Starting it'); }
export async function imported(content, over, kind) {
	const { id } = await ready(content, over, kind);
	await start(id);
	return until(id, 'done');
}
export async function undone(id) {
	done(await api('marketer').post(`/imports/${id}/undo`, {}), 200, 'Taking it back');
	return until(id, 'undone');
}

// A contact as HubSpot exports it.
export const HUBSPOT = ['Record ID', 'First Name', 'Last Name', 'Email', 'Phone Number', 'Contact owner', 'Lifecycle Stage', 'Lead Status', 'Create Date', 'Original Source', 'Job Title', 'Company name',
	'Became a Marketing Qualified Lead Date', 'Became a Customer Date', 'Number of employees', 'Country'];
export const contact = (id, over = {}) => {
	const of = { 'Record ID': id, 'First Name': 'Zoe', 'Last Name': unique('Zebra'), 'Lifecycle Stage': 'Lead', 'Create Date': '2026-01-05 10:00', ...over };
	return HUBSPOT.map(name => of[name] ?? '');
};
