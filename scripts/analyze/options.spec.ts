import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAnalyzeCommand } from './options.mjs';

let root: string;
const inRoot = (...names: string[]) => join(root, ...names);
const read = (...args: string[]) =>
  readAnalyzeCommand(['--images', inRoot('set'), '--method', 'energy', ...args]);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'anomalens-analyze-'));
  mkdirSync(inRoot('set/day'), { recursive: true });
  mkdirSync(inRoot('out/masks'), { recursive: true });
  for (const name of ['set/b.png', 'set/day/a.jpg', 'set/notes.txt'])
    writeFileSync(inRoot(name), '');
  symlinkSync(inRoot('set'), inRoot('link'));
});
afterAll(() => rmSync(root, { recursive: true }));

it('takes a folder, a method and a place, and the defaults of the rest', () => {
  expect(read('--out', inRoot('out'))).toEqual({
    out: inRoot('out'),
    folders: {
      images: { path: inRoot('set') },
      results: { path: inRoot('out'), writable: true },
    },
    job: {
      networks: [],
      images: ['b.png', 'day/a.jpg', 'notes.txt'],
      title: 'set',
      method: 'energy',
      threshold: null,
      flagAtMost: null,
      minAreaPercent: 0,
      keepUnlikely: false,
      names: false,
      cover: [],
      longSide: 768,
      secondLook: null,
      inference: 'wasm',
      compute: 'cpu',
    },
  });
});

it('takes the share of pictures that may be flagged, in per cent', () => {
  const flagAtMost = (...given: string[]) =>
    read('--out', inRoot('out'), '--flag-at-most', ...given).job;
  expect(flagAtMost('5')).toMatchObject({ flagAtMost: 0.05, threshold: null });
  expect(flagAtMost('0.5%')).toMatchObject({ flagAtMost: 0.005 });
  expect(flagAtMost('0')).toMatchObject({ flagAtMost: 0 });
  expect(() => flagAtMost('0.05')).toThrow('write 5, or 0.05% if so little is meant');
  expect(() => flagAtMost('many')).toThrow('--flag-at-most many: ');
  expect(() => flagAtMost('101')).toThrow('--flag-at-most 101: ');
  expect(() => flagAtMost('5', '--threshold', '0.5')).toThrow('no meaning with --threshold');
});

it('takes what is said of the regions', () => {
  const regions = ['--threshold=-2.5', '--min-area', '0.05%', '--keep-unlikely', '--names'];
  const blur = ['--blur', 'vehicles, persons'];
  expect(
    read('--out', inRoot('out'), ...regions, ...blur, '--long-side', '1024').job,
  ).toMatchObject({
    threshold: -2.5,
    minAreaPercent: 0.05,
    keepUnlikely: true,
    names: true,
    cover: ['persons', 'vehicles'],
    longSide: 1024,
  });
});

it.each([
  [['--threshold', 'high'], '--threshold must be a number, not "high"'],
  [['--threshold', ''], '--threshold must be a number'],
  [['--min-area', '50px'], '--min-area must be a share of the picture in per cent'],
  [['--min-area', '101'], '--min-area must be a share'],
  [['--long-side', '700'], '--long-side must be a multiple of 32 from 32 to 2048, not "700"'],
  [['--long-side', '4096'], '--long-side must be a multiple of 32'],
  [['--inference', 'cuda'], '--inference must be wasm or webgpu'],
  [['--blur', 'faces'], '--blur must be persons,vehicles or one of them, not "faces"'],
  [['--blur', ''], '--blur must be'],
  [['more'], 'more'],
  [['--labels', 'x'], '--labels'],
])('%j is a mistake', (args, message) => {
  expect(() => read('--out', inRoot('out'), ...args)).toThrow(message);
});

it('names what is missing', () => {
  expect(() => read()).toThrow('--out DIR is missing');
  expect(() => readAnalyzeCommand(['--images', inRoot('set'), '--out', 'x'])).toThrow(
    '--method ID is missing',
  );
  expect(() => readAnalyzeCommand(['--method', 'energy', '--out', 'x'])).toThrow(
    '--images DIR is missing',
  );
});

it('refuses a place where a second run would take masks for pictures', () => {
  for (const out of ['set', 'set/results/new', 'link/results'])
    expect(() => read('--out', inRoot(out))).toThrow('--out lies in the folder of --images');
  const masks = ['--images', inRoot('out/masks'), '--method', 'energy', '--out', inRoot('out')];
  expect(() => readAnalyzeCommand(masks)).toThrow('--images is the folder that the masks');
  expect(read('--out', inRoot('set-results')).out).toBe(inRoot('set-results'));
});
