// The charter: versions put on one sheet, signed once by each side, in force together.
import { api, as, people, sql, unique } from '../lib/client.mjs';
import { draft, makeTerm } from '../lib/glossary.mjs';
import { all, words } from '../lib/html.mjs';
import { test, ok, equal, lacks, match } from '../lib/tap.mjs';

const refused = (answer, status, words) => {
	equal(answer.status, status, answer.text.slice(0, 400));
	if (words)
		match(answer.json.detail, words);
};

// A version in review: { slug, number, revision, path, name }.
async function inReview(name = 'On sheet', meaning = 'What it means.') {
	const full = unique(name);
	const { slug } = (await api('marketer').post('/terms', { name: full, kind: 'word' })).json;
	const path = `/terms/${slug}/versions/1`;
	await api('marketer').post(`/terms/${slug}/versions`, { meaning });
	equal((await api('marketer').post(`${path}/review`, { revision: 1 })).json.state, 'in_review');
	return { slug, number: 1, revision: 1, path, name: full };
}
const named = versions => versions.map(({ slug, number, revision }) => ({ slug, number, revision }));
async function sheetOf(...versions) {
	const answer = await api('seller').post('/sheets', { versions: named(versions) });
	equal(answer.status, 201, answer.text);
	return answer.json;
}
// The line of a sheet in the list of all.
const rowOf = (page, id) => words(page.with('row-link').find(row => all(row, 'a').some(a => a.attributes.href === `/charter/${id}`)));
const state = async version => (await api('observer').get(version.path)).json.state;
const idOf = version => sql(`SELECT v.id FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${version.slug}' AND v.number = ${version.number}`)[0][0];

test('a sheet is made of versions in review and shows them', async () => {
	const versions = [await inReview(), await inReview()];
	const answer = await api('seller').post('/sheets', { versions: named(versions) });
	equal(answer.status, 201, answer.text);
	equal(answer.headers.etag, '"r1"');
	equal(answer.location, `/api/v1/sheets/${answer.json.id}`);
	const found = await api('observer').get(`/sheets/${answer.json.id}`);
	equal(found.status, 200);
	equal(found.json, answer.json);
	equal([found.json.state, found.json.revision, found.json.signatures], ['open', 1, []]);
	equal(found.json.versions.map(v => v.slug).sort(), versions.map(v => v.slug).sort());
	equal(found.json.versions.map(v => v.sheet), [found.json.id, found.json.id]);
});

test('one signature a side brings all of it into force at the same moment', async () => {
	const versions = [await inReview(), await inReview(), await inReview()];
	const sheet = await sheetOf(...versions);
	const first = await api('sales').post(`/sheets/${sheet.id}/signature`, { revision: 1 });
	equal(first.status, 200, first.text);
	equal(first.json.signatures.map(s => [s.team, s.person]), [['sales', people.sales.name]]);
	equal(await Promise.all(versions.map(state)), ['in_review', 'in_review', 'in_review']);
	const both = await api('marketing').post(`/sheets/${sheet.id}/signature`, { revision: 1 });
	equal(both.status, 200, both.text);
	equal(both.json.state, 'ratified');
	equal(both.json.versions.map(v => v.state), ['in_force', 'in_force', 'in_force']);
	equal(new Set(both.json.versions.map(v => v.in_force_at)).size, 1);
	for (const version of both.json.versions) {
		equal(version.signatures.map(s => s.team), ['marketing', 'sales']);
		match(version.signatures[0].sha256, /^[0-9a-f]{64}$/);
	}
	refused(await api('sales').post(`/sheets/${sheet.id}/signature`, { revision: 1 }), 409);
});

test('both sides at the same instant: once', async () => {
	for (let round = 0; round < 4; round++) {
		const sheet = await sheetOf(await inReview(), await inReview());
		const answers = await Promise.all(['marketing', 'sales'].map(who => api(who).post(`/sheets/${sheet.id}/signature`, { revision: 1 })));
		equal(answers.map(a => a.status), [200, 200], answers.map(a => a.text).join('\n'));
		equal((await api('observer').get(`/sheets/${sheet.id}`)).json.state, 'ratified');
	}
});

