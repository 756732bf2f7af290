// What a person types into the form of any writing route, and what a program sends to it: good enough that most of it is done.
import { words as agreementWords } from './agreement.mjs';
import { B } from './calendars.mjs';
import { concord, secret, signIn, sql, unique } from './client.mjs';
import { contact, csv, HUBSPOT } from './imports.mjs';
import { mail, met } from './leads.mjs';
import { day } from './meetings.mjs';
import { expectations, fill } from './routes.mjs';

const records = new Map(expectations().map(e => [`${e.method} ${e.path}`, e.record]));

// The word of tests/web/access.txt for the record that a route's address names.
export const record = route => records.get(`${route.method} ${route.path}`);

// Somebody of a team who may do everything else, signed in.
export async function allowed(team) {
	const email = `${unique('everything').replace(/\W/g, '.')}@example.com`;
	const password = secret(concord('person', 'add', '--email', email, '--name', 'Everything Allowed', '--team', team, '--signatory', '--administrator').split(/\s+/).at(-1));
	return signIn({ email, password, team, roles: ['signatory', 'administrator'] });
}

// Whether a route is for Sales alone: somebody of Sales asks it.
export const hers = route => route.who.has('SALES') && !route.who.has('MARKETING');

// A route's address with the record of the place `at` that it names, or the route `like`.
export const address = (route, at, like = route) => fill(route.path, at[record(like)]);

// What `person` would have typed into a route's form, with the records of the place `at`: enough for every form there is.
export const typed = (at, person, route) => ({ key: undefined, email: `${unique('forged').replace(' ', '.')}@example.com`, origin: 'marketing', found: 'Forged', question: 'Forged', sure: 'yes', months: '24', result: 'voicemail', looks_at: 'account', direction: 'up', to: 'nobody', marketer: 'nobody', seller: 'nobody',
	answer_COMPANY_SIZE: '50', answer_COUNTRY: 'yes', answer_BUYERS_QUESTION: 'c0', current_password: person.account.password, name: unique('Forged'), kind: 'word', meaning: 'Forged', change_note: 'Forged', step: 'save', revision: at[record(route)]?.revision ?? '1', reason: 'bad-data', why: 'Forged',
	comment: 'Forged', text: 'name,meaning\nForged,Forged\n', view_name: unique('Forged'), place: 'view=open', next_review: '2099-01-31', review_by: '2099-01-31', [`version_${at.versionId}`]: '1', row_1: '1', rows: at.lead.id,
	[`lead_${at.lead.id}_go`]: 'yes', [`lead_${at.lead.id}_answer_COMPANY_SIZE`]: '50', [`lead_${at.lead.id}_answer_COUNTRY`]: 'yes', [`lead_${at.lead.id}_answer_BUYERS_QUESTION`]: 'c0', [`handoff_${at.handoff.id}`]: at.handoff.revision, act: 'acceptance',
	what: 'not_done', detail: 'Forged', minutes: '5', title: unique('Forged'), day: '2099-01-31', time: '10:00', start: '10:00', zone: 'Europe/London', team: 'both', nth: '1', closed: 'next', chair: at.somebody, owner: at.somebody, due: '2099-01-31', words: 'Forged', item: at.running.item, note: unique('Forged'), outcome: 'settled', subject: 'figures-0', wish: 'none', carry: 'yes', beside: '1',
	account: unique('Forged'), currency: 'EUR', happened: 'invoiced', invoiced_day: new Date().toISOString().slice(0, 10), invoiced_currency: 'EUR' });

