// Lists as files: whole, safe for spreadsheets, with the names of other systems, and with nothing the reader may not see.
import { readFileSync } from 'node:fs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { api, as, send, sql, unique } from '../lib/client.mjs';
import { promisesOf } from '../lib/clocks.mjs';
import { makeDeal } from '../lib/deals.mjs';
import { bring, csv, imported, ready, settle } from '../lib/imports.mjs';
import { handedOver, makeLead } from '../lib/leads.mjs';
import { effort, processes } from '../lib/processes.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

const [seller, marketer, observer] = await Promise.all(['seller', 'marketer', 'observer'].map(as));
const agreement = await agreedAgreement(), promises = promisesOf(agreement.number);

// RFC 4180 and nothing looser: every cell in quotes, CRLF, as many cells in each row as in the first.
function read(text) {
	const rows = [];
	let at = 0;
	while (at < text.length) {
		const row = [];
		for (;;) {
			equal(text[at], '"', `a cell begins at ${at}`);
			let cell = '';
			for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
				if (text[at] === '"')
					at++;
				cell += text[at];
			}
			row.push(cell);
			at++;
			if (text[at] !== ',')
				break;
			at++;
		}
		equal(text.slice(at, at + 2), '\r\n', 'a row ends in CRLF');
		at += 2;
		rows.push(row);
	}
	const [heads, ...rest] = rows;
	ok(rest.every(r => r.length === heads.length), 'rows of one length');
	return rest.map(r => Object.fromEntries(heads.map((h, i) => [h, r[i]])));
}
async function file(browser, path, name) {
	const answer = await browser.get(path);
	equal(answer.status, 200, path);
	equal(answer.headers['content-type'], 'text/csv; charset=utf-8; header=present');
	equal(answer.headers['content-disposition'], `attachment; filename="${name}"`);
	equal(answer.headers['cache-control'], 'no-store');
	return read(answer.text);
}

const mark = unique('Okapi').replace(' ', ''), address = `${mark.toLowerCase()}@okapi-${mark.toLowerCase()}.example`, phone = '+49 171 5550199';
const lead = await makeLead({ person: `=HYPERLINK("${mark}")`, email: address, phone, company: `"Say", ${mark}`, job: "'=1+1", external_refs: [{ system: 'crm', id: '-12' }, { system: 'abc', id: '@x' }] });
const handoff = await handedOver({ lead: lead.id, words: `+two\nlines, "quoted" ${mark}` });
const deal = await makeDeal({ name: `@${mark}`, leads: [lead.id], amount: { minor: 1234500, currency: 'EUR' } });

test('each list is a whole file with the names of other systems in its rows, and a guard before formulas alone', async () => {
	const [row] = (await file(seller, `/leads/leads.csv?find=${mark}`, 'leads.csv')).filter(r => r.lead_id === String(lead.id));
	equal([row.person, row.company, row.email, row.phone, row.job, row.external_refs, row.handoff_id, row.state], [`'=HYPERLINK("${mark}")`, `"Say", ${mark}`, address, `'${phone}`, "''=1+1", 'abc:@x; crm:-12', String(handoff.id), 'submitted']);
	const [queued] = (await file(seller, `/leads/handoffs.csv?view=all&text=${mark}`, 'handoffs.csv')).filter(r => r.handoff_id === String(handoff.id));
	equal([queued.external_refs, queued.lead_id, queued.words, queued.turn], ['abc:@x; crm:-12', String(lead.id), `'+two lines, "quoted" ${mark}`, 'sales']);
	const [sold] = (await file(seller, '/deals/deals.csv?show=all', 'deals.csv')).filter(r => r.deal_id === String(deal.id));
	equal([sold.name, sold.lead_ids, sold.lead_external_refs, sold.amount_minor, sold.currency, sold.state], [`'@${mark}`, String(lead.id), 'abc:@x; crm:-12', '1234500', 'EUR', 'open']);
});

