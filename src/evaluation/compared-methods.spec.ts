import { expect, it } from 'vitest';
import { OPTIONS } from '#src/evaluation/testing/options';
import {
  createPoolingEngine,
  makeItems,
  type PoolingEngine,
  rememberingFiles,
} from '#src/evaluation/testing/pooling-engine';
import { evaluate } from './evaluate';
import type { EvaluationOptions } from './types';

interface Call {
  parts?: PoolingEngine;
  options: Partial<EvaluationOptions>;
}

function run({ parts = createPoolingEngine(), options }: Call) {
  const stores = { state: rememberingFiles(), results: null };
  return evaluate(parts.engine, makeItems([1, 2, 3, 4, 5]), { ...OPTIONS, ...options }, {}, stores);
}

it.each([
  ['entropy', 'max-logit', null],
  ['entropy', 'max-logit', 'entropy'],
  ['energy', 'entropy', null],
  ['max-logit', 'entropy', 'max-logit'],
])('compares with %s, of %s beside it, where %s is asked for', async (to, other, baseline) => {
  const settings = [to, other]
    .sort()
    .map((methodId) => ({ methodId, parameters: {}, blur: false }));
  const { methods } = await run({ options: { settings, baseline } });
  const differences = methods.map(({ methodId, difference }) => [methodId, difference?.to]);
  expect(Object.fromEntries(differences)).toEqual({ [to]: undefined, [other]: to });
  const [mine, theirs] = [to, other].map((id) => methods.find(({ methodId }) => methodId === id));
  const apart = (theirs?.pooled.AP ?? 0) - (mine?.pooled.AP ?? 0);
  const { low, high } = theirs?.difference?.AP ?? { low: 1, high: -1 };
  expect([low < high, low <= apart, apart <= high]).toEqual([true, true, true]);
});

it.each([{ baseline: 'energy' }, { named: ['entropy', 'energy'] }])(
  'refuses %j, which it does not measure, before it measures anything',
  async (options) => {
    const parts = createPoolingEngine();
    await expect(run({ parts, options })).rejects.toMatchObject({
      code: 'option-invalid',
      message: '"energy" is none of the measured methods: entropy, max-logit.',
    });
    expect(parts.evaluated).toEqual([]);
  },
);
