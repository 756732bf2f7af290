// Files of terms: the dry run that says what would happen, the import that does just that, and exports that read back.
import { api, as, send, sql, unique } from '../lib/client.mjs';
import { all, words } from '../lib/html.mjs';
import { test, ok, equal, match, lacks } from '../lib/tap.mjs';

const quoted = cell => `"${String(cell).replace(/"/g, '""')}"`;
const csv = (...rows) => rows.map(row => row.map(quoted).join(',')).join('\r\n') + '\r\n';
const acts = json => json.rows.map(row => row.act);
const counts = ({ created, changed, same, refused }) => [created, changed, same, refused];

async function upload(who, body, query = '', type = 'text/csv') {
	const answer = await api(who).post(`/terms/import${query}`, body, { 'content-type': type });
	equal(answer.status, 200, answer.text);
	return answer.json;
}
const imported = (who, body, type) => upload(who, body, '?dry_run=false', type);

// Gives a file (or its text) to the page and follows to the dry run.
async function given(browser, typed) {
	const answer = await browser.fill('/glossary/import', '/glossary/imports', typed);
	match(answer.location ?? '', /^\/glossary\/imports\/\d+$/, `${answer.status} ${answer.page.problems}`);
	return browser.follow(answer);
}
const file = (content, filename = 'terms.csv') => ({ file: { filename, content, type: 'text/csv' } });
const boxes = page => page.page.all(n => n.tag === 'input' && n.attributes.type === 'checkbox' && /^line_\d+$/.test(n.attributes.name ?? ''));
const tiles = page => page.page.with('big').map(n => Number(n.children.join('')));
const tags = page => page.page.with('tag-cell').map(n => n.children.flatMap(c => c.children ?? []).filter(c => typeof c === 'string').join('').trim());

const column = (page, cell) => all(page.page.all('tbody')[0], 'tr').map(row => words(cell(row)));
const lines = page => column(page, row => all(row, n => n.attributes['data-label'] === 'Line')[0]).map(Number);
const whys = page => column(page, row => all(row, 'td').at(-1));
const buttons = page => page.page.with('main-btn').map(words);

// Confirms the dry run with these boxes ticked; all that are ticked on the page when none are named.
function confirm(browser, page, lines) {
	const form = page.page.form(/\/confirmation$/);
	const kept = Object.entries(form.fields()).filter(([name]) => !name.startsWith('line_'));
	lines ??= boxes(page).filter(b => 'checked' in b.attributes).map(b => b.attributes.name.slice(5));
	return browser.post(form.action, [...kept, ...lines.map(line => [`line_${line}`, 'yes'])]);
}

test('a dry run says what each row would do and changes nothing; it is what happens unless asked otherwise', async () => {
	const name = unique('Dry');
	const body = csv(['category', 'term', 'definition'], ['x', name, 'What it means.'], ['x', '', 'Nobody.'], ['x', `${name} two`, '']);
	for (const query of ['', '?dry_run=true']) {
		const plan = await upload('marketer', body, query);
		equal(plan.dry_run, true);
		equal(acts(plan), ['create', 'refuse', 'refuse']);
		equal(counts(plan), [1, 0, 0, 2]);
		equal(plan.rows.map(r => r.line), [2, 3, 4]);
		equal(plan.rows[0].term, name);
		equal(plan.rows[0].problems, []);
		ok(plan.rows[1].problems.length && plan.rows[2].problems.length, 'a refused row says why');
		equal(plan.ignored, ['category']);
	}
	equal((await api('marketer').get(`/terms?q=${encodeURIComponent(name)}`)).json.items, []);
});

test('what is imported becomes drafts; the same file again is the same, other words a new draft', async () => {
	const name = unique('Imported');
	const head = ['name', 'kind', 'meaning', 'synonyms'];
	const first = csv(head, [name, 'theme', 'One meaning.', 'a; b'], [`${name} second`, '', 'Another.', '']);
	equal(counts(await imported('marketer', first)), [2, 0, 0, 0]);
	const [made] = (await api('seller').get(`/terms?q=${encodeURIComponent(name)}`)).json.items;
	const whole = (await api('seller').get(`/terms/${made.slug}`)).json;
	equal([whole.kind, whole.synonyms, whole.versions.map(v => [v.number, v.state, v.meaning])], ['theme', ['a', 'b'], [[1, 'draft', 'One meaning.']]]);
	equal(counts(await imported('marketer', first)), [0, 0, 2, 0]);
	const second = csv(head, [name.toUpperCase(), '', 'New words.', '']);
	const other = await imported('seller', second);
	equal(acts(other), ['change']);
	equal((await api('seller').get(`/terms/${made.slug}`)).json.versions.map(v => [v.number, v.meaning]), [[2, 'New words.'], [1, 'One meaning.']]);
	equal(acts(await imported('seller', csv(head, [name, 'stage', 'x', '']))), ['refuse'], 'a term never changes its kind');
});

