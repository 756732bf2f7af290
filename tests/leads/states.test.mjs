// Every state, every act, every role: allowed or refused as the table of the contract says, by the API and by the pages alike.
import { api, as } from '../lib/client.mjs';
import { act, handedOver, handoffIn, met } from '../lib/leads.mjs';
import { equal, ok, test } from '../lib/tap.mjs';

// What leads where; what is not here is a conflict. `who` of each act stands below.
const ways = {
	submitted: { acceptance: 'accepted', return: 'returned', question: 'info_requested', attempts: 'working', conversation: 'working', withdrawal: 'withdrawn' },
	info_requested: { acceptance: 'accepted', return: 'returned', inform: 'submitted', attempts: 'working', conversation: 'working', withdrawal: 'withdrawn' },
	accepted: { return: 'returned', attempts: 'working', conversation: 'working', sql: 'accepted', qualified: 'qualified', disqualified: 'disqualified', recycled: 'recycled' },
	working: { return: 'returned', attempts: 'working', conversation: 'working', sql: 'working', qualified: 'qualified', disqualified: 'disqualified', recycled: 'recycled' },
	returned: { agree: 'returned', resubmit: 'submitted', appeal: 'appealed' },
	appealed: { upheld: 'returned', overturned: 'accepted' },
	final: {}, qualified: {}, disqualified: {}, recycled: {}, withdrawn: {},
};
const day = new Date(Date.now() + 3 * 86400_000).toISOString().slice(0, 10);
const sqlAnswers = async () => {
	const { json } = await api('seller').get('/terms/sales-qualified-lead'), current = json.versions.find(v => v.number === json.in_force.number);
	return Object.fromEntries((current.criteria ?? []).map(c => [c.code, { value: null, unknown: true }]));
};
const acts = {
	acceptance: ['seller', 'acceptance', {}], return: ['seller', 'return', { reason: 'bad-data', found: 'No such company.' }], question: ['seller', 'question', { text: 'Which country?' }],
	inform: ['marketer', 'answer', { act: 'inform', text: 'Iceland.' }], agree: ['marketer', 'answer', { act: 'agree' }], resubmit: ['marketer', 'answer', { act: 'resubmit', text: 'See their site.' }],
	appeal: ['marketer', 'answer', { act: 'appeal', text: 'It does meet it.' }], upheld: ['both', 'settlement', { result: 'upheld', text: 'So it is.' }],
	overturned: ['seller', 'settlement', { result: 'overturned', text: 'It is not so.' }], withdrawal: ['marketer', 'withdrawal', {}], attempts: ['seller', 'attempts', { result: 'no_answer' }],
	conversation: ['seller', 'conversation', {}], sql: ['seller', 'sql', { answers: await sqlAnswers() }], qualified: ['seller', 'outcome', { result: 'qualified' }],
	disqualified: ['seller', 'outcome', { result: 'disqualified', reason: 'no-need' }], recycled: ['seller', 'outcome', { result: 'recycled', reason: 'timing', return_on: day }],
};
const post = (who, id, name) => api(who).post(`/handoffs/${id}/${acts[name][1]}`, acts[name][2]);
const plain = state => state === 'final' ? 'returned' : state;

for (const state of Object.keys(ways))
	test(`from ${state}`, async () => {
		let handoff = await handoffIn(state);
		equal([handoff.state, handoff.final], [plain(state), state === 'final']);
		for (const [name, [owner]] of Object.entries(acts)) {
			const path = `${state} ${name}`;
			for (const who of ['observer', 'marketer', 'seller'].filter(w => w !== owner && owner !== 'both' || w === 'observer'))
				equal((await post(who, handoff.id, name)).status, 403, `${path} by ${who}`);
			const answer = await post(owner === 'both' ? 'marketer' : owner, handoff.id, name), to = ways[state][name];
			if (!to) {
				equal(answer.status, 409, `${path}: ${answer.text}`);
				ok(answer.json.detail, path);
				equal((await api('seller').get(`/handoffs/${handoff.id}`)).json.revision, handoff.revision, `${path} wrote nothing`);
				continue;
			}
			equal([answer.status, answer.json.state], [200, to], `${path}: ${answer.text}`);
			handoff = await handoffIn(state);
		}
	});

test('the pages allow no more than the table: what is not possible is 409, what is the other team’s 403', async () => {
	const [marketer, seller] = await Promise.all(['marketer', 'seller'].map(as)), { id } = await handoffIn('withdrawn');
	const csrf = async person => (await person.get('/account')).page.form('/sign-out').value('csrf');
	const tokens = { marketer: await csrf(marketer), seller: await csrf(seller) };
	for (const [name, [owner, path, body]] of Object.entries(acts)) {
		const who = owner === 'seller' ? 'seller' : 'marketer', fields = { csrf: tokens[who], revision: '1', act: body.act, result: body.result, settled: body.result, outcome: body.result,
			found: body.found, reason: body.reason, question: body.text, inform: body.text, appeal: body.text, settling: body.text, text: body.text };
		if (path === 'conversation')
			continue;
		equal((await (who === 'seller' ? seller : marketer).post(`/handoffs/${id}/${path}`, fields)).status, 409, name);
		if (owner !== 'both' && name !== 'overturned')
			equal((await (who === 'seller' ? marketer : seller).post(`/handoffs/${id}/${path}`, { ...fields, csrf: tokens[who === 'seller' ? 'marketer' : 'seller'] })).status, 403, `${name} by the other team`);
	}
	equal((await act(id, 'return', {})).status, 409, 'what is not possible is said before what is missing');
	ok((await handedOver({ answers: await met() })).id);
});