test('who may: members make sheets, signatories sign, once for a team', async () => {
	const version = await inReview();
	refused(await api('observer').post('/sheets', { versions: named([version]) }), 403);
	const sheet = await sheetOf(version);
	for (const who of ['marketer', 'seller', 'observer', 'administrator'])
		refused(await api(who).post(`/sheets/${sheet.id}/signature`, { revision: 1 }), 403);
	equal((await api('sales').post(`/sheets/${sheet.id}/signature`, { revision: 1 })).status, 200);
	refused(await api('sales').post(`/sheets/${sheet.id}/signature`, { revision: 1 }), 409);
	refused(await api('sales').post('/sheets/999999999/signature', { revision: 1 }), 404);
	refused(await api('sales').get('/sheets/999999999'), 404);
});

test('a sheet refuses what cannot be on it, and says which', async () => {
	const draft = await inReview(), signed = await inReview(), taken = await inReview(), fine = await inReview();
	await api('sales').post(`${draft.path}/objection`, { revision: 1, reason: 'No.' });
	await api('sales').post(`${signed.path}/signature`, { revision: 1 });
	await sheetOf(taken);
	refused(await api('seller').post('/sheets', { versions: named([fine, draft]) }), 409, 'draft');
	refused(await api('seller').post('/sheets', { versions: named([fine, signed]) }), 409, signed.name);
	refused(await api('seller').post('/sheets', { versions: named([fine, taken]) }), 409, 'sheet');
	refused(await api('seller').post('/sheets', { versions: named([{ ...fine, revision: 4 }]) }), 409, 'revision 1');
	const pointers = async body => {
		const answer = await api('seller').post('/sheets', body);
		equal(answer.status, 422, answer.text);
		return answer.json.errors.map(e => e.pointer).sort();
	};
	equal(await pointers({ versions: [] }), ['/versions']);
	equal(await pointers({}), ['/versions']);
	equal(await pointers({ versions: [{ slug: 'nothing-so-called', number: 1, revision: 1 }, { slug: fine.slug, number: 9, revision: 1, colour: 1 }] }),
		['/versions/0/slug', '/versions/1/colour', '/versions/1/number']);
	equal(await pointers({ versions: named([fine, fine]) }), ['/versions/1']);
	equal(await pointers({ versions: named([{ ...fine, number: 0 }]) }), ['/versions/0/number']);
	equal(await pointers({ versions: named([fine, { ...signed, number: 0 }, { ...taken, number: -1 }]) }), ['/versions/1/number', '/versions/2/number']);
	equal(await pointers({ versions: [{ slug: fine.slug, revision: 1 }, { slug: '', number: 1, revision: 1 }] }), ['/versions/0/number', '/versions/1/slug']);
	await sheetOf(fine);
});

test('a version on a sheet is signed with the sheet, not by itself', async () => {
	const version = await inReview(), sheet = await sheetOf(version);
	refused(await api('sales').post(`${version.path}/signature`, { revision: 1 }), 409, `sheet ${sheet.id}`);
});

test('an edit clears the signatures of the whole sheet and moves its revision on', async () => {
	const versions = [await inReview(), await inReview()], sheet = await sheetOf(...versions);
	await api('sales').post(`/sheets/${sheet.id}/signature`, { revision: 1 });
	equal((await api('marketer').patch(versions[0].path, { meaning: 'Changed.' }, { 'if-match': '"r1"' })).status, 200);
	const now = (await api('observer').get(`/sheets/${sheet.id}`)).json;
	equal([now.revision, now.signatures, now.versions.flatMap(v => v.signatures)], [2, [], []]);
	refused(await api('marketing').post(`/sheets/${sheet.id}/signature`, { revision: 1 }), 409, 'revision 2');
	for (const who of ['marketing', 'sales'])
		equal((await api(who).post(`/sheets/${sheet.id}/signature`, { revision: 2 })).status, 200);
	equal(await Promise.all(versions.map(state)), ['in_force', 'in_force']);
});

