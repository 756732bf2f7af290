// The glossary as people use it, page by page, without a browser: terms, versions, the two keys, words around, history, print.
import { readFileSync } from 'node:fs';
import { as, sql, told, unique } from '../lib/client.mjs';
import { agreed, draft, makeTerm, object, press, proposed, review, sign, withdraw } from '../lib/glossary.mjs';
import { all, words } from '../lib/html.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, seller, sales, observer] = await Promise.all(['marketer', 'marketing', 'seller', 'sales', 'observer'].map(as));
const term = async (who, slug) => (await who.get(`/glossary/${slug}`)).page;
const versions = slug => sql(`SELECT v.number, v.state, v.revision FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}' ORDER BY v.number`);
const standing = slug => sql(`SELECT s.team FROM signature s JOIN term_version v ON v.id = s.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}' AND s.standing ORDER BY s.team`).flat();

test('a term goes from its name to a meaning signed by both', async () => {
	const { name, slug } = await makeTerm(marketer);
	match((await term(seller, slug)).main, 'Nothing is agreed yet');
	const n = await draft(marketer, slug, { meaning: 'A **zebra** counted once, with stripes.', change_note: 'First words' });
	equal(n, 1);
	let page = await term(sales, slug);
	match(page.main, 'A zebra counted once, with stripes.');
	ok(!page.may(/signature$/), 'a draft can be signed');
	await review(marketer, slug, n);
	page = await term(sales, slug);
	ok(page.may(`/glossary/${slug}/versions/1/signature`), 'Sales may sign');
	await sign(marketing, slug, n);
	page = await term(sales, slug);
	match(page.main, marketing.account.name);
	match(page.main, 'Nothing is agreed yet', 'one key is not enough');
	const signed = await press(sales, slug, n, 'signature');
	equal(signed.status, 303);
	const after = (await sales.follow(signed)).page;
	ok(after.notice.length > 5, 'a notice says what was done');
	match(after.main, 'What we agreed');
	lacks(after.main, 'Nothing is agreed yet');
	equal(versions(slug).map(v => v.slice(0, 2)), [['1', 'ratified']]);
	match(words(after.with('signature')[0]), marketing.account.name);
	match(words(after.with('signature')[1]), sales.account.name);
	match((await marketer.get('/glossary?show=agreed')).page.main, name);
});

test('the same team cannot turn both keys', async () => {
	const { slug, number } = await proposed(marketer);
	await sign(marketing, slug, number);
	const page = await term(marketing, slug);
	ok(!page.may(/signature$/), 'a second button for the same team');
	const csrf = page.form('/sign-out').value('csrf');
	equal((await marketing.post(`/glossary/${slug}/versions/${number}/signature`, { csrf, revision: versions(slug)[0][2], key: 'another-key-1' })).status, 409);
	equal(standing(slug), ['marketing']);
});

test('an objection needs a reason, sends the version back to draft, and leaves what is in force alone', async () => {
	const { slug } = await agreed(marketer, marketing, sales, { meaning: 'The meaning in force.' });
	const n = await draft(marketer, slug, { meaning: 'The meaning wished for.', change_note: 'Sharper' });
	await review(marketer, slug, n);
	await sign(marketing, slug, n);
	const empty = await sales.fill(`/glossary/${slug}`, `/glossary/${slug}/versions/${n}/objection`, { reason: '  ' });
	equal(empty.status, 422);
	ok(empty.page.problems.length > 0, 'a problem is named');
	match(empty.page.title, /^Error: /);
	await object(sales, slug, n, 'Zebras in zoos are missing.');
	const page = await term(marketer, slug);
	match(page.main, 'Zebras in zoos are missing.');
	match(page.main, 'The meaning in force.');
	equal(versions(slug).map(v => v[1]), ['ratified', 'draft']);
	equal(standing(slug), ['marketing', 'sales'], 'signatures of version 1 only');
	const edited = await marketer.fill(`/glossary/${slug}/versions/${n}/edit`, `/glossary/${slug}/versions/${n}`, { meaning: 'The meaning with zoos.' }, { button: 'step=save' });
	equal(edited.status, 303);
	await review(marketer, slug, n);
	await sign(sales, slug, n);
	await sign(marketing, slug, n);
	match((await term(seller, slug)).main, 'The meaning with zoos.');
	match((await seller.get(`/glossary/${slug}/versions/1`)).page.main, 'The meaning in force.', 'the old words stay readable');
});

