// The agreement's pages: writing it promise by promise, and what each act leaves on the page.
import { Browser, as, concord, people, secret, sql, unique } from '../lib/client.mjs';
import { agreedAgreement, makeAgreement, proposedAgreement } from '../lib/agreement.mjs';
import { makeCalendar } from '../lib/calendars.mjs';
import { agreed } from '../lib/glossary.mjs';
import { words } from '../lib/html.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, seller, sales, observer] = await Promise.all(['marketer', 'marketing', 'seller', 'sales', 'observer'].map(as));
const SAVE = { button: 'step=save' };
const numberOf = answer => Number(answer.location.match(/\/sla\/versions\/(\d+)/)[1]);
const revise = async (page, typed, step, action = '/sla/versions') => {
	const answer = await marketer.submit(page, action, typed, { button: `step=${step}` });
	equal(answer.status, 200, answer.text.slice(0, 300));
	return answer;
};

test('an agreement is written promise by promise, and keeps all that was typed', async () => {
	const calendar = await makeCalendar();
	let page = await marketer.get('/sla/new');
	const before = page.page.form('/sla/versions').controls.filter(c => /_kind$/.test(c.name) && c.name.startsWith('promise_')).length;
	for (let n = before; n > 0; n--)
		page = await revise(page, {}, `remove_${n}`);
	page = await revise(page, { text: 'We agree.', change_note: 'New', calendar: String(calendar), gate: 'marketing-qualified-lead', add_kind: 'volume' }, 'add');
	page = await revise(page, { promise_1_definition: 'marketing-qualified-lead', promise_1_quantity: '40', promise_1_pace: 'open', add_kind: 'first_attempt' }, 'add');
	page = await revise(page, { promise_2_time: '90', promise_2_unit: 'minutes', promise_2_percent: '95', promise_2_scope: 'criterion:BUYERS_QUESTION', promise_2_scope_value: 'a price', add_kind: 'meeting' }, 'add');
	page = await revise(page, {}, 'up_2');
	let form = page.page.form('/sla/versions');
	equal(['text', 'change_note', 'promise_1_time', 'promise_1_scope', 'promise_2_quantity', 'promise_2_pace', 'promise_3_kind'].map(n => form.value(n)),
		['We agree.', 'New', '90', 'criterion:BUYERS_QUESTION', '40', 'open', 'meeting']);
	ok(!form.has('promise_2_percent') && !form.has('promise_1_quantity') && !form.has('promise_3_scope'), 'each kind asks its own numbers alone');
	const preview = await revise(page, {}, 'preview');
	match(preview.page.main, 'Preview');
	match(preview.page.main, 'First attempt within 1 working hour 30 minutes of handoff');
	const bad = await marketer.submit(page, '/sla/versions', { promise_1_percent: '0', promise_2_definition: '', promise_1_scope_value: 'nonsense' }, SAVE);
	equal(bad.status, 422);
	for (const words of ['Promise 1: Say for how many leads in a hundred', 'Promise 2: Choose the term that is counted', 'Promise 1: The answers to'])
		match(bad.page.problems.join(' '), words);
	const saved = await marketer.submit(page, '/sla/versions', {}, SAVE);
	equal(saved.status, 303);
	const shown = await marketer.follow(saved);
	match(shown.page.main, 'Saved as a draft');
	form = (await marketer.get(`/sla/versions/${numberOf(saved)}/edit`)).page.form(`/sla/versions/${numberOf(saved)}`);
	equal([form.value('promise_1_scope_value'), form.value('promise_1_unit'), form.value('promise_2_quantity'), form.value('calendar')], ['A price', 'minutes', '40', String(calendar)]);
});

