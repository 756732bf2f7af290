// Pages beside a static file of the same bytes, in interleaved rounds.
import { chmodSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { as, build, state } from '../lib/client.mjs';
import { agreed } from '../lib/glossary.mjs';
import { fill, gates, median, processes, table, used, wrk } from './parts.mjs';

const rounds = Number(process.env.ROUNDS ?? 5), seconds = Number(process.env.SECONDS_EACH ?? 2);
const [member, marketing, sales] = await Promise.all(['marketer', 'marketing', 'sales'].map(as));
await fill(200);
const { slug } = await agreed(member, marketing, sales, { meaning: 'A person at a company of **twenty** people or more, in a country where we sell.', criterion_1_label: 'People', criterion_1_kind: 'number', criterion_1_level: 'must', criterion_1_min: '20' });
const cookie = [...member.jar].map(([name, value]) => `${name}=${value}`).join('; ');
const index = '/glossary?show=discussed';

const labels = [];
for (const [name, path] of [['the index of the glossary', index], ['a term', `/glossary/${slug}`], ['home', '/']]) {
	const page = await member.get(path);
	const file = `${state}/app/static/bench-${labels.length}.html`;
	writeFileSync(file, page.body);
	chmodSync(file, 0o644);
	labels.push({ name: `static file, as large as ${name}`, path: `/static/bench-${labels.length}.html`, bytes: page.body.length, gzip: gzipSync(page.body, { level: 1 }).length });
	labels.push({ name, path, bytes: page.body.length, cookie, gzip: labels.at(-1).gzip, of: labels.length - 1 });
	if (page.headers.etag && path !== '/')	// home is another one each minute
		labels.push({ name: `${name}, not modified`, path, bytes: 0, cookie, gzip: 0, headers: { 'if-none-match': page.headers.etag }, of: labels.length - 2 });
}
labels.push({ name: 'health', path: '/health', bytes: (await member.get('/health')).body.length, gzip: 0 });

for (const label of labels)
	Object.assign(label, { runs: [], cpu: [] });
for (const label of labels)
	await wrk(label.path, { seconds: 1, cookie: label.cookie, headers: label.headers });	// warm
const kinds = processes();
for (let round = 0; round < rounds; round++)
	for (const label of labels) {
		const before = Object.values(kinds).map(used);
		const run = await wrk(label.path, { seconds, cookie: label.cookie, headers: label.headers });
		const after = Object.values(kinds).map(used);
		label.runs.push(run);
		label.cpu.push(after.map((ms, i) => (ms - before[i]) / run.requests));
	}

const of = (label, pick) => median(label.runs.map(pick));
console.log(`${rounds} interleaved rounds of ${seconds} s, 8 connections; processor time in milliseconds per request`);
console.log(table(['page', 'bytes', 'gzip', 'req/s', 'p50 ms', 'p99 ms', 'nginx', 'program', 'database', 'of static'], labels.map(label => [label.name, label.bytes, label.gzip,
	Math.round(of(label, r => r.perSecond)), of(label, r => r.p50).toFixed(1), of(label, r => r.p99).toFixed(1), ...[0, 1, 2].map(i => median(label.cpu.map(c => c[i])).toFixed(3)),
	label.of === undefined ? '' : median(label.runs.map((r, i) => r.perSecond / labels[label.of].runs[i].perSecond)).toFixed(3)])));
writeFileSync(`${build}/bench.json`, JSON.stringify({ at: new Date().toISOString(), rounds, seconds, labels }, null, 1));
const ofStatic = name => { const label = labels.find(l => l.name === name); return median(label.runs.map((r, i) => r.perSecond / labels[label.of].runs[i].perSecond)); };
process.exit(gates([{ page: 'the index of the glossary', what: 'of a static file', is: ofStatic('the index of the glossary'), least: 0.2 },
	{ page: 'a term', what: 'of a static file', is: ofStatic('a term'), least: 0.2 }]) ? 1 : 0);
