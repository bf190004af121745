import { expect, it } from 'vitest';
import { bootstrapName, poolName, scoreName } from './result-names';

it('a method from files has names that Windows takes too', () => {
  const method = 'imported:ours';
  expect(scoreName(method, 'a')).toBe('scores/imported-ours/a.npy');
  expect(bootstrapName(3, method)).toBe('bootstrap-3-imported-ours');
  expect(poolName(2, method)).toBe('pool-2-imported-ours');
  expect(scoreName('imported:a/b\\c?', 'a')).toBe('scores/imported-a-b-c-/a.npy');
});
