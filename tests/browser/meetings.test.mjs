// One meeting by two people at once in the browser, from the agenda to the minutes: notes save as they are typed, the others follow within
// seconds, texts that collide are both kept, and what could not be sent for want of a connection is sent later. And once without any script.
import { close, open, trouble } from '../lib/chrome.mjs';
import { makeIssue, makeMeeting, day, readMeeting } from '../lib/meetings.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

const LIMIT = { limit: 60_000 };
const saved = page => page.locator('[data-live=saved]');
const note = page => page.locator('textarea[name=note]');
const press = (page, name) => Promise.all([page.waitForNavigation(), page.getByRole('button', { name, exact: true }).first().click()]);
const next = page => Promise.all([page.waitForNavigation(), page.locator('button[name=outcome]').first().click()]);	// heard or settled
async function within(seconds, what, check) {
	for (const end = Date.now() + seconds * 1000; Date.now() < end; await new Promise(r => setTimeout(r, 100)))
		if (await check())
			return;
	ok(false, `${what} within ${seconds} seconds`);
}

test('two people hold a meeting: each sees within seconds what the other does, and nothing is lost', async () => {
	await makeIssue();
	const m = await makeMeeting({ starts_at: `${day(40)}T10:00:00Z` }), [a, b] = await Promise.all([open('marketer'), open('seller', { width: 390, height: 844 })]);
	await a.goto(`/meetings/${m.id}`);
	await a.getByLabel('What about?').fill('The fair in May');
	await press(a, 'Add it');
	await press(a, 'Publish the agenda');
	await press(a, 'Start the meeting');
	await b.goto(`/meetings/${m.id}/run`);
	equal(await a.locator('#item-title').textContent(), await b.locator('#item-title').textContent(), 'both look at the same');
	await note(a).pressSequentially('We call within a day.');
	await within(4, 'saved as typed', async () => /^Saved at .* by /.test(await saved(a).textContent()));
	await within(8, 'the other sees the note', async () => (await note(b).inputValue()) === 'We call within a day.');
	await Promise.all([note(a).press('End').then(() => note(a).pressSequentially(' By Friday, says Lewis.')), note(b).press('End').then(() => note(b).pressSequentially(' By Monday, says Marta.'))]);
	await within(12, 'both texts on both pages', async () => (await Promise.all([a, b].map(async p => `${await note(p).inputValue()} ${await p.locator('[data-live=beside]').textContent()}`))).every(t => /By Friday, says Lewis/.test(t) && /By Monday, says Marta/.test(t)));
	const whole = await readMeeting(m.id);
	match(whole.agenda.map(i => i.note).join(), 'We call within a day. By');
	await press(b, 'Add it to the note');
	match(await note(b).inputValue(), /By (Friday|Monday)[\s\S]*By (Friday|Monday)/);
	await next(a);
	const second = await a.locator('#item-title').textContent();
	await b.locator('h1').click();
	await within(8, 'the other follows to the next point', async () => (await b.locator('#item-title').textContent()) === second);
	await b.context().setOffline(true);
	await note(b).pressSequentially('Written on a train.');
	await within(6, 'it says that there is no connection', async () => /no connection/.test(await saved(b).textContent()));
	await b.context().setOffline(false);
	await within(8, 'it is sent once there is one', async () => (await readMeeting(m.id)).agenda.some(i => i.note === 'Written on a train.'));
	await Promise.all([a.waitForNavigation(), a.getByRole('link', { name: 'End meeting' }).click()]);
	for (const box of await a.getByLabel('Dropped').all())
		await box.check();
	for (const field of await a.getByLabel('In a few words').all())
		await field.fill('Out of a test');
	await press(a, 'End the meeting');
	match(await a.locator('main').textContent(), 'Written on a train.');
	match(await a.locator('main').textContent(), 'Closed by');
	await within(8, 'the other is shown the minutes', async () => /minutes$/.test(b.url()));
	equal(await trouble(a), []);
	for (const p of [a, b])
		await p.context().close();
}, LIMIT);

test('words that were typed and never sent are there again when the page is opened once more', async () => {
	const m = await makeMeeting({ starts_at: `${day(41)}T10:00:00Z` }), page = await open('marketer');
	await page.goto(`/meetings/${m.id}`);
	await press(page, 'Publish the agenda');
	await press(page, 'Start the meeting');
	await page.context().setOffline(true);
	await note(page).pressSequentially('Before the lid was closed');
	await page.waitForTimeout(1200);
	await page.context().setOffline(false);
	await page.goto(`/meetings/${m.id}/run`);
	await within(6, 'they are saved after all', async () => (await readMeeting(m.id)).agenda.some(i => i.note === 'Before the lid was closed'));
	await page.context().close();
}, LIMIT);

test('without a script the same is done by pressing buttons', async () => {
	const m = await makeMeeting({ starts_at: `${day(42)}T10:00:00Z` }), page = await open('seller', { js: false });
	await page.goto(`/meetings/${m.id}`);
	await press(page, 'Publish the agenda');
	await press(page, 'Start the meeting');
	await note(page).fill('Without a script');
	await press(page, 'Save the note');
	equal(await note(page).inputValue(), 'Without a script');
	await page.locator('summary', { hasText: 'Add an assignment' }).click();
	await page.getByLabel('What is to be done?').fill('Ask for the budget year');
	await page.getByLabel('By whom?').selectOption({ index: 1 });
	await page.getByLabel('By when?').fill(day(20));
	await press(page, 'Add it');
	match(await page.locator('main').textContent(), 'Ask for the budget year');
	await next(page);
	match((await readMeeting(m.id)).agenda.map(i => i.outcome).join(), /heard|settled/);
	await page.context().close();
}, LIMIT);

afterwards(close);
