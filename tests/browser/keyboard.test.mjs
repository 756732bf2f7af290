// Without a mouse: every stop is seen, nothing traps, and the main act can be done.
import { close, open, trouble } from '../lib/chrome.mjs';
import { as, people, sql, unique } from '../lib/client.mjs';
import { proposed } from '../lib/glossary.mjs';
import { handedOver } from '../lib/leads.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';

// What has the focus now: its name, whether a ring shows, and whether it can be seen.
const focused = page => page.evaluate(() => {
	const node = document.activeElement;
	if (!node || node === document.body)
		return null;
	const style = getComputedStyle(node), box = node.getBoundingClientRect();
	const ringed = (n, s) => (!['none', 'auto'].includes(s.outlineStyle) && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== 'none';
	const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), y = Math.min(Math.max(box.top + Math.min(box.height / 2, 40), 0), innerHeight - 1);
	const top = document.elementFromPoint(x, y);
	return { tag: node.tagName.toLowerCase(), words: (node.getAttribute('aria-label') ?? node.innerText ?? node.name ?? '').trim().slice(0, 60), name: node.name ?? '', href: node.getAttribute('href') ?? '',
		action: node.form?.getAttribute('action') ?? '', ring: ringed(node, style) || ringed(node, getComputedStyle(node, '::after')) || (node.parentElement && ringed(node.parentElement, getComputedStyle(node.parentElement))),
		seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && (!top || node.contains(top) || top.contains(node) || !!top.closest('label')) };
});

// Presses Tab until `wanted` holds.
async function tabTo(page, wanted, most = 120) {
	for (let i = 0; i < most; i++) {
		await page.keyboard.press('Tab');
		const now = await focused(page);
		if (now && wanted(now))
			return now;
	}
	throw new Error(`${most} times Tab did not lead there`);
}

test('sign in, find the version that waits, and sign it, with keys alone', async () => {
	const { name, slug } = await proposed(await as('marketer'));
	const page = await open(null);
	await page.goto('/sign-in');
	await tabTo(page, n => n.name === 'email');
	await page.keyboard.type(people.sales.email);
	await page.keyboard.press('Tab');
	await page.keyboard.type(people.sales.password);
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	await tabTo(page, n => n.name === 'q');
	await page.keyboard.type(name);
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	await tabTo(page, n => n.href.startsWith(`/glossary/${slug}`));
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	await tabTo(page, n => n.action === `/glossary/${slug}/versions/1/signature` && n.tag === 'button');
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	match(await page.locator('main').innerText(), people.sales.name);
	equal(sql(`SELECT s.team FROM signature s JOIN term_version v ON v.id = s.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`), [['sales']]);
	equal(await trouble(page), []);
	await page.context().close();
});

test('a deal is opened, signed, and the signature undone, with keys alone', async () => {
	const page = await open('seller'), name = unique('Forty seats'), enter = () => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	await page.goto('/deals');
	await tabTo(page, n => n.href === '/deals/new');
	await enter();
	await tabTo(page, n => n.name === 'name');
	await page.keyboard.type(name);
	await tabTo(page, n => n.name === 'account');
	await page.keyboard.type('Zebra Works');
	await enter();
	match(await page.locator('h1').innerText(), name);
	await tabTo(page, n => n.tag === 'summary' && /sign/i.test(n.words));
	await page.keyboard.press('Enter');
	await tabTo(page, n => n.tag === 'button' && n.action.endsWith('/events'));
	await enter();
	match(await page.locator('.timeline').innerText(), /Signed/);
	await tabTo(page, n => n.tag === 'button' && n.action.endsWith('/undo'));
	await enter();
	match(await page.locator('.timeline').innerText(), /taken back|undone/i);
	equal(await trouble(page), []);
	await page.context().close();
});

