// A program that cannot do its work right does not start at all: templates, settings, schema.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, state } from '../lib/client.mjs';
import { afterwards, equal, match, test } from '../lib/tap.mjs';

const folder = mkdtempSync(join(tmpdir(), 'concord-start-'));

// A copy of the running one's settings and files, so that something may be broken in it.
function copy() {
	const place = mkdtempSync(join(folder, 'copy-'));
	const settings = readFileSync(join(state, 'concord.conf'), 'utf8').replace(/^log = .*\n/m, '');
	writeFileSync(join(place, 'concord.conf'), `${settings}log = stderr\n`, { mode: 0o600 });
	cpSync(join(state, 'app/templates'), join(place, 'app/templates'), { recursive: true });
	cpSync(join(state, 'app/static'), join(place, 'app/static'), { recursive: true });
	return place;
}

// Starts a program there; it leaves by itself when it refuses, and is ended when it does not.
function start(place) {
	const run = spawnSync(join(build, 'bin/home.fcgi'), [], { env: { ...process.env, STATE: place }, timeout: 5000, encoding: 'utf8', input: '' });
	return { refused: run.status === 1, said: run.stderr };
}

function refuses(place, words) {
	const { refused, said } = start(place);
	match(said, words, 'what the program said');
	equal(refused, true, 'it should have ended by itself with status 1');
}

test('a missing template stops the start', () => {
	const place = copy();
	rmSync(join(place, 'app/templates/glossary/term_show.tpl'));
	refuses(place, /cannot start: template glossary\/term_show\.tpl is missing/);
});

test('a template without its escape line stops the start', () => {
	const place = copy(), file = join(place, 'app/templates/home/home_show.tpl');
	writeFileSync(file, readFileSync(file, 'utf8').replace(/^.*\n/, ''));
	refuses(place, /cannot start: template home\/home_show\.tpl is missing or lacks its escape line/);
});

test('a template that does not parse stops the start', () => {
	const place = copy();
	appendFileSync(join(place, 'app/templates/home/home_show.tpl'), '{{#NEVER_CLOSED}}');
	refuses(place, /cannot start: template home\/home_show\.tpl does not parse/);
});

test('an unknown setting stops the start and is named', () => {
	const place = copy();
	appendFileSync(join(place, 'concord.conf'), 'colour = blue\n');
	refuses(place, /does not know the setting "colour"/);
});

test('a schema the programs do not know stops the start', () => {
	const place = copy(), settings = readFileSync(join(place, 'concord.conf'), 'utf8');
	const of = key => settings.match(new RegExp(`^${key} = (.*)$`, 'm'))[1];
	const sql = words => execFileSync('mariadb', ['--no-defaults', '-S', of('db_socket'), '-u', of('db_migrate_user'), of('db_name'), '-e', words],
		{ env: { ...process.env, MYSQL_PWD: of('db_migrate_password') } });
	sql("INSERT INTO schema_migration VALUES (9999, 'from the future', REPEAT('0', 64), '2026-01-01')");
	try {
		refuses(place, /the database has schema 9999 and these programs know \d+/);
	} finally {
		sql('DELETE FROM schema_migration WHERE number = 9999');
	}
});

test('a released migration that was edited is refused', () => {
	const place = copy();
	cpSync(join(state, 'app/schema'), join(place, 'app/schema'), { recursive: true });
	appendFileSync(join(place, 'app/schema/001-people-and-glossary.sql'), '\n-- edited\n');
	const run = spawnSync(join(build, 'bin/concord'), ['migrate'], { env: { ...process.env, STATE: place }, encoding: 'utf8' });
	equal(run.status, 1);
	match(run.stderr, /was applied with other words/);
});

afterwards(() => rmSync(folder, { recursive: true, force: true }));
