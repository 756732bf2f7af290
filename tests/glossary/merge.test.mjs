// Two people on one form: what one never touched is the other's, and only what both changed is laid before the second.
import { as, told, unique } from '../lib/client.mjs';
import { makeTerm, review } from '../lib/glossary.mjs';
import { all, words } from '../lib/html.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [marketer, seller] = await Promise.all(['marketer', 'seller'].map(as));
const criterion = (n, label, min) => ({ [`criterion_${n}_label`]: label, [`criterion_${n}_kind`]: 'number', [`criterion_${n}_level`]: 'must', [`criterion_${n}_min`]: String(min) });
const clashes = page => page.with('clash').flatMap(n => all(n, 'h3')).map(words);
const save = { button: 'step=save' };

// A version with rows of criteria in review, and its form as two people opened it.
async function opened(version) {
	const { slug } = await makeTerm(marketer);
	let page = await marketer.get(`/glossary/${slug}/versions/new`);
	for (let rows = 1; `criterion_${rows + 1}_label` in version; rows++)
		page = await marketer.submit(page, `/glossary/${slug}/versions`, {}, { button: 'step=add' });
	equal((await marketer.submit(page, `/glossary/${slug}/versions`, { meaning: 'A zebra.', change_note: 'As it was', ...version }, save)).status, 303);
	await review(marketer, slug, 1);
	const action = `/glossary/${slug}/versions/1`;
	const [first, second] = [await marketer.get(`${action}/edit`), await seller.get(`${action}/edit`)];
	return { slug, action, first, second };
}
const edit = async (who, action) => (await who.get(`${action}/edit`)).page.form(action);

test('fields that only one of two changed need no decision: both changes are in the form, and one more Save keeps both', async () => {
	const { action, first, second } = await opened({ meaning: 'A zebra.', change_note: 'As it was', ...criterion(1, 'Stripes', 20), ...criterion(2, 'Legs', 4) });
	equal((await marketer.submit(first, action, { meaning: 'A zebra with stripes.', criterion_1_min: '30' }, save)).status, 303);
	const clash = await seller.submit(second, action, { review_by: '2031-01-01', criterion_2_min: '3' }, save);
	equal(clash.status, 409, told(clash));
	match(clash.page.title, /^Error: /);
	equal(clashes(clash.page), []);
	match(clash.page.main, 'fit together');
	match(clash.page.main, /what .* saved: What it means and Criteria/);
	const section = clash.page.with('clash')[0];
	ok('autofocus' in section.attributes && section.attributes.tabindex === '-1', 'the focus goes to what happened');
	const form = clash.page.form(action);
	equal([form.value('meaning'), form.value('review_by'), form.value('criterion_1_min'), form.value('criterion_2_min')], ['A zebra with stripes.', '2031-01-01', '30', '3']);
	equal((await seller.submit(clash, action, {}, save)).status, 303);
	const kept = await edit(marketer, action);
	equal([kept.value('meaning'), kept.value('review_by'), kept.value('criterion_1_min'), kept.value('criterion_2_min')], ['A zebra with stripes.', '2031-01-01', '30', '3']);
});

test('only what both changed is laid side by side', async () => {
	const { action, first, second } = await opened({ meaning: 'A gnu.', change_note: 'As it was', ...criterion(1, 'Horns', 2), ...criterion(2, 'Legs', 4) });
	equal((await marketer.submit(first, action, { meaning: 'A gnu of Marketing.', change_note: 'By Marketing', criterion_1_min: '1' }, save)).status, 303);
	const clash = await seller.submit(second, action, { meaning: 'A gnu of Sales.', criterion_1_min: '3', criterion_2_min: '5' }, save);
	equal(clashes(clash.page), ['What it means', 'Criteria']);
	match(clash.page.with('clash').map(words).join(), 'A gnu of Marketing.');
	const form = clash.page.form(action);
	equal([form.value('meaning'), form.value('change_note'), form.value('criterion_1_min'), form.value('criterion_2_min')], ['A gnu of Sales.', 'By Marketing', '3', '5']);
});

