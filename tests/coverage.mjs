// What the tests have run of each file in cgi/, from the counts that a build with SAN=coverage leaves: a table, and floors.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ok, test } from './lib/tap.mjs';

const { BUILD: build, ROOT: root, results } = process.env;
const LINES = 90, BRANCHES = 80;	// percent, of all
const files = new Map();		// path -> { lines: line -> times, branches: "line.index" -> times }

function* below(folder) {
	for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []) {
		const path = join(folder, entry.name);
		if (entry.isDirectory())
			yield* below(path);
		else if (path.endsWith('.gcda'))
			yield path;
	}
}

function add(report) {
	for (const { file, lines } of report.files) {
		const path = file.startsWith(root) ? file.slice(root.length + 1) : file;
		if (!/^cgi\/.*\.c$/.test(path))
			continue;
		const known = files.get(path) ?? { lines: new Map(), branches: new Map() };
		files.set(path, known);
		const seen = new Map();
		for (const { line_number: n, count, branches } of lines) {
			known.lines.set(n, (known.lines.get(n) ?? 0) + count);
			for (const b of branches.filter(b => !b.throw)) {
				const key = `${n}.${seen.set(n, (seen.get(n) ?? 0) + 1).get(n)}`;
				known.branches.set(key, (known.branches.get(key) ?? 0) + b.count);
			}
		}
	}
}

// A program that served wrote its counts under the whole name of the object, elsewhere: its notes are brought to them.
function read(counts) {
	const notes = counts.replace(/^.*?\/served(?=\/)/, '').replace(/\.gcda$/, '.gcno');
	if (!existsSync(notes))
		return;
	const folder = mkdtempSync(join(tmpdir(), 'concord-counts.'));
	cpSync(notes, join(folder, basename(notes)));
	cpSync(counts, join(folder, basename(counts)));
	const said = execFileSync('gcov', ['--json-format', '--stdout', '--branch-probabilities', basename(counts)], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
	rmSync(folder, { recursive: true });
	for (const line of said.split('\n').filter(Boolean))
		add(JSON.parse(line));
}

const share = list => ({ all: list.length, run: list.filter(Boolean).length });
const sum = shares => shares.reduce((a, b) => ({ all: a.all + b.all, run: a.run + b.run }), { all: 0, run: 0 });
const percent = ({ all, run }) => all ? 100 * run / all : 100;
const row = (name, lines, branches) => `${name.padEnd(44)} ${percent(lines).toFixed(1).padStart(6)} % of ${String(lines.all).padStart(6)} lines ${percent(branches).toFixed(1).padStart(6)} % of ${String(branches.all).padStart(6)} branches`;

for (const counts of below(build))
	if (!counts.includes('/test/'))
		read(counts);
const measured = [...files].sort(([a], [b]) => a < b ? -1 : 1).map(([path, f]) => ({ path, lines: share([...f.lines.values()]), branches: share([...f.branches.values()]) }));
const rooms = [...new Set(measured.map(f => dirname(f.path)))].map(room => {
	const inside = measured.filter(f => dirname(f.path) === room);
	return { room, lines: sum(inside.map(f => f.lines)), branches: sum(inside.map(f => f.branches)) };
});
const whole = { lines: sum(rooms.map(r => r.lines)), branches: sum(rooms.map(r => r.branches)) };
const least = [...measured].sort((a, b) => percent(a.lines) - percent(b.lines)).slice(0, 20);
mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'coverage.txt'), `${[...rooms.map(r => row(r.room, r.lines, r.branches)), row('all', whole.lines, whole.branches), '', 'The least:', ...least.map(f => row(f.path, f.lines, f.branches))].join('\n')}\n`);
const never = [...files].sort(([a], [b]) => a < b ? -1 : 1).flatMap(([path, f]) => [
	...[...f.lines].filter(([, times]) => !times).map(([n]) => `${path}:${n}: never run`),
	...[...f.branches].filter(([key, times]) => !times && f.lines.get(Number(key.split('.')[0]))).map(([key]) => `${path}:${key.split('.')[0]}: one way was never gone`),
]);
writeFileSync(join(results, 'never-run.txt'), `${never.join('\n')}\n`);

test('there are counts of every room', () => ok(rooms.length >= 10, rooms.map(r => r.room).join(' ')));
test(`at least ${LINES} % of all lines were run`, () => ok(percent(whole.lines) >= LINES, row('all', whole.lines, whole.branches)));
test(`at least ${BRANCHES} % of all branches were gone`, () => ok(percent(whole.branches) >= BRANCHES, row('all', whole.lines, whole.branches)));
console.log(`# figure Lines and branches that unit tests and pages run | ${whole.lines.all} and ${whole.branches.all} | ${percent(whole.lines).toFixed(1)} % and ${percent(whole.branches).toFixed(1)} %`);