test('an objection keeps the sheet from being signed until the version is in review again', async () => {
	const versions = [await inReview(), await inReview()], sheet = await sheetOf(...versions);
	equal((await api('sales').post(`${versions[1].path}/objection`, { revision: 1, reason: 'Not yet.' })).status, 200);
	const { revision } = (await api('observer').get(`/sheets/${sheet.id}`)).json;
	refused(await api('marketing').post(`/sheets/${sheet.id}/signature`, { revision }), 409, 'no longer in review');
	const page = await (await as('sales')).get(`/charter/${sheet.id}`);
	match(page.page.main, `“${versions[1].name}” went back to a draft`);
	ok(!page.page.may(`/charter/${sheet.id}/signature`), 'nothing to sign');
	match(page.page.main, 'Cannot be signed now');
	match(rowOf((await (await as('sales')).get('/charter')).page, sheet.id), 'Cannot be signed now');
});

test('in the browser: choose, make, read, sign on both sides', async () => {
	const versions = [await inReview('Chosen', 'First words.'), await inReview('Chosen', 'Other words.')];
	const maker = await as('seller');
	const list = await maker.get('/charter');
	equal(list.page.h1, 'Charter');
	const answer = await maker.submit(list, '/charter', Object.fromEntries(versions.map(v => [`version_${idOf(v)}`, true])));
	match(answer.location, /^\/charter\/\d+\?done=made$/);
	const made = await maker.follow(answer), path = answer.location.split('?')[0];
	match(made.page.notice, 'The sheet is made.');
	match(made.page.main, 'Awaiting both teams');
	for (const version of versions)
		match(made.page.main, version.name);
	match(made.page.main, 'First words.');
	ok(!made.page.may(`${path}/signature`), 'a member who is no signatory has no button');
	const sales = await as('sales'), marketing = await as('marketing');
	const read = await sales.get(path), title = versions.map(v => v.name).sort().join(' and ');
	const signed = await sales.follow(await sales.submit(read, `${path}/signature`));
	match(signed.page.main, people.sales.name);
	match(signed.page.main, 'Awaiting Marketing');
	ok(!signed.page.may(`${path}/signature`));
	const agreed = await marketing.follow(await marketing.submit(await marketing.get(path), `${path}/signature`));
	match(agreed.page.notice, 'everything on the sheet is agreed');
	match(agreed.page.main, 'in force since');
	equal(await Promise.all(versions.map(state)), ['in_force', 'in_force']);
	ok(!agreed.page.may(`${path}/withdrawal`));
	equal([read.page.h1, read.page.title.split(' – ').slice(0, 2)], [title, [title, 'Charter']], 'a sheet is called by what is on it');
	const index = await maker.get('/charter');
	match(rowOf(index.page, path.split('/').pop()), title);
	match(index.page.main, `Charter sheet ${path.split('/').pop()}`);
	ok(!index.page.may('/charter') || !index.page.form('/charter').has(`version_${idOf(versions[0])}`), 'what is agreed is off the list');
});

test('in the browser: a sheet shows the difference from what is in force', async () => {
	const version = await inReview('Compared', 'At least twenty people.');
	for (const who of ['marketing', 'sales'])
		await api(who).post(`${version.path}/signature`, { revision: 1 });
	await api('seller').post(`/terms/${version.slug}/versions`, { meaning: 'At least fifty people.' });
	await api('seller').post(`/terms/${version.slug}/versions/2/review`, { revision: 1 });
	const sheet = await sheetOf({ slug: version.slug, number: 2, revision: 1 });
	const page = (await (await as('observer')).get(`/charter/${sheet.id}`)).page;
	equal([...page.all('del'), ...page.all('ins')].map(n => n.children.filter(c => typeof c === 'string').join('')), ['twenty', 'fifty']);
	ok(!page.may(/signature|withdrawal/), 'an observer only reads');
});

