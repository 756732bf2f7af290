// What pages claim and tell: notices that are true, who edited last, what an edit or objection undid, where a draft began.
import { as, sql, told, unique } from '../lib/client.mjs';
import { agreed, draft, makeTerm, object, press, proposed, review, sign } from '../lib/glossary.mjs';
import { all, words } from '../lib/html.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, seller, sales, observer] = await Promise.all(['marketer', 'marketing', 'seller', 'sales', 'observer'].map(as));
const page = async (who, path) => (await who.get(path)).page;
const save = { button: 'step=save' };
const edit = async (who, slug, n, typed) => who.fill(`/glossary/${slug}/versions/${n}/edit`, `/glossary/${slug}/versions/${n}`, typed, save);
// Home shows what waits longest first: other tests' leftovers would hide ours.
function clear() {
	sql("UPDATE signature SET standing = NULL, cleared_at = UTC_TIMESTAMP() WHERE standing AND version_id IN (SELECT id FROM term_version WHERE state = 'in_review')");
	sql("UPDATE sheet SET state = 'withdrawn' WHERE state = 'open'");
	sql("UPDATE term_version SET state = 'withdrawn' WHERE state IN ('draft', 'in_review')");
	sql("UPDATE signature SET standing = NULL, cleared_at = UTC_TIMESTAMP() WHERE standing AND agreement_id IN (SELECT id FROM agreement WHERE state = 'in_review')");
	sql("UPDATE agreement SET state = 'withdrawn' WHERE state IN ('draft', 'in_review')");
	sql("UPDATE amendment_signature SET standing = NULL, cleared_at = UTC_TIMESTAMP() WHERE standing AND amendment_id IN (SELECT id FROM amendment WHERE state = 'in_review')");
	sql("UPDATE amendment SET state = 'withdrawn' WHERE state IN ('draft', 'in_review')");
}
const KEYS = ['draft', 'saved', 'sent', 'signed', 'agreed', 'waits', 'objected', 'withdrawn', 'commented', 'confirmed', 'renewed', 'words', 'retired', 'restored', 'starter', 'made', 'nonsense'];

test('a notice is shown only to whom, when and where it is true', async () => {
	const { slug } = await makeTerm(marketer);
	const notices = async (who, but) => {
		for (const key of KEYS)
			if (!but.includes(key))
				equal((await page(who, `/glossary/${slug}?done=${key}`)).notice, '', `${key} for ${who.account.name}`);
	};
	await notices(seller, []);
	await notices(marketer, []);
	const n = await draft(marketer, slug);
	await notices(marketer, ['draft']);
	await notices(seller, []);
	await notices(observer, []);
	await review(marketer, slug, n);
	await sign(marketing, slug, n);
	await notices(marketing, ['signed']);
	match((await page(marketing, `/glossary/${slug}?done=signed`)).notice, 'Signed for your team');
	await edit(seller, slug, n, { meaning: 'Edited after that.' });
	await notices(marketing, []);
	match((await page(seller, `/glossary/${slug}?done=saved`)).notice, 'Saved.');
	await sign(marketing, slug, n);
	const answer = await press(sales, slug, n, 'signature');
	match((await sales.follow(answer)).page.notice, 'in force');
	await notices(sales, ['agreed']);
	sql(`UPDATE signature s JOIN term_version v ON v.id = s.version_id JOIN term t ON t.id = v.term_id SET s.at = s.at - INTERVAL 1 HOUR WHERE t.slug = '${slug}'`);
	await notices(sales, []);
});

test('each act is answered by its notice', async () => {
	const said = async (who, answer) => (await who.follow(answer)).page.notice;
	const { slug } = await proposed(marketer);
	const action = `/glossary/${slug}`;
	match(await said(sales, await sales.fill(action, `${action}/versions/1/objection`, { reason: 'No.' })), 'Sent back');
	match(await said(marketer, await press(marketer, slug, 1, 'review')), 'Sent to both teams');
	match(await said(seller, await seller.fill(action, `${action}/versions/1/comments`, { comment: 'So be it.' })), 'Comment added');
	match(await said(seller, await seller.fill(`${action}/words`, `${action}/words`, { examples: '- one' })), 'Saved');
	match(await said(marketer, await marketer.fill(action, `${action}/versions/1/withdrawal`, { reason: 'Written twice.' })), 'Withdrawn');
	match(await said(seller, await seller.fill(`${action}/versions/1`, `${action}/versions/1/comments`, { comment: 'A pity.' })), 'Comment added');
	match(await said(marketer, await marketer.fill(`${action}/deprecation`, `${action}/deprecation`, { why: 'Gone.' })), 'Retired');
	match(await said(marketer, await marketer.fill(action, `${action}/restoration`)), 'Back in use');
});

