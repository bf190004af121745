import { describe, expect, it } from 'vitest';
import { random as seeded } from '#src/core/random';
import { paddedLogits } from '#src/gpu/testing/padded-logits';
import { testSimd } from '#src/gpu/testing/simd';
import { scoresCpu } from './cpu';
import type { ScoreKind, ScoreRequest } from './formulas';
import {
  ALL_REQUESTS,
  GOLDEN_PIXEL,
  KNOWN_REQUESTS,
  PRIME_SIZES,
  SCORE_CASES,
  type ScoreCase,
} from './scores.cases';
import { scoresSimd } from './simd';

const simd = testSimd();
const TOLERANCE = 2e-6;

function expectTwins({ logits, target }: ScoreCase, requests: readonly ScoreRequest[]): void {
  const expected = scoresCpu(logits, target, requests);
  const actual = scoresSimd(simd, logits, target, requests);
  expect(actual.classes).toEqual(expected.classes);
  for (const [i, { kind }] of requests.entries()) {
    for (const [p, wanted] of (expected.scores[i] as Float32Array).entries()) {
      const value = actual.scores[i]?.[p] as number;
      const error = Math.abs(value - wanted) / Math.max(1, Math.abs(wanted));
      if (!(error <= TOLERANCE || Object.is(value, wanted)))
        throw new Error(`${kind} pixel ${p}: ${value} instead of ${wanted}`);
    }
  }
}

/** Logits of the prime sizes, in which every 97th is `value`. */
function with97th(value: number): ScoreCase {
  const { logits, ...rest } = PRIME_SIZES;
  return {
    ...rest,
    logits: { ...logits, data: logits.data.map((z, i) => (i % 97 === 5 ? value : z)) },
  };
}

describe('scores in SIMD', () => {
  it.each(SCORE_CASES)('are those of the twin: $name', (entry) => {
    expectTwins(entry, ALL_REQUESTS);
  });

  it('are those of the twin whichever classes are known', () => {
    expectTwins(PRIME_SIZES, KNOWN_REQUESTS);
    expectTwins(with97th(Number.NaN), KNOWN_REQUESTS);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3e38])(
    'of logits with %d among them are those of the twin',
    (value) => expectTwins(with97th(value), ALL_REQUESTS),
  );

  it('of logits that are infinite everywhere are those of the twin', () => {
    for (const value of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN])
      for (const classes of [1, 2, 19])
        expectTwins(
          {
            name: '',
            logits: paddedLogits(classes, { width: 32, height: 32 }, () => value),
            target: { width: 6, height: 5 },
          },
          ALL_REQUESTS,
        );
  });

  it('take the lower of two classes that differ by less than a float32 step', () => {
    const next = seeded(7);
    const level = Float32Array.from({ length: 24 * 8 }, () => next() * 16);
    const logits = paddedLogits(3, { width: 93, height: 32 }, (i) => level[i % level.length]!);
    expectTwins({ name: '', logits, target: { width: 301, height: 97 } }, ALL_REQUESTS);
  });

  it('keep the digits of small scores', () => {
    const logits = { ...GOLDEN_PIXEL.logits, data: Float32Array.of(18, 0, 1, -1) };
    const kinds = ['msp', 'entropy', 'margin', 'vl4ad-log'] as const;
    const requests = kinds.map((kind) => ({ kind, temperature: 1, known: 3 }));
    const { scores } = scoresSimd(simd, logits, GOLDEN_PIXEL.target, requests);
    const rest = Math.exp(-18) + Math.exp(-17) + Math.exp(-19);
    const weights = 18 * Math.exp(-18) + 17 * Math.exp(-17) + 19 * Math.exp(-19);
    const wanted = [rest, (rest + weights) / Math.log(4), rest + Math.exp(-17), rest];
    for (const [i, value] of wanted.entries())
      expect((scores[i]?.[0] as number) / value).toBeCloseTo(1, 6);
  });

  it('leave no trace in those of the next, larger or smaller', () => {
    for (const entry of [...SCORE_CASES].reverse()) expectTwins(entry, ALL_REQUESTS.slice(0, 3));
  });

  it('of a kind without a formula are not numbers', () => {
    const request = { kind: 'toString' as ScoreKind, temperature: 1 };
    const { scores } = scoresSimd(simd, GOLDEN_PIXEL.logits, GOLDEN_PIXEL.target, [request]);
    expect(scores).toEqual([Float32Array.of(Number.NaN)]);
  });

  it('refuse logits of another length, more classes than a byte has, and requests without what they need', () => {
    const { logits, target } = GOLDEN_PIXEL;
    const none = (changed: Partial<typeof logits>, requests: ScoreRequest[] = []) =>
      expect(() => scoresSimd(simd, { ...logits, ...changed }, target, requests));
    none({ data: Float32Array.of(1, 2, 3) }).toThrow(/no logits of 4 classes/);
    none({ classes: 257, data: new Float32Array(257) }).toThrow(/257 classes/);
    none({}, [{ kind: 'eds-mix', temperature: 1 }]).toThrow(/beta and gamma/);
    none({}, [{ kind: 'vl4ad', temperature: 1 }]).toThrow(/number of known classes/);
    none({}, [{ kind: 'vl4ad-log', temperature: 1, known: 5 }]).toThrow(/5 of 4 classes/);
  });
});