test('an edit after a signature clears it and says so before', async () => {
	const { slug, number } = await proposed(marketer);
	await sign(marketing, slug, number);
	const form = await marketer.get(`/glossary/${slug}/versions/${number}/edit`);
	match(form.page.main, /clears/i);
	equal((await marketer.submit(form, `/glossary/${slug}/versions/${number}`, { meaning: 'Other words altogether.' }, { button: 'step=save' })).status, 303);
	equal(standing(slug), []);
});

test('a signature under words that moved on is refused and shows the words', async () => {
	const { slug, number } = await proposed(marketer);
	const stale = await term(sales, slug);
	const edit = await marketer.fill(`/glossary/${slug}/versions/${number}/edit`, `/glossary/${slug}/versions/${number}`, { meaning: 'Words that came in between.' }, { button: 'step=save' });
	equal(edit.status, 303);
	const answer = await sales.submit(stale, `/glossary/${slug}/versions/${number}/signature`);
	equal(answer.status, 409);
	match(answer.page.main, new RegExp(`${marketer.account.name}|moved on|changed`, 'i'));
	equal(standing(slug), []);
});

test('a version can be withdrawn and then does nothing more', async () => {
	const { slug, number } = await proposed(marketer);
	const before = await term(sales, slug);
	await withdraw(marketer, slug, number);
	equal(versions(slug)[0][1], 'withdrawn');
	equal((await sales.submit(before, `/glossary/${slug}/versions/${number}/signature`)).status, 409);
	equal((await marketer.get(`/glossary/${slug}/versions/${number}/edit`)).status, 409);
	equal((await marketer.get(`/glossary/${slug}/versions/${number}`)).status, 200);
});

test('what is in force cannot be edited, only followed by a next version that shows the difference', async () => {
	const { slug } = await agreed(marketer, marketing, sales, { meaning: 'A lead with twenty employees.' });
	ok([409, 404].includes((await marketer.get(`/glossary/${slug}/versions/1/edit`)).status), 'edit of what is in force');
	const n = await draft(seller, slug, { meaning: 'A lead with thirty employees.', change_note: 'Larger ones' });
	const page = await term(marketing, slug);
	const diff = page.with('diff')[0];
	ok(diff, 'a difference is shown');
	equal([all(diff, 'del').map(words), all(diff, 'ins').map(words)], [['twenty'], ['thirty']]);
	equal(n, 2);
	const compared = (await marketing.get(`/glossary/${slug}/versions/2?compare=1`)).page;
	match(words(compared.with('diff')[0]), /twenty.*thirty/);
});

test('a version with a day to come waits for it', async () => {
	const soon = new Date(Date.now() + 40 * 86400_000).toISOString().slice(0, 10);
	const { slug } = await agreed(marketer, marketing, sales, { meaning: 'From a later day.', in_force_from: soon });
	const page = await term(seller, slug);
	match(page.main, 'Nothing is agreed yet');
	match(page.main, /in force from/i);
	const past = await marketer.fill(`/glossary/${slug}/versions/new`, `/glossary/${slug}/versions`, { meaning: 'x', change_note: 'y', in_force_from: '2020-01-01' }, { button: 'step=save' });
	equal(past.status, 422);
	match(past.page.problems.join(), 'today or later');
	equal(past.page.form(`/glossary/${slug}/versions`).value('in_force_from'), '2020-01-01', 'what was typed stays');
});

test('every problem of a form is named at once, linked to its field, and nothing is lost', async () => {
	const { slug } = await makeTerm(marketer, { kind: 'stage' });
	const answer = await marketer.fill(`/glossary/${slug}/versions/new`, `/glossary/${slug}/versions`,
		{ meaning: '', stage_position: 'seven', review_by: '2026-02-31', criterion_1_label: 'Company size', criterion_1_kind: 'number', criterion_1_min: '20', criterion_1_max: '10' }, { button: 'step=save' });
	equal(answer.status, 422, told(answer));
	const page = answer.page;
	match(page.title, /^Error: /);
	ok(page.problems.length >= 4, `only: ${page.problems.join(' ')}`);
	for (const link of page.with('problems').flatMap(n => all(n, 'a')).map(n => n.attributes.href.slice(1)))
		ok(page.by(link), `the summary links to #${link}, which is not there`);
	for (const field of page.all(n => n.attributes['aria-invalid'] === 'true'))
		ok((field.attributes['aria-describedby'] ?? '').split(/\s+/).some(id => id && page.by(id) && /problem/.test(id)), `${field.attributes.name} does not name its problem`);
	const form = page.form(`/glossary/${slug}/versions`);
	equal([form.value('stage_position'), form.value('review_by'), form.value('criterion_1_label'), form.value('criterion_1_min')], ['seven', '2026-02-31', 'Company size', '20']);
});

