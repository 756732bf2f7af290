// make install for a real host: what lands where, that it runs from there, how it is locked in, and how it is restarted.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { api, as, build, eventually, sleep, state, unique } from '../lib/client.mjs';
import { afterwards, equal, match, ok, skip, test } from '../lib/tap.mjs';

const root = new URL('../../', import.meta.url).pathname;
const place = mkdtempSync('/tmp/concord-install.');
chmodSync(place, 0o755);
const top = `${place}/top`, lib = `${top}/usr/lib/concord`, units = `${top}/usr/lib/systemd/system`, doc = `${top}/usr/share/doc/concord`;
const files = (folder, name = '') => readdirSync(`${folder}/${name}`, { withFileTypes: true })
	.flatMap(f => f.isDirectory() ? files(folder, `${name}${f.name}/`) : [`${name}${f.name}`]);
// Unpacked, as installing it would bring what it starts.
const systemd = `${root}build/systemd`, analyze = `${systemd}/usr/bin/systemd-analyze`, env = { ...process.env, LD_LIBRARY_PATH: `${systemd}/usr/lib/x86_64-linux-gnu/systemd`, XDG_RUNTIME_DIR: place };
const asked = process.getuid() === 0 ? [] : ['--user'];	// where only root may make the folder of its own that it wants
const has = command => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

test('everything lands below PREFIX, readable, without a trace of where it was built', () => {
	execFileSync('make', ['-s', '-C', root, 'install', `DESTDIR=${top}`, 'PREFIX=/usr', `BUILD=${build}`], { stdio: ['ignore', 'ignore', 'inherit'] });
	equal(readdirSync(top), ['usr']);
	for (const name of ['bin/home.fcgi', 'bin/accounts.fcgi', 'bin/sign-in.fcgi', 'bin/glossary.fcgi', 'bin/sla.fcgi', 'bin/leads.fcgi', 'bin/meetings.fcgi', 'bin/concord', 'bin/jobs', 'conf/backup', 'conf/restore', 'schema/grants.sql',
		'templates/shared/site_layout.tpl', 'static/manifest', 'nginx/headers.conf', 'nginx/problems/503.html'])
		ok(existsSync(`${lib}/${name}`), `${name} is not there`);
	ok(existsSync(`${top}/usr/bin/concord`), 'the command leads nowhere');
	for (const name of files(top)) {
		const mode = statSync(`${top}/${name}`).mode & 0o777;
		ok(mode === 0o644 || mode === 0o755, `${name} has mode ${mode.toString(8)}`);
	}
	const made = [...files(units).map(f => `${units}/${f}`), ...files(`${lib}/nginx`).map(f => `${lib}/nginx/${f}`), `${doc}/nginx-site.conf`, `${doc}/concord.conf`];
	for (const name of made) {
		const text = readFileSync(name, 'utf8').replaceAll('@REQUEST_ID@', '');
		ok(!/@[A-Z_]+@/.test(text.replace(/make install fills in the names between @/, '')), `${name} has a name that was not filled in: ${text.match(/@[A-Z_]+@/)}`);
		ok(!text.includes(place) && !text.includes(root.replace(/\/$/, '')), `${name} names the build`);
	}
});

test('installing again leaves nothing of the version before', () => {
	writeFileSync(`${lib}/templates/old.tpl`, 'old');
	execFileSync('make', ['-s', '-C', root, 'install', `DESTDIR=${top}`, 'PREFIX=/usr', `BUILD=${build}`], { stdio: ['ignore', 'ignore', 'inherit'] });
	equal(existsSync(`${lib}/templates/old.tpl`), false);
});

test('each area has its socket and its workers among the units', () => {
	const wanted = readFileSync(`${units}/concord.target`, 'utf8').match(/^Wants=(.*)$/m)[1].split(' ');
	const areas = readdirSync(`${lib}/bin`).filter(f => f.endsWith('.fcgi')).map(f => f.replace('.fcgi', ''));
	equal(wanted.filter(u => u.startsWith('concord@')).sort(), areas.map(a => `concord@${a}.socket`).sort());
	for (const name of ['backup', 'check']) {	// each night, of a service of its own whose command is there
		ok(wanted.includes(`concord-${name}.timer`), name);
		match(readFileSync(`${units}/concord-${name}.timer`, 'utf8'), /^OnCalendar=\*-\*-\* \d\d:\d\d:\d\d$/m);
		ok(existsSync(readFileSync(`${units}/concord-${name}.service`, 'utf8').match(/^ExecStart=(\S+)/m)[1].replace('/usr/lib/concord', lib)), `${name} starts nothing`);
	}
	const reached = new Set([...readFileSync(`${doc}/nginx-site.conf`, 'utf8').match(/map \$uri \$area \{([^}]*)\}/)[1].matchAll(/(\S+);/g)].map(m => m[1]));
	equal([...reached].filter(area => !areas.includes(area)), [], 'areas that nginx asks and that are not installed');
});