test('words are told to be those of their author and of the last editor', async () => {
	clear();
	const { slug, name } = await proposed(marketer, {}, { name: unique('Axolotl with two authors') });
	lacks((await page(sales, `/glossary/${slug}`)).main, 'last edited by');
	await edit(seller, slug, 1, { meaning: 'By another hand.' });
	const both = `${marketer.account.name}, last edited by ${seller.account.name}`;
	for (const path of [`/glossary/${slug}`, `/glossary/${slug}/versions/1`])
		match((await page(sales, path)).main, both, path);
	const home = await page(sales, '/');
	ok(home.with('row-link').some(n => words(n).includes(name) && words(n).includes(both)), 'home');
});

test('a cleared signature is told to who gave it, and to the history', async () => {
	const { slug, name } = await proposed(marketer, {}, { name: unique('Binturong to be signed twice') });
	await sign(marketing, slug, 1);
	await edit(seller, slug, 1, { meaning: 'Edited under a signature.' });
	const row = (await page(marketing, '/')).with('row-link').find(n => words(n).includes(name));
	match(words(row), `${seller.account.name} edited it after you signed.`);
	lacks((await page(sales, '/')).with('row-link').map(words).filter(w => w.includes(name)).join(), 'after you signed');
	match((await page(observer, `/glossary/${slug}/history`)).main, `edited version 1; this cleared ${marketing.account.name}’s signature`);
	await sign(marketing, slug, 1);
	lacks((await page(marketing, '/')).with('row-link').map(words).filter(w => w.includes(name)).join(), 'after you signed');
});

test('an objection stands at the top of home for who wrote and who had signed', async () => {
	const { slug, name } = await proposed(marketer, {}, { name: unique('Caracal sent back') });
	await sign(marketing, slug, 1);
	await object(sales, slug, 1, 'Cats are missing.');
	for (const who of [marketer, marketing]) {
		const first = (await page(who, '/')).with('row-link')[0];
		match(words(first), name);
		match(words(first), `${sales.account.name} asked for a change: Cats are missing.`);
	}
	equal((await page(marketer, '/')).with('row-link').filter(n => words(n).includes(name)).length, 1, 'not among the drafts as well');
	lacks((await page(sales, '/')).main, 'Cats are missing.', 'who objected');
	match((await page(observer, `/glossary/${slug}/history`)).main, `asked for a change to version 1; this cleared ${marketing.account.name}’s signature`);
	await review(marketer, slug, 1);
	lacks((await page(marketer, '/')).main, 'Cats are missing.');
});

test('a draft says when another version came into force since it began', async () => {
	const { slug } = await agreed(marketer, marketing, sales, { meaning: 'The first.' });
	const [a, b] = [await draft(marketer, slug, { meaning: 'Second, by Marketing.', change_note: 'x' }), await draft(seller, slug, { meaning: 'Third, by Sales.', change_note: 'y' })];
	lacks((await page(marketer, `/glossary/${slug}`)).main, 'has come into force since');
	await review(seller, slug, b);
	await sign(marketing, slug, b);
	await sign(sales, slug, b);
	for (const path of [`/glossary/${slug}`, `/glossary/${slug}/versions/${a}/edit`]) {
		const shown = await page(marketer, path);
		match(shown.main, `This draft began from version 1; version ${b} has come into force since.`);
		ok(shown.links.includes(`/glossary/${slug}/versions/${a}?compare=${b}`), path);
	}
	const form = await marketer.get(`/glossary/${slug}/versions/new?from=1`);
	equal((await marketer.submit(form, `/glossary/${slug}/versions`, { change_note: 'Back' }, save)).status, 303);
	equal(sql(`SELECT v.began_from FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}' ORDER BY v.number`).flat(), ['NULL', '1', '1', '1']);
});

test('the form of a new version keeps what it began from, through problems and somebody else\'s signature', async () => {
	const { slug } = await agreed(marketer, marketing, sales, { meaning: 'The first.' });
	const form = await marketer.get(`/glossary/${slug}/versions/new`);
	const n = await draft(seller, slug, { meaning: 'The second.', change_note: 'x' });
	await review(seller, slug, n);
	await sign(marketing, slug, n);
	await sign(sales, slug, n);
	const wrong = await marketer.submit(form, `/glossary/${slug}/versions`, { meaning: '', change_note: 'z' }, save);
	equal(wrong.status, 422);
	equal((await marketer.submit(wrong, `/glossary/${slug}/versions`, { meaning: 'The third.' }, save)).status, 303);
	match((await page(seller, `/glossary/${slug}`)).main, 'This draft began from version 1; version 2 has come into force since.');
});

