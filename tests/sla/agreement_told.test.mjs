// Who is told of an agreement: at home, in the side bar, by mail, in the trail; and what `concord check` finds.
import { existsSync, readFileSync } from 'node:fs';
import { api, as, concord, eventually, people, sql, state } from '../lib/client.mjs';
import { makeAgreement, proposedAgreement } from '../lib/agreement.mjs';
import { wanted } from '../lib/mail.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, sales, observer, administrator] = await Promise.all(['marketer', 'marketing', 'sales', 'observer', 'administrator'].map(as));
const home = async who => (await who.get('/')).page.main;
const waiting = team => Number(sql(`SELECT agreements_to_sign FROM shell_count WHERE team = '${team}'`)[0][0]);
const mailOf = (number, kind) => sql(`SELECT o.id, p.email FROM outbox o JOIN person p ON p.id = o.person_id JOIN agreement a ON a.id = o.subject_id WHERE a.number = ${number} AND o.kind = '${kind}' ORDER BY o.id`);
const letter = async id => {
	const file = `${state}/mail/${String(id).padStart(8, '0')}.eml`;
	await eventually(() => existsSync(file), 20_000);
	return readFileSync(file, 'utf8').replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, x) => String.fromCharCode(parseInt(x, 16)));
};

test('what waits for a signature stands at home and in the side bar, until the own team has signed', async () => {
	const before = [waiting('marketing'), waiting('sales')];
	const { number, revision } = await proposedAgreement({ change_note: 'Calls in an hour' });
	equal([waiting('marketing'), waiting('sales'), waiting('observer')], [before[0] + 1, before[1] + 1, 0]);
	match(await home(marketing), `Sign for Marketing, or ask for a change: the agreement, version ${number}`);
	match(await home(marketer), `Read and discuss: the agreement, version ${number}`);
	match(await home(sales), 'Calls in an hour');
	lacks(await home(observer), `the agreement, version ${number}`);
	await api('marketing').post(`/agreements/${number}/signature`, { revision });
	equal([waiting('marketing'), waiting('sales')], [before[0], before[1] + 1]);
	lacks(await home(marketing), `the agreement, version ${number}`);
	match(await home(sales), 'Marketing has signed.');
	await api('sales').post(`/agreements/${number}/objection`, { revision, reason: 'An hour is too short. Say two.' });
	equal([waiting('marketing'), waiting('sales')], before);
	match(await home(marketer), `Sent back: the agreement, version ${number}`);
	match(await home(marketing), 'asked for a change: An hour is too short.');
	lacks(await home(sales), `Sent back: the agreement, version ${number}`);
});

test('a draft waits at home for whoever wrote it', async () => {
	const { number } = await makeAgreement({ change_note: 'Half done' });
	match(await home(marketer), `Finish your draft: the agreement, version ${number}`);
	lacks(await home(sales), `the agreement, version ${number}`);
});

test('signatories get mail when it waits for them, its author when it is sent back and when both have signed', async () => {
	wanted(people.marketer.email, people.marketing.email, people.sales.email);
	const { number, revision } = await proposedAgreement(), signatories = [people.marketing.email, people.sales.email];
	const asked = mailOf(number, 'agreement.review');
	ok(signatories.every(email => asked.some(([, to]) => to === email)), 'both signatories are asked');
	match(await letter(asked[0][0]), `version ${number} of the agreement is in review`);
	await api('sales').post(`/agreements/${number}/objection`, { revision, reason: 'No.' });
	const back = mailOf(number, 'agreement.objection');
	equal(back.map(([, to]) => to), [people.marketer.email], 'the author is told');
	match(await letter(back[0][0]), `/sla/versions/${number}`);
	await api('marketer').post(`/agreements/${number}/review`, { revision });
	for (const team of ['marketing', 'sales'])
		equal((await api(team).post(`/agreements/${number}/signature`, { revision })).status, 200);
	const done = mailOf(number, 'agreement.ratified');
	equal(done.map(([, to]) => to), [people.marketer.email]);
	match(await letter(done[0][0]), 'both teams have signed');
});

test('the trail names the acts, and the invariants hold', async () => {
	const page = (await administrator.get('/audit?act=agreement')).page;
	match(page.main, 'Signed an agreement');
	match(page.main, 'Second signature given to an agreement');
	match(concord('check'), /\S/);
});
