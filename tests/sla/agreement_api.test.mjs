// The agreement for programs: shapes, codes, and what each act needs.
import { createHash } from 'node:crypto';
import { api, sql, unique } from '../lib/client.mjs';
import { agreedAgreement, makeAgreement, proposedAgreement, words } from '../lib/agreement.mjs';
import { makeCalendar } from '../lib/calendars.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, sales, observer, reader] = [api('marketer'), api('marketing'), api('sales'), api('observer'), api('seller', 'read')];
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

function problem(answer, status, pointer) {
	equal(answer.status, status, answer.text);
	match(answer.headers['content-type'], 'application/problem+json');
	ok(answer.json.title && answer.json.request_id, answer.text);
	if (pointer)
		ok(answer.json.errors?.some(e => e.pointer === pointer && e.detail), `no error at ${pointer}: ${answer.text}`);
}
async function term(version) {
	const { slug } = (await marketer.post('/terms', { name: unique('Sla zebra'), kind: 'word' })).json;
	if (version)
		equal((await marketer.post(`/terms/${slug}/versions`, { meaning: 'Stripes.', ...version })).status, 201);
	return slug;
}

test('an agreement is made, read, and goes through its life with two keys', async () => {
	const calendar = await makeCalendar();
	const promises = [
		{ kind: 'volume', party: 'marketing', definition: 'marketing-qualified-lead', count: 120, pace: 'even', scope: { source: 'Webinar' } },
		{ kind: 'quality', party: 'marketing', percent: 80 }, { kind: 'context', party: 'marketing', percent: 90 },
		{ kind: 'handover', party: 'marketing', open_minutes: 480, percent: 95 }, { kind: 'answer', party: 'marketing', business_days: 2, percent: 95 },
		{ kind: 'decision', party: 'sales', open_minutes: 480, percent: 95, scope: { persona: 'head-of-operations' } },
		{ kind: 'first_attempt', party: 'sales', open_minutes: 60, percent: 95, scope: { criterion: 'BUYERS_QUESTION', value: 'A price' }, measured: 'feed' },
		{ kind: 'attempts', party: 'sales', attempts: 5, days: 3, within_days: 10, percent: 90 }, { kind: 'worked', party: 'sales', percent: 98, within_days: 5 },
		{ kind: 'feedback', party: 'sales', percent: 50 }, { kind: 'meeting', party: 'both' },
	];
	const made = await marketer.post('/agreements', { text: 'We agree.', calendar, gate: 'marketing-qualified-lead', promises, valid_from: null,
		pause_reasons: ['The lead is away'], pause_most_minutes: 960, backdate_days: 1, warn_at: [50, 80], change_note: 'First' });
	equal(made.status, 201, made.text);
	equal(Object.keys(made.json).sort(), ['number', 'revision']);
	const { number, revision } = made.json;
	match(made.headers.location, `/api/v1/agreements/${number}`);
	let got = await reader.get(`/agreements/${number}`);
	equal([got.status, got.headers.etag], [200, `"r${revision}"`]);
	equal([got.json.number, got.json.revision, got.json.state, got.json.text, got.json.valid_from, got.json.calendar, got.json.gate, got.json.signatures],
		[number, revision, 'draft', 'We agree.', null, calendar, 'marketing-qualified-lead', []]);
	equal([got.json.pause_reasons, got.json.pause_most_minutes, got.json.backdate_days, got.json.warn_at], [['The lead is away'], 960, 1, [50, 80]]);
	equal(got.json.promises.map(({ id, line, sentence, scope, measured, ...rest }) => ({ ...rest, ...(scope && { scope }), ...(measured === 'feed' && { measured }) })), promises);
	ok(got.json.promises.every(p => Number.isInteger(p.id) && p.sentence.endsWith('.')));
	match(got.json.promises[6].sentence, 'First attempt within 1 working hour of handoff, for 95 % of leads with “A price” as');
	problem(await marketing.post(`/agreements/${number}/signature`, { revision }), 409);
	const reviewed = await marketer.post(`/agreements/${number}/review`, { revision });
	equal([reviewed.status, reviewed.json.state], [200, 'in_review']);
	problem(await marketing.post(`/agreements/${number}/signature`, { revision: revision + 1 }), 409);
	const one = await marketing.post(`/agreements/${number}/signature`, { revision });
	equal([one.status, one.json.state, one.json.signatures.length], [200, 'in_review', 1], one.text);
	equal([one.json.signatures[0].team, one.json.signatures[0].revision], ['marketing', revision]);
	match(one.json.signatures[0].sha256, /^[0-9a-f]{64}$/);
	match(one.json.signatures[0].at, INSTANT);
	problem(await marketing.post(`/agreements/${number}/signature`, { revision }), 409);
	problem(await marketer.post(`/agreements/${number}/signature`, { revision }), 403);
	problem(await observer.post(`/agreements/${number}/signature`, { revision }), 403);
	const two = await sales.post(`/agreements/${number}/signature`, { revision });
	equal([two.status, two.json.state, two.json.signatures.map(s => s.team)], [200, 'in_force', ['marketing', 'sales']]);
	equal(two.json.signatures[0].sha256, two.json.signatures[1].sha256);
	match(two.json.in_force_at, INSTANT);
	equal((await reader.get('/agreements/current')).json.number, number);
	problem(await marketer.patch(`/agreements/${number}`, { text: 'Other' }, { 'if-match': `"r${revision}"` }), 409);
	problem(await reader.get('/agreements/999999'), 404);
});

