// A page that did not change is not sent again, and one that did always is: after every kind of act, for everybody who looks.
import { api, as, concord, people, signIn, sql, sqlAlone, unique } from '../lib/client.mjs';
import { agreed, draft, makeTerm, object, proposed, review, sign, withdraw } from '../lib/glossary.mjs';
import { act, handedOver, makeLead } from '../lib/leads.mjs';
import { routes } from '../lib/routes.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, seller, sales, observer, administrator] = await Promise.all(['marketer', 'marketing', 'seller', 'sales', 'observer', 'administrator'].map(as));
const { slug, name } = await agreed(marketer, marketing, sales), open = await proposed(marketer);
const paths = ['/', '/search?q=zebra', '/glossary', '/glossary?show=proposed', '/glossary?show=discussed', '/glossary/stages', '/glossary/directory', '/glossary/print', `/glossary/${slug}`, `/glossary/${open.slug}`,
	`/glossary/${open.slug}/history`, `/glossary/${open.slug}/versions/1`, '/sla/versions', '/sla/calendars', '/results', '/results/volume', '/results/steps'];
// Those that move with anything, and times to the minute.
const moving = ['/', '/search?q=zebra', '/results', '/results/volume', '/results/steps'];
const [[called]] = sql('SELECT name FROM organisation');
const again = (who, path, etag) => who.get(path, { headers: { 'if-none-match': etag } });

// A page without what differs in every showing of it.
const bare = answer => answer.text.replace(/name="(csrf|key)" value="[^"]*"/g, '');

test('what did not change is answered with 304, without a body, for its person alone', async () => {
	for (const path of paths) {
		const page = await marketing.get(path), { etag } = page.headers;
		match(etag, /^W\/"[\w-]{24}"$/, path);
		equal(page.headers['cache-control'], 'private, no-cache');
		match(page.headers.vary, /Cookie/);
		const same = await again(marketing, path, etag);
		if (same.status !== 304 && moving.includes(path))	// a minute went by, or the background program worked
			continue;
		equal([same.status, same.text, same.headers.etag, same.headers['cache-control'], same.headers['content-type']], [304, '', etag, 'private, no-cache', undefined], path);
		match(same.headers.vary, /Cookie/);
		equal((await again(marketing, path, `"other", ${etag.slice(2)}`)).status, 304, 'one of several, compared weakly');
		for (const [who, other] of [[sales, 'a colleague'], [observer, 'an observer'], [await signIn(people.marketing), 'another session of the same person']])
			equal((await again(who, path, etag)).status, 200, `${path}: ${other} was told that nothing changed`);
		equal((await again(marketing, `${path}${path.includes('?') ? '&' : '?'}x=1`, etag)).status, 200, `${path} with something behind it`);
		equal((await again(marketing, path, `${etag.slice(0, -2)}"`)).status, 200);
	}
});

test('every page whose route says what it shows is looked at here, and none that a form is made in is kept', async () => {
	const said = (await routes()).filter(r => /SHOWS_/.test(r.takes.join())).map(r => r.path);
	const looks = path => new RegExp(`^${path.replace(/:slug/g, '[^/]+').replace(/:n|:id/g, '\\d+')}$`);
	equal(said.filter(p => !paths.some(q => looks(p).test(q.split('?')[0]))).sort(), ['/results/campaigns', '/results/criteria', '/results/criteria/cases', '/results/influenced', '/results/influenced/cases', '/results/money',
		'/results/personas', '/results/reasons', '/results/themes', '/results/:slug/cases', '/sla/versions/:n', '/sla/versions/:n/print'].sort(), 'those are told by the same numbers');
	for (const path of ['/glossary/new', `/glossary/${open.slug}/versions/1/edit`, '/leads', '/account', '/audit', '/people'])
		equal((await administrator.get(path)).headers.etag, undefined, path);
});

// Looks at every page as everybody before and after an act: whoever would be told that nothing changed sees just what was there before.
const viewers = [marketer, observer];
async function seen() {
	const all = [];
	for (const who of viewers)
		for (const path of paths)
			all.push({ who, path, ...await who.get(path).then(a => ({ etag: a.headers.etag, was: bare(a) })) });
	return all;
}

