import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { decode } from 'fast-png';
import * as v from 'valibot';
import { exactMetrics } from '#src/core/metrics/testing/exact';
import { encodeNpy } from '#src/core/npy';
import { random } from '#src/core/random';
import { reportSchema } from '#src/evaluation/report/report-schema';
import { averagePrecision } from './support/average-precision';
import { evaluate, makeSet, readReport, savedPixels, withoutTimes } from './support/evaluation';
import { METHODS } from './support/methods';

const SHA256 = expect.stringMatching(/^[0-9a-f]{64}$/);
const PROGRESS = /^image (\d)\/\d {2}(\w)/gm;

let folder: string;
let stems: string[];
const inFolder = (...names: string[]) => join(folder, ...names);
const set = () => [
  '--images',
  inFolder('set/images'),
  '--labels',
  inFolder('set/labels'),
  '--long-side',
  '160',
  '--min-predicted',
  '4',
];
const finished = (stderr: string) => [...stderr.matchAll(PROGRESS)].map(([, , stem]) => stem);

test.describe.configure({ mode: 'serial', timeout: 300_000 }); // each test starts the command several times

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'anomalens-evaluate-'));
  stems = makeSet(inFolder('set'));
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a whole set: report, table, and scores that give the same metrics elsewhere', async () => {
  const { code, stdout, stderr } = await evaluate([
    ...set(),
    '--save-scores',
    '--out',
    inFolder('whole'),
  ]);
  expect(stderr).toContain('image 4/4');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^method +long side +AP +prior +AUROC +FPR95 +best F1 +threshold +sIoU +PPV +F1 +ms\/image$/m,
  );
  const report = readReport(inFolder('whole'));
  v.parse(reportSchema, report);
  expect(Object.keys(report.methods)).toEqual(METHODS);
  expect(report).toMatchObject({ images: 4, longSide: 160, errors: [] });
  const networks = [
    'base',
    'dmlnet',
    'mask-decoder',
    'mask-encoder',
    'max-entropy',
    'prompt-generator',
    'rpl',
    'similarity',
    'trunk',
    'vision-language',
  ];
  // What words are read by is a part of what gave the numbers.
  const tables = [
    ...['dictionary.bin', 'dictionary.json', 'ordinary.bin', 'spelling.json'],
    ...['statistics.json', 'tokenizer.json', 'tokens.bin'],
  ].map((name) => `words/${name}`);
  const files = [...networks, ...tables];
  expect(report.models).toEqual(Object.fromEntries(files.map((id) => [id, SHA256])));
  expect(report.methods.rpl).toMatchObject({ parameters: { gamma: 1 }, blur: true });
  expect(readdirSync(inFolder('whole')).sort()).toEqual(['report.json', 'scores']);

  for (const id of METHODS) {
    const { pixel, component, perImage } = report.methods[id]!;
    const { scores, labels } = savedPixels(
      inFolder('whole'),
      inFolder('set'),
      id,
      stems,
      (bytes) => decode(bytes).data as Uint8Array,
    );
    const exact = exactMetrics(scores, labels);
    // The targets are in per cent.
    expect.soft(pixel.AP, id).toBeCloseTo(100 * exact.AP, 3);
    expect.soft(pixel.AP, id).toBeCloseTo(100 * averagePrecision(scores, labels), 3);
    expect.soft(pixel.AUROC, id).toBeCloseTo(100 * exact.AUROC, 3);
    expect.soft(pixel.FPR95, id).toBeCloseTo(100 * exact.FPR95, 3);
    expect.soft(pixel.bestF1, id).toBeCloseTo(100 * exact.bestF1, 3);
    expect(component?.sIoU).toBeGreaterThanOrEqual(0);
    expect(perImage.map(({ stem, AP }) => [stem, AP === null])).toEqual(
      stems.map((stem) => [stem, stem === 'd']),
    );
  }
});

test('scores of files are measured like those of a method, beside and instead of them', async () => {
  const next = random(5);
  for (const method of ['ours', 'baseline']) {
    mkdirSync(inFolder('set', method), { recursive: true });
    for (const stem of stems) {
      const noise = Float32Array.from({ length: 240 * 136 }, () => next());
      writeFileSync(inFolder('set', method, `${stem}.npy`), encodeNpy(noise, [136, 240]));
    }
  }
  const out = inFolder('own');
  const args = [...set(), '--scores', inFolder('set'), '--save-scores', '--out', out];
  expect(await evaluate(args)).toMatchObject({ code: 0 });
  const report = readReport(out);
  v.parse(reportSchema, report);
  expect(Object.keys(report.methods)).toEqual(['imported:baseline', 'imported:ours']);
  for (const [id, { pixel }] of Object.entries(report.methods)) {
    const read = (bytes: Uint8Array) => decode(bytes).data as Uint8Array;
    const { scores, labels } = savedPixels(out, inFolder('set'), id, stems, read);
    expect(pixel.AP, id).toBeCloseTo(100 * exactMetrics(scores, labels).AP, 3);
  }
});

test('two shards merged equal one run', async () => {
  for (const shard of ['1/2', '2/2']) {
    const out = inFolder(`shard-${shard[0]}`);
    expect(await evaluate([...set(), '--shard', shard, '--out', out])).toMatchObject({ code: 0 });
    expect(readReport(out).methods.msp!.component).toBeNull();
  }
  expect(
    await evaluate(['--merge', '--out', inFolder('merged'), inFolder('shard-1')]),
  ).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('missing: 2'),
  });
  const merge = [
    '--merge',
    '--min-predicted',
    '4',
    '--out',
    inFolder('merged'),
    inFolder('shard-1'),
    inFolder('shard-2'),
  ];
  expect(await evaluate(merge)).toMatchObject({ code: 0 });
  expect(withoutTimes(readReport(inFolder('merged')))).toEqual(
    withoutTimes(readReport(inFolder('whole'))),
  );
});

test('a run killed after its first image goes on where it stopped', async () => {
  const args = [...set(), '--out', inFolder('killed')];
  const killed = await evaluate(
    args,
    (child, stderr) => finished(stderr).length > 0 && child.kill('SIGKILL'),
  );
  expect(killed.code).toBeNull();
  expect(existsSync(inFolder('killed/report.json'))).toBe(false);
  const refused = await evaluate([...args, '--methods', 'msp']);
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('other settings (settings'),
  });
  const resumed = await evaluate(args);
  expect(resumed.code).toBe(0);
  expect(finished(resumed.stderr)[0]).not.toBe('a');
  expect(withoutTimes(readReport(inFolder('killed')))).toEqual(
    withoutTimes(readReport(inFolder('whole'))),
  );
  expect(existsSync(inFolder('killed/state'))).toBe(false);
});

test('a broken file is named, the others are evaluated, and the command fails', async () => {
  writeFileSync(inFolder('set/images/b.png'), 'not a picture');
  const { code, stderr } = await evaluate([
    ...set(),
    '--methods',
    'msp,energy',
    '--out',
    inFolder('broken'),
  ]);
  expect(code).toBe(1);
  expect(stderr).toContain('b.png');
  const { images, errors, methods } = readReport(inFolder('broken'));
  expect([images, errors.map(({ file }) => file), Object.keys(methods)]).toEqual([
    3,
    ['b.png'],
    ['msp', 'energy'],
  ]);
});

test('mistakes on the command line are told before anything starts', async () => {
  expect(await evaluate([...set()])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--out DIR is missing'),
  });
  expect(await evaluate([...set(), '--shard', '3/2', '--out', inFolder('x')])).toMatchObject({
    code: 2,
  });
});
