import { describe, expect, it } from 'vitest';
import {
  agreementColours,
  BOTH_RGB,
  differenceColours,
  ONLY_FIRST_RGB,
  ONLY_SECOND_RGB,
  sidesOf,
} from './comparison-colours';

describe('the colours of a comparison', () => {
  it('are one for a method, whichever pane is drawn', () => {
    expect(sidesOf(false)).toEqual({ own: ONLY_FIRST_RGB, other: ONLY_SECOND_RGB });
    expect(sidesOf(true)).toEqual({ own: ONLY_SECOND_RGB, other: ONLY_FIRST_RGB });
  });

  it('of agreement stand in the order of hits, false alarms and misses', () => {
    const colours = [...agreementColours(sidesOf(true))];
    expect(colours).toHaveLength(12);
    expect(colours.slice(0, 3)).toEqual(BOTH_RGB);
    expect(colours.slice(3, 6)).toEqual(ONLY_SECOND_RGB);
    expect(colours.slice(6, 9)).toEqual(ONLY_FIRST_RGB);
  });

  it('of a difference go from the other method by near white to the own one', () => {
    const colours = differenceColours(sidesOf(false));
    expect(colours).toHaveLength(768);
    expect([...colours.subarray(0, 3)]).toEqual(ONLY_SECOND_RGB);
    expect(Math.min(...colours.subarray(381, 387))).toBeGreaterThan(240);
    expect([...colours.subarray(765)]).toEqual(ONLY_FIRST_RGB);
  });
});
