// Many at once: the leads of a fair are handed over in one moment, taken up in the next and won in the last, while a file comes in.
// Each act moves sums that all of them move, and hardly one has to begin again.
import { readFileSync } from 'node:fs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { api, state, unique } from '../lib/client.mjs';
import { happens } from '../lib/deals.mjs';
import { contact, csv, HUBSPOT, ready, start, until } from '../lib/imports.mjs';
import { act, mail, makeLead, met } from '../lib/leads.mjs';
import { equal, ok, test } from '../lib/tap.mjs';

const source = unique('Fair'), people = 12;
await agreedAgreement({ promises: [{ kind: 'volume', party: 'marketing', definition: 'marketing-qualified-lead', count: 20, pace: 'even', scope: { source } },
	{ kind: 'decision', party: 'sales', open_minutes: 480, percent: 95, scope: { source } }, { kind: 'first_attempt', party: 'sales', open_minutes: 240, percent: 95, scope: { source } },
	{ kind: 'worked', party: 'sales', percent: 80, within_days: 5 }] });
const log = () => readFileSync(`${state}/log/leads.log`, 'utf8').split('\n').filter(l => / try \d+: /.test(l));

// All acts at once. Returns their answers.
async function rush(acts, status) {
	const before = log().length, answers = await Promise.all(acts.map(one => one()));
	equal(answers.map(a => a.status), acts.map(() => status));
	const again = log().slice(before).map(l => l.replace(/^\S+ \S+ /, '').slice(0, 200));
	ok(again.length <= people / 4, `${again.length} of ${acts.length} began again:\n${again.join('\n')}`);
	return answers.map(a => a.json);
}

const leads = [];
let handed;
test('a dozen are handed over at once, while a file of leads with their history comes in', async () => {
	const answers = await met();
	for (let i = 0; i < people; i++)
		leads.push(await makeLead({ source }));
	const file = await ready(csv([HUBSPOT, ...Array.from({ length: 400 }, (_, i) => contact(`${unique('r').replace(' ', '-')}-${i}`, { Email: mail('Row'), 'Became a Marketing Qualified Lead Date': '2026-02-01' }))]));
	await start(file.id);
	handed = await rush(leads.map(({ id }) => () => api('marketer').post(`/leads/${id}/handoffs`, { answers, words: 'At the fair' })), 201);
	equal((await until(file.id, 'done')).created, 400);
});

test('they are accepted, tried and settled at once', async () => {
	for (const [name, body] of [['acceptance', {}], ['attempts', { result: 'replied' }], ['outcome', { result: 'qualified' }]])
		await rush(handed.map(({ id }) => () => act(id, name, body)), 200);
});

test('their deals are opened and signed at once', async () => {
	const deals = await rush(leads.map(({ id }) => () => api('seller').post(`/leads/${id}/deals`, { name: unique('Forty seats'), amount: { minor: 2400000, currency: 'EUR' } })), 201);
	await rush(deals.map(({ id }) => () => happens(id, 'signed')), 201);
});

test('two acts on one lead at once: one counts, and the other by what the first left', async () => {
	const deals = await Promise.all([1, 2].map(() => api('seller').post('/deals', { name: unique('Two'), account: source, origin: 'sales', amount: { minor: 100, currency: 'EUR' } })));
	equal((await Promise.all(deals.map(({ json }) => happens(json.id, 'signed')))).map(a => a.status), [201, 201]);
});
