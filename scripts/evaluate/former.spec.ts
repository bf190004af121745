import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formerDoubts, formerLines, readFormer } from './former.mjs';
import { readCommand } from './options.mjs';

type Report = Parameters<typeof formerLines>[0];

const root = mkdtempSync(join(tmpdir(), 'anomalens-former-'));
afterAll(() => rmSync(root, { recursive: true }));

const method = (AP: number | null, priors: Record<string, number> = { a: 2, b: 0 }) => ({
  pixel: { AP, AUROC: 90, FPR95: 20, bestF1: 50 },
  component: { sIoU: 10, PPV: null, F1: 30 },
  perImage: Object.entries(priors).map(([stem, prior]) => ({ stem, prior })),
});
const report = (methods: Record<string, ReturnType<typeof method>>, change: object = {}) =>
  ({
    schemaVersion: 1,
    definition: 'pooled: All pixels.',
    longSide: 768,
    readings: [{ labels: 2, as: 'ids', anomaly: [1], ignore: [255] }],
    models: { base: 'x' },
    componentFilters: { minPredicted: 0, minGroundTruth: 0 },
    shard: null,
    closedSet: null,
    methods,
    ...change,
  }) as unknown as Report;
const written = (value: unknown) => {
  const path = join(root, 'report.json');
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
};

describe('a former report', () => {
  it('is read by the definition of its metrics', () => {
    const path = written(report({ ours: method(50) }));
    expect(readFormer(path, 'pooled')).toMatchObject({ name: path, report: { longSide: 768 } });
    const smiyc = written(report({}, { definition: 'SMIYC: All images.' }));
    expect(readFormer(smiyc, 'smiyc').report.schemaVersion).toBe(1);
    expect(() => readFormer(smiyc, 'pooled')).toThrow(
      'another definition of the metrics: smiyc, and this run pooled',
    );
  });

  it.each([
    [report({}, { closedSet: {} }), 'is of classes'],
    [report({}, { shard: { index: 1, count: 2 } }), 'is of a shard'],
    [{ schemaVersion: 1, methods: { ours: {} } }, 'is no report.json'],
    [{ schemaVersion: 2, methods: {} }, 'is no report.json'],
    ['{', 'is no report.json'],
    ['[]', 'is no report.json'],
  ])('of %j is a mistake', (value, message) => {
    expect(() => readFormer(written(value), 'pooled')).toThrow(message);
  });

  it('that is not there is a mistake, before anything runs', () => {
    const args = ['--labels', root, '--scores', `${root}=ours`, '--out', root];
    expect(() => readCommand([...args, '--against', join(root, 'none.json')])).toThrow(
      /--against .*none\.json cannot be read/,
    );
    expect(() => readCommand([...args, '--against', root])).toThrow('is no report.json');
    const { gate, job } = readCommand([...args, '--fail-below', 'ours:AP=60']);
    expect(gate).toMatchObject({ former: null, limits: [{ method: 'ours', value: 60 }] });
    expect(job).toMatchObject({ named: ['ours'] });
    for (const option of [
      ['--against', written(report({}))],
      ['--fail-above', 'FPR95=20'],
    ])
      expect(() => readCommand([...args, ...option, '--shard', '1/2'])).toThrow(
        `${option[0]} has no meaning with --shard`,
      );
  });
});

describe('the difference to a former report', () => {
  it('is that of every method of both, signed', () => {
    const now = report({ ours: method(55.5), next: method(1), none: method(null) });
    const before = report({ ours: method(56), gone: method(2), none: method(3) });
    expect(formerLines(now, { name: 'old.json', report: before })).toEqual([
      'minus old.json     AP  AUROC  FPR95  bestF1   sIoU  PPV  componentF1',
      'ours            -0.50  +0.00  +0.00   +0.00  +0.00    -        +0.00',
      'none                -  +0.00  +0.00   +0.00  +0.00    -        +0.00',
      'Not in old.json: next.',
      'In old.json alone: gone.',
    ]);
  });

  it.each<[string, Report, string[]]>([
    ['the set', report({ ours: method(1) }), []],
    ['its networks', report({ ours: method(1) }, { models: { base: 'y' } }), []],
    [
      'other images',
      report({ ours: method(1, { b: 0, c: 1, d: 1, e: 1, f: 1 }) }),
      ['it lacks 1 image (a)', 'it has 4 images (c, d, e, ...) more'],
    ],
    [
      'other labels',
      report({ ours: method(1, { a: 2, b: 0.1 }) }),
      ['it has other labels of 1 image (b)'],
    ],
    [
      'another reading',
      report({ ours: method(1) }, { readings: [{ as: 'ids', anomaly: [2], ignore: [255] }] }),
      ['its labels were read in another way'],
    ],
    [
      'other filters',
      report({ ours: method(1) }, { componentFilters: { minPredicted: 9, minGroundTruth: 0 } }),
      ['its components have other minimum sizes'],
    ],
    [
      'another size',
      report({ ours: method(1) }, { longSide: 256 }),
      ['its long side is 256, not 768'],
    ],
  ])('says whether %s differs', (_, before, texts) => {
    const doubts = formerDoubts(report({ ours: method(50) }), { name: 'old', report: before });
    expect(doubts).toEqual(texts.map((text) => `old is of other images or settings: ${text}.`));
  });
});
