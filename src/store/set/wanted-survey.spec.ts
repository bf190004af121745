import { describe, expect, it } from 'vitest';
import { orderOfNeed } from './wanted-survey';

describe('the order of need', () => {
  it('is the selected picture, then its neighbours outwards', () => {
    expect(orderOfNeed(['a', 'b', 'c', 'd', 'e'], 'b')).toEqual(['b', 'c', 'a', 'd', 'e']);
    expect(orderOfNeed(['a', 'b', 'c'], 'c')).toEqual(['c', 'b', 'a']);
  });

  it('begins with the first where none of the list is selected', () => {
    expect(orderOfNeed(['a', 'b'], null)).toEqual(['a', 'b']);
    expect(orderOfNeed([], 'gone')).toEqual([]);
  });
});
