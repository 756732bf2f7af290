// Beyond the shapes of api.test.mjs: every member of every kind, dates that wait, keys, and refusals that say who did what.
import { api, people, Program, unique, urlencoded } from '../lib/client.mjs';
import { test, ok, equal, match } from '../lib/tap.mjs';

const day = days => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const pointers = answer => answer.json.errors.map(e => e.pointer).sort();

function problem(answer, status, words) {
	equal(answer.status, status, answer.text);
	equal(answer.headers['content-type'], 'application/problem+json');
	if (words)
		match(answer.json.detail, words);
	return answer;
}
async function done(promise, status = 200) {
	const answer = await promise;
	equal(answer.status, status, answer.text);
	return answer.json;
}

// A new term, its draft, its version in review: the paths below /api/v1.
async function term(kind = 'word') {
	return `/terms/${(await done(api('marketer').post('/terms', { name: unique('Termite'), kind }), 201)).slug}`;
}
async function draft(words = {}, kind = 'word') {
	const path = await term(kind);
	await done(api('marketer').post(`${path}/versions`, { meaning: 'What it means.', ...words }), 201);
	return `${path}/versions/1`;
}
async function inReview(words) {
	const path = await draft(words);
	await done(api('marketer').post(`${path}/review`, { revision: 1 }));
	return path;
}
// Writes the next version of a term and has both teams sign it; what became of it.
async function agree(path, number, words) {
	await done(api('seller').post(`${path}/versions`, { meaning: 'Agreed.', ...words }), 201);
	await done(api('seller').post(`${path}/versions/${number}/review`, { revision: 1 }));
	await done(api('sales').post(`${path}/versions/${number}/signature`, { revision: 1 }));
	return (await done(api('marketing').post(`${path}/versions/${number}/signature`, { revision: 1 }))).state;
}

test('what is made has a Location that leads to it, and the ETag of its first revision', async () => {
	const made = await api('marketer').post('/terms', { name: unique('Located'), kind: 'word' });
	equal([made.status, made.headers.etag, made.location], [201, '"r1"', `/api/v1/terms/${made.json.slug}`]);
	const version = await api('marketer').post(`/terms/${made.json.slug}/versions`, { meaning: 'x' });
	equal([version.status, version.headers.etag, version.location], [201, '"r1"', `/api/v1/terms/${made.json.slug}/versions/1`]);
	equal(version.json, { number: 1, revision: 1 });
	equal((await api('observer').get(version.location.replace('/api/v1', ''))).headers.etag, '"r1"');
});

test('a body of another type is 415; nobody, an observer and a reading token make nothing', async () => {
	const body = { name: unique('Never'), kind: 'word' };
	problem(await api('marketer').post('/terms', urlencoded(body), { 'content-type': 'application/x-www-form-urlencoded' }), 415);
	match(problem(await new Program().post('/terms', body), 401).headers['www-authenticate'], 'Bearer');
	problem(await api('observer').post('/terms', body), 403);
	problem(await api('marketer', 'read').post('/terms', body), 403);
	match(problem(await api('marketer').send('DELETE', '/terms/nothing-so-called'), 405).headers.allow, 'PATCH');
});

test('the list filters by words, kind and state, in order, and refuses what it does not know', async () => {
	const word = unique('paged');
	for (const n of [3, 1, 2])
		await done(api('marketer').post('/terms', { name: `${word} ${n}`, kind: n % 2 ? 'word' : 'theme' }), 201);
	const list = query => done(api('observer').get(`/terms?${urlencoded(query)}`));
	equal((await list({ q: word })).items.map(t => t.name), [1, 2, 3].map(n => `${word} ${n}`));
	equal((await list({ q: word, kind: 'theme', state: 'draft' })).items.map(t => t.name), [`${word} 2`]);
	equal((await list({ q: word, state: 'agreed' })).items, []);
	for (const query of ['limit=x', 'cursor=%25%25', 'cursor=', 'kind=colour', 'state=great', 'kin=word'])
		problem(await api('observer').get(`/terms?${query}`), 422);
});

