// The first visit to a fresh installation, on a copy of its own; and that it is refused on one that has people.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { as, Browser, build, people } from '../lib/client.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

const root = new URL('../../', import.meta.url).pathname;

test('with people here there is nothing to set up, for nobody', async () => {
	for (const browser of [new Browser(), await as('administrator'), await as('observer')]) {
		const answer = await browser.get('/setup');
		equal(answer.status, 404);
		match(answer.page.main, 'set up already');
	}
	const stranger = new Browser();
	const csrf = (await stranger.get('/sign-in')).page.form('/sign-in').value('csrf');
	equal((await stranger.post('/setup', { csrf, organisation: 'Theirs', name: 'A Thief', email: 'thief@example.org', team: 'sales' })).status, 404);
	ok(people.observer);
});

function freePort() {
	return new Promise(resolve => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => resolve(String(port)));
		});
	});
}

const place = mkdtempSync('/tmp/concord-fresh.');
chmodSync(place, 0o755);
const port = await freePort();
const env = { ...process.env, STATE: `${place}/state`, PORT: port, SAMPLE: 'none', BASE_URL: `http://localhost:${port}`, BUILD: build };
const stack = verb => execFileSync(`${root}conf/stack`, [verb], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

function play(file) {
	try {
		execFileSync(process.execPath, [`${root}tests/accounts/${file}`], { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
	} catch (error) {
		throw new Error(`${error.stdout}${error.stderr}`);
	}
}

test('a fresh installation, from its first page to two signatories', () => {
	stack('up');
	play('fresh.mjs');
}, { limit: 120_000 });

test('its first hour, to the first handoff', () => play('hour.mjs'), { limit: 120_000 });

afterwards(() => {
	try {
		stack('down');
	} finally {
		rmSync(place, { recursive: true, force: true });
	}
});
