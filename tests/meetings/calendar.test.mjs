// Calendars as programs read them: a private feed by a secret address, and invitations, other times and cancellations by mail, read back by
// a parser that is not ours.
import ICAL from 'ical.js';
import { api, as, Browser, secret, sql, unique } from '../lib/client.mjs';
import { day, makeMeeting, makeTask, person, publish } from '../lib/meetings.mjs';
import { newest, settled, wanted } from '../lib/mail.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const [seller, sales, marketer, observer] = await Promise.all(['seller', 'sales', 'marketer', 'observer'].map(as));
const make = '/meetings/calendar', stranger = new Browser();
const events = text => { const root = new ICAL.Component(ICAL.parse(text)); return { root, list: root.getAllSubcomponents('vevent').map(c => new ICAL.Event(c)) }; };

async function addressOf(browser) {
	const page = await browser.follow(await browser.fill(make, make));
	return secret(page.page.main.match(/http:\/\/\S+\/meetings\/feed\.ics\?address=[\w-]{43}/)[0]).replace(/^http:\/\/[^/]+/, '');
}

test('a feed is had by its address alone, reads as a calendar, and says 304 until something changes', async () => {
	const title = `${unique('Zebra')}; review, \\ with “ä” and a name that is long enough to be folded twice, at least here`.slice(0, 100);
	const m = await makeMeeting({ title, starts_at: '2027-03-29T08:00:00Z', minutes: 50 });
	const task = await makeTask({ owner: person(seller.account.name) }), address = await addressOf(seller);
	const answer = await stranger.get(address);
	equal([answer.status, answer.headers['content-type']], [200, 'text/calendar; charset=utf-8']);
	match(answer.headers['cache-control'], 'private');
	for (const line of answer.text.split('\r\n'))
		ok(Buffer.byteLength(line) <= 75, line);
	const { root, list } = events(answer.text);
	equal([root.getFirstPropertyValue('method'), root.getFirstPropertyValue('version'), root.getFirstPropertyValue('x-wr-calname')], ['PUBLISH', '2.0', 'Concord: meetings']);
	ok(root.getFirstPropertyValue('name') && root.getFirstProperty('refresh-interval') && root.getFirstProperty('source'), 'RFC 7986');
	const event = list.find(e => e.summary === title);
	ok(event, 'the very title');
	equal([event.startDate.toJSDate().toISOString(), event.endDate.toJSDate().toISOString(), event.sequence], ['2027-03-29T08:00:00.000Z', '2027-03-29T08:50:00.000Z', 0]);
	match(event.component.getFirstPropertyValue('url'), `/meetings/${m.id}`);
	const due = list.find(e => e.summary === `Due: ${task.text}`);
	ok(due.startDate.isDate && due.startDate.toString() === task.due, 'an assignment takes the day');
	equal((await stranger.get(address, { headers: { 'if-none-match': answer.headers.etag } })).status, 304);
	const moved = await sales.fill(`/meetings/${m.id}/time`, `/meetings/${m.id}/time`, { day: '2027-03-30', time: '10:00', minutes: '30' });
	equal(moved.status, 303);
	const again = await stranger.get(address, { headers: { 'if-none-match': answer.headers.etag } });
	const after = events(again.text).list.find(e => e.uid === event.uid);
	equal([again.status, after.sequence, after.startDate.toJSDate().toISOString().slice(0, 10)], [200, 1, '2027-03-30']);
	equal((await sales.fill(`/meetings/${m.id}/cancellation`, `/meetings/${m.id}/cancellation`, { why: 'Everybody is away' })).status, 303);
	const gone = events((await stranger.get(address)).text).list.find(e => e.uid === event.uid);
	equal([gone.component.getFirstPropertyValue('status'), gone.sequence], ['CANCELLED', 2]);
});

test('each sees their own alone; a new address ends the old, and it can be ended', async () => {
	const task = await makeTask({ owner: person(seller.account.name) }), first = await addressOf(seller), other = await addressOf(marketer);
	match((await stranger.get(first)).text.replace(/\r\n /g, ''), task.text);
	lacks((await stranger.get(other)).text.replace(/\r\n /g, ''), task.text);
	lacks((await stranger.get(await addressOf(observer))).text.replace(/\r\n /g, ''), task.text);
	const second = await addressOf(seller);
	equal((await stranger.get(first)).status, 404, 'the old one is over');
	equal((await stranger.get(second)).status, 200);
	equal((await seller.fill(make, `${make}/end`)).status, 303);
	equal((await stranger.get(second)).status, 404);
	for (const path of ['/meetings/feed.ics', '/meetings/feed.ics?address=', `/meetings/feed.ics?address=${'A'.repeat(43)}`])
		equal((await stranger.get(path)).status, 404, path);
	equal(sql(`SELECT COUNT(*) FROM calendar_feed WHERE token_hash LIKE '%${other.split('=')[1]}%'`), [['0']], 'only a hash is kept');
	lacks((await marketer.get(make)).text, other.split('=')[1], 'it is shown once');
	const told = (await marketer.fill(make, make)).location;
	lacks((await sales.follow({ status: 303, path: make, location: told })).text, 'feed.ics?address=', 'another person cannot have it shown');
});

// The calendar part of a mail.
function invitation(message) {
	match(message.replace(/\r\n\s+/g, ' '), /Content-Type: multipart\/alternative; boundary="=_concord"/);
	const part = message.split('--=_concord').find(p => p.includes('text/calendar'));
	const text = Buffer.from(part.split('\r\n\r\n')[1], 'base64').toString('utf8');
	const { root, list } = events(text);
	return { method: root.getFirstPropertyValue('method'), named: part.match(/method=(\w+)/)[1], event: list[0], text };
}

test('invitation, another time and cancellation come by mail, as calendar programs take them', async () => {
	const who = person(seller.account.name);
	wanted(seller.account.email);
	const m = await publish(await makeMeeting({ title: unique('Invited zebras'), starts_at: `${day(100)}T10:00:00Z` }));
	const sent = async kind => (await settled(newest(who, kind))).message;
	const first = invitation(await sent('meeting.published'));
	equal([first.method, first.named, first.event.summary, first.event.sequence], ['REQUEST', 'REQUEST', m.title, 1]);
	const guest = first.event.component.getFirstProperty('attendee');
	equal([guest.getFirstValue(), guest.getParameter('rsvp'), guest.getParameter('cn')], [`mailto:${seller.account.email}`, 'TRUE', seller.account.name]);
	match(first.event.component.getFirstPropertyValue('organizer'), /^mailto:/);
	equal((await sales.fill(`/meetings/${m.id}/time`, `/meetings/${m.id}/time`, { day: day(101), time: '11:00', minutes: '30' })).status, 303);
	const second = invitation(await sent('meeting.moved'));
	equal([second.method, second.event.uid, second.event.sequence, second.event.startDate.toJSDate().toISOString().slice(0, 10)], ['REQUEST', first.event.uid, 2, day(101)]);
	equal((await sales.fill(`/meetings/${m.id}/cancellation`, `/meetings/${m.id}/cancellation`, { why: 'Snow' })).status, 303);
	const third = invitation(await sent('meeting.cancelled'));
	equal([third.method, third.named, third.event.uid, third.event.sequence, third.event.component.getFirstPropertyValue('status')], ['CANCEL', 'CANCEL', first.event.uid, 3, 'CANCELLED']);
	equal((await api('marketer').post(`/meetings/${m.id}/start`, { revision: m.revision })).status, 409, 'a cancelled one does not begin');
});
