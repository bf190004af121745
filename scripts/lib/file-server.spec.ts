import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileServer } from './file-server.mjs';
import { HEADERS_FILE, SECURITY_HEADERS } from './headers.mjs';
import { servePage } from './serve-page.mjs';

const folder = mkdtempSync(join(tmpdir(), 'file-server-'));
const dist = join(folder, 'dist');
let server: FileServer;

beforeAll(async () => {
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(dist, 'index.html'), '<!doctype html>');
  writeFileSync(join(dist, 'assets', 'page-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'not part of the page');
  writeFileSync(join(dist, 'assets', 'page-1a2b.js.br'), 'compressed');
  symlinkSync(join(folder, 'secret.txt'), join(dist, 'secret.txt'));
  server = await servePage(dist, 42_170, { say: () => undefined });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** The path goes over the wire as it is written; `fetch` would resolve `..` and set the host. */
function ask(
  path: string,
  { method = 'GET', host = new URL(server.url).host, more = {} as Record<string, string> } = {},
) {
  return new Promise<Answer>((resolve, reject) => {
    const { port } = new URL(server.url);
    const sent = request(
      { port, host: '127.0.0.1', path, method, headers: { host, ...more } },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        answer.on('end', () =>
          resolve({ status: answer.statusCode, headers: answer.headers, body }),
        );
      },
    );
    sent.on('error', reject).end();
  });
}

const lowerCase = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

describe('the server of the page', () => {
  it('sends the page with the security headers, also without its body', async () => {
    const page = await ask('/');
    expect(page).toMatchObject({ status: 200, body: '<!doctype html>' });
    const expected = { ...lowerCase(SECURITY_HEADERS), 'content-type': 'text/html; charset=utf-8' };
    expect(page.headers).toMatchObject(expected);
    const head = await ask('/', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '' });
    expect(head.headers).toMatchObject({ ...expected, 'content-length': '15' });
  });

  it('lets browsers keep what is named by its hash, and nothing else', async () => {
    expect((await ask('/assets/page-1a2b.js')).headers['cache-control']).toContain('immutable');
    expect((await ask('/')).headers['cache-control']).toBeUndefined();
  });

  it.each(['br', 'gzip, deflate, br, zstd', 'gzip, br;q=0.5'])(
    'sends the compressed file to a browser that takes %s',
    async (accepted) => {
      const more = { 'accept-encoding': accepted };
      const answer = await ask('/assets/page-1a2b.js', { more });
      expect(answer).toMatchObject({ status: 200, body: 'compressed' });
      expect(answer.headers).toMatchObject({
        'content-encoding': 'br',
        'content-length': '10',
        'content-type': 'text/javascript; charset=utf-8',
        vary: 'Accept-Encoding',
      });
      const page = await ask('/', { more });
      expect(page).toMatchObject({ body: '<!doctype html>' });
      expect(page.headers['content-encoding']).toBeUndefined();
    },
  );

  it.each(['', 'gzip', 'gzip, br;q=0', 'br;q=0.0', 'brx'])(
    'sends the file itself to a browser that takes "%s"',
    async (accepted) => {
      const answer = await ask('/assets/page-1a2b.js', { more: { 'accept-encoding': accepted } });
      expect(answer).toMatchObject({ status: 200, body: 'export {};' });
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.headers.vary).toBe('Accept-Encoding'); // a cache must not mix them up
    },
  );

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/secret.txt',
    '/assets',
    '/nothing.js',
    '/%00',
    '/%zz',
  ])('has no %s', async (path) => {
    const answer = await ask(path);
    expect(answer).toMatchObject({ status: 404, body: '' });
    expect(answer.headers).toMatchObject(lowerCase(SECURITY_HEADERS));
  });

  it.each([
    'evil.example',
    'evil.example:42170',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.evil:42170',
  ])('refuses the host %s, which another page may have pointed to this machine', async (host) => {
    expect(await ask('/', { host })).toMatchObject({ status: 403, body: '' });
  });

  it('is also localhost', async () => {
    const host = `localhost:${new URL(server.url).port}`;
    expect((await ask('/', { host })).status).toBe(200);
  });

  it.each(['PUT', 'DELETE', 'POST'])('takes no %s', async (method) => {
    expect((await ask('/index.html', { method })).status).toBe(405);
    expect((await ask('/')).body).toBe('<!doctype html>');
  });

  it('takes the next port where one is taken, and says so', async () => {
    const taken = Number(new URL(server.url).port);
    const said: string[] = [];
    const second = await servePage(dist, taken, { say: (text) => said.push(text) });
    const port = Number(new URL(second.url).port);
    await second.close();
    expect(port).toBeGreaterThan(taken);
    expect(said[0]).toBe(`Port ${taken} is in use, trying ${taken + 1}.`);
  });
});

describe('_headers', () => {
  it('holds the headers of the server', () => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS))
      expect(HEADERS_FILE.split('/assets/*')[0]).toContain(`\n  ${name}: ${value}\n`);
    expect(HEADERS_FILE.split('/assets/*')[1]).toContain('immutable');
  });
});
