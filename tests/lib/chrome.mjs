// Drives Debian's Chromium, and watches what a page asks for, says and breaks while it is open.
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { base, people, signIn } from './client.mjs';

const root = new URL('../../', import.meta.url).pathname;
const axeSource = readFileSync(`${root}tests/node_modules/axe-core/axe.min.js`, 'utf8');
const executablePath = [process.env.CHROMIUM, `${root}build/chromium-headless-shell/usr/lib/chromium/chromium-headless-shell`, '/usr/bin/chromium']
	.find(path => path && existsSync(path));

let running;
export function browser() {
	return running ??= chromium.launch({ executablePath, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
		'--disable-background-networking', '--disable-component-update', '--disable-sync'] });
}
export async function close() { await (await running)?.close(); running = undefined; }

const cookies = new Map();

// A window of its own, signed in as somebody (a name of `people`) or nobody. `page.trouble` gathers what went wrong on it.
export async function open(name, { js = true, width = 1280, height = 900, ...rest } = {}) {
	const context = await (await browser()).newContext({ baseURL: base, javaScriptEnabled: js, viewport: { width, height }, locale: 'en-GB', timezoneId: 'Europe/Berlin', ...rest });
	if (name) {
		if (!cookies.has(name))
			cookies.set(name, signIn(people[name]));
		const jar = (await cookies.get(name)).jar;
		await context.addCookies([...jar].map(([key, value]) => ({ name: key, value, url: base })));
	}
	const page = await context.newPage();
	page.setDefaultTimeout(15_000);
	page.trouble = [];
	page.documents = [];
	page.on('console', m => { if (['error', 'warning'].includes(m.type()) && !/the server responded with a status of 4\d\d/.test(m.text())) page.trouble.push(`console: ${m.text()}`); });
	page.on('pageerror', e => page.trouble.push(`script: ${e.message}`));
	page.on('dialog', d => { if (d.type() === 'beforeunload') return d.accept(); page.trouble.push(`dialog: ${d.message()}`); return d.dismiss(); });
	page.on('request', r => { if (!r.url().startsWith(`${base}/`) && !/^(data|blob|about):/.test(r.url())) page.trouble.push(`it asked ${r.url()}`); });
	page.on('requestfailed', r => { if (r.failure()?.errorText !== 'net::ERR_ABORTED') page.trouble.push(`${r.url()} failed: ${r.failure()?.errorText}`); });
	page.on('response', r => { if (r.request().isNavigationRequest() && r.frame() === page.mainFrame()) page.documents.push(r); });
	if (js)
		await page.addInitScript(() => {
			globalThis.violations = [];
			document.addEventListener('securitypolicyviolation', e => globalThis.violations.push(`${e.violatedDirective}: ${e.blockedURI} ${e.sample}`));
		});
	return page;
}

// What went wrong on the page since it was opened; empty when all is well.
export async function trouble(page) {
	const violations = await page.evaluate(() => globalThis.violations ?? []).catch(() => []);
	return [...page.trouble, ...violations.map(v => `content policy: ${v}`)];
}

// The HTML of the page as it was sent.
export async function source(page) {
	for (const response of [...page.documents].reverse())
		if (response.status() < 300 || response.status() >= 400)
			return response.text();
	return '';
}

// What axe-core finds: the violations of WCAG 2.2 A and AA and of best practice, each in one line. `colours`: of those rules alone that can differ
// where nothing but the colours does.
export async function axe(page, { colours = false } = {}) {
	if (!await page.evaluate(() => 'axe' in globalThis))
		await page.evaluate(axeSource);
	const found = await page.evaluate(runOnly => globalThis.axe.run(document, { resultTypes: ['violations'], runOnly }), colours
		? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'] });
	return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary?.split('\n').slice(1).join(' ').trim()}`));
}

// How far the page can be pushed sideways, and by what.
export function overflow(page) {
	return page.evaluate(() => {
		const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
		if (over <= 0)
			return null;
		const edge = document.documentElement.clientWidth;
		const wide = [...document.body.querySelectorAll('*')].filter(n => n.getBoundingClientRect().right > edge + 0.5
			&& ![...n.children].some(c => c.getBoundingClientRect().right > edge + 0.5)).slice(0, 4)
			.map(n => `${n.tagName.toLowerCase()}${n.className && typeof n.className === 'string' ? `.${n.className.replace(/ /g, '.')}` : ''} "${n.textContent.trim().slice(0, 30)}"`);
		return `${over} px too wide: ${wide.join('; ')}`;
	});
}
