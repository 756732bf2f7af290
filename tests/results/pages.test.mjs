// Results as people and programs read them: every number with its list, each reader what they may see, a new definition beside the old one.
import { agreed } from '../lib/glossary.mjs';
import { api, as, concord, sleep, sql, unique } from '../lib/client.mjs';
import { dealThat, happens } from '../lib/deals.mjs';
import { contact, csv, HUBSPOT, imported, undone } from '../lib/imports.mjs';
import { act, handedOver, handoffIn, makeLead } from '../lib/leads.mjs';
import { afterwards, equal, lacks, match, ok, test } from '../lib/tap.mjs';

const seller = api('seller'), observer = api('observer', 'read'), person = await as('seller'), marketer = await as('marketer'), watcher = await as('observer');
const result = async (metric, query = '', who = observer) => {
	const answer = await who.get(`/results/${metric}?${query}`);
	equal(answer.status, 200, answer.text);
	return answer.json;
};
const all = async (metric, query = '') => (await result(metric, query)).rows[0] ?? { numerator: 0, denominator: 0 };
// How many lines a list has, through all its pages.
async function lines(reader, href) {
	let count = 0;
	for (let at = href; at;) {
		const { text } = await reader.get(at);
		count += text.split('<th scope="row">').length - 1;
		at = text.match(/href="([^"]*after=\d+)"/)?.[1].replaceAll('&amp;', '&');
	}
	return count;
}
// What the first handoffs of this copy are counted as.
const source = unique('Zebra post');
const made = async fields => makeLead({ source, ...fields });

test('an act moves its figures at once, and an undo moves them back', async () => {
	const before = await all('quality'), { lead, id } = await handedOver({ lead: (await made()).id });
	const of = async () => (await result('quality', 'by=source')).rows.find(r => r.group === source) ?? { numerator: 0, denominator: 0 };
	equal([(await result('volume', 'by=source')).rows.find(r => r.group === source).denominator, (await of()).denominator], [1, 0]);
	await act(id, 'acceptance');
	equal([(await of()).numerator, (await of()).denominator, (await of()).value], [1, 1, 100]);
	equal((await all('quality')).denominator, before.denominator + 1);
	const edited = await seller.get(`/leads/${lead}`);
	equal((await seller.patch(`/leads/${lead}`, { source: `${source} again` }, { 'if-match': `"r${edited.json.revision}"` })).status, 200);
	equal([(await of()).denominator, (await result('quality', 'by=source')).rows.find(r => r.group === `${source} again`).denominator], [0, 1]);
});

test('every number on a page leads to a list with as many lines', async () => {
	await handoffIn('returned');
	await handoffIn('working');
	await dealThat(['signed', 'invoiced'], { leads: [(await handoffIn('qualified')).lead] });
	for (const address of ['/results', '/results/quality', '/results/volume?by=origin', '/results/goal', '/results/reasons', '/results/steps', '/results/money', '/results/personas', '/results/influenced', '/results/campaigns', '/results/themes', '/results/criteria']) {
		const { text } = await watcher.get(address), links = [...text.matchAll(/href="([^"]*\/cases\?[^"]*)">(\d+)(?: of \d+)?</g)].slice(0, 12);
		for (const [, href, number] of links)
			equal(await lines(watcher, href.replaceAll('&amp;', '&')), Number(number), `${address}: ${href}`);
		ok(links.length || address === '/results/money', `${address} has no number with a list`);
	}
});