test('criteria are added, moved, removed and previewed without anything being saved', async () => {
	const { slug } = await makeTerm(marketer);
	const action = `/glossary/${slug}/versions`;
	let page = await marketer.get(`${action}/new`);
	const step = async (button, typed = {}) => {
		page = await marketer.submit(page, action, typed, { button });
		equal(page.status, 200, button);
	};
	await step('step=add', { meaning: 'Kept all along', criterion_1_label: 'First', criterion_1_kind: 'yes_no' });
	await step('step=add', { criterion_2_label: 'Second', criterion_2_kind: 'choice', criterion_2_choices: 'red\nblue' });
	await step('step=up_2', { criterion_3_label: 'Third', criterion_3_kind: 'number', criterion_3_min: '5', criterion_3_level: 'should', criterion_3_evidence: true });
	let form = page.page.form(action);
	equal([1, 2, 3].map(i => form.value(`criterion_${i}_label`)), ['Second', 'First', 'Third']);
	equal(form.value('criterion_1_choices').replace(/\r\n/g, '\n'), 'red\nblue');
	await step('step=down_1');
	await step('step=remove_2');
	form = page.page.form(action);
	equal([form.value('criterion_1_label'), form.value('criterion_2_label'), form.value('criterion_2_min'), form.value('criterion_2_level'), form.value('criterion_2_evidence')], ['First', 'Third', '5', 'should', 'yes']);
	await step('step=preview');
	match(page.page.main, 'Not saved');
	equal(page.page.form(action).value('meaning'), 'Kept all along');
	equal(versions(slug), []);
	const saved = await marketer.submit(page, action, { change_note: 'With criteria' }, { button: 'step=save' });
	equal(saved.status, 303);
	equal(sql(`SELECT c.label, c.kind, c.level FROM criterion c JOIN term_version v ON v.id = c.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}' ORDER BY c.position`), [['First', 'yes_no', 'must'], ['Third', 'number', 'should']]);
	const shown = await term(seller, slug);
	equal(shown.with('criteria').length >= 1, true);
	match(shown.main, 'Third');
});

test('a criterion keeps its code through versions, and its change is shown', async () => {
	const { slug } = await makeTerm(marketer);
	const criterion = { criterion_1_label: 'Number of employees', criterion_1_kind: 'number', criterion_1_level: 'must', criterion_1_min: '20' };
	const n = await draft(marketer, slug, { ...criterion });
	await review(marketer, slug, n);
	await sign(marketing, slug, n);
	await sign(sales, slug, n);
	const second = await draft(seller, slug, { criterion_1_label: 'Number of paid employees', criterion_1_min: '50', change_note: 'Larger' });
	const codes = sql(`SELECT c.code FROM criterion c JOIN term_version v ON v.id = c.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}' ORDER BY v.number`).flat();
	equal(codes[0], codes[1]);
	const page = (await marketing.get(`/glossary/${slug}/versions/${second}?compare=1`)).page;
	const changes = page.with('changes')[0];
	ok(changes, 'the difference of criteria');
	match(words(changes), 'Changed');
	match(words(changes), /20/);
	match(words(changes), /50/);
});

