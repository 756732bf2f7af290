// Mail: words that wait for a signature reach the people who sign, through files or a mail server, whatever dies on the way.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { api, base, eventually, people, secret, sleep, sql, state, unique } from '../lib/client.mjs';
import { processes } from '../lib/processes.mjs';
import { afterwards, equal, lacks, match, ok, skip, test } from '../lib/tap.mjs';

const here = new URL('.', import.meta.url).pathname;
const settings = readFileSync(`${state}/concord.conf`, 'utf8');
const place = mkdtempSync('/tmp/concord-mail.');
chmodSync(place, 0o755);
const password = secret('a pass word & more');
sql('DELETE FROM mail_wish');	// every signatory wants their mail here

const runners = () => processes('jobs');

// Gives the background program other settings: it reads them when it starts, and its supervisor starts it anew.
async function withSettings(text) {
	const before = runners();
	writeFileSync(`${state}/concord.conf`, settings + text);
	for (const pid of before)
		process.kill(pid, 'SIGTERM');
	await eventually(() => runners().some(p => !before.includes(p)));
}

// A version put into review by Marketing's member: the mail it makes, { id, email }.
async function review() {
	const program = await api('marketer'), name = unique('Mailed');
	const term = (await program.post('/terms', { name, kind: 'word' })).json;
	const version = await program.post(`/terms/${term.slug}/versions`, { meaning: 'A person who asked us.', change_note: 'First wording.' });
	equal(version.status, 201, version.text);
	const newest = Number(sql('SELECT COALESCE(MAX(id), 0) FROM outbox')[0][0]);
	const answer = await program.post(`/terms/${term.slug}/versions/1/review`, { revision: version.json.revision });
	equal(answer.status, 200, answer.text);
	const rows = sql(`SELECT o.id, p.email FROM outbox o JOIN person p ON p.id = o.person_id WHERE o.id > ${newest} ORDER BY o.id`);
	return { name, slug: term.slug, mail: rows.map(([id, email]) => ({ id: Number(id), email })) };
}

const states = mail => Object.fromEntries(sql(`SELECT id, state FROM outbox WHERE id IN (${mail.map(m => m.id).join()})`));
const settled = (mail, state = 'sent') => eventually(() => Object.values(states(mail)).every(s => s === state), 20_000);
const file = id => `${state}/mail/${String(id).padStart(8, '0')}.eml`;
const hurry = () => sql("UPDATE outbox SET next_at = '2020-01-01' WHERE state = 'waiting'; UPDATE job_lock SET expires_at = '2020-01-01'");

// A quoted-printable body as text.
const words = message => Buffer.from(message.split('\r\n\r\n').slice(1).join('\r\n\r\n').replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, x) => String.fromCharCode(parseInt(x, 16))), 'latin1').toString('utf8');

const freePort = host => new Promise(resolve => { const s = net.createServer().listen(0, host, () => { const { port } = s.address(); s.close(() => resolve(port)); }); });
const sinks = [];

// A mail server of tests/jobs/sink.py: what it took is in `taken`.
async function sink({ host = '127.0.0.1', locked = [] } = {}) {
	const port = await freePort(host);
	const child = spawn('/usr/bin/python3', [`${here}sink.py`, host, String(port), ...locked], { stdio: ['pipe', 'pipe', 'ignore'] });
	const one = { port, taken: [], child, said: [], tell: async word => { child.stdin.write(`${word}\n`); await eventually(() => one.said.at(-1)?.startsWith(word.slice(0, 5))); } };
	createInterface({ input: child.stdout }).on('line', line => line.startsWith('{') ? one.taken.push(JSON.parse(line)) : one.said.push(line));
	sinks.push(one);
	await eventually(() => one.said.includes('ready'));
	return one;
}
const idOf = message => Number(message.match(/^Message-ID: <outbox-(\d+)@/m)[1]);
// What a server took of these, whatever else was waiting.
const of = (mail, server) => server.taken.filter(m => mail.some(one => one.id === idOf(m.data)));
// The server says what it took a moment after it took it.
const arrived = (mail, server) => eventually(() => mail.every(m => of(mail, server).some(({ data }) => idOf(data) === m.id)), 5_000).catch(() => {});
const hasServer = () => spawnSync('/usr/bin/python3', ['-c', 'import aiosmtpd']).status === 0;

test('without a mail server the mail is a file, for each signatory of both teams, with a link that works', async () => {
	const { name, slug, mail } = await review();
	const signatories = sql("SELECT email FROM person WHERE is_signatory AND disabled_at IS NULL AND team <> 'observer'").flat();
	equal(mail.map(m => m.email).sort(), signatories.sort());
	ok(signatories.includes(people.marketing.email) && signatories.includes(people.sales.email), signatories.join());
	await settled(mail);
	for (const { id, email } of mail) {
		const message = readFileSync(file(id), 'utf8');
		match(message, `To: ${email}\r\n`);
		match(message, `Subject: ${name}: words wait for your signature\r\n`);
		match(words(message), `${base}/glossary/${slug}\r\n`);
	}
	equal(readdirSync(`${state}/mail`).filter(f => !f.endsWith('.eml')), []);
});

test('nobody is told what is not true any more', async () => {
	await withSettings('smtp_url = smtp://127.0.0.1:1\n');	// nothing listens there
	const { slug, mail } = await review();
	const signer = await api('marketing');
	equal((await signer.post(`/terms/${slug}/versions/1/signature`, { revision: 1 })).status, 200);
	const own = mail.filter(m => m.email === people.marketing.email), others = mail.filter(m => m.email === people.sales.email);
	await withSettings('');
	await eventually(() => { hurry(); return states(own)[own[0].id] !== 'waiting' && states(others)[others[0].id] === 'sent'; });
	ok(states(own)[own[0].id] === 'dropped' || !existsSync(file(own[0].id)), 'it was sent although it was signed');
	equal(existsSync(file(others[0].id)), true);
});

