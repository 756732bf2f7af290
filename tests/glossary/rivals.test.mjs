// Several people at once on one thing: one wins each time, nobody's words are lost, and nothing happens twice.
import { as, Browser, concord, secret, signIn, sql, unique } from '../lib/client.mjs';
import { draft, makeTerm, proposed } from '../lib/glossary.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const [marketer, marketing, sales] = await Promise.all(['marketer', 'marketing', 'sales'].map(as));

// Twenty people of both teams, made by the operator's command.
async function crowd(count) {
	const mark = unique('crowd').split(' ')[1];
	const made = [];
	for (let i = 0; i < count; i++) {
		const account = { email: `person${i}.${mark}@example.org`, name: `Person ${'abcdefghijklmnopqrstuvwxyz'[i]} ${mark}` };
		account.password = secret(concord('person', 'add', '--email', account.email, '--name', account.name, '--team', i % 2 ? 'sales' : 'marketing'));
		made.push(account);
	}
	const browsers = [];
	for (const account of made)
		browsers.push(await signIn(account, new Browser()));
	return browsers;
}

test('twenty people save one draft: each time one wins, the others get their words back beside what won', async () => {
	const people = await crowd(20);
	const { slug } = await makeTerm(marketer);
	const n = await draft(marketer, slug, { meaning: 'The words all began with.' });
	const action = `/glossary/${slug}/versions/${n}`;
	let pages = await Promise.all(people.map(p => p.get(`${action}/edit`)));
	equal([...new Set(pages.map(p => p.status))], [200]);
	let open = people.map((p, i) => i), saved = 0;
	for (let round = 1; open.length; round++) {
		ok(round <= 25, 'it comes to an end');
		const answers = await Promise.all(open.map(i => people[i].submit(pages[i], action, { meaning: `Words of person number ${i}.`, change_note: `By ${i}` }, { button: 'step=save' })));
		const winners = open.filter((_, k) => answers[k].status === 303);
		equal(winners.length, 1, `winners of round ${round}; the answers were ${answers.map(a => a.status)}`);
		saved++;
		const rivals = open.filter(i => i !== winners[0]);
		for (const i of rivals) {
			const answer = answers[open.indexOf(i)];
			equal(answer.status, 409);
			match(answer.page.main, `${people[winners[0]].account.name} saved this before you`);
			match(answer.page.main, `Words of person number ${winners[0]}.`, 'what won');
			equal(answer.page.form(action).value('meaning'), `Words of person number ${i}.`, 'what was typed');
			pages[i] = answer;
		}
		open = rivals;
	}
	equal(saved, 20);
	const rows = sql(`SELECT v.revision, COUNT(a.id) FROM term_version v JOIN term t ON t.id = v.term_id JOIN version_act a ON a.version_id = v.id AND a.act = 'edit' WHERE t.slug = '${slug}' GROUP BY v.id`);
	equal(rows, [['21', '20']], 'revision and acts');
}, { limit: 120_000 });

test('two signatures at the same instant bring the version into force once', async () => {
	for (let round = 0; round < 12; round++) {
		const { slug, number } = await proposed(marketer);
		const action = `/glossary/${slug}/versions/${number}/signature`;
		const [a, b] = await Promise.all([marketing.get(`/glossary/${slug}`), sales.get(`/glossary/${slug}`)]);
		const answers = await Promise.all([marketing.submit(a, action), sales.submit(b, action)]);
		equal(answers.map(x => x.status), [303, 303], `round ${round}`);
		const [[state, inForce, ratified, standing]] = sql(`SELECT v.state, v.in_force_at IS NOT NULL,
			(SELECT COUNT(*) FROM version_act x WHERE x.version_id = v.id AND x.act = 'ratified'),
			(SELECT COUNT(*) FROM signature s WHERE s.version_id = v.id AND s.standing)
			FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`);
		equal([state, inForce, ratified, standing], ['ratified', '1', '1', '2'], `round ${round}`);
	}
});

test('a signature and an edit at the same instant: whoever signed, signed those words', async () => {
	for (let round = 0; round < 8; round++) {
		const { slug, number } = await proposed(marketer);
		const [page, edit] = await Promise.all([sales.get(`/glossary/${slug}`), marketer.get(`/glossary/${slug}/versions/${number}/edit`)]);
		const answers = await Promise.all([sales.submit(page, `/glossary/${slug}/versions/${number}/signature`),
			marketer.submit(edit, `/glossary/${slug}/versions/${number}`, { meaning: `Edited in round ${round}.` }, { button: 'step=save' })]);
		ok(answers.every(x => [303, 409].includes(x.status)), `${answers.map(x => x.status)}`);
		const standing = sql(`SELECT s.revision = v.revision FROM signature s JOIN term_version v ON v.id = s.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}' AND s.standing`).flat();
		ok(standing.every(x => x === '1'), `a signature stands on other words in round ${round}`);
	}
});

test('signature and objection at once: one of them is told', async () => {
	for (let round = 0; round < 8; round++) {
		const { slug, number } = await proposed(marketer);
		const [a, b] = await Promise.all([marketing.get(`/glossary/${slug}`), sales.get(`/glossary/${slug}`)]);
		const answers = await Promise.all([marketing.submit(a, `/glossary/${slug}/versions/${number}/signature`),
			sales.submit(b, `/glossary/${slug}/versions/${number}/objection`, { reason: 'Not yet.' })]);
		ok(answers.every(x => [303, 409].includes(x.status)), `${answers.map(x => x.status)}`);
		const [[state, standing]] = sql(`SELECT v.state, (SELECT COUNT(*) FROM signature s WHERE s.version_id = v.id AND s.standing) FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`);
		ok(state === 'in_review' || standing === '0', `a draft with a signature in round ${round}`);
	}
});

test('thirty people propose the same name: one term, and the others are shown it', async () => {
	const name = unique('Contested name');
	const pages = await Promise.all(Array.from({ length: 30 }, () => marketer.get('/glossary/new')));
	const answers = await Promise.all(pages.map(page => marketer.submit(page, '/glossary', { name, kind: 'word' })));
	equal(answers.filter(a => a.status === 303).length, 1, `${answers.map(a => a.status)}`);
	ok(answers.filter(a => a.status !== 303).every(a => a.status === 422), `${answers.map(a => a.status)}`);
	equal(sql(`SELECT COUNT(*) FROM term WHERE name = '${name}'`)[0][0], '1');
});

test('thirty drafts of one term at once get thirty numbers', async () => {
	const { slug } = await makeTerm(marketer);
	const pages = await Promise.all(Array.from({ length: 30 }, () => marketer.get(`/glossary/${slug}/versions/new`)));
	const answers = await Promise.all(pages.map((page, i) => marketer.submit(page, `/glossary/${slug}/versions`, { meaning: `Draft ${i}`, change_note: 'One of many' }, { button: 'step=save' })));
	equal([...new Set(answers.map(a => a.status))], [303]);
	equal(sql(`SELECT GROUP_CONCAT(v.number ORDER BY v.number) FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}'`)[0][0], Array.from({ length: 30 }, (_, i) => i + 1).join(','));
});
