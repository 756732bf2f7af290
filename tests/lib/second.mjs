// A second copy of Concord beside the one under test: brought up and down by conf/stack, in a folder of its own.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';

const root = new URL('../../', import.meta.url).pathname;

const freePort = () => new Promise(resolve => {
	const server = net.createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); });
});

export class Second {
	constructor() {
		this.place = mkdtempSync('/tmp/concord-second.');
		chmodSync(this.place, 0o755);
		this.state = `${this.place}/state`;
	}

	async up(settings = {}) {
		this.port = await freePort();
		this.base = `http://localhost:${this.port}`;
		this.env = { ...process.env, STATE: this.state, PORT: String(this.port), SAMPLE: 'none', BASE_URL: this.base, WORKERS: '2', ...settings };
		return this.run('conf/stack', 'up');
	}

	// Runs a script of the tree for this copy; what it prints.
	run(script, ...words) {
		return execFileSync(`${root}${script}`, words, { env: this.env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
	}

	// Runs the concord command for this copy; what it prints.
	concord(...words) {
		return execFileSync(`${this.state}/app/bin/concord`, words, { env: { ...process.env, STATE: this.state }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
	}

	setting(name) { return readFileSync(`${this.state}/concord.conf`, 'utf8').match(new RegExp(`^${name} = (.*)$`, 'm'))[1]; }

	sql(statement) { return ask(this.state, this.setting('db_migrate_password'), statement); }

	// One request: { status, headers, text }.
	send(method, path, { headers = {}, body } = {}) {
		return new Promise((resolve, reject) => {
			const request = http.request({ host: '127.0.0.1', port: this.port, method, path, headers: { host: `localhost:${this.port}`, ...headers } }, answer => {
				let text = '';
				answer.setEncoding('utf8').on('data', part => { text += part; }).on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
			});
			request.on('error', reject);
			request.end(body);
		});
	}

	down() {
		try {
			if (this.env)
				this.run('conf/stack', 'down');
		} finally {
			rmSync(this.place, { recursive: true, force: true });
		}
	}
}

// Rows of a copy's database, as arrays of texts.
export function ask(state, password, statement) {
	const said = execFileSync('mariadb', ['--no-defaults', `--socket=${state}/run/mariadb.sock`, '--user=concord_migrate', '--batch', '--skip-column-names', 'concord', '-e', statement],
		{ env: { ...process.env, MYSQL_PWD: password }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
	return said.split('\n').filter(Boolean).map(line => line.split('\t'));
}
