// The shapes and codes that other programs rely on.
import { api, as, sql, unique } from '../lib/client.mjs';
import { differs, equal, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, sales, observer, reader] = [api('marketer'), api('marketing'), api('sales'), api('observer'), api('seller', 'read')];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const criteria = [
	{ code: 'EMPLOYEES', label: 'Employees', kind: 'number', bound: { min: 20, max: 5000 }, level: 'must', evidence: true },
	{ code: 'INTEREST', label: 'Asked for', kind: 'choice', choices: ['price', 'demonstration'], level: 'should', evidence: false },
	{ code: 'CONSENT', label: 'Agreed to be called', kind: 'yes_no', level: 'must', evidence: false },
];

function problem(answer, status, pointer) {
	equal(answer.status, status, answer.text);
	match(answer.headers['content-type'], 'application/problem+json');
	equal(answer.json.status, status);
	ok(answer.json.title && answer.json.request_id, answer.text);
	if (pointer)
		ok(answer.json.errors?.some(e => e.pointer === pointer && e.detail), `no error at ${pointer}: ${answer.text}`);
}

async function term(fields = {}) {
	const answer = await marketer.post('/terms', { name: unique('Api zebra'), kind: 'word', ...fields });
	equal(answer.status, 201, answer.text);
	return answer.json.slug;
}
async function version(slug, fields = {}) {
	const answer = await marketer.post(`/terms/${slug}/versions`, { meaning: 'Stripes.', change_note: 'First', ...fields });
	equal(answer.status, 201, answer.text);
	return answer.json;
}

test('a term is made, read, and carries its revision as ETag', async () => {
	const name = unique('Api term');
	const made = await marketer.post('/terms', { name, kind: 'stage', abbreviations: ['AT'], synonyms: ['api thing', 'thing of programs'] });
	equal(made.status, 201);
	match(made.headers.location, `/api/v1/terms/${made.json.slug}`);
	const got = await reader.get(`/terms/${made.json.slug}`);
	equal(got.status, 200);
	match(got.headers['content-type'], 'application/json');
	equal(got.headers.etag, `"r${got.json.revision}"`);
	const { slug, kind, abbreviations, synonyms, in_force, versions } = got.json;
	equal([got.json.name, slug, kind, abbreviations, synonyms, in_force, versions], [name, made.json.slug, 'stage', ['AT'], ['api thing', 'thing of programs'], null, []]);
});

test('a version goes through its life with the shape of the contract', async () => {
	const slug = await term();
	const { number, revision } = await version(slug, { criteria, review_by: '2099-01-31' });
	equal(number, 1);
	let got = (await reader.get(`/terms/${slug}/versions/1`)).json;
	equal([got.number, got.revision, got.state, got.meaning, got.in_force_from, got.review_by, got.signatures], [1, revision, 'draft', 'Stripes.', null, '2099-01-31', []]);
	equal(got.criteria.map(c => [c.code, c.label, c.kind, c.level, c.evidence]), criteria.map(c => [c.code, c.label, c.kind, c.level, c.evidence]));
	equal(got.criteria[0].bound, { min: 20, max: 5000 });
	equal(got.criteria[1].choices, ['price', 'demonstration']);
	const reviewed = await marketer.post(`/terms/${slug}/versions/1/review`, { revision });
	equal([reviewed.status, reviewed.json.state], [200, 'in_review']);
	const one = await marketing.post(`/terms/${slug}/versions/1/signature`, { revision: reviewed.json.revision });
	equal([one.status, one.json.state, one.json.signatures.length], [200, 'in_review', 1], one.text);
	const signature = one.json.signatures[0];
	equal([signature.team, signature.revision], ['marketing', reviewed.json.revision]);
	match(signature.at, INSTANT);
	match(signature.sha256, /^[0-9a-f]{64}$/);
	ok(typeof signature.person === 'string');
	const two = await sales.post(`/terms/${slug}/versions/1/signature`, { revision: reviewed.json.revision });
	equal([two.status, two.json.state], [200, 'in_force']);
	equal(new Set(two.json.signatures.map(s => s.sha256)).size, 1, 'both signed the same words');
	const whole = (await reader.get(`/terms/${slug}`)).json;
	equal([whole.in_force.number, whole.versions.length, whole.versions[0].state], [1, 1, 'in_force']);
	const second = await version(slug, { meaning: 'More stripes.', criteria });
	equal((await reader.get(`/terms/${slug}`)).json.in_force.number, 1);
	for (const [who, act] of [[marketer, 'review'], [sales, 'signature'], [marketing, 'signature']])
		equal((await who.post(`/terms/${slug}/versions/2/${act}`, { revision: second.revision })).status, 200, act);
	equal((await reader.get(`/terms/${slug}`)).json.versions.map(v => [v.number, v.state]).sort(), [[1, 'superseded'], [2, 'in_force']]);
});

