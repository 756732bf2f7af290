// The ledger: people and programs write through nginx while the database, workers, nginx and its workers are killed -9 at random.
// What was acknowledged is there, once, and no edit is lost under another. KILLS (3) of each kind; every step stands in
// BUILD/test/ledger.jsonl, to be read or counted again.
import { randomBytes, randomInt } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync, writeSync } from 'node:fs';
import { api, as, build, concord, eventually, send, sleep, sql, state, told, unique } from '../lib/client.mjs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { makeDeal } from '../lib/deals.mjs';
import { handedOver } from '../lib/leads.mjs';
import { draft, makeTerm } from '../lib/glossary.mjs';
import { close, day, makeMeeting, publish, readMeeting, start } from '../lib/meetings.mjs';
import { equal, figure, ok, test } from '../lib/tap.mjs';

const KILLS = Number(process.env.KILLS ?? 3), CLIENTS = 6, ENOUGH = 5;	// ENOUGH of each kind of write, as fewer prove little
mkdirSync(`${build}/test`, { recursive: true });
const book = openSync(`${build}/test/ledger.jsonl`, 'w');
const began = Date.now();
function note(entry) { writeSync(book, `${JSON.stringify({ ms: Date.now() - began, ...entry })}\n`); }

// The processes of this copy that may be killed, by kind.
const kinds = {
	mariadbd: { home: 'db', is: name => name === 'mariadbd' },
	worker: { home: 'run', is: name => name.endsWith('.fcgi') },
	'nginx worker': { home: 'run/web', is: (name, pid) => name === 'nginx' && pid !== master() },
	'nginx master': { home: 'run/web', is: (name, pid) => name === 'nginx' && pid === master() },
};
const master = () => Number(readFileSync(`${state}/run/nginx.pid`, 'utf8'));
function victims({ home, is }) {
	const folder = realpathSync(`${state}/${home}`);
	return readdirSync('/proc').filter(p => /^\d+$/.test(p)).map(Number).filter(pid => {
		try {
			return readlinkSync(`/proc/${pid}/cwd`) === folder && is(readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), pid);
		} catch {
			return false;
		}
	});
}
async function kill(kind) {
	const pid = await eventually(() => { const all = victims(kinds[kind]); return all.length && all[randomInt(all.length)]; }, 60_000);
	note({ kill: kind, pid });
	try { process.kill(pid, 'SIGKILL'); } catch { /* it went by itself */ }
}

// Sends one write again and again, as it is, until somebody answers something other than "try again". `twice`: two at once, as an
// impatient person does; both must then be told the same. NULL: the end came before an answer.
let going = true, patience = 0;
async function persist(entry, write, twice) {
	for (let tries = 1; going || Date.now() < patience; tries++) {
		const answers = await Promise.all((twice ? [write, write] : [write]).map(w => w().catch(error => error)));
		const heard = answers.filter(a => a.status && a.status !== 503);
		note({ ...entry, tries, answers: answers.map(a => a.status ?? a.code ?? a.message) });
		if (new Set(heard.map(a => `${a.status} ${a.location ?? ''}`)).size > 1 && heard.some(a => a.status < 400))
			throw new Error(`${JSON.stringify(entry)} sent twice was answered differently: ${heard.map(a => `${a.status} ${a.location}`).join(', ')}`);
		if (heard.length)
			return heard[0];
		await sleep(20 + randomInt(60));
	}
	return null;
}
const reach = ask => persist({ read: true }, ask, false);

const kept = () => ({ term: [], api_term: [], comment: [], line: [], handoff: [], attempt: [], deal: [], payment: [], note: [], outcome: [], task: [] });
const acknowledged = kept(), asked = kept();
const mark = unique('Ledger').replace('Ledger ', '');

