// The same page in PHP: the statements that ours sent, over a connection that stays, and our own bytes, in which every value that came out of the
// database is printed escaped. What we compute besides (clocks, links, who may do what) PHP is spared.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build, sleep, state } from '../lib/client.mjs';

const setting = name => readFileSync(`${state}/concord.conf`, 'utf8').match(new RegExp(`^${name} = (.*)$`, 'm'))[1];
const owner = execFileSync('stat', ['-c', '%U', state], { encoding: 'utf8' }).trim();
const root = execFileSync('id', ['-u'], { encoding: 'utf8' }).trim() === '0';
export const asOwner = (command, ...words) => root ? ['setpriv', ['--reuid', owner, '--regid', execFileSync('id', ['-g', owner], { encoding: 'utf8' }).trim(), '--clear-groups', command, ...words]] : [command, words];

// A statement by who owns the server.
export function admin(statement) {
	const [command, words] = asOwner('mariadb', '--no-defaults', `--socket=${state}/run/mariadb.sock`, `--user=${owner}`, '--batch', '--raw', '--skip-column-names', 'mysql', '-e', statement);
	return execFileSync(command, words, { encoding: 'utf8', cwd: '/', maxBuffer: 1 << 28 });
}

// The statements that a request sends, as the server saw them. A statement is logged with its values when it was prepared while the log was on:
// begin with fresh workers. What holds bytes, as the session's, is given as hexadecimal digits.
export const logging = on => admin(`SET GLOBAL log_output = 'TABLE'; SET GLOBAL general_log = ${on ? 'ON' : 'OFF'}`);
export async function statementsOf(ask) {
	admin("SET GLOBAL general_log = OFF; TRUNCATE general_log; SET GLOBAL general_log = ON");
	await ask();
	const session = admin('SELECT HEX(token_hash) FROM concord.session ORDER BY id DESC LIMIT 1').trim();
	const lines = admin(`SELECT HEX(argument) FROM general_log WHERE command_type IN ('Execute', 'Query') AND user_host LIKE '%concord_web%' AND argument LIKE 'SELECT%' AND thread_id = (SELECT MAX(thread_id) FROM general_log WHERE argument LIKE '%csrf_secret%' AND command_type = 'Execute') ORDER BY event_time`);
	return lines.split('\n').filter(Boolean).map(hex => Buffer.from(hex, 'hex').toString('latin1').replace(/token_hash = '.*' AND x\.ended_at/s, `token_hash = UNHEX('${session}') AND x.ended_at`)).map(s => Buffer.from(s, 'latin1').toString('utf8'));
}

const unescaped = text => text.replace(/\\(.)/g, (_, c) => ({ n: '\n', t: '\t', 0: '\0', '\\': '\\' })[c] ?? c);
function rowsOf(statement) {
	const out = execFileSync('mariadb', ['--no-defaults', '--default-character-set=utf8mb4', `--socket=${state}/run/mariadb.sock`, `--user=${setting('db_web_user')}`, '--batch', setting('db_name'), '-e', statement],
		{ env: { ...process.env, MYSQL_PWD: setting('db_web_password') }, encoding: 'utf8', maxBuffer: 1 << 28 });
	const [heads, ...rows] = out.split('\n').filter(Boolean).map(line => line.split('\t').map(unescaped));
	return rows.map(r => Object.fromEntries(r.map((cell, i) => [heads[i], cell])));
}

const html = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
const php = text => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

