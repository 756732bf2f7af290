// The first hour in the browser, played by two people on a copy of their own, with an export shaped like HubSpot's. FIRST_CONTACTS: how
// many contacts it has; how long each step took stands in the output.
import { HtmlValidate } from 'html-validate';
import { readFileSync, writeFileSync } from 'node:fs';
import { contacts, HEADERS, judged, rates, row } from '../lib/first.mjs';
import { Second } from '../lib/second.mjs';
import { afterwards, equal, figure, lacks, match, ok, test } from '../lib/tap.mjs';

const COUNT = Number(process.env.FIRST_CONTACTS ?? 500), second = new Second();
await second.up({ SAMPLE: 'none' });
Object.assign(process.env, { STATE: second.state, BASE_URL: second.base });
writeFileSync(`${second.state}/sample-accounts.json`, '[]');
const { axe, close, open, overflow, source, trouble } = await import('../lib/chrome.mjs');
const { secret } = await import('../lib/client.mjs');
const { csv } = await import('../lib/imports.mjs');

const judge = new HtmlValidate(JSON.parse(readFileSync(new URL('../html-validate.json', import.meta.url), 'utf8')));
const main = page => page.locator('main').innerText();
const go = (page, locator) => Promise.all([page.waitForNavigation(), locator.click()]);
const button = (page, name) => page.locator('main').getByRole('button', { name, exact: typeof name === 'string' }).first();
const link = (page, name) => page.locator('main').getByRole('link', { name, exact: typeof name === 'string' }).first();
const fill = async (page, fields) => { for (const [name, value] of Object.entries(fields)) await page.locator(`main [name="${name}"]`).fill(value); };
const people = contacts(COUNT), claimed = people.filter(c => c.mql), number = result => claimed.filter(c => judged(c).result === result).length;
const phrase = [secret('velvet okapi trundles sideways'), secret('heron lantern gravel ukulele')];

const took = [];
function step(name, body, limit) {
	test(name, async () => {
		const began = performance.now();
		await body();
		took.push([name, ((performance.now() - began) / 1000).toFixed(1)]);
	}, { limit: limit ?? 30_000 });
}
let nadia, olu;

