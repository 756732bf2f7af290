// What the run has left in the logs: each request once, nothing broken, nothing that names a person or opens a door.
import { readFileSync, readdirSync } from 'node:fs';
import { accounts, state } from './lib/client.mjs';
import { equal, ok, test } from './lib/tap.mjs';

const files = readdirSync(`${state}/log`).filter(name => name.includes('.log'));
const lines = files.flatMap(file => readFileSync(`${state}/log/${file}`, 'utf8').split('\n').filter(Boolean).map(text => ({ file, text })));
// The programs' own lines; their supervisor says now and then that it started one anew.
const died = lines.filter(l => /^Child\[\d+\] died/.test(l.text)).length;
const own = lines.filter(l => /^(home|glossary|sla|leads|results|meetings|accounts|sign-in|jobs)\.log/.test(l.file) && !/^Child\[\d+\] /.test(l.text));
const access = lines.filter(l => l.file.startsWith('access.log')).map(l => Object.fromEntries([...l.text.matchAll(/(\w+)=("[^"]*"|\S+)/g)].map(([, k, v]) => [k, v.replace(/^"|"$/g, '')])));
// A test kills nginx and its workers, and with each goes what it had not written to its log yet.
const felled = l => /^nginx\.log/.test(l.file) && /worker process \d+ exited on signal 9$|^Child\[0\] died, respawn$|open socket #\d+ left in connection \d+$|aborting$/.test(l.text);
// It kills the database too, and a worker cannot start without one.
const alone = l => /cannot start: the schema could not be read \(database (2002|2003|2006|2013) /.test(l.text) && killed;
const killed = lines.some(felled);
const few = found => found.slice(0, 8).map(l => l.text ? `${l.file}: ${l.text}` : JSON.stringify(l)).join('\n');

test('there are logs to look at', () => ok(own.length > 5 && access.length > 5, `${own.length} and ${access.length} lines`));

test('every template was filled', () => {
	const found = [...new Set(lines.filter(l => /template was not filled|could not be rendered/.test(l.text)).map(l => l.text.replace(/^\S+ \S+ /, '')))];
	equal(found, []);
});

test('nothing went wrong: no answer of 500, no worker that could not start', () => {
	const found = own.filter(l => / 500 \d+ person /.test(l.text) || (/cannot start|Sanitizer|runtime error|double free|corrupted/.test(l.text) && !alone(l)));
	ok(!found.length, few(found));
	const outside = access.filter(a => ['500', '504'].includes(a.status));
	ok(!outside.length, few(outside));
});

test('no statement failed but by a rival or a database that was away', () => {
	const found = own.filter(l => /try \d+:/.test(l.text) && !/\b(1213|1205|1020|2002|2003|2006|2013|1927|1053|1927|1180|1047)\b/.test(l.text));
	ok(!found.length, few(found));
});

test('each line is one event: a time, a request, words', () => {
	const found = own.filter(l => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (-|[0-9a-f]{32}|[\x21-\x7e]{1,64}) \S/.test(l.text) || /[\x00-\x08\x0b-\x1f\x7f]/.test(l.text));
	ok(!found.length, few(found));
});

test('each request is on record once, in the web server and in its area', () => {
	const seen = new Map();
	for (const { text } of own) {
		const id = text.match(/^\S+ ([0-9a-f]{32}) (?:GET|POST|PUT|PATCH|DELETE|OTHER) \S+ \d{3} \d+ person \d+ statements \d+$/)?.[1];
		if (id)
			seen.set(id, (seen.get(id) ?? 0) + 1);
	}
	const twice = [...seen].filter(([, n]) => n > 1);
	equal(twice, [], 'requests with two lines');
	const ids = new Set(access.map(a => a.id));
	equal(ids.size, access.length, 'request ids differ');
	const unknown = [...seen.keys()].filter(id => !ids.has(id));
	ok(unknown.length <= 1 || killed, `${unknown.length} requests are not in the access log: ${unknown.slice(0, 3)}`);
	const silent = access.filter(a => !seen.has(a.id) && !/ \/(static\/|problem\/|favicon)/.test(a.asked) && !/^(400|405|408|413|414|431|499|502|503|504)$/.test(a.status) && a.asked !== '-');
	ok(silent.length <= died, `${died} workers died, yet ${silent.length} requests have no line:\n${few(silent)}`);
});

test('no password, token, cookie or secret is in any log', () => {
	const conf = readFileSync(`${state}/concord.conf`, 'utf8');
	const secrets = new Set([...accounts.map(a => a.password), ...[...conf.matchAll(/^(?:secret|\w*password) = (\S+)$/gm)].map(m => m[1]),
		...readFileSync(process.env.TEST_SECRETS, 'utf8').split('\n')].filter(s => s.length >= 8));
	ok(secrets.size > 8, `${secrets.size} secrets to look for`);
	const all = lines.map(l => l.text).join('\n');
	equal([...secrets].filter(s => all.includes(s)).length, 0);
	const tokens = lines.filter(l => /ccd_[\w-]{20,}|argon2id\$/.test(l.text));
	ok(!tokens.length, few(tokens));
});

test('no address, name or typed word of a person is in any log', () => {
	const found = lines.filter(l => /@example\.|[\w.]+@[\w-]+\.\w+/.test(l.text.replace(/\S+@localhost/g, '')) || accounts.some(a => l.text.includes(a.name) || l.text.includes(a.email)));
	ok(!found.length, few(found));
	const queries = access.filter(a => a.asked.includes('?'));
	ok(!queries.length, few(queries));
});

test('the web server and the database had nothing to complain of', () => {
	const found = lines.filter(l => (/^nginx\.log/.test(l.file) && !felled(l)) || (/^mariadb\.log/.test(l.file) && /\[ERROR\]/.test(l.text) && !/Got error 123 /.test(l.text)));	// 123: a rival was quicker; it is tried again
	ok(!found.length, few(found));
});
