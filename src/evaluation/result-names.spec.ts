import { expect, it } from 'vitest';
import { importedMethodId } from '#src/core/score-files/method-name';
import { methods } from '#src/methods/registry';
import { bootstrapName, poolName, scoreName } from './result-names';

it('a method from files has a name that a person reads and every system takes', () => {
  const method = importedMethodId('our model v1.5');
  expect(scoreName(method, 'a')).toBe('scores/imported-our model v1.5/a.npy');
  expect(bootstrapName(3, method)).toBe('bootstrap-3-imported-our model v1.5');
  expect(poolName(2, method)).toBe('pool-2-imported-our model v1.5');
});

it('what some system forbids is replaced, and told apart by a checksum', () => {
  expect(scoreName('a*?<>|"\\\t.', 'a')).toMatch(/^scores\/a_{9}-[0-9a-f]{8}\/a\.npy$/);
  expect(scoreName('imported:ours/probs', 'a')).toMatch(
    /^scores\/imported-ours_probs-[0-9a-f]{8}\/a\.npy$/,
  );
  const long = `imported:${'é'.repeat(200)}`;
  expect(new TextEncoder().encode(poolName(99_999, long)).length).toBeLessThan(255);
});

it('no two methods share a file', () => {
  const long = 'a'.repeat(100);
  const odd = ['a:b', 'a-b', 'a_b', 'a%3Ab', 'a/b', 'a\\b', 'a b', 'a b ', 'a.', long, `${long}b`];
  const imported = [...odd, ...methods.map(({ id }) => id)].map(importedMethodId);
  const all = [...odd, ...imported, ...methods.map(({ id }) => id)];
  expect(new Set(all.map((id) => poolName(1, id))).size).toBe(all.length);
});

it('no method of the page is called as if it were imported', () => {
  expect(methods.filter(({ id }) => id.startsWith('imported'))).toEqual([]);
});