test('the workers of a local database are locked in: exposure at most 0.5; what speaks to a mail server, 1.5', () => {
	for (const [unit, most] of [['concord@.service', 0.5], ['concord-backup.service', 0.5], ['concord-check.service', 0.5], ['concord-jobs.service', 1.5]]) {
		const copy = `${place}/${unit.replace('@', '@glossary')}`;
		writeFileSync(copy, readFileSync(`${units}/${unit}`));
		const said = execFileSync(analyze, [...asked, 'security', '--offline=true', '--no-pager', copy], { encoding: 'utf8', env });
		const figure = Number(said.match(/exposure level for \S+: ([\d.]+)/)[1]);
		ok(figure <= most, `${unit}: ${figure}\n${said.split('\n').filter(l => /✗/.test(l)).join('\n')}`);
	}
});

test('systemd understands every unit', () => {
	const folder = `${place}/units`;
	mkdirSync(folder);
	for (const unit of readdirSync(units))
		writeFileSync(`${folder}/${unit.replace('@.', '@glossary.')}`, readFileSync(`${units}/${unit}`, 'utf8').replaceAll('/usr/lib/concord', lib));
	const { status, stderr } = spawnSync(analyze, [...asked, 'verify', '--man=no', ...readdirSync(folder).map(u => `${folder}/${u}`)], { encoding: 'utf8', env: { ...env, SYSTEMD_UNIT_PATH: `${folder}:${systemd}/lib/systemd/system:` } });
	const ours = stderr.split('\n').filter(line => /concord/.test(line) && !/concord@(home|accounts|sign-in)/.test(line));
	equal(ours, []);
	equal(status, 0, stderr);
});

