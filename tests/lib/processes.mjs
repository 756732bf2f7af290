// The processes of the copy that is tried, and what it costs them.
import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { state } from './client.mjs';

const read = (pid, what) => readFileSync(`/proc/${pid}/${what}`, 'utf8');
const homes = [state, `${state}/run`].map(folder => `${realpathSync(folder)}/`);	// the second may lie elsewhere: a socket's path is short

// Their numbers, in no order; `name`: of those alone that are called so.
export function processes(name) {
	return readdirSync('/proc').filter(pid => /^\d+$/.test(pid)).filter(pid => {
		try {
			const home = `${readlinkSync(`/proc/${pid}/cwd`)}/`;
			return homes.some(folder => home.startsWith(folder)) && (!name || read(pid, 'comm').trim() === name);
		} catch {
			return false;	// it has gone meanwhile, or is somebody else's
		}
	}).map(Number);
}

const spent = pid => { try { const [user, system] = read(pid, 'stat').split(') ')[1].split(' ').slice(11, 13); return 10 * (Number(user) + Number(system)); } catch { return 0; } };

// Milliseconds of processor that the programs and the database of the copy take for an act, to a hundredth of a second: [what the act gave, those].
// Unlike the time that passes it does not count what other copies and the machine do, nor how long an act waits; what runs in the background of this
// copy it does. Never less than such a hundredth, so that it can be a measure for others.
export async function effort(act) {
	const before = new Map(processes().map(pid => [pid, spent(pid)]));
	if (!before.size)
		throw new Error(`No process of the copy in ${state} is found.`);
	const result = await act();
	return [result, Math.max(10, processes().reduce((sum, pid) => sum + spent(pid) - (before.get(pid) ?? 0), 0))];
}
