// Every page: sound HTML, no barrier that axe knows in light, dark and on a phone, no sideways scrolling, no trouble.
import { HtmlValidate } from 'html-validate';
import { readFileSync } from 'node:fs';
import { axe, close, open, overflow, source, trouble } from '../lib/chrome.mjs';
import { routeOf, routes } from '../lib/routes.mjs';
import { afterwards, equal, match, ok, test } from '../lib/tap.mjs';
import { pages } from './pages.mjs';

const judge = new HtmlValidate(JSON.parse(readFileSync(new URL('../html-validate.json', import.meta.url), 'utf8')));
const windows = new Map(), titles = new Map();

async function windowOf(who) {
	if (!windows.has(who))
		windows.set(who, await open(who));
	return windows.get(who);
}

// Cells of one row of a table that lie on each other.
const piled = page => page.evaluate(() => [...document.querySelectorAll('tr')].flatMap(row => {
	const cells = [...row.cells].map(cell => [cell, cell.getBoundingClientRect()]).filter(([cell, box]) => cell.checkVisibility() && box.width > 2 && box.height > 2);
	const pairs = cells.flatMap(([a, one], i) => cells.slice(i + 1).map(([b, other]) => [a, one, b, other]));
	return pairs.filter(([, one, , other]) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2)
		.map(([a, , b]) => `“${a.innerText}” and “${b.innerText}”`);
}));

const list = await pages();

// Routes that answer a GET with no page of their own here.
const elsewhere = Object.fromEntries(Object.entries({
	'only a copy without people has it: first.test.mjs looks at it': ['/setup'],
	'the queue shows it when several are ticked': ['/handoffs'],
	'a file': ['/glossary/terms.csv', '/glossary/terms.json', '/leads/leads.csv', '/leads/handoffs.csv', '/handoffs/promises/:id/handoffs.csv', '/deals/deals.csv', '/imports/:id/rows', '/meetings/feed.ics', '/results/:slug/csv', '/results/:slug/json'],
	'it only leads on': ['/leads/next', '/leads/by-ref/:slug/:rest', '/imports/reconciliation', '/meetings/calendar/new'],
	'what a script asks for': ['/meetings/:id/pulse'],
}).flatMap(([why, paths]) => paths.map(path => [path, why])));
test('each route that answers with a page is looked at, or it is said here why not', () => {
	const all = routes(), own = all.filter(r => r.method === 'GET' && !r.api).map(r => r.path), seen = new Set(list.filter(p => (p.status ?? 200) === 200).map(p => routeOf(all, p.path)?.path));
	equal(own.filter(path => !seen.has(path) && !(path in elsewhere)), [], 'pages that nobody looks at');
	equal(Object.keys(elsewhere).filter(path => seen.has(path) || !own.includes(path)), [], 'reasons without need');
});

for (const { name, who, path, status = 200, open: act } of list)
	test(name, async () => {
		const page = await windowOf(who);
		page.trouble.length = page.documents.length = 0;
		await page.setViewportSize({ width: 1280, height: 900 });
		await page.emulateMedia({ colorScheme: 'light' });
		await page.goto(path);
		await act?.(page);
		const wrong = [];
		const last = page.documents.at(-1);
		equal(last.status(), status, 'status');

		const report = await judge.validateString(await source(page));
		wrong.push(...report.results.flatMap(r => r.messages).map(m => `html-validate: ${m.line}:${m.column} ${m.ruleId}: ${m.message}`));

		const shape = await page.evaluate(() => ({ h1: [...document.querySelectorAll('h1')].map(n => n.textContent.trim()), title: document.title, lang: document.documentElement.lang, above: document.querySelector('.crumbs a')?.getAttribute('href'),
			skip: document.querySelector('body > a')?.getAttribute('href'), target: !!document.querySelector('#main'), ids: [...document.querySelectorAll('[id]')].map(n => n.id),
			empty: [...document.querySelectorAll('h1,h2,h3,a,button,label,td.num,dt')].filter(n => !n.textContent.trim() && !n.getAttribute('aria-label') && !n.querySelector('svg')).map(n => n.outerHTML.slice(0, 80)) }));
		if (shape.h1.length !== 1 || !shape.h1[0])
			wrong.push(`h1: ${JSON.stringify(shape.h1)}`);
		if (!/ – Concord$/.test(shape.title) || shape.title.length < 12)
			wrong.push(`title: ${shape.title}`);
		if (!/^en/.test(shape.lang))
			wrong.push(`lang: ${shape.lang}`);
		if (!path.startsWith('/static/') && (shape.skip !== '#main' || !shape.target))
			wrong.push('no link that skips to the content');
		if (![401, 404, 409].includes(status) && status === 422 !== /^Error: /.test(shape.title))
			wrong.push(`a ${status} has the title ${shape.title}`);
		for (const id of new Set(shape.ids.filter((id, i) => shape.ids.indexOf(id) !== i)))
			wrong.push(`the id ${id} is there twice`);
		const [, area] = status === 200 && path.match(/^(\/sla|\/people)\/\w(?!.*\/print$)/) || [];
		if (area && shape.above !== area)
			wrong.push(`the first crumb leads to ${shape.above}`);
		wrong.push(...shape.empty.map(html => `empty: ${html}`));
		if (status < 400)
			titles.set(shape.title, (titles.get(shape.title) ?? new Set()).add(path.split('?')[0]));

		for (const [what, width, scheme] of [['light', 1280, 'light'], ['dark', 1280, 'dark'], ['390 px', 390, 'light']]) {
			await page.emulateMedia({ colorScheme: scheme });
			await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
			wrong.push(...(await axe(page, { colours: scheme === 'dark' })).map(v => `axe, ${what}: ${v}`));
			const over = await overflow(page);
			if (over)
				wrong.push(`${what}: ${over}`);
			if (width === 390)
				wrong.push(...(await piled(page)).map(words => `${what}: these lie on each other: ${words}`));
			if (what === 'light' && path.startsWith('/results'))
				wrong.push(...await page.locator('.table-wrap').evaluateAll(all => all.filter(n => n.scrollWidth > n.clientWidth).map(n => `a table is wider than its card: ${n.querySelector('caption')?.textContent}`)));
		}
		await page.setViewportSize({ width: 320, height: 700 });
		const over = await overflow(page);
		if (over)
			wrong.push(`320 px: ${over}`);
		wrong.push(...await trouble(page));
		ok(!wrong.length, `${path}\n${wrong.join('\n')}`);
	});