// The kinds of write. Each takes its words, which nothing else has, and returns the answer that acknowledged them or NULL.
const common = {};
const writes = {
	async term(person, words, entry, twice) {		// a create by form
		const page = await reach(() => person.get('/glossary/new'));
		if (!page) return null;
		const fields = page.page.form('/glossary').fields({ name: words, kind: 'word' });
		return persist(entry, () => person.post('/glossary', fields), twice);
	},
	async api_term(person, words, entry, twice) {		// a create by program
		const key = randomBytes(16).toString('hex');
		return persist(entry, () => person.program.post('/terms', { name: words, kind: 'word' }, { 'idempotency-key': key }), twice);
	},
	async comment(person, words, entry, twice) {
		const page = await reach(() => person.get(`/glossary/${common.slug}`));
		if (!page) return null;
		const action = `/glossary/${common.slug}/versions/${common.n}/comments`;
		const fields = page.page.form(action).fields({ comment: words });
		return persist(entry, () => person.post(action, fields), twice);
	},
	async line(person, words, entry, twice) {		// an edit of what all edit: one line is added to what was read
		for (let sheet = 0;;) {
			const path = `/glossary/${common.sheets[sheet]}/words`;
			const page = await reach(() => person.get(path));
			if (!page) return null;
			const form = page.page.form(path), lines = `${form.value('examples')}\n${words}`.trim();
			if (lines.length > 3900) {	// this one is full
				sheet++;
				continue;
			}
			const answer = await persist(entry, () => person.post(path, form.fields({ examples: lines })), twice);
			if (answer?.status !== 409)
				return answer;
		}
	},
	async handoff(person, words, entry, twice) {		// a lead by program, handed over by form
		const key = randomBytes(16).toString('hex'), email = `${words.replace(/\W+/g, '.')}@zebra-example.com`;
		const lead = await persist({ ...entry, lead: true }, () => person.program.post('/leads', { person: words, email, company: 'Zebra Works', origin: 'marketing' }, { 'idempotency-key': key }), false);
		if (!lead) return null;
		const path = `/leads/${lead.json.id}/handoffs`, page = await reach(() => person.get(path));
		if (!page) return null;
		const fields = page.page.form(path).fields({ answer_COMPANY_SIZE: '300', answer_COUNTRY: 'yes', answer_BUYERS_QUESTION: 'c0', evidence_BUYERS_QUESTION: 'Their mail' }, 'step=send');
		return persist(entry, () => person.post(path, fields), twice);
	},
	async attempt(person, words, entry, twice) {		// told by another system, by its name there
		const key = randomBytes(16).toString('hex'), one = { handoff: common.handoff, channel: 'call', result: 'no_answer', happened_at: new Date().toISOString(), external_ref: { system: 'ledger', id: words } };
		return persist(entry, () => person.program.post('/attempts', [one], { 'idempotency-key': key }), twice);
	},
	async deal(person, words, entry, twice) {		// a deal by form
		const page = await reach(() => person.get('/deals/new'));
		if (!page) return null;
		const fields = page.page.form('/deals').fields({ name: words, account: 'Zebra Works', origin: 'sales' });
		return persist(entry, () => person.post('/deals', fields), twice);
	},
	async payment(person, words, entry, twice) {		// one of many instalments of one deal, by program
		const key = randomBytes(16).toString('hex'), one = { kind: 'paid', at: new Date().toISOString(), amount: { minor: 1, currency: 'EUR' }, words };
		return persist(entry, () => person.program.post(`/deals/${common.deal}/events`, one, { 'idempotency-key': key }), twice);
	},
	async note(person, words, entry, twice) {		// a line at the end of a note that others write at the same time
		const path = `/meetings/${common.meeting}`, page = await reach(() => person.get(`${path}/run?item=${common.points[entry.client % common.points.length]}`));
		if (!page) return null;
		const form = page.page.form(`${path}/notes`), fields = form.fields({ note: `${form.value('note')}\n${words}`.trim() });
		return persist(entry, () => person.post(`${path}/notes`, fields), twice);
	},
	async outcome(person, words, entry, twice) {		// settled and carried over by turns, in a meeting of one's own
		const [meeting, point] = common.own[entry.client], path = `/meetings/${meeting}`, page = await reach(() => person.get(`${path}/run?item=${point}`));
		if (!page) return null;
		const fields = page.page.form(`${path}/outcome`).fields({}, turn(words));
		return persist(entry, () => person.post(`${path}/outcome`, fields), twice);
	},
	async task(person, words, entry, twice) {		// what somebody takes on in it
		const path = `/meetings/${common.meeting}`, page = await reach(() => person.get(`${path}/run?item=${common.points[0]}`));
		if (!page) return null;
		const fields = page.page.form(`${path}/assignments`).fields({ words, owner: common.owner, due: day(20) });
		return persist(entry, () => person.post(`${path}/assignments`, fields), twice);
	},
};

// Which of the two the `i`th outcome is.
const turn = words => Number(words.match(/\d+$/)[0]) % 2 ? 'outcome=settled' : 'outcome=carried';

// A meeting that runs, with points of its own. Returns its id and theirs.
async function runningWith(points) {
	const m = await makeMeeting({ starts_at: `${day(60)}T10:00:00Z`, minutes: 60 }), author = await as('marketer');
	for (let i = 0; i < points; i++)
		await author.fill(`/meetings/${m.id}`, `/meetings/${m.id}/items`, { title: `Point ${i}`, minutes: '5' });
	const running = await start(await publish(await readMeeting(m.id)));
	return [running.id, ...running.agenda.filter(i => i.section === 'own' && i.place === 'agenda').map(i => i.id)];
}