step('set-up, and the link to the other signatory', async () => {
	[nadia, olu] = [await open(null), await open(null, { width: 390, height: 844 })];
	await nadia.goto('/');
	equal(new URL(nadia.url()).pathname, '/setup');
	equal((await judge.validateString(await source(nadia))).results.flatMap(r => r.messages).map(m => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`), [], 'html-validate');
	for (const [width, colorScheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light']]) {
		await nadia.setViewportSize({ width, height: 900 });
		await nadia.emulateMedia({ colorScheme });
		equal([await overflow(nadia), await axe(nadia)], [null, []], `the set-up page, ${width} px, ${colorScheme}`);
	}
	await nadia.setViewportSize({ width: 1280, height: 900 });
	await fill(nadia, { organisation: 'Harbour Instruments', time_zone: 'Europe/Lisbon', name: 'Nadia Ferro', email: 'nadia.ferro@example.org', new_password: phrase[0], new_password_again: phrase[0],
		other_name: 'Olu Adeyemi', other_email: 'olu.adeyemi@example.org' });
	await nadia.locator('main [name="team"][value="marketing"]').check();
	await go(nadia, button(nadia, 'Set up and sign in'));
	const invitation = (await nadia.content()).match(/\/sign-in\/password\?link=[\w-]{43}/)[0];
	secret(invitation.split('=')[1]);
	await olu.goto(invitation);
	await fill(olu, { new_password: phrase[1], new_password_again: phrase[1] });
	await go(olu, button(olu, 'Save it and sign in'));
	await nadia.goto('/');
	match(await main(nadia), /steps left/);
});

step('calendar, and the seven words as drafts', async () => {
	await nadia.goto('/sla/calendars/new');
	await fill(nadia, { name: 'Office hours', day_1_date: `${new Date().getUTCFullYear() + 1}-01-01`, day_1_name: 'New Year’s Day' });
	await go(nadia, button(nadia, 'Make the calendar'));
	await nadia.goto('/glossary');
	await go(nadia, button(nadia, 'Add these as drafts'));
});

step('the export is dropped, matched, checked and imported', async () => {
	await nadia.goto('/imports');
	await nadia.locator('main [name="file"]').setInputFiles({ name: 'hubspot-export.csv', mimeType: 'text/csv', buffer: Buffer.from(csv([HEADERS, ...people.map(row)])) });
	nadia.setDefaultTimeout(60_000);
	await go(nadia, button(nadia, 'Match its columns'));
	match(await main(nadia), /We think it came from HubSpot/);
	await nadia.locator(`main [name="column_${HEADERS.indexOf('What they asked or did') + 1}"]`).selectOption('keep');
	await nadia.locator('main [name="history"]').check();
	await go(nadia, button(nadia, 'Show the words of these columns'));
	for (const [word, is] of [['Germany', 'yes'], ['Austria', 'yes'], ['Atlantis', 'no']])
		await nadia.getByLabel(`${word} is here`, { exact: true }).selectOption(is);
	equal(await axe(nadia), []);
	await go(nadia, button(nadia, 'Check the rows'));
	const begin = button(nadia, new RegExp(`^Import ${COUNT.toLocaleString('en')} leads`));
	await begin.waitFor({ timeout: 300_000 });
	await go(nadia, begin);
	await link(nadia, 'See what your definition makes of it').waitFor({ timeout: 300_000 });
	match(await main(nadia), new RegExp(`${COUNT.toLocaleString('en')} new leads`));
	nadia.setDefaultTimeout(15_000);
}, 700_000);

step('what is claimed against the definition', async () => {
	await go(nadia, link(nadia, 'See what your definition makes of it'));
	const grouped = n => `(${n}|${n.toLocaleString('en')})`;
	match(await main(nadia), new RegExp(`calls ${grouped(claimed.length)} .*?\\. ${grouped(number('passed'))} meets? the definition, ${grouped(number('failed'))} do(es)? not, ${grouped(number('unknown'))} cannot tell`));
});

step('own rates begin the agreement', async () => {
	const own = rates(people);
	await olu.goto('/imports/rates');
	equal([await overflow(olu), await axe(olu)], [null, []], 'on a phone');
	await nadia.goto('/imports/rates');
	match(await main(nadia), new RegExp(`${own.volume} a month`));
	await go(nadia, link(nadia, 'Begin an agreement with these'));
	match(await main(nadia), /4 promises begin with your own rates/);
	await go(nadia, button(nadia, /^Save/));
});

step('one sheet, signed once per side', async () => {
	await nadia.goto('/charter');
	equal([await axe(nadia), await nadia.locator('main form input[type=checkbox]:checked').count()], [[], 8]);
	const subscriber = nadia.getByLabel('Subscriber, version 1', { exact: true }), unticked = () => nadia.locator('main form input[type=checkbox]:not(:checked)').count();
	await subscriber.uncheck();
	await go(nadia, link(nadia, 'Change Subscriber'));
	await nadia.locator('main [name="meaning"]').fill('Somebody who reads what we write and has not asked for more.');
	await go(nadia, button(nadia, /^Save/));
	equal([new URL(nadia.url()).pathname, await unticked(), await subscriber.isChecked()], ['/charter', 1, false], 'what was unticked stays so while a draft is changed');
	await subscriber.check();
	await go(nadia, button(nadia, 'Make the sheet'));
	const sheet = new URL(nadia.url()).pathname;
	await go(nadia, button(nadia, /^Sign/));
	await nadia.goto('/');
	match(await main(nadia), /Waits for Sales\s+One sheet: the agreement, [\s\S]*Awaiting Sales[\s\S]*Agree on the first words\s+Marketing has signed; Sales has not yet\.\s+Agree on what each team promises\s+Marketing has signed; Sales has not yet\./);
	equal(await link(nadia, 'Agree on the first words').getAttribute('href'), sheet);
	await olu.goto(sheet);
	await go(olu, button(olu, /^Sign/));
	match(await main(olu), /everything on the sheet is agreed/);
});

step('the first handoff waits for Sales with its clock, and the first meeting has its date', async () => {
	const one = people.find(c => c.mql && judged(c).result === 'passed');
	await nadia.goto('/leads/handoffs');
	match(await main(nadia), /(answers are|answer is) filled in from a file of HubSpot/i, 'several at once');
	await nadia.goto(`/leads/by-ref/hubspot/${100_000 + one.i}`);
	match(await main(nadia), /In HubSpot[\s\S]*People at the company\s+51-200\s+We sell in their country\s+(Germany|Austria)[\s\S]*Imported on/, 'what its columns say');
	await go(nadia, link(nadia, 'Hand over to Sales'));
	match(await main(nadia), /2 answers are filled in from a file of HubSpot/);
	equal([await axe(nadia), await nadia.locator('main [name="answer_COMPANY_SIZE"]').inputValue()], [[], ''], 'a range is no number');
	for (const ticked of ['[name="answer_COUNTRY"][value="yes"]', '[name^="answer_BUYERS_QUESTION"][value^="c"]'])
		equal(await nadia.locator(`main ${ticked}:checked`).count(), 1, ticked);
	await fill(nadia, { answer_COMPANY_SIZE: '60', evidence_BUYERS_QUESTION: 'Their mail of Monday', words: 'What does it cost for forty?' });
	await go(nadia, button(nadia, 'Hand over to Sales'));
	await nadia.goto('/meetings/series');
	await fill(nadia, { name: 'Monthly meeting' });
	await go(nadia, nadia.locator('main form button[type=submit]').first());
	await olu.goto('/leads?view=open');
	match(await main(olu), new RegExp(`Given${one.i}[\\s\\S]*(left|resumes)`));
	for (const page of [nadia, olu])
		equal(await trouble(page), []);
	lacks(await main(olu), 'no promise yet');
	ok(second.concord('check').includes('hold'));
});

afterwards(async () => {
	for (const [name, seconds] of took)
		console.log(`# ${name}: ${seconds} s`);
	figure('The first hour in the browser', `${COUNT} contacts`, `${took.reduce((sum, [, s]) => sum + Number(s), 0).toFixed(0)} s`);
	await close();
	second.down();
});