test('the words around a term are edited freely, by either team, with a history and a conflict page', async () => {
	const { slug } = await makeTerm(marketer);
	const [first, second] = [await marketer.get(`/glossary/${slug}/words`), await seller.get(`/glossary/${slug}/words`)];
	const action = `/glossary/${slug}/words`;
	equal((await marketer.submit(first, action, { marketing_says: 'Stripes sell.', synonyms: 'striped horse\nhippotigris' })).status, 303);
	const clash = await seller.submit(second, action, { marketing_says: 'Stripes do not sell.', sales_says: 'Count the legs.' });
	equal(clash.status, 409, told(clash));
	match(clash.page.main, `${marketer.account.name} saved this before you`);
	match(clash.page.main, 'Stripes sell.');
	const form = clash.page.form(action);
	equal([form.value('marketing_says'), form.value('sales_says')], ['Stripes do not sell.', 'Count the legs.']);
	equal((await seller.submit(clash, action)).status, 303, 'saving again builds on what the other saved');
	const page = await term(observer, slug);
	match(page.main, 'Stripes do not sell.');
	match(page.main, 'Count the legs.');
	const history = (await observer.get(`/glossary/${slug}/history`)).page;
	match(history.main, marketer.account.name);
	match(history.main, seller.account.name);
	ok(all(history.tree, 'ins').length > 0, 'the history shows what changed');
});

test('a name, an abbreviation or a synonym that is taken is said, case and accents aside', async () => {
	const { name, slug } = await makeTerm(marketer, { name: unique('Señor zebra'), abbreviations: 'SZQ', synonyms: 'striped gentleman' });
	const answer = await seller.fill('/glossary/new', '/glossary', { name: name.toUpperCase().replace('Ñ', 'n'), kind: 'word' });
	equal(answer.status, 422);
	match(answer.text, `/glossary/${slug}`, 'a link to the term there is');
	const empty = await seller.fill('/glossary/new', '/glossary', { name: ' ' });
	equal(empty.status, 422);
	equal(empty.page.problems.length, 1, 'the name');
});

test('a term is retired with a reason and a successor, stays readable, and comes back', async () => {
	const [old, fresh] = [await agreed(marketer, marketing, sales), await makeTerm(marketer)];
	const bare = await marketer.fill(`/glossary/${old.slug}/deprecation`, `/glossary/${old.slug}/deprecation`, {});
	equal(bare.status, 422);
	equal((await marketer.submit(await marketer.get(`/glossary/${old.slug}/deprecation`), `/glossary/${old.slug}/deprecation`, { use_instead: fresh.slug, why: 'Nobody counts these any more.' })).status, 303);
	const page = await term(seller, old.slug);
	match(page.main, 'This term is retired.');
	match(page.main, 'Nobody counts these any more.');
	ok(page.links.includes(`/glossary/${fresh.slug}`), 'a link to the successor');
	match((await seller.get(`/glossary?show=retired&within=${encodeURIComponent(old.name)}`)).page.main, old.name);
	lacks((await seller.get('/glossary?show=agreed')).page.main, old.name);
	equal((await marketer.get(`/glossary/${old.slug}/versions/new`)).status, 409, 'a new version of a retired term');
});

test('names are linked wherever they stand, and say what they mean without a click', async () => {
	const base = await agreed(marketer, marketing, sales, { meaning: 'A horse with stripes. It does not sell.' }, { name: unique('Okapi') });
	const user = await agreed(marketer, marketing, sales, { meaning: `Counts each ${base.name} once. <b>Not markup</b> & [a link](https://example.org/) and [bad](javascript:alert(1)).` });
	const page = await term(observer, user.slug);
	const link = page.all(n => n.tag === 'a' && n.attributes.href === `/glossary/${base.slug}` && n.attributes['aria-describedby'])[0];
	ok(link, 'the name is a link with a card');
	match(words(page.by(link.attributes['aria-describedby'])), 'A horse with stripes.');
	match(page.main, '<b>Not markup</b>');
	lacks(page.html, 'javascript:', 'the page');
	const outer = page.all(n => n.tag === 'a' && n.attributes.href === 'https://example.org/')[0];
	match(outer.attributes.rel, 'noreferrer');
	ok(!page.links.some(l => l.includes(`/glossary/${user.slug}#self`)), 'no link to itself');
});

test('the discussion stands on the version, as Markdown, and refuses nothing but emptiness', async () => {
	const { slug, number } = await proposed(marketer);
	const action = `/glossary/${slug}/versions/${number}/comments`;
	equal((await seller.fill(`/glossary/${slug}`, action, { comment: 'Does a *foal* count at all?' })).status, 303);
	const page = await term(marketer, slug);
	match(page.main, 'Does a foal count at all?');
	ok(page.all('em').some(n => words(n) === 'foal'), 'emphasis');
	const empty = await seller.fill(`/glossary/${slug}`, action, { comment: '' });
	equal(empty.status, 422);
	ok(empty.page.problems.length, 'the problem is named');
	ok(!(await term(observer, slug)).may(action), 'an observer may not comment');
});

