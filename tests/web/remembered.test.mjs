// What workers remember of people, words and the agreement is never old: after an act of each kind that changes them, done the way people do it, every
// worker shows it at the next look. Nothing here is written to the database by hand: that would move what the workers go by.
import { api, as, told, unique } from '../lib/client.mjs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { agreed, draft, object, proposed, review, sign } from '../lib/glossary.mjs';
import { act, handedOver } from '../lib/leads.mjs';
import { equal, ok, test } from '../lib/tap.mjs';

const LOOKS = 24;	// more than workers, so that each is met, and several times
async function everywhere(who, path, words) {
	const pages = await Promise.all(Array.from({ length: LOOKS }, () => who.get(path)));
	for (const page of pages) {
		equal(page.status, 200, path);
		ok(words instanceof RegExp ? words.test(page.text) : page.text.includes(words) || page.page.main.includes(words), `${path} does not say ${words} everywhere`);
	}
}
async function warm(who, ...paths) { for (const path of paths) await Promise.all(Array.from({ length: LOOKS }, () => who.get(path))); }

test('who may be chosen: a person who is added, renamed and disabled', async () => {
	const admin = await as('administrator'), page = '/glossary/directory/new', name = unique('Quentin Zebra');
	await warm(admin, page);
	const added = await admin.fill('/people/new', '/people', { name, email: `${name.replace(/\W+/g, '.').toLowerCase()}@example.com`, team: 'marketing' });
	ok([200, 303].includes(added.status), told(added));
	await everywhere(admin, page, name);
	const own = (await admin.get('/people')).text.match(new RegExp(`href="(/people/\\d+)"[^>]*>${name}<`))?.[1];
	ok(own, 'the person is listed');
	const renamed = unique('Quincy Zebra');
	equal((await admin.fill(`${own}/edit`, own, { name: renamed })).status, 303);
	await everywhere(admin, page, renamed);
	equal((await admin.fill(own, `${own}/disabling`)).status, 303);
	for (const answer of await Promise.all(Array.from({ length: LOOKS }, () => admin.get(page))))
		ok(!answer.text.includes(renamed), 'who is disabled can be chosen no longer');
});

test('the agreement: its promises, once both have signed another version', async () => {
	const seller = await as('seller');
	await agreedAgreement();
	await warm(seller, '/sla', '/sla/versions', '/');
	for (const quantity of [37, 38]) {
		const next = await agreedAgreement({ text: `We hand over ${quantity} zebras.` });
		await everywhere(seller, '/sla', `Version ${next.number}`);
		await everywhere(seller, '/sla/versions', `Version ${next.number}`);
	}
});

test('how the promises go: as every handoff and every answer moves them', async () => {
	const seller = await as('seller');
	await agreedAgreement();
	await handedOver();
	const { id } = await handedOver(), [, made, quantity, undecided] = (await seller.get('/sla')).page.main.match(/(\d+) of (\d+), (\d+) undecided/).map(Number);
	await warm(seller, '/sla', '/');
	await act(id, 'acceptance');
	ok(undecided > 1);
	await everywhere(seller, '/sla', `${made} of ${quantity}, ${undecided - 1} undecided`);
	for (let more = 1; more < 4; more++) {
		await handedOver();
		await everywhere(seller, '/sla', `${made + more} of ${quantity}, ${undecided - 1 + more} undecided`);
		await everywhere(seller, '/', `${made + more} of ${quantity}`);
	}
});

test('how the promises go: of each month by itself, however far it is asked for', async () => {
	const program = api('observer', 'read'), date = new Date(), number = date.getUTCFullYear() * 12 + date.getUTCMonth();
	const month = n => `${Math.floor(n / 12)}-${String(n % 12 + 1).padStart(2, '0')}`, far = month(number + (1 << 15)), further = month(number + (1 << 16));
	const all = which => Promise.all(Array.from({ length: LOOKS }, () => program.get(`/agreements/current/attainment?month=${which}`))).then(answers => answers.map(a => a.text));
	await agreedAgreement();
	await handedOver();
	const before = new Set(await all(month(number)));
	await handedOver();
	for (const which of [far, further])
		equal((await all(which)).filter(text => before.has(text)), [], which);
	const after = new Set(await all(month(number)));
	const counted = ([text]) => [...text.matchAll(/"numerator": ?(\d+)/g)].reduce((sum, [, n]) => sum + Number(n), 0);
	equal([before.size, after.size, counted([...after]) > counted([...before]), counted([...before]) > 0], [1, 1, true, true]);
});

test('what waits in words: from the review to the objection and the signature', async () => {
	const [marketer, marketing, sales] = await Promise.all(['marketer', 'marketing', 'sales'].map(as));
	await warm(sales, '/');
	// What others left may fill the list: so it is the number that tells.
	const waiting = text => { const [, many] = text.match(/(Nothing|One thing|\d+ things) (?:is|are) waiting for you/); return { Nothing: 0, 'One thing': 1 }[many] ?? parseInt(many); }, before = waiting((await sales.get('/')).page.main);
	const waits = async more => {
		for (const { page } of await Promise.all(Array.from({ length: LOOKS }, () => sales.get('/'))))
			equal(waiting(page.main), before + more);
	};
	const { slug, number } = await proposed(marketer);
	await waits(1);
	await object(sales, slug, number, 'Too many stripes.');
	await waits(0);
	await everywhere(marketer, '/', 'Too many stripes.');
	await review(marketer, slug, number);
	await waits(1);
	await sign(marketing, slug, number);
	await waits(1);
	await sign(sales, slug, number);
	await waits(0);
});

test('a handoff: by the agreement and the definition in force now, whichever worker makes it', async () => {
	const [marketing, sales] = [await as('marketing'), await as('sales')], gate = 'marketing-qualified-lead';
	const all = words => Promise.all(Array.from({ length: LOOKS / 2 }, () => handedOver())).then(made => equal([...new Set(made.map(h => `${h.term_version} ${h.agreement_version}`))], [words], 'version of the definition, and of the agreement'));
	let term = (await handedOver()).term_version, agreement = (await agreedAgreement()).number;
	for (let turn = 0; turn < 2; turn++) {
		await all(`${term} ${agreement}`);
		term = await draft(marketing, gate, { meaning: `A zebra that asked, ${unique('said anew')}.` });
		await review(marketing, gate, term);
		await sign(marketing, gate, term);
		await sign(sales, gate, term);
		await all(`${term} ${agreement}`);
		agreement = (await agreedAgreement()).number;
	}
});

test('a figure: what it is defined by, once another definition is in force', async () => {
	const [marketing, sales] = [await as('marketing'), await as('sales')], fields = { metric_measure: 'Handoffs that count / handoffs', metric_counts_by: 'the day of the handoff' };
	const there = (await marketing.get('/glossary/volume')).status === 200;
	if (!there)
		await agreed(marketing, marketing, sales, fields, { name: 'Volume', kind: 'metric' });
	await warm(sales, '/results/volume', '/results');
	for (let turn = 0; turn < 2; turn++) {
		const number = await draft(marketing, 'volume', { ...fields, meaning: `How many zebras were handed over, ${unique('said anew')}.` });
		await review(marketing, 'volume', number);
		await sign(marketing, 'volume', number);
		await sign(sales, 'volume', number);
		await everywhere(sales, '/results/volume', new RegExp(`Volume, version ${number}\\b`));
	}
});
