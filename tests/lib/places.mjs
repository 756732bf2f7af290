// A record of each kind that the paths of routes name, fresh for each caller.
import { as, sql, unique } from './client.mjs';
import { proposed } from './glossary.mjs';

async function importOf(person) {
	const answer = await person.fill('/glossary/import', '/glossary/imports', { text: `name,meaning\n${unique('Matrix')},A meaning\n` });
	return { id: Number(answer.location.match(/imports\/(\d+)/)[1]) };
}

// What :slug, :id and :n are to stand for, by the words of tests/web/access.txt: a term whose version both teams may sign, a
// sheet it is on unless `sheetless`, an import of `person`'s own, and in `foreign` what is somebody else's. Without a
// person, or for an observer, the import is an author's.
export async function place(person, { sheetless = false } = {}) {
	const author = await as('marketing'), owner = !person || person.account.team === 'observer' ? author : person;
	const other = await as('marketer') === owner ? await as('seller') : await as('marketer');
	const { slug, number } = await proposed(author);
	const [[id]] = sql(`SELECT v.id FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}' AND v.number = ${number}`);
	const sheet = sheetless ? null : (await author.fill('/charter', '/charter', { [`version_${id}`]: true })).location.match(/charter\/(\d+)/)[1];
	return { '-': {}, term: { slug }, version: { slug, n: number }, sheet: { id: Number(sheet) }, import: await importOf(owner),
		versionId: Number(id), foreign: { import: await importOf(other) } };
}
