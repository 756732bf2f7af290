// Calendars on pages: made, changed for days to come, checked day by day; public holidays out of a file; two administrators at once.
import { api, as, sql, unique } from '../lib/client.mjs';
import { A, B, makeCalendar } from '../lib/calendars.mjs';
import { all, words } from '../lib/html.mjs';
import { equal, lacks, match, ok, test } from '../lib/tap.mjs';

const form = '/sla/calendars', day = n => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10), year = new Date().getUTCFullYear();
const step = name => ({ button: `step=${name}` });
const ics = (...events) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Tests//EN', ...events.flatMap(e => ['BEGIN:VEVENT', ...e, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n');
const file = content => ({ filename: 'holidays.ics', type: 'text/calendar', content });
const holidays = () => ics(
	[`DTSTART;VALUE=DATE:${year + 1}0501`, 'SUMMARY:Labour', '  Day'],
	[`DTSTART;VALUE=DATE:${year + 1}1224`, `DTEND;VALUE=DATE:${year + 1}1227`, 'SUMMARY:Christmas'],
	['DTSTART;VALUE=DATE:20000101', 'RRULE:FREQ=YEARLY', 'SUMMARY:New Year']);
const rows = answer => {
	const { controls } = answer.page.form(/calendars/), value = name => controls.find(c => c.name === name)?.value ?? '';
	return controls.filter(c => /^day_\d+_date$/.test(c.name)).map(c => [c.value, value(c.name.replace('date', 'name')), value(c.name.replace('date', 'hours'))]).filter(r => r.some(Boolean));
};

test('an administrator makes a calendar, and everybody reads it', async () => {
	const admin = await as('administrator'), name = unique('Opening hours');
	const fresh = await admin.get(`${form}/new`);
	equal(fresh.page.form(form).value('zone'), 'Europe/London');
	equal(fresh.page.form(form).value('hours_mon'), '09:00–17:00');
	const made = await admin.submit(fresh, form, { name, zone: 'Europe/Berlin', valid_from: day(0), hours_mon: '9:00-12:00, 13:00 – 17:00', hours_sat: '20:00-24:00', hours_sun: 'closed',
		day_1_date: `${year}-12-25`, day_1_name: 'Christmas Day', day_3_date: `${year}-12-24`, day_3_name: 'Christmas Eve', day_3_hours: '09:00-12:00' }, step('save'));
	equal(made.status, 303, made.text);
	const page = await (await as('observer')).get(made.location);
	match(page.page.main, 'The calendar is made');
	match(page.page.main, 'Monday 09:00–12:00, 13:00–17:00');
	match(page.page.main, 'Saturday 20:00–24:00');
	match(page.page.main, 'Christmas Eve, 09:00–12:00');
	match(page.page.main, 'Clocks go forward on');
	ok(!page.page.main.includes('Change the hours'), 'an observer is offered a change');
	match((await admin.get(form)).page.main, name);
	const id = made.location.match(/calendars\/(\d+)/)[1];
	equal(sql(`SELECT GROUP_CONCAT(day, ' ', hours ORDER BY day) FROM calendar_exception e JOIN calendar_version v ON v.id = e.version_id WHERE v.calendar_id = ${id}`)[0][0], `${year}-12-24 09:00-12:00,${year}-12-25 `);
	equal(sql(`SELECT act FROM audit WHERE subject = 'calendar' AND subject_id = ${id}`).flat(), ['calendar.create']);
});

test('the same form sent twice makes one calendar', async () => {
	const admin = await as('administrator'), name = unique('Once');
	const fields = (await admin.get(`${form}/new`)).page.form(form).fields({ name }, 'step=save');
	delete fields.file;
	const [one, two] = [await admin.post(form, fields), await admin.post(form, fields)];
	equal([one.status, two.status, one.location], [303, 303, two.location]);
	equal(sql(`SELECT COUNT(*) FROM calendar WHERE name = '${name}'`)[0][0], '1');
});

