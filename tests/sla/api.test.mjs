// Calendars as JSON: made, read, refused with the sentence that says why; deadlines and open time with the reason of every piece.
import { api, sql, unique } from '../lib/client.mjs';
import { A, B, makeCalendar, week } from '../lib/calendars.mjs';
import { equal, match, ok, test } from '../lib/tap.mjs';

const admin = api('administrator'), reader = api('observer', 'read');
const query = fields => fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
const deadline = (id, fields) => reader.get(`/calendars/${id}/deadline?${query(fields)}`);
const pointers = answer => answer.json.errors?.map(e => e.pointer) ?? [];
const told = (answer, pointer) => answer.json.errors?.find(e => e.pointer === pointer)?.detail ?? '';

test('a calendar comes back as it was sent', async () => {
	const name = unique('Office');
	const made = await admin.post('/calendars', { name: `  ${name}  `, ...B, exceptions: [{ date: '2026-12-24', name: 'Christmas Eve', open: [['09:00', '12:00']] }, ...B.exceptions] });
	equal(made.status, 201, made.text);
	const { id } = made.json;
	match(made.headers.location, `/api/v1/calendars/${id}`);
	equal(made.headers.etag, '"r1"');
	const read = await reader.get(`/calendars/${id}`);
	equal(read.status, 200);
	equal(read.headers.etag, '"r1"');
	const { name: called, zone, valid_from, week: hours, exceptions, number, versions } = read.json;
	equal({ called, zone, valid_from, hours, number }, { called: name, zone: B.zone, valid_from: B.valid_from, hours: B.week, number: 1 });
	equal(exceptions[0], { date: '2026-12-24', name: 'Christmas Eve', open: [['09:00', '12:00']] });
	equal(exceptions.length, 4);
	equal(versions.map(v => [v.number, v.valid_from]), [[1, '2026-01-01']]);
	const found = [];
	for (let cursor = null; ;) {
		const list = await reader.get(`/calendars?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
		equal(list.status, 200, list.text);
		found.push(...list.json.items);
		cursor = list.json.next;
		if (!cursor)
			break;
	}
	equal(found.find(c => c.id === id).week, B.week);
	equal(new Set(found.map(c => c.id)).size, found.length);
	equal(sql(`SELECT COUNT(*) FROM audit WHERE act = 'calendar.create' AND subject_id = ${id}`)[0][0], '1');
});

test('what may be left out: exceptions, days of the week, the hours of a closed day', async () => {
	const id = (await admin.post('/calendars', { name: unique('Short'), zone: 'UTC', valid_from: '2020-02-29', week: { mon: [['08:00', '24:00']] } })).json.id;
	const { week: hours, exceptions } = (await reader.get(`/calendars/${id}`)).json;
	equal(hours, { mon: [['08:00', '24:00']], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] });
	equal(exceptions, []);
	const closed = await admin.post('/calendars', { name: unique('Short'), ...B, exceptions: [{ date: '2026-12-25', name: 'Christmas Day' }] });
	equal(closed.status, 201, closed.text);
});

test('hours in any order are kept in order', async () => {
	const id = await makeCalendar({ week: { mon: [['13:00', '17:00'], ['09:00', '12:00']] }, exceptions: [{ date: '2027-01-01', name: 'B', open: [] }, { date: '2026-01-01', name: 'A', open: [] }] });
	const { week: hours, exceptions } = (await reader.get(`/calendars/${id}`)).json;
	equal(hours.mon, [['09:00', '12:00'], ['13:00', '17:00']]);
	equal(exceptions.map(e => e.name), ['A', 'B']);
});

test('an impossible calendar is refused at the place of its mistake, with the sentence that says why', async () => {
	const taken = unique('Taken');
	await makeCalendar({ name: taken });
	for (const [wrong, pointer, words] of [
		[{ name: taken.toUpperCase() }, '/name', 'already'], [{ name: undefined }, '/name', 'needed'], [{ name: ' ' }, '/name', 'name'], [{ name: 'x'.repeat(121) }, '/name', 'characters'],
		[{ name: 7 }, '/name', 'text'], [{ zone: 'Europe/Atlantis' }, '/zone', 'zone'], [{ zone: undefined }, '/zone', 'needed'], [{ zone: '../../etc/passwd' }, '/zone', 'zone'],
		[{ valid_from: undefined }, '/valid_from', 'needed'], [{ valid_from: '2026-02-30' }, '/valid_from', 'year-month-day'], [{ valid_from: '01.02.2026' }, '/valid_from', 'year-month-day'],
		[{ week: undefined }, '/week', 'needed'], [{ week: [] }, '/week', 'object'], [{ week: { mon: 'nine to five' } }, '/week/mon', 'array'], [{ week: { mon: [['9', '17']] } }, '/week/mon/0', 'HH:MM'],
		[{ week: { mon: [['09:00']] } }, '/week/mon/0', 'HH:MM'], [{ week: { mon: [['09:00', '24:01']] } }, '/week/mon/0', '24:00'], [{ week: { ...B.week, monday: [] } }, '/week/monday', 'no such day'],
		[{ week: { tue: [['17:00', '09:00']] } }, '/week/tue', 'must close after it opens'], [{ week: { wed: [['09:00', '09:00']] } }, '/week/wed', 'must close after it opens'],
		[{ week: { thu: [['09:00', '13:00'], ['12:00', '17:00']] } }, '/week/thu', 'overlap'],
		[{ week: week([]) }, '/week', 'never open within 400 days'], [{ week: {} }, '/week', 'never open within 400 days'],
		[{ exceptions: {} }, '/exceptions', 'array'], [{ exceptions: ['2026-12-25'] }, '/exceptions/0', 'object'], [{ exceptions: [{ date: '2026-02-30', name: 'No day', open: [] }] }, '/exceptions/0/date', 'day that exists'],
		[{ exceptions: [{ date: '2026-12-25', name: '', open: [] }] }, '/exceptions/0/name', 'needs a name'], [{ exceptions: [{ date: '2026-12-25', name: 'x', open: [['12:00', '09:00']] }] }, '/exceptions/0/open', 'close'],
		[{ exceptions: [{ date: '2026-12-25', name: 'x', open: 'closed' }] }, '/exceptions/0/open', 'array'], [{ exceptions: [{ date: '2026-12-25', name: 'x', hours: [] }] }, '/exceptions/0/hours', 'no such member'],
		[{ exceptions: [{ date: '2026-12-25', name: 'One', open: [] }, { date: '2026-12-25', name: 'Two', open: [] }] }, '/exceptions/1/date', 'twice'],
		[{ exceptions: Array.from({ length: 1001 }, (_, i) => ({ date: new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10), name: 'x', open: [] })) }, '/exceptions', '1000'],
		[{ holidays: [] }, '/holidays', 'no such member'],
	]) {
		const answer = await admin.post('/calendars', { name: unique('Wrong'), ...B, ...wrong });
		equal(answer.status, 422, `${JSON.stringify(wrong).slice(0, 100)}: ${answer.text.slice(0, 300)}`);
		match(answer.headers['content-type'], 'application/problem+json');
		ok(told(answer, pointer).includes(words), `${JSON.stringify(wrong).slice(0, 100)}: ${answer.text.slice(0, 400)}`);
	}
	const two = await admin.post('/calendars', { name: '', zone: 'X', valid_from: 'x', week: { mon: 1 } });
	equal(pointers(two).sort(), ['/name', '/valid_from', '/week/mon', '/zone']);
	equal((await admin.post('/calendars', '{"name":"a","name":"b"}', { 'content-type': 'application/json' })).status, 400);
});

test('the same key makes one calendar', async () => {
	const body = { name: unique('Once'), ...B }, key = { 'idempotency-key': unique('key').replace(/\W/g, '-') };
	const [one, two] = [await admin.post('/calendars', body, key), await admin.post('/calendars', body, key)];
	equal([one.status, two.status], [201, 201]);
	equal(one.json, two.json);
	equal((await admin.post('/calendars', { ...body, zone: 'UTC' }, key)).status, 422);
});

test('only an administrator makes one; everybody reads', async () => {
	const id = await makeCalendar();
	for (const name of ['marketing', 'sales', 'marketer', 'observer'])
		equal((await api(name).post('/calendars', { name: unique('No'), ...B })).status, 403, name);
	equal((await api('administrator', 'read').post('/calendars', { name: unique('No'), ...B })).status, 403);
	equal((await api('sales').post(`/calendars/${id}/versions`, { ...B })).status, 403);
	equal((await reader.get(`/calendars/${id}`)).status, 200);
	equal((await reader.get('/calendars/987654321')).status, 404);
});

test('a version is added by its revision, for days to come; the earlier ones stay as they were', async () => {
	const id = await makeCalendar(), later = { zone: 'Europe/London', valid_from: '2099-01-01', week: week([['08:00', '20:00']]), exceptions: [] };
	const add = (body, headers) => admin.post(`/calendars/${id}/versions`, body, headers);
	equal((await add(later)).status, 428);
	equal((await add(later, { 'if-match': 'r1' })).status, 400);
	equal((await add(later, { 'if-match': '"r7"' })).status, 409);
	equal((await add({ ...later, revision: 7 })).status, 409);
	const past = await add({ ...later, valid_from: new Date().toISOString().slice(0, 10), revision: 1 });
	equal(past.status, 422);
	match(told(past, '/valid_from'), 'to come');
	const named = await add({ ...later, name: 'Another name', revision: 1 });
	equal(pointers(named), ['/name']);
	const done = await add(later, { 'if-match': 'W/"r1"' });
	equal(done.status, 201, done.text);
	equal([done.json.number, done.json.revision, done.headers.etag], [2, 2, '"r2"']);
	const again = await add(later, { 'if-match': '"r1"' });
	equal(again.status, 409);
	match(again.json.detail, 'revision 2');
	const now = (await reader.get(`/calendars/${id}`)).json;
	equal([now.number, now.newest, now.zone, now.revision], [1, 2, 'Europe/Berlin', 2]);
	equal((await reader.get(`/calendars/${id}?version=2`)).json.zone, 'Europe/London');
	equal((await reader.get(`/calendars/${id}?version=3`)).status, 404);
	equal((await reader.get(`/calendars/${id}?version=x`)).status, 422);
	equal((await deadline(id, [['start', '2098-12-30T08:00:00Z'], ['open_minutes', 1]])).json.version, 1);
	equal((await deadline(id, [['start', '2099-01-01T12:00:00Z'], ['open_minutes', 1]])).json.version, 2);
	equal((await deadline(id, [['start', '2098-12-30T08:00:00Z'], ['open_minutes', 1], ['version', 2]])).json.version, 2);
	equal((await deadline(id, [['start', '2098-12-30T08:00:00Z'], ['open_minutes', 1], ['version', 3]])).status, 404);
});

test('the deadlines of the rules', async () => {
	const [a, b] = [await makeCalendar({}, A), await makeCalendar()];
	for (const [id, start, target, utc, local, ...pauses] of [
		[b, '2026-10-05T10:00:00+02:00', 60, '2026-10-05T09:00:00Z', '2026-10-05T11:00:00+02:00'],
		[b, '2026-10-05T11:30:00+02:00', 60, '2026-10-05T11:30:00Z', '2026-10-05T13:30:00+02:00'],
		[b, '2026-10-05T12:20:00+02:00', 60, '2026-10-05T12:00:00Z', '2026-10-05T14:00:00+02:00'],
		[b, '2026-10-02T16:30:00+02:00', 60, '2026-10-05T07:30:00Z', '2026-10-05T09:30:00+02:00'],
		[b, '2026-10-03T22:00:00+02:00', 60, '2026-10-05T08:00:00Z', '2026-10-05T10:00:00+02:00'],
		[b, '2026-10-05T09:00:00+02:00', 420, '2026-10-05T15:00:00Z', '2026-10-05T17:00:00+02:00'],
		[b, '2026-10-05T17:00:00+02:00', 60, '2026-10-06T08:00:00Z', '2026-10-06T10:00:00+02:00'],
		[b, '2026-12-24T16:00:00+01:00', 120, '2026-12-28T09:00:00Z', '2026-12-28T10:00:00+01:00'],
		[b, '2026-10-05T10:00:00+02:00', 240, '2026-10-06T12:00:00Z', '2026-10-06T14:00:00+02:00', '2026-10-05T11:00:00+02:00/2026-10-06T10:00:00+02:00'],
		[b, '2026-10-02T16:00:00+02:00', 120, '2026-10-05T08:00:00Z', '2026-10-05T10:00:00+02:00', '2026-10-02T18:00:00+02:00/2026-10-05T08:00:00+02:00'],
		[a, '2026-10-24T12:00:00+02:00', 1440, '2026-10-25T10:00:00Z', '2026-10-25T11:00:00+01:00'],
		[a, '2027-03-27T12:00:00+01:00', 1440, '2027-03-28T11:00:00Z', '2027-03-28T13:00:00+02:00'],
		[b, '2026-10-23T16:00:00+02:00', 480, '2026-10-26T16:00:00Z', '2026-10-26T17:00:00+01:00'],
		[b, '2026-10-05T07:00:00+02:00', '1 day', '2026-10-06T15:00:00Z', '2026-10-06T17:00:00+02:00'],
		[b, '2026-10-05T12:20:00+02:00', '1 day', '2026-10-06T15:00:00Z', '2026-10-06T17:00:00+02:00'],
		[b, '2026-10-05T17:00:00+02:00', '1 day', '2026-10-07T15:00:00Z', '2026-10-07T17:00:00+02:00'],
		[b, '2026-12-24T10:00:00+01:00', '2 days', '2026-12-29T16:00:00Z', '2026-12-29T17:00:00+01:00'],
		// Two pauses and one that begins within another: the open time is 10:00-10:30 and 11:30-12:00, then 13:00-14:00.
		[b, '2026-10-05T10:00:00+02:00', 120, '2026-10-05T12:00:00Z', '2026-10-05T14:00:00+02:00', '2026-10-05T10:30:00+02:00/2026-10-05T11:00:00+02:00', '2026-10-05T10:45:00+02:00/2026-10-05T11:30:00+02:00'],
		// Written otherwise: UTC, no seconds, a fraction.
		[b, '2026-10-05T08:00Z', 60, '2026-10-05T09:00:00Z', '2026-10-05T11:00:00+02:00'], [b, '2026-10-05t03:00:00.25-05:00', 60, '2026-10-05T09:00:00Z', '2026-10-05T11:00:00+02:00'],
	]) {
		const days = typeof target === 'string', fields = [['start', start], days ? ['business_days', target.split(' ')[0]] : ['open_minutes', target], ...pauses.map(p => ['pause', p])];
		const answer = await deadline(id, fields);
		equal(answer.status, 200, answer.text);
		equal([answer.json.deadline, answer.json.local_deadline], [utc, local], `${start} ${target}`);
		const { segments } = answer.json;
		if (!days)
			equal(segments.reduce((sum, s) => sum + s.counted_minutes, 0), target, `the pieces of ${start}`);
		segments.forEach((s, i) => ok(s.from < s.to && (i === 0 || s.from === segments[i - 1].to) && s.why, `${start}: ${JSON.stringify(s)}`));
		// A + that was not encoded is a space by now.
		if (start.includes('+'))
			equal((await reader.get(`/calendars/${id}/deadline?${fields.map(([n, v]) => `${n}=${v}`).join('&')}`)).json.deadline, utc, 'a bare +');
	}
});

test('every piece says why', async () => {
	const answer = await deadline(await makeCalendar(), [['start', '2026-12-24T16:00:00+01:00'], ['open_minutes', 120]]);
	equal(answer.json.segments.map(s => [s.date, s.counted_minutes, s.why]), [['2026-12-24', 60, 'open'], ['2026-12-24', 0, 'after closing'],
		['2026-12-25', 0, 'closed, Christmas Day'], ['2026-12-26', 0, 'closed, Second day of Christmas'], ['2026-12-27', 0, 'closed on Sundays'],
		['2026-12-28', 0, 'before opening'], ['2026-12-28', 60, 'open']]);
	const days = await deadline(await makeCalendar(), [['start', '2026-12-24T10:00:00+01:00'], ['business_days', 1]]);
	equal(days.json.segments.filter(s => s.why.includes('business day')).map(s => [s.date, s.counted_minutes]), [['2026-12-28', 0]]);
	const none = await deadline(await makeCalendar(), [['start', '2026-10-05T10:00:00Z'], ['open_minutes', 0]]);
	equal([none.json.deadline, none.json.segments], ['2026-10-05T10:00:00Z', []]);
});

test('open time', async () => {
	const [a, b] = [await makeCalendar({}, A), await makeCalendar()];
	const open = async (id, from, to, ...rest) => (await reader.get(`/calendars/${id}/open-time?${query([['from', from], ['to', to], ...rest])}`)).json.open_seconds;
	equal(await open(b, '2026-10-02T16:00:00+02:00', '2026-10-05T10:00:00+02:00'), 7200);
	equal(await open(a, '2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00'), 25 * 3600);
	equal(await open(a, '2027-03-28T00:00:00+01:00', '2027-03-29T00:00:00+02:00'), 23 * 3600);
	equal(await open(b, '2026-10-05T10:00:00Z', '2026-10-05T10:00:00Z'), 0);
	equal(await open(b, '2026-10-05T07:00:00Z', '2026-10-05T09:00:00Z', ['pause', '2026-10-05T07:30:00Z/2026-10-05T08:00:00Z']), 5400);
});

test('a question that cannot be answered is refused with all that is wrong', async () => {
	const id = await makeCalendar(), start = ['start', '2026-10-05T10:00:00Z'], hour = ['open_minutes', 60];
	for (const [fields, ...expected] of [
		[[], '/open_minutes', '/start'], [[start], '/open_minutes'], [[start, hour, ['business_days', 1]], '/business_days'], [[['start', 'tomorrow'], hour], '/start'], [[['start', '2026-10-05T10:00:00'], hour], '/start'],
		[[['start', '2026-10-05'], hour], '/start'], [[start, ['open_minutes', '-1']], '/open_minutes'], [[start, ['open_minutes', '1.5']], '/open_minutes'], [[start, ['open_minutes', '']], '/open_minutes'],
		[[start, ['open_minutes', '999999999999999999999']], '/open_minutes'], [[start, ['business_days', 'x']], '/business_days'], [[start, hour, ['pause', 'x']], '/pause/0'],
		[[start, hour, ['pause', '2026-10-05T10:00:00Z/2026-10-05T09:00:00Z']], '/pause/0'], [[start, hour, ['pause', '2026-10-05T10:00:00Z/2026-10-05T11:00:00Z'], ['pause', '2026-10-05T10:00:00Z']], '/pause/1'],
		[[start, hour, ['minutes', 5]], '/minutes'], [[['start', 'x'], ['business_days', 'x'], ['pause', 'x'], ['y', 'z']], '/business_days', '/pause/0', '/start', '/y'],
		[[start, ['open_minutes', 90000000]], '/open_minutes'], [[start, ['business_days', 99999]], '/business_days'], [[start, hour, ['version', '0']], '/version'],
	]) {
		const answer = await deadline(id, fields);
		equal(answer.status, 422, `${JSON.stringify(fields)}: ${answer.text}`);
		equal(pointers(answer).sort(), expected, JSON.stringify(fields));
	}
	equal((await deadline(id, [start, start, hour])).status, 400, 'a repeated start');
	for (const [fields, ...expected] of [[[], '/from', '/to'], [[['from', '2026-10-05T10:00:00Z'], ['to', '2026-10-05T09:00:00Z']], '/to'], [[['from', 'x'], ['to', '2026-10-05T09:00:00Z'], ['z', '']], '/from', '/z']]) {
		const answer = await reader.get(`/calendars/${id}/open-time?${query(fields)}`);
		equal(answer.status, 422, answer.text);
		equal(pointers(answer).sort(), expected);
	}
	equal((await deadline(987654321, [start, hour])).status, 404);
	equal((await reader.get(`/calendars?x=1`)).status, 422);
	equal((await reader.get(`/calendars?limit=0`)).status, 422);
	equal((await reader.get(`/calendars?cursor=%25`)).status, 422);
});
