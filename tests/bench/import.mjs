// A file of a hundred thousand contacts: how long until it is understood, checked and in, what the background program takes for it, and
// what a page takes meanwhile, against before.
import { readFileSync } from 'node:fs';
import { as, sleep } from '../lib/client.mjs';
import { bring, read, settle, start } from '../lib/imports.mjs';
import { median, processes, table } from './parts.mjs';

const ROWS = Number(process.env.IMPORT_ROWS ?? 100_000), person = await as('seller'), kinds = processes();
const stages = ['Subscriber', 'Lead', 'Marketing Qualified Lead', 'Sales Qualified Lead', 'Opportunity', 'Customer'];
const lines = ['Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Create Date,Original Source,Job Title,Company name,Became a Marketing Qualified Lead Date,Number of employees'];
for (let i = 0; i < ROWS; i++)
	lines.push(`${700_000 + i},Given${i % 997},Family${i % 4999},bench${i}@company${i % 20_000}.example,+49 30 ${1_000_000 + i},${stages[i % 6]},2026-0${1 + i % 9}-1${i % 10} 10:00,Referrals,Manager,Company ${i % 20_000},2026-0${1 + i % 9}-2${i % 8},${i % 1999}`);

const memory = () => Math.max(0, ...(kinds.jobs ?? []).map(pid => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1] ?? 0)));
async function pages(times) {
	const began = performance.now();
	await person.get('/leads?view=open');
	times.push(performance.now() - began);
}
const p95 = times => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
const idle = [], busy = [];
for (let i = 0; i < 100; i++)
	await pages(idle);
const began = performance.now(), seconds = () => ((performance.now() - began) / 1000).toFixed(1), rows = [];
const brought = await bring(lines.join('\r\n'));
rows.push(['understood', seconds(), memory()]);
await settle(brought);
let file;
const until = async state => {
	do {
		await sleep(100);
		await pages(busy);
		file = await read(brought.json.id);
	} while (file.state !== state);
};
await until('ready');
rows.push(['checked', seconds(), memory()]);
const checked = performance.now();
await start(brought.json.id);
await until('done');
rows.push(['in', seconds(), memory()]);
console.log(table([`${ROWS} contacts`, 'seconds', 'kB of the background program'], rows));
console.log(`In ${((performance.now() - checked) / 1000).toFixed(0)} s after the check. A page's p95: ${p95(idle).toFixed(0)} ms before, ${p95(busy).toFixed(0)} ms meanwhile (median ${median(idle).toFixed(0)} and ${median(busy).toFixed(0)}).`);
process.exit(0);
