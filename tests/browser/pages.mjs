// Every page that people meet, once, in the state that shows most of it. Tests walk this list; a new page is a new line here.
import { agreedAgreement, makeAgreement, proposedAgreement } from '../lib/agreement.mjs';
import { makeAmendment, workday } from '../lib/amendments.mjs';
import { B, makeCalendar } from '../lib/calendars.mjs';
import { api, as, Browser, concord, people, secret, sql, unique } from '../lib/client.mjs';
import { dealThat, happens, makeDeal } from '../lib/deals.mjs';
import { contact, csv, HUBSPOT, bring, imported, ready } from '../lib/imports.mjs';
import { handedOver, handoffIn, makeLead } from '../lib/leads.mjs';
import { count, makeClock, promisesOf } from '../lib/clocks.mjs';
import { agreed, draft, makeTerm, object, proposed, review, sign } from '../lib/glossary.mjs';
import { closedMeeting, makeIssue, makeMeeting, makeOneOfEach, makeTask, runningMeeting } from '../lib/meetings.mjs';
import { newest, offPath, settled, words as textOf } from '../lib/mail.mjs';
import { code, setUp } from '../lib/totp.mjs';

const LONG = 'A **marketing-qualified zebra** is a striped animal that has asked for a price, works at a company of at least twenty people, and has said so *itself*.\n\n1. It has stripes.\n2. It is no okapi.\n\n> Counted once in ninety days.\n\n- `code` and [a link](https://example.org/)\n';
const PROMISES = [{ kind: 'volume', definition: 'marketing-qualified-lead', count: 120, pace: 'even' }, { kind: 'quality', percent: 80 }, { kind: 'answer', business_days: 2, percent: 95 },
	{ kind: 'first_attempt', open_minutes: 60, percent: 95, scope: { criterion: 'BUYERS_QUESTION', value: 'A price' }, measured: 'feed' }, { kind: 'attempts', attempts: 5, days: 3, within_days: 10, percent: 90 }, { kind: 'meeting', party: 'both' }];
const PLAN = 'goal=600000&period=quarter&currency=EUR&deal=12000&share=60&accepted=80&qualified=75&opportunity=50&customer=25&source_1_name=Webinar&source_1_share=33.3&source_2_name=A+source+with+quite+a+long+name+of+its+own&source_2_share=66.7';
const CRITERIA = { criterion_1_label: 'Number of employees, as the company itself states it', criterion_1_kind: 'number', criterion_1_level: 'must', criterion_1_min: '20' };

// Somebody who signs in with a code: page after page of theirs is reached through the two forms.
async function coder() {
	const email = `${unique('coder').replace(/ /g, '.')}@example.org`;
	const password = secret(concord('person', 'add', '--email', email, '--name', 'Coder Person', '--team', 'sales')), browser = new Browser();
	await browser.fill('/sign-in', '/sign-in', { email, password });
	const { seed } = await setUp(browser, password);
	return { email, password, seed };
}
async function halfway(page, { email, password }) {
	await page.context().clearCookies();
	await page.goto('/sign-in');
	await send(page, '/sign-in', { email, password }, 'Sign in');
}
async function inside(page, person, path) {
	sql(`UPDATE authenticator a JOIN person p ON p.id = a.person_id SET a.last_step = 0 WHERE p.email = '${person.email}'`);
	await halfway(page, person);
	await send(page, '/sign-in/code', { code: code(person.seed) }, 'Sign in');
	await page.goto(path);
}
async function proveAgain(page, person) {
	sql(`UPDATE authenticator a JOIN person p ON p.id = a.person_id SET a.last_step = 0 WHERE p.email = '${person.email}'`);
	await send(page, '/account/authenticator/codes', { current_password: person.password, code: code(person.seed) }, 'Make new recovery codes');
}

