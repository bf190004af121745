import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { encodeNpy } from '#src/core/npy';
import { exif, jpeg } from '#src/core/testing/picture-bytes';
import { methodById } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';
import type { LabelSource } from '#src/protocol/labels';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { Evaluator } from './evaluator';

const PICTURE = { width: 64, height: 32 };
const [WIDTH, HEIGHT] = [32, 16];
const PIXELS = WIDTH * HEIGHT;
const OURS = { methodId: 'imported:ours', parameters: {}, blur: false };
const ENTROPY = settingsFor(methodById('entropy'));
/** The upper half is anomaly. */
const ids = Uint8Array.from({ length: PIXELS }, (_, i) => Number(i < PIXELS / 2));
const png = encode({ width: WIDTH, height: HEIGHT, data: ids, depth: 8, channels: 1 });
const LABEL: LabelSource = {
  blob: new Blob([new Uint8Array(png)]),
  name: 'label.png',
  reading: { as: 'ids', anomaly: [1], ignore: [255] },
  turn: 'if-only-so',
};
/** Falls from row to row, so that it separates the halves. */
const ramp = Float32Array.from({ length: PIXELS }, (_, i) => -i);
/** The first row is unknown to the method. */
const holes = ramp.map((value, i) => (i < WIDTH ? Number.NaN : value));

let evaluator: Evaluator;
const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = 'ours/a.npy') => ({
  methodId: OURS.methodId,
  blob: new Blob([bytes]),
  name,
  turn: false,
});
const mapOf = (data: Float32Array, shape = [HEIGHT, WIDTH]) => encodeNpy(data, shape);
const image = (bytes: Uint8Array<ArrayBuffer>, settings = [OURS], name = 'ours/a.npy') =>
  evaluator.image({
    runId: 'run',
    source: bmpFile(PICTURE),
    label: LABEL,
    scoreFiles: [fileOf(bytes, name)],
    settings,
    closedSetModel: 'base',
    wantScores: true,
  });

beforeEach(() => {
  for (const [name, value] of Object.entries(fakeBrowser(PICTURE).globals))
    vi.stubGlobal(name, value);
  evaluator = new Evaluator(createFakeModels(['base']).context);
  evaluator.restore({ runId: 'run', pools: [], classes: null });
});
afterEach(() => vi.unstubAllGlobals());

it('a score of a file is measured as stored, with void of its own where it has none', async () => {
  const { methods, scores } = await image(mapOf(holes), [ENTROPY, OURS]);
  expect(methods.map(({ methodId }) => methodId)).toEqual(['entropy', 'imported:ours']);
  expect(scores?.[1]).toEqual(holes);
  const known = PIXELS - WIDTH;
  expect(methods.map(({ metrics: { prior } }) => prior)).toEqual([
    0.5,
    (PIXELS / 2 - WIDTH) / known,
  ]);
  expect(methods[1]?.metrics.AUROC).toBe(1);
  const { methods: pooled } = evaluator.summary({ runId: 'run' });
  expect(pooled[1]?.pooled.AUROC).toBe(1);
});

it('its components are looked for outside that void, from the file as from what was saved', async () => {
  const question = {
    settings: OURS,
    thresholds: { pooled: -PIXELS / 2, smiyc: null },
    sweep: null,
    defaultThreshold: null,
  };
  const filters = { minPredicted: 0, minGroundTruth: 0 };
  const asked = { label: LABEL, questions: [question], filters };
  const scoreFiles = [fileOf(mapOf(holes))];
  const [fromFile] = await evaluator.components({
    ...asked,
    source: bmpFile(PICTURE),
    scoreFiles,
  });
  expect(fromFile).toEqual((await evaluator.components({ ...asked, scores: [holes] }))[0]);
  expect(fromFile?.counts.pooled).toMatchObject({ predicted: 1 });
  expect(fromFile?.falseRegions).toBeNull();
});

it('an archive of one array is a score, whatever that is called', async () => {
  const { methods } = await image(new Uint8Array(zipSync({ 'x.npy': mapOf(ramp) })));
  expect(methods[0]?.metrics.AUROC).toBe(1);
});

it('single numbers beside a score are passed over', async () => {
  const numbers = { 'threshold.npy': mapOf(ramp.subarray(0, 1), []) };
  const { methods } = await image(new Uint8Array(zipSync({ ...numbers, 'x.npy': mapOf(ramp) })));
  expect(methods[0]?.metrics.AUROC).toBe(1);
});

it.each([
  ['of another shape', mapOf(ramp, [WIDTH, HEIGHT]), /score is .*their shapes differ\./],
  ['without its axes', mapOf(ramp, [PIXELS]), /score is .*their shapes differ\./],
  [
    'with five axes',
    mapOf(ramp, [2, 2, 2, 4, HEIGHT]),
    /score is .*: its shape is \(2, 2, 2, 4, 16\)/,
  ],
  ['that is damaged', new Uint8Array(9), /score is .*: it is not a \.npy file\.$/],
])('beside a score %s nothing else is measured in its place', async (_what, score, reason) => {
  const bytes = zipSync({ 'score.npy': score, 'mask.npy': mapOf(ramp) });
  await expect(image(new Uint8Array(bytes))).rejects.toMatchObject({
    code: 'score-unreadable',
    message: expect.stringMatching(reason),
  });
});

it.each([
  ['two maps', zipSync({ 'a.npy': mapOf(ramp), 'b.npy': mapOf(ramp) }), '(a, b)'],
  ['logits', mapOf(new Float32Array(3 * PIXELS), [3, HEIGHT, WIDTH]), '(MSP, Max logit'],
])('a file of %s is refused', async (_what, bytes, parts) => {
  await expect(image(new Uint8Array(bytes))).rejects.toMatchObject({
    code: 'score-unreadable',
    message: expect.stringContaining(`ours/a.npy holds several scores ${parts}`),
  });
});

it('a score in a format that is not read says how to save it', async () => {
  const intel = Uint8Array.of(0x49, 0x49, 42, 0);
  await expect(image(intel, [OURS], 'ours/a.tiff')).rejects.toMatchObject({
    code: 'score-unreadable',
    message:
      "The score file cannot be used: TIFF files are not read. numpy.save('NAME.npy', tifffile.imread('ours/a.tiff')) writes the .npy that is.",
  });
});

it('a score that may have to be turned with its picture says so, until that is decided', async () => {
  const upsideDown = new Blob([jpeg(PICTURE.width, PICTURE.height, exif(3))]);
  const noticeOf = async (turn: boolean) => {
    const { notice } = await evaluator.image({
      runId: 'run',
      source: { blob: upsideDown, name: 'a.jpg' },
      label: { ...LABEL, turn: 'with-picture' },
      scoreFiles: [{ ...fileOf(mapOf(ramp)), turn }],
      settings: [OURS],
      closedSetModel: 'base',
      wantScores: false,
    });
    return notice;
  };
  expect(await noticeOf(false)).toMatch(/^ours\/a\.npy was not turned, but its picture was/);
  expect(await noticeOf(true)).toBeNull();
});

it('a score on another grid than the label is not measured', async () => {
  await expect(image(mapOf(new Float32Array(PIXELS / 4), [8, 16]))).rejects.toMatchObject({
    code: 'score-size',
  });
});
