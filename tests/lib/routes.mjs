// The tables of contents of the areas, read out of their main.c: tests made from them forget no address.
import { readFileSync, readdirSync, existsSync } from 'node:fs';

const root = new URL('../../', import.meta.url).pathname;
const rows = /\{\s*(GET|POST|PUT|PATCH|DELETE)\s*,\s*"([^"]+)"\s*,\s*(\w+)\s*,\s*([A-Z| ]+?)\s*,\s*([A-Z0-9_| ]+?)\s*\}/g;

// [{ method, path, handler, who: Set of 'STRANGER' 'OBSERVER' 'MARKETING' 'SALES' 'SIGNATORY' 'ADMINISTRATOR', takes, api, area }]
export function routes() {
	const named = { MEMBER: ['MARKETING', 'SALES'], PERSON: ['OBSERVER', 'MARKETING', 'SALES'], ANYONE: ['STRANGER', 'OBSERVER', 'MARKETING', 'SALES'] };
	const found = [];
	for (const area of readdirSync(`${root}cgi`)) {
		const file = `${root}cgi/${area}/main.c`;
		if (!existsSync(file))
			continue;
		for (const [, method, path, handler, who, takes] of readFileSync(file, 'utf8').matchAll(rows))
			found.push({ method, path, handler, area, api: path.startsWith('/api/'), takes: takes.split('|').map(t => t.trim()),
				who: new Set(who.split('|').flatMap(w => named[w.trim()] ?? [w.trim()])) });
	}
	return found;
}

// A path with its names filled in.
export function fill(path, { slug = 'nothing-so-called', id = 1, n = 1 } = {}) {
	return path.replace(':slug', slug).replace(':id', id).replace(/:n\b/, n);
}
