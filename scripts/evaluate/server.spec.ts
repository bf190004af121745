import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FileServer } from '../lib/file-server.mjs';
import { serveRun } from './server.mjs';

const root = mkdtempSync(join(tmpdir(), 'run-server-'));
let server: FileServer;
const statusOf = async (name: string, method = 'GET') =>
  (await fetch(new URL(name, server.url), { method })).status;

beforeAll(async () => {
  mkdirSync(join(root, 'images'));
  writeFileSync(join(root, 'images/a.png'), 'a');
  const folders = {
    images: { path: join(root, 'images') },
    state: { path: join(root, 'state'), writable: true },
    scores: [{ path: join(root, 'state') }, { path: join(root, 'images') }],
    shards: [{ path: join(root, 'images') }],
  };
  server = await serveRun(root, folders);
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

it.each([
  ['data/images/a.png', 200],
  ['data/shards/0/a.png', 200],
  // A browser writes every 404 to its console.
  ['data/images/b.png', 204],
  ['data/state/checkpoint', 204],
  ['data/shards/0/state/checkpoint', 204],
  ['data/scores/1/a.png', 200],
  ['data/scores/0/a.png', 204],
  ['data/scores/2/a.png', 404],
  ['data/scores/a.npy', 404],
  ['data/shards/1/state', 404],
  ['nothing.js', 404],
])('%s is answered with %d', async (name, status) => {
  expect(await statusOf(name)).toBe(status);
});

it('only what the run writes can be written', async () => {
  expect(await statusOf('data/images/a.png', 'DELETE')).toBe(405);
  expect(await statusOf('data/state/checkpoint', 'PUT')).toBe(204);
  expect(await statusOf('data/state/checkpoint')).toBe(200);
});

it('a text is put behind what the file holds, which begins with it', async () => {
  const add = async (folder: string, body: string) =>
    (await fetch(new URL(`data/${folder}/deep/table.csv`, server.url), { method: 'POST', body }))
      .status;
  expect([await add('state', 'a,b\r\n'), await add('state', '1,2\r\n')]).toEqual([204, 204]);
  expect(readFileSync(join(root, 'state/deep/table.csv'), 'utf8')).toBe('a,b\r\n1,2\r\n');
  expect(await add('images', 'x')).toBe(405);
});