test('terms are offered that fit; the others can be asked for, and what is chosen stays offered', async () => {
	const { agreed, proposed } = await import('../lib/glossary.mjs');
	const calendar = String(await makeCalendar()), open = await proposed(marketer), bare = await agreed(marketer, marketing, sales, { meaning: 'Agreed, and asks for nothing.' });
	let page = await marketer.get('/sla/new?start=small'), form = page.page.form('/sla/versions');
	const offered = name => form.controls.find(c => c.name === name).options;
	ok(offered('gate').includes('marketing-qualified-lead') && offered('promise_1_definition').includes(bare.slug));
	ok(!offered('gate').includes(bare.slug), 'a handoff needs criteria');
	ok(!offered('gate').includes(open.slug) && !offered('promise_1_definition').includes(open.slug), 'nothing that is not agreed');
	page = await revise(page, {}, 'terms');
	form = page.page.form('/sla/versions');
	ok(offered('gate').includes(open.slug) && offered('promise_1_definition').includes(open.slug));
	const saved = await marketer.submit(page, '/sla/versions', { calendar, change_note: 'Another gate', gate: open.slug, promise_1_definition: open.slug }, SAVE);
	equal(saved.status, 303, saved.text.slice(0, 300));
	const at = `/sla/versions/${numberOf(saved)}`;
	form = (await marketer.get(`${at}/edit`)).page.form(at);
	equal([form.value('gate'), form.value('promise_1_definition')], [open.slug, open.slug]);
	ok(!form.has('all_terms'));
});

test('two people of two teams sign it, and each page says what happened', async () => {
	const { number } = await makeAgreement();
	const at = `/sla/versions/${number}`;
	let page = await marketer.follow(await marketer.fill(at, `${at}/review`));
	match(page.page.main, 'Sent to both teams.');
	ok(!page.page.may(`${at}/signature`), 'a member who is no signatory sees no button');
	page = await marketing.follow(await marketing.fill(at, `${at}/signature`));
	match(page.page.main, 'Signed for your team.');
	match(page.page.main, 'Awaiting Sales');
	page = await sales.follow(await sales.fill(at, `${at}/signature`));
	match(page.page.main, 'Both teams have signed, and the agreement is in force.');
	match(page.page.main, 'In force since');
	match((await observer.get('/sla/versions')).page.main, `Version ${number} is in force since`);
	const second = await sales.get(`${at}?done=objected`);
	lacks(second.page.main, 'Sent back');
});

test('a stale signature is refused with what happened, and nothing is signed', async () => {
	const { number, revision } = await proposedAgreement();
	const at = `/sla/versions/${number}`, seen = await sales.get(at);
	await marketer.submit(await marketer.get(`${at}/edit`), at, { text: 'Other words.' }, SAVE);
	const late = await sales.submit(seen, `${at}/signature`);
	equal(late.status, 409);
	match(late.page.main, 'edited it,');
	match(late.page.main, 'These are not the words you had before you');
	equal(sql(`SELECT revision FROM agreement WHERE number = ${number}`), [[String(revision + 1)]]);
	equal(sql(`SELECT COUNT(*) FROM signature s JOIN agreement a ON a.id = s.agreement_id WHERE a.number = ${number}`), [['0']]);
});

test('two who edit at once: the second sees both texts and loses nothing', async () => {
	const { number } = await makeAgreement({ text: 'First words.' });
	const at = `/sla/versions/${number}`, mine = await marketer.get(`${at}/edit`), theirs = await seller.get(`${at}/edit`);
	equal((await seller.submit(theirs, at, { text: 'Words of Sales.', promise_2_percent: '90' }, SAVE)).status, 303);
	const late = await marketer.submit(mine, at, { text: 'Words of Marketing.' }, SAVE);
	equal(late.status, 409);
	for (const words of ['saved this before you', 'Words of Sales.', 'Words of Marketing.'])
		match(late.page.main, words);
	equal([late.page.form(at).value('text'), late.page.form(at).value('promise_2_percent')], ['Words of Marketing.', '90'], 'what only the other changed is taken over');
	match(late.page.main, 'Promises');
	equal((await marketer.submit(late, at, {}, SAVE)).status, 303);
});