test('the digest is that of the canonical text', async () => {
	const { number, revision } = await proposedAgreement({ text: 'Élan — ✓', promises: [{ kind: 'meeting', party: 'both' }] });
	const got = (await marketing.post(`/agreements/${number}/signature`, { revision })).json;
	const lines = [['number', number], ['text', got.text], ['valid_from', ''], ['calendar', got.calendar_name], ['gate', got.gate], ['pause_reasons', ''],
		['pause_most_minutes', 4800], ['backdate_days', 2], ['warn_at', '50 80'], ['promises', 1], ['kind', 'meeting'], ['party', 'both'],
		...['definition', 'quantity', 'pace', 'percent', 'open_minutes', 'business_days', 'attempts', 'days', 'within_days', 'scope_kind', 'scope_code', 'scope_value'].map(n => [n, '']),
		['measured', 'own']];
	const text = `concord-agreement 1\n${lines.map(([name, value]) => `${name} ${Buffer.byteLength(String(value))}:${value}\n`).join('')}`;
	equal(got.signatures[0].sha256, createHash('sha256').update(text).digest('hex'));
});

test('every problem is named at its pointer, and unknown members are refused', async () => {
	const bad = await marketer.post('/agreements', await words({ text: ' ', valid_from: '2020-01-01', warn_at: [80, 50], extra: 1, promises: [
		{ kind: 'volume', count: 0 }, { kind: 'quality', party: 'sales', percent: 101, other: true }, { kind: 'nonsense' },
		{ kind: 'attempts', attempts: 2, days: 3, within_days: 2, percent: 90 }, { kind: 'meeting', party: 'both', scope: { source: 'Webinar' } },
		{ kind: 'decision', open_minutes: 60, percent: 95, scope: { persona: 'nobody' } }, { kind: 'decision', open_minutes: 60, percent: 95, scope: 'Webinar' },
		{ kind: 'first_attempt', open_minutes: 60, percent: 95, scope: { criterion: 'BUYERS_QUESTION', value: 'A nonsense' }, continues: 987654321 },
	] }));
	for (const pointer of ['/text', '/valid_from', '/warn_at', '/extra', '/promises/0/definition', '/promises/0/count', '/promises/1/party', '/promises/1/percent',
		'/promises/1/other', '/promises/2/kind', '/promises/3/days', '/promises/3/within_days', '/promises/4/scope', '/promises/5/scope/value', '/promises/6/scope', '/promises/7/scope/value', '/promises/7/continues'])
		problem(bad, 422, pointer);
	problem(await marketer.post('/agreements', await words({ calendar: 987654321, gate: 'nothing-so-called' })), 422, '/calendar');
	problem(await marketer.post('/agreements', await words({ gate: 'nothing-so-called' })), 422, '/gate');
	problem(await marketer.post('/agreements', {}), 422, '/promises');
	problem(await observer.post('/agreements', await words()), 403);
	problem(await reader.post('/agreements', await words()), 403);
	problem(await marketer.post('/agreements', await words({ promises: [{ kind: 'volume', definition: await term(), count: 5 }] })), 422, '/promises/0/definition');
});

