// A record of each kind that the paths of routes name, fresh for each caller.
import { as, people, sql, unique } from './client.mjs';
import { agreedAgreement, proposedAgreement } from './agreement.mjs';
import { amendmentAsIf } from './amendments.mjs';
import { makeCalendar } from './calendars.mjs';
import { makeClock, promisesOf } from './clocks.mjs';
import { makeDeal } from './deals.mjs';
import { contact, csv, HUBSPOT, ready } from './imports.mjs';
import { handedOver, makeLead } from './leads.mjs';
import { proposed } from './glossary.mjs';
import { makeOneOfEach } from './meetings.mjs';

async function importOf(person) {
	const words = unique('Matrix'), answer = await person.fill('/glossary/import', '/glossary/imports', { text: `name,meaning\n${words},A meaning\n` });
	return { id: Number(answer.location.match(/imports\/(\d+)/)[1]), words };
}

// A draft of a handoff that somebody of Marketing keeps, who is not `person`; the words in it.
function draftOf(lead, person) {
	const words = unique('Kept to myself'), { email } = person.email === people.marketing.email ? people.marketer : people.marketing;
	sql(`INSERT INTO handoff_draft (lead_id, person_id, term_version_id, content, saved_at) SELECT ${lead}, p.id, MAX(v.id), 'words=${encodeURIComponent(words).replace(/%20/g, '+')}', UTC_TIMESTAMP() FROM person p JOIN term_version v WHERE p.email = '${email}' GROUP BY p.id`);
	return words;
}

// A view of the queue, and a session, a token and an invitation that nobody holds: what the pages make of them is what counts here.
function seatOf({ email }) {
	const insert = (table, columns, values) => sql(`INSERT INTO ${table} (person_id, token_hash, created_at, ${columns}) SELECT id, RANDOM_BYTES(32), UTC_TIMESTAMP(), ${values} FROM person WHERE email = '${email}' RETURNING id`)[0][0];
	const name = unique('View'), view = sql(`INSERT INTO saved_view (person_id, name, query, created_at) SELECT id, '${name}', 'view=open', UTC_TIMESTAMP() FROM person WHERE email = '${email}' RETURNING id`)[0][0];
	// Of no matter what: each caller's is another.
	const watch = sql(`INSERT INTO watch (person_id, kind, subject_id, since) SELECT p.id, 'term', t.id, UTC_TIMESTAMP() FROM person p JOIN (SELECT MAX(id) AS id FROM term) t WHERE p.email = '${email}' ON DUPLICATE KEY UPDATE id = watch.id RETURNING id`)[0][0];
	return { view: { id: Number(view), revision: 1, name }, watch: { id: Number(watch) }, session: { id: Number(insert('session', 'csrf_secret, seen_at', 'RANDOM_BYTES(32), UTC_TIMESTAMP()')) },
		token: { id: Number(insert('api_token', 'name, scope, expires_at', "'Matrix', 'read', UTC_TIMESTAMP() + INTERVAL 10 MINUTE")) } };
}
function topic(by) {
	return { id: Number(sql(`INSERT INTO point_topic (name, by_marketing, by_sales, created_by, created_at, edited_by, edited_at) SELECT '${unique('Topic')}', TRUE, FALSE, id, UTC_TIMESTAMP(), id, UTC_TIMESTAMP() FROM person WHERE email = '${by.email}' RETURNING id`)[0][0]) };
}
function newcomer(team) {
	return { id: Number(sql(`INSERT INTO person (email, name, team, created_at) VALUES ('${unique('newcomer').replace(/\W/g, '.')}@example.com', 'New Comer', '${team}', UTC_TIMESTAMP()) RETURNING id`)[0][0]) };
}

// A rule of who gets a lead that changes nothing: whoever owns an account gets its leads anyway.
function ruleOf() {
	const id = Number(sql("INSERT INTO assignment_rule (position, kind) SELECT COALESCE(MAX(position), 0) + 1, 'account' FROM assignment_rule RETURNING id")[0][0]);
	return { id, revision: Number(sql('SELECT COALESCE(MAX(revision), 1) FROM assignment')[0][0]) };
}

