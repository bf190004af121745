import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { driveLines } from './drive-table.mjs';
import { readCommand } from './options.mjs';

let root: string;
const inRoot = (...names: string[]) => join(root, ...names);
const read = (...args: string[]) =>
  readCommand([
    ...args.map((word) => ({ RIDE: inRoot('ride.mp4'), SET: inRoot('set') })[word] ?? word),
    ...['--labels', inRoot('labels'), '--out', inRoot('out')],
  ]);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'anomalens-measured-drives-'));
  for (const name of ['set', 'labels']) mkdirSync(inRoot(name));
  for (const name of ['set/1.png', 'labels/1.png', 'ride.mp4']) writeFileSync(inRoot(name), '');
});
afterAll(() => rmSync(root, { recursive: true }));

it('takes sequences in place of images', () => {
  const { folders, job } = read('--sequence', 'SET', '--per-second', 'all');
  expect(folders).toMatchObject({
    images: { path: inRoot('set') },
    labels: { path: inRoot('labels') },
  });
  expect(job).toMatchObject({
    images: null,
    labels: ['1.png'],
    drive: { video: null, images: ['1.png'], fps: 25, perSecond: 1e6, firstFrame: null },
  });
});

it('takes a video, and from what its labels count', () => {
  const { folders, job } = read('--video', 'RIDE', '--first-frame', '1');
  expect(folders).toMatchObject({ images: { path: root } });
  expect(job).toMatchObject({ drive: { video: 'ride.mp4', perSecond: 2, firstFrame: 1 } });
});

it('has no drive in a command about images', () => {
  expect(read('--images', 'SET').job).toMatchObject({ drive: null });
});

it.each([
  [
    'images too',
    ['--sequence', 'SET', '--images', 'SET'],
    '--images has no meaning with --sequence',
  ],
  ['scores', ['--video', 'RIDE', '--scores', 'SET=x'], '--scores has no meaning with --video'],
  ['shards', ['--video', 'RIDE', '--shard', '1/2'], '--shard has no meaning with --video'],
  ['classes', ['--sequence', 'SET', '--closed-set'], '--closed-set has no meaning'],
  ['folders', ['--sequence', 'SET', '--slices', 'size,folder'], '--slices folder has no meaning'],
  [
    'a count of pictures',
    ['--sequence', 'SET', '--first-frame', '1'],
    '--first-frame is of videos',
  ],
  ['a count of images', ['--images', 'SET', '--first-frame', '1'], '--first-frame needs --video'],
  ['another count', ['--video', 'RIDE', '--first-frame', '2'], '--first-frame must be 0 or 1'],
  ['a rate of images', ['--images', 'SET', '--per-second', '2'], '--per-second needs --video or'],
])('refuses %s', (_, words, message) => {
  expect(() => read(...words)).toThrow(message);
});

it('prints a row for each sequence and method, and one of all', () => {
  const temporal = {
    objects: 2,
    delay: 0.4,
    large: 2,
    neverFound: 1,
    flicker: 0.5,
    lifeFound: 75,
    MOTA: -20,
    MOTP: 3.25,
    mismatchRatio: 10,
    precision: 50,
    recall: 80,
    mostlyTracked: 1,
    partiallyTracked: 0,
    mostlyLost: 1,
    trackingLength: null,
  };
  const pixel = { AP: 50, FPR95: 10, prior: 1 };
  const sequence = { name: 'a', frames: 9, labelled: 3, methods: { msp: { pixel, temporal } } };
  const drives = {
    perSecond: 2,
    methods: { msp: { threshold: 0.5, isDefault: false, temporal } },
    sequences: [sequence, { ...sequence, name: 'b', methods: { msp: { pixel: null, temporal } } }],
  };
  const report = { drives, images: 6, methods: { msp: { pixel: { AP: 40, FPR95: 20 } } } };
  const lines = driveLines(report as never);
  expect(lines).toHaveLength(5);
  expect(lines[1]?.split(/ {2,}/)).toEqual([
    'a',
    '3',
    'msp',
    '50.00',
    '10.00',
    '2',
    '0.40',
    '1 of 2',
    '0.50',
    '75.00',
    '-20.00',
    '3.25',
    '10.00',
    '50.00',
    '80.00',
    '1/0/1',
    '-',
  ]);
  expect(lines[2]).toMatch(/^b +3 +msp +- +- /);
  expect(lines[3]).toMatch(/^all +6 +msp +40\.00 +20\.00 /);
  expect(lines[4]).toBe('Over time at msp 0.500000 (best F1).');
  expect(driveLines({ ...report, drives: null } as never)).toEqual([]);
  const alone = { ...drives, sequences: [sequence] };
  expect(driveLines({ ...report, drives: alone } as never)).toHaveLength(3);
});
