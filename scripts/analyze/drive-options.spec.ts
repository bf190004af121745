import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDriveCommand } from './drive-options.mjs';
import { driveLines, frameLine } from './drive-told.mjs';

let root: string;
const inRoot = (...names: string[]) => join(root, ...names);
const read = (...args: string[]) =>
  readDriveCommand([...args, '--method', 'energy', '--out', inRoot('out')]);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'anomalens-drives-'));
  mkdirSync(inRoot('set/a'), { recursive: true });
  for (const name of ['set/a/1.png', 'set/a/2.png', 'ride.mp4']) writeFileSync(inRoot(name), '');
});
afterAll(() => rmSync(root, { recursive: true }));

it('takes a video by its folder and name, and the defaults of the rest', () => {
  expect(read('--video', inRoot('ride.mp4'))).toEqual({
    out: inRoot('out'),
    folders: { images: { path: root }, results: { path: inRoot('out'), writable: true } },
    job: {
      video: 'ride.mp4',
      images: [],
      fps: 25,
      perSecond: 2,
      networks: [],
      method: 'energy',
      threshold: null,
      smoothing: null,
      minAreaPercent: 0,
      keepUnlikely: true,
      names: false,
      cover: [],
      longSide: 768,
      secondLook: null,
      inference: 'wasm',
      compute: 'cpu',
    },
  });
});

it('takes a folder of sequences', () => {
  const { folders, job } = read(
    '--sequence',
    inRoot('set'),
    '--fps',
    '17.5',
    '--per-second',
    'all',
    '--threshold',
    '-5',
    '--smoothing',
    'median3',
  )!;
  expect(folders.images).toEqual({ path: inRoot('set') });
  expect(job).toMatchObject({
    video: null,
    images: ['a/1.png', 'a/2.png'],
    fps: 17.5,
    perSecond: 1e6,
    threshold: -5,
    smoothing: 'median3',
  });
});

it('leaves a command about pictures alone', () => {
  expect(
    readDriveCommand(['--images', inRoot('set'), '--method', 'energy', '--out', 'x']),
  ).toBeNull();
});

it.each([
  ['a video that is not there', ['--video', 'no.mp4'], 'is no file'],
  ['a folder that is not there', ['--sequence', 'nowhere'], 'nowhere is not a folder'],
  ['both', ['--video', 'RIDE', '--sequence', 'SET'], 'give one of them'],
  ['pictures too', ['--sequence', 'SET', '--images', 'SET'], '--images has no meaning'],
  ['a rate of a video', ['--video', 'RIDE', '--fps', '25'], 'a video has its own times'],
  ['no rate', ['--sequence', 'SET', '--fps', '0'], '--fps must be a number'],
  ['no frames', ['--sequence', 'SET', '--per-second', 'few'], '--per-second must be a number'],
  [
    'another smoothing',
    ['--sequence', 'SET', '--smoothing', 'much'],
    '--smoothing must be median3 or',
  ],
  ['what is of pictures', ['--sequence', 'SET', '--names'], 'names'],
  ['a word more', ['--sequence', 'SET', 'more'], '"more" is not an option'],
])('refuses %s', (_, words, message) => {
  const given = words.map(
    (word) => ({ RIDE: inRoot('ride.mp4'), SET: inRoot('set') })[word] ?? word,
  );
  expect(() => read(...given)).toThrow(message);
});

it('refuses results among the frames', () => {
  expect(() =>
    readDriveCommand(['--sequence', root, '--method', 'msp', '--out', inRoot('out')]),
  ).toThrow('--out lies in the folder');
  expect(() => readDriveCommand(['--sequence', inRoot('set'), '--out', inRoot('out')])).toThrow(
    '--method ID is missing',
  );
});

it('tells what was done and what was found', () => {
  const step = { drive: 'ride', done: 1, total: 9, frame: 'f.png', error: null };
  expect(frameLine(step)).toBe('ride 1/9  f.png');
  const error = { file: 'f.png', code: 'picture-empty' as const, message: 'It is empty.' };
  expect(frameLine({ ...step, error })).toBe('ride 1/9  f.png: It is empty. (picture-empty)');
  const summary = {
    drive: 'ride',
    frames: 20,
    tracks: 1,
    flicker: 4,
    moments: 1,
    errors: 2,
    notices: ['It is turned.'],
  };
  expect(driveLines({ threshold: 0.5, drives: [summary] })).toEqual([
    'Threshold 0.5.',
    'ride: 1 track in 20 frames, and 4 regions of a single frame.',
    '  It is turned.',
    '  2 frames failed: tracks.json names them.',
  ]);
  expect(driveLines({ threshold: 0.5, drives: [] })).toEqual(['No picture was found.']);
});
