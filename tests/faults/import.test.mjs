// The background program killed while files go in: whole pieces, none twice, and it goes on by itself.
import { readFileSync, readdirSync } from 'node:fs';
import { concord, eventually, sleep, sql, state, unique } from '../lib/client.mjs';
import { contact, csv, HUBSPOT, read, ready, start, undone, until } from '../lib/imports.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

// The jobs program of this copy.
function jobs() {
	return readdirSync('/proc').filter(p => /^\d+$/.test(p)).filter(p => {
		try {
			return /^[^\0]*\/bin\/jobs\0/.test(readFileSync(`/proc/${p}/cmdline`, 'latin1')) && readFileSync(`/proc/${p}/environ`, 'latin1').includes(`STATE=${state}\0`);
		} catch {
			return false;
		}
	}).map(Number);
}

test('kill -9 in the middle leaves whole pieces, and the rest goes in by itself', async () => {
	const prefix = unique('k').replace(' ', '-'), rows = Array.from({ length: 4000 }, (_, i) => contact(`${prefix}-${i}`, { 'Last Name': `Zebra ${i}`, Email: `${prefix}.${i}@zoo${i % 50}.example` }));
	const file = await ready(csv([HUBSPOT, ...rows]));
	await start(file.id);
	for (let kills = 0; kills < 4; kills++) {
		await eventually(async () => { const now = await read(file.id); return now.done > 500 * kills || now.state === 'done'; }, 60_000);
		await sleep(30 + 40 * kills);
		for (const pid of jobs())
			process.kill(pid, 'SIGKILL');
		const [[there]] = sql(`SELECT COUNT(*) FROM lead_ref WHERE external_id LIKE '${prefix}-%'`), now = await read(file.id);
		ok(Number(there) % 500 === 0 && now.done % 500 === 0, `${there} leads, ${now.done} rows`);
	}
	const done = await until(file.id, 'done');
	equal([done.created, done.refused], [4000, 0]);
	equal(sql(`SELECT COUNT(*), COUNT(DISTINCT external_id), COUNT(DISTINCT lead_id) FROM lead_ref WHERE external_id LIKE '${prefix}-%'`), [['4000', '4000', '4000']]);
	equal(sql(`SELECT COUNT(*) FROM lead_history h JOIN lead_ref r ON r.lead_id = h.lead_id WHERE r.external_id LIKE '${prefix}-%'`), [['4000']]);
	equal(sql(`SELECT COUNT(*) FROM import_row WHERE import_id = ${file.id} AND act = 'create'`), [['4000']]);
	match(concord('check'), /hold/);
	await undone(file.id);
	equal(sql(`SELECT COUNT(*) FROM lead_ref WHERE external_id LIKE '${prefix}-%'`), [['0']]);
}, { limit: 180_000 });