// A correction of a clock that a team has asked for.
const correctionOf = (promise, team) => ({ id: Number(sql(`INSERT INTO record_correction (timer_id, words, happened_at, asked_by, asked_team, asked_at) SELECT ${makeClock(promise.id)}, 'She called', UTC_TIMESTAMP() - INTERVAL 30 MINUTE, MIN(id), '${team}', UTC_TIMESTAMP() FROM person WHERE team = '${team}' RETURNING id`)[0][0]), revision: 1 });

function campaignOf() {
	return { id: Number(sql(`INSERT INTO campaign (name, is_known, created_at) VALUES ('${unique('Campaign')}', TRUE, UTC_TIMESTAMP()) RETURNING id`)[0][0]), revision: 0 };
}

// One agreement is in force, once for all who ask for a place.
let current;

// What :slug, :id and :n are to stand for, by the words of tests/web/access.txt: a term whose version both teams may sign, a
// sheet it is on unless `sheetless`, a calendar, a new person of `person`'s team, an agreement both teams may sign, an amendment likewise, a correction that the other team and one that the own has asked for, a lead that nobody has handed over and what another system calls it, one that may be erased, a handoff that waits for Sales, an open deal, a file of another system that is ready to go in, a rule of who gets a lead, a campaign, a figure, the company of the lead, an import, a view of the queue, a session, a token and a watch of `person`'s own, a meeting that is planned and one that runs, a series, an issue, an assignment, a vocabulary check, and in
// `foreign` what is somebody else's, in whose `words` private things are named that nobody else may read anywhere. Without a person they are an author's, and for an observer the import is.
export async function place(person, { sheetless = false } = {}) {
	const author = await as('marketing'), self = person?.account ? person : author, owner = !person?.account || person.account.team === 'observer' ? author : person;
	const other = await as('marketer') === owner ? await as('seller') : await as('marketer');
	const { slug, number } = await proposed(author), calendar = await makeCalendar();
	const promises = promisesOf((await (current ??= agreedAgreement())).number), promise = promises.first_attempt, timer = { id: makeClock(promise.id) };
	const agreement = { n: (await proposedAgreement()).number };
	const [[id]] = sql(`SELECT v.id FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${slug}' AND v.number = ${number}`);
	const sheet = sheetless ? null : (await author.fill('/charter', '/charter', { [`version_${id}`]: true })).location.match(/charter\/(\d+)/)[1];
	const reference = unique('matrix').replace(' ', ''), lead = await makeLead({ external_refs: [{ system: reference, id: reference }] }), handoff = await handedOver(), deal = await makeDeal();
	const upload = await ready(csv([HUBSPOT, contact(unique('place'))]));
	const team = self.account.team === 'observer' ? 'marketing' : self.account.team;
	const foreign = { import: await importOf(other), ...seatOf(other.account) };
	return {
		'-': {}, gone: {}, ...seatOf(self.account),
		person: newcomer(team),
		topic: topic(self.account),
		term: { slug },
		version: { slug, n: number },
		agreement, promise,
		volume: promises.volume,
		timer,
		correction: correctionOf(promise, team === 'sales' ? 'marketing' : 'sales'),
		asked: correctionOf(promise, team),
		amendment: { n: amendmentAsIf(calendar) },
		lead: { id: lead.id },
		goner: { id: (await makeLead()).id, revision: 1 },
		handoff: { id: handoff.id, revision: handoff.revision, answers: handoff.answers },
		reference: { slug: reference },
		deal: { id: deal.id, revision: deal.revision },
		upload: { id: upload.id, revision: upload.revision, guess: upload.guess },
		...makeOneOfEach(handoff.id),
		rule: ruleOf(),
		campaign: campaignOf(),
		figure: { slug: 'quality' },
		company: { id: Number(sql(`SELECT account_id FROM lead_record WHERE id = ${lead.id}`)[0][0]), revision: 1 },
		sheet: { id: Number(sheet) },
		calendar: { id: calendar },
		import: await importOf(owner),
		versionId: Number(id),
		foreign: { ...foreign, words: [draftOf(lead.id, self.account), foreign.import.words, foreign.view.name] },
	};
}
