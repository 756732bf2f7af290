// No dead ends: each of the sample's people follows the links they are shown, from each kind of page to each kind of page once, and none refuses them.
import { accounts, base, signIn } from '../lib/client.mjs';
import { routeOf, routes } from '../lib/routes.mjs';
import { equal, ok, test } from '../lib/tap.mjs';

const all = routes(), kinds = new Map();
// An address by its route and the names in its query.
function kindOf({ pathname, search, searchParams }) {
	if (!kinds.has(pathname + search))
		kinds.set(pathname + search, `${routeOf(all, pathname)?.path ?? pathname}?${[...new Set(searchParams.keys())].sort()}`);
	return kinds.get(pathname + search);
}

for (const account of accounts)
	test(`${account.name}, ${account.team}, meets no refusal behind a link`, async () => {
		const browser = await signIn(account), seen = new Map([['/', null]]), steps = new Set(), wrong = [];
		for (const [path, from] of seen) {	// grows as it goes
			const answer = await browser.get(path);
			if (answer.status >= 400)
				wrong.push(`${answer.status} ${path}, linked on ${from}`);
			const links = answer.status === 303 ? [answer.location] : answer.status === 200 && answer.headers['content-type'].startsWith('text/html') ? answer.page.links : [];
			const here = new URL(path, base);
			for (const link of links) {
				const to = new URL(link, here), step = to.origin === base && `${kindOf(here).split('?')[0]} to ${kindOf(to)}`;
				if (!step || steps.has(step))
					continue;
				steps.add(step);
				if (!seen.has(to.pathname + to.search))
					seen.set(to.pathname + to.search, path);
			}
		}
		equal(wrong, []);
		ok(seen.size > 120, `only ${seen.size} pages were found`);
	});
