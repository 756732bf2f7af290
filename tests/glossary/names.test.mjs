// What a term is called, where a stage stands, when a term ends: what keeps two people from meaning two things unawares.
import { api, as, sql, unique } from '../lib/client.mjs';
import { agreed, draft, makeTerm, press, proposed, review, sign, withdraw } from '../lib/glossary.mjs';
import { all, words } from '../lib/html.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, seller, sales] = await Promise.all(['marketer', 'marketing', 'seller', 'sales'].map(as));
const page = async (who, path) => (await who.get(path)).page;
const kinds = { stage: n => ({ stage_path: 'deal', stage_position: n, stage_owner_team: 'sales' }) };

test('a name that is another term’s abbreviation or other name is shown first, and taken at the second press', async () => {
	const short = unique('Qx').replace(/ /g, ''), other = await makeTerm(marketer, { abbreviations: short });
	const once = await seller.fill('/glossary/new', '/glossary', { name: short.toUpperCase() });
	equal(once.status, 422);
	match(once.page.problems.join(' '), 'press the button again');
	match(once.page.main, `There is already ${other.name}, also called ${short}.`);
	ok(once.page.links.includes(`/glossary/${other.slug}`));
	equal(sql(`SELECT COUNT(*) FROM term WHERE name = '${short}'`), [['0']]);
	equal((await seller.submit(once, '/glossary')).status, 303);
	equal(sql(`SELECT COUNT(*) FROM term WHERE name = '${short}'`), [['1']]);
});

test('and the reverse: an abbreviation or other name that is another term’s name; another answer is asked for anew', async () => {
	const one = await makeTerm(marketer), two = await makeTerm(marketer), name = unique('Reverse');
	const once = await seller.fill('/glossary/new', '/glossary', { name, synonyms: one.name });
	equal(once.status, 422);
	match(once.page.main, `There is already ${one.name}.`);
	const again = await seller.submit(once, '/glossary', { synonyms: one.name, abbreviations: two.name });
	equal(again.status, 422);
	match(again.page.main, `There is already ${two.name}.`);
	equal((await seller.submit(again, '/glossary', { synonyms: '', abbreviations: '' })).status, 303);
});

test('a name that is taken stays refused however often it is sent', async () => {
	const { name } = await makeTerm(marketer);
	const once = await seller.fill('/glossary/new', '/glossary', { name });
	match(once.page.problems.join(' '), 'already a term of this name');
	equal((await seller.submit(once, '/glossary')).status, 422);
});

test('names are stored as they are seen, lists once and parted by semicolons; a name needs a letter or digit', async () => {
	const name = unique('Seen');
	const { slug } = await makeTerm(marketer, { name: `\u202e${name.slice(0, 2)}\u200b${name.slice(2)}\ufeff`, abbreviations: `${name}1; ${name}1\n${name}2`, synonyms: `${name}2;${name}3` });
	const { abbreviations, synonyms, name: stored } = (await api('seller').get(`/terms/${slug}`)).json;
	equal([stored, abbreviations, synonyms], [name, [`${name}1`, `${name}2`], [`${name}3`]]);
	const none = await marketer.fill('/glossary/new', '/glossary', { name: '🦓 – ?' });
	equal(none.status, 422);
	match(none.page.problems.join(' '), 'at least one letter or digit');
});

test('search and the index take the words in any order, and every apostrophe', async () => {
	const mark = unique('Ω').slice(2), { name, slug } = await makeTerm(marketer, { name: `Buyer’s ${mark} doubt` });
	await draft(marketer, slug, { meaning: 'It comes after signing.' });
	for (const q of [`doubt ${mark} buyer's`, `signing ${mark}`, `BUYERʼS/${mark}`]) {
		match((await page(seller, `/search?q=${encodeURIComponent(q)}`)).main, name, q);
		match((await page(seller, `/glossary?show=discussed&within=${encodeURIComponent(q)}`)).main, name, q);
	}
	lacks((await page(seller, `/search?q=${encodeURIComponent(`${mark} nosuchword`)}`)).main, name);
});

test('a problem of a criterion says which, in the words of the form', async () => {
	const { slug } = await makeTerm(marketer);
	const answer = await marketer.fill(`/glossary/${slug}/versions/new`, `/glossary/${slug}/versions`, { meaning: 'x', criterion_1_label: 'Size', criterion_1_kind: 'number', criterion_1_max: '1,000' }, { button: 'step=save' });
	equal(answer.status, 422);
	match(answer.page.problems.join(' '), 'Criterion 1: “At most” must be a number without a comma');
	const order = await marketer.fill(`/glossary/${slug}/versions/new`, `/glossary/${slug}/versions`, { meaning: 'x', in_force_from: '2098-01-02', review_by: '2098-01-01' }, { button: 'step=save' });
	match(order.page.problems.join(' '), 'must not be before the day it comes into force, 2 January 2098');
});

test('a metric that measures nothing does not go to both teams', async () => {
	const { slug } = (await api('marketer').post('/terms', { name: unique('Empty metric'), kind: 'metric' })).json;
	await api('marketer').post(`/terms/${slug}/versions`, { meaning: 'Something counted.' });
	const refused = await api('marketer').post(`/terms/${slug}/versions/1/review`, { revision: 1 });
	equal(refused.status, 422, refused.text);
	match(refused.json.detail, 'what is measured');
	const term = await page(marketer, `/glossary/${slug}`);
	ok(!term.may(/review$/));
	match(term.main, 'Say first what is measured');
});

