// Sent twice, done once: keys on forms and on the API, from any number of workers at the same time.
import { api, as, sql, unique } from '../lib/client.mjs';
import { draft, makeTerm, review } from '../lib/glossary.mjs';
import { differs, equal, match, ok, test } from '../lib/tap.mjs';

const count = name => Number(sql(`SELECT COUNT(*) FROM term WHERE name = '${name}'`)[0][0]);

test('a hundred equal forms at once make one term, and all hear the same', async () => {
	const member = await as('marketer'), name = unique('Double click');
	const fields = (await member.get('/glossary/new')).page.form('/glossary').fields({ name, kind: 'word' });
	const answers = await Promise.all(Array.from({ length: 100 }, () => member.post('/glossary', fields)));
	equal([...new Set(answers.map(a => a.status))], [303], 'codes');
	equal(new Set(answers.map(a => a.headers.location)).size, 1, 'addresses');
	equal(count(name), 1, 'terms');
	ok((await member.get(answers[0].location)).status === 200, 'the address leads somewhere');
});

test('the same form an hour later, from the history of the browser, leads to the same place', async () => {
	const member = await as('marketer'), name = unique('Back button');
	const fields = (await member.get('/glossary/new')).page.form('/glossary').fields({ name, kind: 'word' });
	const first = await member.post('/glossary', fields);
	const again = await member.post('/glossary', fields);
	equal([again.status, again.location], [first.status, first.location]);
	equal(count(name), 1);
});

test('the same key with other words shows the form again with them, and saves nothing', async () => {
	const member = await as('marketer'), name = unique('First words'), other = unique('Other words');
	const fields = (await member.get('/glossary/new')).page.form('/glossary').fields({ name, kind: 'word' });
	equal((await member.post('/glossary', fields)).status, 303);
	const answer = await member.post('/glossary', { ...fields, name: other });
	equal(answer.status, 409);
	const form = answer.page.form('/glossary');
	equal(form.value('name'), other, 'the typed name');
	match(answer.page.main, 'other words');
	differs(form.value('key'), fields.key, 'the key of the form shown again');
	equal(count(other), 0);
	equal((await member.submit(answer, '/glossary')).status, 303, 'sending it again');
	equal(count(other), 1);
});

test('another person may use the same key', async () => {
	const [one, two] = [await as('marketer'), await as('seller')];
	const key = 'a-key-of-two-people-1';
	const [a, b] = [unique('Mine'), unique('Yours')];
	equal((await one.fill('/glossary/new', '/glossary', { name: a, kind: 'word', key })).status, 303);
	equal((await two.fill('/glossary/new', '/glossary', { name: b, kind: 'word', key })).status, 303);
	equal([count(a), count(b)], [1, 1]);
});

test('a refused form does not use its key up', async () => {
	const member = await as('marketer'), name = unique('Refused once');
	const page = await member.get('/glossary/new');
	const refused = await member.submit(page, '/glossary', { name: '', kind: 'word' });
	equal(refused.status, 422);
	const fields = page.page.form('/glossary').fields({ name, kind: 'word' });
	equal((await member.post('/glossary', fields)).status, 303);
	equal(count(name), 1);
});

test('a comment sent twenty times at once stands once', async () => {
	const member = await as('marketing');
	const { slug } = await makeTerm(member);
	const n = await draft(member, slug);
	const fields = (await member.get(`/glossary/${slug}`)).page.form(`/glossary/${slug}/versions/${n}/comments`).fields({ comment: 'Said once' });
	const answers = await Promise.all(Array.from({ length: 20 }, () => member.post(`/glossary/${slug}/versions/${n}/comments`, fields)));
	equal([...new Set(answers.map(a => a.status))], [303]);
	equal((await member.get(`/glossary/${slug}`)).page.main.split('Said once').length - 1, 1);
});

test('a button pressed twice with two keys is an act and a word about it, never two acts', async () => {
	const member = await as('marketing');
	const { slug } = await makeTerm(member);
	const n = await draft(member, slug);
	await review(member, slug, n);
	const pages = await Promise.all(Array.from({ length: 8 }, () => member.get(`/glossary/${slug}`)));
	const answers = await Promise.all(pages.map(page => member.submit(page, `/glossary/${slug}/versions/${n}/signature`)));
	equal(answers.filter(a => a.status === 303).length, 1, `answers: ${answers.map(a => a.status)}`);
	ok(answers.every(a => [303, 409, 422].includes(a.status)), `answers: ${answers.map(a => a.status)}`);
	equal(sql(`SELECT COUNT(*) FROM signature s JOIN term_version v ON v.id = s.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`)[0][0], '1');
});

test('over the API: the same key and body get the first answer, another body 422', async () => {
	const program = api('marketer'), name = unique('Keyed');
	const headers = { 'idempotency-key': `key-${name.replace(/ /g, '-')}` };
	const answers = await Promise.all(Array.from({ length: 20 }, () => program.post('/terms', { name, kind: 'word' }, headers)));
	equal([...new Set(answers.map(a => a.status))], [201]);
	equal(new Set(answers.map(a => a.text)).size, 1, 'bodies');
	equal(count(name), 1);
	const other = await program.post('/terms', { name: unique('Keyed otherwise'), kind: 'word' }, headers);
	equal(other.status, 422);
	match(other.headers['content-type'], 'application/problem+json');
	ok((await program.post('/terms', { name: unique('Without a key'), kind: 'word' }, { 'idempotency-key': undefined })).status < 500, 'without a key');
});
