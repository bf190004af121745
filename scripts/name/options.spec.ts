import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readNameCommand } from './options.mjs';

let root: string;
const inRoot = (...names: string[]) => join(root, ...names);
const read = (...args: string[]) =>
  readNameCommand(['--images', inRoot('set'), '--names', inRoot('names.txt'), ...args]);
const toTable = (...args: string[]) => read('--out', inRoot('out/table.csv'), ...args);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'anomalens-name-'));
  for (const folder of ['set/day', 'set/masks', 'masks/day'])
    mkdirSync(inRoot(folder), { recursive: true });
  for (const name of ['set/b.png', 'set/day/a.jpg', 'set/masks/b.png', 'masks/day/a.png'])
    writeFileSync(inRoot(name), '');
  writeFileSync(inRoot('names.txt'), '\ufeffcow\r\nfire hydrant\n\n  dog \rcow\n');
  writeFileSync(inRoot('empty.txt'), '\n \n');
  writeFileSync(inRoot('latin1.txt'), Buffer.from('K\u00fche\ncow\n', 'latin1'));
  writeFileSync(inRoot('utf16.txt'), Buffer.from('\ufeffcow\n', 'utf16le'));
  writeFileSync(inRoot('unmarked.txt'), Buffer.from('cow\n', 'utf16le'));
  writeFileSync(inRoot('umlauts.txt'), 'K\u00fche\n');
});
afterAll(() => rmSync(root, { recursive: true }));

it('takes pictures, names and a table, and looks at whole pictures', () => {
  expect(toTable()).toEqual({
    out: inRoot('out/table.csv'),
    folders: {
      images: { path: inRoot('set') },
      results: { path: inRoot('out'), writable: true },
    },
    job: {
      images: ['b.png', 'day/a.jpg', 'masks/b.png'],
      masks: null,
      names: ['cow', 'fire hydrant', 'dog'],
      table: 'table.csv',
      longSide: 768,
      secondLook: null,
      inference: 'wasm',
      compute: 'cpu',
    },
  });
});

it('takes masks, which are no pictures where they lie among these', () => {
  const elsewhere = toTable('--masks', inRoot('masks'));
  expect(elsewhere.folders.labels).toEqual({ path: inRoot('masks') });
  expect(elsewhere.job).toMatchObject({
    masks: ['day/a.png'],
    images: ['b.png', 'day/a.jpg', 'masks/b.png'],
  });
  expect(toTable('--masks', inRoot('set/masks')).job).toMatchObject({
    masks: ['b.png'],
    images: ['b.png', 'day/a.jpg'],
  });
  expect(toTable('--masks', inRoot('set')).job).toMatchObject({
    images: ['b.png', 'day/a.jpg', 'masks/b.png'],
  });
});

it.each([
  [['--out', 'names.txt'], /overwrite --names/],
  [['--out', 'set'], /is a folder, not a file/],
  [[], /--out FILE.csv is missing/],
  [['--out', 't.csv', '--masks', 'names.txt'], /is not a folder/],
  [['--out', 't.csv', '--names', 'nothing.txt'], /is not a file/],
  [['--out', 't.csv', '--names', 'empty.txt'], /holds no names/],
  [['--out', 't.csv', '--names', 'latin1.txt'], /latin1.txt is not text in UTF-8/],
  [['--out', 't.csv', '--names', 'utf16.txt'], /utf16.txt is not text in UTF-8/],
  [['--out', 't.csv', '--names', 'unmarked.txt'], /unmarked.txt is not text in UTF-8/],
  [['--out', 't.csv', '--images', 'nothing'], /is not a folder/],
])('%j is a mistake', (args, message) => {
  const placed = args.map((arg, i) => (i % 2 === 1 ? inRoot(arg) : arg));
  expect(() => read(...placed)).toThrow(message);
});

it('keeps letters that are not ASCII', () => {
  const { job } = toTable('--names', inRoot('umlauts.txt'));
  expect(job).toMatchObject({ names: ['K\u00fche'] });
});

it('refuses what it does not know, and a command without names', () => {
  expect(() => toTable('--colour', 'red')).toThrow(/--colour/);
  expect(() => readNameCommand(['--images', inRoot('set'), '--out', inRoot('t.csv')])).toThrow(
    /--names FILE is missing/,
  );
});
