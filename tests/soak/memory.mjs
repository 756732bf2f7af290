// The memory of one worker over REQUESTS, as tests/bench/memory.mjs measures it.
import { spawnSync } from 'node:child_process';
import { equal, figure, test } from '../lib/tap.mjs';

test('one worker stays small and flat', () => {
	const { status, stdout, stderr } = spawnSync(process.execPath, [new URL('../bench/memory.mjs', import.meta.url).pathname], { encoding: 'utf8', timeout: 3_000_000 });
	const lines = stdout.trim().split('\n');
	console.log(lines.map(line => `# ${line}`).join('\n'));
	figure('Memory of one worker', `${Number(lines.at(-2)?.match(/^\d+/)?.[0]).toLocaleString('en')} requests`, lines.at(-1));
	equal(status, 0, stdout + stderr);
}, { limit: 3_100_000 });