test('what both teams have signed stays in force whatever is imported', async () => {
	const name = unique('Agreed');
	const { slug } = (await imported('marketer', csv(['term', 'definition'], [name, 'Signed words.']))).rows[0];
	const path = `/terms/${slug}/versions/1`;
	await api('marketer').post(`${path}/review`, { revision: 1 });
	for (const who of ['marketing', 'sales'])
		equal((await api(who).post(`${path}/signature`, { revision: 1 })).status, 200);
	const plan = await imported('seller', csv(['term', 'definition'], [name, 'Other words.']));
	equal(acts(plan), ['change']);
	const whole = (await api('seller').get(`/terms/${slug}`)).json;
	equal(whole.in_force.number, 1);
	equal(whole.versions.map(v => v.state), ['draft', 'in_force']);
});

test('rows that repeat, contradict, or quote badly are told apart, and one slip does not swallow the rest', async () => {
	const name = unique('Quirk');
	const text = `term;definition\n${name} a;Plain\n${name} a;Plain\n${name} a;Other\n${name} b;Has "quotes" inside\n"${name} c;never closed\n${name} d;Plain\n`;
	const plan = await upload('marketer', text);
	equal(acts(plan), ['create', 'same', 'refuse', 'create', 'refuse', 'create']);
	equal(plan.rows.map(r => r.line), [2, 3, 4, 5, 6, 7]);
	equal(plan.rows[3].term, `${name} b`);
});

test('UTF-16, Windows-1252 and a byte order mark are read as they are meant', async () => {
	const name = unique('Größe'), text = `name\tmeaning\r\n${name}\tÜber alle Maße\r\n`;
	for (const body of [Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(text, 'latin1'), Buffer.from(`\ufeff${text}`)]) {
		const answer = await send('POST', '/api/v1/terms/import', { headers: { authorization: `Bearer ${api('marketer').token}`, 'content-type': 'text/csv' }, body });
		equal(answer.json.rows?.[0]?.term, name, answer.text);
	}
});

test('JSON comes in as well, whole or as a list, with criteria and stages', async () => {
	const name = unique('From JSON');
	const terms = [{ name, kind: 'stage', meaning: 'A step.', stage: { path: 'deal', position: 2, owner_team: 'sales', longest_days: 30 },
		criteria: [{ code: 'SIZE', label: 'Size', kind: 'number', bound: { min: 2.5 }, level: 'must', evidence: false }], colour: 'red' }];
	const plan = await imported('marketer', JSON.stringify({ terms }), 'application/json');
	equal(counts(plan), [1, 0, 0, 0], JSON.stringify(plan));
	equal(plan.ignored, ['colour']);
	const [version] = (await api('seller').get(`/terms/${plan.rows[0].slug}`)).json.versions;
	equal(version.stage, terms[0].stage);
	equal(version.criteria, terms[0].criteria);
	equal(counts(await imported('seller', JSON.stringify(terms), 'application/json; charset=utf-8')), [0, 0, 1, 0]);
});

test('no criterion of a file is passed over: empty ones and too many leave their row out, and say so', async () => {
	const one = label => ({ label, kind: 'yes_no', level: 'must' });
	for (const [criteria, words] of [[[...Array(100).fill({}), one('Asked for a price')], 'Criterion 1'], [[one('Asked'), { kind: 'number', level: 'must' }], 'Criterion 2'], [Array.from({ length: 101 }, (_, i) => one(`Asked ${i}`)), 'at most 30 criteria']]) {
		const name = unique('Passed over');
		for (const plan of [await imported('marketer', JSON.stringify([{ name, kind: 'word', meaning: 'A step.', criteria }]), 'application/json'), await imported('marketer', csv(['name', 'meaning', 'criteria'], [name, 'A step.', JSON.stringify(criteria)]))]) {
			equal(counts(plan), [0, 0, 0, 1], JSON.stringify(plan));
			match(JSON.stringify(plan.rows[0]), words);
		}
		equal(sql(`SELECT COUNT(*) FROM term WHERE name = '${name}'`), [['0']]);
	}
});

test('an import that cannot be read is refused whole', async () => {
	const post = (body, type, query = '') => api('marketer').post(`/terms/import${query}`, body, { 'content-type': type });
	const good = csv(['name', 'meaning'], [unique('Never'), 'x']);
	for (const [answer, status] of [
		[await post(good, 'text/plain'), 415], [await post('{"terms":', 'application/json'), 400], [await post('{"terms":1}', 'application/json'), 422],
		[await post(csv(['name', 'colour'], ['a', 'b']), 'text/csv'), 422], [await post('', 'text/csv'), 422],
		[await post(good, 'text/csv', '?dry_run=maybe'), 422], [await post(`name,meaning\n${'x'.repeat(4 * 1024 * 1024)},y\n`, 'text/csv'), 413],
	]) {
		equal(answer.status, status, answer.text.slice(0, 300));
		equal(answer.headers['content-type'], 'application/problem+json');
	}
	equal((await api('observer').post('/terms/import', good, { 'content-type': 'text/csv' })).status, 403);
});