test('the hash of a signature follows the words', async () => {
	const hash = async meaning => {
		const slug = await term();
		const { revision } = await version(slug, { meaning });
		await marketer.post(`/terms/${slug}/versions/1/review`, { revision });
		return (await marketing.post(`/terms/${slug}/versions/1/signature`, { revision })).json.signatures[0].sha256;
	};
	differs(await hash('One meaning.'), await hash('Another meaning.'));
});

test('who may not sign is 403, twice is 409, an old revision is 409', async () => {
	const slug = await term();
	const { revision } = await version(slug);
	const sign = (who, r = revision) => who.post(`/terms/${slug}/versions/1/signature`, { revision: r });
	problem(await sign(marketing), 409);
	await marketer.post(`/terms/${slug}/versions/1/review`, { revision });
	problem(await sign(marketer), 403);
	problem(await sign(observer), 403);
	problem(await sign(reader), 403);
	problem(await sign(marketing, revision + 7), 409);
	equal((await sign(marketing)).status, 200);
	problem(await sign(marketing), 409);
	problem(await marketer.post(`/terms/${slug}/versions/1/review`, { revision }), 409);
});

test('an edit clears both keys; an objection and a withdrawal do what they say', async () => {
	const slug = await term();
	const { revision } = await version(slug);
	await marketer.post(`/terms/${slug}/versions/1/review`, { revision });
	await marketing.post(`/terms/${slug}/versions/1/signature`, { revision });
	problem(await marketer.patch(`/terms/${slug}/versions/1`, { meaning: 'New' }), 428);
	problem(await marketer.patch(`/terms/${slug}/versions/1`, { meaning: 'New' }, { 'if-match': `"r${revision + 1}"` }), 409);
	const edited = await marketer.patch(`/terms/${slug}/versions/1`, { meaning: 'New' }, { 'if-match': `W/"r${revision}"` });
	equal(edited.status, 200, edited.text);
	const now = (await reader.get(`/terms/${slug}/versions/1`)).json;
	equal([now.meaning, now.signatures, now.revision], ['New', [], revision + 1]);
	problem(await sales.post(`/terms/${slug}/versions/1/objection`, { revision: now.revision, reason: '' }), 422, '/reason');
	const objected = await sales.post(`/terms/${slug}/versions/1/objection`, { revision: now.revision, reason: 'Too few stripes' });
	equal([objected.status, objected.json.state], [200, 'draft']);
	const withdrawn = await marketer.post(`/terms/${slug}/versions/1/withdrawal`, { revision: objected.json.revision });
	equal([withdrawn.status, withdrawn.json.state], [200, 'withdrawn']);
	problem(await marketer.patch(`/terms/${slug}/versions/1`, { meaning: 'Late' }, { 'if-match': `"r${withdrawn.json.revision}"` }), 409);
});

test('the free words are edited under their revision, without a signature', async () => {
	const slug = await term();
	const { revision } = (await reader.get(`/terms/${slug}`)).json;
	problem(await marketer.patch(`/terms/${slug}`, { examples: 'x' }), 428);
	problem(await marketer.patch(`/terms/${slug}`, { examples: 'x' }, { 'if-match': 'r1' }), 400);
	const edited = await marketer.patch(`/terms/${slug}`, { examples: 'An okapi is none.', synonyms: ['horse in pyjamas'], bindings: { EMPLOYEES: 'Number of employees' } }, { 'if-match': `"r${revision}"` });
	equal(edited.status, 200, edited.text);
	const now = (await reader.get(`/terms/${slug}`)).json;
	equal([now.examples, now.synonyms, now.revision], ['An okapi is none.', ['horse in pyjamas'], revision + 1]);
	equal(now.bindings, { EMPLOYEES: 'Number of employees' });
	problem(await marketer.patch(`/terms/${slug}`, { examples: 'y' }, { 'if-match': `"r${revision}"` }), 409);
});