test('every page has a title of its own', () => {
	equal([...titles].filter(([, paths]) => paths.size > 1).map(([title, paths]) => [title, ...paths]), []);
});

test('the text grows to twice its size and gets more room without anything going off the side', async () => {
	for (const path of ['/', '/glossary', '/glossary/new', '/charter', '/glossary/import']) {
		const page = await windowOf('marketing');
		await page.emulateMedia({ colorScheme: 'light' });
		await page.setViewportSize({ width: 1280, height: 900 });
		await page.goto(path);
		await page.evaluate(() => {
			const sheet = new CSSStyleSheet();	// text spacing of WCAG 1.4.12
			sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important } html { font-size: 200% !important }');
			document.adoptedStyleSheets = [sheet];
		});
		equal(await overflow(page), null, path);
	}
});

test('on paper the print view is the words alone', async () => {
	const page = await windowOf('observer');
	await page.goto('/glossary/print');
	await page.emulateMedia({ media: 'print' });
	const seen = await page.evaluate(() => ['nav.side', 'header.top', 'button', '.skip', 'form'].flatMap(s => [...document.querySelectorAll(s)]).filter(n => n.checkVisibility?.() ?? n.offsetParent).map(n => n.outerHTML.slice(0, 60)));
	equal(seen, [], 'what is still there');
	match(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), /rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\)/);
	await page.emulateMedia({ media: 'screen' });
});

test('a term on paper has its signatures and none of its buttons', async () => {
	const page = await windowOf('marketing');
	await page.goto('/glossary');
	const href = await page.locator('main a[href^="/glossary/"]').first().getAttribute('href');
	await page.goto(href);
	await page.emulateMedia({ media: 'print' });
	equal(await page.evaluate(() => ['nav.side', 'header.top', 'main button'].flatMap(s => [...document.querySelectorAll(s)]).filter(n => n.checkVisibility?.() ?? n.offsetParent).map(n => n.outerHTML.slice(0, 60))), []);
	await page.emulateMedia({ media: 'screen' });
});

test('an agreement on paper has its clauses and signatures, and none of the shell', async () => {
	const page = await windowOf('observer');
	await page.goto('/sla/versions');
	const href = await page.locator('main li:has-text("In force") a').first().getAttribute('href');
	await page.goto(`${href}/print`);
	await page.emulateMedia({ media: 'print' });
	equal(await page.evaluate(() => ['nav.side', 'header.top', 'main button', '.skip', '.noprint'].flatMap(s => [...document.querySelectorAll(s)]).filter(n => n.checkVisibility?.() ?? n.offsetParent).map(n => n.outerHTML.slice(0, 60))), []);
	for (const words of ['Marketing promises', 'Signed', 'Appendix: the definitions'])
		match(await page.locator('main').innerText(), words);
	await page.emulateMedia({ media: 'screen' });
});

test('high contrast keeps what colour said', async () => {
	const page = await windowOf('marketing');
	await page.emulateMedia({ forcedColors: 'active' });
	await page.goto('/glossary');
	equal(await overflow(page), null);
	await page.emulateMedia({ forcedColors: 'none' });
});

afterwards(close);