test('an impossible calendar is refused with the sentence that says why, beside what was typed', async () => {
	const admin = await as('administrator'), taken = unique('Taken');
	await makeCalendar({ name: taken });
	for (const [typed, words, field] of [
		[{ name: '' }, 'needs a name', 'name'], [{ name: taken }, 'name already', 'name'], [{ zone: 'Mars/Olympus' }, 'time zone', 'zone'], [{ valid_from: '' }, 'day it holds from', 'valid_from'],
		[{ valid_from: '31.12.2026' }, 'year-month-day', 'valid_from'], [{ hours_tue: 'nine to five' }, 'Tuesday: write the hours', 'hours_tue'], [{ hours_wed: '17:00-09:00' }, 'must close after it opens', 'hours_wed'],
		[{ hours_thu: '09:00-13:00, 12:00-17:00' }, 'overlap', 'hours_thu'], [Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(d => [`hours_${d}`, ''])), 'never open within 400 days'],
		[{ day_2_name: 'No date' }, 'Row 2: enter its date', 'day_2_date'], [{ day_2_date: '2026-02-30', day_2_name: 'No such' }, 'Row 2: a date', 'day_2_date'], [{ day_2_date: '2026-12-25' }, 'needs a name', 'day_2_name'],
		[{ day_3_date: '2026-12-25', day_3_name: 'x', day_3_hours: 'noon' }, 'Row 3: write the hours', 'day_3_hours'],
		[{ day_1_date: '2026-12-25', day_1_name: 'One', day_3_date: '2026-12-25', day_3_name: 'Two' }, 'is there twice', 'day_3_date'],
	]) {
		const answer = await admin.fill(`${form}/new`, form, { name: unique('Kept name'), ...typed }, step('save'));
		equal(answer.status, 422, JSON.stringify(typed));
		ok(answer.page.problems.some(p => p.includes(words)), `${JSON.stringify(typed)}: ${answer.page.problems}`);
		for (const [name, value] of Object.entries(typed))
			equal(answer.page.form(form).value(name), value, 'what was typed');
		if (field)
			match(answer.text, `href="#${field.replaceAll('_', '-')}"`);
	}
});

test('rows are added, removed and given Monday’s hours without losing a word', async () => {
	const admin = await as('administrator');
	let page = await admin.fill(`${form}/new`, form, { name: 'Half written', zone: 'Not yet', hours_mon: '08:00-16:00', hours_sat: 'x', day_2_date: '2026-12-31', day_2_name: 'Old Year' }, step('add'));
	equal(page.status, 200);
	equal(page.page.form(form).controls.filter(c => /_date$/.test(c.name)).length, 8);
	page = await admin.submit(page, form, { day_8_name: 'Last' }, step('copy'));
	equal(['tue', 'fri', 'sat', 'sun'].map(d => page.page.form(form).value(`hours_${d}`)), ['08:00-16:00', '08:00-16:00', 'x', '']);
	page = await admin.submit(page, form, {}, step('remove_1'));
	equal([page.page.form(form).value('day_1_name'), page.page.form(form).value('day_7_name'), page.page.form(form).value('zone'), page.page.form(form).value('name')], ['Old Year', 'Last', 'Not yet', 'Half written']);
});

test('public holidays out of a file: chosen day by day, with all that was typed before', async () => {
	const admin = await as('administrator'), name = unique('With holidays');
	let page = await admin.fill(`${form}/new`, form, { name, zone: 'Europe/Berlin', day_1_date: `${year + 1}-05-01`, day_1_name: 'Our own day', day_1_hours: '10:00-12:00', file: file(holidays()) }, step('read'));
	equal(page.status, 200, page.text);
	match(page.page.main, 'In holidays.ics.');
	const found = () => page.page.form(form).controls.filter(c => /^found_\d+$/.test(c.name));
	// Four years of New Year, three days of Christmas, and Labour Day, which the rows name already.
	equal(found().length, 8);
	equal(found().filter(c => !c.on).length, 1);
	match(page.page.main, 'Above it is “Our own day”');
	const eve = page.page.form(form).controls.find(c => c.value === `${year + 1}-12-24 Christmas`).name.replace('_day', '');
	page = await admin.submit(page, form, { [eve]: false }, step('add'));
	equal(found().filter(c => !c.on).map(c => c.name).includes(eve), true, 'the choice is kept by another step');
	equal(page.page.form(form).value('name'), name);
	page = await admin.submit(page, form, {}, step('take'));
	equal(found().length, 0);
	equal(rows(page), [[`${year}-01-01`, 'New Year', ''], [`${year + 1}-01-01`, 'New Year', ''], [`${year + 1}-05-01`, 'Our own day', '10:00-12:00'], [`${year + 1}-12-25`, 'Christmas', ''],
		[`${year + 1}-12-26`, 'Christmas', ''], [`${year + 2}-01-01`, 'New Year', ''], [`${year + 3}-01-01`, 'New Year', '']]);
	const made = await admin.submit(page, form, {}, step('save'));
	equal(made.status, 303, made.text);
	match((await admin.get(`${made.location.split('?')[0]}?year=${year + 1}`)).page.main, 'Our own day, 10:00–12:00');
});