test('nginx takes the site into a configuration like Debian\'s', () => {
	const nginx = `${root}build/nginx/usr/sbin/nginx`;
	if (!has('openssl'))
		skip('openssl is not on this machine');
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${place}/key.pem`, '-out', `${place}/cert.pem`, '-days', '1', '-subj', '/CN=concord.example.com'], { stdio: 'ignore' });
	const site = readFileSync(`${doc}/nginx-site.conf`, 'utf8').replaceAll('/usr/lib/concord', lib).replaceAll('/var/log/nginx', place)
		.replace('/etc/ssl/concord/fullchain.pem', `${place}/cert.pem`).replace('/etc/ssl/concord/key.pem', `${place}/key.pem`)
		.replace(/(listen (\[::\]:)?)(80|443)\b/g, (all, before, host, port) => `${before}1${port.padStart(4, '0')}`);	// nginx -t binds them
	const temporary = ['client_body', 'fastcgi', 'proxy', 'scgi', 'uwsgi'].map(n => `${n}_temp_path ${place}/tmp-${n};`).join(' ');
	writeFileSync(`${place}/nginx.conf`, `pid ${place}/nginx.pid; error_log ${place}/error.log; events { worker_connections 768; } http {
		sendfile on; tcp_nopush on; types_hash_max_size 2048; types { text/html html; image/png png; } default_type application/octet-stream;
		ssl_protocols TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on; access_log ${place}/other.log; gzip on; ${temporary}
		server { listen 8081; location / { return 200; } }
		${site} }`);
	const { status, stderr } = spawnSync(nginx, ['-t', '-e', `${place}/error.log`, '-c', `${place}/nginx.conf`], { encoding: 'utf8' });
	equal(status, 0, stderr);
	ok(!/warn/.test(stderr), stderr);
});

test('MariaDB takes the settings of a host, and they promise what the small ones promise', () => {
	const settings = file => Object.fromEntries(readFileSync(`${root}conf/${file}`, 'utf8').split('\n').filter(l => /^\w/.test(l)).map(l => l.split(/ = (.*)/)));
	const small = settings('mariadb.cnf'), host = settings('mariadb-host.cnf');
	for (const name of ['skip_networking', 'innodb_flush_log_at_trx_commit', 'sync_binlog', 'transaction_isolation', 'innodb_snapshot_isolation', 'innodb_lock_wait_timeout',
		'innodb_force_primary_key', 'sql_mode', 'character_set_server', 'collation_server', 'default_time_zone', 'local_infile'])
		equal(host[name], small[name], name);
	equal([host.sync_binlog, host.binlog_format, 'log_bin' in host], ['1', 'ROW', true]);
	const help = spawnSync('/usr/sbin/mariadbd', [`--defaults-file=${root}conf/mariadb-host.cnf`, '--help', '--verbose', `--datadir=${place}`, '--user=nobody'], { encoding: 'utf8', maxBuffer: 1 << 26 });
	ok(!/unknown (variable|option)|\[ERROR\]/.test(help.stderr), help.stderr.slice(0, 1000));
	match(help.stdout, /^sync-binlog +1$/m);
});

// Settings as on a real host: the programs find their files in the installed tree and write nothing beside them.
function hostSettings() {
	const folder = `${place}/etc`, mine = Object.fromEntries(readFileSync(`${state}/concord.conf`, 'utf8').split('\n').filter(Boolean).map(l => l.split(/ = (.*)/)));
	mkdirSync(folder);
	const text = readFileSync(`${doc}/concord.conf`, 'utf8').replace(/^(\w+) =.*$/gm, (line, name) => name === 'log' ? line : `${name} = ${name === 'app' ? lib : mine[name] ?? ''}`);
	writeFileSync(`${folder}/concord.conf`, `${text}port = ${mine.port}\n`, { mode: 0o600 });
	return folder;
}

test('the installed programs run with the example settings, once those are filled in', () => {
	const env = { PATH: process.env.PATH, STATE: hostSettings() };
	match(execFileSync(`${top}/usr/bin/concord`, ['check'], { env, encoding: 'utf8' }), /invariants hold/);
	match(execFileSync(`${top}/usr/bin/concord`, ['migrate'], { env, encoding: 'utf8' }), /^$/);
});

// Holds a listening socket as systemd does, and behind it the command of the unit: "restart" on its standard input ends
// that one as KillMode=mixed does (TERM to the first process, KILL to what is left when it is gone) and starts the next.
const holder = `
import os, signal, socket, subprocess, sys
path, log, command = sys.argv[1], sys.argv[2], sys.argv[3:]
listening = socket.socket(socket.AF_UNIX)
listening.bind(path)
os.chmod(path, 0o666)
listening.listen(1024)
start = lambda: subprocess.Popen(command, stdin=listening, stdout=sys.stderr, stderr=open(log, "a"), start_new_session=True)
def end(one):
    one.send_signal(signal.SIGTERM)
    one.wait()
    try: os.killpg(one.pid, signal.SIGKILL)
    except ProcessLookupError: pass
one = start()
print("up", flush=True)
for line in sys.stdin:
    end(one)
    one = start()
    print("again", flush=True)
end(one)
`;

test('restarted ten times under load behind its socket, an area loses no request, and no write', async () => {
	const unit = readFileSync(`${units}/concord@.service`, 'utf8');
	equal([unit.match(/^KillMode=(.*)$/m)[1], unit.match(/^StandardInput=(.*)$/m)[1]], ['mixed', 'socket'], 'this test does as the unit says');
	const command = unit.match(/^ExecStart=(.*)$/m)[1].replace('${WORKERS}', '3').replace('/usr/lib/concord', lib).replace('%i', 'glossary').split(' ');
	const own = `${state}/run/glossary.sock`;
	const held = spawn('python3', ['-c', holder, `${own}.held`, `${state}/log/glossary.log`, ...command], { env: { PATH: process.env.PATH, STATE: `${place}/etc` }, stdio: ['pipe', 'pipe', 'ignore'] });
	const said = createInterface({ input: held.stdout })[Symbol.asyncIterator]();
	equal((await said.next()).value, 'up');
	renameSync(own, `${own}.kept`);
	renameSync(`${own}.held`, own);
	try {
		const member = await as('marketer'), program = await api('marketer');
		await eventually(async () => (await member.get('/glossary')).status === 200);
		let going = true;
		const codes = {}, failures = [], made = [];
		const count = code => { codes[code] = (codes[code] ?? 0) + 1; };
		const clients = Array.from({ length: 6 }, async (_, i) => {
			while (going)
				try {
					if (i > 1) {
						count((await member.get('/glossary')).status);
						continue;
					}
					const answer = await program.post('/terms', { name: unique('Restarted'), kind: 'word' });
					count(answer.status);
					made.push(answer.json.slug);
				} catch (error) {
					failures.push(error.message);
				}
		});
		const answered = code => codes[code] ?? 0;
		for (let i = 0; i < 10; i++) {
			await sleep(400);
			await eventually(() => answered(200) > 5 * (i + 1) && answered(201) > 2 * (i + 1));	// on a slow machine it takes longer
			held.stdin.write('restart\n');
			equal((await said.next()).value, 'again');
		}
		await sleep(400);
		going = false;
		await Promise.all(clients);
		equal(failures, []);
		equal(Object.keys(codes).sort(), ['200', '201'], JSON.stringify(codes));
		ok(codes[200] > 50 && codes[201] > 20, JSON.stringify(codes));
		for (const slug of made)
			equal((await program.get(`/terms/${slug}`)).status, 200, slug);
	} finally {
		renameSync(`${own}.kept`, own);
		held.stdin.end();
		await new Promise(resolve => held.on('close', resolve));
	}
}, { limit: 120_000 });

afterwards(() => rmSync(place, { recursive: true, force: true }));
