import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { FEATURE_NAMES } from '#src/core/meta/feature-names';
import type { FittedMetaModel } from '#src/core/meta/meta-model';
import { evaluate } from './support/evaluation';

const SAMPLES = fileURLToPath(new URL('../public/samples/', import.meta.url));
const STEMS = ['country-cow', 'country-boulders', 'city-sofa', 'city-clear'];

let folder: string;
const inFolder = (...names: string[]) => join(folder, ...names);
const set = () => [
  '--images',
  inFolder('images'),
  '--labels',
  inFolder('labels'),
  '--long-side',
  '640',
];
const metaFit = (args: string[]) => evaluate(args, undefined, 'scripts/meta-fit.mjs');

test.describe.configure({ timeout: 300_000 });

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anomalens-meta-'));
  for (const name of ['images', 'labels']) mkdirSync(inFolder(name));
  for (const stem of STEMS) {
    symlinkSync(join(SAMPLES, `${stem}.jpg`), inFolder('images', `${stem}.jpg`));
    symlinkSync(join(SAMPLES, 'masks', `${stem}.png`), inFolder('labels', `${stem}.png`));
  }
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a classifier is fitted to the regions of a set, and told what it gains', async () => {
  const { code, stdout } = await metaFit([...set(), '--out', inFolder('meta.json')]);
  expect(stdout).toMatch(/^ +regions +FP +FN +errors +cut +AUROC +AUPRC +accuracy$/m);
  expect(stdout).toMatch(
    /^max-entropy >= 0\.984650 +\d+ .*\n {2}leave one out .*\n {2}leave one image out /m,
  );
  expect(code).toBe(0);
  const model = JSON.parse(readFileSync(inFolder('meta.json'), 'utf8')) as FittedMetaModel;
  expect(model).toMatchObject({
    method: 'max-entropy',
    longSide: 640,
    images: STEMS.length,
    features: FEATURE_NAMES,
  });
  expect(stdout).toContain(`fitted to ${model.segments} regions of 4 images`);
  expect(model.thresholds).toEqual([0.98465]);
  for (const list of [model.weights, model.mean, model.scale])
    expect(list.filter(Number.isFinite)).toHaveLength(FEATURE_NAMES.length);
});

test('one classifier of the regions of two thresholds is measured at each', async () => {
  const { code, stdout } = await metaFit([
    ...set(),
    '--thresholds',
    '0.93587,0.7',
    '--out',
    inFolder('both.json'),
  ]);
  expect(code).toBe(0);
  const { segments, thresholds } = JSON.parse(
    readFileSync(inFolder('both.json'), 'utf8'),
  ) as FittedMetaModel;
  expect(thresholds).toEqual([0.93587, 0.7]);
  const counts = [...stdout.matchAll(/^max-entropy >= 0\.\d+ +(\d+) /gm)].map(([, count]) =>
    Number(count),
  );
  expect(counts).toHaveLength(2);
  expect(counts[1]).toBeGreaterThan(counts[0]!);
  expect(counts[0]! + counts[1]!).toBe(segments);
});

test('mistakes on its command line are told before anything starts', async () => {
  expect(await metaFit(set())).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--out FILE is missing'),
  });
  expect(await metaFit(['--labels', inFolder('labels'), '--out', inFolder('x')])).toMatchObject({
    code: 2,
  });
  const words = { code: 2, stderr: expect.stringContaining('--thresholds must be numbers') };
  expect(
    await metaFit([...set(), '--thresholds', '0.9,high', '--out', inFolder('x')]),
  ).toMatchObject(words);
});
