import { encode } from 'fast-png';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { encodeNpy } from '#src/core/npy';
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import type { LabelSource } from '#src/protocol/labels';
import { bmpFile, fakeBrowser } from '#src/workers/testing/fake-canvas';
import { createFakeModels } from '#src/workers/testing/fake-models';
import { Evaluator } from './evaluator';

const PICTURE = { width: 64, height: 32 };
/** The label has it, and the logits are sampled on it. */
const GRID = { width: 32, height: 16 };
const SHAPE = [3, 8, 16];
const LOGITS = Float32Array.from({ length: 384 }, (_, i) => 4 * Math.sin(i * i));
const SETTINGS = ['A/entropy', 'A/max-logit'].map((methodId) => ({
  methodId,
  parameters: {},
  blur: false,
}));

const label: LabelSource = {
  blob: new Blob([
    new Uint8Array(
      encode({
        ...GRID,
        data: Uint8Array.from({ length: 512 }, (_, i) => Number(i % 7 === 0)),
        depth: 8,
        channels: 1,
      }),
    ),
  ]),
  name: 'a.png',
  reading: { as: 'ids', anomaly: [1], ignore: [255] },
  turn: 'if-only-so',
};
const recorded = (data: Float32Array, shape: number[] = SHAPE) => [
  {
    methodId: 'A',
    name: 'runs/a.npy',
    blob: new Blob([encodeNpy(data, shape)]),
    turn: false,
    isRecorded: true,
  },
];

let evaluator: Evaluator;
const image = (scoreFiles: ReturnType<typeof recorded>, withPicture: boolean) =>
  evaluator.image({
    runId: 'run',
    label,
    closedSetModel: 'base',
    wantScores: true,
    source: withPicture ? bmpFile(PICTURE) : null,
    scoreFiles,
    settings: SETTINGS,
  });

beforeEach(() => {
  for (const [name, value] of Object.entries(fakeBrowser(PICTURE).globals))
    vi.stubGlobal(name, value);
  evaluator = new Evaluator(createFakeModels(['base']).context);
  evaluator.restore({ runId: 'run', pools: [], classes: null });
});
afterEach(() => vi.unstubAllGlobals());

it.each([true, false])(
  'its formulas are sampled from the logits on the grid of the label: with a picture %s',
  async (withPicture) => {
    const { methods, scores } = await image(recorded(LOGITS), withPicture);
    expect(methods.map(({ methodId }) => methodId)).toEqual(['A/entropy', 'A/max-logit']);
    const grid = { width: 16, height: 8, paddedWidth: 16, paddedHeight: 8 };
    const wanted = scoresCpu(
      { classes: 3, width: 16, height: 8, stride: 1, grid, data: LOGITS },
      GRID,
      [
        { kind: 'entropy', temperature: 1 },
        { kind: 'max-logit', temperature: 1 },
      ],
    ).scores;
    for (const [index, score] of wanted.entries())
      for (const [i, value] of score.entries())
        expect(scores![index]![i], `${i}`).toBeCloseTo(value, 5);
  },
);

it('its components are those of its scores, without a picture too', async () => {
  const { scores } = await image(recorded(LOGITS), false);
  const asked = {
    label,
    questions: SETTINGS.map((settings) => ({
      settings,
      thresholds: { pooled: 0.5, smiyc: null },
      sweep: null,
      defaultThreshold: null,
    })),
    filters: { minPredicted: 0, minGroundTruth: 0 },
  };
  const answers = await evaluator.components({
    ...asked,
    source: null,
    scoreFiles: recorded(LOGITS),
  });
  expect(answers).toEqual(await evaluator.components({ ...asked, scores: scores! }));
});

it.each([
  ['a map', new Float32Array(512), [16, 32], 'holds no logits'],
  ['another shape', new Float32Array(3 * 900), [3, 30, 30], 'not the shape of'],
  [
    'probabilities, for a formula of logits',
    new Float32Array(384).fill(1 / 3),
    SHAPE,
    'A/max-logit',
  ],
])('%s is an error of the image', async (_what, data, shape, reason) => {
  await expect(image(recorded(data, shape), false)).rejects.toMatchObject({
    code: 'score-unreadable',
    message: expect.stringContaining(reason),
  });
});