test('an open version is offered before another one, and the one to sign stands first', async () => {
	const { slug } = await agreed(marketer, marketing, sales);
	match((await page(marketer, `/glossary/${slug}`)).main, 'Propose a change');
	await draft(marketer, slug, { meaning: 'To be signed.', change_note: 'x' });
	await review(marketer, slug, 2);
	await draft(seller, slug, { meaning: 'A later draft.', change_note: 'y' });
	const shown = await page(seller, `/glossary/${slug}`);
	match(shown.main, 'Edit version 3 Propose another version');
	const cards = async who => (await page(who, `/glossary/${slug}`)).all(n => n.tag === 'h2' && /^version-/.test(n.attributes.id ?? '')).map(words);
	equal(await cards(sales), ['Proposed version 2', 'Draft of version 3']);
	equal(await cards(seller), ['Draft of version 3', 'Proposed version 2']);
	const form = await page(seller, `/glossary/${slug}/versions/new`);
	match(form.main, 'Version 3 by');
	ok(form.links.includes(`/glossary/${slug}/versions/3/edit`), 'the way to it');
});

test('an act on a version that moved shows the page as it stands, with what happened and what was typed', async () => {
	const { slug } = await proposed(marketer);
	const action = `/glossary/${slug}/versions/1`;
	const [stale, other] = [await sales.get(`/glossary/${slug}`), await sales.get(`/glossary/${slug}`)];
	await edit(marketer, slug, 1, { meaning: 'Other words now.' });
	const signed = await sales.submit(stale, `${action}/signature`);
	equal(signed.status, 409);
	match(signed.page.title, /^Error: /);
	match(signed.page.problems.join(), `${marketer.account.name} edited version 1`);
	match(signed.page.main, 'Other words now.');
	const objected = await sales.submit(other, `${action}/objection`, { reason: 'A reason that took a while.' });
	equal([objected.status, objected.page.form(`${action}/objection`).value('reason')], [409, 'A reason that took a while.']);
	ok(objected.page.all(n => n.tag === 'details' && 'open' in n.attributes).length, 'its form is open');
	await sign(marketing, slug, 1);
	equal((await sales.submit(signed, `${action}/signature`)).status, 303, 'the page that came back can be signed');
	const late = await sales.submit(objected, `${action}/objection`);
	equal(late.status, 409, told(late));
	match(late.page.main, 'What we agreed');
	equal(late.page.form(`${action}/comments`).value('comment'), 'A reason that took a while.', 'where it is no longer offered, as a comment');
});

test('a withdrawal asks first, takes a reason or none, and keeps both', async () => {
	const { slug } = await proposed(marketer);
	const action = `/glossary/${slug}/versions/1/withdrawal`;
	const shown = await marketer.get(`/glossary/${slug}`);
	const form = shown.page.all(n => n.tag === 'form' && n.attributes.action === action)[0];
	equal([form.parent.tag, 'open' in form.parent.attributes], ['details', false], 'behind one more press');
	const long = await marketer.submit(shown, action, { reason: 'x'.repeat(4001) });
	equal([long.status, long.page.form(action).value('reason').length], [422, 4001]);
	equal((await marketer.submit(long, action, { reason: 'Written twice.' })).status, 303);
	match((await page(observer, `/glossary/${slug}/versions/1`)).main, /Withdrawn by .*: Written twice\./);
	match((await page(observer, `/glossary/${slug}/history`)).main, 'Written twice.');
	const again = await marketer.submit(shown, action, { reason: 'Again.' });
	equal(again.status, 409);
	equal(again.page.form(`/glossary/${slug}/versions/1/comments`).value('comment'), 'Again.');
});

test('a step on the rows leads to the row, and the preview to itself, without a script', async () => {
	const { slug } = await makeTerm(marketer);
	const action = `/glossary/${slug}/versions`;
	let answer = await marketer.get(`${action}/new`);
	const focus = () => answer.page.all(n => 'autofocus' in n.attributes).map(n => n.attributes.id ?? words(all(n, 'legend')[0]));
	const step = async (button, typed = {}) => { answer = await marketer.submit(answer, action, typed, { button }); };
	equal(focus(), []);
	for (const [button, place] of [['step=add', 'Criterion 2'], ['step=add', 'Criterion 3'], ['step=up_3', 'Criterion 2'], ['step=up_1', 'Criterion 1'], ['step=down_1', 'Criterion 2'],
		['step=down_3', 'Criterion 3'], ['step=remove_1', 'Criterion 1'], ['step=remove_2', 'Criterion 1'], ['step=remove_1', 'Criterion 1'], ['step=preview', 'preview-title']]) {
		await step(button, { meaning: 'Something.' });
		equal(focus(), [place], button);
	}
});
