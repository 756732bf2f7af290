// The main jobs, from the sign-in to the signed definition, in the browser: each with JavaScript and without.
import { close, open, trouble } from '../lib/chrome.mjs';
import { accounts, as, people, sql, unique } from '../lib/client.mjs';
import { makeCalendar } from '../lib/calendars.mjs';
import { proposed } from '../lib/glossary.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

const main = page => page.locator('main').innerText();

// Clicks what leads to another page and waits for it.
async function go(page, locator) { await Promise.all([page.waitForNavigation(), locator.click()]); }
const button = (page, name) => page.getByRole('button', { name, exact: true }).first();
const link = (page, name) => page.getByRole('link', { name, exact: true }).first();
// Finds a term by the search box at the top, which every page has.
async function find(page, name, address) {
	await page.getByLabel('Search leads, terms and meetings').fill(name);
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	await go(page, page.locator(`main a[href^="${address}"]`).first());
}
const type = (page, name, value) => page.locator(`main [name="${name}"]`).fill(value);

async function signInByHand(page, account) {
	await page.goto('/');
	await page.getByLabel('Email address').fill(account.email);
	await page.getByLabel('Password').fill(account.password);
	await go(page, button(page, 'Sign in'));
	match(await page.title(), 'Home');
}

for (const js of [true, false]) {
	const how = js ? 'with JavaScript' : 'without JavaScript';

	test(`from an empty form to an agreement that two people of two teams have signed, ${how}`, async () => {
		const calendar = unique('By hand'), [lewis, priya, daniel] = [await open('marketer', { js }), await open('marketing', { js }), await open('sales', { js })];
		await makeCalendar({ name: calendar });
		await lewis.goto('/sla/versions');
		await go(lewis, lewis.locator('main a[href="/sla/new"], main a[href="/sla/start"]'));
		if (new URL(lewis.url()).pathname === '/sla/start')
			await go(lewis, lewis.locator('main a[href="/sla/new?start=empty"]'));
		while (await lewis.locator('main button[value="remove_1"]').count())
			await go(lewis, lewis.locator('main button[value="remove_1"]'));
		await type(lewis, 'text', 'Sales calls everybody who asks for a price.');
		await type(lewis, 'change_note', 'What we said in the meeting');
		await lewis.locator('main [name="calendar"]').selectOption({ label: calendar });
		await lewis.locator('main [name="gate"]').selectOption('marketing-qualified-lead');
		await lewis.locator('main [name="add_kind"]').selectOption('volume');
		await go(lewis, button(lewis, 'Add this promise'));
		await lewis.locator('[name="promise_1_definition"]').selectOption('marketing-qualified-lead');
		await type(lewis, 'promise_1_quantity', '42');
		await lewis.locator('main [name="add_kind"]').selectOption('first_attempt');
		await go(lewis, button(lewis, 'Add this promise'));
		await type(lewis, 'promise_2_time', '4');
		await type(lewis, 'promise_2_percent', '95');
		await lewis.locator('[name="promise_2_scope"]').selectOption('source');
		await type(lewis, 'promise_2_scope_value', 'Webinar');
		await go(lewis, button(lewis, 'Save the draft'));
		match(await main(lewis), 'A draft; both teams read, edit and discuss it');
		await go(lewis, button(lewis, 'Send to both teams to sign'));
		const address = new URL(lewis.url()).pathname, number = address.match(/(\d+)$/)[1];
		await priya.goto('/');
		await go(priya, priya.locator(`main a[href="${address}"]`));
		await go(priya, button(priya, `Sign version ${number}`));
		match(await main(priya), 'Awaiting Sales');
		await daniel.goto(`${address}?compare=0`);
		match(await main(daniel), 'First attempt within 4 working hours of handoff, for 95 % of leads from Webinar.');
		await go(daniel, button(daniel, `Sign version ${number}`));
		match(await main(daniel), 'In force since');
		await go(daniel, link(daniel, 'Print or save as PDF'));
		const words = await main(daniel);
		for (const word of [people.marketing.name, people.sales.name, '42 marketing-qualified leads', 'Appendix: the definitions'])
			match(words, word);
		for (const page of [lewis, priya, daniel]) {
			equal(await trouble(page), []);
			await page.context().close();
		}
	});

	test(`from signing in to a definition in force, ${how}`, async () => {
		const name = unique('Agreed by hand');
		const [lewis, priya, daniel] = [await open(null, { js }), await open(null, { js }), await open(null, { js })];
		await signInByHand(lewis, people.marketer);
		await lewis.goto('/glossary');
		await go(lewis, link(lewis, 'Propose a term'));
		await type(lewis, 'name', name);
		await lewis.locator('main [name="kind"][value="stage"]').check();
		await type(lewis, 'abbreviations', js ? 'ABH' : 'ABN');
		await go(lewis, button(lewis, 'Add the term and write its meaning'));
		await type(lewis, 'meaning', 'A person at a company of **twenty** people or more.\n\nCounted once.');
		await type(lewis, 'change_note', 'What we said in the meeting');
		await lewis.locator('main [name="stage_path"][value="lead"]').check();
		await type(lewis, 'stage_position', '55');
		await lewis.locator('main [name="stage_owner_team"][value="marketing"]').check();
		await type(lewis, 'criterion_1_label', 'People at the company');
		await lewis.locator('[name="criterion_1_kind"]').selectOption('number');
		await lewis.locator('[name="criterion_1_level"]').selectOption('must');
		await type(lewis, 'criterion_1_min', '20');
		const add = button(lewis, 'Add a criterion');
		js ? await add.click() : await go(lewis, add);
		await type(lewis, 'criterion_2_label', 'Asked for a price');
		await lewis.locator('[name="criterion_2_kind"]').selectOption('yes_no');
		await lewis.locator('[name="criterion_2_level"]').selectOption('should');
		await go(lewis, button(lewis, 'Preview'));
		match(await main(lewis), 'Not saved');
		await go(lewis, button(lewis, 'Save the draft'));
		match(await main(lewis), 'People at the company');
		await go(lewis, button(lewis, 'Send to both teams to sign'));
		const address = new URL(lewis.url()).pathname;
		equal(new URL(lewis.url()).search, js ? '' : '?done=sent', 'what was done is said once');
		match(await main(lewis), 'Sent to both teams');

		await signInByHand(priya, people.marketing);
		await find(priya, name, address);
		await go(priya, button(priya, 'Sign version 1'));
		match(await main(priya), people.marketing.name);
		match(await main(priya), 'Nothing is agreed yet');

		await signInByHand(daniel, people.sales);
		await find(daniel, js ? 'abh' : 'abn', address);
		await go(daniel, button(daniel, 'Sign version 1'));
		const words = await main(daniel);
		match(words, 'What we agreed');
		match(words, 'twenty');
		for (const person of [people.marketing, people.sales])
			match(words, person.name);
		ok(!await button(daniel, 'Sign version 1').isVisible().catch(() => false), 'the button is gone');
		for (const page of [lewis, priya, daniel]) {
			equal(await trouble(page), []);
			await page.context().close();
		}
	});

	test(`an objection, its mending, and both keys again, ${how}`, async () => {
		const marketer = await as('marketer'), marketing = await as('marketing');
		const { slug } = await proposed(marketer, { meaning: 'Ten employees or more.' });
		await marketing.fill(`/glossary/${slug}`, `/glossary/${slug}/versions/1/signature`);
		const daniel = await open('sales', { js });
		await daniel.goto(`/glossary/${slug}`);
		await daniel.getByText('Ask for a change').first().click();
		await go(daniel, button(daniel, 'Send it back with this reason'));
		match(await daniel.title(), /^Error: /);
		await daniel.locator('#reason-1').fill('Ten is too few: nobody of that size ever bought.');
		await go(daniel, button(daniel, 'Send it back with this reason'));
		match(await main(daniel), 'Ten is too few');
		const lewis = await open('marketer', { js });
		await lewis.goto(`/glossary/${slug}`);
		match(await main(lewis), 'asked for a change');
		await go(lewis, link(lewis, 'Edit'));
		await type(lewis, 'meaning', 'Fifty employees or more.');
		await type(lewis, 'change_note', 'As Sales asked');
		await go(lewis, lewis.locator('main button.main-btn[value="save"]'));
		await go(lewis, button(lewis, 'Send to both teams to sign'));
		const priya = await open('marketing', { js });
		for (const page of [priya, daniel]) {
			await page.goto(`/glossary/${slug}`);
			await go(page, button(page, 'Sign version 1'));
		}
		match(await main(daniel), 'Fifty employees or more.');
		match(await main(daniel), 'What we agreed');
		for (const page of [lewis, priya, daniel]) {
			equal(await trouble(page), []);
			await page.context().close();
		}
	});

	test(`a file of terms: chosen, checked, one row left out, imported, ${how}`, async () => {
		const [a, b, c] = [unique('By file one'), unique('By file two'), unique('By file three')];
		const page = await open('marketer', { js });
		await page.goto('/glossary');
		await page.goto('/glossary/import');
		await page.getByLabel(/file/i).first().setInputFiles({ name: 'words of us.csv', mimeType: 'text/csv', buffer: Buffer.from(`category;term;definition\nx;${a};First\nx;${b};Second\nx;${c};\n`) });
		await go(page, button(page, 'Check the rows'));
		match(await main(page), 'category');
		const boxes = page.locator('input[type=checkbox][name^="line_"]');
		equal(await boxes.count(), 2, 'rows that can be chosen');
		await boxes.nth(1).uncheck();
		await go(page, page.locator('main .main-btn').first());
		match(await main(page), 'Import finished');
		equal(sql(`SELECT name FROM term WHERE name IN ('${a}', '${b}', '${c}')`).flat(), [a]);
		equal(await trouble(page), []);
		await page.context().close();
	});

	test(`two people on one draft: the second sees both wordings and saves on, ${how}`, async () => {
		const marketer = await as('marketer'), seller = await as('seller');
		const { slug } = await proposed(marketer, { meaning: 'The first wording.' });
		const page = await open('marketer', { js });
		await page.goto(`/glossary/${slug}/versions/1/edit`);
		await type(page, 'meaning', 'The wording of the slower one, which took an hour.');
		await seller.fill(`/glossary/${slug}/versions/1/edit`, `/glossary/${slug}/versions/1`, { meaning: 'The wording of the quicker one.' }, { button: 'step=save' });
		const save = page.locator('main button.main-btn[value="save"]');
		await go(page, save);
		const words = await main(page);
		match(words, `${people.seller.name} saved this before you`);
		match(words, 'The wording of the quicker one.');
		equal(await page.locator('main [name="meaning"]').inputValue(), 'The wording of the slower one, which took an hour.');
		await go(page, save);
		match(await main(page), 'The wording of the slower one');
		equal(await trouble(page), []);
		await page.context().close();
	});

	test(`signed out in the middle of writing, nothing is lost, ${how}`, async () => {
		const { slug } = await proposed(await as('marketer'));
		const page = await open('marketer', { js });
		await page.goto(`/glossary/${slug}`);
		await type(page, 'comment', 'A comment that took a while & has "quotes".');
		await page.context().clearCookies();
		await go(page, button(page, 'Add comment'));
		match(await main(page), /signed out while you were writing/i);
		await page.getByLabel('Email address').fill(people.marketer.email);
		await page.getByLabel('Password').fill(people.marketer.password);
		await go(page, button(page, 'Sign in'));
		equal(await page.locator('main [name="comment"]').first().inputValue(), 'A comment that took a while & has "quotes".');
		await go(page, button(page, 'Add comment'));
		match(await main(page), 'A comment that took a while & has "quotes".');
		equal(sql(`SELECT COUNT(*) FROM version_act WHERE words LIKE 'A comment that took a while%' AND version_id IN (SELECT v.id FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}')`)[0][0], '1');
		equal(await trouble(page), []);
		await page.context().close();
	});
}

