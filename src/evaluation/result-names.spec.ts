import { expect, it } from 'vitest';
import { bootstrapName, poolName, scoreName } from './result-names';

it('a method from files has names that Windows takes too', () => {
  const method = 'imported:ours';
  expect(scoreName(method, 'a')).toBe('scores/imported%3Aours/a.npy');
  expect(bootstrapName(3, method)).toBe('bootstrap-3-imported%3Aours');
  expect(poolName(2, method)).toBe('pool-2-imported%3Aours');
  expect(scoreName('a*?<>|"\\\t.', 'a')).toBe('scores/a%2A%3F%3C%3E%7C%22%5C%09%2E/a.npy');
});

it('no two methods share a file, and the name tells the method', () => {
  const methods = ['a:b', 'a-b', 'a%3Ab', 'a%b', 'a/b', 'a\\b', 'a b', 'a b ', 'a.', 'é. x'];
  const names = methods.map((method) => poolName(1, method));
  expect(new Set(names).size).toBe(methods.length);
  expect(names.map((name) => decodeURIComponent(name.replace('pool-1-', '')))).toEqual(methods);
});
