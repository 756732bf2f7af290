// Setting codes up and signing in with one, in the browser: with JavaScript and without.
import { close, open, trouble } from '../lib/chrome.mjs';
import { concord, secret, sql, unique } from '../lib/client.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';
import { code } from '../lib/totp.mjs';

const go = (page, locator) => Promise.all([page.waitForNavigation(), locator.click()]);
const button = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true });

for (const js of [true, false])
	test(`from the account's page to a sign-in with a code and one on paper, ${js ? 'with' : 'without'} JavaScript`, async () => {
		const email = `${unique('flow').replace(/ /g, '.')}@example.org`;
		const password = secret(concord('person', 'add', '--email', email, '--name', 'Flow Person', '--team', 'marketing'));
		const page = await open(null, { js });
		const signIn = async () => {
			await page.goto('/glossary/stages');
			await page.getByLabel('Email address').fill(email);
			await page.getByLabel('Password').fill(password);
			await go(page, button(page, 'Sign in'));
		};
		await signIn();
		await page.goto('/account');
		await go(page, page.getByRole('link', { name: 'Codes at sign-in', exact: true }));
		await page.getByLabel('Your password').fill(password);
		await go(page, button(page, 'Set up an app'));
		const seed = secret(await page.locator('main pre').innerText());
		const box = await page.locator('svg.qr').boundingBox();
		ok(box.width >= 150 && Math.abs(box.width - box.height) < 1, JSON.stringify(box));
		await page.getByLabel('Code that the app shows').fill(code(seed, -1));
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor();
		const paper = (await page.locator('.codes code').allInnerTexts()).map(secret);
		equal(paper.length, 10);
		equal(await button(page, 'Print').isVisible(), js);
		await go(page, page.getByRole('link', { name: 'I have kept them' }));
		await go(page, page.getByRole('button', { name: 'Sign out' }));

		await signIn();
		match(await page.locator('main').innerText(), 'Your password is right');
		await page.getByLabel('Code').focus();
		await page.keyboard.insertText(code(seed).replace(/(...)/, '$1 '));
		await go(page, button(page, 'Sign in'));
		match(page.url(), /\/glossary\/stages$/);

		await go(page, page.getByRole('button', { name: 'Sign out' }));
		await signIn();
		await go(page, page.getByRole('link', { name: 'Use a recovery code instead' }));
		await page.getByLabel('Recovery code').fill('none of them');
		await go(page, button(page, 'Sign in'));
		match(await page.locator('main').innerText(), 'This code is not right');
		await page.getByLabel('Recovery code').fill(paper[0]);
		await go(page, button(page, 'Sign in'));
		match(page.url(), /\/glossary\/stages$/);
		equal(await trouble(page), []);
		equal(sql(`SELECT COUNT(*) FROM recovery_code r JOIN person p ON p.id = r.person_id WHERE p.email = '${email}' AND r.used_at IS NOT NULL`), [['1']]);
		await page.context().close();
	});

afterwards(close);
