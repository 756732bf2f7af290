// How many statements a page costs that everybody opens, once a worker knows the words: the log of each request says it.
import { readFileSync } from 'node:fs';
import { as, eventually, state } from '../lib/client.mjs';
import { agreedAgreement } from '../lib/agreement.mjs';
import { handedOver } from '../lib/leads.mjs';
import { equal, test } from '../lib/tap.mjs';

const log = area => readFileSync(`${state}/log/${area}.log`, 'utf8').split('\n');

// The usual number: a minute may turn meanwhile, or the background program work, and then each worker learns anew.
async function statementsOf(who, area, path) {
	const before = log(area).length, each = () => log(area).slice(before - 1).map(l => l.match(/ GET (\S+) 200 .* statements (\d+)$/)).filter(m => m?.[1] === path.split('?')[0]).map(m => Number(m[2]));
	for (let i = 0; i < 40; i++)
		await who.get(path);
	await eventually(() => each().length >= 40);
	return each().slice(-15).sort((a, b) => a - b)[2];
}

test('pages that everybody opens take few statements', async () => {
	const seller = await as('seller');
	await agreedAgreement();
	const handoff = await handedOver();
	// What waits for somebody is remembered, unless that is very much: other tests leave hundreds.
	const many = parseInt((await seller.get('/')).page.main.match(/(\d+) things are waiting for you/)?.[1] ?? 0) > 50;
	const most = { '/': many ? 4 : 3, '/glossary': 1, '/deals': 2, '/results': 2, '/issues': 3, '/assignments': 3, '/meetings': 4, '/leads?view=open': 6, '/sla': 6, [`/handoffs/${handoff.id}`]: 19 }, more = {};
	for (const [path, count] of Object.entries(most)) {
		const area = path === '/sla' ? 'sla' : path.startsWith('/leads') || path.startsWith('/deals') || path.startsWith('/handoffs') ? 'leads' : ['/issues', '/assignments', '/meetings'].includes(path) ? 'meetings' : path.slice(1) || 'home';
		const found = await statementsOf(seller, area, path);
		console.log(`# ${path}: ${found}`);
		if (found > count)
			more[path] = found;
	}
	equal(more, {}, 'pages that take more than they did');
});
