import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommand } from './options.mjs';

let root: string;
const at = (...names: string[]) => join(root, ...names);
const command = (...args: string[]) =>
  readCommand([
    ...['--images', at('set/images'), '--labels', at('set/labels'), '--out', at('out')],
    ...args,
  ]);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'anomalens-options-'));
  for (const folder of ['images', 'labels', 'ours']) {
    mkdirSync(at('set', folder), { recursive: true });
    writeFileSync(at('set', folder, 'a.npy'), '');
  }
  symlinkSync(at('set/images/a.npy'), at('set/ours/b.npy'));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('--scores', () => {
  it('alone is measured without the methods of the page', () => {
    const { folders, job } = command('--scores', at('set'));
    expect(folders.scores).toEqual({ path: at('set') });
    expect(job).toMatchObject({
      methods: [],
      scores: {
        name: 'set',
        files: ['images/a.npy', 'labels/a.npy', 'ours/a.npy', 'ours/b.npy'],
        among: {
          images: { 'images/a.npy': 'a.npy', 'ours/b.npy': 'a.npy' },
          labels: { 'labels/a.npy': 'a.npy' },
          roi: {},
        },
        turn: false,
      },
    });
  });

  it('knows the masks of --roi among them, and no more of their folder', () => {
    const { job } = command('--scores', at('set'), '--roi', at('set/ours/a.npy'));
    expect(job).toHaveProperty('scores.among.roi', { 'ours/a.npy': 'a.npy' });
  });

  it.each([
    ['all', null],
    ['energy,msp', ['energy', 'msp']],
    ['none', []],
  ])('beside --methods %s', (methods, expected) => {
    const { job } = command('--scores', at('set/ours'), '--methods', methods, '--turn-scores');
    expect(job).toMatchObject({ methods: expected, scores: { name: 'ours', turn: true } });
  });

  it('is not there where it is not given, and all methods of the page are', () => {
    const { folders, job } = command();
    expect(folders).not.toHaveProperty('scores');
    expect(job).toMatchObject({ methods: null, scores: null });
  });

  it.each([
    [['--scores', 'nowhere'], 'nowhere is not a folder'],
    [['--turn-scores'], '--turn-scores needs --scores DIR'],
    [['--methods', 'none'], '--methods none needs --scores DIR'],
  ])('%j is a mistake', (args, message) => {
    expect(() => command(...args)).toThrow(message);
  });

  it('has no meaning with classes, nor when shards are joined', () => {
    const scores = ['--scores', at('set')];
    expect(() => command(...scores, '--closed-set')).toThrow('--closed-set compares classes');
    const merge = ['--merge', '--out', at('out'), ...scores, at('set')];
    expect(() => readCommand(merge)).toThrow('--scores has no meaning with --merge');
  });
});