test('the handoffs behind a cell of the criteria bear its label, their source as counted and their own day', async () => {
	const origin = unique('Okapi mail'), { id } = await handedOver({ lead: (await makeLead({ source: origin })).id });
	equal((await act(id, 'return', { criteria: ['COMPANY_SIZE'], found: 'Only three of them.' })).status, 200);
	const [[version, label, day]] = sql(`SELECT h.term_version_id, k.label, DATE(h.first_submitted_at) FROM handoff h JOIN criterion k ON k.version_id = h.term_version_id AND k.code = 'COMPANY_SIZE' WHERE h.id = ${id}`);
	const { text, page } = await watcher.get('/results/criteria'), [[from]] = sql("SELECT id FROM source WHERE name = '" + origin + "'");
	const href = page.links.find(h => h.includes(`version=${version}&code=COMPANY_SIZE&source=${from}&`));
	ok(href, text.slice(0, 2000));
	// One decision is no share.
	const card = text.slice(text.indexOf(`id="wording-${version}"`)), heads = [...card.match(/<thead>(.*?)<\/thead>/)[1].matchAll(/<th[^>]*>(.*?)<\/th>/g)].map(m => m[1]);
	const cell = [...card.match(new RegExp(`<th scope="row">${label}.*?</tr>`))[0].matchAll(/<td[^>]*>(.*?)<\/td>/g)][heads.indexOf(origin) - 1];
	match(cell[1], /1 of 1<.*too few/);
	lacks(cell[0], '%');
	lacks(cell[0], 'heat');
	let list = (await watcher.get(href)).page;
	equal(list.h1, `“${label}” did not hold`);
	lacks(list.main, 'COMPANY_SIZE');
	match(list.main, new RegExp(`Handoff ${id} .*${origin} .*Returned`));
	match((await watcher.get(href)).text, `datetime="${day}"`);
	list = (await watcher.get(href.replace('COMPANY_SIZE', ''))).page;
	equal(list.h1, 'Decided by Sales');
	match(list.main, new RegExp(`Handoff ${id} .*${origin}`));
	for (const wrong of [href.replace('COMPANY_SIZE', 'MOON'), href.replace(`version=${version}`, 'version=99999999')])
		equal((await watcher.get(wrong)).status, 404, wrong);
});

test('what a figure counts stands in one column, and notes where there are any', async () => {
	const heads = async slug => (await watcher.get(`/results/${slug}`)).text.match(/<caption class="sr">[^<]*month by month<\/caption>\s*<thead>(.*?)<\/thead>/)[1].replace(/<[^>]*>/g, '|').split(/\|+/).filter(Boolean);
	// Where the definition changed lately, the way of before and a note stand behind those.
	for (const [slug, wanted] of [['volume', ['Month', 'Volume', 'Handed over']], ['returned', ['Month', 'Returned']]]) {
		const found = await heads(`${slug}?months=1`);
		equal(found.slice(0, wanted.length), wanted);
		ok([[], ['As before'], ['As before', 'Note'], ['Note']].some(more => more.join() === found.slice(wanted.length).join()), found.join());
	}
	equal((await heads('quality?months=1')).slice(0, 4), ['Month', 'Quality', 'Accepted', 'Decided']);
	equal((await heads('goal?months=1')).slice(0, 3), ['Month', 'Goal', 'Won']);
});

test('the whole of the money leads to all it was counted from', async () => {
	const amount = { minor: 4200, currency: 'GBP' }, sold = await dealThat(['signed'], { amount });
	for (const kind of ['invoiced', 'paid', 'paid'])
		equal((await happens(sold.id, kind, { amount })).status, 201, kind);
	const { text } = await watcher.get('/results/money'), whole = text.slice(text.indexOf('id="money-gbp"')).match(/<th scope="row">All of it<\/th>(.*?)<\/tr>/)[1];
	const cells = [...whole.matchAll(/href="([^"]*)">£([\d,.]+)<.*?>(\d+) events?</g)];
	equal(cells.length, 3, whole);
	for (const [, link, money, events] of cells) {
		const href = link.replaceAll('&amp;', '&'), worths = [];
		for (let at = href; at;) {
			const page = await watcher.get(at);
			worths.push(...page.text.matchAll(/<td>£([\d,.]+)<\/td>/g));
			at = page.text.match(/href="([^"]*after=\d+)"/)?.[1].replaceAll('&amp;', '&');
		}
		const minor = words => Math.round(Number(words.replaceAll(',', '')) * 100);
		equal([worths.length, worths.reduce((sum, [, w]) => sum + minor(w), 0)], [Number(events), minor(money)], href);
	}
});