test('taking a day over replaces the row of that day; leaving the file out leaves the rows', async () => {
	const admin = await as('administrator'), typed = { name: 'x', day_1_date: `${year + 1}-05-01`, day_1_name: 'Our own day', day_1_hours: '10:00-12:00', file: file(holidays()) };
	let page = await admin.fill(`${form}/new`, form, typed, step('read'));
	const boxes = Object.fromEntries(page.page.form(form).controls.filter(c => /^found_\d+$/.test(c.name)).map(c => [c.name, page.page.form(form).value(`${c.name}_day`).startsWith(`${year + 1}-05`)]));
	const taken = await admin.submit(page, form, boxes, step('take'));
	equal(rows(taken), [[`${year + 1}-05-01`, 'Labour Day', '']]);
	page = await admin.submit(page, form, {}, step('drop'));
	equal(rows(page), [[`${year + 1}-05-01`, 'Our own day', '10:00-12:00']]);
	ok(!page.page.main.includes('found'), 'the days of the file are gone');
});

test('a file that is none, is too large, or is hostile, harms nothing', async () => {
	const admin = await as('administrator');
	for (const [what, content] of [['nothing', ''], ['words', 'These are no holidays.'], ['bytes', Buffer.from([0, 255, 254, 13, 10, 0])], ['a picture', Buffer.concat([Buffer.from('\x89PNG\r\n'), Buffer.alloc(5000, 7)])],
		['no events', ics()], ['out of the years', ics(['DTSTART;VALUE=DATE:19990101', 'SUMMARY:Long ago'])], ['cut off', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:'],
		['a long line', `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:${'x'.repeat(200_000)}`], ['more than 1 MB', 'x'.repeat(1_100_000)]]) {
		const started = Date.now(), answer = await admin.fill(`${form}/new`, form, { name: 'Stays', file: file(content) }, step('read'));
		equal(answer.status, 422, `${what}: ${answer.status}`);
		equal(answer.page.form(form).value('name'), 'Stays', what);
		ok(answer.page.problems.length === 1 && answer.text.includes('href="#file"'), `${what}: ${answer.page.problems}`);
		ok(Date.now() - started < 3000, `${what} took ${Date.now() - started} ms`);
	}
	const names = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{CSRF_TOKEN}}', 'x'.repeat(3000), '\u202Egnorw', '=HYPERLINK("http://x")', '&amp;lt;'];
	let page = await admin.fill(`${form}/new`, form, { name: 'x', file: file(ics(...names.map((n, i) => [`DTSTART;VALUE=DATE:${year + 1}020${i + 1}`, `SUMMARY:${n.replace(/[,;]/g, '\\$&')}`]))) }, step('read'));
	equal(page.status, 200);
	ok(!/<script>alert|<img src=x|onerror=alert\(1\)>/.test(page.text), 'a name became markup');
	page = await admin.submit(page, form, {}, step('take'));
	equal(rows(page)[0][1], names[0]);
	equal(rows(page)[2][1], names[2]);
	ok(rows(page).every(r => [...r[1]].length <= 80), 'names are cut to what a calendar takes');
	const many = await admin.fill(`${form}/new`, form, { name: 'x', file: file(ics([`DTSTART;VALUE=DATE:${year}0101`, 'RRULE:FREQ=DAILY;COUNT=100000', 'SUMMARY:Every day'])) }, step('read'));
	equal(many.page.form(form).controls.filter(c => /^found_\d+$/.test(c.name)).length, 100);
	match(many.page.main, 'first hundred');
	// Names of days are the reader's own again: nothing but days comes back out of the hidden fields.
	const forged = await admin.submit(many, form, { found_1_day: 'DROP TABLE', found_2_day: '2026-99-99 x' }, step('take'));
	equal(rows(forged).length, 98);
});

