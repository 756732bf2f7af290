// The tables of contents of the areas, as their programs print them, and who tests/web/access.txt says may: tests made
// from them forget no address.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { build } from './client.mjs';

const root = new URL('../../', import.meta.url).pathname;
const bin = `${build.startsWith('/') ? '' : root}${build}/bin`;

// [{ method, path, who: Set of 'STRANGER' 'OBSERVER' 'MARKETING' 'SALES' 'SIGNATORY' 'ADMINISTRATOR' 'POINT_PERSON', takes, api, area }]
export function routes() {
	return readdirSync(bin).filter(name => name.endsWith('.fcgi')).sort().flatMap(name =>
		execFileSync(`${bin}/${name}`, ['--routes'], { encoding: 'utf8' }).split('\n').filter(Boolean).map(line => {
			const [method, path, who, takes] = line.split(' ');
			return { method, path, area: name.slice(0, -5), api: path.startsWith('/api/') || path === '/health',
				takes: takes.toUpperCase().split('|'), who: new Set(who.toUpperCase().split('|')) };
		}));
}

// The lines of access.txt: [{ method, path, who, record, own }].
export function expectations() {
	return readFileSync(`${root}tests/web/access.txt`, 'utf8').split('\n').filter(line => line && !line.startsWith('#')).map(line => {
		const [method, path, who, ...record] = line.trim().split(/\s+/);
		return { method, path, who, record: record.at(-1), own: record[0] === 'own' };
	});
}

// Whom the words of access.txt mean, as the tables name them.
export const meant = {
	anyone: ['STRANGER', 'OBSERVER', 'MARKETING', 'SALES'], everybody: ['OBSERVER', 'MARKETING', 'SALES'], members: ['MARKETING', 'SALES'],
	marketing: ['MARKETING'], sales: ['SALES'], signatories: ['SIGNATORY'], administrators: ['ADMINISTRATOR'], 'signatories|administrators': ['SIGNATORY', 'ADMINISTRATOR'], 'signatories|point_persons': ['SIGNATORY', 'POINT_PERSON'],
};

// What an address must ask to be answered.
const asks = { '/api/v1/calendars/:id/deadline': '?start=2026-10-05T08:00:00Z&open_minutes=60',
	'/api/v1/calendars/:id/open-time': '?from=2026-10-05T08:00:00Z&to=2026-10-05T09:00:00Z' };

// A path with its names filled in.
export function fill(path, { slug = 'nothing-so-called', id = 1, n = 1 } = {}) {
	return path.replaceAll(':slug', slug).replace(':rest', slug).replace(':id', id).replace(/:n\b/, n) + (asks[path] ?? '');
}

// The route of `all` that answers a GET of an address, as the programs choose it: a step that is named before one that stands for many.
export function routeOf(all, address) {
	const steps = address.split(/[?#]/)[0].split('/'), named = route => route.path.split('/').map(step => step.startsWith(':') ? 1 : 0).join('');
	return all.filter(r => r.method === 'GET').filter(r => { const own = r.path.split('/'); return own.length === steps.length && own.every((step, i) => step.startsWith(':') ? steps[i] && (step === ':slug' || step === ':rest' || /^\d+$/.test(steps[i])) : step === steps[i]); })
		.sort((a, b) => named(a) < named(b) ? -1 : 1)[0];
}