test('for programs the guard can be left out, for spreadsheets a mark put in front; programs get the same lists', async () => {
	const plain = read((await api('seller').get(`/leads.csv?q=${mark}&guard=no`)).text)[0];
	equal([plain.person, plain.phone], [`=HYPERLINK("${mark}")`, phone]);
	const marked = await seller.get(`/leads/leads.csv?find=${mark}&bom=yes`);
	equal([...marked.body.subarray(0, 4)], [0xef, 0xbb, 0xbf, 0x22]);
	for (const path of ['/handoffs.csv', '/handoffs.csv?view=open', '/deals.csv', '/deals.csv?state=open', '/leads.csv'])
		ok(read((await api('observer', 'read').get(path)).text).length, path);
	equal((await api('seller').get('/handoffs.csv?view=nonsense')).status, 400);
	equal((await seller.get('/leads/handoffs.csv?view=nonsense')).status, 404);
	equal((await send('GET', '/leads/leads.csv')).status, 303, 'signed out');
});

test('observers see addresses and numbers masked in every list, page, answer and file, and find nobody by them', async () => {
	const paths = ['/leads?view=leads', '/leads?view=open', '/leads?view=all', `/leads?view=leads&find=${mark}`, `/search?q=${mark}`, `/leads/${lead.id}`, `/handoffs/${handoff.id}`, '/deals?show=all', `/deals/${deal.id}`, '/',
		'/leads/leads.csv', `/leads/leads.csv?find=${mark}`, '/leads/handoffs.csv?view=all', '/leads/handoffs.csv?view=open', '/deals/deals.csv?show=all', `/handoffs/promises/${promises.volume.id}/handoffs.csv`, `/handoffs/promises/${promises.first_attempt.id}/handoffs.csv`];
	for (const path of paths) {
		const answer = await observer.get(path);
		equal(answer.status, 200, path);
		ok(!answer.text.includes(address) && !answer.text.includes('5550199') && !answer.text.includes('555 0199'), `${path} shows how to reach the lead`);
	}
	for (const path of ['/leads', `/leads?q=${mark}`, `/leads/${lead.id}`, `/handoffs/${handoff.id}`, '/deals', `/deals/${deal.id}`, '/leads.csv', '/handoffs.csv'])
		ok(!(await api('observer').get(path)).text.includes(address), `the API's ${path}`);
	equal(read((await observer.get(`/leads/leads.csv?find=${encodeURIComponent(address)}`)).text).length, 0, 'found by an address');
	equal(read((await observer.get(`/leads/leads.csv?find=${encodeURIComponent('0171 5550199')}`)).text).length, 0, 'found by a number');
	ok((await seller.get('/leads/leads.csv')).text.includes(address), 'those who may see it');
});

test('behind a promise the other team and observers get no column that names anybody', async () => {
	for (const [path, teams] of [[`/handoffs/promises/${promises.volume.id}/handoffs.csv`, { marketer: true, seller: false, observer: false }],
		[`/handoffs/promises/${promises.first_attempt.id}/handoffs.csv`, { seller: true, marketer: false, observer: false }]])
		for (const [name, named] of Object.entries(teams)) {
			const rows = await file(await as(name), path, 'behind.csv'), row = rows.find(r => r.handoff_id === String(handoff.id));
			equal(row.external_refs, 'abc:@x; crm:-12', `${name} ${path}`);
			equal('owner' in row, named, `${name} ${path}`);
		}
	const [missed] = sql(`SELECT id FROM timer WHERE subject = 'handoff' AND subject_id = ${handoff.id} AND kind = 'first_attempt'`);
	ok(missed);
	equal((await seller.get('/handoffs/promises/999999/handoffs.csv')).status, 404);
	equal((await seller.get(`/handoffs/promises/${promises.volume.id}/handoffs.csv?month=2026`)).status, 404);
});