test('wrong values are 422 with every problem; unknown members 422, repeated ones 400, broken JSON 400', async () => {
	problem(await marketer.post('/terms', { name: '', kind: 'zebra' }), 422, '/name');
	problem(await marketer.post('/terms', { name: '', kind: 'zebra' }), 422, '/kind');
	problem(await marketer.post('/terms', { name: unique('x'), kind: 'word', colour: 'striped' }), 422, '/colour');
	problem(await marketer.post('/terms', '{"name":"a","name":"b","kind":"word"}', { 'content-type': 'application/json' }), 400);
	for (const body of ['{', '', '[]', 'null', '"x"', '{"name":"\\ud800","kind":"word"}', '{"name":"a\\u0000b","kind":"word"}', '['.repeat(5000)]) {
		const answer = await marketer.post('/terms', body, { 'content-type': 'application/json' });
		ok([400, 422].includes(answer.status), `${body.slice(0, 30)} answered ${answer.status}`);
	}
	const slug = await term();
	problem(await marketer.post(`/terms/${slug}/versions`, { meaning: 'x', in_force_from: '2020-01-01' }), 422, '/in_force_from');
	problem(await marketer.post(`/terms/${slug}/versions`, { meaning: 'x', review_by: '2099-02-30' }), 422, '/review_by');
	problem(await marketer.post(`/terms/${slug}/versions`, { meaning: 'x', criteria: [{ ...criteria[0], bound: { min: 9, max: 1 } }] }), 422, '/criteria/0/bound/max');
	problem(await marketer.post(`/terms/${slug}/versions`, { meaning: 'x', criteria: [criteria[0], criteria[0]] }), 422, '/criteria/1/code');
	problem(await marketer.post(`/terms/${slug}/versions`, { meaning: 'x', criteria: [criteria[0], { kind: 'number', level: 'must' }] }), 422, '/criteria/1/label');
	problem(await marketer.post(`/terms/${slug}/versions`, { meaning: 'x', criteria: [...Array(100).fill({}), criteria[0]] }), 422, '/criteria/0/label');
	problem(await marketer.post(`/terms/${slug}/versions`, { meaning: 'x', criteria: Array.from({ length: 101 }, (_, i) => ({ label: `Size ${i}`, kind: 'yes_no', level: 'must' })) }), 422, '/criteria');
	problem(await marketer.post(`/terms/${slug}/versions`, { meaning: 7 }), 422, '/meaning');
	problem(await marketer.post(`/terms/${slug}/versions/1/review`, { revision: 'x' }), 404);
	problem(await marketer.get('/terms/nothing-so-called'), 404);
	problem(await marketer.get(`/terms/${slug}/versions/7`), 404);
	problem(await marketer.get('/nothing'), 404);
});

test('a name that is taken is 422 at /name', async () => {
	const name = unique('Taken');
	await term({ name });
	problem(await marketer.post('/terms', { name: name.toUpperCase(), kind: 'word' }), 422, '/name');
});

test('the list pages through everything once', async () => {
	const names = [];
	for (let i = 0; i < 5; i++)
		names.push(await term({ kind: 'theme' }));
	const seen = [];
	for (let cursor = '', turn = 0; cursor !== null && turn < 200; turn++) {
		const answer = await reader.get(`/terms?kind=theme&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
		equal(answer.status, 200, answer.text);
		ok(answer.json.items.length <= 2);
		seen.push(...answer.json.items.map(i => i.slug));
		cursor = answer.json.next;
	}
	equal(seen.length, new Set(seen).size, 'nothing twice');
	ok(names.every(n => seen.includes(n)), 'nothing left out');
	problem(await reader.get('/terms?limit=201'), 422);
	problem(await reader.get('/terms?limit=0'), 422);
	problem(await reader.get('/terms?cursor=rubbish'), 422);
});

test('several versions are signed as one sheet', async () => {
	const versions = [];
	for (let i = 0; i < 3; i++) {
		const slug = await term();
		const { number, revision } = await version(slug);
		await marketer.post(`/terms/${slug}/versions/${number}/review`, { revision });
		versions.push({ slug, number, revision });
	}
	const made = await marketer.post('/sheets', { versions });
	equal(made.status, 201, made.text);
	const { id } = made.json;
	const sheet = (await reader.get(`/sheets/${id}`)).json;
	equal(sheet.versions?.map(v => v.slug).sort(), versions.map(v => v.slug).sort(), JSON.stringify(sheet));
	problem(await marketer.post(`/sheets/${id}/signature`, { revision: sheet.revision }), 403);
	equal((await marketing.post(`/sheets/${id}/signature`, { revision: sheet.revision })).status, 200);
	problem(await marketing.post(`/sheets/${id}/signature`, { revision: sheet.revision }), 409);
	for (const { slug } of versions)
		equal((await reader.get(`/terms/${slug}`)).json.in_force, null);
	equal((await sales.post(`/sheets/${id}/signature`, { revision: sheet.revision })).status, 200);
	const moments = new Set();
	for (const { slug } of versions) {
		const got = (await reader.get(`/terms/${slug}`)).json;
		equal(got.in_force.number, 1);
		moments.add(sql(`SELECT v.in_force_at FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`)[0][0]);
	}
	equal(moments.size, 1, 'all at the same moment');
});

test('a token is shown once, stored as a hash, named in the acts, and can be revoked', async () => {
	const { token } = marketer;
	match(token, /^ccd_[\w-]{40,}$/);
	equal(sql('SELECT COUNT(*) FROM api_token WHERE LENGTH(token_hash) = 32')[0][0] !== '0', true);
	sql(`UPDATE api_token SET revoked_at = UTC_TIMESTAMP() WHERE id = (SELECT id FROM (SELECT MAX(id) id FROM api_token) x)`);
	const statuses = await Promise.all([marketer, marketing, sales, observer, reader].map(async p => (await p.get('/terms')).status));
	equal(statuses.filter(s => s === 401).length, 1, `${statuses}`);
	await as('marketer');
});
