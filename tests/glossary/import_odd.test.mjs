// Files of terms with something odd in a row: the dry run names it, the other rows go in, and no file keeps a worker busy.
import { api, sql, unique } from '../lib/client.mjs';
import { effort } from '../lib/processes.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

async function upload(content, query = '') {
	const json = typeof content !== 'string';
	const answer = await api('marketer').post(`/terms/import${query}`, json ? JSON.stringify(content) : content, { 'content-type': json ? 'application/json' : 'text/csv' });
	equal(answer.status, 200, answer.text.slice(0, 300));
	return answer;
}
const terms = name => Number(sql(`SELECT COUNT(*) FROM term WHERE name LIKE '${name}%'`)[0][0]);
const versions = name => sql(`SELECT t.name, v.meaning FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.name LIKE '${name}%' ORDER BY t.name`);

const criterion = (label = 'Size') => ({ code: 'SIZE', label, kind: 'number', level: 'must' });
const stage = words => ({ kind: 'stage', stage: { path: 'lead', position: 2, owner_team: 'sales', ...words } });

// What a row gives beside its name, of which kind its term is, and why it is refused.
const odd = {
	'criteria and no meaning': { gives: { criteria: [criterion()] }, why: 'gives no meaning' },
	'a blank meaning': { gives: { meaning: ' \n ', criteria: [criterion()] }, why: 'gives no meaning' },
	'a label of 201 letters': { gives: { meaning: 'x', criteria: [criterion('l'.repeat(201))] }, why: 'must be 200 characters or fewer; it has 201' },
	'a label as long as a book, and no meaning': { gives: { criteria: [criterion('й'.repeat(70_000))] }, why: 'it has 70000' },
	'a code that is none, and no meaning': { gives: { criteria: [{ ...criterion(), code: 'x'.repeat(300) }] }, why: 'A code is capitals' },
	'31 criteria and no meaning': { gives: { criteria: Array.from({ length: 31 }, (_, i) => ({ ...criterion(), code: `C${i}` })) }, why: 'at most 30 criteria' },
	'a place far out on its path': { kind: 'stage', gives: { meaning: 'x', ...stage({ position: 70_000 }) }, why: 'whole number from 1 to 999' },
	'a place far out, and no meaning': { kind: 'stage', gives: stage({ position: 70_000 }), why: 'whole number from 1 to 999' },
	'a place before the first': { kind: 'stage', gives: stage({ position: -1 }), why: 'whole number from 1 to 999' },
	'a place beyond all numbers': { kind: 'stage', gives: stage({ position: Number.MAX_SAFE_INTEGER }), why: 'whole number from 1 to 999' },
	'a stay of a century': { kind: 'stage', gives: stage({ longest_days: 36_500 }), why: 'whole number of days from 1 to 3650' },
	'a review on no day': { gives: { meaning: 'x', review_by: 'soon' }, why: 'must be a day that exists' },
	'a review on the 31st of February, and no meaning': { gives: { review_by: '2027-02-31' }, why: 'must be a day that exists' },
	'a measure for a word, and no meaning': { gives: { metric: { measure: 'm', counts_by: 'day' } }, why: 'Only a metric' },
	'acts for a word, and no meaning': { gives: { reason: { acts: ['lost'] } }, why: 'Only a reason' },
};

test('a row that the form would refuse is refused by the dry run, with its reason, and costs no other row', async () => {
	for (const there of [false, true]) {
		const name = unique(there ? 'Odd there' : 'Odd new'), rows = Object.entries(odd);
		if (there)	// terms that nobody has given a meaning yet
			await Promise.all(rows.map(async ([what, { kind = 'word' }]) => equal((await api('seller').post('/terms', { name: `${name} ${what}`, kind })).status, 201, what)));
		const file = { terms: [{ name: `${name} first`, meaning: 'Good.' }, ...rows.map(([what, { gives }]) => ({ name: `${name} ${what}`, ...gives })), { name: `${name} last`, meaning: 'Good as well.' }] };
		for (const query of ['', '?dry_run=false']) {
			const plan = (await upload(file, query)).json;
			for (const [i, [what, { why }]] of rows.entries()) {
				const row = plan.rows[i + 1];
				equal([row.term, row.act], [`${name} ${what}`, 'refuse'], JSON.stringify(row));
				match(row.problems.join(' '), why, what);
			}
			equal([plan.created, plan.changed, plan.refused], [2, 0, rows.length], 'counts');
		}
		equal(versions(name), [[`${name} first`, 'Good.'], [`${name} last`, 'Good as well.']]);
		equal(terms(name), 2 + (there ? rows.length : 0), 'terms');
	}
});