test('each download stands in the audit trail, without the words somebody searched for', async () => {
	const before = Number(sql("SELECT COUNT(*) FROM audit WHERE act LIKE '%.export'"));
	await seller.get(`/leads/leads.csv?find=${mark}`);
	await seller.get('/deals/deals.csv');
	await marketer.get('/leads/handoffs.csv?view=open');
	equal(sql("SELECT act, detail FROM audit WHERE act LIKE '%.export' ORDER BY id DESC LIMIT 3").reverse(), [['lead.export', 'found'], ['deal.export', 'open'], ['handoff.export', 'open']]);
	const { id } = (await bring('Email,Full name\nzoe@,Zoe\n')).json;
	await marketer.get(`/imports/${id}/rows`);
	await api('observer', 'read').get(`/leads.csv?q=${mark}`);
	await api('seller').get('/deals.csv');
	await api('seller').get('/handoffs.csv?view=all');
	equal(sql("SELECT act, COALESCE(subject, ''), COALESCE(detail, ''), token_id IS NOT NULL FROM audit WHERE act LIKE '%.export' ORDER BY id DESC LIMIT 4").reverse(),
		[['import.export', 'import', '', '0'], ['lead.export', '', 'found', '1'], ['deal.export', '', 'all', '1'], ['handoff.export', '', 'all', '1']]);
	equal(sql(`SELECT COUNT(*) FROM audit WHERE act = 'import.export' AND subject_id = ${id}`), [['1']]);
	equal(Number(sql("SELECT COUNT(*) FROM audit WHERE act LIKE '%.export'")), before + 7);
	match((await (await as('administrator')).get('/audit?what=import')).page.main, /Downloaded the rows that an import left out/);
	match((await (await as('administrator')).get('/audit?what=lead')).page.main, /Downloaded leads as a file/);
});

test('what was exported comes back as Concord\'s own and changes nothing, guarded or not; only what somebody changed in it is taken', async () => {
	const prefix = unique('Quokka').replace(' ', ''), texts = [`=1+1 ${prefix}`, `'=2+2 ${prefix}`, `'plain ${prefix}`, `"Say", ${prefix}; so`, `-5 ${prefix}`, `two\nlines ${prefix}`, `'only quoted ${prefix}`], made = [];
	for (const [i, text] of texts.entries())
		made.push(await makeLead({ person: text, company: `@${text}`, job: i % 2 ? `+${text}` : undefined, website: 'https://okapi.example', campaign: `=C ${i}`, theme: 'Unknown theme', persona: `"P"`, source: `'-S ${i}`, converted_at: '2026-01-02T03:04:05Z',
			email: i % 3 ? `${prefix.toLowerCase()}.${i}@quokka.example` : undefined, external_refs: [{ system: 'crm', id: `=${prefix}-${i}` }, { system: 'salesforce', id: `${prefix}-${i}` }] }));
	for (const [i, l] of made.entries())
		await makeDeal({ name: texts[i], leads: i ? [l.id, made[0].id] : [l.id], amount: { minor: 100 * i, currency: i % 2 ? 'EUR' : 'JPY' } });
	const state = () => [sql(`SELECT id, revision, name, company FROM lead_record WHERE name LIKE '%${prefix}%' ORDER BY id`), sql("SELECT COUNT(*), SUM(revision) FROM deal"), sql('SELECT COUNT(*) FROM lead_ref'), sql('SELECT COUNT(*) FROM lead_history')], was = state();
	const written = rows => csv([Object.keys(rows[0]), ...rows.map(r => Object.values(r))]);
	for (const [kind, path] of [['leads', '/leads.csv'], ['deals', '/deals.csv']])
		for (const guard of ['', '?guard=no']) {
			// The first and the last of them: other tests leave thousands.
			const all = read((await api('seller').get(path + guard)).text), some = all.length > 300 ? [...all.slice(0, 150), ...all.slice(-150)] : all, text = written(some), count = some.length, brought = await bring(text, kind);
			equal([brought.json.guess.system, brought.json.guess.guarded], ['concord', guard === ''], brought.text);
			const done = await imported(text, {}, kind);
			equal([done.same, done.created, done.updated, done.refused], [count, 0, 0, 0], `${path}${guard}: ${JSON.stringify(done.problems.slice(0, 5))}`);
		}
	const { text } = await api('seller').get(`/leads.csv?q=${prefix}`), one = read(text).find(r => r.lead_id === String(made[2].id));
	equal([one.website, one.campaign, one.theme, one.persona, one.source, one.converted_at], ['https://okapi.example', "'=C 2", 'Unknown theme', '"P"', "''-S 2", '2026-01-02T03:04:05Z']);
	equal(state(), was);
	const other = await ready(text.replaceAll(one.created_at, '2020-01-01T00:00:00Z'));
	equal([other.same + other.refused, other.refused > 0, /made then/.test(other.problems[0].problem)], [texts.length, true, true]);
	const changed = await imported(text.replace(`"'plain ${prefix}"`, `"'plain ${prefix} too"`));
	equal([changed.updated, changed.same, sql(`SELECT name FROM lead_record WHERE id = ${made[2].id}`)[0][0]], [1, texts.length - 1, `'plain ${prefix} too`], JSON.stringify(changed.problems));
	equal(state().slice(2), was.slice(2), 'nothing is told of another system');
	const again = (await api('seller').get(`/leads.csv?q=${prefix}`)).text, by = made[3], { headers } = await api('seller').get(`/leads/${by.id}`), row = read(again).find(r => r.lead_id === String(by.id));
	equal((await api('seller').send('PATCH', `/leads/${by.id}`, { job: 'By hand' }, { 'if-match': headers.etag })).status, 200);
	const late = await imported(written([{ ...row, website: 'https://quokka.example' }]));
	equal([late.updated, late.refused, late.problems[0].problem], [0, 1, 'This lead was changed here since the list was written. Download the list anew.']);
	const { revision, ...unmarked } = { ...row, website: 'https://quokka.example' }, filled = await imported(written([unmarked]));
	equal([Number(revision) > 0, filled.updated, filled.same, filled.refused, sql(`SELECT job, website FROM lead_record WHERE id = ${by.id}`)[0]], [true, 0, 1, 0, ['By hand', 'https://okapi.example']]);
	const deals = (await api('seller').get('/deals.csv')).text, won = await ready(deals.replace(`"EUR"`, `"USD"`), {}, 'deals');
	equal([won.refused, won.problems[0].column, won.problems[0].value], [1, 'currency', 'USD']);
	equal((await settle(await bring(text), { guarded: 7 })).status, 422);
});

