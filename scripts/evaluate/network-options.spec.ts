import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readListCommand } from './list-options.mjs';
import { networksOf } from './network-options.mjs';

let root: string;
const inRoot = (...names: string[]) => join(root, ...names);
const of = (network: string, card?: string, given: string[] = []) =>
  networksOf(
    { network: [inRoot(network)], card: card === undefined ? [] : [card], 'long-side': '512' },
    given,
  )[0];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'anomalens-network-'));
  for (const folder of ['hub/onnx/deep', 'two', 'none'])
    mkdirSync(inRoot(folder), { recursive: true });
  for (const name of [
    'hub/config.json',
    'hub/onnx/model.onnx',
    'hub/onnx/model_fp16.onnx',
    'hub/onnx/model.onnx_data',
    'hub/onnx/deep/far.onnx',
    'two/a.onnx',
    'two/b.onnx',
    'two/card.json',
    'none/notes.txt',
  ])
    writeFileSync(inRoot(name), name);
});
afterAll(() => rmSync(root, { recursive: true }));

describe('--network', () => {
  it('is a file with what lies right beside it', () => {
    expect(of('two/a.onnx')).toEqual({
      folder: inRoot('two'),
      job: {
        file: 'a.onnx',
        beside: ['b.onnx', 'card.json'],
        card: null,
        folder: 'two',
        longSide: null,
      },
    });
  });

  it('in onnx/ has the descriptions of the folder above', () => {
    expect(of('hub/onnx/model.onnx')).toEqual({
      folder: inRoot('hub'),
      job: {
        file: 'onnx/model.onnx',
        beside: ['config.json', 'onnx/model.onnx_data', 'onnx/model_fp16.onnx'],
        card: null,
        folder: 'hub',
        longSide: null,
      },
    });
  });

  it('of a folder is the only one, or the one with the usual name', () => {
    expect(of('hub')?.job.file).toBe('onnx/model.onnx');
    expect(() => of('two')).toThrow('holds 2 networks: name one of a.onnx, b.onnx');
    expect(() => of('none')).toThrow('holds no .onnx file');
    expect(() => of('nowhere')).toThrow('is not there');
  });

  it('has the long side of the command line where that is said', () => {
    expect(of('two/a.onnx', undefined, ['long-side'])?.job.longSide).toBe(512);
  });

  it('takes a card, which has no meaning alone', () => {
    expect(of('two/a.onnx', inRoot('two/card.json'))?.job.card).toBe('two/card.json');
    expect(() => of('two/a.onnx', inRoot('two/other.json'))).toThrow('could not be read');
    expect(() => networksOf({ card: ['x.json'] }, [])).toThrow('no meaning without --network');
    expect(networksOf({}, [])).toEqual([]);
  });
});

it('several networks have their cards in the same order', () => {
  const network = [inRoot('two/a.onnx'), inRoot('hub')];
  const card = [inRoot('two/card.json')];
  const networks = networksOf({ network, card }, []);
  expect(networks.map(({ job }) => [job.file, job.card])).toEqual([
    ['a.onnx', 'two/card.json'],
    ['onnx/model.onnx', null],
  ]);
  expect(() => networksOf({ network, card: [...card, ...card, ...card] }, [])).toThrow(
    'there are 3 cards and 2 networks',
  );
});

describe('--methods list', () => {
  it('needs neither labels nor a place for results', () => {
    expect(readListCommand(['--methods', 'list'])).toMatchObject({
      folders: {},
      job: { networks: [], images: [], longSide: 768 },
    });
    const list = [
      '--network',
      inRoot('two/a.onnx'),
      '--images',
      inRoot('none'),
      '--methods',
      'list',
    ];
    expect(readListCommand(list)).toMatchObject({
      folders: { networks: [{ path: inRoot('two') }], images: { path: inRoot('none') } },
      job: { networks: [{ file: 'a.onnx' }], images: ['notes.txt'] },
    });
  });

  it('is no other command', () => expect(readListCommand(['--methods', 'msp'])).toBeNull());
});
