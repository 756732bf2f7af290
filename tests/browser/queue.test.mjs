// The queue in the browser: with a thumb, with keys, and without a script.
import { close, open, trouble } from '../lib/chrome.mjs';
import { api, as, people, sql } from '../lib/client.mjs';
import { handedOver } from '../lib/leads.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

const state = async id => (await api('seller').get(`/handoffs/${id}`)).json.state;
const go = (page, act) => Promise.all([page.waitForNavigation(), act]);
const main = page => page.locator('main').innerText();
const row = (page, id) => page.locator(`#handoff-${id}`);
// A list of this test's own handoffs alone: of nobody, and of one company.
async function own(count) {
	const company = `Quagga ${Math.random().toString(36).slice(2)}`, made = [];
	for (let i = 0; i < count; i++) {
		const handoff = await handedOver({ lead: (await api('marketer').post('/leads', { person: `Quinn ${i}`, company, phone: '+49 30 1234567', email: `q${i}@${company.replace(' ', '-').toLowerCase()}.example`, origin: 'marketing' })).json.id });
		made.push(handoff.id);
	}
	return { path: `/leads?view=open&text=${encodeURIComponent(company)}`, ids: made };
}

test('on a small desktop an address stands whole, a clock on one line, and a row is no higher than its buttons need', async () => {
	const { path, ids } = await own(2), page = await open('seller', { width: 1280, height: 900 });
	await page.goto(path);
	const seen = await row(page, ids[0]).evaluate(tr => ({ mail: (a => [a.scrollWidth - a.clientWidth, a.textContent.length])(tr.querySelector('a[href^=mailto]')), tag: tr.querySelector('.clock .tag')?.offsetHeight ?? 0, row: tr.offsetHeight }));
	ok(seen.mail[0] <= 0 && seen.mail[1] > 25, `${seen.mail[0]} px of ${seen.mail[1]} letters are cut off`);
	ok(seen.tag < 30 && seen.row <= 84, JSON.stringify(seen));
	equal(await trouble(page), []);
	await page.context().close();
});

for (const js of [true, false]) {
	const how = js ? 'with JavaScript' : 'without';

	test(`one tap logs, the next lead is in sight, and it can be taken back, on a phone ${how}`, async () => {
		const { path, ids } = await own(4), page = await open('seller', { js, width: 390, height: 700, hasTouch: true });
		await page.goto(path);
		await go(page, row(page, ids[1]).getByRole('button', { name: 'No answer' }).tap());
		equal([await state(ids[1]), new URL(page.url()).hash], ['working', `#handoff-${ids[2]}`]);
		const next = await row(page, ids[2]).boundingBox(), undo = await page.locator('.undo').boundingBox();
		ok(next.y >= undo.y + undo.height - 1 && next.y + next.height <= 700, `the next lead is at ${next.y}, the banner ends at ${undo.y + undo.height}`);
		ok(undo.y >= 0, 'the banner is in sight, too');
		await go(page, page.locator('.undo button').tap());
		equal(await state(ids[1]), 'submitted');
		equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, 'nothing scrolls sideways');
		await page.goto(`/handoffs/${ids[0]}`);
		const bar = await page.locator('.log-bar').boundingBox();
		ok(bar.y + bar.height >= 699 && bar.y + bar.height <= 701, 'the four buttons of a lead are at the foot of the phone');
		equal(await trouble(page), []);
		await page.context().close();
	});

	test(`rows are ticked, the bar appears, what lacks is said, and what was done is told, ${how}`, async () => {
		const { path, ids } = await own(3), page = await open('seller', { js, width: 390, height: 800 }), bar = page.locator('.bulk');
		await page.goto(path);
		equal(await bar.isVisible(), false);
		await row(page, ids[0]).locator('.pick input').check();
		await row(page, ids[2]).locator('.pick input').check();
		ok(await bar.isVisible(), 'once something is ticked');
		match(await bar.innerText(), js ? '2 ticked' : 'The ticked ones');
		await bar.locator('summary', { hasText: 'Return' }).click();
		await go(page, bar.getByRole('button', { name: /^Return to Marketing/ }).click());
		match(await main(page), 'or a reason for the return');
		ok(await row(page, ids[0]).locator('.pick input').isChecked() && !await row(page, ids[1]).locator('.pick input').isChecked(), 'the ticks are there again');
		await bar.locator('[name="reason"]').selectOption({ index: 1 });
		await bar.locator('[name="found"]').fill('Nobody is there.');
		await go(page, bar.getByRole('button', { name: /^Return to Marketing/ }).click());
		match(await main(page), '2 of 2 returned');
		equal([await state(ids[0]), await state(ids[1]), await state(ids[2])], ['returned', 'submitted', 'returned']);
		await go(page, page.getByRole('link', { name: 'Back to the queue' }).click());
		equal(await page.locator('.queue tbody tr').count(), 1, 'to the list one came from');
		equal(await trouble(page), []);
		await page.context().close();
	});

	test(`filters are chosen, taken away and kept as a view, ${how}`, async () => {
		const { path, ids } = await own(2), page = await open('seller', { js, width: 390 });
		await page.goto(path);
		await go(page, page.getByRole('link', { name: 'Change filters' }).click());
		await page.getByLabel('Owner', { exact: true }).selectOption('me');
		await go(page, page.getByRole('button', { name: 'Show these' }).click());
		match(page.url(), 'owner=me');
		match(await main(page), 'No lead matches these filters');
		await go(page, page.getByRole('link', { name: /Without the filter Owner/ }).click());
		equal(await page.locator('.queue tbody tr').count(), 2);
		await page.getByText('Save this view', { exact: true }).click();
		await page.getByLabel('Name', { exact: true }).fill(`Quaggas ${ids[0]}`);
		await go(page, page.getByRole('button', { name: 'Save', exact: true }).click());
		match(await page.locator('[aria-label="Saved views"] [aria-current]').innerText(), `Quaggas ${ids[0]}`);
		equal(await page.locator('.queue tbody tr').count(), 2);
		await go(page, page.getByRole('link', { name: 'Rename or delete' }).click());
		await go(page, page.getByRole('button', { name: 'Delete this view' }).click());
		match(await main(page), 'The view is deleted');
		equal(await trouble(page), []);
		await page.context().close();
	});
}