test('past its date a term asks both teams once, and one click of each moves the date on', async () => {
	const { slug } = await agreed(marketer, marketing, sales, { review_by: new Date(Date.now() + 60 * 86400_000).toISOString().slice(0, 10) });
	lacks((await term(marketer, slug)).main, 'looked at again');
	sql(`UPDATE term_version v JOIN term t ON t.id = v.term_id SET v.review_due = CURRENT_DATE - INTERVAL 1 DAY WHERE t.slug = '${slug}'`);
	const action = `/glossary/${slug}/confirmation`;
	let page = await term(marketing, slug);
	match(page.main, 'looked at again');
	equal((await marketing.submit(page, action)).status, 303);
	page = await term(marketing, slug);
	ok(!page.may(action), 'a second click for the same team');
	match(page.main, 'looked at again');
	equal((await sales.submit(await term(sales, slug), action)).status, 303);
	lacks((await term(sales, slug)).main, 'looked at again');
	equal(versions(slug).length, 1, 'no new version');
});

test('the index: tabs, kinds, filter and letters find what there is', async () => {
	const { name, slug } = await makeTerm(marketer, { name: unique('Ybex of index'), kind: 'metric', abbreviations: 'YBX' });
	await draft(marketer, slug, { meaning: 'Findable by this odd word: quaggaesque.', metric_measure: 'x out of y', metric_counts_by: 'the day' });
	const shown = async query => (await seller.get(`/glossary?${query}`)).page.main;
	const within = `&within=${encodeURIComponent(name)}`;
	match(await shown(`show=discussed${within}`), name);
	lacks(await shown(`show=agreed${within}`), `Version 1`);
	match(await shown(`show=discussed&kind=metric${within}`), name);
	lacks(await shown(`show=discussed&kind=stage${within}`), 'Draft');
	match(await shown('show=discussed&within=ybx'), name);
	match(await shown('show=discussed&within=quaggaesque'), name);
	lacks(await shown('show=discussed&within=nosuchwordanywhere'), name);
	for (const query of ['show=nonsense', 'kind=nonsense', 'within=%25', 'within=_', 'show=', 'letter=zz'])
		ok([200, 303, 400, 404].includes((await seller.get(`/glossary?${query}`)).status), query);
});

test('search finds names, abbreviations of two letters, synonyms and text', async () => {
	const { name, slug } = await makeTerm(marketer, { name: unique('Gnu of search'), abbreviations: 'Q7', synonyms: 'wildebeest cousin' });
	await draft(marketer, slug, { meaning: 'Grazes among okapiform neighbours.' });
	for (const q of ['Q7', 'q7', 'wildebeest cousin', 'okapiform', name, name.toUpperCase().slice(0, 12)])
		match((await seller.get(`/search?q=${encodeURIComponent(q)}`)).page.main, name, q);
	const page = (await seller.get('/search?q=%3Cscript%3Ealert(1)%3C/script%3E%25')).page;
	match(page.main, 'Nothing found');
	lacks(page.html, '<script>alert', 'the page');
	ok(page.links.some(l => l.startsWith('/glossary/new?name=%3C')), 'propose it instead');
	equal((await seller.get('/search?q=')).status, 200);
});

test('stages stand in their order with owner and longest stay', async () => {
	const made = [];
	for (const [position, owner] of [['92', 'sales'], ['91', 'marketing']]) {
		const { name, slug } = await makeTerm(marketer, { kind: 'stage', name: unique('Stage of zebras') });
		const n = await draft(marketer, slug, { stage_path: 'lead', stage_position: position, stage_owner_team: owner, stage_longest_days: '10', criterion_1_label: 'Has stripes', criterion_1_kind: 'yes_no' });
		await review(marketer, slug, n);
		await sign(marketing, slug, n);
		await sign(sales, slug, n);
		made.push(name);
	}
	const page = (await seller.get('/glossary/stages')).page;
	const [later, earlier] = made.map(name => page.main.indexOf(name));
	ok(earlier >= 0 && later > earlier, 'by position');
	match(page.main, '10 days');
	match(page.main, '1 criterion');
});

