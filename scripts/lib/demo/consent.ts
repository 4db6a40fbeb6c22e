/**
 * Does what a seller does on the consent page of the sandbox: opens it, chooses to allow, and is sent back.
 * Usage: consent.ts CONSENT_ADDRESS; prints the address that the browser lands on.
 */
const page = new URL(process.argv[2] ?? '');
const html = await (await fetch(page)).text();
const seller = /<option[^>]*>([^<]+)<\/option>/.exec(html)?.[1] ?? '';
const form = new URLSearchParams({
  service_id: page.searchParams.get('service_id') ?? '',
  state: page.searchParams.get('state') ?? '',
  seller,
  answer: 'approve',
});
const answer = await fetch(`${page.origin}${page.pathname}`, { method: 'POST', body: form, redirect: 'manual' });
const address = answer.headers.get('location');
if (!address) throw new Error(`The consent page answers ${answer.status} without an address.`);
process.stdout.write(`${address}\n`);

export {};
