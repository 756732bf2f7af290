// An authenticator app: RFC 6238 with SHA-1, six digits, thirty seconds.
import { createHmac } from 'node:crypto';
import { secret, sleep } from './client.mjs';

export function base32(text) {
	const bits = [...text.replace(/[\s=]/g, '')].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
	return Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
}

// The code of the seed (base32) `off` steps from now.
export function code(seed, off = 0) {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + off));
	const mac = createHmac('sha1', base32(seed)).update(counter).digest();
	const at = mac[19] & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

// Waits where a step is about to end, so that the code before the present one is still good when it arrives.
async function early() {
	const left = 30_000 - Date.now() % 30_000;
	if (left < 5_000)
		await sleep(left + 50);
}

// Sets up codes for somebody who is signed in, by the code before the present one. Returns the seed, that code, and the
// recovery codes.
export async function setUp(browser, password, off = -1) {
	const begun = await browser.follow(await browser.fill('/account/authenticator', '/account/authenticator', { current_password: password }));
	const seed = secret(begun.page.main.match(/(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/)[0]);
	await early();
	const used = code(seed, off);
	const made = await browser.submit(begun, '/account/authenticator/confirmation', { code: used });
	if (made.status !== 200)
		throw new Error(`codes cannot be turned on: ${made.page.problems}`);
	return { seed, used, recovery: made.page.main.match(/[a-z2-7]{6}(?:-[a-z2-7]{6}){3}/g).map(secret), made };
}
