// What is large or hostile: words within a field's own limit get through in any script, and a bad body gets a bounded answer.
import { api, as, people, signIn, sql } from '../lib/client.mjs';
import { makeTerm } from '../lib/glossary.mjs';
import { effort } from '../lib/processes.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const MOST_ERRORS = 50, MOST_BYTES = 50_000, MOST_TIME = 1000;

// A 422 that names some problems, not all, and comes soon. Returns what it names.
async function bounded(asking, what) {
	const [answer, took] = await effort(asking);
	equal(answer.status, 422, `${what}: ${answer.text.slice(0, 300)}`);
	equal(answer.headers['content-type'], 'application/problem+json', what);
	ok(took < MOST_TIME, `${what}: the answer took ${took} ms of processor`);
	ok(answer.body.length < MOST_BYTES, `${what}: the answer has ${answer.body.length} bytes`);
	const { errors } = answer.json;
	ok(errors.length >= 1 && errors.length <= MOST_ERRORS, `${what}: ${errors.length} errors`);
	return errors;
}
const strangers = count => Object.fromEntries(Array.from({ length: count }, (_, i) => [`member_${i}`, i]));
const saved = slug => sql(`SELECT CHAR_LENGTH(v.meaning) FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`).flat();

test('a body of thousands of members that nobody knows is refused at once, with a few of them', async () => {
	const errors = await bounded(() => api('marketer').post('/terms', { name: 'Never', kind: 'word', ...strangers(20_000) }), 'a term');
	for (const { pointer, detail } of errors) {
		match(pointer, /^\/member_\d+$/);
		ok(detail.length > 10, `${pointer} is told without words`);
	}
	equal(new Set(errors.map(e => e.pointer)).size, errors.length, 'pointers');
});

test('a version with thousands of unknown members, criteria or acts is refused the same way', async () => {
	const { slug } = await makeTerm(await as('marketer'), { kind: 'reason' });
	const post = words => api('marketer').post(`/terms/${slug}/versions`, { meaning: 'Why it ended.', ...words });
	await bounded(() => post(strangers(20_000)), 'unknown members');
	await bounded(() => post({ reason: { acts: ['lost'], ...strangers(20_000) } }), 'unknown members of the reason');
	await bounded(() => post({ criteria: Array.from({ length: 10_000 }, () => ({ label: 'Size', colour: 'red' })) }), 'criteria');
	await bounded(() => post({ criteria: [{ label: 'Size', kind: 'number', level: 'must', bound: strangers(20_000) }] }), 'unknown members of a bound');
	const errors = await bounded(() => post({ reason: { acts: Array(200_000).fill('x') } }), 'acts that there are not');
	ok(errors.every(e => e.pointer === '/reason/acts'), JSON.stringify(errors.slice(0, 3)));
	equal(saved(slug), [], 'versions');
});

test('a meaning of nearly 8,000 Chinese characters is saved by the form and shown as it was typed', async () => {
	const author = await as('marketer'), meaning = '合格的销售线索与市场部和销售部的共同定义'.repeat(395);
	equal(meaning.length, 7900);
	const { slug } = await makeTerm(author);
	const answer = await author.fill(`/glossary/${slug}/versions/new`, `/glossary/${slug}/versions`, { meaning, change_note: '第一稿' }, { button: 'step=save' });
	equal(answer.status, 303);
	equal(saved(slug), ['7900']);
	equal((await author.get(`/glossary/${slug}/versions/1/edit`)).page.form(`/glossary/${slug}/versions/1`).value('meaning'), meaning);
});

test('a form of more criteria than it has rows is refused, not cut', async () => {
	const author = await as('marketer'), { slug } = await makeTerm(author), action = `/glossary/${slug}/versions`;
	const fields = (await author.get(`${action}/new`)).page.form(action).fields({ meaning: 'Many.', change_note: 'Many' }, 'step=save');
	for (let i = 1; i <= 61; i++)
		Object.assign(fields, { [`criterion_${i}_label`]: i < 61 ? '' : 'The last', [`criterion_${i}_kind`]: 'yes_no', [`criterion_${i}_level`]: 'must' });
	const answer = await author.post(action, fields);
	equal(answer.status, 422);
	match(answer.page.problems.join(' '), 'Give at most 30');
	equal(saved(slug), []);
});

test('what is too long is told beside its field, whatever its bytes, and not by the web server', async () => {
	const author = await as('marketer'), { slug } = await makeTerm(author);
	const answer = await author.fill(`/glossary/${slug}/versions/new`, `/glossary/${slug}/versions`, { meaning: '义'.repeat(20_000), change_note: 'x' }, { button: 'step=save' });
	equal(answer.status, 422);
	match(answer.page.problems.join(' '), 'has 20000 characters. Shorten it to 8000');
	equal(saved(slug), []);
});

for (const [script, phrase, times] of [['Cyrillic', 'Договорённость отделов маркетинга и сбыта. ', 181], ['Chinese', '市场部与销售部的约定。', 700]])
	test(`${phrase.length * times} ${script} characters outlive a session that ended while they were typed`, async () => {
		const author = await as('marketer'), browser = await signIn(people.marketer), meaning = phrase.repeat(times).trim();
		const { slug } = await makeTerm(author), action = `/glossary/${slug}/versions`;
		const fields = (await browser.get(`${action}/new`)).page.form(action).fields({ meaning, change_note: 'Kept' }, 'step=save');
		browser.jar.clear();
		const refused = await browser.post(action, fields);
		equal(refused.status, 401);
		const signed = await browser.submit(refused, '/sign-in', { email: people.marketer.email, password: people.marketer.password });
		equal(signed.status, 303, 'signing in');
		const shown = await browser.follow(signed);
		equal(shown.status, 200);
		equal(shown.page.form(action).value('meaning'), meaning, 'the meaning');
		equal((await browser.submit(shown, action, {}, { button: 'step=save' })).status, 303, 'sending it again');
		equal(saved(slug), [String(meaning.length)]);
	});
