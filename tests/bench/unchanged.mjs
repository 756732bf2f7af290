// A page that did not change beside the least a FastCGI program can answer, in interleaved rounds; it must reach 0.35 of that.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { as, build, state } from '../lib/client.mjs';
import { agreed } from '../lib/glossary.mjs';
import { median, processes, table, used, wrk } from './parts.mjs';

const rounds = Number(process.env.ROUNDS ?? 5), seconds = Number(process.env.SECONDS_EACH ?? 2), LEAST = 0.35;
const [member, marketing, sales] = await Promise.all(['marketer', 'marketing', 'sales'].map(as));
const { slug } = await agreed(member, marketing, sales);
const path = `/glossary/${slug}`, cookie = [...member.jar].map(([name, value]) => `${name}=${value}`).join('; ');

// The empty program, with as many processes as ours have, behind the same web server.
execFileSync('cc', ['-O2', '-o', `${build}/bench-empty`, 'tests/bench/empty.c', '-lfcgi']);
const socket = `${state}/run/empty.sock`, count = processes().app.length / 5;
const pool = spawn('spawn-fcgi', ['-n', '-s', socket, '-M', '0666', '-b', '1024', '--', '/usr/bin/multiwatch', '-f', String(Math.max(2, Math.round(count))), '--', `${build}/bench-empty`], { stdio: 'ignore' });
const conf = `${state}/run/nginx.conf`, before = readFileSync(conf, 'utf8'), nginx = Number(readFileSync(`${state}/run/nginx.pid`, 'utf8'));
process.on('exit', () => pool.kill('SIGTERM'));
writeFileSync(conf, before.replace('location / {', `location = /bench-empty { fastcgi_pass unix:${socket}; }\n\t\tlocation / {`));
process.kill(nginx, 'SIGHUP');
await new Promise(resolve => setTimeout(resolve, 1000));

const etag = (await member.get(path)).headers.etag;
const labels = [{ name: 'an empty FastCGI answer', path: '/bench-empty' },
	{ name: 'a term, not modified', path, cookie, headers: { 'if-none-match': etag } }, { name: 'the same term, made anew', path, cookie }];
if ((await member.get(path, { headers: { 'if-none-match': etag } })).status !== 304)
	throw new Error('The term was sent again though it had not changed.');
for (const label of labels) {
	Object.assign(label, { runs: [], cpu: [] });
	await wrk(label.path, { seconds: 1, cookie: label.cookie, headers: label.headers });	// warm
}
const kinds = processes();
for (let round = 0; round < rounds; round++)
	for (const label of labels) {
		const start = Object.values(kinds).map(used), run = await wrk(label.path, { seconds, cookie: label.cookie, headers: label.headers });
		label.runs.push(run);
		label.cpu.push(Object.values(kinds).map((pids, i) => (used(pids) - start[i]) / run.requests));
	}

const ratio = label => median(label.runs.map((r, i) => r.perSecond / labels[0].runs[i].perSecond));
console.log(table(['answer', 'req/s', 'p50 ms', 'p99 ms', 'nginx', 'program', 'database', 'of an empty one'], labels.map(label => [label.name, Math.round(median(label.runs.map(r => r.perSecond))),
	...['p50', 'p99'].map(p => median(label.runs.map(r => r[p])).toFixed(1)), ...[0, 1, 2].map(i => median(label.cpu.map(c => c[i])).toFixed(3)), ratio(label).toFixed(3)])));
const reached = ratio(labels[1]);
console.log(reached >= LEAST ? `Not modified reaches ${reached.toFixed(2)} of an empty answer; ${LEAST} is asked for.` : `NOT REACHED: not modified is ${reached.toFixed(2)} of an empty answer, ${LEAST} is asked for.`);
process.exit(reached >= LEAST ? 0 : 1);
