// An authenticator app: RFC 6238 with SHA-1, six digits, thirty seconds.
import { createHmac } from 'node:crypto';
import { secret } from './client.mjs';

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

// Sets up codes for somebody who is signed in. Returns the seed and the recovery codes.
export async function setUp(browser, password, off = -1) {
	const begun = await browser.follow(await browser.fill('/account/authenticator', '/account/authenticator', { current_password: password }));
	const seed = secret(begun.page.main.match(/(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}/)[0]);
	const made = await browser.submit(begun, '/account/authenticator/confirmation', { code: code(seed, off) });
	if (made.status !== 200)
		throw new Error(`codes cannot be turned on: ${made.page.problems}`);
	return { seed, recovery: made.page.main.match(/[a-z2-7]{6}(?:-[a-z2-7]{6}){3}/g).map(secret), made };
}