test('saving what is there already clears no signature', async () => {
	const { number } = await proposedAgreement();
	const at = `/sla/versions/${number}`;
	await marketing.fill(at, `${at}/signature`);
	const edit = await marketer.get(`${at}/edit`);
	match(edit.page.main, 'Saving a change clears the signature.');
	match((await marketer.follow(await marketer.submit(edit, at, {}, SAVE))).page.main, 'Nothing was different');
	match((await marketer.get(at)).page.main, 'Awaiting Sales');
});

test('asking for a change needs a reason, and sends it back to its authors', async () => {
	const { number } = await proposedAgreement();
	const at = `/sla/versions/${number}`;
	const empty = await sales.fill(at, `${at}/objection`, { reason: ' ' });
	equal(empty.status, 422);
	match(empty.page.problems.join(' '), 'Say what should change');
	const page = await sales.follow(await sales.fill(at, `${at}/objection`, { reason: 'Four hours are too few.' }));
	match(page.page.main, 'asked for a change');
	match((await marketer.get(at)).page.main, 'Four hours are too few.');
	const commented = await marketer.fill(at, `${at}/comments`, { comment: 'How **many** then?' });
	match((await marketer.follow(commented)).page.main, 'How many then?');
	const gone = await marketer.follow(await marketer.fill(at, `${at}/withdrawal`, { reason: 'We write another.' }));
	match(gone.page.main, 'We write another.');
	equal((await marketer.get(`${at}/edit`)).status, 409);
});

test('an open version is shown against the one in force, clause by clause', async () => {
	await agreedAgreement({ text: 'Sales calls soon.', promises: [{ kind: 'first_attempt', open_minutes: 240, percent: 95 }, { kind: 'quality', percent: 80 }] });
	const { number } = await proposedAgreement({ text: 'Sales calls at once.', promises: [{ kind: 'first_attempt', open_minutes: 60, percent: 95 }, { kind: 'meeting', party: 'both' }] });
	const { page } = await observer.get(`/sla/versions/${number}`);
	for (const words of ['Compared with version', 'Changed', 'Added', 'Removed', 'The monthly meeting held.'])
		match(page.main, words);
	lacks((await observer.get(`/sla/versions/${number}?compare=0`)).page.main, 'Compared with version');
});

test('on paper: clauses by party, signatures, and the definitions with their versions', async () => {
	const { number } = await agreedAgreement({ promises: [{ kind: 'volume', definition: 'marketing-qualified-lead', count: 7 }, { kind: 'decision', open_minutes: 60, percent: 90 }, { kind: 'meeting', party: 'both' }] });
	const { page } = await observer.get(`/sla/versions/${number}/print`);
	for (const words of ['Agreement of Marketing and Sales at', 'Marketing promises', '7 marketing-qualified leads', 'Sales promises', 'Both teams promise',
		'Appendix: the definitions', 'Marketing-qualified lead', 'Version ', 'in force since', 'SHA-256'])
		match(page.main, words);
	const signers = sql(`SELECT p.name FROM signature s JOIN agreement a ON a.id = s.agreement_id JOIN person p ON p.id = s.person_id WHERE a.number = ${number}`).flat();
	for (const name of signers)
		match(page.main, name);
	equal(signers.length, 2);
});

test('who was given the role later is shown with the day and the giver beside the signature, on paper as well', async () => {
	const email = `${unique('keys').replace(/ /g, '.')}@example.org`, person = new Browser();
	const password = secret(concord('person', 'add', '--email', email, '--name', 'Kim Keys', '--team', 'sales'));
	await person.fill('/sign-in', '/sign-in', { email, password });
	sql(`UPDATE person SET is_signatory = TRUE WHERE email = '${email}'`);
	sql(`INSERT INTO signatory_giving (person_id, given_at, given_by) SELECT p.id, '2026-03-02 10:00:00', g.id FROM person p JOIN person g ON g.name = '${people.sales.name}' WHERE p.email = '${email}'`);
	const { number } = await proposedAgreement(), at = `/sla/versions/${number}`;
	equal((await person.fill(at, `${at}/signature`)).status, 303);
	const said = `Signatory since 2 March 2026, named by ${people.sales.name}.`;
	match((await observer.get(at)).page.main, said);
	match((await observer.get(`${at}/print`)).page.main, said);
	sql(`UPDATE person SET is_signatory = FALSE WHERE email = '${email}'`);
	match((await observer.get(at)).page.main, `${said} No longer a signatory of Sales.`);
	equal((await marketing.fill(at, `${at}/signature`)).status, 303);
	const own = (await observer.get(at)).page.with('sign-side').map(words).find(side => side.startsWith('Marketing'));
	lacks(own, /Signatory since/);
});