test('the free words: what is named changes, null empties, what is not named stays', async () => {
	const path = await term();
	const words = { synonyms: ['one', 'two'], abbreviations: ['OT'], examples: 'A *good* one.', counter_examples: 'Not this.',
		marketing_says: 'We say one.', sales_says: 'We say two.', bindings: { COMPANY_SIZE: 'Number of employees', BUDGET: 'Budget' } };
	const all = await done(api('seller').patch(path, words, { 'if-match': '"r1"' }));
	for (const [name, value] of Object.entries(words))
		equal(all[name], value, name);
	const late = problem(await api('marketer').patch(path, { synonyms: [] }, { 'if-match': '"r1"' }), 409, 'revision 2');
	match(late.json.detail, people.seller.name, 'it says who was first');
	const fewer = await done(api('marketer').patch(path, { synonyms: [], sales_says: null, bindings: null }, { 'if-match': '"r2"' }));
	equal([fewer.synonyms, fewer.sales_says, fewer.bindings, fewer.abbreviations, fewer.marketing_says], [[], '', {}, ['OT'], 'We say one.']);
	equal(pointers(problem(await api('marketer').patch(path, { name: 'x', examples: 5, synonyms: 'x', bindings: { small: 'x', BIG: 1 } }, { 'if-match': '"r3"' }), 422)),
		['/bindings', '/bindings/BIG', '/examples', '/name', '/synonyms']);
});

test('a version keeps every member it is given', async () => {
	const path = await term('stage');
	const words = { meaning: 'A person at a company of **20** or more.', change_note: 'The first wording.', review_by: day(200), in_force_from: day(9),
		criteria: [
			{ code: 'SIZE', label: 'How many people work there', kind: 'number', bound: { min: 20, max: 5000.5 }, level: 'must', evidence: true },
			{ code: 'ASKED', label: 'What they asked for', kind: 'choice', choices: ['Price', 'Demonstration'], level: 'must', evidence: false },
			{ code: 'SINCE', label: 'Since when', kind: 'date', bound: { min: '2026-01-01' }, level: 'should', evidence: false },
			{ code: 'FITS', label: 'Fits a persona', kind: 'yes_no', level: 'should', evidence: false },
		],
		stage: { path: 'lead', position: 3, owner_team: 'marketing', longest_days: 10 } };
	await done(api('marketer').post(`${path}/versions`, words), 201);
	const found = await done(api('seller').get(`${path}/versions/1`));
	for (const [name, value] of Object.entries(words))
		equal(found[name], value, name);
	const { meaning, ...others } = words;
	const edited = await done(api('seller').patch(`${path}/versions/1`, { meaning: 'Other words.' }, { 'if-match': '"r1"' }));
	for (const [name, value] of Object.entries({ ...others, meaning: 'Other words.' }))
		equal(edited[name], value, name);
});

test('metrics and reasons have members of their own, and no other kind has', async () => {
	const reason = await draft({ reason: { acts: ['return', 'lost'] } }, 'reason');
	equal((await done(api('seller').get(reason))).reason, { acts: ['return', 'lost'] });
	const metric = { measure: 'Handoffs accepted out of those decided.', counts_by: 'Day of the decision', closed_event: 'signed', exclude_reasons: [reason.split('/')[2]] };
	const path = await draft({ metric }, 'metric');
	equal((await done(api('seller').get(path))).metric, metric);
	equal(pointers(problem(await api('marketer').post(`${await term()}/versions`, { meaning: 'x', metric, reason: { acts: ['lost'] },
		stage: { path: 'lead', position: 1, owner_team: 'sales' } }), 422)), ['/metric', '/reason', '/stage']);
	equal(pointers(problem(await api('marketer').patch(path, { metric: { ...metric, exclude_reasons: ['nothing-so-called'] } }, { 'if-match': '"r1"' }), 422)),
		['/metric/exclude_reasons']);
	const unsaid = await draft({}, 'reason');
	problem(await api('seller').post(`${unsaid}/review`, { revision: 1 }), 422, 'what this is a reason for');
});