test('the gaps of money are what is between booked, invoiced and paid', async () => {
	const amount = { minor: 10_000, currency: 'CHF' }, sold = await dealThat(['signed'], { amount });
	equal((await happens(sold.id, 'invoiced', { amount: { minor: 6_000, currency: 'CHF' } })).status, 201);
	equal((await happens(sold.id, 'paid', { amount: { minor: 8_500, currency: 'CHF' } })).status, 201);
	const { text } = await watcher.get('/results/money?months=1'), card = text.slice(text.indexOf('id="money-chf"')), cells = row => row.replace(/<[^>]*>/g, '|').split(/\|+/).filter(Boolean);
	const minor = words => Math.round(Number(words.replace(/[^\d.−]/g, '').replace('−', '-')) * 100);
	const whole = cells(card.match(/<th scope="row">All of it<\/th>(.*?)<\/tr>/)[1]).filter(w => !/event/.test(w)).map(minor);
	equal(whole.length, 5);
	equal([whole[3], whole[4]], [whole[0] - whole[1], whole[1] - whole[2]]);
	ok(whole[4] <= 0 || whole[1] > 6_000, 'paid before it was invoiced is a gap the other way');
});

test('money is of one currency, never added up; a reversal takes it back', async () => {
	const sum = async (metric, currency) => (await result(metric)).rows.find(r => r.currency === currency)?.numerator ?? 0;
	const [eur, jpy, booked] = [await sum('goal', 'EUR'), await sum('goal', 'JPY'), await sum('booked', 'EUR')];
	await dealThat(['signed'], { amount: { minor: 700, currency: 'EUR' } });
	await dealThat(['signed'], { amount: { minor: 5, currency: 'JPY' } });
	equal([await sum('goal', 'EUR') - eur, await sum('goal', 'JPY') - jpy, await sum('booked', 'EUR') - booked], [700, 5, 700]);
	await dealThat(['signed', 'reversed'], { amount: { minor: 900, currency: 'EUR' } });
	equal([await sum('goal', 'EUR') - eur, await sum('booked', 'EUR') - booked], [700, 700]);
});

test('the chart is of the currency with most over all months, not of the best month', async () => {
	const ago = days => new Date(Date.now() - days * 86400_000).toISOString(), sold = async (currency, minor, days) => {
		const { id } = await dealThat([], { amount: { minor, currency } });
		equal((await happens(id, 'opened', { at: ago(days + 1) })).status, 201);
		equal((await happens(id, 'signed', { at: ago(days), amount: { minor, currency } })).status, 201);
	};
	for (const days of [5, 65])
		await sold('AUD', 600_000_000_00, days);
	await sold('NZD', 1_000_000_000_00, 5);
	match((await watcher.get('/results/booked?months=6')).page.main, 'In AUD.');
});

test('deals are won by number, and by amount in each currency apart', async () => {
	const of = async currency => (await result('win_rate')).amounts?.find(a => a.currency === currency) ?? { numerator_minor: 0, denominator_minor: 0 };
	const [eur, jpy] = [await of('EUR'), await of('JPY')], before = await all('win_rate');
	await dealThat(['signed'], { amount: { minor: 70_000, currency: 'EUR' } });
	await dealThat(['lost'], { amount: { minor: 30_000, currency: 'EUR' } });
	await dealThat(['lost'], { amount: { minor: 9, currency: 'JPY' } });
	const [after, yen, number] = [await of('EUR'), await of('JPY'), await all('win_rate')];
	equal([after.numerator_minor - eur.numerator_minor, after.denominator_minor - eur.denominator_minor], [70_000, 100_000]);
	equal([yen.numerator_minor - jpy.numerator_minor, yen.denominator_minor - jpy.denominator_minor], [0, 9]);
	equal([number.numerator - before.numerator, number.denominator - before.denominator], [1, 3]);
	match((await watcher.get('/results/win-rate')).page.main, /\d+ of \d+ .*% by amount, €[\d,.]+ of €[\d,.]+/);
	ok(!('amounts' in await result('quality')));
});

