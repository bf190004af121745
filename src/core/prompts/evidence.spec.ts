import { expect, it } from 'vitest';
import { SOURCES } from '#src/methods/sources';
import { evidenceOf } from './evidence';

const TABLE = { shares: [1, 0.1, 0.01, 1e-5], scores: [-2, 0, 3, 4] };

it('is the rarity among known pixels, linear in its logarithm between the scores of the table', () => {
  const scores = Float32Array.of(
    -9,
    -2,
    -1,
    0,
    1.5,
    3,
    3.5,
    4,
    99,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  );
  const expected = [0, 0, 0.5, 1, 1.5, 2, 3.5, 5, 5, 0, 5];
  expect([...evidenceOf(scores, TABLE)]).toEqual(expected.map((value) => expect.closeTo(value, 6)));
});

it('ends at 5, one in 100 000', () => {
  expect([...evidenceOf(Float32Array.of(1, 2), { shares: [1, 1e-7], scores: [0, 1] })]).toEqual([
    5, 5,
  ]);
});

it('takes the rarest of several shares at one score', () => {
  expect([
    ...evidenceOf(Float32Array.of(1), { shares: [1, 0.1, 0.01, 0.001], scores: [0, 1, 1, 2] }),
  ]).toEqual([2]);
});

it.each(SOURCES.map((source) => [source.id, source] as const))(
  'agrees with the shipped calibration of %s',
  (_id, { known }) => {
    const table = known?.table ?? TABLE;
    const low = Math.min(...table.scores);
    const high = Math.max(...table.scores);
    const scores = Float32Array.from(
      { length: 301 },
      (_, i) => low + ((high - low) * (i - 20)) / 260,
    );
    const expected = Array.from(scores, (score) =>
      Math.min(5, -Math.log10(known?.shareOf(score) ?? 1)),
    );
    expect([...evidenceOf(scores, table)]).toEqual(
      expected.map((value) => expect.closeTo(value, 5)),
    );
  },
);
