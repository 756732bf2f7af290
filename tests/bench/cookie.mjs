// Signs a person of the sample in and prints their cookie: who it is by place in tests/lib/client.mjs.
import { as } from '../lib/client.mjs';

const browser = await as(process.argv[2] ?? 'sales');
console.log([...browser.jar].map(([name, value]) => `${name}=${value}`).join('; '));