test('a deal stands with every campaign that brought a lead of its account, and once in the month', async () => {
	const [mine, theirs] = [unique('Herd mail'), unique('Herd fair')], months = async () => (await watcher.get('/results/influenced?months=1')).page.main.match(/All of it (\d+) (\d+) (\d+) (\d+)/).slice(1).map(Number);
	const before = await months(), first = await made({ campaign: mine }), second = await made({ campaign: theirs, email: `okapi@${first.email.split('@')[1]}`, person: 'Okapi Odd' });
	for (const { id } of [first, second])
		await handedOver({ lead: id });
	const deal = await dealThat(['signed'], { leads: [first.id] });
	await dealThat(['signed'], {});
	equal((await months()).map((n, i) => n - before[i]), [2, 1, 1, 1], 'won, sourced, influenced, neither');
	const { text } = await watcher.get('/results/influenced');
	for (const campaign of [mine, theirs]) {
		const [, href, number] = text.match(new RegExp(`${campaign}[^]*?href="([^"]*)">(\\d+)<`));
		match(href, /part=influenced.*campaign=\d+/);
		equal([number, await lines(watcher, href.replaceAll('&amp;', '&'))], ['1', 1], campaign);
		const list = await watcher.get(href.replaceAll('&amp;', '&'));
		match(list.page.main, campaign);
		match(list.page.main, 'Sourced and influenced');
		ok(list.page.links.includes(`/deals/${deal.id}`));
	}
	match((await watcher.get('/results/influenced?format=csv')).headers['content-type'], 'text/csv');
	for (const query of ['part=moon', 'from=x', 'from=2026-05&to=2026-01', 'from=2020-01&to=2026-01'])
		equal((await watcher.get(`/results/influenced/cases?${query}`)).status, 404, query);
});

test('volume says how much of it is not decided yet', async () => {
	const undecided = async () => Number((await watcher.get('/results/volume?months=1')).page.main.match(/(\d+) not decided yet/)?.[1] ?? 0);
	const before = await undecided(), { id } = await handedOver({ lead: (await made()).id });
	equal(await undecided(), before + 1);
	await act(id, 'acceptance');
	equal(await undecided(), before);
});

test('days inside a month are counted as their list shows them, page by page; a horizon of one’s own decides what is open', async () => {
	const MQL = 'Became a Marketing Qualified Lead Date', days = [...Array(53).fill('2026-02-03'), '2026-02-05', '2026-02-05'];
	const file = await imported(csv([HUBSPOT, ...days.map(day => contact(unique('far').replace(' ', '-'), { [MQL]: day }))]));
	for (const [from, to, least] of [['2026-02-03', '2026-02-04', 53], ['2026-02-02', '2026-02-06', 55], ['2026-01-05', '2026-02-05', 53]]) {
		const { denominator } = await all('lead_to_customer', `from=${from}&to=${to}`);
		ok(denominator >= least, `${from}: ${denominator}`);
		equal(await lines(watcher, `/results/lead-to-customer/cases?from=${from}&to=${to}`), denominator, from);
	}
	const month = async query => (await result('lead_to_customer', `by=month&from=2026-02-01&to=2026-03-01&${query}`)).rows[0];
	ok(!('open' in await month('horizon_days=5')), 'its days are over');
	ok('open' in await month('horizon_days=3650'), 'they are not');
	ok('open' in await month('horizon_days=none'), 'more may always come');
	await undone(file.id);
});

test('a query that names nothing is told so', async () => {
	for (const [path, status] of [['/results/moon', 404], ['/results/quality?by=moon', 400], ['/results/quality?by=reason', 400], ['/results/quality?from=yesterday', 400],
		['/results/lead_to_customer?horizon_days=0', 400], ['/results/quality?basis=conversion', 400], ['/results/cycle_length?basis=conversion', 200],
		['/results/lead_to_customer?horizon_days=none&by=month', 200], ['/results/volume?from=2026-01-03&to=2026-01-20&by=month', 200], ['/results/quality?system=moon', 200], ['/results/quality?from=0001-01-01&by=month', 200], ['/results/quality?from=2026-01-01&to=9999-12-31&by=month', 200]])
		equal((await observer.get(path)).status, status, path);
	for (const path of ['/results/moon', '/results?months=0', '/results?months=99', '/results?until=2999-01', '/results/quality/cases?from=x', '/results/quality/cases?by=owner&group=1', '/results/quality/csv?by=moon'])
		equal((await watcher.get(path)).status, 404, path);
	equal((await result('quality', 'system=moon')).rows, []);
	equal((await result('quality', 'from=2020-01-01&to=2020-02-01')).rows, [], 'no cases: no rows');
});