// What each team writes.
const all = Object.keys(writes), selling = ['attempt', 'deal', 'payment'], of = { marketing: all.filter(k => !selling.includes(k)), sales: all.filter(k => k !== 'handoff') };

async function client(number, person) {
	const own = of[person.account.team];
	for (let i = 0; going; i++) {
		const kind = own[(i + number) % own.length], words = `${kind.replace('_', ' ')} ${mark}${number}x${i}`, twice = randomInt(5) === 0;
		const entry = { client: number, kind, words };
		asked[kind].push(words);
		note({ ...entry, asked: true, twice });
		const answer = await writes[kind](person, words, entry, twice);
		if (!answer)
			return;
		if (![200, 201, 303].includes(answer.status) || /"refused"/.test(answer.text))
			throw new Error(`${words} was answered ${answer.status}: ${told(answer)}`);
		acknowledged[kind].push(words);
		note({ ...entry, acknowledged: true, status: answer.status });
	}
}

test(`${KILLS} kills of each kind under ${CLIENTS} clients: nothing acknowledged is missing, nothing is there twice`, async () => {
	const names = ['marketer', 'marketing', 'seller', 'sales'], people = [];
	for (let i = 0; i < CLIENTS; i++) {
		const person = await as(names[i % 4]);
		people.push(Object.assign(Object.create(person), { program: api(names[i % 4]) }));
	}
	const author = await as('marketer');
	await agreedAgreement({ promises: [{ kind: 'decision', party: 'sales', open_minutes: 480, percent: 95 }, { kind: 'first_attempt', party: 'sales', open_minutes: 480, percent: 95 },
		{ kind: 'volume', party: 'marketing', definition: 'marketing-qualified-lead', count: 1000, pace: 'open' }] });
	common.handoff = (await handedOver()).id;
	common.deal = (await makeDeal()).id;
	Object.assign(common, { slug: (await makeTerm(author)).slug });
	common.n = await draft(author, common.slug);
	common.sheets = [common.slug];
	while (common.sheets.length < 1 + KILLS / 20)
		common.sheets.push((await makeTerm(author)).slug);
	const [meeting, ...points] = await runningWith(4);
	Object.assign(common, { meeting, points, own: [], owner: sql("SELECT id FROM person WHERE team = 'sales' AND disabled_at IS NULL LIMIT 1")[0][0] });
	for (let i = 0; i < CLIENTS; i++)
		common.own.push(await runningWith(1));
	const clients = people.map((person, i) => client(i, person));
	let trouble;
	for (const c of clients)
		c.catch(error => { trouble = error; });
	const plan = Object.keys(kinds).flatMap(kind => Array(KILLS).fill(kind));
	for (let left = plan.length; left > 0 && !trouble; left--) {
		await sleep(200 + randomInt(800));
		await kill(plan.splice(randomInt(left), 1)[0]);
	}
	await eventually(async () => (await send('GET', '/health', { fresh: true }).catch(() => ({}))).status === 200, 60_000);
	await eventually(() => trouble || Object.values(acknowledged).every(had => had.length >= ENOUGH), 60_000).catch(() => { /* the count says which */ });
	patience = Date.now() + 15_000;	// what is on its way is still heard
	going = false;
	await Promise.all(clients);
}, { limit: 120_000 + KILLS * 15_000 });

// The lines of the notes and of what was kept beside them; and as many outcomes of each client as the trail tells, in their order.
function notesFound() {
	const notes = sql(`SELECT note FROM meeting_item WHERE meeting_id = ${common.meeting}`).flatMap(([text]) => text.split('\\n')).filter(Boolean);
	const beside = sql(`SELECT n.words FROM meeting_note n JOIN meeting_item i ON i.id = n.item_id WHERE i.meeting_id = ${common.meeting} AND n.is_beside AND n.taken_at IS NULL`).flatMap(([text]) => text.split('\\n')).filter(Boolean);
	return [...notes, ...new Set(beside.filter(line => !notes.includes(line)))];
}
function outcomesFound() {
	return common.own.flatMap(([meeting, point], i) => {
		const mine = asked.outcome.filter(w => w.includes(` ${mark}${i}x`)), trail = sql(`SELECT detail FROM audit WHERE act = 'meeting.outcome' AND subject_id = ${meeting} ORDER BY id`).flat();
		equal(trail.map(t => `outcome=${t}`), mine.slice(0, trail.length).map(turn), 'outcomes in the order they were sent');
		equal(sql(`SELECT IFNULL(outcome, '') FROM meeting_item WHERE id = ${point}`)[0][0], trail.at(-1) ?? '', 'the last one stands');
		return trail.map((t, n) => mine[n] ?? `outcome too many: ${t}`);
	});
}