test('a double click on a button is one act', async () => {
	const { slug } = await proposed(await as('marketer'));
	const page = await open('marketing');
	await page.goto(`/glossary/${slug}`);
	await Promise.all([page.waitForNavigation(), button(page, 'Sign version 1').dblclick()]);
	await page.waitForLoadState('networkidle');
	match(await main(page), people.marketing.name);
	equal(sql(`SELECT COUNT(*) FROM signature s JOIN term_version v ON v.id = s.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`)[0][0], '1');
	await page.context().close();
});

test('leaving a half-written form asks first, saving does not', async () => {
	const { slug } = await proposed(await as('marketer'));
	const page = await open('marketer');
	const asked = [];
	page.on('dialog', d => asked.push(d.type()));
	await page.goto(`/glossary/${slug}/versions/1/edit`);
	await page.locator('main [name="meaning"]').click();
	await page.keyboard.type('More words ');
	await page.goto('/glossary');
	equal(asked, ['beforeunload']);
	await page.goto(`/glossary/${slug}/versions/1/edit`);
	await page.locator('main [name="meaning"]').click();
	await page.keyboard.type('More words ');
	await go(page, page.locator('main button.main-btn[value="save"]'));
	equal(asked, ['beforeunload']);
	await page.context().close();
});

test('criteria are moved and removed without a round trip, and what is sent is what is seen', async () => {
	const { slug } = await proposed(await as('marketer'));
	const page = await open('marketer');
	await page.goto(`/glossary/${slug}/versions/1/edit`);
	const label = i => page.locator(`[name="criterion_${i}_label"]`);
	await label(1).fill('Alpha');
	await button(page, 'Add a criterion').click();
	await label(2).fill('Beta');
	await button(page, 'Add a criterion').click();
	await label(3).fill('Gamma');
	await page.locator('button[value="up_3"]').click();
	await page.locator('button[value="remove_1"]').click();
	equal([await label(1).inputValue(), await label(2).inputValue(), await label(3).count()], ['Gamma', 'Beta', 0]);
	equal(await page.evaluate(() => { const ids = [...document.querySelectorAll('[id]')].map(n => n.id); return ids.filter((id, i) => ids.indexOf(id) !== i); }), []);
	for (const i of [1, 2]) {
		await page.locator(`[name="criterion_${i}_kind"]`).selectOption('yes_no');
		await page.locator(`[name="criterion_${i}_level"]`).selectOption('must');
	}
	await go(page, page.locator('main button.main-btn[value="save"]'));
	equal(sql(`SELECT c.label FROM criterion c JOIN term_version v ON v.id = c.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}' ORDER BY c.position`).flat(), ['Gamma', 'Beta']);
	equal(await trouble(page), []);
	await page.context().close();
	ok(accounts.length > 0);
});

