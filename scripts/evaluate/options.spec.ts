import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCommand } from './options.mjs';

const root = mkdtempSync(join(tmpdir(), 'anomalens-options-'));
const at = (...names: string[]) => join(root, ...names);
const command = (...args: string[]) =>
  readCommand([
    ...['--images', at('set/images'), '--labels', at('set/labels'), '--out', at('out')],
    ...args,
  ]);

beforeAll(() => {
  for (const folder of ['images', 'labels', 'ours']) {
    mkdirSync(at('set', folder), { recursive: true });
    writeFileSync(at('set', folder, 'a.npy'), '');
  }
  symlinkSync(at('set/images/a.npy'), at('set/ours/b.npy'));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('--looks', () => {
  it('are the long sides of two looks; one look is that of --long-side', () => {
    expect(command('--looks', '768,1536').job).toMatchObject({ longSide: 768, secondLook: 1536 });
    expect(command('--long-side', '512').job).toMatchObject({ longSide: 512, secondLook: null });
    expect(command().job).toMatchObject({ longSide: 768, secondLook: null });
  });

  it.each(['768', '1536,768', '768,768', '768,1536,2048', '768,much', ''])(
    'are not "%s"',
    (looks) => {
      expect(() => command('--looks', looks)).toThrow('--looks must be two long sides');
    },
  );

  it('have no meaning beside another long side, with classes, or when shards are joined', () => {
    const looks = ['--looks', '768,1536'];
    expect(() => command(...looks, '--long-side', '768')).toThrow('--long-side has no meaning');
    expect(() => command(...looks, '--closed-set')).toThrow('--closed-set has no meaning');
    const merge = ['--merge', '--out', at('out'), ...looks, at('set')];
    expect(() => readCommand(merge)).toThrow('--looks has no meaning with --merge');
  });
});

it('--operating-point is asked of every method, of joined shards too', () => {
  const points = ['--operating-point', 'recall=90', '--operating-point', 'false-alarms=1'];
  const wishes = [
    { by: 'recall', value: 0.9 },
    { by: 'false-alarms', value: 1 },
  ];
  expect(command(...points).job).toMatchObject({ wishes });
  const merge = ['--merge', '--out', at('out'), ...points, at('set')];
  expect(readCommand(merge).job).toMatchObject({ wishes });
  expect(command().job).toMatchObject({ wishes: [] });
});

describe('--threads', () => {
  it('are measured by the page for a whole set, and one for each of several shards', () => {
    expect(command().job.threads).toBe('auto');
    expect(command('--shard', '1/2').job.threads).toBe(1);
    expect(command('--shard', '1/2', '--threads', '4').job.threads).toBe(4);
  });

  it.each(['0', '9', '1.5', 'auto', ''])('are not "%s"', (threads) => {
    expect(() => command('--threads', threads)).toThrow('--threads must be 1 to 8');
  });

  it('have no meaning when shards are joined, nor without a network', () => {
    const merge = ['--merge', '--out', at('out'), '--threads', '2', at('set')];
    expect(() => readCommand(merge)).toThrow('--threads has no meaning with --merge');
    const scores = ['--labels', at('set/labels'), '--scores', `${at('set/ours')}=ours`];
    expect(() => readCommand([...scores, '--threads', '2', '--out', at('out')])).toThrow(
      '--threads',
    );
  });
});

describe('--scores', () => {
  it('alone is measured without the methods of the page', () => {
    const { folders, job } = command('--scores', at('set'));
    expect(folders.scores).toEqual([{ path: at('set') }]);
    expect(job).toMatchObject({
      methods: [],
      scores: [
        {
          name: 'set',
          method: null,
          files: ['images/a.npy', 'labels/a.npy', 'ours/a.npy', 'ours/b.npy'],
          among: {
            images: { 'images/a.npy': 'a.npy', 'ours/b.npy': 'a.npy' },
            labels: { 'labels/a.npy': 'a.npy' },
            roi: {},
          },
          turn: false,
        },
      ],
    });
  });

  it('knows the masks of --roi among them, and no more of their folder', () => {
    const { job } = command('--scores', at('set'), '--roi', at('set/ours/a.npy'));
    expect(job).toHaveProperty('scores.0.among.roi', { 'ours/a.npy': 'a.npy' });
  });

  it.each([
    ['all', null],
    ['energy,msp', ['energy', 'msp']],
    ['none', []],
  ])('beside --methods %s', (methods, expected) => {
    const { job } = command('--scores', at('set/ours'), '--methods', methods, '--turn-scores');
    expect(job).toMatchObject({ methods: expected, scores: [{ name: 'ours', turn: true }] });
  });

  it('is not there where it is not given, and all methods of the page are', () => {
    const { folders, job } = command();
    expect(folders.scores).toEqual([]);
    expect(job).toMatchObject({ methods: null, scores: [] });
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

describe('--logits DIR=NAME', () => {
  const alone = (...args: string[]) =>
    readCommand(['--labels', at('set/labels'), '--out', at('out'), ...args]);
  const ours = `${at('set/ours')}=ours`;

  it('is a recorded network, which needs no picture and stands beside scores', () => {
    const { folders, job } = alone('--logits', ours, '--scores', `${at('set/images')}=maps`);
    expect(folders.scores).toEqual([{ path: at('set/images') }, { path: at('set/ours') }]);
    expect(job).toMatchObject({
      images: null,
      methods: [],
      scores: [{ method: 'maps' }, { method: 'ours', isRecorded: true }],
    });
    expect(job).not.toHaveProperty('scores.0.isRecorded');
  });

  it.each([
    [['--logits', at('set/ours')], '--logits DIR=NAME: the name is missing'],
    [['--logits', `${at('set/ours')}=a/b`], '"a/b" must hold no slash'],
    [['--logits', ours, '--logits', ours], '--logits: two folders are called "ours"'],
    [['--logits', ours, '--scores', ours], '--scores: two folders are called "ours"'],
    [['--logits', ours, '--long-side', '9'], '--long-side has no meaning without --images'],
  ])('%j is a mistake', (args, message) => {
    expect(() => alone(...args)).toThrow(message);
  });
});

describe('--scores DIR=NAME', () => {
  const alone = (...args: string[]) =>
    readCommand(['--labels', at('set/labels'), '--out', at('out'), ...args]);
  const [ours, other] = [`${at('set/ours')}=ours`, `${at('set/images')}=other=1`];

  it('names the method of a folder, and needs no pictures', () => {
    const { folders, job } = alone('--scores', ours, '--scores', `${at('set/images')}=v2`);
    expect(folders).not.toHaveProperty('images');
    expect(folders.scores).toEqual([{ path: at('set/ours') }, { path: at('set/images') }]);
    expect(job).toMatchObject({
      images: null,
      methods: [],
      scores: [
        { name: 'ours', method: 'ours', files: ['a.npy', 'b.npy'] },
        { name: 'images', method: 'v2', among: { images: {} } },
      ],
    });
  });

  it('may stand beside pictures and methods of the page', () => {
    const { job } = command('--scores', ours, '--methods', 'energy');
    expect(job).toMatchObject({
      images: ['a.npy'],
      methods: ['energy'],
      scores: [{ method: 'ours' }],
    });
  });

  it('is a folder where one is called so in full', () => {
    mkdirSync(at('set/lr=1'), { recursive: true });
    expect(alone('--scores', at('set/lr=1')).job).toMatchObject({
      scores: [{ name: 'lr=1', method: null }],
    });
    expect(alone('--scores', `${at('set/lr=1')}=ours`).job).toMatchObject({
      scores: [{ name: 'lr=1', method: 'ours' }],
    });
  });

  it.each([
    [['--scores', `${ours.slice(0, -4)}`], 'the name is empty'],
    [['--scores', ours, '--scores', `${other.slice(0, -8)}=ours`], 'two folders are called "ours"'],
    [['--scores', ours, '--scores', at('set/images')], 'Several --scores need a name each'],
    [['--scores', `${ours}/7`], '"ours/7" must hold no slash'],
    [['--scores', other], 'is not a folder'],
    [['--scores', ours, '--methods', 'energy'], '--methods has no meaning without --images'],
    [['--scores', ours, '--turn-labels'], '--turn-labels has no meaning without --images'],
    [['--scores', ours, '--long-side', '768'], '--long-side has no meaning without --images'],
    [[], '--images DIR is missing'],
  ])('%j is a mistake', (args, message) => {
    expect(() => alone(...args)).toThrow(message);
  });
});

describe('--against-method', () => {
  it('is for the pooled metrics of anomalies', () => {
    expect(command('--against-method', 'msp').job).toMatchObject({ baseline: 'msp' });
    expect(command().job).toMatchObject({ baseline: null });
    for (const args of [['--closed-set'], ['--definition', 'smiyc']])
      expect(() => command('--against-method', 'msp', ...args)).toThrow(
        `--against-method has no meaning with ${args.join(' ')}`,
      );
  });
});

describe('--corruptions', () => {
  it('are handed on as they are written, for the page reads them', () => {
    expect(command().job).toMatchObject({ corruptions: null });
    expect(command('--corruptions', 'blur,noise=10').job).toMatchObject({
      corruptions: 'blur,noise=10',
    });
  });

  it.each([
    [['--shard', '1/2'], '--corruptions has no meaning with --shard'],
    [['--closed-set'], '--corruptions has no meaning with --closed-set'],
  ])('%j beside them is a mistake', (args, message) => {
    expect(() => command('--corruptions', 'blur', ...args)).toThrow(message);
  });

  it('need pictures, and have no meaning when shards are joined', () => {
    const scores = ['--scores', `${at('set/ours')}=ours`, '--corruptions', 'blur'];
    const alone = ['--labels', at('set/labels'), '--out', at('out'), ...scores];
    expect(() => readCommand(alone)).toThrow('--corruptions has no meaning without --images');
    const merge = ['--merge', '--out', at('out'), '--corruptions', 'blur', at('set')];
    expect(() => readCommand(merge)).toThrow('--corruptions has no meaning with --merge');
  });
});

describe('--slices', () => {
  it('are some of the known ones, of a whole set', () => {
    expect(command().job).toMatchObject({ slices: [] });
    expect(command('--slices', 'folder,size').job).toMatchObject({ slices: ['size', 'folder'] });
    const merge = ['--merge', '--out', at('out'), '--slices', 'height', at('set')];
    expect(readCommand(merge).job).toMatchObject({ slices: ['height'] });
  });

  it.each([
    [['size,width'], '--slices must be some of size,height,folder'],
    [['size', '--shard', '1/2'], 'give it to --merge'],
    [['size', '--closed-set'], '--slices has no meaning with --closed-set'],
  ])('%j is a mistake', (args, message) => {
    expect(() => command('--slices', ...args)).toThrow(message);
  });
});
