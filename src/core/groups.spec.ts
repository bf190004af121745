import { expect, it } from 'vitest';
import { addTo } from './groups';

it('a group grows in its place, in the order of what is added', () => {
  const groups = new Map<string, number[]>();
  addTo(groups, 'odd', 1);
  const odd = groups.get('odd');
  addTo(groups, 'even', 2);
  addTo(groups, 'odd', 3);
  expect([...groups]).toEqual([
    ['odd', [1, 3]],
    ['even', [2]],
  ]);
  expect(groups.get('odd')).toBe(odd);
});
