// The loop of a lead in the browser by two people, with JavaScript and without: each act by its button, and the agreement page's numbers
// that move with it, each followed to the handoff.
import { agreedAgreement } from '../lib/agreement.mjs';
import { promisesOf } from '../lib/clocks.mjs';
import { close, open, trouble } from '../lib/chrome.mjs';
import { api, people, unique } from '../lib/client.mjs';
import { mail } from '../lib/leads.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

const main = page => page.locator('main').innerText();
async function go(page, locator) { await Promise.all([page.waitForNavigation(), locator.click()]); }
const button = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).first();
const link = (page, name) => page.locator('main').getByRole('link', { name, exact: true }).first();
const type = (page, name, value) => page.locator(`main [name="${name}"]`).fill(value);
const check = (page, name, value = 'yes') => page.locator(`main [name="${name}"][value="${value}"]`).check();

// Numbers of the promises as the agreement's page and the API say them: { kind: [numerator, denominator] }.
async function numbers() {
	const { parties } = (await api('observer', 'read').get('/agreements/current/attainment')).json;
	return Object.fromEntries(parties.flatMap(p => p.promises).map(p => [p.kind, [p.numerator, p.denominator]]));
}

for (const js of [true, false])
	test(`handed over, returned by a criterion, handed over again, No answer, Spoke, qualified with a tap; ${js ? 'with' : 'without'} JavaScript`, async () => {
		const source = unique('Fair'), scope = { source }, { number } = await agreedAgreement({ promises: [
			{ kind: 'volume', party: 'marketing', definition: 'marketing-qualified-lead', count: 20, pace: 'open', scope }, { kind: 'quality', party: 'marketing', percent: 50, scope },
			{ kind: 'context', party: 'marketing', percent: 50, scope }, { kind: 'answer', party: 'marketing', business_days: 2, percent: 90, scope },
			{ kind: 'decision', party: 'sales', open_minutes: 480, percent: 95, scope }, { kind: 'first_attempt', party: 'sales', open_minutes: 480, percent: 95, scope },
			{ kind: 'feedback', party: 'sales', percent: 50, scope }] }), promises = promisesOf(number);
		const name = unique('Zoe Zebra'), [marketer, seller] = [await open('marketer', { js }), await open('seller', { js })];

		await marketer.goto('/leads');
		await go(marketer, link(marketer, 'Add a lead'));
		for (const [field, value] of Object.entries({ name, company: unique('Zebra Works'), email: mail(name), phone: '+49 30 1234567', source }))
			await type(marketer, field, value);
		await go(marketer, button(marketer, 'Add the lead'));
		await go(marketer, link(marketer, 'Hand over to Sales'));
		await type(marketer, 'answer_COMPANY_SIZE', '300');
		await check(marketer, 'answer_COUNTRY');
		await check(marketer, 'answer_BUYERS_QUESTION', 'c0');
		await type(marketer, 'evidence_BUYERS_QUESTION', 'Their mail of Monday');
		await type(marketer, 'words', 'How much is a zebra?');
		await go(marketer, button(marketer, 'Hand over to Sales'));
		const address = new URL(marketer.url()).pathname, id = Number(address.match(/handoffs\/(\d+)/)[1]);
		match(await main(marketer), 'New');
		equal(await numbers(), { volume: [1, 20], quality: [0, 0], context: [1, 1], answer: [0, 0], decision: [0, 0], first_attempt: [0, 0], feedback: [0, 0] });

		await seller.goto(address);
		match(await main(seller), 'How much is a zebra?');
		await seller.getByText('Return with a reason', { exact: true }).click();
		await check(seller, 'cite_COMPANY_SIZE', (await seller.locator('main [name="cite_COMPANY_SIZE"]').getAttribute('value')));
		await type(seller, 'found', 'Only three of them.');
		await go(seller, button(seller, 'Return to Marketing'));
		match(await main(seller), 'Not met: People at the company');
		equal((await numbers()).quality, [0, 1]);

		await marketer.goto(address);
		match(await main(marketer), 'Only three of them.');
		await go(marketer, link(marketer, 'Hand over again with more'));
		equal(await marketer.locator('main [name="answer_COMPANY_SIZE"]').inputValue(), '300', 'what was answered is there');
		await type(marketer, 'answer_COMPANY_SIZE', '301');
		await type(marketer, 'text', 'Ask their mother company.');
		await go(marketer, button(marketer, 'Hand over again'));
		match(await main(marketer), 'Ask their mother company.');

		await seller.goto(address);
		await go(seller, button(seller, 'No answer'));
		await seller.goto(address);
		match(await main(seller), 'In work');
		let now = await numbers();
		equal([now.quality, now.decision, now.first_attempt, now.answer], [[1, 1], [2, 2], [1, 1], [1, 1]]);
		await go(seller, button(seller, 'Spoke'));
		await seller.goto(address);
		await seller.getByText('Outcome', { exact: true }).click();
		await check(seller, 'outcome', 'qualified');
		await go(seller, button(seller, '5, just what we agreed'));
		match(await main(seller), '5 of 5');
		match(await main(seller), 'Qualified');
		now = await numbers();
		equal([now.volume, now.quality], [[1, 20], [1, 1]]);
		ok(now.feedback[0] === now.feedback[1], now.feedback.join());

		// From each number on the agreement's page to the handoff.
		for (const kind of ['volume', 'quality', 'context', 'decision', 'first_attempt', 'answer']) {
			await marketer.goto('/sla');
			await go(marketer, marketer.locator(`main a[href^="/sla/promises/${promises[kind].id}"]`).first());
			if (['volume', 'quality', 'context'].includes(kind))
				await go(marketer, link(marketer, 'The handoffs behind this number'));
			await go(marketer, marketer.locator(`main a[href="${address}"]`).first());
			equal(new URL(marketer.url()).pathname, address, kind);
		}
		await seller.goto(address);
		await go(seller, seller.locator('main a[href^="/sla/timers/"]').first());
		match(await main(seller), 'are the same');
		await go(seller, seller.locator(`main a[href="${address}"]`).first());
		equal(new URL(seller.url()).pathname, address, 'a clock leads back');
		match(await main(seller), people.marketer.name);
		for (const page of [marketer, seller]) {
			equal(await trouble(page), []);
			await page.context().close();
		}
	});

afterwards(close);
