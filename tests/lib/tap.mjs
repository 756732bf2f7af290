// Tests that speak TAP: test('name', async () => { ok(…) }). They run one after the other, in the order they are written.
import assert from 'node:assert/strict';

const LONGEST = 60_000;		// milliseconds a test may take unless it says otherwise
let count = 0, failed = 0, chain = Promise.resolve();

class Skip extends Error {}

// Ends the running test as skipped.
export function skip(reason) { throw new Skip(reason); }

// What did not hold, said so that one need not read the test.
export function ok(value, words = 'it should hold') { if (!value) throw new assert.AssertionError({ message: words, stackStartFn: ok }); }
export function equal(actual, expected, words) { same(assert.deepEqual, actual, expected, words, equal); }
export function differs(actual, other, words) { same(assert.notDeepEqual, actual, other, words, differs); }
export function match(text, pattern, words) {
	const found = typeof pattern === 'string' ? String(text).includes(pattern) : pattern.test(text);
	ok(found, `${words ?? 'the text'}: ${show(pattern)} is not in ${show(text)}`);
}
export function lacks(text, pattern, words) {
	const found = typeof pattern === 'string' ? String(text).includes(pattern) : pattern.test(text);
	ok(!found, `${words ?? 'the text'}: ${show(pattern)} is in ${show(text)}`);
}

function same(compare, actual, expected, words, from) {
	try {
		compare(actual, expected);
	} catch (error) {
		error.message = words ? `${words}\n${error.message}` : error.message;
		Error.captureStackTrace?.(error, from);
		throw error;
	}
}

function show(value) {
	const text = value instanceof RegExp ? String(value) : JSON.stringify(String(value));
	return text.length > 1200 ? `${text.slice(0, 600)} … ${text.slice(-600)}` : text;
}

function limited(run, limit) {
	let timer;
	const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`it took longer than ${limit} ms`)), limit); });
	return Promise.race([Promise.resolve().then(run), late]).finally(() => clearTimeout(timer));
}

async function run(number, name, body, limit) {
	const label = name.replace(/#/g, '\\#'), began = Date.now();
	try {
		await limited(body, limit);
		console.log(`ok ${number} - ${label}`);
		if (Date.now() - began > 2000)
			console.log(`# took ${((Date.now() - began) / 1000).toFixed(1)} s`);
	} catch (error) {
		if (error instanceof Skip) {
			console.log(`ok ${number} - ${label} # SKIP ${error.message}`);
			return;
		}
		failed++;
		console.log(`not ok ${number} - ${label}`);
		const words = error?.stack?.includes(error?.message) ? error.stack : `${error?.message}\n${error?.stack}`;
		for (const line of words.split('\n').filter(line => !/node:internal|lib\/tap\.mjs/.test(line)))
			console.log(`#   ${line}`);
	}
}

// Says what was measured, for the table at the end of a soak: what, how much of it, and what was found.
export function figure(what, much, found) { console.log(`# figure ${what} | ${much} | ${found}`); }

// Adds a test. `limit`: milliseconds it may take.
export function test(name, body, { limit = LONGEST } = {}) {
	const number = ++count;
	chain = chain.then(() => run(number, name, body, limit));
}

// Runs after all tests added so far, whatever became of them.
export function afterwards(body) { chain = chain.then(body); }

// The plan comes last, so that a file that dies on the way is known by its lack.
process.once('beforeExit', () => {
	chain.then(() => {
		console.log(`1..${count}`);
		process.exitCode = failed ? 1 : 0;
	});
});