test('a stage without a place waits; two at one place are told; the stages show the place that was agreed', async () => {
	const place = 100 + Number(sql("SELECT COALESCE(MAX(stage_position), 0) FROM term_version WHERE stage_path = 'deal' AND stage_position < 800")[0][0]);
	const { slug: bare } = (await api('marketer').post('/terms', { name: unique('Bare stage'), kind: 'stage' })).json;
	await api('marketer').post(`/terms/${bare}/versions`, { meaning: 'A step.' });
	equal((await api('marketer').post(`/terms/${bare}/versions/1/review`, { revision: 1 })).status, 422);
	const first = await agreed(marketer, marketing, sales, kinds.stage(place), { kind: 'stage', name: unique('First stage') });
	const row = (await page(seller, '/glossary/stages')).all(n => n.tag === 'li' && all(n, 'a').some(a => a.attributes.href === `/glossary/${first.slug}`)).at(-1);
	const path = row.parent.children.filter(n => n.tag === 'li'), before = sql("SELECT COUNT(DISTINCT v.stage_position) FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.kind = 'stage' AND t.deprecated_at IS NULL AND v.stage_path = 'deal'"
		+ ` AND v.stage_position < ${place} AND v.in_force_at <= UTC_TIMESTAMP(6) AND NOT EXISTS (SELECT 1 FROM term_version w WHERE w.term_id = t.id AND w.number > v.number AND w.in_force_at <= UTC_TIMESTAMP(6))`)[0][0];
	equal([row.attributes['data-place'], row.attributes.value], Array(2).fill(String(Number(before) + 1)), 'the place in the order, whatever number was typed');
	equal(path[0].attributes.value, '1');
	const second = await makeTerm(marketer, { kind: 'stage', name: unique('Second stage') });
	await draft(marketer, second.slug, kinds.stage(place));
	match((await page(sales, `/glossary/${second.slug}`)).main, `“${first.name}” stands at place ${place} of this path too.`);
	const third = await makeTerm(marketer, { kind: 'stage', name: unique('Third stage') });
	await draft(marketer, third.slug, kinds.stage(place + 1));
	lacks((await page(sales, `/glossary/${third.slug}`)).main, 'of this path too');
});

test('a term cannot be retired over a version that is being signed or waits; its drafts cannot be sent or signed afterwards', async () => {
	const { slug, number } = await proposed(marketer), away = `/glossary/${slug}/deprecation`;
	const early = await marketer.get(away);
	equal(early.status, 409, early.page.main);
	match(early.page.main, `Version ${number} is being signed`);
	ok(early.page.links.includes(`/glossary/${slug}`), 'a refusal leads back to the term');
	lacks((await page(marketer, `/glossary/${slug}`)).main, 'Retire this term');
	await withdraw(marketer, slug, number);
	match((await page(marketer, `/glossary/${slug}`)).main, 'Retire this term');
	const form = await marketer.get(away);
	const n = await draft(marketer, slug, { meaning: 'Other words.' });
	await review(marketer, slug, n);
	const late = await marketer.submit(form, away, { why: 'No longer said.' });
	equal(late.status, 422);
	match(late.page.problems.join(' '), 'is being signed');
	await withdraw(marketer, slug, n);
	const open = await draft(marketer, slug, { meaning: 'A draft that stays.' });
	equal((await marketer.fill(away, away, { why: 'No longer said.' })).status, 303);
	const retired = await page(marketer, `/glossary/${slug}`);
	ok(!retired.may(/review$|edit$/), 'a draft of a retired term is offered for review');
	const answer = await api('marketer').post(`/terms/${slug}/versions/${open}/review`, { revision: 1 });
	equal(answer.status, 409, answer.text);
	match(answer.json.detail, 'retired');
	sql(`UPDATE term_version v JOIN term t ON t.id = v.term_id SET v.state = 'in_review' WHERE t.slug = '${slug}' AND v.number = ${open}`);
	const signed = await api('sales').post(`/terms/${slug}/versions/${open}/signature`, { revision: 1 });
	equal(signed.status, 409, signed.text);
	match(signed.json.detail, 'The term is retired');
	const later = await agreed(marketer, marketing, sales, { in_force_from: '2097-01-02' });
	match((await marketer.get(`/glossary/${later.slug}/deprecation`)).page.main, 'waits for its date');
	lacks((await page(marketer, `/glossary/${later.slug}`)).main, 'Retire this term');
});

test('a review that one team confirmed early comes up to the other', async () => {
	const soon = new Date(Date.now() + 20 * 86400_000).toISOString().slice(0, 10);
	const { name, slug } = await agreed(marketer, marketing, sales, { review_by: soon });
	lacks((await page(sales, '/')).main, `Still right? ${name}`);
	equal((await marketing.fill(`/glossary/${slug}`, `/glossary/${slug}/confirmation`)).status, 303);
	match((await page(sales, '/')).main, name);
	lacks((await page(marketing, '/')).main, `Still right? ${name}`);
	equal((await sales.fill(`/glossary/${slug}`, `/glossary/${slug}/confirmation`)).status, 303);
	lacks((await page(sales, '/')).main, `Still right? ${name}`);
});