test('sellers are named to Sales alone', async () => {
	const name = (await result('quality', 'by=owner', seller)).rows.map(r => r.group).find(g => g !== 'Nobody yet');
	lacks((await observer.get('/results/quality?by=owner')).text, name);
	equal((await result('quality', 'by=owner')).rows.map(r => r.group).filter(g => g !== 'Nobody yet'), ['Sales']);
	match((await person.get('/results/quality?by=owner')).page.main, name);
	lacks((await marketer.get('/results/quality?by=owner')).page.main, name);
	const href = (await marketer.get('/results/quality?by=owner')).text.match(/href="([^"]*group=any[^"]*hits[^"]*)">(\d+)</);
	equal(await lines(marketer, href[1].replaceAll('&amp;', '&')), Number(href[2]));
});

test('files hold what the page says, and open nothing', async () => {
	const csv = await watcher.get('/results/quality/csv?by=source'), json = await watcher.get('/results/quality/json?by=source');
	match(csv.headers['content-disposition'], 'quality.csv');
	match(csv.text, `"${source} again","100.0","share","1","1"`);
	equal(JSON.parse(json.text).rows.find(r => r.group === `${source} again`).numerator, 1);
	for (const view of ['steps', 'money', 'personas', 'themes', 'reasons', 'campaigns', 'criteria'])
		match((await watcher.get(`/results/${view}?format=csv`)).headers['content-type'], 'text/csv', view);
});

const monthAgo = n => { const d = new Date(); return new Date(Date.UTC(d.getFullYear(), d.getMonth() - n, 1)).toISOString().slice(0, 7); };
// A cell of a table for programs in the words of its file for spreadsheets.
const minor = (words, currency) => Math.round(Number(words.replace('−', '-').replace(/[^\d.-]/g, '')) * (currency === 'JPY' ? 1 : 100));
function says(cell, words, where) {
	if (cell === null)
		match(words, /^(?:|not known|no cases)$/, where);
	else if (Array.isArray(cell))
		equal(cell.length ? words.split(/, (?=\D)/).map((w, i) => minor(w, cell[i].currency)) : words, cell.length ? cell.map(c => c.minor) : '0', where);
	else if (typeof cell === 'number')
		equal(Number.isInteger(cell) ? words.replace('.0 times', '') : words, Number.isInteger(cell) ? String(cell) : `${cell} times`, where);
	else
		equal('minor' in cell ? minor(words, cell.currency) : words, 'minor' in cell ? cell.minor : `${cell.numerator} of ${cell.denominator}`, where);
}