// Kilobytes that the workers of the leads hold at most.
function held() {
	return Math.max(...processes('leads.fcgi').map(pid => { try { return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]); } catch { return 0; } }));
}

test('forty thousand rows come whole, quickly, from one snapshot, and take no more memory than a page', async () => {
	const [[person]] = sql('SELECT MIN(id) FROM person'), ROWS = 40_000;
	const first = Number(sql('SELECT MAX(id) FROM lead_record')) + 1000;
	afterwards(() => sql(`DELETE FROM lead_record WHERE id > ${first} AND id <= ${first + ROWS}`));
	const many = (from, to) => sql(`INSERT INTO lead_record (id, name, company, origin, created_by, created_team, created_at) SELECT ${first} + seq, CONCAT('Many ', seq), 'Many', 'marketing', ${person}, 'marketing', '2026-01-01' FROM seq_${from}_to_${to}`);
	const fetched = () => effort(async () => (await seller.get('/leads/leads.csv', { limit: 60_000 })).text);
	many(1, ROWS / 10);
	await seller.get('/leads?view=leads');
	const [, tenth] = await fetched(), before = held();
	many(ROWS / 10 + 1, ROWS);
	const [text, took] = await fetched(), rows = read(text);
	equal(new Set(rows.map(r => r.lead_id)).size, rows.length, 'each row once');
	equal(rows.filter(r => r.company === 'Many').length, ROWS);
	ok(took < 30 * tenth, `it took ${took} ms of processor, and a tenth of it ${tenth}`);	// of the square it would be a hundred times
	// The sanitizer keeps what was freed.
	ok(process.env.SAN === '1' || held() - before < 6000, `a worker grew by ${held() - before} kB for ${ROWS} rows`);
	const [[file]] = sql('SELECT MAX(id) FROM import_file'), cells = JSON.stringify(['7', 'x'.repeat(400)]);
	afterwards(() => sql(`DELETE FROM import_row WHERE import_id = ${file} AND line > 1000000`));
	sql(`INSERT INTO import_row (import_id, line, act, revision, cells, problems, flags) SELECT ${file}, 1000000 + seq, 'refuse', 0, '${cells}', '[[-1, "", "No."]]', 0 FROM seq_1_to_${ROWS}`);
	const between = held();
	equal((await marketer.get(`/imports/${file}/rows`, { limit: 60_000 })).text.split('x'.repeat(400)).length, ROWS + 1);
	ok(process.env.SAN === '1' || held() - between < 6000, `a worker grew by ${held() - between} kB for ${ROWS} rows that were left out`);
	console.log(`# ${rows.length} rows in ${took.toFixed(0)} ms, ${held() - before} kB more`);
});