test('several versions are signed as one sheet and come into force together', async () => {
	const [a, b] = [await proposed(marketer, { meaning: 'First of the sheet.' }), await proposed(marketer, { meaning: 'Second of the sheet.' })];
	const ids = [a, b].map(t => sql(`SELECT v.id FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${t.slug}'`)[0][0]);
	const page = await marketer.get('/charter');
	for (const t of [a, b])
		match(page.page.main, t.name);
	const ticks = Object.fromEntries(page.page.form('/charter').controls.filter(c => c.type === 'checkbox').map(c => [c.name, ids.some(id => c.name === `version_${id}`)]));
	const made = await marketer.submit(page, '/charter', ticks);
	equal(made.status, 303, told(made));
	const sheet = made.location.split(/[?#]/)[0];
	equal((await marketing.fill(sheet, `${sheet}/signature`)).status, 303);
	for (const t of [a, b])
		match((await term(seller, t.slug)).main, 'Nothing is agreed yet');
	equal((await sales.fill(sheet, `${sheet}/signature`)).status, 303);
	for (const t of [a, b])
		lacks((await term(seller, t.slug)).main, 'Nothing is agreed yet');
	const none = await marketer.post('/charter', { csrf: (await marketer.get('/charter')).page.form('/sign-out').value('csrf'), key: 'a-sheet-of-nothing' });
	equal(none.status, 422, 'a sheet of nothing');
});

test('an edit of one version on a sheet makes the sheet stale', async () => {
	const [a, b] = [await proposed(marketer), await proposed(marketer)];
	const page = await marketer.get('/charter');
	const ids = [a, b].map(t => sql(`SELECT v.id FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${t.slug}'`)[0][0]);
	const ticks = Object.fromEntries(page.page.form('/charter').controls.filter(c => c.type === 'checkbox').map(c => [c.name, ids.some(id => c.name === `version_${id}`)]));
	const sheet = (await marketer.submit(page, '/charter', ticks)).location.split(/[?#]/)[0];
	const before = await sales.get(sheet);
	equal((await marketing.fill(sheet, `${sheet}/signature`)).status, 303);
	equal((await seller.fill(`/glossary/${a.slug}/versions/${a.number}/edit`, `/glossary/${a.slug}/versions/${a.number}`, { meaning: 'Edited on the sheet.' }, { button: 'step=save' })).status, 303);
	equal(standing(a.slug).concat(standing(b.slug)), [], 'both versions\' signatures');
	equal((await sales.submit(before, `${sheet}/signature`)).status, 409);
});

test('the print view holds what is agreed, with who signed and when', async () => {
	const { name } = await agreed(marketer, marketing, sales, { meaning: 'Printed on paper.' });
	const page = (await observer.get('/glossary/print')).page;
	match(page.main, name);
	match(page.main, 'Printed on paper.');
	match(page.main, marketing.account.name);
	match(page.main, sales.account.name);
});

test('words of all the world and of nobody\'s keyboard come back as they were typed', async () => {
	const naughty = JSON.parse(readFileSync(new URL('../node_modules/big-list-of-naughty-strings/blns.json', import.meta.url), 'utf8'));
	const { slug } = await makeTerm(marketer);
	const refused = [];
	let kept = 0;
	const action = `/glossary/${slug}/words`;
	for (let at = 0; at < naughty.length; at += 60) {
		const text = naughty.slice(at, at + 60).map(line => line.replace(/[\r\n]/g, ' ')).join('\n').trim();
		const answer = await marketer.fill(`/glossary/${slug}/words`, action, { examples: text });
		if (answer.status !== 303) {
			refused.push(...naughty.slice(at, at + 60));
			continue;
		}
		const form = (await marketer.get(`/glossary/${slug}/words`)).page.form(action);
		equal(form.value('examples').replace(/\r\n/g, '\n'), text, `lines ${at} and on`);
		kept++;
	}
	ok(kept >= 1, 'some were kept');
	for (const line of refused) {
		const answer = await marketer.fill(`/glossary/${slug}/words`, action, { examples: `x ${line.replace(/[\r\n]/g, ' ')} y` });
		ok([303, 400, 422].includes(answer.status), `${JSON.stringify(line)} answered ${answer.status}`);
	}
	const page = await marketer.get(`/glossary/${slug}`);
	lacks(page.text, /<script>(?!<\/script>)/, 'the page');
}, { limit: 120_000 });