test('figures looked at together are told to programs, cell by cell what their page says', async () => {
	const campaign = unique('Okapi stripes'), { id } = await handedOver({ lead: (await made({ campaign })).id });
	await act(id, 'acceptance');
	await dealThat(['signed'], { leads: [(await handoffIn('qualified')).lead], amount: { minor: 123_456, currency: 'EUR' } });
	const path = `/results/campaigns/${sql(`SELECT id FROM campaign WHERE name = '${campaign}'`)[0][0]}`;
	equal((await marketer.fill(path, path, { amount: '1,234.50', currency: 'EUR' })).status, 303);
	const kinds = new Set();
	for (const view of ['money', 'personas', 'themes', 'reasons', 'campaigns', 'criteria', 'influenced']) {
		const { json } = await observer.get(`/results/${view}?months=3`), file = await watcher.get(`/results/${view}?months=3&format=json`);
		match(file.headers['content-disposition'], `${view}.json`);
		equal(JSON.parse(file.text), json, view);
		const lines = (await watcher.get(`/results/${view}?months=3&format=csv`)).text.trim().split('\r\n').map(l => l.slice(1, -1).split('","'));
		for (const table of json.tables) {
			equal(lines.shift(), [table.title, table.by, ...table.columns]);
			for (const row of table.rows) {
				const [title, group, ...words] = lines.shift();
				ok(row.is_total ? row.key === null : typeof row.key === 'string', JSON.stringify(row));
				equal([title, group.replaceAll('""', '"'), words.length, row.cells.length], [table.title, row.group, table.columns.length, table.columns.length], view);
				row.cells.forEach((cell, i) => says(cell, words[i], `${view}: ${group}, ${table.columns[i]}`));
				row.cells.forEach(cell => kinds.add(cell === null ? 'nothing' : Array.isArray(cell) ? 'list' : typeof cell === 'number' ? 'number' : Object.keys(cell).join()));
			}
		}
		equal(lines, [], view);
		match((await watcher.get(`/results/${view}`)).text, `${view}?months=6&amp;format=json`);
	}
	const { tables: [{ rows }] } = (await observer.get('/results/influenced?months=3')).json;
	equal([rows.filter(r => !r.is_total).map(r => r.key), rows.filter(r => r.is_total).map(r => r.group)], [[0, 1, 2].map(monthAgo), ['All of it']]);
	equal([...kinds].sort(), ['list', 'minor,currency', 'nothing', 'number', 'numerator,denominator']);
	const { json } = await observer.get('/results/campaigns?months=1'), mine = json.tables[0].rows.find(r => r.group === campaign).cells;
	equal(mine, [1, 1, [], [], { minor: 123_450, currency: 'EUR' }, { minor: 123_450, currency: 'EUR' }, 0]);
	for (const query of ['campaigns?months=99', 'money?until=soon', 'steps?source=999999', 'steps?source=moon'])
		equal((await observer.get(`/results/${query}`)).status, 400, query);
	const steps = (await observer.get('/results/steps?months=3')).json, page = (await watcher.get('/results/steps?months=3&format=csv')).text;
	equal(steps.steps.map(s => s.key), ['handed_over', 'accepted', 'qualified', 'opportunity', 'customer']);
	for (const step of steps.steps)
		match(page, `"${step.group}","${step.leads}","${step.median_days ?? ''}"`);
	equal(JSON.parse((await watcher.get('/results/steps?months=3&format=json')).text), steps);
});

test('how much of the goal a month is, and what its deals are worth, stands in page and files', async () => {
	sql("DELETE FROM sales_plan; INSERT INTO sales_plan (id, period, currency, goal, deal, share, qualified, opportunity, customer, edited_by, edited_at) SELECT 1, 'quarter', 'EUR', 100000, 1000, 500, 500, 500, 500, MIN(id), '2026-01-01' FROM person");
	afterwards(() => sql('DELETE FROM sales_plan'));
	const goal = async query => (await result('goal', query)).goal;
	equal(await goal('by=month'), { minor: 33_333, currency: 'EUR' }, 'a third of the quarter');
	equal(await goal('from=2026-10-01&to=2027-04-01'), { minor: 200_000, currency: 'EUR' });
	equal(await goal('from=2020-01-01&to=2020-04-01'), { minor: 100_000, currency: 'EUR' }, 'also where nothing was won');
	for (const query of ['from=2026-10-02&to=2027-04-01', 'by=source'])
		equal(await goal(query), undefined, query);
	equal(typeof (await goal('from=0001-01-01&to=9999-12-01')).minor, 'number');
	const lines = (await watcher.get('/results/goal/csv?by=month')).text.split('\r\n').filter(l => l.includes('"EUR"'));
	equal([lines.length > 0, lines.filter(l => !l.endsWith(',"333.33"'))], [true, []]);
	match((await watcher.get('/results/goal?months=3')).page.main, 'The goal for 3 months is €1,000');
	const months = (await result('win_rate', 'by=month')).rows, whole = (await result('win_rate')).amounts, sums = {};
	for (const { amounts } of months)
		for (const a of amounts ?? [])
			sums[a.currency] = [(sums[a.currency]?.[0] ?? 0) + a.numerator_minor, (sums[a.currency]?.[1] ?? 0) + a.denominator_minor];
	equal(sums, Object.fromEntries(whole.map(a => [a.currency, [a.numerator_minor, a.denominator_minor]])), 'the months come to the whole');
	match((await watcher.get('/results/win-rate')).page.main, /By amount (?:[A-Z]{3} )?\d+(?:\.\d)? %/);
	match((await watcher.get('/results/cycle-length/csv?by=month')).text, '"nine of ten within","mean","goal"');
});