test('in the browser: a choice that moved on is refused in words, and the list shows how it stands', async () => {
	const fresh = await inReview('Fresh'), edited = await inReview('Edited'), taken = await inReview('Taken');
	const maker = await as('seller'), list = await maker.get('/charter');
	const choose = version => maker.submit(list, '/charter', { [`version_${idOf(version)}`]: true });
	await api('marketer').patch(edited.path, { meaning: 'Edited meanwhile.' }, { 'if-match': '"r1"' });
	await sheetOf(taken);
	const stale = await choose(edited);
	equal(stale.status, 409);
	match(stale.page.problems.join(' '), `“${edited.name}” was edited`);
	ok(stale.page.form('/charter').value(`version_${idOf(edited)}`) === undefined, 'it is not ticked again unread');
	const gone = await choose(taken);
	equal(gone.status, 409);
	match(gone.page.problems.join(' '), 'another sheet');
	const none = await maker.submit(list, '/charter');
	equal(none.status, 422);
	match(none.page.problems.join(' '), 'Tick at least one version');
	const fields = list.page.form('/charter').fields();
	equal((await maker.post('/charter', { ...fields, version_x: '1' })).status, 400);
	equal((await choose(fresh)).status, 303);
});

test('in the browser: who signs an older state of the sheet is shown the present one', async () => {
	const version = await inReview('Older'), sheet = await sheetOf(version), path = `/charter/${sheet.id}`;
	const sales = await as('sales'), before = await sales.get(path);
	await api('marketer').patch(version.path, { meaning: 'Newer words.' }, { 'if-match': '"r1"' });
	const answer = await sales.submit(before, `${path}/signature`);
	equal(answer.status, 409);
	match(answer.page.main, 'nothing was done');
	match(answer.page.main, 'Newer words.');
	const { main } = (await sales.get(path)).page;
	match(main, `“${version.name}” was edited by ${people.marketer.name}`, 'the notice names what changed');
	equal((await api('observer').get(`/sheets/${sheet.id}`)).json.signatures, []);
	equal((await sales.submit(answer, `${path}/signature`)).status, 303);
	const maker = await as('seller');
	equal((await maker.post(`${path}/signature`, (await sales.get(path)).page.form(`${path}/withdrawal`).fields())).status, 403);
});

test('in the browser: a sheet is taken apart, and its versions can go on another', async () => {
	const version = await inReview('Apart'), sheet = await sheetOf(version), path = `/charter/${sheet.id}`;
	const maker = await as('marketer');
	const before = await maker.get(path);
	const after = await maker.follow(await maker.submit(before, `${path}/withdrawal`));
	match(after.page.main, 'Withdrawn');
	equal(await state(version), 'in_review');
	const late = await maker.submit(before, `${path}/withdrawal`, {}, { headers: {} });
	ok(late.status === 303 || late.status === 409);
	refused(await api('sales').post(`/sheets/${sheet.id}/signature`, { revision: 2 }), 409, 'withdrawn');
	await sheetOf(version);
});

test('in the browser: a sheet shows all that is signed: stage, metric, reason, dates', async () => {
	const make = async (kind, words) => {
		const name = unique(`Whole ${kind}`), { slug } = (await api('marketer').post('/terms', { name, kind })).json, path = `/terms/${slug}/versions/1`;
		const answer = await api('marketer').post(`/terms/${slug}/versions`, { meaning: 'What it means.', ...words });
		equal(answer.status, 201, answer.text);
		equal((await api('marketer').post(`${path}/review`, { revision: 1 })).status, 200);
		return { slug, number: 1, revision: 1, path, name };
	};
	const stage = { path: 'deal', position: 871, owner_team: 'sales', longest_days: 42 };
	const versions = [await make('stage', { stage, review_by: '2098-03-04', in_force_from: '2097-02-03' }),
		await make('metric', { metric: { measure: 'Zebras over gnus', counts_by: 'the day of the count', closed_event: 'invoiced' } }),
		await make('reason', { reason: { acts: ['recycle'] } })];
	const sheet = await sheetOf(...versions), sales = await as('sales');
	const facts = page => Object.fromEntries(page.with('clause').flatMap(clause => all(clause, 'dt').map((dt, i) => [words(dt), words(all(clause, 'dd')[i]).toLowerCase()])));
	const shown = facts((await sales.get(`/charter/${sheet.id}`)).page);
	equal(shown, { 'Path': 'deals', 'Place on the path': '871', 'Owner team': 'sales', 'Longest stay': '42 days', 'Look at again by': '4 march 2098',
		'In force from': '3 february 2097', 'What is measured': 'zebras over gnus', 'Counts by': 'the day of the count', 'A deal is closed when': 'invoiced',
		'A reason to': 'recycle it' });
	await api('marketer').post(`/sheets/${sheet.id}/withdrawal`, { revision: 1 });
	const next = await make('stage', { stage: { ...stage, position: 872 } });
	for (const who of ['marketing', 'sales'])
		await api(who).post(`${next.path}/signature`, { revision: 1 });
	await api('seller').post(`/terms/${next.slug}/versions`, { meaning: 'What it means.', stage: { ...stage, position: 873, longest_days: 7 } });
	equal((await api('seller').post(`/terms/${next.slug}/versions/2/review`, { revision: 1 })).status, 200);
	const change = await sheetOf({ slug: next.slug, number: 2, revision: 1 });
	const page = (await sales.get(`/charter/${change.id}`)).page;
	equal(page.all('del').map(words), ['872', '42 days'], 'what was');
	equal(page.all('ins').map(words), ['873', '7 days'], 'what comes instead');
});