test('what is given away reads back to the same, as CSV and as JSON', async () => {
	const name = unique('=1+1 Formula');
	await imported('marketer', csv(['name', 'meaning', 'synonyms', 'abbreviations', 'bindings'], [name, '- a list\n- of two', '@one\n"two", three', 'FX', 'SIZE = Employees']));
	for (const [path, type, content] of [['/terms.csv', 'text/csv', 'text/csv; charset=utf-8; header=present'], ['/terms.json', 'application/json', 'application/json']]) {
		const given = await api('observer').get(path);
		equal(given.status, 200);
		equal(given.headers['content-type'], content);
		match(given.text, path === '/terms.csv' ? `"'${name}"` : JSON.stringify(name), 'the name, safe for a spreadsheet');
		const plan = await upload('marketer', given.text, '?dry_run=true', type);
		const odd = plan.rows.filter(row => row.act !== 'same');
		equal(odd, [], `${path} reads back to something else`);
		ok(plan.same > 0);
	}
});

test('an export is noted in the trail', async () => {
	const before = Number(sql("SELECT COUNT(*) FROM audit WHERE act = 'terms.export'")[0][0]);
	const reader = await as('observer');
	const answer = await reader.get('/glossary/terms.csv');
	equal(answer.status, 200);
	match(answer.headers['content-disposition'], 'attachment; filename="glossary.csv"');
	match((await reader.get('/glossary/terms.json')).headers['content-disposition'], 'attachment; filename="glossary.json"');
	equal(Number(sql("SELECT COUNT(*) FROM audit WHERE act = 'terms.export'")[0][0]), before + 2);
});

test('in the browser: a file is checked row by row, and what is ticked goes in', async () => {
	const name = unique('Ticked'), browser = await as('marketer');
	const dry = await given(browser, file(csv(['category', 'term', 'definition'], ['a', `${name} one`, 'First.'], ['a', `${name} two`, 'Second.'],
		['a', '', 'Nobody.'], ['a', `${name} three`, 'Third.']), 'my words.csv'));
	equal(dry.status, 200);
	equal(dry.page.h1, 'Check the import');
	match(dry.page.main, 'my words.csv. Comma separated, 4 rows.');
	match(dry.page.main, 'The column category is not read.');
	equal(tiles(dry), [3, 0, 0, 1]);
	equal(boxes(dry).map(b => [b.attributes.name, 'checked' in b.attributes]), [['line_2', true], ['line_3', true], ['line_5', true]]);
	equal(Number(sql(`SELECT COUNT(*) FROM term WHERE name LIKE '${name}%'`)[0][0]), 0, 'nothing is saved yet');
	const answer = await confirm(browser, dry, [2, 5]);
	const finished = await browser.follow(answer);
	equal(finished.page.h1, 'Import finished');
	equal(tiles(finished), [2, 0, 0, 2]);
	match(finished.page.main, 'You left this row out.');
	match(dry.page.title, /^Check my words\.csv – Glossary/, 'two imports are told apart by their titles');
	match(finished.page.title, /^Imported my words\.csv – Glossary/);
	equal(buttons(dry), ['Import 3 terms']);
	equal([tags(dry), lines(dry)], [['Left out', 'New', 'New', 'New'], [4, 2, 3, 5]], 'what to look at comes first');
	equal(whys(dry).slice(1), ['', '', ''], 'a plain new row does not say again what the tile says');
	equal(all(finished.page.with('tag-cell')[1], n => n.attributes.class === 'tag').map(words), ['Left out'], 'what a person left out is no warning');
	equal(all(finished.page.with('tag-cell')[0], n => n.attributes.class === 'tag warn').map(words), ['Left out']);
	equal(boxes(finished), []);
	ok(!finished.page.may(/confirmation/));
	equal(sql(`SELECT name FROM term WHERE name LIKE '${name}%' ORDER BY name`).flat(), [`${name} one`, `${name} three`]);
	const slugs = sql(`SELECT slug FROM term WHERE name LIKE '${name}%'`).flat();
	for (const slug of slugs)
		ok(finished.page.links.includes(`/glossary/${slug}`), `${slug} is linked`);
});