test('a server that is away or says no is asked again later; nothing is lost, and no log tells whom it was for', async () => {
	if (!hasServer())
		skip('python3-aiosmtpd is not on this machine');
	const server = await sink();
	await server.tell('refuse');
	await withSettings(`smtp_url = smtp://127.0.0.1:${server.port}\n`);
	const { mail } = await review();
	await eventually(() => sql(`SELECT MIN(tries) FROM outbox WHERE id IN (${mail.map(m => m.id).join()})`)[0][0] === '1');
	const waits = sql(`SELECT state, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), next_at) BETWEEN 40 AND 61 FROM outbox WHERE id IN (${mail.map(m => m.id).join()})`);
	equal(waits, mail.map(() => ['waiting', '1']));
	await server.tell('accept');
	hurry();
	await settled(mail);
	await arrived(mail, server);
	equal(of(mail, server).map(m => m.to[0]).sort(), mail.map(m => m.email).sort());
	const log = readFileSync(`${state}/log/jobs.log`, 'utf8');
	match(log, new RegExp(`mail ${mail[0].id}, attempt 1: .*451`));
	lacks(log, '@');
});

test('over STARTTLS, signed in, to a server of an authority of our own', async () => {
	if (!hasServer())
		skip('python3-aiosmtpd is not on this machine');
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${place}/key.pem`, '-out', `${place}/cert.pem`, '-days', '1', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1,IP:127.0.0.2'], { stdio: 'ignore' });
	const server = await sink({ locked: [`${place}/cert.pem`, `${place}/key.pem`, 'concord', password] });
	const to = `smtp_url = smtp://127.0.0.1:${server.port}\nsmtp_user = concord\nmail_from = house@example.test\n`;
	await withSettings(`${to}smtp_password = ${password}\n`);
	const { mail } = await review();
	await eventually(() => sql(`SELECT MIN(tries) FROM outbox WHERE id IN (${mail.map(m => m.id).join()})`)[0][0] === '1');
	equal(server.taken, [], 'a certificate of nobody we know was accepted');
	await withSettings(`${to}smtp_password = ${password}\nsmtp_ca = ${place}/cert.pem\n`);
	await eventually(() => { hurry(); return Object.values(states(mail)).every(s => s === 'sent'); });
	await arrived(mail, server);
	equal(of(mail, server).length, mail.length);
	for (const message of of(mail, server))
		equal([message.tls, message.signed_in, message.from], [true, true, 'house@example.test']);
	lacks(readFileSync(`${state}/log/jobs.log`, 'utf8'), password);
});

test('a server elsewhere that offers no TLS gets nothing', async () => {
	if (!hasServer())
		skip('python3-aiosmtpd is not on this machine');
	const server = await sink({ host: '127.0.0.2' });	// any host but this one's own names counts as elsewhere
	await withSettings(`smtp_url = smtp://127.0.0.2:${server.port}\nsmtp_user = concord\nsmtp_password = ${password}\n`);
	const { mail } = await review();
	await eventually(() => sql(`SELECT MIN(tries) FROM outbox WHERE id IN (${mail.map(m => m.id).join()})`)[0][0] === '1');
	equal(server.taken, []);
	await withSettings('');
	hurry();
	await settled(mail);
});

test('killed in the middle, again and again: every mail arrives, and at most one more for each kill', async () => {
	if (!hasServer())
		skip('python3-aiosmtpd is not on this machine');
	const server = await sink();
	await withSettings('smtp_url = smtp://127.0.0.1:1\n');
	const mail = [];
	for (let i = 0; i < 12; i++)
		mail.push(...(await review()).mail);
	await withSettings(`smtp_url = smtp://127.0.0.1:${server.port}\n`);
	const kills = 4;
	hurry();
	for (let i = 0; i < kills; i++) {
		const seen = server.taken.length;
		await eventually(() => { hurry(); return server.taken.length > seen; });
		const before = runners();
		for (const pid of before)
			process.kill(pid, 'SIGKILL');
		await eventually(() => runners().some(p => !before.includes(p)));
	}
	await eventually(() => { hurry(); return Object.values(states(mail)).every(s => s === 'sent'); }, 30_000);
	await arrived(mail, server);
	const times = new Map();
	for (const { data } of of(mail, server))
		times.set(idOf(data), (times.get(idOf(data)) ?? 0) + 1);
	equal(mail.filter(m => !times.has(m.id)), [], 'never arrived');
	const more = [...times.values()].reduce((sum, n) => sum + n - 1, 0);
	ok(more <= kills, `${more} arrived once more, after ${kills} kills`);
});

test('two runners: one sends, the other waits for its lease', async () => {
	await withSettings('');
	const extra = spawn(`${state}/app/bin/jobs`, [], { env: { ...process.env, STATE: state }, stdio: 'ignore', cwd: place });
	try {
		const { mail } = await review();
		await settled(mail);
		equal(sql(`SELECT SUM(tries) FROM outbox WHERE id IN (${mail.map(m => m.id).join()})`), [[String(mail.length)]]);
		equal(sql('SELECT COUNT(*) FROM job_lock WHERE owner IS NOT NULL'), [['1']]);
	} finally {
		extra.kill('SIGTERM');
		await new Promise(resolve => extra.on('exit', resolve));
	}
});

afterwards(async () => {
	await withSettings('');
	for (const { child } of sinks)
		child.stdin.end();
	await sleep(100);
	rmSync(place, { recursive: true, force: true });
});