test('an edit needs the revision, keeps what it does not name, and takes back signatures', async () => {
	const { number, revision } = await proposedAgreement();
	await marketing.post(`/agreements/${number}/signature`, { revision });
	problem(await marketer.patch(`/agreements/${number}`, { text: 'Other' }), 428);
	problem(await marketer.patch(`/agreements/${number}`, { text: 'Other' }, { 'if-match': `"r${revision + 4}"` }), 409);
	const edited = await marketer.patch(`/agreements/${number}`, { text: 'Other words.' }, { 'if-match': `"r${revision}"` });
	equal([edited.status, edited.json.revision, edited.json.state, edited.json.text, edited.json.promises.length, edited.json.signatures],
		[200, revision + 1, 'in_review', 'Other words.', 2, []]);
	equal(edited.headers.etag, `"r${revision + 1}"`);
	const sentBack = await sales.post(`/agreements/${number}/objection`, { revision: revision + 1, reason: 'Four hours are too few.' });
	equal([sentBack.status, sentBack.json.state], [200, 'draft']);
	problem(await sales.post(`/agreements/${number}/objection`, { revision: revision + 1, reason: 'Again' }), 409);
	const gone = await marketer.post(`/agreements/${number}/withdrawal`, { revision: revision + 1 });
	equal([gone.status, gone.json.state], [200, 'withdrawn']);
});

test('a promise goes on from the one in force, by what it is about or as it says', async () => {
	const first = await agreedAgreement();
	const [volume, attempt] = (await reader.get(`/agreements/${first.number}`)).json.promises;
	equal([volume.line > 0, attempt.line > 0], [true, true]);
	const next = await makeAgreement({ promises: [{ kind: 'first_attempt', open_minutes: 60, percent: 95, scope: { source: 'Webinar' }, continues: attempt.id },
		{ kind: 'first_attempt', open_minutes: 480, percent: 95 }, { kind: 'volume', definition: 'marketing-qualified-lead', count: 90 }] });
	const promises = (await reader.get(`/agreements/${next.number}`)).json.promises;
	equal(promises.map(p => p.line), [attempt.line, promises[1].id, volume.line]);
	equal(promises[2].pace, 'even');
});

test('a term without a version in force holds back the signature, and the answer says the way out', async () => {
	const slug = await term({});
	const made = await proposedAgreement({ gate: slug });
	let held = await marketing.post(`/agreements/${made.number}/signature`, { revision: made.revision });
	problem(held, 409);
	match(held.json.detail, 'has no version in force: send the draft of version 1');
	await marketer.post(`/terms/${slug}/versions/1/review`, { revision: 1 });
	held = await marketing.post(`/agreements/${made.number}/signature`, { revision: made.revision });
	match(held.json.detail, 'put it on one charter sheet with the agreement');
	for (const team of [marketing, sales])
		equal((await team.post(`/terms/${slug}/versions/1/signature`, { revision: 1 })).status, 200);
	equal((await marketing.post(`/agreements/${made.number}/signature`, { revision: made.revision })).status, 200);
});

test('a draft sent twice with one key is one draft', async () => {
	const key = { 'idempotency-key': `agreement-${process.pid}` }, body = await words();
	const one = await marketer.post('/agreements', body, key), two = await marketer.post('/agreements', body, key);
	equal([one.status, two.status, two.json], [201, 201, one.json]);
	equal((await marketer.post('/agreements', await words({ text: 'Other' }), key)).status, 422);
});