test('keys walk through the rows, tick, log and undo; not while one is typing, and not when they are turned off', async () => {
	const { path, ids } = await own(3), here = page => page.evaluate(() => document.activeElement.closest('tr')?.id);
	sql(`UPDATE person SET shortcuts = TRUE WHERE email = '${people.seller.email}'`);
	const page = await open('seller');
	await page.goto(path);
	await page.keyboard.press('1');
	equal(page.url().includes('undo='), false, 'nothing is logged where no row has the focus');
	for (const [key, at] of [['j', 0], ['j', 1], ['k', 0], ['k', 0], ['j', 1], ['j', 2], ['j', 2]]) {
		await page.keyboard.press(key);
		equal(await here(page), `handoff-${ids[at]}`, key);
	}
	await page.keyboard.press('x');
	ok(await row(page, ids[2]).locator('.pick input').isChecked());
	await page.keyboard.press('x');
	await page.keyboard.press('?');
	match(await page.locator('dialog').innerText(), /Log: Voicemail/);
	await page.keyboard.press('2');
	await page.keyboard.press('Escape');
	equal(await state(ids[2]), 'submitted', 'no key acts behind the list of keys');
	await row(page, ids[0]).locator('th a').first().focus();
	await go(page, page.keyboard.press('2'));
	equal([await state(ids[0]), new URL(page.url()).hash], ['working', `#handoff-${ids[1]}`]);
	await page.keyboard.press('j');
	equal(await here(page), `handoff-${ids[1]}`, 'on at the row one was led to');
	await go(page, page.keyboard.press('u'));
	equal(await state(ids[0]), 'submitted');
	await page.locator('#site-search').focus();
	await page.keyboard.type('j1xu2');
	equal([await page.locator('#site-search').inputValue(), await state(ids[1])], ['j1xu2', 'submitted']);
	await row(page, ids[1]).locator('th a').first().focus();
	await go(page, page.keyboard.press('Enter'));
	match(page.url(), `/handoffs/${ids[1]}`);
	await go(page, page.keyboard.press('4'));
	equal(await state(ids[1]), 'working', 'on the page of a lead they are its four buttons');
	sql(`UPDATE person SET shortcuts = FALSE WHERE email = '${people.seller.email}'`);
	await page.goto(path);
	await row(page, ids[2]).locator('th a').first().focus();
	await page.keyboard.press('1');
	await page.keyboard.press('j');
	await page.waitForTimeout(300);
	equal([await state(ids[2]), await here(page)], ['submitted', `handoff-${ids[2]}`]);
	equal(await trouble(page), []);
	await page.context().close();
});

test('the offer to undo goes when its time is over', async () => {
	const { path, ids } = await own(1), page = await open('seller');
	await page.goto(path);
	await go(page, row(page, ids[0]).getByRole('button', { name: 'Mailed' }).click());
	equal(await page.locator('.undo').count(), 1);
	sql(`UPDATE handoff_act SET recorded_at = recorded_at - INTERVAL 28 SECOND WHERE handoff_id = ${ids[0]}`);
	await page.reload();
	equal(await page.locator('.undo').count(), 1);
	await page.waitForTimeout(3200);
	equal(await page.locator('.undo').count(), 0);
	await page.context().close();
	ok(await as('seller'));
});

afterwards(close);