test('what a campaign cost is said by Marketing, once, over the revision it names', async () => {
	const campaign = unique('Stripes'), { id } = await handedOver({ lead: (await made({ campaign })).id });
	await act(id, 'acceptance');
	const [[at]] = sql(`SELECT id FROM campaign WHERE name = '${campaign}'`), path = `/results/campaigns/${at}`;
	match((await watcher.get('/results/campaigns')).page.main, new RegExp(`${campaign}[^]*not known`));
	const refused = await marketer.fill(path, path, { amount: 'much', currency: 'EUR' });
	equal([refused.status, refused.page.form(path).value('amount')], [422, 'much']);
	const stale = (await marketer.get(path)).page;
	equal((await marketer.fill(path, path, { amount: '1,200', currency: 'EUR' })).status, 303);
	match((await watcher.get('/results/campaigns')).page.main, new RegExp(`${campaign}[^]*€1,200`));
	const late = await marketer.submit(stale, path, { amount: '7', currency: 'EUR' });
	equal(late.status, 409);
	match(late.page.main, '€1,200');
	equal((await marketer.fill(path, path, { amount: '', currency: 'EUR' })).status, 303);
	match((await watcher.get('/results/campaigns')).page.main, new RegExp(`${campaign}[^]*not known`));
});

test('a campaign that brought nothing stands there with what it cost, and may be given it', async () => {
	const campaign = unique('Quagga'), row = async who => (await who.get('/results/campaigns?months=1')).text.match(new RegExp(`<th scope="row">${campaign}</th>(.*?)</tr>`))?.[1];
	await made({ campaign });
	const path = (await row(marketer))?.match(/href="(\/results\/campaigns\/\d+)"/)?.[1];
	ok(path, 'Marketing may say what it cost');
	equal(await row(watcher), undefined, 'to others there is nothing to say of it yet');
	equal((await marketer.fill(path, path, { amount: '900', currency: 'EUR' })).status, 303);
	match(await row(watcher), /^<td class="num"[^>]*>0.*€900.*no cases/);
});

test('a new version of a metric breaks the series; both ways of counting stand side by side', async () => {
	const marketing = await as('marketing'), sales = await as('sales'), author = await as('marketer');
	const metric = { measure: 'Accepted / decided', counts_by: 'the day of the handoff', closed_event: null, exclude_reasons: ['bad-data'] };
	const before = (await result('quality')).term_version ?? 0;
	const [[there]] = sql("SELECT COUNT(*) FROM term WHERE slug = 'quality'");
	ok(Number(there), 'the starter set has it');
	const api_ = api('marketer'), version = await api_.post('/terms/quality/versions', { meaning: 'Without bad data.', change_note: 'Bad data is nobody’s fault.', metric });
	equal(version.status, 201, version.text);
	let { number, revision } = version.json;
	equal((await api_.post(`/terms/quality/versions/${number}/review`, { revision })).status, 200);
	for (const who of ['marketing', 'sales']) {
		revision = (await api_.get(`/terms/quality/versions/${number}`)).json.revision;
		equal((await api(who).post(`/terms/quality/versions/${number}/signature`, { revision })).status, 200, who);
	}
	await sleep(1100);	// what happens in the very second it came into force counts by the version before
	const was = await all('quality'), { id } = await handedOver({ lead: (await made()).id });
	await act(id, 'return', { reason: 'bad-data', found: 'Nobody lives there.' });
	const now = await all('quality');
	equal([(await result('quality')).term_version > before, now.denominator, now.as_before.denominator > (was.as_before?.denominator ?? 0)], [true, was.denominator, true]);
	const { page, text } = await watcher.get('/results/quality?months=3');
	match(page.main, `Version ${number}`);
	match(page.main, 'As before');
	match(page.main, /Left out Returns for bad-data/);
	// What is shown of the past is counted by what was agreed then; a figure that leaves nothing out says so of nothing.
	const [[term, since]] = sql(`SELECT t.name, DATE_FORMAT(v.in_force_at - INTERVAL 2 MONTH, '%Y-%m') FROM term t JOIN term_version v ON v.term_id = t.id AND v.number = ${number} WHERE t.slug = 'quality'`);
	match(page.main, new RegExp(`Defined by ${term}, version ${number} from .* Defined by ${term}, .*before that`));
	const past = await watcher.get(`/results/quality?months=1&until=${since}`);
	lacks(past.page.main, `version ${number}`);
	lacks(past.page.main, 'bad-data');
	const months = (await result('quality', 'by=month')).rows, last = months.at(-1);
	equal([last.term_version, (await result('quality', `by=month&from=${since}-01&to=${since}-02`)).term_version], [number, before || null]);
	lacks((await watcher.get('/results/volume?months=1')).page.main, 'Left out');
	const [, href, n] = text.match(/href="([^"]*reading=before[^"]*)">[^<]*\(\d+ of (\d+)\)</);
	equal(await lines(watcher, href.replaceAll('&amp;', '&')), Number(n));
});

