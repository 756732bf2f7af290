// The links to look at the sample from both sides: made by the command, good for one press, and no way round anything else.
import { as, base, Browser, concord, people, secret, sql } from '../lib/client.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const links = () => Object.fromEntries(concord('tour').trim().split('\n').map(line => line.match(/^See it as (\w+): (.+)$/).slice(1)).map(([team, link]) => { secret(link.split('link=')[1]); return [team, link]; }));
const open = (link, browser = new Browser()) => browser.get(link.replace(base, ''));

test('each leads in once, as who signs for that team, and changes no password', async () => {
	const made = links();
	equal(Object.keys(made), ['Sales', 'Marketing']);
	for (const [team, who] of [['Sales', 'sales'], ['Marketing', 'marketing']]) {
		const visitor = new Browser(), page = await open(made[team], visitor), again = new Browser(), seen = await open(made[team], again);
		equal([page.status, page.page.h1, page.headers['cache-control']], [200, `See it as ${team}`, 'no-store']);
		match(page.page.main, people[who].name);
		equal((await open(made[team])).status, 200, 'looking at it uses it not up');
		const entered = await visitor.submit(page, '/sign-in/tour');
		equal([entered.status, entered.location], [303, '/']);
		match((await visitor.get('/account')).page.main, people[who].name);
		equal((await again.submit(seen, '/sign-in/tour')).status, 404, 'pressed again elsewhere');
		equal((await open(made[team])).status, 404);
		lacks((await open(made[team])).page.main, 'administrator');
		ok(await as(who), 'the password is what it was');
	}
	equal(sql("SELECT COUNT(*) FROM audit WHERE act = 'tour.enter' AND at > UTC_TIMESTAMP() - INTERVAL 1 MINUTE")[0][0] >= 2, true);
});

test('a new one ends the one before; one that is over, is no link of this kind or of somebody disabled opens nothing', async () => {
	const old = links(), made = links();
	equal((await open(old.Sales)).status, 404);
	const token = made.Sales.split('link=')[1];
	equal((await open(`/sign-in/password?link=${token}`)).status, 404, 'no password is set by it');
	for (const wrong of ['', token.slice(1), 'x'.repeat(43)])
		equal((await open(`/sign-in/tour?link=${wrong}`)).status, 404, wrong);
	equal((await open('/sign-in/tour')).status, 404);
	ok(!JSON.stringify(sql('SELECT HEX(token_hash) FROM tour_link')).includes(Buffer.from(token).toString('hex').toUpperCase()));
	sql('UPDATE tour_link SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE ended_at IS NULL');
	equal([(await open(made.Sales)).status, (await open(made.Marketing)).status], [404, 404]);
});