test('in the browser: a draft that still lacks what a metric needs is not offered, and not sent', async () => {
	const writer = await as('marketer'), drafted = async fields => {
		const { slug, name } = await makeTerm(writer, { kind: 'metric', name: unique('Zebra share') });
		await draft(writer, slug, { meaning: 'Zebras of all.', ...fields });
		return { name, id: sql(`SELECT v.id FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`)[0][0] };
	};
	const whole = await drafted({ metric_measure: 'zebras of all', metric_counts_by: 'the day they came' }), bare = await drafted({});
	const page = await writer.get('/charter');
	match(page.page.main, whole.name);
	lacks(page.page.main, bare.name);
	const form = page.page.form('/charter'), answer = await writer.post('/charter', { csrf: form.value('csrf'), key: form.value('key'), [`version_${bare.id}`]: '1' });
	ok(answer.status >= 400 && answer.status < 500, `${answer.status}`);
	equal(sql(`SELECT state FROM term_version WHERE id = ${bare.id}`), [['draft']]);
});

test('in the browser: a draft is changed on the way to its sheet, and saving leads back there', async () => {
	const writer = await as('marketer'), { slug, name } = await makeTerm(writer, { name: unique('Zebra word') }), at = `/glossary/${slug}/versions/1`;
	await draft(writer, slug, { meaning: 'Zebras.' });
	const list = await writer.get('/charter'), edit = list.page.links.find(href => href.startsWith(`${at}/edit`)), form = await writer.get(edit);
	ok(form.page.links.includes('/charter'), 'also without saving');
	const action = `${at}?to=charter`, refused = await writer.submit(form, action, { meaning: '' }, { button: 'step=save' });
	equal(refused.status, 422);
	const saved = await writer.submit(refused, action, { meaning: 'Striped horses.' }, { button: 'step=save' });
	match(saved.location, /^\/charter\?done=saved#version-\d+$/);
	const back = await writer.follow(saved), box = back.page.by(saved.location.split('#')[1]);
	ok(box, saved.location);
	match(back.page.main, new RegExp(`${name}, version 1\\s*Striped horses\\.`));
	match(back.page.notice, 'The draft is saved.');
	equal((await writer.submit(await writer.get(edit), action, {}, { button: 'step=save' })).location, saved.location.replace('saved', 'same'), 'nothing changed');
	ok(!(await writer.submit(await writer.get(`${at}/edit`), at, { meaning: 'Horses.' }, { button: 'step=save' })).location.startsWith('/charter'));
});

test('in the browser: what cannot go on a sheet says why, and an observer is offered nothing', async () => {
	const signed = await inReview('Alone'), taken = await inReview('Elsewhere'), sheet = await sheetOf(taken);
	await api('sales').post(`${signed.path}/signature`, { revision: 1 });
	const { page } = await (await as('seller')).get('/charter');
	match(page.main, `${signed.name}, version 1: Sales has signed it by itself, so Marketing signs it there too.`);
	match(page.main, `${taken.name}, version 1: it is on charter sheet ${sheet.id} already.`);
	const reader = (await (await as('observer')).get('/charter')).page;
	ok(!reader.may('/charter'), 'no form');
	lacks(reader.main, 'Make a sheet');
	match((await (await as('observer')).get('/glossary')).text, 'Charter: sign several at once');
});