// Makes what the pages show. Returns their addresses by name.
async function things() {
	const [marketer, marketing, seller, sales] = await Promise.all(['marketer', 'marketing', 'seller', 'sales'].map(as));
	const whole = await agreed(marketer, marketing, sales, { meaning: LONG, ...CRITERIA, review_by: '2099-01-31' },
		{ name: unique('Marketing-qualified zebra'), abbreviations: 'MQZ', synonyms: 'striped lead' });
	const words = `/glossary/${whole.slug}/words`;
	await marketer.fill(words, words, { marketing_says: `We say zebra, and mean ${whole.name}.`, sales_says: 'We say horse.', examples: '- A foal', counter_examples: '- A horse in pyjamas' });
	const second = await draft(seller, whole.slug, { meaning: LONG.replace('twenty', 'fifty'), criterion_1_min: '50', change_note: 'Small companies do not buy' });
	await review(seller, whole.slug, second);
	await sign(sales, whole.slug, second);
	await marketer.fill(`/glossary/${whole.slug}`, `/glossary/${whole.slug}/versions/${second}/comments`, { comment: 'What about *small* herds?' });
	const disputed = await proposed(marketer, { meaning: 'Disputed words.', ...CRITERIA });
	await object(sales, disputed.slug, disputed.number, 'Zoos are missing.');
	const stage = await agreed(marketer, marketing, sales, { meaning: 'A stage of zebras.', ...CRITERIA, stage_path: 'lead', stage_position: '77', stage_owner_team: 'sales', stage_longest_days: '10' }, { kind: 'stage', name: unique('Stage of herds') });
	const metric = await makeTerm(marketer, { kind: 'metric', name: unique('Metric of herds') });
	await draft(marketer, metric.slug, { metric_measure: 'zebras accepted out of zebras handed over', metric_counts_by: 'the day of the handoff' });
	const reason = await makeTerm(marketer, { kind: 'reason', name: unique('Reason of herds') });
	const retired = await agreed(marketer, marketing, sales);
	const form = await marketer.get(`/glossary/${retired.slug}/deprecation`);
	await marketer.submit(form, /deprecation$/, { use_instead: whole.slug, why: 'Nobody says so any more.' });
	const due = await agreed(marketer, marketing, sales, { meaning: 'To be looked at again.' });
	sql(`UPDATE term_version v JOIN term t ON t.id = v.term_id SET v.review_due = CURRENT_DATE - INTERVAL 1 DAY WHERE t.slug = '${due.slug}'`);
	const dry = await marketer.fill('/glossary/import', '/glossary/imports', { text: `category,name,meaning\nx,${unique('Imported')},A meaning\nx,,Nothing\nx,${whole.name},Other words\n` });
	const finished = await marketer.fill('/glossary/import', '/glossary/imports', { text: `name,meaning\n${unique('Imported')},A meaning\n` });
	await marketer.submit(await marketer.get(finished.location), /confirmation$/);
	const [one, two] = [await proposed(marketer), await proposed(marketer, { meaning: 'Second on the sheet.', ...CRITERIA })];
	const charter = await marketer.get('/charter');
	const ids = [one, two].map(t => sql(`SELECT v.id FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${t.slug}'`)[0][0]);
	const sheet = (await marketer.submit(charter, '/charter', Object.fromEntries(charter.page.form('/charter').controls.filter(c => c.type === 'checkbox')
		.map(c => [c.name, ids.some(id => c.name === `version_${id}`)])))).location.split(/[?#]/)[0];
	await proposed(marketer, { meaning: 'Waits for a sheet.' });
	const paper = await agreedAgreement({ promises: PROMISES, text: LONG, pause_reasons: ['The lead is away'] });
	const next = await proposedAgreement({ text: LONG.replace('twenty', 'fifty'), promises: [{ ...PROMISES[0], count: 90 }, ...PROMISES.slice(2), { kind: 'feedback', percent: 50 }], valid_from: '2099-01-01', change_note: 'Fewer, and better' });
	await sales.fill(`/sla/versions/${next.number}`, `/sla/versions/${next.number}/signature`);
	await marketer.fill(`/sla/versions/${next.number}`, `/sla/versions/${next.number}/comments`, { comment: 'Why *fewer*?' });
	const back = await proposedAgreement({ text: 'Too short.' });
	await sales.fill(`/sla/versions/${back.number}`, `/sla/versions/${back.number}/objection`, { reason: 'Say more.' });
	const wanting = await proposed(marketer, { meaning: 'Not agreed yet.' }), held = await proposedAgreement({ gate: wanting.slug });
	const wanted = sql(`SELECT v.id FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${wanting.slug}'`)[0][0];
	const cited = await proposedAgreement({ gate: wanting.slug });
	const whole_sheet = (await marketer.submit(await marketer.get('/charter'), '/charter', { [`version_${wanted}`]: true, [`agreement_${cited.number}`]: true })).location.split(/[?#]/)[0];
	await marketer.submit(await marketer.get(`/sla/plan?${PLAN}`), '/sla/plan');
	await marketer.fill('/glossary/directory/new', '/glossary/directory', { name: unique('Webinars and trade fairs'), by_marketing: true, by_sales: true });
	const topic = `/glossary/directory/${sql('SELECT MAX(id) FROM point_topic')[0][0]}`;
	const administrator = await as('administrator');
	const added = await administrator.fill('/people/new', '/people', { name: 'Rowan Castellanos', email: `${unique('rowan').replace(/ /g, '.')}@example.org`, team: 'marketing' });
	const link = (await administrator.follow(added)).page.main.match(/\/sign-in\/password\?link=[\w-]+/)[0];
	const calendar = `/sla/calendars/${await makeCalendar({ exceptions: [{ date: '2020-12-25', name: 'Christmas long ago', open: [] }, { date: '2026-12-24', name: 'Christmas Eve', open: [['09:00', '12:00']] }, ...B.exceptions] })}`;
	await api('administrator').post(`${calendar.slice(4)}/versions`, { ...B, valid_from: '2099-01-01', revision: 1 });
	const [[observer]] = sql(`SELECT id FROM person WHERE email = '${people.observer.email}'`);
	await (await as('observer')).fill('/account/profile', '/account/profile', { email: `${unique('tom').replace(/ /g, '.')}@example.org`, current_password: people.observer.password });
	const newAddress = secret(textOf((await settled(newest(observer, 'address.confirm'))).message).match(/\/account\/address\?link=[\w-]{43}/)[0]);
	const promises = promisesOf(Number(sql('SELECT number FROM agreement WHERE in_force_at <= UTC_TIMESTAMP() ORDER BY in_force_at DESC, number DESC LIMIT 1')[0][0]));
	count(promises.volume.id, new Date().toISOString().slice(0, 8) + '01', 7);
	const timer = makeClock(promises.first_attempt.id, { person: people.seller.email });
	const late = makeClock(promises.first_attempt.id, { state: 'missed', started: -900, deadline: -400, late: -300 });
	makeClock(promises.first_attempt.id, { started: -600, deadline: 3, person: people.seller.email });
	const wednesday = (() => { for (let ago = 9; ; ago++) if (new Date(workday(ago)).getUTCDay() === 3) return workday(ago); })(), beside = n => new Date(Date.parse(wednesday) + n * 86400000).toISOString().slice(0, 10);
	const [[office]] = sql(`SELECT a.calendar_id FROM promise p JOIN agreement a ON a.id = p.agreement_id WHERE p.id = ${promises.first_attempt.id}`);
	for (let n = 0; n < 3; n++)
		makeClock(promises.first_attempt.id, { state: 'missed', started: `${beside(-1)} 15:30:00`, deadline: `${wednesday} 08:30:00`, late: `${beside(1)} 07:00:00`, minutes: 60 });
	const amendment = `/sla/amendments/${await makeAmendment({ calendar: office, day: wednesday, review: true, reason: LONG.slice(0, 500) })}`;
	await sales.fill(amendment, /signature/);
	const amended = `/sla/amendments/${await makeAmendment({ review: true })}`, [[amendedId]] = sql('SELECT MAX(id) FROM amendment');
	for (const person of [sales, marketing])
		await person.fill(amended, /signature/);
	sql(`INSERT INTO timer_correction SELECT ${amendedId}, id, TRUE, calendar_version_id, calendar_version_id, deadline - INTERVAL 1 DAY, deadline, 'missed', 'running' FROM timer WHERE id = ${timer}; UPDATE amendment SET flipped = 1 WHERE id = ${amendedId};
		INSERT INTO amendment_month VALUES (${amendedId}, ${promises.first_attempt.line}, '${new Date().toISOString().slice(0, 7)}-01', 2, 3, 2, 2)`);
	sql(`INSERT INTO record_correction (timer_id, words, happened_at, asked_by, asked_team, asked_at, state, answered_by, answered_team, answered_at, old_state, old_done_at, new_state, new_done_at) SELECT t.id, 'Her mail of that morning says so', t.deadline - INTERVAL 1 HOUR, s.id, 'sales', UTC_TIMESTAMP(), x.state, IF(x.state = 'open', NULL, m.id), IF(x.state = 'open', NULL, 'marketing'), IF(x.state = 'open', NULL, UTC_TIMESTAMP()), IF(x.state = 'open', NULL, 'missed'), IF(x.state = 'open', NULL, t.late_at), IF(x.state = 'open', NULL, 'met'), IF(x.state = 'open', NULL, t.deadline - INTERVAL 1 HOUR) FROM timer t, (SELECT 'confirmed' AS state UNION SELECT 'open') x, (SELECT MIN(id) AS id FROM person WHERE team = 'sales') s, (SELECT MIN(id) AS id FROM person WHERE team = 'marketing') m WHERE t.id = ${late}`);
	const waiting = await handedOver({ words: LONG.slice(0, 400) }), returned = await handoffIn('returned'), working = await handoffIn('working'), over = await handoffIn('qualified');
	const { json: tried } = await api('marketer').post('/terms/marketing-qualified-lead/versions', { meaning: LONG, change_note: 'Larger ones', criteria: [{ code: 'COMPANY_SIZE', label: 'Number of employees, as the company itself states it', kind: 'number', bound: { min: 50 }, level: 'must', evidence: false },
		{ code: 'COUNTRY', label: 'We sell in their country', kind: 'yes_no', level: 'must', evidence: false }] });
	await marketer.fill(`/glossary/${whole.slug}`, `/glossary/${whole.slug}/watch`);
	const free = await makeLead({ external_refs: [{ system: 'hubspot', id: unique('h').replace(' ', '-') }] });
	const saved = (await seller.fill('/leads?view=open&owner=nobody&clock=today', '/leads/views', { view_name: unique('New ones of today'), shared: true })).location.split('&')[0];
	const worth = (minor, currency = 'EUR') => ({ amount: { minor, currency } }), fresh = await makeDeal({ name: LONG.slice(0, 150), ...worth(123456789012) });
	const won = await dealThat(['stage', 'signed', 'invoiced', 'reversed'], { leads: [over.lead, free.id] }), lost = await dealThat(['lost']);
	await happens(won.id, 'paid', worth(5000, 'JPY'));
	const rows = csv([HUBSPOT, contact(unique('p'), { Email: `${unique('page').replace(' ', '.')}@example.com`, 'Lifecycle Stage': 'SQL (old)', 'Became a Marketing Qualified Lead Date': '2026-02-01', 'Became a Customer Date': '2026-01-01' }), contact(unique('p'), { Email: 'ana.ruiz@' }), contact(unique('p'), { 'Became a Marketing Qualified Lead Date': '01-May' }), contact('1.23457E+11')]);
	const deals = csv([['Record ID', 'Deal Name', 'Pipeline', 'Deal Stage', 'Close Date', 'Company name'], ...['New business', 'Renewals'].map((pipeline, i) => [`pipe-${i}`, 'Seats', pipeline, 'Closed Won', '2026-04-01', 'Fernhill'])]), pipelines = `/imports/${(await bring(deals, 'deals')).json.id}/columns`;
	const matched = `/imports/${(await bring(rows)).json.id}/columns`, checked = `/imports/${(await ready(rows)).id}`, went = `/imports/${(await imported(rows.replace('SQL (old)', 'Lead'))).id}`;
	const [[account]] = sql(`SELECT account_id FROM lead_record WHERE id = ${free.id}`), seats = sql(`SELECT id FROM person WHERE team = 'sales' AND disabled_at IS NULL ORDER BY id`).flat();
	const pair = `/leads/accounts/${account}/pair`;
	await seller.fill(pair, pair, { seller: seats[0] });
	const [[leaver]] = sql(`INSERT INTO person (email, name, team, created_at, disabled_at) VALUES ('${unique('left').replace(' ', '.')}@example.org', 'Ottoline Featherstonehaugh', 'sales', UTC_TIMESTAMP(), UTC_TIMESTAMP()) RETURNING id`);
	sql(`UPDATE lead_record SET owner_sales_id = ${leaver} WHERE id = ${free.id}`);
	const [[campaign]] = sql(`INSERT INTO campaign (name, is_known, created_at) VALUES ('${unique('What one missed inspection costs')}', TRUE, UTC_TIMESTAMP()) RETURNING id`);
	const issue = await makeIssue({ text: LONG.slice(0, 900) }), task = await makeTask({ text: LONG.slice(0, 200).replace(/\n/g, ' ') }), planned = await makeMeeting({ minutes: 20 }), closed = await closedMeeting({ title: LONG.slice(0, 90) }), running = await runningMeeting(), point = running.agenda.find(i => i.place === 'agenda');
	for (const [person, words] of [[marketer, 'We call within a day.'], [seller, 'We call within an hour.']])
		sql(`INSERT INTO meeting_note (item_id, revision, is_beside, words, person_id, at) SELECT ${point.id}, ${person === marketer ? 1 : 0}, ${person !== marketer}, '${words}', id, UTC_TIMESTAMP() FROM person WHERE email = '${person.account.email}'; UPDATE meeting_item SET note = 'We call within a day.', note_revision = 1 WHERE id = ${point.id}`);
	const { series, check } = makeOneOfEach(waiting.id);
	await seller.fill('/leads/assignment/new', '/leads/assignment', { looks_at: 'account' });
	const rule = `/leads/assignment/${sql('SELECT MAX(id) FROM assignment_rule')[0][0]}`;
	const unmet = (await seller.get('/results/criteria')).page.links.find(href => href.startsWith('/results/criteria/cases?'));
	return { unmet, rule, planned: `/meetings/${planned.id}`, running: `/meetings/${running.id}/run?item=${point.id}`, ending: `/meetings/${running.id}/closing`, minutes: `/meetings/${closed.id}/minutes`, series: `/meetings/series/${series.id}`, check: `/meetings/checks/${check.id}`, issue: `/issues/${issue.id}`, task: `/assignments/${task.id}`,
		cost: `/results/campaigns/${campaign}`, matched, pipelines, checked, went, fresh: `/deals/${fresh.id}`, won: `/deals/${won.id}`, lost: `/deals/${lost.id}`, pair, leaver: `/leads/assignment/people/${leaver}`, tried: `/glossary/marketing-qualified-lead/versions/${tried.number}/replay`, saved, amendment, amended, waiting: `/handoffs/${waiting.id}`, returned: `/handoffs/${returned.id}`, working: `/handoffs/${working.id}`, over: `/handoffs/${over.id}`, free: `/leads/${free.id}`, email: free.email, newAddress, tours: concord('tour').split('\n').map(line => secret(line.match(/\/sign-in\/tour\S+/)[0])), calendar, topic, person: added.location.split('?')[0], link, whole: `/glossary/${whole.slug}`, name: whole.name, second, disputed: `/glossary/${disputed.slug}`, stage: `/glossary/${stage.slug}`, metric: `/glossary/${metric.slug}`,
		reason: `/glossary/${reason.slug}`, retired: `/glossary/${retired.slug}`, due: `/glossary/${due.slug}`, dry: dry.location, finished: finished.location, sheet,
		paper: `/sla/versions/${paper.number}`, next: `/sla/versions/${next.number}`, back: `/sla/versions/${back.number}`, held: `/sla/versions/${held.number}`, whole_sheet,
		volume: `/sla/promises/${promises.volume.id}`, attempt: `/sla/promises/${promises.first_attempt.id}`, timer: `/sla/timers/${timer}`, corrected: `/sla/timers/${late}` };
}

// Types into fields by name and presses a button.
async function send(page, form, typed, button) {
	for (const [name, value] of Object.entries(typed))
		await page.locator(`form[action="${form}"] [name="${name}"]`).fill(value);
	await Promise.all([page.waitForNavigation(), page.locator(`form[action="${form}"]`).getByRole('button', { name: button }).first().click()]);
}

// [{ name, who, path, status, open }]: `open(page)` does what is needed beyond going to `path`.
export async function pages() {
	const t = await things(), coded = await coder();
	return [
		{ name: 'sign-in', path: '/sign-in' },
		{ name: 'sign-in, refused', path: '/sign-in', status: 401, open: page => send(page, '/sign-in', { email: 'nobody@example.org', password: 'not the password' }, 'Sign in') },
		{ name: 'home of a signatory', who: 'marketing', path: '/' },
		{ name: 'home of an observer', who: 'observer', path: '/' },
		{ name: 'home of a marketer', who: 'marketer', path: '/' },
		{ name: 'home of a seller', who: 'seller', path: '/' },
		{ name: 'meetings', who: 'marketer', path: '/meetings' },
		{ name: 'meetings of an observer', who: 'observer', path: '/meetings' },
		{ name: 'agenda that writes itself', who: 'seller', path: t.planned },
		{ name: 'agenda, a point refused', who: 'marketer', path: t.planned, status: 422, open: async page => { await page.goto(t.planned); await send(page, `${t.planned}/items`, { title: '', minutes: '99' }, 'Add it'); } },
		{ name: 'meeting that runs', who: 'marketer', path: t.running },
		{ name: 'meeting that runs, followed by an observer', who: 'observer', path: t.running },
		{ name: 'end of a meeting', who: 'marketer', path: t.ending },
		{ name: 'minutes', who: 'sales', path: t.minutes },
		{ name: 'series of meetings', who: 'marketer', path: t.series },
		{ name: 'moving a meeting', who: 'marketer', path: `${t.planned}/time` },
		{ name: 'calling a meeting off', who: 'seller', path: `${t.planned}/cancellation` },
		{ name: 'plan a meeting', who: 'marketer', path: '/meetings/new' },
		{ name: 'plan a meeting, refused', who: 'seller', path: '/meetings/new', status: 422, open: page => send(page, '/meetings/new', { title: '' }, 'Plan it') },
		{ name: 'begin a series of meetings', who: 'marketer', path: '/meetings/series' },
		{ name: 'issues', who: 'seller', path: '/issues' },
		{ name: 'own rates', who: 'seller', path: '/imports/rates' },
		{ name: 'issue', who: 'seller', path: t.issue },
		{ name: 'assignments', who: 'seller', path: '/assignments?show=open' },
		{ name: 'assignment', who: 'seller', path: t.task },
		{ name: 'calendar feed', who: 'observer', path: '/meetings/calendar' },
		{ name: 'vocabulary checks', who: 'sales', path: '/meetings/checks' },
		{ name: 'vocabulary check', who: 'sales', path: t.check },
		{ name: 'account', who: 'sales', path: '/account' },
		{ name: 'people', who: 'observer', path: '/people' },
		{ name: 'people of an administrator', who: 'administrator', path: '/people' },
		{ name: 'person', who: 'sales', path: t.person },
		{ name: 'person, managed', who: 'administrator', path: t.person },
		{ name: 'person, given a role', who: 'marketing', path: t.person },
		{ name: 'add a person', who: 'administrator', path: '/people/new' },
		{ name: 'add a person, refused', who: 'administrator', path: '/people/new', status: 422, open: page => send(page, '/people', { email: 'x' }, 'Add the person and make the link') },
		{ name: 'choose a password', path: t.link },
		{ name: 'choose a password, refused', path: t.link, status: 422, open: page => send(page, '/sign-in/password', { new_password: 'password1234' }, 'Save it and sign in') },
		{ name: 'link that has ended', path: '/sign-in/password?link=ended', status: 404 },
		{ name: 'tour of Sales', path: t.tours[0] },
		{ name: 'tour of Marketing', path: t.tours[1] },
		{ name: 'the organisation', who: 'administrator', path: '/organisation' },
		{ name: 'the organisation, refused', who: 'administrator', path: '/organisation', status: 422, open: page => send(page, '/organisation', { time_zone: 'Atlantis' }, 'Save') },
		{ name: 'audit trail', who: 'administrator', path: '/audit' },
		{ name: 'audit trail, refused', who: 'administrator', path: '/audit?from=2026-02-02&to=2026-02-01', status: 422 },
		{ name: 'audit trail, nothing found', who: 'administrator', path: '/audit?from=2001-01-01&to=2001-01-02' },
		{ name: 'settings', who: 'sales', path: '/account/settings' },
		{ name: 'settings of an observer', who: 'observer', path: '/account/settings' },
		{ name: 'what one watches', who: 'marketer', path: '/account/watched' },
		{ name: 'watching nothing', who: 'administrator', path: '/account/watched' },
		{ name: 'settings, refused', who: 'sales', path: '/account/settings', status: 422, open: page => send(page, '/account/settings', { time_zone: 'Atlantis', out_until: '2020-01-01' }, 'Save') },
		{ name: 'password', who: 'sales', path: '/account/password' },
		{ name: 'password, refused', who: 'sales', path: '/account/password', status: 422, open: page => send(page, '/account/password', { current_password: 'x', new_password: 'password1234', new_password_again: 'x' }, 'Change the password') },
		{ name: 'browsers', who: 'sales', path: '/account/sessions' },
		{ name: 'browsers, one alone', who: 'observer', path: '/account/sessions' },
		{ name: 'tokens', who: 'observer', path: '/account/tokens' },
		{ name: 'token made', who: 'sales', path: '/account/tokens', open: page => send(page, '/account/tokens', { name: 'Nightly export', current_password: people.sales.password }, 'Make the token') },
		{ name: 'tokens, refused', who: 'sales', path: '/account/tokens', status: 422, open: page => send(page, '/account/tokens', {}, 'Make the token') },
		{ name: 'index', who: 'marketing', path: '/glossary' },
		{ name: 'index, proposed', who: 'marketing', path: '/glossary?show=proposed' },
		{ name: 'index, discussed', who: 'observer', path: '/glossary?show=discussed' },
		{ name: 'index, retired', who: 'marketing', path: '/glossary?show=retired' },
		{ name: 'index, nothing found', who: 'marketing', path: '/glossary?show=agreed&within=nosuchwordanywhere' },
		{ name: 'term with a proposal to sign', who: 'marketing', path: t.whole },
		{ name: 'term read by an observer', who: 'observer', path: t.whole },
		{ name: 'term sent back', who: 'marketer', path: t.disputed },
		{ name: 'stage', who: 'seller', path: t.stage },
		{ name: 'metric as a draft', who: 'marketer', path: t.metric },
		{ name: 'reason without a version', who: 'marketer', path: t.reason },
		{ name: 'retired term', who: 'marketer', path: t.retired },
		{ name: 'term to look at again', who: 'marketing', path: t.due },
		{ name: 'objection without a reason', who: 'marketing', path: t.whole, status: 422, open: async page => {
			await page.getByText('Ask for a change').first().click();
			await send(page, `${t.whole}/versions/${t.second}/objection`, {}, 'Send it back with this reason');
		} },
		{ name: 'version', who: 'observer', path: `${t.whole}/versions/1` },
		{ name: 'version compared', who: 'observer', path: `${t.whole}/versions/${t.second}?compare=1` },
		{ name: 'version tried on the past', who: 'marketing', path: `${t.tried}?bound_COMPANY_SIZE_min=301` },
		{ name: 'version tried, whom the one in force let through', who: 'seller', path: `${t.whole}/versions/${t.second}/replay?show=was_failed` },
		{ name: 'version tried, read by an observer', who: 'observer', path: `${t.whole}/versions/${t.second}/replay?show=unknown` },
		{ name: 'version tried, refused', who: 'marketer', path: `${t.tried}?bound_COMPANY_SIZE_min=x`, status: 422 },
		{ name: 'version tried, nothing imported', who: 'marketing', path: `${t.whole}/versions/${t.second}/replay?over=imported` },
		{ name: 'new version', who: 'marketer', path: `${t.whole}/versions/new` },
		{ name: 'new version of a stage', who: 'marketer', path: `${t.stage}/versions/new` },
		{ name: 'new version of a metric', who: 'marketer', path: `${t.metric}/versions/new` },
		{ name: 'new version of a reason', who: 'marketer', path: `${t.reason}/versions/new` },
		{ name: 'new version, refused', who: 'marketer', path: `${t.stage}/versions/new`, status: 422, open: page => send(page, `${t.stage}/versions`, { meaning: '', stage_position: 'x', review_by: '' }, 'Save the draft') },
		{ name: 'new version, previewed', who: 'marketer', path: `${t.whole}/versions/new`, open: page => send(page, `${t.whole}/versions`, { meaning: `${LONG}\nAnd more.` }, 'Preview') },
		{ name: 'edit of a signed version', who: 'marketer', path: `${t.whole}/versions/${t.second}/edit` },
		{ name: 'edit, overtaken', who: 'marketer', path: `${t.disputed}/versions/1/edit`, status: 409, open: async page => {
			const seller = await as('seller');
			await seller.fill(`${t.disputed}/versions/1/edit`, `${t.disputed}/versions/1`, { meaning: 'Words of a rival, written meanwhile.' }, { button: 'step=save' });
			await send(page, `${t.disputed}/versions/1`, { meaning: 'My own words, written at length.' }, 'Save');
		} },
		{ name: 'words', who: 'marketer', path: `${t.whole}/words` },
		{ name: 'history', who: 'observer', path: `${t.whole}/history` },
		{ name: 'retire', who: 'marketer', path: `${t.stage}/deprecation` },
		{ name: 'retire, refused', who: 'marketer', path: `${t.stage}/deprecation`, status: 422, open: page => send(page, `${t.stage}/deprecation`, {}, 'Retire this term') },
		{ name: 'retire, while a version is open', who: 'marketer', path: `${t.whole}/deprecation`, status: 409 },
		{ name: 'propose', who: 'marketer', path: '/glossary/new' },
		{ name: 'propose, refused', who: 'marketer', path: '/glossary/new', status: 422, open: page => send(page, '/glossary', { name: t.name }, 'Add the term') },
		{ name: 'stages', who: 'observer', path: '/glossary/stages' },
		{ name: 'name and address', who: 'observer', path: '/account/profile' },
		{ name: 'name and address, refused', who: 'observer', path: '/account/profile', status: 422, open: page => send(page, '/account/profile', { name: '', email: 'x' }, 'Save') },
		{ name: 'a new address', path: t.newAddress },
		{ name: 'change a person', who: 'administrator', path: `${t.person}/edit` },
		{ name: 'change a person, refused', who: 'administrator', path: `${t.person}/edit`, status: 422, open: page => send(page, t.person, { name: '', email: 'x' }, 'Save') },
		{ name: 'stop a mail', path: offPath(sql(`SELECT id FROM person WHERE email = '${people.observer.email}'`)[0][0], 'own') },
		{ name: 'mail stopped', path: offPath(sql(`SELECT id FROM person WHERE email = '${people.observer.email}'`)[0][0], 'own'), open: page => Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Stop this mail' }).click()]) },
		{ name: 'directory', who: 'marketer', path: '/glossary/directory' },
		{ name: 'directory of an observer', who: 'observer', path: '/glossary/directory' },
		{ name: 'topic', who: 'marketer', path: t.topic },
		{ name: 'new topic', who: 'seller', path: '/glossary/directory/new' },
		{ name: 'new topic, refused', who: 'marketer', path: '/glossary/directory/new', status: 422, open: page => send(page, '/glossary/directory', {}, 'Save') },
		{ name: 'import', who: 'marketer', path: '/glossary/import' },
		{ name: 'import, refused', who: 'marketer', path: '/glossary/import', status: 422, open: page => send(page, '/glossary/imports', {}, 'Check the rows') },
		{ name: 'import, dry run', who: 'marketer', path: t.dry },
		{ name: 'import, finished', who: 'marketer', path: t.finished },
		{ name: 'print', who: 'observer', path: '/glossary/print' },
		{ name: 'charter', who: 'marketing', path: '/charter' },
		{ name: 'sheet', who: 'marketing', path: t.sheet },
		{ name: 'calendars', who: 'observer', path: '/sla/calendars' },
		{ name: 'calendars of an administrator', who: 'administrator', path: '/sla/calendars' },
		{ name: 'calendar', who: 'observer', path: t.calendar },
		{ name: 'calendar to come, another year', who: 'administrator', path: `${t.calendar}?version=2&year=2026` },
		{ name: 'calendar with a deadline', who: 'seller', path: `${t.calendar}?day=2026-12-24&time=16:00&amount=2&unit=hours` },
		{ name: 'calendar, a deadline refused', who: 'seller', path: `${t.calendar}?day=2026-12-24&time=&amount=x&unit=hours`, status: 422 },
		{ name: 'make a calendar', who: 'administrator', path: '/sla/calendars/new' },
		{ name: 'make a calendar, refused', who: 'administrator', path: '/sla/calendars/new', status: 422, open: page => send(page, '/sla/calendars', { zone: 'Atlantis', hours_mon: '17:00-09:00', day_1_name: 'No date', day_2_hours: 'noon' }, 'Make the calendar') },
		{ name: 'make a calendar, looked at', who: 'administrator', path: '/sla/calendars/new', open: page => send(page, '/sla/calendars', { name: 'To look at', day_1_date: '2027-05-01', day_1_name: 'Labour Day' }, 'Look at its year first') },
		{ name: 'new hours', who: 'administrator', path: `${t.calendar}/versions/new` },
		{ name: 'new hours, days of a file', who: 'administrator', path: `${t.calendar}/versions/new`, open: async page => {
			const events = ['20270101;New Year', '20270326;Good Friday', '20270329;Easter Monday'].map(e => `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${e.replace(';', '\r\nSUMMARY:')}\r\nEND:VEVENT\r\n`);
			await page.locator('[name=file]').setInputFiles({ name: 'holidays.ics', mimeType: 'text/calendar', buffer: Buffer.from(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join('')}END:VCALENDAR\r\n`) });
			await send(page, `${t.calendar}/versions`, {}, 'Read the file');
		} },
		{ name: 'new hours, overtaken', who: 'administrator', path: `${t.calendar}/versions/new`, status: 409, open: async page => {
			const { revision } = (await api('administrator').get(t.calendar.slice(4))).json;
			await api('administrator').post(`${t.calendar.slice(4)}/versions`, { ...B, zone: 'Europe/Paris', valid_from: '2099-02-01', revision });
			await send(page, `${t.calendar}/versions`, { hours_sat: '10:00-12:00' }, 'Add version');
		} },
		{ name: 'search', who: 'observer', path: '/search?q=zebra' },
		{ name: 'search, nothing', who: 'observer', path: '/search?q=nosuchwordanywhere' },
		{ name: 'search, empty', who: 'observer', path: '/search' },
		{ name: 'not there', who: 'observer', path: '/nothing-here', status: 404 },
		{ name: 'not there, signed out', path: '/nothing-here', status: 404 },
		{ name: 'no such file', path: '/static/nothing.css', status: 404 },
		{ name: 'not allowed', who: 'observer', path: '/glossary/new', status: 403 },
		{ name: 'code at sign-in', path: '/sign-in/code', open: page => halfway(page, coded) },
		{ name: 'code at sign-in, refused', path: '/sign-in/code', status: 401, open: async page => {
			await halfway(page, coded);
			sql('DELETE FROM sign_in_guess');
			await send(page, '/sign-in/code', { code: '000000' }, 'Sign in');
		} },
		{ name: 'recovery code at sign-in', path: '/sign-in/code', open: async page => {
			await halfway(page, coded);
			await Promise.all([page.waitForNavigation(), page.getByText('Use a recovery code instead').click()]);
		} },
		{ name: 'code at sign-in, too late', path: '/sign-in/code', status: 404, open: async page => {
			await page.context().clearCookies();
			await page.goto('/sign-in/code');
		} },
		{ name: 'authenticator, off', who: 'sales', path: '/account/authenticator' },
		{ name: 'authenticator, begun', who: 'sales', path: '/account/authenticator', open: async page => {
			if (await page.locator('[name="current_password"]').count())
				await send(page, '/account/authenticator', { current_password: people.sales.password }, 'Set up an app');
		} },
		{ name: 'authenticator, refused', who: 'observer', path: '/account/authenticator', status: 422, open: page => send(page, '/account/authenticator', {}, 'Set up an app') },
		{ name: 'authenticator, on', path: '/account/authenticator', open: page => inside(page, coded, '/account/authenticator') },
		{ name: 'authenticator, new codes', path: '/account/authenticator/codes', open: async page => {
			await inside(page, coded, '/account/authenticator/codes');
			await proveAgain(page, coded);
		} },
		{ name: 'authenticator, turning off', path: '/account/authenticator/end', open: page => inside(page, coded, '/account/authenticator/end') },
		{ name: 'amendments', who: 'marketer', path: '/sla/amendments' },
		{ name: 'amendment to sign', who: 'marketing', path: t.amendment },
		{ name: 'amendment applied', who: 'observer', path: t.amended },
		{ name: 'correct the past', who: 'seller', path: '/sla/amendments/new' },
		{ name: 'correct the past, refused', who: 'seller', path: '/sla/amendments/new', status: 422, open: page => send(page, '/sla/amendments', { reason: '', day_1_date: '2099-01-01', day_2_name: 'No date' }, 'Save the draft') },
		{ name: 'edit an amendment', who: 'marketer', path: `${t.amendment}/edit` },
		{ name: 'versions of the agreement', who: 'sales', path: '/sla/versions' },
		{ name: 'agreement in force', who: 'observer', path: t.paper },
		{ name: 'agreement as it goes', who: 'marketing', path: '/sla' },
		{ name: 'promise of a number', who: 'observer', path: t.volume },
		{ name: 'promise with its clocks, own team', who: 'seller', path: t.attempt },
		{ name: 'promise with its clocks, other team', who: 'marketer', path: `${t.attempt}?state=pending&by=start` },
		{ name: 'deadline explained', who: 'sales', path: t.timer },
		{ name: 'deadline corrected', who: 'marketing', path: t.corrected },
		{ name: 'correct a record', who: 'seller', path: `${t.timer}/correction` },
		{ name: 'correct a record, refused', who: 'seller', path: `${t.timer}/correction`, status: 422, open: page => send(page, `${t.timer}/correction`, { words: '', at_time: '25:99' }, /Ask Marketing/) },
		{ name: 'corrections of records', who: 'marketing', path: '/sla/corrections' },
		{ name: 'agreement to sign', who: 'marketing', path: t.next },
		{ name: 'agreement sent back', who: 'marketer', path: t.back },
		{ name: 'agreement held back by a term', who: 'sales', path: t.held },
		{ name: 'agreement on paper', who: 'sales', path: `${t.paper}/print` },
		{ name: 'where an agreement begins', who: 'marketer', path: '/sla/start' },
		{ name: 'propose an agreement with a starter', who: 'seller', path: '/sla/new?start=inbound' },
		{ name: 'plan of leads', who: 'seller', path: '/sla/plan' },
		{ name: 'plan of leads, worked out', who: 'marketer', path: `/sla/plan?${PLAN.replace('600000', '700000')}` },
		{ name: 'plan of leads, refused', who: 'observer', path: `/sla/plan?${PLAN.replace('accepted=80', 'accepted=')}&source_3_share=5`, status: 422 },
		{ name: 'plan of leads, kept by another first', who: 'marketer', path: `/sla/plan?${PLAN.replace('12000', '15000')}`, status: 409, open: async page => {
			const seller = await as('seller');
			await seller.submit(await seller.get(`/sla/plan?${PLAN.replace('12000', String(11000 + Math.floor(Math.random() * 900)))}`), '/sla/plan');
			await send(page, '/sla/plan', {}, 'Keep this plan');
		} },
		{ name: 'plan of leads in a draft', who: 'seller', path: `${t.back}/edit?plan=sources` },
		{ name: 'propose an agreement', who: 'marketer', path: '/sla/new' },
		{ name: 'edit an agreement', who: 'seller', path: `${t.next}/edit` },
		{ name: 'edit an agreement, refused', who: 'seller', path: `${t.back}/edit`, status: 422, open: page => send(page, t.back, { text: '', promise_1_quantity: '0' }, 'Save the draft') },
		{ name: 'preview an agreement', who: 'marketer', path: `${t.back}/edit`, open: page => send(page, t.back, { text: 'More words.' }, 'Preview') },
		{ name: 'ask for a change to an agreement, refused', who: 'marketing', path: t.next, status: 422, open: async page => {
			await page.getByText('Ask for a change', { exact: true }).click();
			await send(page, `${t.next}/objection`, { reason: ' ' }, 'Send it back with this reason');
		} },
		{ name: 'charter with the agreement', who: 'sales', path: t.whole_sheet },
		{ name: 'queue of a seller', who: 'seller', path: '/leads?view=open' },
		{ name: 'queue, several at once', who: 'seller', path: '/leads?view=open', open: async page => {
			await page.locator('td.pick input').first().check();
			await send(page, '/handoffs', {}, 'Accept the ticked ones');
		} },
		{ name: 'queue, several returned, refused', who: 'seller', path: '/leads?view=open', status: 422, open: async page => {
			await page.locator('td.pick input').first().check();
			await page.locator('.bulk summary').first().click();
			await send(page, '/handoffs', { found: ' ' }, 'Return to Marketing');
		} },
		{ name: 'queue, an attempt just logged', who: 'seller', path: '/leads?view=open', open: async page => {
			await Promise.all([page.waitForNavigation(), page.locator('.queue button[value=no_answer]').first().click()]);
		} },
		{ name: 'queue, filtered, the form open', who: 'seller', path: '/leads?view=open&owner=nobody&text=e&filter=open' },
		{ name: 'queue, filtered within a month, nothing found', who: 'observer', path: '/leads?view=all&text=nosuchlead' },
		{ name: 'saved view of the queue', who: 'seller', path: t.saved },
		{ name: 'saved view, renamed', who: 'seller', path: t.saved.replace('?saved=', '/views/') },
		{ name: 'save a view, refused', who: 'marketer', path: '/leads?view=open&owner=nobody', status: 422, open: async page => {
			await page.getByText('Save this view', { exact: true }).click();
			await send(page, '/leads/views', { view_name: ' ' }, 'Save');
		} },
		{ name: 'queue with nothing in it', who: 'administrator', path: '/leads?view=returned' },
		{ name: 'who gets it', who: 'seller', path: '/leads/assignment' },
		{ name: 'who gets it, to an observer', who: 'observer', path: '/leads/assignment' },
		{ name: 'add a rule of who gets it', who: 'seller', path: '/leads/assignment/new' },
		{ name: 'a rule of who gets it', who: 'seller', path: t.rule },
		{ name: 'add a rule of who gets it, refused', who: 'seller', path: '/leads/assignment/new', status: 422, open: page => send(page, '/leads/assignment', {}, 'Save the rule') },
		{ name: 'what somebody who left has', who: 'seller', path: t.leaver },
		{ name: 'what somebody who left has, refused', who: 'seller', path: t.leaver, status: 422, open: page => send(page, t.leaver, {}, 'Move all of it') },
		{ name: 'who looks after an account', who: 'marketer', path: t.pair },
		{ name: 'all leads', who: 'observer', path: '/leads?view=leads' },
		{ name: 'add a lead', who: 'marketer', path: '/leads/new' },
		{ name: 'add a lead that is there', who: 'marketer', path: '/leads/new', status: 422, open: page => send(page, '/leads', { name: 'Z. Zebra', email: t.email }, 'Add the lead') },
		{ name: 'edit a lead', who: 'seller', path: `${t.free}/edit` },
		{ name: 'lead nobody has handed over', who: 'marketer', path: t.free },
		{ name: 'hand over a lead', who: 'marketer', path: `${t.free}/handoffs` },
		{ name: 'hand over a lead, refused', who: 'marketer', path: `${t.free}/handoffs`, status: 422, open: page => send(page, `${t.free}/handoffs`, { answer_COMPANY_SIZE: 'many' }, 'Hand over to Sales') },
		{ name: 'make two leads one', who: 'seller', path: `${t.free}/merger` },
		{ name: 'make two leads one, found', who: 'seller', path: `${t.free}/merger?find=zelda` },
		{ name: 'erase a person', who: 'administrator', path: `${t.free}/erasure` },
		{ name: 'erase a person, refused', who: 'administrator', path: `${t.free}/erasure`, status: 422, open: page => send(page, `${t.free}/erasure`, {}, 'Erase this person') },
		{ name: 'what is kept about people', who: 'observer', path: '/leads/personal-data' },
		{ name: 'how long leads are kept, refused', who: 'administrator', path: '/leads/personal-data', status: 422, open: page => send(page, '/leads/personal-data', { months: '3' }, 'Save') },
		{ name: 'hand over several', who: 'marketer', path: '/leads/handoffs' },
		{ name: 'hand over several, refused', who: 'marketer', path: '/leads/handoffs', status: 422, open: async page => { await page.locator('[name$="_go"]').first().check(); await send(page, '/leads/handoffs', {}, 'Hand over the ticked leads'); } },
		{ name: 'handoff that waits for Sales', who: 'seller', path: t.waiting },
		{ name: 'return a lead, refused', who: 'seller', path: t.waiting, status: 422, open: async page => {
			await page.getByText('Return with a reason', { exact: true }).click();
			await send(page, `${t.waiting}/return`, { found: ' ' }, 'Return to Marketing');
		} },
		{ name: 'handoff in work', who: 'seller', path: t.working },
		{ name: 'import', who: 'marketer', path: '/imports' },
		{ name: 'import, refused', who: 'marketer', path: '/imports', status: 422, open: page => send(page, '/imports', {}, 'Match its columns') },
		{ name: 'columns of a file', who: 'marketer', path: t.matched },
		{ name: 'columns of deals in pipelines', who: 'marketer', path: t.pipelines },
		{ name: 'columns of a file, refused', who: 'marketer', path: t.matched, status: 422, open: async page => { await page.goto(t.matched); await send(page, t.matched, { system: 'Hub Spot!', default_currency: 'euro' }, 'Check the rows'); } },
		{ name: 'a file that was checked', who: 'seller', path: t.checked },
		{ name: 'a file that went in', who: 'marketer', path: t.went },
		{ name: 'deals', who: 'seller', path: '/deals?show=all' },
		{ name: 'deals, none', who: 'observer', path: '/deals?show=won&owner=999999999' },
		{ name: 'open a deal', who: 'seller', path: '/deals/new' },
		{ name: 'open a deal, refused', who: 'seller', path: `/deals/new?lead=${t.free.match(/\d+/)[0]}`, status: 422, open: page => send(page, '/deals', { amount: '12.000' }, 'Open the deal') },
		{ name: 'deal that is open', who: 'seller', path: t.fresh, open: async page => { await page.goto(t.fresh); await page.getByText('Move to a stage').first().click(); } },
		{ name: 'deal, a signature refused', who: 'sales', path: t.fresh, status: 422, open: async page => {
			await page.goto(t.fresh);
			await page.locator('summary', { hasText: 'Signed' }).click();
			await page.locator('[name=signed_amount]').fill('1.000');
			await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Record the signature' }).click()]);
		} },
		{ name: 'deal that is won', who: 'observer', path: t.won },
		{ name: 'deal that is won, of a seller', who: 'sales', path: t.won },
		{ name: 'deal that is lost', who: 'marketer', path: t.lost },
		{ name: 'edit a deal', who: 'seller', path: `${t.won}/edit` },
		{ name: 'handoffs behind a number', who: 'observer', path: `${t.volume.replace('/sla', '/handoffs')}` },
		{ name: 'an attempt of earlier, refused', who: 'seller', path: t.working, status: 422, open: async page => { await page.getByText('It was earlier, or they came to us').click(); await send(page, `${t.working}/attempts`, { at_time: 'noon' }, 'Log it'); } },
		{ name: 'second gate', who: 'seller', path: `${t.working}/sql` },
		{ name: 'handoff that was returned', who: 'marketer', path: t.returned },
		{ name: 'hand over again', who: 'marketer', path: `${t.returned}/answer` },
		{ name: 'handoff with its outcome', who: 'observer', path: t.over },
		{ name: 'results', who: 'observer', path: '/results' },
		{ name: 'a figure that is a share', who: 'seller', path: '/results/quality?by=owner' },
		{ name: 'a figure over two years', who: 'marketer', path: '/results/volume?months=24&by=origin' },
		{ name: 'a figure that is money', who: 'observer', path: '/results/goal' },
		{ name: 'a figure whose months are open', who: 'observer', path: '/results/lead-to-customer?by=persona' },
		{ name: 'a figure without cases', who: 'observer', path: '/results/time-to-decision' },
		{ name: 'the cases behind a number', who: 'observer', path: '/results/quality/cases?part=others' },
		{ name: 'the cases behind a number, none', who: 'observer', path: '/results/goal/cases?from=2020-01-01&to=2020-02-01' },
		{ name: 'steps', who: 'marketer', path: '/results/steps' },
		{ name: 'criteria', who: 'seller', path: '/results/criteria' },
		{ name: 'handoffs for which a criterion did not hold', who: 'observer', path: t.unmet },
		{ name: 'criteria of long ago', who: 'seller', path: '/results/criteria?until=2020-03' },
		{ name: 'booked, invoiced, paid', who: 'observer', path: '/results/money' },
		{ name: 'personas', who: 'marketer', path: '/results/personas' },
		{ name: 'themes', who: 'marketer', path: '/results/themes' },
		{ name: 'reasons', who: 'seller', path: '/results/reasons' },
		{ name: 'campaigns', who: 'marketer', path: '/results/campaigns' },
		{ name: 'influenced deals', who: 'observer', path: '/results/influenced' },
		{ name: 'the deals that were influenced', who: 'marketer', path: '/results/influenced/cases?part=influenced' },
		{ name: 'what a campaign has cost', who: 'marketer', path: t.cost },
		{ name: 'what a campaign has cost, refused', who: 'marketer', path: t.cost, status: 422, open: page => send(page, t.cost, { amount: 'much' }, 'Save the cost') },
	];
}
