// Deals made the way programs make them.
import { api, unique } from './client.mjs';

function done(answer, status, what) {
	if (answer.status !== status)
		throw new Error(`${what} answered ${answer.status}: ${answer.text}`);
	return answer.json;
}

// A deal by a seller, without a lead unless `leads` names some. Returns it as JSON.
export async function makeDeal(fields = {}) {
	return done(await api('seller').post('/deals', { name: unique('Forty seats'), ...(fields.leads ? {} : { account: unique('Zebra Works'), origin: 'sales' }), ...fields }), 201, 'Opening a deal');
}

// Records something that happened to it, now unless `at` says when. Returns the answer.
export const happens = (id, kind, rest = {}, who = 'seller') => api(who).post(`/deals/${id}/events`, { kind, at: new Date().toISOString(), ...rest });

// A deal with a history: this many times a signature, an invoice, a payment, a reversal …, by kind. Returns it as JSON.
export async function dealThat(kinds, fields = {}) {
	const { id } = await makeDeal({ amount: { minor: 1200000, currency: 'EUR' }, ...fields });
	for (const kind of kinds)
		done(await happens(id, kind, { ...(kind === 'lost' && { reason: 'other-reason', words: 'They stopped.' }), ...(kind === 'reversed' && { words: 'It was another deal.' }),
			...(kind === 'stage' && { stage: 'opportunity' }) }), 201, `${kind} of a deal`);
	return (await api('seller').get(`/deals/${id}`)).json;
}
