import { beforeAll, expect, it } from 'vitest';
import { halfToNumber, numberToHalf } from '#src/core/score-files/half-float';
import { signedModel } from '#src/models/own/testing/signatures';
import { differenceOf, formulasOf, KINDS, opened, runOf, scoresOf } from './testing/own-runs';

/** Signatures of one normalisation. */
const [HALVES, SINGLES] = ['half floats', 'PIDNet'];

const rounded = (values: Float32Array) => values.map((value) => halfToNumber(numberToHalf(value)));
const most = (scores: readonly Float32Array[], others: readonly Float32Array[]) =>
  KINDS.map((_, index) => differenceOf(scores[index]!, others[index]!));

let halves: Float32Array[];
beforeAll(async () => {
  const own = await opened(signedModel(HALVES));
  expect(own.card.input.dtype).toBe('float16');
  expect(own.card.output).toMatchObject({ name: 'logits', kind: 'logits' });
  halves = await scoresOf(own);
  await own.network.release();
});

/** By a network of single floats: what a half-float input and output alone would change. */
async function singles(input: boolean, output: boolean): Promise<Float32Array[]> {
  const own = await opened(signedModel(SINGLES));
  const { grid, logits } = await runOf(own, [], 256, input ? rounded : undefined);
  await own.network.release();
  const data = output ? rounded(logits.data) : logits.data;
  return formulasOf({ grid, logits: { ...logits, data } });
}

it('a network of half floats gives the scores of rounded input and rounded logits', async () => {
  for (const difference of most(halves, await singles(true, true)))
    expect(difference).toBeLessThan(1e-6);
});

it('what a network of single floats says otherwise comes of the input, not of the logits', async () => {
  const [given, onlyInput] = [await singles(false, false), await singles(true, false)];
  expect(Math.max(...most(halves, given))).toBeGreaterThan(1e-3);
  for (const difference of most(halves, onlyInput)) expect(difference).toBeLessThan(1e-3);
});
