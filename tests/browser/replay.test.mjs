// The bargaining table in the browser: a bound that moves moves the numbers at once, a plain form does the same, and two people come to terms.
import { agreedAgreement } from '../lib/agreement.mjs';
import { close, open, trouble } from '../lib/chrome.mjs';
import { api, unique } from '../lib/client.mjs';
import { handedOver } from '../lib/leads.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const TERM = 'marketing-qualified-lead', marketer = api('marketer');
await agreedAgreement();
for (const size of [5, 20, 45, 60, 300])
	await handedOver({ answers: { COMPANY_SIZE: { value: size } } });

const main = page => page.locator('main').innerText();
async function go(page, locator) { await Promise.all([page.waitForNavigation(), locator.click()]); }
const numbers = async page => (await page.locator('.replay-sum .big').allInnerTexts()).map(Number);
const bound = page => page.getByRole('textbox', { name: 'At least' }).first();

// A draft that asks for fifty people, and for something nobody was asked before.
async function drafted() {
	const gate = (await marketer.get('/handoffs/gate')).json, { criteria, stage } = (await marketer.get(`/terms/${TERM}/versions/${gate.number}`)).json, label = unique('They have a zebra');
	const answer = await marketer.post(`/terms/${TERM}/versions`, { meaning: 'Who asked, and is large.', stage, change_note: unique('Larger ones'), criteria: [...criteria.filter(c => c.code !== 'COMPANY_SIZE'),
		{ code: 'COMPANY_SIZE', label: 'People at the company', kind: 'number', level: 'must', evidence: false, bound: { min: 50 } }, { label, kind: 'yes_no', level: 'should', evidence: false }] });
	equal(answer.status, 201, answer.text);
	return { ...answer.json, label, page: `/glossary/${TERM}/versions/${answer.json.number}/replay` };
}
const said = async (number, min) => {
	const { json } = await marketer.get(`/terms/${TERM}/versions/${number}/replay?bound_COMPANY_SIZE_min=${min}`);
	return [json.passed, json.failed, json.unknown, json.won_but_refused];
};

test('the numbers move while a bound is typed, or the slider moved by keys, and the address with them', async () => {
	const { number, page: path } = await drafted(), page = await open('marketer');
	await page.goto(path);
	equal(await numbers(page), await said(number, 50));
	const moved = async min => {
		const wanted = await said(number, min);
		await page.waitForFunction(text => [...document.querySelectorAll('.replay-sum .big')].map(n => n.textContent).join() === text, wanted.join());
		await page.waitForFunction(text => location.search.includes(text), `bound_COMPANY_SIZE_min=${min}`);
	};
	await page.evaluate(() => { globalThis.here = true; });
	await bound(page).fill('61');
	await moved(61);
	match(await page.locator('[role=status][data-live]').textContent(), `${(await said(number, 61))[1]} fail`);
	await page.getByRole('slider').first().focus();
	await page.keyboard.press('Home');
	const least = await bound(page).inputValue();
	ok(Number(least) <= 5, least);
	await moved(least);
	equal(await page.evaluate(() => [globalThis.here, document.activeElement.type]), [true, 'range'], 'no page was loaded, and the focus stays');
	await page.getByLabel('Tried on', { exact: true }).selectOption('30');
	await page.waitForFunction(() => location.search.includes('n=30'));
	await page.getByRole('button', { name: 'Work it out' }).click();
	await bound(page).fill('many');
	await page.getByText('is no number').waitFor();
	await bound(page).fill('45');
	await page.getByRole('link', { name: 'Put these bounds into the draft' }).waitFor();
	await go(page, page.locator('.replay-sum a').nth(1));
	match(await main(page), 'They fail');
	equal(await bound(page).inputValue(), '45', 'the address keeps what was tried');
	equal(await trouble(page), []);
	await page.context().close();
});

test('two come to terms without JavaScript: a bound is tried, put into the draft, signed by both, and the form asks the new question', async () => {
	const { number, label, page: path } = await drafted(), [priya, daniel] = [await open('marketing', { js: false }), await open('sales', { js: false })];
	await priya.goto(`/glossary/${TERM}`);
	await go(priya, priya.locator(`a[href="${path}"]`));
	await bound(priya).fill('40');
	await go(priya, priya.getByRole('button', { name: 'Work it out' }));
	equal(await numbers(priya), await said(number, 40));
	await daniel.goto(priya.url());
	equal(await numbers(daniel), await numbers(priya), 'both look at the same numbers');
	await go(daniel, daniel.getByRole('link', { name: 'Put these bounds into the draft' }));
	await go(daniel, daniel.getByRole('button', { name: 'Save the draft' }));
	equal(Number((await marketer.get(`/terms/${TERM}/versions/${number}`)).json.criteria.find(c => c.code === 'COMPANY_SIZE').bound.min), 40);
	const card = page => page.locator(`article[aria-labelledby="version-${number}"]`);
	await daniel.goto(`/glossary/${TERM}`);
	await go(daniel, card(daniel).getByRole('button', { name: 'Send to both teams to sign' }));
	await go(daniel, card(daniel).getByRole('button', { name: `Sign version ${number}` }));
	await priya.goto(`/glossary/${TERM}`);
	await go(priya, card(priya).getByRole('button', { name: `Sign version ${number}` }));
	const { json } = await marketer.get('/handoffs/gate');
	equal([json.number, Number(json.criteria.find(c => c.code === 'COMPANY_SIZE').bound.min)], [number, 40]);
	const lead = (await marketer.post('/leads', { person: unique('Zoe Zebra'), email: `${unique('zoe').replace(' ', '.')}@zebra-example.com`, origin: 'marketing' })).json.id;
	await priya.goto(`/leads/${lead}/handoffs`);
	match(await main(priya), label);
	const later = await marketer.get(`/terms/${TERM}/versions/${number}/replay`);
	equal(later.json.in_force, null, 'it is the one in force itself');
	for (const page of [priya, daniel])
		await page.context().close();
});

test('on a phone nothing goes beyond the edge, and an observer is offered nothing to change', async () => {
	const { page: path } = await drafted(), page = await open('observer', { width: 390, height: 844 });
	await page.goto(`${path}?bound_COMPANY_SIZE_min=30`);
	equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
	lacks(await main(page), 'Put these bounds');
	equal(await trouble(page), []);
	await page.context().close();
});

afterwards(close);
