// One worker through many requests: small, and no larger at the end than after the first tenth.
import { as } from '../lib/client.mjs';
import { agreed } from '../lib/glossary.mjs';
import { processes } from '../lib/processes.mjs';
import { fill, memory, table, wrk } from './parts.mjs';

const wanted = Number(process.env.REQUESTS ?? 200_000), MOST = 12 * 1024, GROWTH = 1.02;
const [member, marketing, sales] = await Promise.all(['marketer', 'marketing', 'sales'].map(as));
await fill(60);
const { slug } = await agreed(member, marketing, sales);
const cookie = [...member.jar].map(([name, value]) => `${name}=${value}`).join('; ');
// Where to and for how many seconds at a time: the light ones longer, so that many requests take few minutes.
const pages = [['/glossary/new', 5], [`/glossary/${slug}`, 1], ['/glossary/import', 5], ['/glossary?show=retired', 1], ['/glossary/nothing-so-called', 5], [`/glossary/${slug}/versions/1`, 1]];

// The one worker of the glossary.
const [worker, ...others] = processes('glossary.fcgi');
if (!worker || others.length)
	throw new Error('There is not just one worker of the glossary.');

let done = 0, first = null;
const rows = [];
const note = () => { const m = memory(worker); rows.push([done, m.rss, m.pss, m.dirty]); return m; };
note();
for (let turn = 0; done < wanted; turn++) {
	const [path, seconds] = pages[turn % pages.length];
	done += (await wrk(path, { seconds: wanted < 100_000 ? 1 : seconds, connections: 4, cookie, errors: path.includes('nothing') })).requests;
	if (done >= wanted / 10 && !first && turn >= pages.length - 1)
		first = note();
}
const last = note();
console.log(`\nOne worker of the glossary, pages of ${pages.length} kinds in turn; kilobytes`);
console.log(table(['requests', 'resident', 'share of it', 'its own'], rows));
const growth = last.rss / first.rss;
const wrong = [last.rss > MOST && `it holds more than ${MOST} kB`, growth > GROWTH && `it grew by ${((growth - 1) * 100).toFixed(1)} % after the first tenth`].filter(Boolean);
console.log(wrong.length ? `Not as promised: ${wrong.join(', ')}.` : `Under ${MOST} kB, and flat within 2 % (${((growth - 1) * 100).toFixed(1)} %).`);
process.exit(wrong.length ? 1 : 0);
