// What the measurements share: wrk, and what processes have used.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { promisify } from 'node:util';
import { api, base, state } from '../lib/client.mjs';

// Drives an address for some seconds: { requests, perSecond, p50, p99 (milliseconds), bytes of an answer }. Any answer but 2xx or 3xx is an error, unless `errors`.
export async function wrk(path, { seconds = 2, connections = 8, cookie, headers = {}, errors = false, at = base } = {}) {
	const all = { ...headers, ...(cookie && { cookie }) };
	const { stdout } = await promisify(execFile)('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency',
		...Object.entries(all).flatMap(([name, value]) => ['-H', `${name}: ${value}`]), `${at.replace('localhost', '127.0.0.1')}${path}`]);
	const requests = Number(stdout.match(/(\d+) requests in/)[1]);
	const wrong = stdout.match(/Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)/);
	if ((wrong && !errors) || !requests)
		throw new Error(`${path}: ${wrong?.[0] ?? 'no request was answered'}`);
	const milliseconds = text => parseFloat(text) * (text.endsWith('us') ? 0.001 : text.endsWith('ms') ? 1 : 1000);
	return { requests, perSecond: Number(stdout.match(/Requests\/sec:\s+([\d.]+)/)[1]),
		p50: milliseconds(stdout.match(/50%\s+(\S+)/)[1]), p99: milliseconds(stdout.match(/99%\s+(\S+)/)[1]) };
}

// Our processes by kind: { nginx, app, database }.
export function processes() {
	const kinds = { nginx: [], app: [], database: [] };
	for (const p of readdirSync('/proc').filter(name => /^\d+$/.test(name)))
		try {
			const home = readlinkSync(`/proc/${p}/cwd`), name = readFileSync(`/proc/${p}/comm`, 'utf8').trim();
			if (home.startsWith(state))
				kinds[name === 'nginx' ? 'nginx' : name.endsWith('.fcgi') ? 'app' : name === 'mariadbd' ? 'database' : 'nginx'].push(Number(p));
		} catch { /* it has ended */ }
	return kinds;
}

// Milliseconds of processor time that processes have used.
export function used(pids) {
	return pids.reduce((sum, p) => {
		const fields = readFileSync(`/proc/${p}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
		return sum + (Number(fields[11]) + Number(fields[12])) * 10;
	}, 0);
}

// Kilobytes of memory a process holds: { rss, pss, dirty }.
export function memory(pid) {
	const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
	const kilobytes = name => Number(text.match(new RegExp(`^${name}:\\s+(\\d+)`, 'm'))[1]);
	return { rss: kilobytes('Rss'), pss: kilobytes('Pss'), dirty: kilobytes('Private_Dirty') };
}

export const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

// Fills the glossary up with drafts of sentence length.
export async function fill(count) {
	const rows = Array.from({ length: count }, (_, i) => `Bench term ${i},"Meaning ${i} of a word that both teams use & <need>, said in one sentence of about the usual length, with a second half to it."\n`);
	const answer = await api('marketer').post('/terms/import?dry_run=false', `name,meaning\n${rows.join('')}`, { 'content-type': 'text/csv' });
	if (answer.status !== 200 || answer.json.created !== count)
		throw new Error(`The glossary could not be filled: ${answer.text.slice(0, 300)}`);
}

// Holds what was measured against what is aimed at: each { page, what, is, least } or { …, most }. Prints a line for each, then which were missed.
// What was not measured (`is` undefined) is missed as well. Returns how many were.
export function gates(list) {
	const missed = list.filter(g => !(g.least === undefined ? g.is <= g.most : g.is >= g.least)), two = n => Number.isFinite(n) ? String(Math.round(n * 100) / 100) : 'not measured';
	console.log(`\n${table(['page', 'what', 'measured', 'aimed at', ''], list.map(g => [g.page, g.what, two(g.is), g.least === undefined ? `at most ${two(g.most)}` : `at least ${two(g.least)}`,
		missed.includes(g) ? 'MISSED' : 'met']))}`);
	console.log(missed.length ? `Missed: ${missed.map(g => `${g.page}, ${g.what}`).join('; ')}.` : 'All of it was met.');
	return missed.length;
}

// A table of texts, the first column to the left.
export function table(head, rows) {
	const all = [head, ...rows].map(r => r.map(String));
	const widths = head.map((_, i) => Math.max(...all.map(r => r[i].length)));
	return all.map(r => r.map((cell, i) => i ? cell.padStart(widths[i]) : cell.padEnd(widths[i])).join('  ').trimEnd()).join('\n');
}
