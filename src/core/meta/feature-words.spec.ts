import { describe, expect, it } from 'vitest';
import { CLASSES, FEATURE_NAMES } from './feature-names';
import { featureWords, largestReasons } from './feature-words';

const NAMES = Array.from({ length: CLASSES }, (_, j) => `class ${j}`);

describe('features in words', () => {
  it('has different words for each of them', () => {
    const words = FEATURE_NAMES.map((name) => featureWords(name, NAMES));
    expect(new Set(words).size).toBe(75);
    expect(words.filter((text) => text.includes('undefined'))).toEqual([]);
  });

  it.each([
    ['S_bd', 'boundary length'],
    ['E', 'entropy'],
    ['D_var_bd', 'margin variance, boundary'],
    ['cprob13', 'class 13 within'],
    ['ndist0', 'class 0 around'],
  ])('calls %s %s', (name, words) => expect(featureWords(name, NAMES)).toBe(words));
});

describe('features before the names of the classes are known', () => {
  it('have words all the same', () => expect(featureWords('cprob7', [])).toBe('class 7 within'));
});

describe('the largest reasons', () => {
  it('come first by size, whatever their sign, and keep the sum', () => {
    const contributions = FEATURE_NAMES.map((_, f) => (f === 7 ? -9 : f === 3 ? 5 : 0.01 * f));
    const reasons = largestReasons(contributions, 2);
    expect(reasons.map(({ feature }) => feature)).toEqual([
      FEATURE_NAMES[7],
      FEATURE_NAMES[3],
      null,
    ]);
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b);
    expect(sum(reasons.map(({ contribution }) => contribution))).toBeCloseTo(
      sum(contributions),
      12,
    );
  });
});
