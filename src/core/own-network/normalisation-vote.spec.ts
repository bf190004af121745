import { expect, it } from 'vitest';
import { CANDIDATES, chosenCandidate, rankedCandidates } from './normalisation-vote';

/** Two classes on 8 x 8 pixels: `flips` of them go to the other, `sure` apart. */
const map = (flips: number, sure: number) => {
  const data = new Float32Array(128);
  for (let i = 0; i < 64; i++) data[i + ((i * 7) % 64) < flips ? 64 + i : i] = sure;
  for (let i = 0; i < 64; i++) {
    const isFlipped = (i * 27) % 64 < flips;
    data[i] = isFlipped ? 0 : sure;
    data[64 + i] = isFlipped ? sure : 0;
  }
  return { classes: 2, width: 8, height: 8, data };
};

it('is the surest of the smooth maps, not the surest of all', () => {
  expect(chosenCandidate([map(0, 1), map(0, 3), map(20, 9)])).toBe(1);
  expect(chosenCandidate([map(0, 5), map(0, 3)])).toBe(0);
});

it('is the only one that is smooth enough', () => {
  expect(chosenCandidate([map(20, 9), map(0, 0.1), map(30, 5)])).toBe(1);
});

it('leaves what was taken before where as many pictures speak for it', () => {
  const [, before] = CANDIDATES;
  const first = (...votes: number[]) => rankedCandidates(before!, votes)[0];
  expect(first(3, 3, 0, 0, 0, 0)).toMatchObject({ title: before!.title, votes: 3 });
  expect(first(4, 3, 0, 0, 0, 0)).toMatchObject({ title: 'ImageNet', votes: 4 });
});