test('each problem of a version stands at its own pointer, and nothing is saved', async () => {
	const path = await term();
	const answer = problem(await api('marketer').post(`${path}/versions`, { meaning: ' ', in_force_from: day(-2), extra: true,
		criteria: [{ label: 'Fine', kind: 'yes_no', level: 'must' }, { label: 'Size', kind: 'number', bound: { max: 3, least: 1 }, level: 'must' },
			{ label: 'Which', kind: 'choice', choices: ['one'], level: 'may', colour: 1 }] }), 422);
	for (const pointer of ['/meaning', '/in_force_from', '/extra', '/criteria/1/bound/least', '/criteria/2/choices', '/criteria/2/level', '/criteria/2/colour'])
		ok(pointers(answer).includes(pointer), `${pointer} is not among ${pointers(answer).join(' ')}`);
	ok(!pointers(answer).some(p => p.startsWith('/criteria/0')), 'the first criterion is sound');
	equal((await done(api('seller').get(path))).versions, []);
});

test('a criterion without a code gets one of its label', async () => {
	const path = await draft({ criteria: [{ label: 'Company size', kind: 'number', level: 'must' }, { label: 'Company size', kind: 'text', level: 'should' }] });
	equal((await done(api('seller').get(path))).criteria.map(c => c.code), ['COMPANY_SIZE', 'COMPANY_SIZE_2']);
});

test('a version with a date waits for it, one without comes first, and the list knows', async () => {
	const path = await term();
	equal(await agree(path, 1), 'in_force');
	equal(await agree(path, 2, { in_force_from: day(30) }), 'ratified');
	const states = async () => (await done(api('observer').get(path))).versions.map(v => v.state);
	equal(await states(), ['ratified', 'in_force']);
	equal(await agree(path, 3), 'in_force');
	equal(await states(), ['in_force', 'ratified', 'superseded']);
	const whole = await done(api('observer').get(path));
	equal([whole.in_force.number, whole.in_force.meaning], [3, 'Agreed.']);
	const [listed] = (await done(api('observer').get(`/terms?${urlencoded({ q: whole.name, state: 'agreed' })}`))).items;
	equal([listed.in_force.number, listed.ratified.number, listed.open], [3, 2, null]);
});

test('a refused act says who did what and what to do', async () => {
	const path = await inReview();
	await done(api('marketing').post(`${path}/signature`, { revision: 1 }));
	problem(await api('marketing').post(`${path}/signature`, { revision: 1 }), 409, people.marketing.name);
	await done(api('marketer').patch(path, { meaning: 'Changed.' }, { 'if-match': '"r1"' }));
	match(problem(await api('sales').post(`${path}/signature`, { revision: 1 }), 409, 'revision 2').json.detail, people.marketer.name);
	equal(pointers(problem(await api('sales').post(`${path}/signature`, { revision: '2', team: 'marketing' }), 422)), ['/revision', '/team']);
	equal(pointers(problem(await api('sales').post(`${path}/signature`, {}), 422)), ['/revision']);
	for (const who of ['sales', 'marketing'])
		await done(api(who).post(`${path}/signature`, { revision: 2 }));
	for (const answer of [await api('marketer').patch(path, { meaning: 'Late.' }, { 'if-match': '"r2"' }), await api('sales').post(`${path}/objection`, { revision: 2, reason: 'Late.' }),
		await api('marketer').post(`${path}/withdrawal`, { revision: 2 })])
		problem(answer, 409, 'signed by both');
	problem(await api('administrator').post(`${await inReview()}/signature`, { revision: 1 }), 403);
});

test('a key does the work once, also for many at a time; another body with it is 422', async () => {
	const name = unique('Once'), key = { 'idempotency-key': unique('key').replace(' ', '-') };
	const answers = await Promise.all(Array.from({ length: 20 }, () => api('marketer').post('/terms', { name, kind: 'word' }, key)));
	equal([...new Set(answers.map(a => `${a.status} ${a.headers.etag} ${a.text}`))].length, 1, 'all answers are the first one');
	equal(answers[0].status, 201);
	problem(await api('marketer').post('/terms', { name: `${name} other`, kind: 'word' }, key), 422);
});

test('twenty programs edit one draft at once: one wins, the others are told', async () => {
	const path = await draft();
	const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => api(n % 2 ? 'marketer' : 'seller').patch(path, { meaning: `Words ${n}.` }, { 'if-match': '"r1"' })));
	equal(answers.map(a => a.status).sort(), [200, ...Array(19).fill(409)]);
	equal((await done(api('observer').get(path))).revision, 2);
});