test('what the form looks like as a year, before it is saved', async () => {
	const admin = await as('administrator');
	const page = await admin.fill(`${form}/new`, form, { name: unique('Look'), valid_from: '2027-01-01', day_1_date: '2027-03-17', day_1_name: 'Saint Patrick' }, step('preview'));
	equal(page.status, 200, page.page.problems.join());
	match(page.page.main, '2027 day by day');
	match(page.page.main, 'Saint Patrick');
	equal(sql("SELECT COUNT(*) FROM calendar WHERE name LIKE 'Look %'")[0][0], '0');
	equal((await admin.submit(page, form, { hours_mon: 'x' }, step('preview'))).status, 422);
});

test('a new version holds from a day to come, and the old one can still be read', async () => {
	const admin = await as('administrator'), id = await makeCalendar(), at = `${form}/${id}`;
	const fresh = await admin.get(`${at}/versions/new`);
	equal(fresh.page.form(`${at}/versions`).value('hours_mon'), '09:00–12:00, 13:00–17:00');
	equal(fresh.page.form(`${at}/versions`).value('valid_from'), day(1));
	const early = await admin.submit(fresh, `${at}/versions`, { valid_from: day(0) }, step('save'));
	equal(early.status, 422);
	match(early.page.problems.join(), 'a day to come');
	const done = await admin.submit(early, `${at}/versions`, { valid_from: day(30), hours_fri: '09:00-13:00' }, step('save'));
	equal(done.status, 303, done.text);
	const page = await admin.follow(done);
	match(page.page.main, 'Version 2 is added.');
	match(page.page.main, 'Monday to Friday 09:00–12:00, 13:00–17:00');
	const second = await admin.get(`${at}?version=2`);
	match(second.page.main, 'Friday 09:00–13:00');
	match(second.page.main, 'Version 1 holds now, not this one.');
	equal((await admin.get(`${at}?version=3`)).status, 404);
	equal((await admin.get(`${at}?version=x`)).status, 404);
	equal((await admin.get(`${at}?year=9999`)).status, 404);
	equal(sql(`SELECT act FROM audit WHERE subject = 'calendar' AND subject_id = ${id} ORDER BY id`).flat(), ['calendar.create', 'calendar.version']);
});

test('of two administrators the second sees what the first has saved, and keeps every word', async () => {
	const admin = await as('administrator'), id = await makeCalendar(), at = `${form}/${id}`, save = `${at}/versions`;
	const [one, two] = [await admin.get(`${save}/new`), await admin.get(`${save}/new`)];
	equal((await admin.submit(one, save, { hours_mon: '10:00-16:00', day_4_date: '2027-05-01', day_4_name: 'Labour Day' }, step('save'))).status, 303);
	const clash = await admin.submit(two, save, { hours_tue: '11:00-15:00', valid_from: day(9) }, step('save'));
	equal(clash.status, 409);
	match(clash.page.main, 'saved this before you');
	match(clash.page.main, 'Labour Day');
	equal([clash.page.form(save).value('hours_tue'), clash.page.form(save).value('hours_mon')], ['11:00-15:00', '09:00–12:00, 13:00–17:00']);
	equal(sql(`SELECT COUNT(*) FROM calendar_version WHERE calendar_id = ${id}`)[0][0], '2');
	equal((await admin.submit(clash, save, {}, step('save'))).status, 303, 'saved again, knowing it');
	equal(sql(`SELECT MAX(number) FROM calendar_version WHERE calendar_id = ${id}`)[0][0], '3');
});

test('a calendar with more days than a form holds is left to programs, and is read all the same', async () => {
	const id = await makeCalendar({ exceptions: Array.from({ length: 300 }, (_, i) => ({ date: new Date(Date.UTC(2027, 0, 1 + i)).toISOString().slice(0, 10), name: `Day ${i}`, open: [] })), week: A.week });
	const admin = await as('administrator'), answer = await admin.get(`${form}/${id}/versions/new`);
	equal(answer.status, 409);
	match(answer.page.main, '300 days of its own');
	match((await admin.get(`${form}/${id}?year=2027`)).page.main, 'Day 299');
});

