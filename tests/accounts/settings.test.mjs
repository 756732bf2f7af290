// What a person chooses for themselves.
import { as, people, signIn, sql } from '../lib/client.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const browser = await signIn(people.marketer);
const change = (typed, who = browser) => who.fill('/account/settings', '/account/settings', typed);
afterwards(() => sql(`UPDATE person SET time_zone = NULL, shortcuts = 0, out_until = NULL, deputy_id = NULL WHERE email = '${people.marketer.email}'`));

test('times are shown by the person\'s own clock', async () => {
	sql(`UPDATE session s JOIN person p ON p.id = s.person_id SET s.created_at = CONCAT(DATE(s.created_at), ' 00:00:00'), s.ended_at = NULL WHERE p.email = '${people.marketer.email}' AND s.ended_at IS NULL`);
	equal((await change({ time_zone: 'Pacific/Kiritimati' })).location, '/account/settings?done=settings');
	match((await browser.get('/account/sessions')).page.main, 'Signed in');
	match((await browser.get('/account/sessions')).page.main, /Signed in \d+ \w+ \d{4}, 14:00/);
	await change({ time_zone: '' });
	lacks((await browser.get('/account/sessions')).page.main, /Signed in \d+ \w+ \d{4}, 14:00/);
});

test('single keys are off until they are wished for', async () => {
	const keys = async () => (await browser.get('/')).page.all('body')[0].attributes['data-keys'];
	equal(await keys(), 'off');
	await change({ shortcuts: true });
	equal(await keys(), 'on');
	await change({ shortcuts: false });
	equal(await keys(), 'off');
});

test('who is out has a deputy of the same team', async () => {
	const id = sql(`SELECT id FROM person WHERE email = '${people.marketing.email}'`)[0][0], other = sql(`SELECT id FROM person WHERE email = '${people.seller.email}'`)[0][0];
	const page = (await browser.get('/account/settings')).page;
	const offered = page.form('/account/settings').controls.find(c => c.name === 'deputy').options;
	ok(offered.includes(id) && !offered.includes(other), 'the team\'s people');
	match((await change({ out_until: '2099-12-31' })).page.problems.join(), 'who stands in');
	match((await change({ out_until: '2020-01-01', deputy: id })).page.problems.join(), 'That day is over');
	equal((await change({ out_until: '2099-12-31', deputy: id })).status, 303);
	equal((await browser.get('/account/settings')).page.form('/account/settings').value('deputy'), id);
	const csrf = page.form('/account/settings').value('csrf');
	equal((await browser.post('/account/settings', { csrf, revision: '99', deputy: other })).status, 422, 'somebody of the other team');
});

test('a zone that is none is refused with what was typed', async () => {
	const answer = await change({ time_zone: 'Atlantis' });
	equal(answer.status, 422);
	equal(answer.page.form('/account/settings').value('time_zone'), 'Atlantis');
});

test('two pages open: the older one is told so', async () => {
	const old = await browser.get('/account/settings');
	equal((await change({ shortcuts: true })).status, 303);
	equal((await browser.submit(old, '/account/settings', { shortcuts: false })).status, 409);
});

test('an observer has nobody to stand in', async () => {
	const observer = await signIn(people.observer);
	equal((await observer.get('/account/settings')).page.form('/account/settings').names().sort(), ['csrf', 'daily_watch', 'key', 'mail_daily', 'mail_watch', 'revision', 'shortcuts', 'time_zone']);
});

test('an administrator changes the organisation\'s name and zone, naming what they saw; it is on record, and days are counted anew', async () => {
	const admin = await as('administrator'), path = '/organisation', [[name, zone]] = sql('SELECT name, time_zone FROM organisation'), [[before]] = sql('SELECT MAX(id) FROM audit');
	afterwards(() => sql(`UPDATE organisation SET name = '${name}', time_zone = '${zone}'`));
	ok((await admin.get('/account')).page.links.includes(path) && !(await browser.get('/account')).page.links.includes(path), 'the link');
	equal((await browser.get(path)).status, 403);
	const page = await admin.get(path);
	equal([page.page.form(path).value('organisation'), page.page.form(path).value('time_zone')], [name, zone]);
	for (const typed of [{ organisation: ' ' }, { time_zone: 'Atlantis' }, { time_zone: '' }])
		equal((await admin.submit(page, path, typed)).status, 422);
	const early = await admin.get(path), renamed = await admin.submit(page, path, { organisation: 'Quagga & Sons' });
	equal(renamed.location, `${path}?done=organisation`);
	match((await browser.get('/glossary/print')).text, 'Glossary of Quagga &amp; Sons');
	const late = await admin.submit(early, path, { organisation: 'Too late' });
	equal([late.status, late.page.form(path).value('organisation'), sql('SELECT name FROM organisation')], [409, 'Too late', [['Quagga & Sons']]]);
	match(late.page.main, 'the name is “Quagga & Sons” now');
	const moved = await admin.follow(await admin.fill(path, path, { organisation: name, time_zone: zone === 'Pacific/Auckland' ? 'UTC' : 'Pacific/Auckland' }));
	match(moved.page.main, 'Days and months are being counted anew');
	equal(sql('SELECT NOT counted_zone <=> time_zone FROM organisation'), [['1']]);
	equal(sql(`SELECT detail FROM audit WHERE act = 'organisation.edit' AND id > ${before} ORDER BY id`), [['name=1 zone=0'], ['name=1 zone=1']]);
});
