import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Helper, measureThreads, type SpinOrder } from './measure-threads';

beforeEach(() => vi.stubGlobal('crossOriginIsolated', true));
afterEach(() => vi.unstubAllGlobals());

/** Helpers that get these shares of a core, round by round; the last row lasts. */
function helpers(...rounds: number[][]) {
  const made: { ended: boolean }[] = [];
  const orders: SpinOrder[] = [];
  let round = 0;
  const create = (): Helper => {
    const helper = {
      ended: false,
      onmessage: null as Helper['onmessage'],
      postMessage: (order: SpinOrder) => void orders.push(order),
      terminate() {
        helper.ended = true;
      },
    };
    made.push(helper);
    setTimeout(() => helper.onmessage?.({} as MessageEvent));
    return helper;
  };
  /** What this thread gets of its own core, while the helpers get theirs. */
  const run =
    (own = 1) =>
    (ms: number) => {
      const shares = rounds[Math.min(round++, rounds.length - 1)] ?? [];
      for (const { ran, place } of orders)
        new Int32Array(ran)[place]! += (shares[place] ?? 0) * ms * 1000;
      return own * ms;
    };
  return { made, create, run, roundsTaken: () => round };
}

it.each<[string, number, number[], number]>([
  ['a free core', 2, [1], 2],
  ['a core that is busy now and then', 2, [0.8], 2],
  ['a core that another program shares', 2, [0.5], 1],
  ['a core that another program has', 2, [0], 1],
  ['three free cores of four', 4, [1, 0.95, 0.3], 3],
  ['three cores for four threads', 4, [0.7, 0.7, 0.7], 3],
])('%s', async (_, most, shares, threads) => {
  const { create, run } = helpers(shares);
  expect(await measureThreads(most, create, run())).toBe(threads);
});

it('the best of several rounds counts, and the first whole one is the last', async () => {
  const { create, run, made, roundsTaken } = helpers([0], [0.4], [1]);
  expect([await measureThreads(2, create, run()), roundsTaken()]).toEqual([2, 3]);
  expect(made.map(({ ended }) => ended)).toEqual([true]);
});

it('two threads that share a core are one', async () => {
  const { create, run } = helpers([0.5]);
  expect(await measureThreads(2, create, run(0.5))).toBe(1);
});

it('takes a helper that never starts for a core that is not free', async () => {
  const { create, run, made } = helpers([0]);
  const silent = () => ({ ...create(), onmessage: null });
  expect([await measureThreads(2, silent, run()), made.length]).toEqual([1, 1]);
});

it.each([
  ['one core', true, 1],
  ['memory that cannot be shared', false, 4],
])('starts nothing for %s', async (_, isolated, most) => {
  vi.stubGlobal('crossOriginIsolated', isolated);
  const { create, run, made } = helpers([1]);
  expect([await measureThreads(most, create, run()), made.length]).toEqual([1, 0]);
});
