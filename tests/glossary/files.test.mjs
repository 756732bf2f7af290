// Files of others: strange CSV from a public collection, and a whole glossary.
import { readFileSync, readdirSync } from 'node:fs';
import { api, as, sql, told, unique } from '../lib/client.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const marketer = await as('marketer');
const terms = () => Number(sql('SELECT COUNT(*) FROM term')[0][0]);
// What was only here to be many is out of the way of the tests that follow.
const retire = names => sql(`UPDATE term SET deprecated_at = UTC_TIMESTAMP(), deprecated_why = 'Only a test' WHERE ${names}`);
const dry = body => api('marketer').post('/terms/import?dry_run=true', body, { 'content-type': 'text/csv' });

test('the spectrum of strange CSV files is read as its authors mean it', async () => {
	const folder = new URL('../node_modules/csv-spectrum/', import.meta.url).pathname;
	let read = 0;
	for (const file of readdirSync(`${folder}csvs`)) {
		const expected = JSON.parse(readFileSync(`${folder}json/${file.replace('.csv', '.json')}`, 'utf8'));
		const [first, second] = Object.keys(expected[0] ?? {});
		if (!second)
			continue;
		const csv = readFileSync(`${folder}csvs/${file}`, 'utf8'), head = csv.split(/\r?\n/)[0];
		const answer = await dry(csv.replace(head, head.split(',').map((name, i) => ['name', 'meaning'][i] ?? name).join(',')));
		equal(answer.status, 200, `${file}: ${answer.text}`);
		equal(answer.json.rows.map(row => row.term), expected.map(row => row[first].trim().replace(/\s+/g, ' ')), file);
		read++;
	}
	ok(read >= 6, `${read} files`);
});

test('cells that a spreadsheet would run are disarmed on the way out and whole again on the way in', async () => {
	const rows = ['=HYPERLINK("http://example.org")', '+1+1', '-1+1', '@SUM(A1)', "'=quoted already"].map(meaning => [unique('Formula'), meaning]);
	const csv = `name,meaning\n${rows.map(r => r.map(c => `"${c.replace(/"/g, '""')}"`).join(',')).join('\n')}\n`;
	const made = await api('marketer').post('/terms/import?dry_run=false', csv, { 'content-type': 'text/csv' });
	equal(made.json.created, rows.length, made.text);
	const out = await marketer.get('/glossary/terms.csv');
	match(out.headers['content-disposition'], /^attachment; filename="[\w.-]+\.csv"$/);
	const cells = [...out.text.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n|$)/g)].map(m => m[1]);
	equal(cells.filter(cell => /^[=+@\t\r-]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell)), [], 'cells that would run');
	match(cells.join('\n'), "'=HYPERLINK");
	const again = await dry(out.text);
	equal(again.status, 200, again.text.slice(0, 300));
	const back = again.json;
	for (const [name] of rows)
		equal(back.rows.find(r => r.term === name)?.act, 'same', name);
});

test('hundreds of terms are looked at and go in at once', async () => {
	const mark = unique('Bulk'), before = terms();
	const text = `name,meaning\n${Array.from({ length: 400 }, (_, i) => `${mark} ${i},Meaning number ${i} of many\n`).join('')}`;
	const made = await marketer.fill('/glossary/import', '/glossary/imports', { text });
	const page = await marketer.follow(made);
	const done = await marketer.submit(page, /confirmation$/);
	equal(done.status, 303, told(done));
	equal(terms(), before + 400);
	match((await marketer.follow(done)).page.main, 'Import finished');
	equal((await marketer.get('/glossary?show=discussed')).status, 200);
	retire(`name LIKE '${mark} %'`);
}, { limit: 90_000 });

// One as companies write them: headings of their own, a column too many, links to elsewhere, names with commas, slashes and quotes. GLOSSARY_CSV
// names another.
const OWN = new URL('quirky.csv', import.meta.url).pathname;
test('a whole glossary of another company goes in but for what is said, and each of its terms is found', async () => {
	const content = readFileSync(process.env.GLOSSARY_CSV ?? OWN), before = terms(), newest = sql('SELECT MAX(id) FROM term')[0][0];
	const { rows } = (await dry(content.toString())).json;
	const made = await marketer.fill('/glossary/import', '/glossary/imports', { file: { filename: 'glossary.csv', content, type: 'text/csv' } });
	const page = await marketer.follow(made);
	const planned = page.page.form(/confirmation$/).controls.filter(c => /^line_\d+$/.test(c.name)).length;
	equal(planned, rows.filter(row => row.act === 'create').length, 'rows with a box');
	for (const row of rows.filter(row => row.act !== 'create'))
		ok(row.act === 'same' || row.problems.length, `${JSON.stringify(row)} gives no reason`);
	if (!process.env.GLOSSARY_CSV)
		equal(rows.filter(row => row.act !== 'create').map(row => [row.term, row.act]), [['lgtf', 'refuse'], ['', 'refuse'], ['Nothing said', 'refuse'], [rows.at(-1).term, 'refuse']]);
	ok(planned > 0.8 * rows.length, `${planned} of ${rows.length} rows`);
	const after = await marketer.follow(await marketer.submit(page, /confirmation$/));
	match(after.page.main, 'Import finished');
	equal(terms(), before + planned);
	const known = sql(`SELECT name, slug FROM term WHERE id > ${newest}`), index = [];
	for (let at = '/glossary?show=discussed'; at;) {	// page after page of it
		const { links } = (await marketer.get(at)).page;
		index.push(...links);
		at = links.find(href => /show=discussed&after=/.test(href));
	}
	equal(known.map(([name]) => name).sort(), rows.filter(row => row.act === 'create').map(row => row.term).sort());
	for (const [name, slug] of known) {
		equal((await marketer.get(`/glossary/${slug}`)).page.h1, name);
		ok(index.includes(`/glossary/${slug}`), `${name} is not in the index`);
		ok((await marketer.get(`/search?q=${encodeURIComponent(name)}`)).page.links.includes(`/glossary/${slug}`), `${name} is not found`);
	}
	retire(`id > ${newest}`);
}, { limit: 90_000 });
