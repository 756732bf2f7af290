// The page of a draft tried on the past, read the way a person would: every number that is a link is followed to its rows.
import { all, words } from './html.mjs';

// The rows that a list names, page after page: addresses of handoffs or of leads.
export async function listed(browser, path) {
	const rows = [];
	for (let next = path; next;) {
		const { page } = await browser.get(next);
		rows.push(...all(page.by('rows') ?? page.tree, n => n.tag === 'a').map(n => n.attributes.href).filter(href => /^\/(handoffs|leads)\/\d+$/.test(href)));
		next = page.links.find(l => /[&?]after=\d+/.test(l))?.replace(/#.*/, '');
	}
	return rows;
}

// Every link of the page that leads to rows: { show, number, rows }, the number as the link says it.
export async function followed(browser, path) {
	const { page } = await browser.get(path), found = [], lists = new Map();
	for (const link of page.all(n => n.tag === 'a' && /[&?]show=/.test(n.attributes.href ?? '') && !/[&?]after=/.test(n.attributes.href))) {
		const href = link.attributes.href.replace(/#.*/, ''), own = all(link, n => /\b(big|count)\b/.test(n.attributes.class ?? ''))[0] ?? link;
		if (!lists.has(href))
			lists.set(href, await listed(browser, href));
		found.push({ show: href.match(/[&?]show=(\w+)/)[1], words: words(link), number: Number(words(own).match(/\d+/)), rows: lists.get(href) });
	}
	return found;
}