test('a version that waits for its day is ratified, and the trail names every act', async () => {
	const { number } = await agreedAgreement({ valid_from: '2099-01-01' });
	const got = (await reader.get(`/agreements/${number}`)).json;
	equal([got.state, got.in_force_at.slice(0, 4)], ['ratified', '2099']);
	const acts = sql(`SELECT act, COUNT(*) FROM audit WHERE subject = 'agreement' AND subject_id = (SELECT id FROM agreement WHERE number = ${number}) GROUP BY act ORDER BY act`);
	equal(acts, [['agreement.draft', '1'], ['agreement.ratified', '1'], ['agreement.review', '1'], ['agreement.signature', '2']]);
});

test('an agreement and the wording it cites are signed as one sheet and come into force together', async () => {
	const slug = await term({ in_force_from: '2099-02-01' });
	await marketer.post(`/terms/${slug}/versions/1/review`, { revision: 1 });
	const { number, revision } = await proposedAgreement({ gate: slug, valid_from: '2099-01-01' });
	problem(await marketer.post('/sheets', { versions: [], agreement: { number, revision } }), 422, '/versions');
	problem(await marketer.post('/sheets', { versions: [{ slug, number: 1, revision: 1 }], agreement: number }), 422, '/agreement');
	problem(await marketer.post('/sheets', { versions: [{ slug, number: 1, revision: 1 }], agreement: { number: 999999, revision } }), 422, '/agreement/number');
	problem(await marketer.post('/sheets', { versions: [{ slug, number: 1, revision: 1 }], agreement: { number, revision: 7 } }), 409);
	const made = await marketer.post('/sheets', { versions: [{ slug, number: 1, revision: 1 }], agreement: { number, revision } });
	equal([made.status, made.json.agreement.number, made.json.versions.length, made.json.state], [201, number, 1, 'open'], made.text);
	const alone = await marketing.post(`/agreements/${number}/signature`, { revision });
	problem(alone, 409);
	match(alone.json.detail, `charter sheet ${made.json.id}`);
	problem(await marketer.post('/sheets', { versions: [{ slug, number: 1, revision: 1 }], agreement: { number, revision } }), 409);
	const edited = await marketer.patch(`/agreements/${number}`, { text: 'Other words.' }, { 'if-match': `"r${revision}"` });
	equal(edited.json.sheet, made.json.id);
	problem(await marketing.post(`/sheets/${made.json.id}/signature`, { revision: 1 }), 409);
	const one = await marketing.post(`/sheets/${made.json.id}/signature`, { revision: 2 });
	equal([one.status, one.json.state, one.json.agreement.signatures.length], [200, 'open', 1], one.text);
	const two = await sales.post(`/sheets/${made.json.id}/signature`, { revision: 2 });
	equal([two.status, two.json.state, two.json.agreement.state], [200, 'ratified', 'ratified'], two.text);
	equal(two.json.agreement.in_force_at, two.json.versions[0].in_force_at);
	match(two.json.agreement.in_force_at, '2099-0');
	const checked = (await reader.get(`/terms/${slug}/versions/1`)).json;
	equal([checked.state, checked.signatures.length], ['ratified', 2]);
});

test('a sheet cannot be signed while the agreement on it needs a term that is neither agreed nor there', async () => {
	const [gate, other] = [await term({}), await term({})];
	await marketer.post(`/terms/${other}/versions/1/review`, { revision: 1 });
	const { number, revision } = await proposedAgreement({ gate });
	const made = await marketer.post('/sheets', { versions: [{ slug: other, number: 1, revision: 1 }], agreement: { number, revision } });
	const held = await marketing.post(`/sheets/${made.json.id}/signature`, { revision: 1 });
	problem(held, 409);
	match(held.json.detail, 'cannot be signed yet');
});
