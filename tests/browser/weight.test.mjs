// What a visit costs, and that nothing but ours is asked for.
import { gzipSync } from 'node:zlib';
import { close, open, trouble } from '../lib/chrome.mjs';
import { base, send } from '../lib/client.mjs';
import { afterwards, equal, ok, test } from '../lib/tap.mjs';

// Counts what goes over the wire while `act` runs: { requests, bytes, asked }.
async function counted(page, act) {
	const wire = await page.context().newCDPSession(page);
	const asked = new Map();
	let bytes = 0;
	await wire.send('Network.enable');
	wire.on('Network.requestWillBeSent', e => asked.set(e.requestId, e.request.url));
	wire.on('Network.requestServedFromCache', e => asked.delete(e.requestId));
	wire.on('Network.loadingFinished', e => { if (asked.has(e.requestId)) bytes += e.encodedDataLength; });
	await act();
	await page.waitForLoadState('networkidle');
	await wire.detach();
	return { requests: asked.size, bytes, asked: [...asked.values()] };
}

for (const [what, who, path] of [['sign-in', null, '/sign-in'], ['home', 'marketing', '/'], ['the glossary', 'marketing', '/glossary'], ['a form', 'marketing', '/glossary/new']])
	test(`a first visit to ${what} is at most 180 KB and 10 requests`, async () => {
		const page = await open(who);
		const { requests, bytes, asked } = await counted(page, () => page.goto(path));
		ok(bytes > 1000, `${bytes} bytes were counted`);
		ok(bytes <= 180 * 1024 && requests <= 10, `${bytes} bytes in ${requests} requests: ${asked.join(' ')}`);
		equal(asked.filter(url => !url.startsWith(base) && !url.startsWith('data:')), []);
		equal(await trouble(page), []);
		await page.context().close();
	});

test('a second page is at most 20 KB and asks for no static file again', async () => {
	const page = await open('marketing');
	await page.goto('/');
	await page.waitForLoadState('networkidle');
	const { bytes, asked } = await counted(page, () => page.locator('nav.side a[href="/glossary"]').click());
	ok(bytes <= 20 * 1024, `${bytes} bytes: ${asked.join(' ')}`);
	equal(asked.filter(url => url.includes('/static/') && !/\/mark\.\w+\.svg$/.test(url)), [], 'static files but the icon, which the browser fetches by itself');
	await page.context().close();
});

test('all scripts together are at most 12 KB packed', async () => {
	const scripts = (await send('GET', '/sign-in')).page.all('script').map(n => n.attributes.src);
	let sum = 0;
	for (const path of scripts)
		sum += gzipSync((await send('GET', path)).body).length;
	ok(scripts.length > 0 && sum <= 12 * 1024, `${sum} bytes in ${scripts}`);
});

test('a page shows its words before the fonts, and does not jump when they come', async () => {
	const page = await open('marketing');
	await page.addInitScript(() => {
		globalThis.shift = 0;
		new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) globalThis.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });
		globalThis.largest = 0;
		new PerformanceObserver(list => { globalThis.largest = list.getEntries().at(-1).startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
	});
	for (const path of ['/', '/glossary']) {
		await page.goto(path);
		await page.waitForLoadState('networkidle');
		await page.waitForTimeout(200);
		const { shift, largest } = await page.evaluate(() => ({ shift: globalThis.shift, largest: globalThis.largest }));
		ok(shift <= 0.02, `${path} shifts by ${shift}`);
		ok(largest < 2500, `${path} shows its largest part after ${largest} ms`);
	}
	await page.context().close();
});

afterwards(close);
