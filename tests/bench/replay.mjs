// A draft tried on a hundred thousand handoffs, and on as many imported leads where there are: how long one asks, and what it costs. At most a
// second for all of them. ROWS may say fewer.
import { api, as, sql } from '../lib/client.mjs';
import { gates, median, processes, table, used } from './parts.mjs';

const rounds = Number(process.env.ROUNDS ?? 5), ROWS = Number(process.env.ROWS ?? 100_000), MOST = 1000, TERM = 'marketing-qualified-lead';
const member = await as('marketer'), [[person]] = sql('SELECT MIN(id) FROM person');
const { in_force: { number } } = (await api('marketer').get(`/terms/${TERM}`)).json;
const [[version]] = sql(`SELECT v.id FROM term_version v JOIN term t ON t.id = v.term_id WHERE t.slug = '${TERM}' AND v.number = ${number}`);
const [[first]] = sql('SELECT 1 + GREATEST((SELECT COALESCE(MAX(id), 0) FROM handoff), (SELECT COALESCE(MAX(id), 0) FROM lead_record), (SELECT COALESCE(MAX(id), 0) FROM deal))').map(r => r.map(Number));
sql(`INSERT INTO lead_record (id, name, company, origin, created_by, created_team, created_at) SELECT ${first} + seq, CONCAT('Lead ', seq), '', 'marketing', ${person}, 'marketing', '2026-01-01' FROM seq_1_to_${ROWS}`);
sql(`INSERT INTO handoff (id, lead_id, state, term_version_id, author_id, words, submitted_at, first_submitted_at, all_known, all_met, in_volume) SELECT ${first} + seq, ${first} + seq, 'accepted', ${version}, ${person}, 'x', '2026-01-01' + INTERVAL seq MINUTE, '2026-01-01' + INTERVAL seq MINUTE, 1, 1, 1 FROM seq_1_to_${ROWS}`);
sql(`INSERT INTO handoff_answer (handoff_id, round, gate, code, value, is_unknown, verdict) SELECT ${first} + s.seq, 1, 'mql', c.code,
	CASE c.kind WHEN 'number' THEN CRC32(s.seq) % 500 WHEN 'choice' THEN SUBSTRING_INDEX(c.choices, '\\n', 1) WHEN 'date' THEN '2026-10-01' WHEN 'text' THEN 'As they said' ELSE IF(CRC32(s.seq) % 20, 'yes', 'no') END, 0, 'meets'
	FROM seq_1_to_${ROWS} s JOIN criterion c ON c.version_id = ${version}`);
sql(`INSERT INTO deal (id, name, origin, opened_at, won_at, created_by, created_team, created_at) SELECT ${first} + seq, 'Deal', 'marketing', '2026-09-01', '2099-01-01', ${person}, 'sales', '2026-09-01' FROM seq_1_to_${Math.ceil(ROWS / 10)}`);
sql(`INSERT INTO deal_lead (deal_id, lead_id, is_primary) SELECT ${first} + seq, ${first} + LEAST(10 * seq, ${ROWS}), TRUE FROM seq_1_to_${Math.ceil(ROWS / 10)}`);
sql('ANALYZE TABLE handoff, handoff_answer, deal, deal_lead');
const made = await api('marketer').post(`/terms/${TERM}/versions`, { meaning: 'Larger ones.', change_note: 'For the bench', criteria: (await api('marketer').get(`/terms/${TERM}/versions/${number}`)).json.criteria });
if (made.status !== 201)
	throw new Error(`No draft: ${made.text}`);

const kinds = processes(), rows = [], held = [];
const [[imported]] = sql('SELECT COUNT(*) FROM lead_history').map(r => r.map(Number));
const sizes = [...new Set([90, 1000, 10_000].filter(n => n < ROWS).concat(ROWS))];
const tries = [...sizes.map(n => ['handoffs', n]), ...(imported >= ROWS ? sizes.map(n => ['imported', n]) : [])];
for (const [over, n] of tries) {
	const times = [], costs = [];
	for (let round = 0; round <= rounds; round++) {
		const before = Object.values(kinds).map(used), began = performance.now();
		const { status } = await member.get(`/glossary/${TERM}/versions/${made.json.number}/replay?over=${over}&n=${n}&bound_COMPANY_SIZE_min=${100 + round}`);
		if (status !== 200)
			throw new Error(`${n} rows of ${over} answered ${status}`);
		if (round)	// the first one warms
			times.push(performance.now() - began), costs.push(Object.values(kinds).map(used).map((ms, i) => ms - before[i]));
	}
	const name = `a draft tried on ${n} ${over === 'handoffs' ? 'handoffs' : 'imported leads'}`;
	if (n === ROWS)
		held.push({ page: name, what: 'median in ms', is: median(times), most: MOST });
	rows.push([name, median(times).toFixed(0), ...[1, 2].map(i => median(costs.map(c => c[i])))]);
}
console.log(table(['page', 'ms', 'program', 'database'], rows));
if (imported < ROWS)
	console.log(`Not measured over imported leads: there are ${imported}.`);
process.exit(gates(held) ? 1 : 0);