test('a term without a version in force holds it back on the page too', async () => {
	const { slug } = await (await import('../lib/glossary.mjs')).proposed(marketer);
	const { number } = await proposedAgreement({ gate: slug });
	const { page } = await sales.get(`/sla/versions/${number}`);
	match(page.main, 'This agreement cannot be signed yet.');
	ok(page.links.includes('/charter') && !page.may(`/sla/versions/${number}/signature`));
});

test('a stranger signs in and finds the form filled', async () => {
	const { number } = await makeAgreement(), edit = await marketer.get(`/sla/versions/${number}/edit`);
	const lost = new Browser(), answer = await lost.submit(edit, `/sla/versions/${number}`, { text: 'Typed before.' }, SAVE);
	equal(answer.status, 401);
	match(answer.text, 'Typed');
});

test('a charter sheet bears the agreement beside the wordings it cites', async () => {
	const { proposed } = await import('../lib/glossary.mjs');
	const { slug, name } = await proposed(marketer), { number } = await proposedAgreement({ gate: slug });
	const [[id, revision]] = sql(`SELECT v.id, v.revision FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`);
	const alone = await marketer.fill('/charter', '/charter', { [`agreement_${number}`]: true });
	equal(alone.status, 422);
	match(alone.page.problems.join(' '), 'an agreement alone is signed on its own page');
	const made = await marketer.submit(alone, '/charter', { [`version_${id}`]: true, [`agreement_${number}`]: true });
	equal(made.status, 303, made.text.slice(0, 200));
	const at = made.location.split('?')[0], sheet = await marketer.follow(made);
	for (const words of [`Agreement and ${name}`, 'Sales calls them soon'])
		match(sheet.page.main, words);
	match((await sales.get(`/sla/versions/${number}`)).page.main, 'charter sheet');
	await marketing.fill(at, `${at}/signature`);
	const last = await sales.follow(await sales.fill(at, `${at}/signature`));
	match(last.page.main, 'everything on the sheet is agreed');
	equal(sql(`SELECT a.state, v.state, a.in_force_at = v.in_force_at FROM agreement a, term_version v WHERE a.number = ${number} AND v.id = ${id}`), [['ratified', 'ratified', '1']]);
	ok(revision);
});

test('an agreement in force says which of its terms is retired, and what to use instead', async () => {
	const term = await agreed(marketer, marketing, sales), instead = await agreed(marketer, marketing, sales);
	const { number } = await agreedAgreement({ promises: [{ kind: 'volume', party: 'marketing', definition: term.slug, count: 5, pace: 'even' }] });
	lacks((await marketer.get('/sla')).page.main, 'which is retired');
	const form = await marketer.get(`/glossary/${term.slug}/deprecation`);
	equal((await marketer.submit(form, /deprecation$/, { use_instead: instead.slug, why: 'Nobody says so any more.' })).status, 303);
	for (const path of ['/sla', `/sla/versions/${number}`]) {
		const { page } = await marketer.get(path);
		match(page.main, `This agreement uses ${term.name}, which is retired. Use ${instead.name} instead. Propose a change`);
		ok(page.links.includes(`/glossary/${instead.slug}`), path);
		lacks((await observer.get(path)).page.main, 'Propose a change');
	}
	await agreedAgreement();
	lacks((await marketer.get('/sla')).page.main, 'which is retired');
	lacks((await marketer.get(`/sla/versions/${number}`)).page.main, 'which is retired');
});
