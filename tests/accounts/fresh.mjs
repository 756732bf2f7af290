// What setup.test.mjs does on a copy without people. Its environment names that copy.
import { existsSync, writeFileSync } from 'node:fs';

// The client reads the sample's people, of which there are none here.
if (!existsSync(`${process.env.STATE}/sample-accounts.json`))
	writeFileSync(`${process.env.STATE}/sample-accounts.json`, '[]');
const { Browser, secret, sql } = await import('../lib/client.mjs');
const { equal, lacks, match, test } = await import('../lib/tap.mjs');

const password = secret('velvet okapi trundles sideways');
const whole = { organisation: 'Harbour Instruments', time_zone: 'Europe/Lisbon', name: 'Nadia Ferro', email: 'nadia.ferro@example.org', team: 'marketing', signs: true,
	new_password: password, new_password_again: password, other_name: 'Olu Adeyemi', other_email: 'olu.adeyemi@example.org' };
const first = new Browser();

test('every way in leads to the set-up page', async () => {
	const browser = new Browser();
	equal((await browser.get('/')).location, '/sign-in');
	equal((await browser.get('/sign-in')).location, '/setup');
	match((await browser.get('/setup')).page.h1, 'Set up Concord');
});

test('what is missing or wrong is said beside its field, all at once, and nothing is kept', async () => {
	const answer = await first.fill('/setup', '/setup', { ...whole, time_zone: 'Atlantis', new_password: 'Harbour-Instruments', other_email: '', signs: false });
	equal(answer.status, 422);
	equal(answer.page.problems.length, 5, answer.page.problems.join(' | '));
	equal(new Set(answer.page.problems).size, 5, 'each by the name of its field');
	for (const said of ['the other signatory’s email address', 'your signatory’s name', 'your signatory’s email address'])
		match(answer.page.problems.join(), said);
	equal(answer.page.form('/setup').value('organisation'), 'Harbour Instruments');
	lacks(answer.text, 'Harbour-Instruments', 'the password');
	equal((await first.fill('/setup', '/setup', { ...whole, other_email: whole.email })).status, 422, 'both the same person');
	equal((await first.fill('/setup', '/setup', { ...whole, new_password_again: 'x' })).status, 422);
	equal(sql('SELECT COUNT(*) FROM person'), [['0']]);
});

test('two that set up at once: one does', async () => {
	const rival = new Browser();
	const pages = [await first.get('/setup'), await rival.get('/setup')];
	const answers = await Promise.all([first.submit(pages[0], '/setup', whole), rival.submit(pages[1], '/setup', { ...whole, email: 'rival@example.org', other_email: 'other.rival@example.org' })]);
	equal(answers.map(a => a.status).sort(), [303, 404]);
	equal(sql('SELECT COUNT(*) FROM person'), [['2']]);
	if (answers[0].status === 404)
		first.jar = rival.jar;
});

test('the first person is inside as an administrator and sees the link for the other signatory', async () => {
	const id = sql("SELECT id FROM person WHERE team = 'sales'")[0][0];
	const page = (await first.get(`/people/${id}?done=setup`)).page;
	match(page.notice, 'Concord is set up');
	equal(sql('SELECT name, time_zone FROM organisation'), [['Harbour Instruments', 'Europe/Lisbon']]);
	equal(sql('SELECT team, is_signatory, is_administrator FROM person ORDER BY team'), [['marketing', '1', '1'], ['sales', '1', '0']]);
	const link = secret(page.main.match(/\/sign-in\/password\?link=[\w-]{43}/)[0]);
	const other = new Browser();
	const chosen = secret('heron lantern gravel ukulele');
	equal((await other.fill(link, '/sign-in/password', { new_password: chosen, new_password_again: chosen })).location, '/');
	match((await other.get('/')).page.main, 'No agreement is in force');
	match((await other.get('/account')).page.main, 'Signatory: signs and objects for Sales');
});

test('afterwards it is refused, and signing in is signing in', async () => {
	equal((await new Browser().get('/setup')).status, 404);
	equal((await new Browser().get('/sign-in')).status, 200);
	equal(sql("SELECT COUNT(*) FROM audit WHERE act = 'setup'"), [['1']]);
});
