// A file of a hundred thousand contacts: how long until it is understood, checked and in, what the background program takes for it, and
// what a page takes meanwhile, against before. IMPORT_ROWS may say fewer; IMPORT_MB how large the file is, by columns nobody reads.
import { readFileSync } from 'node:fs';
import { as, sleep } from '../lib/client.mjs';
import { bring, read, settle, start } from '../lib/imports.mjs';
import { processes } from '../lib/processes.mjs';
import { median, table } from './parts.mjs';

const ROWS = Number(process.env.IMPORT_ROWS ?? 100_000), person = await as('seller');
const stages = ['Subscriber', 'Lead', 'Marketing Qualified Lead', 'Sales Qualified Lead', 'Opportunity', 'Customer'];
const MB = Number(process.env.IMPORT_MB ?? 0), NOTES = 24;
const lines = ['Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Create Date,Original Source,Job Title,Company name,Became a Marketing Qualified Lead Date,Number of employees'];
for (let i = 0; i < ROWS; i++)
	lines.push(`${700_000 + i},Given${i % 997},Family${i % 4999},bench${i}@company${i % 20_000}.example,+49 30 ${1_000_000 + i},${stages[i % 6]},2026-0${1 + i % 9}-1${i % 10} 10:00,Referrals,Manager,Company ${i % 20_000},2026-0${1 + i % 9}-2${i % 8},${i % 1999}`);
if (MB) {	// to the last byte, so that 50 is the most that is taken
	const room = (MB << 20) - lines.join('\r\n').length, heads = Array.from({ length: NOTES }, (_, i) => `,Note ${i}`).join('');
	const each = Math.floor((room - heads.length) / ROWS / NOTES) - 1;
	if (each < 1)
		throw new Error(`${ROWS} contacts are more than ${MB} MB.`);
	for (let i = 1; i <= ROWS; i++)
		lines[i] += Array.from({ length: NOTES }, (_, n) => `,${`${(i * 7919 + n * 104_729).toString(36)} seen at the fair of ${i % 31} September `.repeat(9).slice(0, each)}`).join('');
	lines[0] += heads;
}
const content = lines.join('\r\n');

// The background program of this copy, and its watcher: what the larger holds.
const jobs = processes('jobs');
// What a worker held at most so far: it reads a file whole.
const workers = () => Math.max(...processes('leads.fcgi').map(pid => held(pid, 'VmHWM')));
if (!jobs.length)
	throw new Error('The background program does not run here.');
const held = (pid, what) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`${what}:\\s+(\\d+)`))?.[1] ?? 0), memory = () => Math.max(...jobs.map(pid => held(pid, 'VmRSS')));
async function pages(times) {
	const began = performance.now();
	await person.get('/leads?view=open');
	times.push(performance.now() - began);
}
const p95 = times => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
const idle = [], busy = [];
for (let i = 0; i < 300; i++) {	// at the pace of those meanwhile
	await sleep(100);
	await pages(idle);
}
const began = performance.now(), seconds = () => ((performance.now() - began) / 1000).toFixed(1), rows = [];
const brought = await bring(content);
rows.push(['understood', seconds(), memory()]);
const read_in = [[`${ROWS} contacts, ${(content.length / 1048576).toFixed(0)} MB`, workers()]];
await settle(brought);
let file;
let early = 0;
const until = async wanted => {
	do {
		await sleep(100);
		await pages(busy);
		file = await read(brought.json.id);
		if (wanted === 'done' && !early && file.done >= ROWS / 10)
			rows.push(['a tenth in', seconds(), early = memory()]);
	} while (file.state !== wanted);
};
await until('ready');
rows.push(['checked', seconds(), memory()]);
const checked = performance.now();
await start(brought.json.id);
await until('done');
rows.push(['in', seconds(), memory()]);
console.log(table([`${ROWS} contacts`, 'seconds', 'kB of the background program'], rows));
const took = performance.now() - began, in_took = performance.now() - checked, many = `${Array.from({ length: 250 }, (_, i) => `Column ${i}`).join(',')}\n${`${'1,'.repeat(249)}1\n`.repeat(ROWS)}`.slice(0, 50 << 20);
await bring(many);
read_in.push([`250 columns of “1”, ${(many.length / 1048576).toFixed(0)} MB`, workers()]);
console.log(table(['read in', 'kB of a worker'], read_in));
console.log(`In ${(in_took / 1000).toFixed(0)} s after the check. A page's p95: ${p95(idle).toFixed(0)} ms before, ${p95(busy).toFixed(0)} ms meanwhile (median ${median(idle).toFixed(0)} and ${median(busy).toFixed(0)}).`);
const memories = rows.map(row => row[2]), missed = [p95(busy) > 2 * p95(idle) && 'a page takes more than twice as long meanwhile', took > 120_000 && 'it takes more than two minutes',
	memories.at(-1) > 1.2 * early && 'the background program grows with the file', read_in.at(-1)[1] > 12 * many.length / 1024 && 'a worker takes many times the file to read it'].filter(Boolean);
if (ROWS >= 100_000 && missed.length)
	console.log(`Missed: ${missed.join('; ')}.`);
process.exit(ROWS >= 100_000 && missed.length ? 1 : 0);