test('leads that came with a history count from the day they became an MQL, until they are handed over or their file is taken back', async () => {
	const MQL = 'Became a Marketing Qualified Lead Date', WON = 'Became a Customer Date', refs = ['a', 'b', 'c'].map(n => unique(`past${n}`).replace(' ', '-'));
	const rows = async (metric, more = '') => (await result(metric, `system=hubspot&from=2026-01-01&to=2026-02-28&${more}`)).rows[0] ?? { numerator: 0, denominator: 0 };
	const moved = async before => { const now = await rows('lead_to_customer'); return [now.numerator - before.numerator, now.denominator - before.denominator]; };
	const before = await rows('lead_to_customer'), step = await rows('customer'), soon = await rows('lead_to_customer', 'horizon_days=10');
	const file = await imported(csv([HUBSPOT, contact(refs[0], { [MQL]: '2026-02-03', [WON]: '2026-02-20', 'Original Source': source }), contact(refs[1], { [MQL]: '2026-02-04', 'Original Source': source }), contact(refs[2])]));
	equal(await moved(before), [1, 2]);
	const steps = await rows('customer');
	equal([steps.numerator - step.numerator, steps.denominator - step.denominator], [1, 2]);
	equal((await rows('lead_to_customer', 'horizon_days=10')).numerator, soon.numerator, 'won after seventeen days');
	const lead = sql(`SELECT lead_id FROM lead_ref WHERE external_id = '${refs[1]}'`)[0][0];
	const list = await watcher.get('/results/lead-to-customer/cases?from=2026-02-01&to=2026-03-01');
	match(list.text, `Imported lead ${lead}`);
	ok(list.page.links.includes(`/leads/${lead}`));
	const handoff = await handedOver({ lead: Number(lead) });
	equal(await moved(before), [1, 1], 'handed over, it counts by its handoff');
	equal((await act(handoff.id, 'withdrawal')).status, 200);
	equal(await moved(before), [1, 2], 'withdrawn, by its history again');
	await undone(file.id);
	equal(await moved(before), [0, 1], 'one was handed over meanwhile and stays');
	const email = `${unique('zoe').replace(' ', '.')}@zoo.example`, byMail = await imported(csv([HUBSPOT, contact('', { Email: email, [MQL]: '2026-02-05', 'Original Source': source })]));
	const other = await imported(csv([['Key', 'Email'], [unique('k'), email]]), { system: 'elsewhere', columns: { Key: 'external_id', Email: 'email' } });
	equal([other.updated, ...await moved(before)], [1, 0, 2], 'without an ID there, and told of by another system since');
	await undone(other.id);
	await undone(byMail.id);
	equal(await moved(before), [0, 1]);
});

test('nothing was lost on the way: results are what counting everything anew gives', () => {
	const said = concord('check');
	lacks(said, 'counts in results');
	lacks(said, 'sums of');
});
