import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { encodeNpy } from '#src/core/npy';
import { withFormulas } from './recorded-networks';

const SHAPE = [2, 3, 4];
const LOGITS = encodeNpy(
  Float32Array.from({ length: 24 }, (_, i) => i - 9),
  SHAPE,
);
const SHARES = encodeNpy(new Float32Array(24).fill(0.5), SHAPE);
const ALL = ['msp', 'max-logit', 'entropy', 'energy', 'margin'];
const LESS = ['msp', 'entropy', 'margin'];

const idsOf = (bytes: Uint8Array<ArrayBuffer>, isRecorded = true) => {
  const file = { name: 'a', read: async () => new Blob([bytes]) };
  const items = [{ scores: [{ methodId: 'A', file, turn: false, isRecorded }] }];
  const folders = [{ method: 'A', isRecorded }, { method: 'B' }];
  return withFormulas({ items: items as never, methodIds: ['A', 'B'] }, folders);
};

it.each([
  ['logits', LOGITS, ALL],
  ['probabilities', SHARES, LESS],
  ['an archive beside a number', archive(SHARES), LESS],
])('a recorded network offers what its first file gives: %s', async (_what, bytes, kinds) => {
  expect(await idsOf(bytes)).toEqual([...kinds.map((kind) => `A/${kind}`), 'B']);
});

it('a folder of maps is one method', async () => {
  expect(await idsOf(LOGITS, false)).toEqual(['A', 'B']);
});

function archive(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const number = encodeNpy(Float32Array.of(1), []);
  return new Uint8Array(zipSync({ 'threshold.npy': number, 'p.npy': bytes }));
}