// The source of a page, from its statements and what ours looks like.
function source(statements, page) {
	const values = new Map();
	statements.forEach((s, k) => rowsOf(s).forEach((row, i) => Object.entries(row).forEach(([name, text]) => {
		if (text.length >= 5 && text !== 'NULL' && !values.has(html(text)))
			values.set(html(text), `e($r[${k}][${i}][${php(name)}])`);
	})));
	const known = [...values.keys()].sort((a, b) => b.length - a.length).map(v => v.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	const body = known.length ? page.replace(/<\?/g, '<?php echo "<?" ?>').replace(new RegExp(known.join('|'), 'g'), v => `<?= ${values.get(v)} ?>`) : page;
	return { printed: (body.match(/<\?= /g) ?? []).length, text: `<?php
function e($text) { return htmlspecialchars((string)$text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8'); }
$db = new PDO('mysql:unix_socket=${state}/run/mariadb.sock;dbname=${setting('db_name')};charset=utf8mb4', '${setting('db_web_user')}', $_SERVER['DB_PASSWORD'], [PDO::ATTR_PERSISTENT => true, PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
$csrf = hash_hmac('sha256', 'form', $_SERVER['REMOTE_ADDR']);
$r = [];
foreach ([${statements.map(php).join(',\n')}] as $sql)
	$r[] = $db->query($sql)->fetchAll(PDO::FETCH_ASSOC);
header('Content-Type: text/html; charset=utf-8');
?>${body}` };
}

// Starts PHP and a web server for it; { url, pids, page(name, statements, bytes) -> { path, printed }, stop }.
export async function phpServer(port, workers) {
	const home = `${state}/run/php`, unpacked = `${build}/php8.2-fpm`, modules = `${unpacked}/usr/lib/php/20220829`;
	mkdirSync(`${home}/pages`, { recursive: true });
	writeFileSync(`${home}/php.ini`, ['mysqlnd', 'pdo', 'pdo_mysql'].map(m => `extension=${modules}/${m}.so`).join('\n') + `\nzend_extension=${modules}/opcache.so\nopcache.enable=1\nopcache.validate_timestamps=0\nopcache.jit=tracing\nopcache.jit_buffer_size=32M\n`);
	writeFileSync(`${home}/fpm.conf`, `[global]\nerror_log = ${home}/error.log\ndaemonize = no\n[www]\nlisten = ${home}/php.sock\nlisten.backlog = 1024\npm = static\npm.max_children = ${workers}\n`);
	writeFileSync(`${home}/nginx.conf`, `daemon off; pid ${home}/nginx.pid; error_log ${home}/nginx.log crit; worker_processes 2; events { worker_connections 1024; }
http { access_log off; client_body_temp_path ${home}/b; fastcgi_temp_path ${home}/f; proxy_temp_path ${home}/p; scgi_temp_path ${home}/s; uwsgi_temp_path ${home}/u; keepalive_requests 100000;
	fastcgi_buffers 64 16k; fastcgi_buffer_size 16k;
	server { listen 127.0.0.1:${port}; location / { fastcgi_param SCRIPT_FILENAME ${home}/pages$uri; fastcgi_param REQUEST_METHOD $request_method; fastcgi_param REMOTE_ADDR $remote_addr;
		fastcgi_param DB_PASSWORD ${setting('db_web_password')}; fastcgi_pass unix:${home}/php.sock; } } }`);
	execFileSync('chown', ['-R', owner, home]);
	chmodSync(`${home}/nginx.conf`, 0o600);
	const env = { ...process.env, LD_LIBRARY_PATH: `${unpacked}/usr/lib/x86_64-linux-gnu` };
	const start = (command, ...words) => { const [c, w] = asOwner(command, ...words); return spawn(c, w, { env, cwd: home, stdio: 'ignore' }); };
	const children = [start(`${unpacked}/usr/sbin/php-fpm8.2`, '-n', '-c', `${home}/php.ini`, '-y', `${home}/fpm.conf`), start(`${state}/app/nginx`, '-p', home, '-c', `${home}/nginx.conf`)];
	process.on('exit', () => children.forEach(c => c.kill()));
	await sleep(1500);
	return {
		url: `http://127.0.0.1:${port}`, pids: children.map(c => c.pid),
		page(name, statements, bytes) {
			const { text, printed } = source(statements, bytes.toString('utf8'));
			writeFileSync(`${home}/pages/${name}.php`, text);
			return { path: `/${name}.php`, printed };
		},
		stop: () => children.forEach(c => c.kill()),
	};
}