// What a program sends to each writing route of the API, of the records of a place `at`; `revision` is the record's.
const now = () => new Date(Date.now() - 60_000).toISOString().replace(/\.\d+/, ''), ref = () => ({ system: 'matrix', id: unique('ref').replace(' ', '-') });
const own = (at, revision) => ({ revision }), refused = (at, revision) => ({ revision, reason: 'Not so' }), act = fields => (at, revision) => ({ revision, ...fields });
const bodies = {
	'POST /terms': () => ({ name: unique('Sent'), kind: 'word' }),
	'POST /terms/import': () => `name,meaning\n${unique('Sent')},Sent\n`,
	'PATCH /terms/:slug': () => ({ examples: 'Sent' }),
	'POST /terms/:slug/versions': () => ({ meaning: 'Sent', change_note: 'Sent' }),
	'PATCH /terms/:slug/versions/:n': () => ({ meaning: 'Sent again', change_note: 'Sent' }),
	'POST /terms/:slug/versions/:n/review': own, 'POST /terms/:slug/versions/:n/signature': own, 'POST /terms/:slug/versions/:n/objection': refused, 'POST /terms/:slug/versions/:n/withdrawal': own,
	'POST /agreements': () => agreementWords(), 'PATCH /agreements/:n': () => agreementWords({ text: 'Sent' }),
	'POST /agreements/:n/review': own, 'POST /agreements/:n/signature': own, 'POST /agreements/:n/objection': refused, 'POST /agreements/:n/withdrawal': own,
	'POST /calendars': () => ({ name: unique('Sent'), ...B }), 'POST /calendars/:id/versions': (at, revision) => ({ ...B, valid_from: '2099-01-01', revision: revision ?? 1 }),
	'POST /sheets': async at => ({ versions: [{ slug: at.version.slug, number: at.version.n, revision: Number(sql(`SELECT v.revision FROM term_version v WHERE v.id = ${at.versionId}`)[0][0]) }] }),
	'POST /sheets/:id/signature': (at, revision) => ({ revision: revision ?? 1 }),
	'POST /leads': () => { const person = unique('Zelda Sent'); return { person, email: mail(person), company: unique('Sent'), origin: 'marketing', external_refs: [ref()] }; },
	'PATCH /leads/:id': () => ({ phone: '+49 30 7654321' }), 'POST /leads/:id/erasure': own,
	'POST /leads/:id/handoffs': async () => ({ answers: await met(), words: 'Sent' }),
	'POST /handoffs/:id/acceptance': own, 'POST /handoffs/:id/return': at => ({ criteria: [Object.keys(at.handoff.answers)[0]], found: 'Sent' }),
	'POST /handoffs/:id/question': act({ text: 'Sent?' }), 'POST /handoffs/:id/answer': act({ act: 'inform', text: 'Sent' }), 'POST /handoffs/:id/settlement': act({ result: 'upheld', text: 'Sent' }),
	'POST /handoffs/:id/withdrawal': act({ text: 'Sent' }), 'POST /handoffs/:id/attempts': act({ result: 'voicemail', channel: 'call', note: 'Sent' }), 'POST /handoffs/:id/conversation': act({ note: 'Sent' }),
	'POST /handoffs/:id/sql': at => ({ answers: at.handoff.answers }), 'POST /handoffs/:id/outcome': act({ result: 'qualified', feedback: { quality: 4, words: 'Sent', chips: [] } }),
	'POST /attempts': at => [{ handoff: at.handoff.id, external_ref: ref(), result: 'spoke', channel: 'call', happened_at: now() }, { lead_ref: ref(), external_ref: ref(), result: 'spoke', happened_at: now() }],
	'POST /deals': () => ({ name: unique('Sent'), account: unique('Sent'), origin: 'sales', amount: { minor: 1200000, currency: 'EUR' } }),
	'POST /leads/:id/deals': () => ({ name: unique('Sent') }), 'POST /deals/:id/events': (at, revision) => ({ kind: 'signed', at: new Date().toISOString(), amount: { minor: 1200000, currency: 'EUR' }, revision }),
	'POST /imports': () => csv([HUBSPOT, contact(unique('sent'))]), 'PUT /imports/:id/mapping': at => ({ ...at.upload.guess, known: 'replace', values: {}, defaults: {}, history: true }),
	'POST /imports/:id/start': () => ({}), 'POST /imports/:id/stop': () => ({}), 'POST /imports/:id/undo': () => ({}),
	'POST /meetings': () => ({ title: unique('Sent'), starts_at: `${day(200)}T10:00:00Z`, minutes: 50 }),
	'POST /meetings/:id/publication': own, 'POST /meetings/:id/start': own, 'POST /meetings/:id/closing': act({ reports: [] }),
	'POST /issues': () => ({ text: `${unique('Sent')} by a program.`, anonymous: false }),
	'POST /assignments': at => ({ text: unique('Sent'), owner: at.somebody, due: '2099-01-31' }),
	'POST /assignments/:id/report': () => ({ result: 'done' }), 'POST /assignments/:id/confirmation': () => ({}),
};
const asked = { '/terms/import': '?dry_run=false', '/imports': '?kind=leads&name=sent.csv' };

// One request of a program of the API to a route: { path, body, headers } for Program.send().
export async function sent(route, at, revision) {
	const path = address(route, at).replace('/api/v1', ''), make = bodies[`${route.method} ${route.path.replace('/api/v1', '')}`];
	if (route.method === 'GET')
		return { path };
	if (!make)
		throw new Error(`tests/lib/typed.mjs has no body for ${route.method} ${route.path}`);
	const body = await make(at, revision);
	return { path: path + (asked[path] ?? ''), body, headers: { ...(typeof body === 'string' && { 'content-type': 'text/csv' }), ...(revision !== undefined && { 'if-match': `"r${revision}"` }) } };
}