test('in the browser: pasted text works as well, and changes are told from what is the same', async () => {
	const name = unique('Pasted'), browser = await as('seller');
	await imported('marketer', csv(['term', 'definition'], [`${name} one`, 'First.'], [`${name} two`, 'Second.']));
	const dry = await given(browser, { text: `term,definition\n${name} one,First.\n${name} two,Changed.\n${name} three,New.\n` });
	equal(tiles(dry), [1, 1, 1, 0]);
	match(dry.page.main, 'Pasted text');
	match(dry.page.title, /^Check the pasted text – Glossary/);
	equal(tags(dry), ['New version', 'New', 'The same']);
	const finished = await browser.follow(await confirm(browser, dry));
	equal(tiles(finished), [1, 1, 1, 0]);
	equal(sql(`SELECT v.number, v.meaning FROM term t JOIN term_version v ON v.term_id = t.id WHERE t.name = '${name} two' ORDER BY v.number`), [['1', 'Second.'], ['2', 'Changed.']]);
});

test('in the browser: a form that cannot be used says why and keeps the text', async () => {
	const browser = await as('marketer');
	const refused = async (typed, words) => {
		const answer = await browser.fill('/glossary/import', '/glossary/imports', typed);
		equal(answer.status, 422);
		match(answer.page.problems.join(' '), words);
		match(answer.page.title, /^Error: /);
		return answer;
	};
	await refused({}, 'Choose a file, or paste its text');
	await refused({ ...file('name,meaning\na,b\n'), text: 'name,meaning\n' }, 'not both');
	await refused(file('colour,size\nred,9\n'), 'No column holds the terms');
	await refused(file('name,meaning\n'), 'no row');
	await refused(file(Buffer.from([0x61, 0, 0, 0x62, 0, 0, 0])), 'not text');
	const kept = await refused({ text: 'colour\n<script>&amp;\n' }, 'No column holds the terms');
	equal(kept.page.form('/glossary/imports').value('text'), 'colour\n<script>&amp;\n');
	lacks(kept.text, '<script>&');
});

test('in the browser: an import belongs to its person', async () => {
	const browser = await as('marketer'), other = await as('seller');
	const dry = await given(browser, { text: `term,definition\n${unique('Mine')},x\n` });
	equal((await other.get(dry.path)).status, 404);
	const form = dry.page.form(/confirmation$/);
	const theirs = (await other.get('/glossary/import')).page.form('/glossary/imports').value('csrf');
	equal((await other.post(form.action, { ...form.fields(), csrf: theirs, line_2: 'yes' })).status, 404);
	const reader = await as('observer');
	equal((await reader.get('/glossary/import')).status, 403);
	equal((await browser.get('/glossary/imports/999999999')).status, 404);
});

test('in the browser: when the glossary has changed since the dry run, the new one is shown and nothing is done', async () => {
	const name = unique('Moved'), browser = await as('marketer');
	const dry = await given(browser, { text: `term,definition\n${name} one,First.\n${name} two,Second.\n` });
	await imported('seller', csv(['term', 'definition'], [`${name} one`, 'Theirs.']));
	const again = await confirm(browser, dry, [2]);
	equal(again.status, 409);
	match(again.page.main, 'nothing is imported yet');
	equal(tiles(again), [1, 1, 0, 0]);
	equal(boxes(again).map(b => 'checked' in b.attributes), [true, false], 'what was ticked stays ticked');
	equal(Number(sql(`SELECT COUNT(*) FROM term WHERE name = '${name} two'`)[0][0]), 0);
	const finished = await browser.follow(await confirm(browser, again));
	equal(tiles(finished), [0, 1, 0, 1]);
});

test('in the browser: nothing ticked is refused, a second confirmation as well, and a double one does it once', async () => {
	const name = unique('Twice'), browser = await as('marketer');
	const dry = await given(browser, { text: `term,definition\n${name},First.\n` });
	const none = await confirm(browser, dry, []);
	equal(none.status, 422);
	match(none.page.main, 'Tick at least one row');
	equal(boxes(none).length, 1);
	equal([buttons(dry), buttons(none)], [['Import 1 term'], ['Import 0 terms']]);
	const double = await Promise.all([confirm(browser, dry), confirm(browser, dry)]);
	equal(double.map(a => [a.status, a.location]), [[303, dry.path], [303, dry.path]]);
	equal((await confirm(browser, none, [2])).status, 409, 'another key, after it was done');
	equal(sql(`SELECT COUNT(*) FROM term t JOIN term_version v ON v.term_id = t.id WHERE t.name = '${name}'`)[0], ['1']);
});

test('in the browser: the rows of a long file go in together', async () => {
	const name = unique('Long'), browser = await as('marketer');
	const dry = await given(browser, file(csv(['term', 'definition'], ...Array.from({ length: 1000 }, (_, n) => [`${name} ${n}`, 'x']))));
	equal(tiles(dry), [1000, 0, 0, 0]);
	equal(boxes(dry), []);
	match(dry.page.main, 'Import 1000 terms');
});