test('criteria go by their code: one adds and moves, the other removes and edits', async () => {
	const { action, first, second } = await opened({ ...criterion(1, 'Alpha', 1), ...criterion(2, 'Beta', 2), ...criterion(3, 'Gamma', 3) });
	const removed = await marketer.submit(first, action, {}, { button: 'step=remove_2' });
	const added = await marketer.submit(removed, action, {}, { button: 'step=add' });
	equal((await marketer.submit(added, action, criterion(3, 'Delta', 4), save)).status, 303);
	const moved = await seller.submit(second, action, { criterion_3_min: '33' }, { button: 'step=up_3' });
	const clash = await seller.submit(moved, action, {}, save);
	equal(clash.status, 409);
	equal(clashes(clash.page), []);
	const form = clash.page.form(action);
	equal([1, 2, 3, 4].map(i => form.value(`criterion_${i}_label`)), ['Alpha', 'Gamma', 'Delta', undefined], 'Beta stays removed, Delta is there');
	equal(form.value('criterion_2_min'), '33');
});

test('a criterion that one edits and the other removes is a clash', async () => {
	const { action, first, second } = await opened({ ...criterion(1, 'Alpha', 1), ...criterion(2, 'Beta', 2) });
	const removed = await marketer.submit(first, action, {}, { button: 'step=remove_2' });
	equal((await marketer.submit(removed, action, {}, save)).status, 303);
	const clash = await seller.submit(second, action, { criterion_2_min: '22' }, save);
	equal(clashes(clash.page), ['Criteria']);
	equal(clash.page.form(action).value('criterion_2_min'), '22');
});

test('a second conflict merges again, and a form with problems keeps its beginning', async () => {
	const { action, first, second } = await opened({ meaning: 'An okapi.', change_note: 'As it was' });
	const wrong = await seller.submit(second, action, { review_by: '2031-02-31' }, save);
	equal(wrong.status, 422);
	equal((await marketer.submit(first, action, { meaning: 'An okapi, once.' }, save)).status, 303);
	const clash = await seller.submit(wrong, action, { review_by: '2031-02-01' }, save);
	equal([clash.status, clashes(clash.page).length, clash.page.form(action).value('meaning')], [409, 0, 'An okapi, once.']);
	equal((await marketer.fill(`${action}/edit`, action, { meaning: 'An okapi, twice.' }, save)).status, 303);
	const again = await seller.submit(clash, action, {}, save);
	equal([again.status, clashes(again.page).length, again.page.form(action).value('meaning'), again.page.form(action).value('review_by')], [409, 0, 'An okapi, twice.', '2031-02-01']);
	lacks(again.page.main, 'criterion.');
});

test('a form that does not say where it began loses nothing: every difference is shown', async () => {
	const { action, first, second } = await opened({ meaning: 'A quagga.', change_note: 'As it was' });
	equal((await marketer.submit(first, action, { meaning: 'A quagga of old.' }, save)).status, 303);
	const fields = second.page.form(action).fields({ change_note: 'Mine' }, 'step=save');
	for (const base of [undefined, '', 'nonsense', 'meaning:', ' : : ', `meaning:${'f'.repeat(3000)}`]) {
		const answer = await seller.post(action, { ...fields, base, key: `${fields.key}${String(base).length}` });
		equal(answer.status, 409, String(base));
		equal(answer.page.form(action).value('meaning'), 'A quagga.');
		match(clashes(answer.page).join(), 'What it means');
	}
});

test('the words around a term merge by field as well', async () => {
	const { slug } = await makeTerm(marketer, { abbreviations: unique('ZQ') });
	const action = `/glossary/${slug}/words`;
	const [first, second] = [await marketer.get(action), await seller.get(action)];
	equal((await marketer.submit(first, action, { examples: '- a zoo', synonyms: `stripy of ${slug}` })).status, 303);
	const clash = await seller.submit(second, action, { sales_says: 'Count the legs.', synonyms: `hoofed of ${slug}` });
	equal(clash.status, 409);
	equal(clashes(clash.page), ['Other names']);
	match(clash.page.main, /saved: Examples\./);
	const form = clash.page.form(action);
	equal([form.value('examples'), form.value('sales_says'), form.value('synonyms'), form.value('abbreviations').slice(0, 2)], ['- a zoo', 'Count the legs.', `hoofed of ${slug}`, 'ZQ']);
	equal((await seller.submit(clash, action)).status, 303);
	const kept = (await marketer.get(action)).page.form(action);
	equal([kept.value('examples'), kept.value('sales_says')], ['- a zoo', 'Count the legs.']);
});
