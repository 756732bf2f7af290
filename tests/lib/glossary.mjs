// Terms and versions made the way people make them: through the forms.
import { told, unique } from './client.mjs';

function done(answer, what) {
	if (answer.status !== 303)
		throw new Error(`${what} answered ${answer.status}: ${told(answer)}`);
	return answer;
}

// Proposes a term, also where another is called so. Returns { name, slug }.
export async function makeTerm(person, { name = unique('Quota of zebras'), kind = 'word', ...rest } = {}) {
	let answer = await person.fill('/glossary/new', '/glossary', { name, kind, ...rest });
	if (answer.status === 422 && answer.page.form('/glossary').value('like'))
		answer = await person.submit(answer, '/glossary');
	done(answer, `Proposing ${name}`);
	return { name, slug: answer.location.match(/^\/glossary\/([^/?#]+)/)[1] };
}

// Writes a version and saves it as a draft. Returns its number.
export async function draft(person, slug, { meaning = `Striped animals counted for ${slug}.`, change_note = 'First words', ...rest } = {}) {
	const answer = done(await person.fill(`/glossary/${slug}/versions/new`, `/glossary/${slug}/versions`, { meaning, change_note, ...rest },
		{ button: 'step=save' }), `Writing ${slug}`);
	const numbers = (await person.follow(answer)).page.links.map(l => l.match(/\/versions\/(\d+)/)?.[1]).filter(Boolean).map(Number);
	if (!numbers.length)
		throw new Error(`The page at ${answer.location} shows no version.`);
	return Math.max(...numbers);
}

// Presses a button of a version on its term's page: review, signature or withdrawal. Returns the answer.
export async function press(person, slug, number, act) {
	return person.fill(`/glossary/${slug}`, `/glossary/${slug}/versions/${number}/${act}`);
}
export async function review(person, slug, number) { return done(await press(person, slug, number, 'review'), `Sending ${slug} ${number} to be signed`); }
export async function sign(person, slug, number) { return done(await press(person, slug, number, 'signature'), `Signing ${slug} ${number}`); }
export async function withdraw(person, slug, number) { return done(await press(person, slug, number, 'withdrawal'), `Withdrawing ${slug} ${number}`); }
export async function object(person, slug, number, reason) {
	return done(await person.fill(`/glossary/${slug}`, `/glossary/${slug}/versions/${number}/objection`, { reason }), `Objecting to ${slug} ${number}`);
}

// A term with a version in review. Returns { name, slug, number }.
export async function proposed(person, version, term) {
	const made = await makeTerm(person, term);
	const number = await draft(person, made.slug, version);
	await review(person, made.slug, number);
	return { ...made, number };
}

// The same, signed by both.
export async function agreed(author, marketing, sales, version, term) {
	const made = await proposed(author, version, term);
	await sign(marketing, made.slug, made.number);
	await sign(sales, made.slug, made.number);
	return made;
}
