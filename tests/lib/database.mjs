// Asks the database of the running copy by its own client, which is started once for each account and then kept: starting it takes longer
// than most answers.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';

const state = process.env.STATE ?? 'var';
const END = 'that-was-all-the-client-had-to-say';
const owner = () => ({ user: 'concord_migrate', password: readFileSync(`${state}/concord.conf`, 'utf8').match(/^db_migrate_password = (.*)$/m)[1] });
const options = ({ user, password }, ...more) => [['--no-defaults', `--socket=${state}/run/mariadb.sock`, `--user=${user}`, '--batch', '--skip-column-names', 'concord', ...more],
	{ env: { ...process.env, MYSQL_PWD: password } }];

// Two ends of a pipe that a read waits at, and whose end a read tells.
function pipe(path, flags = 'r') {
	execFileSync('mkfifo', [path]);
	const both = openSync(path, 'r+'), ends = [openSync(path, flags), openSync(path, 'w')];
	closeSync(both);
	return ends;
}

class Client {
	constructor(account) {
		const folder = mkdtempSync(`${tmpdir()}/concord-sql.`);
		const [theirs, ours] = pipe(`${folder}/in`), [out, said] = pipe(`${folder}/out`), [problems, complained] = pipe(`${folder}/err`);
		const [args, { env }] = options(account, '--unbuffered');
		rmSync(folder, { recursive: true });
		this.process = spawn('mariadb', args, { env, stdio: [theirs, said, complained] });
		this.process.unref();
		for (const end of [theirs, said, complained])
			closeSync(end);
		Object.assign(this, { in: ours, out, problems, ended: false });
	}

	// Everything up to a mark, or to the end of what is there.
	read(from, mark) {
		const chunk = Buffer.alloc(1 << 16), parts = [];
		for (let n, tail = ''; (n = readSync(from, chunk)) > 0;) {
			parts.push(Buffer.from(chunk.subarray(0, n)));
			tail = (tail + chunk.toString('latin1', Math.max(0, n - 64), n)).slice(-64);
			if (mark && tail.endsWith(`${mark}\n`))
				return Buffer.concat(parts).toString('utf8').slice(0, -mark.length - 1);
		}
		return mark ? undefined : Buffer.concat(parts).toString('utf8');
	}

	// What it answers; it ends at an error, which is thrown.
	ask(statement) {
		try {
			writeSync(this.in, `${statement.replace(/[\s;]+$/, '')}\n;\nSELECT '${END}';\n`);
			const answer = this.read(this.out, END);
			if (answer !== undefined)
				return answer;
		} catch (error) {
			if (error.code !== 'EPIPE')
				throw error;
		}
		this.ended = true;
		const why = this.read(this.problems);
		for (const end of [this.in, this.out, this.problems])
			closeSync(end);
		throw new Error(`${why}in: ${statement}`);
	}
}
const clients = new Map();

function answer(statement, account) {
	const name = `${account.user} ${account.password}`;
	if (clients.get(name)?.ended ?? true)
		clients.set(name, new Client(account));
	return clients.get(name).ask(statement);
}

// What is written here moves what the programs know their content by, as they do themselves: else they would go on with what they remember.
const MOVED = 'UPDATE content SET glossary = glossary + 1, sla = sla + 1, words = words + 1, everything = everything + 1';
const writes = statement => /\b(INSERT|UPDATE|DELETE|REPLACE)\b/i.test(statement);
const moved = statement => writes(statement) ? `${statement.replace(/[\s;]+$/, '')};\n${MOVED}` : statement;

// As the owner of the tables unless another account is named; rows as arrays of texts. For counting what a page cannot show.
export const sql = (statement, account) => account ? sqlAlone(statement, account) : sqlAlone(moved(statement));

// The same and nothing beside it.
export function sqlAlone(statement, account = owner()) {
	let out;
	try {
		out = answer(statement, account);
	} catch (error) {
		if (!/^ERROR (2006|2013)/m.test(error.message) || writes(statement))
			throw error;
		out = answer(statement, account);	// the database was started anew since it was asked last
	}
	return out.split('\n').filter(Boolean).map(line => line.split('\t'));
}

// Does something in the database while the test goes on, as a transaction that takes its time. Returns a promise of its end.
export const sqlMeanwhile = statement => new Promise((resolve, reject) => execFile('mariadb', ...options(owner(), '-e', statement), error => error ? reject(error) : resolve()));