test('the same in a CSV: one row that cannot go in, and those around it do', async () => {
	const name = unique('Odd cells');
	for (const what of ['B', 'C', 'D', 'E'])
		equal((await api('seller').post('/terms', { name: `${name} ${what}`, kind: what === 'C' ? 'stage' : 'word' })).status, 201);
	const cell = value => `"${value.replace(/"/g, '""')}"`;
	const file = [['name', 'meaning', 'criteria', 'review_by', 'stage_path', 'stage_position', 'stage_owner'], [`${name} A`, 'Good.', '', '', '', '', ''],
		[`${name} B`, '', JSON.stringify([criterion('l'.repeat(5000))]), '', '', '', ''], [`${name} C`, '', '', '', 'lead', '999999', 'sales'],
		[`${name} D`, '', '', 'soon', '', '', ''], [`${name} E`, '', JSON.stringify([criterion()]), '', '', '', ''], [`${name} F`, 'Good.', '', '', '', '', '']]
		.map(row => row.map(cell).join(',')).join('\n');
	for (const query of ['', '?dry_run=false']) {
		const plan = (await upload(file, query)).json;
		equal(plan.rows.map(r => r.act), ['create', 'refuse', 'refuse', 'refuse', 'refuse', 'create'], JSON.stringify(plan.rows));
		for (const [i, why] of [[1, 'must be 200 characters or fewer'], [2, 'whole number from 1 to 999'], [3, 'must be a day that exists'], [4, 'gives no meaning']])
			match(plan.rows[i].problems.join(' '), why);
	}
	equal(versions(name), [[`${name} A`, 'Good.'], [`${name} F`, 'Good.']]);
});

test('a row with hundreds of thousands of acts gets an answer of some kilobytes, soon', async () => {
	const name = unique('Many acts'), files = count => {
		const acts = Array(count).fill('x');
		return [[{ name, kind: 'reason', meaning: 'x', reason: { acts } }], `name,kind,meaning,reason_acts\n${name},reason,x,"${acts.join(';')}"\n`];
	};
	for (const [i, file] of files(300_000).entries()) {
		const tenths = [];
		for (let turn = 0; turn < 3; turn++)
			tenths.push((await effort(() => upload(files(30_000)[i])))[1]);
		const [answer, ms] = await effort(() => upload(file)), [row] = answer.json.rows;
		equal(row.act, 'refuse');
		ok(row.problems.length >= 1 && row.problems.length <= 50, `${row.problems.length} problems`);
		ok(answer.body.length < 50_000, `${answer.body.length} bytes`);
		ok(ms < 30 * Math.max(...tenths), `it took ${ms} ms of processor, and a tenth of it ${tenths}`);	// of the square it would be a hundred times
	}
});

test('names without a Latin letter, and names with one address, go in soon even beside thousands of their like', async () => {
	const there = 3000, rows = 150, letters = text => [...text.slice(2)].map(c => 'абвгдежзиклмнопрстуфхцчшщэюя'[c.charCodeAt(0) % 28]).join(''), word = letters(unique('x'));
	const lead = unique('Same address'), names = head => Array.from({ length: rows }, (_, i) => `${head} ${String.fromCodePoint(0x4e00 + i)}`);
	const fileOf = heads => `name,meaning\n${heads.flatMap(names).map(name => `${name},Значит нечто.`).join('\n')}\n`;
	const [{ json: { created } }, few] = await effort(() => upload(fileOf([`${word}ъ`, `${lead} apart`]), '?dry_run=false'));
	equal(created, 2 * rows);
	sql(`INSERT IGNORE INTO term (slug, name, kind, created_by, created_at) SELECT CONCAT('term-', seq), CONCAT('${word} ', seq), 'word', (SELECT MIN(id) FROM person), UTC_TIMESTAMP() FROM seq_1_to_${there}`);
	try {
		const [{ json: plan }, took] = await effort(() => upload(fileOf([word, lead]), '?dry_run=false'));
		equal([plan.created, plan.refused], [2 * rows, 0]);
		equal(new Set(plan.rows.map(r => r.slug)).size, 2 * rows, 'addresses');
		const [mute, same] = [plan.rows.slice(0, rows), plan.rows.slice(rows)].map(half => half.map(r => r.slug));
		ok(mute.every(slug => /^term(-\d+)?$/.test(slug)), `such as ${mute[0]}`);
		ok(same.every(slug => slug.startsWith(lead.toLowerCase().replace(/ /g, '-'))), `such as ${same[0]}`);
		ok(took < 5 * few, `it took ${took} ms of processor, and without them ${few}`);
	} finally {	// the tests that follow shall find a glossary of a usual size
		const ours = `SELECT id FROM term WHERE name LIKE '${word}%' OR name LIKE '${lead}%'`;
		sql(`DELETE a FROM version_act a JOIN term_version v ON v.id = a.version_id WHERE v.term_id IN (${ours});
			DELETE FROM term_version WHERE term_id IN (${ours}); DELETE FROM term_edit WHERE term_id IN (${ours});
			DELETE FROM term WHERE name LIKE '${word}%' OR name LIKE '${lead}%'; UPDATE content SET glossary = glossary + 1, words = words + 1, everything = everything + 1`);
	}
});