test('a deadline to try, day by day in words', async () => {
	const person = await as('seller'), id = await makeCalendar(), at = `${form}/${id}`;
	const ask = (typed, unit = 'hours') => person.get(`${at}?${new URLSearchParams({ day: '2026-12-24', time: '16:00', amount: '2', unit, ...typed })}`);
	const answer = await ask({});
	equal(answer.status, 200);
	for (const words of ['Due Monday 28 Dec 2026, 10:00', 'Thu 24 Dec 16:00–17:00 counts 1 h', 'Thu 24 Dec 17:00–24:00 after closing', 'Fri 25 Dec all day closed, Christmas Day', 'Sun 27 Dec all day closed on Sundays', 'Mon 28 Dec 09:00–10:00 counts 1 h'])
		match(answer.page.main.replace(/\s+/g, ' '), words);
	match((await ask({ amount: '90' }, 'minutes')).page.main, 'Due Monday 28 Dec 2026, 09:30');
	match((await ask({ amount: '1.5' })).page.main, 'Due Monday 28 Dec 2026, 09:30');
	match((await ask({ amount: '2' }, 'days')).page.main, 'Due Tuesday 29 Dec 2026, 17:00');
	for (const [typed, words] of [[{ amount: '' }, 'Give the hours'], [{ amount: '-1' }, 'Give the hours'], [{ amount: '1e9' }, 'Give the hours'], [{ amount: '99999999' }, 'Give the hours'], [{ day: '' }, 'Give the day'], [{ day: '2026-02-30' }, 'Give the day'], [{ time: '25:00' }, 'Give the day']]) {
		const wrong = await ask(typed);
		equal(wrong.status, 422, JSON.stringify(typed));
		match(wrong.page.main, words);
	}
	equal((await ask({ amount: '1.5' }, 'days')).status, 422);
});

test('who is no administrator can neither make nor change one', async () => {
	const id = await makeCalendar();
	for (const name of ['marketing', 'sales', 'observer']) {
		const person = await as(name);
		equal((await person.get(`${form}/new`)).status, 403, name);
		equal((await person.get(`${form}/${id}/versions/new`)).status, 403, name);
		const csrf = (await person.get('/account')).page.form('/sign-out').value('csrf');
		equal((await person.post(form, { csrf, name: 'x' })).status, 403, name);
		equal((await person.post(`${form}/${id}/versions`, { csrf, revision: '1' })).status, 403, name);
	}
	equal((await (await as('seller')).get(`${form}/987654321`)).status, 404);
});

test('the sample organisation has office hours, with the holidays of England for this year and the next', async () => {
	const person = await as('observer'), [[id]] = sql("SELECT id FROM calendar WHERE name = 'Office hours'");
	match((await person.get(form)).page.main, 'Office hours');
	for (const y of [year, year + 1]) {
		const page = await person.get(`${form}/${id}?year=${y}`);
		for (const words of ['New Year’s Day', 'Good Friday', 'Easter Monday', 'Early May bank holiday', 'Spring bank holiday', 'Summer bank holiday', 'Christmas Day', 'Boxing Day'])
			match(page.page.main, words);
		match(page.page.main, '8 closed by exception');
	}
	match((await person.get(`${form}/${id}`)).page.main, 'Holds now');
});

test('a year shows each day by the version that holds on it, and says when another begins', async () => {
	const id = await makeCalendar({ exceptions: [{ date: '2099-01-07', name: 'Only before', open: [] }] });
	const open = { mon: [['09:00', '17:00']], tue: [], wed: [], thu: [], fri: [], sat: [['10:00', '12:00']], sun: [] };
	equal((await api('administrator').post(`/calendars/${id}/versions`, { zone: 'Europe/Berlin', valid_from: '2099-01-15', week: open, exceptions: [{ date: '2099-01-06', name: 'Never seen', open: [] }], revision: 1 })).status, 201);
	const cells = page => Object.fromEntries(all(page.all('table').find(t => words(t).startsWith('January 2099')), 'td').map(words).filter(Boolean).map(w => [Number.parseInt(w, 10), w.replace(/^\d+ /, '')]));
	const whole = (await (await as('observer')).get(`/sla/calendars/${id}?year=2099`)).page;
	const of = cells(whole);
	equal([of[6], of[7], of[9], of[10], of[12], of[13], of[17], of[20]], ['open', 'closed, Only before', 'open', 'closed', 'open', 'open', 'open', 'closed']);
	match(whole.main, '15 Version 2 begins');
	match(whole.main, 'Version 1 holds until 14 January 2099, then version 2.');
	lacks(whole.main, 'Never seen');
	const alone = (await (await as('observer')).get(`/sla/calendars/${id}?year=2099&version=2`)).page;
	match(alone.main, 'By version 2 alone, whatever holds on a day.');
	equal(cells(alone)[6], 'closed, Never seen');
	lacks((await (await as('observer')).get(`/sla/calendars/${id}?year=2098`)).page.main, 'holds until');
});