test('hostile words do nothing but stand there', async () => {
	const hostile = ['<script>globalThis.owned=1</script>', '"><img src=x onerror=globalThis.owned=1>', "'-globalThis.owned=1-'", '{{CSRF_TOKEN}} {{#X}}', '</textarea><script>globalThis.owned=1</script>',
		'javascript:globalThis.owned=1', '[x](javascript:globalThis.owned=1)', '![x](https://example.org/x.png)', '<svg onload=globalThis.owned=1>', '<!--', ']]>', '&lt;b&gt;', '\u202Egnp.exe', '<a href="https://example.org">x</a>', '`<b>`'];
	const marketer = await as('marketer');
	const { slug, number } = await proposed(marketer, { meaning: hostile.join('\n\n'), change_note: hostile[1], criterion_1_label: hostile[0], criterion_1_kind: 'choice', criterion_1_level: 'must', criterion_1_choices: `${hostile[1]}\nother` },
		{ name: unique('<script>globalThis.owned=1</script> "quoted"'), abbreviations: '<b>', synonyms: `"><i>${unique('syn')}` });
	const words = `/glossary/${slug}/words`;
	await marketer.fill(words, words, { marketing_says: hostile.join('\n'), examples: hostile.join('\n\n') });
	await marketer.fill(`/glossary/${slug}`, `/glossary/${slug}/versions/${number}/comments`, { comment: hostile.join('\n\n') });
	const page = await open('marketing');
	for (const path of [`/glossary/${slug}`, `/glossary/${slug}/versions/1`, `/glossary/${slug}/versions/1/edit`, words, `/glossary/${slug}/history`, '/', '/glossary?show=proposed', '/search?q=%3Cscript%3EglobalThis.owned%3D1%3C/script%3E', '/charter',
		`/sign-in?next=%22%3E%3Cscript%3EglobalThis.owned=1%3C/script%3E`, '/%3Cscript%3EglobalThis.owned=1', '/glossary?within=%22%3E%3Cimg%20src=x%20onerror=globalThis.owned=1%3E', `/glossary/new?name=%22%3E%3Cscript%3EglobalThis.owned=1%3C/script%3E`]) {
		await page.goto(path);
		equal(await page.evaluate(() => globalThis.owned), undefined, path);
	}
	await page.goto(`/glossary/${slug}/versions/1/edit`);
	equal(await page.locator('main [name="meaning"]').inputValue(), hostile.join('\n\n'), 'the words themselves');
	equal(await trouble(page), []);
	await page.context().close();
});

afterwards(close);