test('the first stop skips to the content', async () => {
	const page = await open('marketing');
	for (const path of ['/', '/glossary', '/glossary/new']) {
		await page.goto(path);
		await page.keyboard.press('Tab');
		const now = await focused(page);
		equal(now.href, '#main', path);
		ok(now.seen && now.ring, `${path}: the link is not to be seen`);
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)), `${path}: the next stop is not in the content`);
	}
	await page.context().close();
});

test('every stop has a ring and is not hidden under anything, on a wide window and on a narrow one', async () => {
	const { slug } = await proposed(await as('marketer'), { criterion_1_label: 'One', criterion_1_kind: 'yes_no', criterion_1_level: 'must' });
	for (const width of [1280, 390])
		for (const scheme of ['light', 'dark']) {
			const page = await open('marketing', { width, height: 700, colorScheme: scheme });
			for (const path of ['/', '/glossary', `/glossary/${slug}`, `/glossary/${slug}/versions/1/edit`]) {
				await page.goto(path);
				const wrong = [], stops = new Set();
				for (let i = 0; i < 90; i++) {
					await page.keyboard.press('Tab');
					const now = await focused(page);
					if (!now)
						break;
					stops.add(JSON.stringify(now));
					if (!now.ring || !now.seen)
						wrong.push(`${now.tag} "${now.words || now.name}"${now.ring ? '' : ' has no ring'}${now.seen ? '' : ' is hidden'}`);
				}
				ok(stops.size > 8, `${path}: only ${stops.size} stops`);
				equal([...new Set(wrong)], [], `${path} at ${width} px, ${scheme}`);
			}
			await page.context().close();
		}
}, { limit: 120_000 });

test('a term\'s card opens on focus and closes with Escape', async () => {
	const [marketer, marketing, sales] = await Promise.all(['marketer', 'marketing', 'sales'].map(as));
	const base = await proposed(marketer, { meaning: 'A card to be read.' });
	for (const who of [marketing, sales])
		await who.fill(`/glossary/${base.slug}`, `/glossary/${base.slug}/versions/1/signature`);
	const user = await proposed(marketer, { meaning: `Speaks of ${base.name} here.` });
	const page = await open('marketing');
	await page.goto(`/glossary/${user.slug}`);
	const link = page.locator(`.term a[href="/glossary/${base.slug}"]`).first(), card = page.locator('.term-card').first();
	ok(!await card.isVisible(), 'closed at first');
	await link.focus();
	ok(await card.isVisible(), 'open on focus');
	match(await card.innerText(), 'A card to be read.');
	await page.keyboard.press('Escape');
	ok(!await card.isVisible(), 'closed by Escape');
	await page.mouse.move(0, 0);
	await page.evaluate(() => document.activeElement.blur());
	await link.hover();
	ok(await card.isVisible(), 'open under the pointer');
	await card.hover();
	ok(await card.isVisible(), 'and stays while the pointer is on it');
	await page.context().close();
});

test('the form of an act opens with Enter, closes with Escape, and keeps what was typed', async () => {
	const { id } = await handedOver(), page = await open('seller');
	await page.goto(`/handoffs/${id}`);
	const opens = page.locator('main summary', { hasText: 'Ask Marketing' }), words = page.locator('main [name="question"]');
	await opens.focus();
	await page.keyboard.press('Enter');
	await words.pressSequentially('Which country?');
	await page.keyboard.press('Escape');
	equal([await words.isVisible(), await opens.evaluate(node => node === document.activeElement)], [false, true], 'closed, and the focus where it was opened');
	await page.keyboard.press('Enter');
	equal([await words.isVisible(), await words.inputValue()], [true, 'Which country?']);
	equal(await trouble(page), []);
});

test('after a refused form the focus is on what is wrong', async () => {
	const page = await open('marketer');
	await page.goto('/glossary/new');
	await tabTo(page, n => n.name === 'name');
	await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
	match(await page.evaluate(() => document.activeElement.className), 'problems');
	const to = await tabTo(page, n => n.href.startsWith('#'));
	await page.keyboard.press('Enter');
	equal((await focused(page)).name, 'name', `from ${to.href}`);
	await page.context().close();
});

afterwards(close);
