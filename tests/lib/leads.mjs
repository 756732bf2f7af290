// Leads and handoffs made the way programs make them.
import { api, concord, sql, unique } from './client.mjs';

function done(answer, status, what) {
	if (answer.status !== status)
		throw new Error(`${what} answered ${answer.status}: ${answer.text}`);
	return answer.json;
}

// An address at a company of its own.
let count = 0;
export const mail = name => `${name.replace(/[^A-Za-z]+/g, '.').toLowerCase()}.${++count}@${unique('zebra').replace(' ', '')}-example.com`;

// What is asked of a lead now, answered so that every must is met; `answers` replaces some by their code.
export async function met(answers = {}) {
	const { criteria } = done(await api('marketer').get('/handoffs/gate'), 200, 'The gate');
	const good = c => ({ yes_no: true, number: Number(c.bound?.min ?? c.bound?.max ?? 50), choice: c.choices?.[0], date: c.bound?.min ?? '2026-10-01', text: 'As they said' })[c.kind];
	return { ...Object.fromEntries(criteria.map(c => [c.code, { value: good(c), ...(c.evidence && { evidence: 'In their mail' }) }])), ...answers };
}

// A lead by a marketer. Returns { id, revision, person, email }.
export async function makeLead(fields = {}) {
	const person = unique('Zelda Zebra'), email = mail(person);
	return { person, email, ...done(await api('marketer').post('/leads', { person, email, company: unique('Zebra Works'), phone: '+49 30 1234567', origin: 'marketing', ...fields }), 201, 'Adding a lead') };
}

// A handoff of a fresh lead, or of `lead`. Returns it as JSON.
export async function handedOver({ lead, answers, ...rest } = {}) {
	lead ??= (await makeLead()).id;
	return done(await api('marketer').post(`/leads/${lead}/handoffs`, { answers: await met(answers), words: 'Can you price 40 seats?', ...rest }), 201, 'Handing over');
}

const teams = { inform: 'marketer', agree: 'marketer', resubmit: 'marketer', appeal: 'marketer', withdrawal: 'marketer' };
// An act by whose it is: act(id, 'return', { found, criteria }); Marketing's answers by their own names. Returns the answer.
export function act(id, name, body = {}, who = teams[name] ?? 'seller') {
	const answers = ['inform', 'agree', 'resubmit', 'appeal'].includes(name);
	return api(who).post(`/handoffs/${id}/${answers ? 'answer' : name}`, answers ? { act: name, ...body } : body);
}

// A handoff in a state, brought there by acts.
export async function handoffIn(state, found = 'They sell ice cream.') {
	const handoff = await handedOver(), { id } = handoff, [code] = Object.keys(handoff.answers), tomorrow = new Date(Date.now() + 3 * 86400_000).toISOString().slice(0, 10);
	const did = async (...args) => done(await act(id, ...args), 200, `${args[0]} towards ${state}`);
	const returned = () => did('return', { criteria: [code], found });
	await ({ submitted: () => null, info_requested: () => did('question', { text: 'Which country?' }), accepted: () => did('acceptance'), working: () => did('attempts', { result: 'no_answer' }),
		returned, final: async () => { await returned(); await did('agree'); }, appealed: async () => { await returned(); await did('appeal', { text: 'It does meet it.' }); },
		qualified: async () => { await did('acceptance'); await did('outcome', { result: 'qualified' }); },
		disqualified: async () => { await did('acceptance'); await did('outcome', { result: 'disqualified', reason: 'other-reason', text: 'Closed.' }); },
		recycled: async () => { await did('acceptance'); await did('outcome', { result: 'recycled', reason: 'other-reason', text: 'Next year.', return_on: tomorrow }); },
		withdrawn: () => did('withdrawal') })[state]();
	return (await api('seller').get(`/handoffs/${id}`)).json;
}

// Results go by what a handoff says of itself: after a test has changed some behind their back, all is counted anew, as an update would.
export function recounted() {
	sql('DELETE FROM result_case; DELETE FROM result_sum; DELETE FROM result_criterion; DELETE FROM result_cited; UPDATE result_state SET filled_at = NULL');
	concord('migrate');
}
