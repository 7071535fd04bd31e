// What a browser sees of a page that does everything wrong, and what it leaves behind.
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, startBrowser, until } from '../src/index.ts';

const elsewhere = '192.0.2.1';
const policy = `default-src 'self'; script-src 'self'; img-src 'self' http://${elsewhere}; connect-src *`;
const answers: Readonly<Record<string, readonly [type: string, body: string]>> = {
  '/': [
    'text/html',
    `<!doctype html><html lang="en"><title>Bad</title><script>inline()</script><script src="/bad.js"></script>
    <img src="http://${elsewhere}/pixel" alt=""><img src="/away" alt=""><img src="/nothing" alt="">`,
  ],
  '/good': ['text/html', '<!doctype html><html lang="en"><title>Good</title><p>Nothing is wrong here.'],
  '/favicon.ico': ['image/png', ''],
  '/bad.js': ['text/javascript', `new WebSocket('ws://${elsewhere}/socket'); throw new Error('thrown by the page');`],
};

let server: Server;
let address: string;
let browser: Browser;

beforeAll(async () => {
  server = createServer((request, response) => {
    const [type, body] = answers[request.url ?? ''] ?? [];
    response.setHeader('content-security-policy', policy);
    if (request.url === '/away') response.writeHead(302, { location: `http://${elsewhere}/redirected` }).end();
    else if (type === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', type).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`;
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

const foldersOf = () => readdirSync(tmpdir()).filter((name) => name.startsWith('browser-'));

it('a page that does nothing wrong leaves no fault and no stray', async () => {
  const { page, faults, strays, close } = await browser.open({ locale: 'pt' });
  await page.goto(`${address}/good`);
  expect(await page.evaluate('navigator.language')).toBe('pt');
  expect([faults, strays]).toEqual([[], []]);
  await close();
});

it('a broken policy, an exception, a missing file and every way to elsewhere are noticed', async () => {
  const { page, faults, strays, close } = await browser.open({ locale: 'en' });
  await page.goto(address);
  await until('all strays', () => (strays.length >= 3 ? true : undefined));
  expect([...strays].sort()).toEqual([
    `http://${elsewhere}/pixel`,
    `http://${elsewhere}/redirected`,
    `ws://${elsewhere}/socket`,
  ]);
  const all = await until('all faults', () => (faults.join('\n').includes('PROXY') ? faults.join('\n') : undefined));
  expect(all).toContain('Content Security Policy');
  expect(all).toContain('thrown by the page');
  expect(all).toContain(`404 ${address}/nothing`);
  expect(all).toContain(`net::ERR_PROXY_CONNECTION_FAILED http://${elsewhere}/pixel`);
  await close();
});

it('a browser that is closed leaves nothing behind', async () => {
  const before = foldersOf();
  const other = await startBrowser();
  const [folder = ''] = foldersOf().filter((name) => !before.includes(name));
  expect(folder).not.toBe('');
  await other.close();
  expect(existsSync(`${tmpdir()}/${folder}`)).toBe(false);
});

it('a browser that is not there says what to install', async () => {
  await expect(startBrowser('no-such-browser')).rejects.toThrow(/apt-get install .* chromium fonts-dejavu-core$/);
});