test('the count', () => {
	const found = {
		note: notesFound(),
		outcome: outcomesFound(),
		task: sql(`SELECT words FROM meeting_task WHERE words LIKE 'task ${mark}%'`).flat(),
		term: sql(`SELECT name FROM term WHERE name LIKE 'term ${mark}%'`).flat(),
		api_term: sql(`SELECT name FROM term WHERE name LIKE 'api term ${mark}%'`).flat(),
		comment: sql(`SELECT a.words FROM version_act a JOIN term_version v ON v.id = a.version_id JOIN term t ON t.id = v.term_id WHERE t.slug = '${common.slug}' AND a.act = 'comment'`).flat(),
		line: sql(`SELECT examples FROM term WHERE slug IN ('${common.sheets.join("', '")}') AND examples <> ''`).flatMap(([text]) => text.split('\\n')).filter(Boolean),
		handoff: sql(`SELECT l.name FROM handoff h JOIN lead_record l ON l.id = h.lead_id WHERE l.name LIKE 'handoff ${mark}%'`).flat(),
		attempt: sql(`SELECT external_id FROM attempt WHERE system = 'ledger' AND external_id LIKE 'attempt ${mark}%'`).flat(),
		deal: sql(`SELECT name FROM deal WHERE name LIKE 'deal ${mark}%'`).flat(),
		payment: sql(`SELECT words FROM deal_event WHERE deal_id = ${common.deal} AND kind = 'paid'`).flat(),
	};
	for (const kind of Object.keys(writes)) {
		const there = new Set(found[kind]);
		note({ count: kind, asked: asked[kind].length, acknowledged: acknowledged[kind].length, there: found[kind].length });
		console.log(`# ${kind}: ${asked[kind].length} asked for, ${acknowledged[kind].length} acknowledged, ${found[kind].length} there`);
		equal(acknowledged[kind].filter(w => !there.has(w)), [], `${kind}: acknowledged, yet missing`);
		equal(found[kind].filter((w, i) => found[kind].indexOf(w) !== i), [], `${kind}: there twice`);
		equal(found[kind].filter(w => !asked[kind].includes(w)), [], `${kind}: there, yet nobody asked for it`);
		ok(acknowledged[kind].length >= ENOUGH, `only ${acknowledged[kind].length} of ${kind} were acknowledged: that proves little`);
	}
	const sum = kind => Object.values(kind).flat().length;
	const all = Object.values(found).flat();
	figure('kill -9 under six people and programs', `${KILLS} each of ${Object.keys(kinds).join(', ')}; ${sum(acknowledged).toLocaleString('en')} writes acknowledged in ${Math.round((Date.now() - began) / 1000)} s`,
		`${Object.values(acknowledged).flat().filter(w => !all.includes(w)).length} missing, ${all.length - new Set(all).size} twice`);
	const edits = Number(sql(`SELECT SUM(revision - 1) FROM term WHERE slug IN ('${common.sheets.join("', '")}')`)[0][0]);
	equal(edits, found.line.length, 'revisions count the edits');
	equal(sql(`SELECT attempts FROM handoff WHERE id = ${common.handoff}`), [[String(found.attempt.length)]], 'a handoff counts its attempts');
	equal(sql(`SELECT COUNT(*) FROM deal d WHERE d.name LIKE 'deal ${mark}%' AND (SELECT COUNT(*) FROM deal_event e WHERE e.deal_id = d.id AND e.kind = 'opened') <> 1`), [['0']], 'each deal was opened once');
	equal(sql(`SELECT revision - 1 FROM deal WHERE id = ${common.deal}`), [[String(found.payment.length)]], 'the revision of a deal counts its events');
	equal(sql(`SELECT COUNT(*) FROM lead_record WHERE name LIKE 'handoff ${mark}%'`), [[String(new Set(sql(`SELECT name FROM lead_record WHERE name LIKE 'handoff ${mark}%'`).flat()).size)]], 'no lead twice');
	equal(sql(`SELECT COUNT(*) FROM handoff h JOIN lead_record l ON l.id = h.lead_id WHERE l.name LIKE 'handoff ${mark}%' AND (SELECT COUNT(*) FROM timer t WHERE t.subject = 'handoff' AND t.subject_id = h.id) <> 2`), [['0']], 'one set of clocks for each');
	closeSync(book);
});

test('the meeting can be ended after all that, and its minutes have everything', async () => {
	await close(await readMeeting(common.meeting));
	const { page } = await (await as('observer')).get(`/meetings/${common.meeting}/minutes`);
	for (const words of [...acknowledged.note, ...acknowledged.task])
		ok(page.main.includes(words), `the minutes lack ${words}`);
	for (const [id] of common.own)
		await close(await readMeeting(id));
});

test('everything concord check knows holds', () => { concord('check'); });