test('after every act nobody is told that an old page is as it was', async () => {
	let renewed = 0, same = 0;
	const lead = await makeLead(), handoff = await handedOver({ lead: lead.id }), spare = await makeTerm(marketer);
	const acts = {
		'a comment': async () => equal((await seller.fill(`/glossary/${open.slug}`, `/glossary/${open.slug}/versions/1/comments`, { comment: 'Zebras have stripes.' })).status, 303),
		'a signature': () => sign(marketing, open.slug, 1),
		'an objection': () => object(sales, open.slug, 1, 'Not all of them.'),
		'a new word': () => makeTerm(seller),
		'a draft': () => draft(marketer, spare.slug),
		'its review': () => review(marketer, spare.slug, 1),
		'its end': () => withdraw(marketer, spare.slug, 1),
		'other words by a program': async () => equal((await api('marketer').patch(`/terms/${slug}`, { synonyms: [unique('Stripy horse')] }, { 'if-match': '*' })).status < 500, true),
		'a lead': () => makeLead(),
		'an attempt': async () => equal((await act(handoff.id, 'attempts', { result: 'no_answer' })).status, 200),
		'a return': async () => equal((await act(handoff.id, 'return', { criteria: [Object.keys(handoff.answers)[0]], found: 'Two people only.' })).status, 200),
		'a name': async () => equal((await seller.fill('/account/profile', '/account/profile', { name: `${people.seller.name} Zed`, current_password: people.seller.password })).status, 303),
		'its former name': async () => equal((await seller.fill('/account/profile', '/account/profile', { name: people.seller.name, current_password: people.seller.password })).status, 303),
		'the name of the organisation': async () => equal((await administrator.fill('/organisation', '/organisation', { organisation: 'Zebra & Sons' })).status, 303),
		'a person': () => concord('person', 'add', '--email', `${unique('new').replace(' ', '.')}@example.com`, '--name', 'Zoe Newly', '--team', 'sales', '--point-person'),
		'a calendar': async () => equal((await api('administrator').post('/calendars', { name: unique('Zebra days'), zone: 'Europe/Berlin', valid_from: '2026-01-01', week: { mon: [['09:00', '17:00']], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }, exceptions: [] })).status, 201),
	};
	let before = await seen();
	for (const [what, does] of Object.entries(acts)) {
		const after = [];
		await does();
		for (const { who, path, etag, was } of before) {
			const told = await again(who, path, etag), now = await who.get(path);
			after.push({ who, path, etag: now.headers.etag, was: bare(now) });
			if (told.status === 304) {
				if (now.headers.etag !== etag)		// the background program was at work between the two looks
					continue;
				same++;
				equal(bare(now).split('\n').filter(line => !was.includes(line)), [], `after ${what}, ${path} for ${who.account.team} differs and 304 was answered: ${was.split('\n').filter(line => !now.text.includes(line)).slice(0, 3).join(' | ')}`);
				equal(bare(now), was);
			} else {
				renewed++;
				equal(told.status, 200);
			}
		}
		before = after;
	}
	ok(renewed > 60, `${renewed} pages were sent anew`);
	ok(same > 30, `${same} pages were as they had been`);
	match((await observer.get(`/glossary/${open.slug}`)).text, 'Zebras have stripes.');
});

test('who a person is decides at the next look: role, team, name of the organisation, the end of the session', async () => {
	const again_ = async (who, path, etag) => { const a = await again(who, path, etag); equal(a.status, 200); return a; };
	const path = `/glossary/${(await proposed(seller)).slug}`;
	let page = await marketer.get(path);
	lacks(page.text, 'Sign version 1');
	sqlAlone(`UPDATE person SET is_signatory = TRUE WHERE email = '${people.marketer.email}'`);
	page = await again_(marketer, path, page.headers.etag);
	match(page.text, 'Sign version 1');
	sqlAlone(`UPDATE person SET is_signatory = FALSE WHERE email = '${people.marketer.email}'`);
	page = await again_(marketer, path, page.headers.etag);
	lacks(page.text, 'Sign version 1');
	sqlAlone(`UPDATE person SET team = 'observer' WHERE email = '${people.marketer.email}'`);
	page = await again_(marketer, path, page.headers.etag);
	lacks(page.text, 'Propose a change');
	sqlAlone(`UPDATE person SET team = 'marketing' WHERE email = '${people.marketer.email}'`);
	page = await again_(marketer, path, page.headers.etag);
	const mine = await signIn(people.marketer), seen = await mine.get(path);
	await mine.fill(path, '/sign-out');
	equal((await again(mine, path, seen.headers.etag)).status, 303, 'signed out');
	sqlAlone(`UPDATE person SET disabled_at = UTC_TIMESTAMP() WHERE email = '${people.marketer.email}'`);
	equal((await again(marketer, path, page.headers.etag)).status, 303, 'disabled');
});

afterwards(() => sql(`UPDATE organisation SET name = '${called}'; UPDATE person SET is_signatory = FALSE, team = 'marketing', disabled_at = NULL WHERE email = '${people.marketer.email}'`));
