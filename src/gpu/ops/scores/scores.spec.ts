import { describe, expect, it } from 'vitest';
import { PROTOTYPE_LENGTH } from '#src/core/open-world/embedding';
import { MOST_COLUMNS } from '#src/core/words/columns';
import { scoresCpu } from './cpu';
import { mixedScore } from './distance';
import { constantOf, kindConstants, SCORE_KINDS, type ScoreKind } from './formulas';
import { MOST_CLASSES } from './gpu';
import kernel from './kernel.wgsl?raw';
import {
  ALL_REQUESTS,
  GOLDEN_PIXEL,
  GOLDEN_SCORES,
  KNOWN_REQUESTS,
  PRIME_SIZES,
} from './scores.cases';

const { logits: golden, target } = GOLDEN_PIXEL;

/**
 * Embedding f for q = 4 classes, the sum S of its squared distances to the prototypes 3 onehot(k),
 * and 1 - p1 of softmax(6 f). S lies between (q - 1) 9 = 27 and 54, its value at a prototype.
 */
const DISTANCES: [number[], number, number][] = [
  [[3, 0, 0, 0], 54, 4.57e-8],
  [[0.75, 0.75, 0.75, 0.75], 27, 0.75],
  [[4, -1, 0, 1], 84, 1.53e-8],
  [[0, 0, 0, 0], 36, 0.75],
  [[2, 0, 0, 1], 38, 0.0024852],
];

describe('scores', () => {
  it.each(SCORE_KINDS)('%s has the golden value', (kind) => {
    for (const { score: expected, ...request } of GOLDEN_SCORES[kind]) {
      const { scores, classes } = scoresCpu(golden, target, [{ kind, ...request }]);
      expect(scores[0]?.[0]).toBeCloseTo(expected, 5);
      expect(classes[0]).toBe(0);
    }
  });

  it('of a kind without a formula are not numbers', () => {
    const kind = 'toString' as ScoreKind;
    const { scores } = scoresCpu(golden, target, [
      { kind: 'msp', temperature: 1 },
      { kind, temperature: 1 },
    ]);
    expect(scores[0]?.[0]).toBeCloseTo(0.169047, 5);
    expect(scores[1]).toEqual(Float32Array.of(Number.NaN));
  });

  it('have a case in the kernel for every kind, and no formula for any other', () => {
    const cases = [...kernel.matchAll(/case (\w+):/g)].map(([, name]) => name);
    expect(cases.sort()).toEqual(SCORE_KINDS.map(constantOf).sort());
    expect(kernel).toContain('default: { score = bitcast<f32>(0x7fc00000u | request.kind); }');
    expect(kindConstants()).toMatch(/^const MSP = 0u;\nconst MAX_LOGIT = 1u;\n/);
  });

  it('fills a score that is asked for twice both times', () => {
    const { scores } = scoresCpu(golden, target, [
      { kind: 'msp', temperature: 1 },
      { kind: 'msp', temperature: 1 },
    ]);
    expect(scores[1]?.[0]).toBe(scores[0]?.[0]);
    expect(scores[1]?.[0]).toBeCloseTo(0.169047, 5);
  });

  it('of many requests in one pass are those of each alone, bit for bit', () => {
    const { logits, target: picture } = PRIME_SIZES;
    const requests = [...ALL_REQUESTS, ...KNOWN_REQUESTS.filter(({ known }) => known === 7)];
    const together = scoresCpu(logits, picture, requests);
    for (const [i, request] of requests.entries()) {
      const { scores, classes } = scoresCpu(logits, picture, [request]);
      expect(together.scores[i]).toEqual(scores[0]);
      expect(together.classes).toEqual(classes);
    }
  });

  it('interpolates logits, not scores', () => {
    const logits = {
      ...golden,
      data: Float32Array.of(8, 0, 0, 8),
      classes: 2,
      width: 2,
      grid: { width: 8, height: 4, paddedWidth: 8, paddedHeight: 4 },
    };
    const { scores } = scoresCpu(logits, { width: 3, height: 1 }, [
      { kind: 'msp', temperature: 1 },
    ]);
    expect(scores[0]?.[1]).toBeCloseTo(0.5, 6);
  });
});

describe('scores of a metric head', () => {
  const scoresAt = (f: number[], requests: Parameters<typeof scoresCpu>[2]) =>
    scoresCpu(
      { ...golden, data: Float32Array.from(f, (value) => 2 * PROTOTYPE_LENGTH * value) },
      { width: 1, height: 1 },
      requests,
    );

  it.each(DISTANCES)(
    'of f = %j have the sum of squared distances %d, and 1 - p1 = %d',
    (f, sum, mmsp) => {
      const { scores } = scoresAt(f, [
        { kind: 'eds', temperature: 1 },
        { kind: 'msp', temperature: 1 },
      ]);
      const direct = f.reduce(
        (all, _, t) =>
          all + f.reduce((d, value, k) => d + (value - (k === t ? PROTOTYPE_LENGTH : 0)) ** 2, 0),
        0,
      );
      expect(direct).toBeCloseTo(sum, 9);
      expect(scores[0]?.[0]).toBeCloseTo(1 - Math.min(Math.max((sum - 27) / 27, 0), 1), 6);
      expect(scores[1]?.[0]).toBeCloseTo(mmsp, 6);
    },
  );

  it('mix EDS and MMSP by the weight of the paper', () => {
    const usual = { beta: 20, gamma: 0.8 };
    expect(mixedScore(0.5, 0.3, usual)).toBeCloseTo(0.300495, 6);
    expect(mixedScore(0.9, 0.2, usual)).toBeCloseTo(0.816558, 6);
    expect(mixedScore(0.4, 0.2, { beta: 0, gamma: 0.8 })).toBeCloseTo(0.3, 12);
    expect(mixedScore(0.9, 0.2, { beta: 20, gamma: 1.5 })).toBeCloseTo(0.2, 5);
  });

  it('keep mixes of different weights apart', () => {
    const mix = (beta: number, gamma: number) =>
      ({ kind: 'eds-mix', temperature: 1, mix: { beta, gamma } }) as const;
    const { scores } = scoresAt([2, 0, 0, 1], [mix(20, 0.5), mix(0, 0.5), mix(20, 0.5)]);
    const [eds, mmsp] = [1 - 11 / 27, 0.0024852];
    const alpha = 1 / (1 + Math.exp(-20 * (eds - 0.5)));
    expect(scores[0]?.[0]).toBeCloseTo(alpha * eds + (1 - alpha) * mmsp, 5);
    expect(scores[1]?.[0]).toBeCloseTo((eds + mmsp) / 2, 5);
    expect(scores[2]?.[0]).toBe(scores[0]?.[0]);
  });

  it('refuse a mix without its weight', () => {
    expect(() => scoresAt([0, 0, 0, 0], [{ kind: 'eds-mix', temperature: 1 }])).toThrow(
      /beta and gamma/,
    );
  });
});

describe('scores of known classes among others', () => {
  it('have room in the kernel for all columns of words', () => {
    expect(MOST_COLUMNS).toBe(MOST_CLASSES);
    expect(kernel).toContain(`const MOST_CLASSES = ${MOST_CLASSES}u;`);
  });

  const at = (z: number[], temperature: number, known: number) => {
    const kinds = ['vl4ad', 'vl4ad-log'] as const;
    const requests = kinds.map((kind) => ({ kind, temperature, known }));
    const logits = { ...golden, classes: z.length, data: Float32Array.from(z) };
    const { scores, classes } = scoresCpu(logits, target, requests);
    return { u: scores[0]?.[0] as number, log: scores[1]?.[0] as number, winner: classes[0] };
  };

  it('have the mass that the others leave, and name another class where it wins', () => {
    const { u, log, winner } = at([0, 1, 3, 2], 1, 2);
    const sum = 1 + Math.exp(1) + Math.exp(3) + Math.exp(2);
    expect(u).toBeCloseTo(-Math.exp(1) / sum, 6);
    expect(log).toBeCloseTo(Math.log(sum) - 1, 6);
    expect(winner).toBe(2);
  });

  it('are those of the largest probability where all classes are known', () => {
    const { u, log } = at([4, 2, 1, 0], 1, 4);
    expect(u).toBeCloseTo(-0.830953, 6);
    expect(log).toBeCloseTo(0.185182, 6);
  });

  it('keep apart at T = .01, as -log p, what u no longer does', () => {
    const sure = at([0.6, 0.4, 0.1], 0.01, 3);
    const surer = at([0.6, 0.3, 0.1], 0.01, 3);
    expect([sure.u, surer.u]).toEqual([-1, -1]);
    expect(sure.log / Math.exp(-20)).toBeCloseTo(1, 4);
    expect(surer.log / Math.exp(-30)).toBeCloseTo(1, 4);
    const lost = at([0.1, 0.9], 0.01, 1);
    expect(lost.u).toBeCloseTo(0, 12);
    expect(lost.log).toBeCloseTo(80, 4);
  });

  it('of two known classes that are equal are those of half the mass each', () => {
    const { u, log } = at([0.5, 0.5, -1], 0.01, 2);
    expect(u).toBeCloseTo(-0.5, 6);
    expect(log).toBeCloseTo(Math.LN2, 6);
  });

  it.each([undefined, 0, 1.5, 5, Number.NaN])('refuse %s known ones of four classes', (known) => {
    for (const kind of ['vl4ad', 'vl4ad-log'] as const)
      expect(() => scoresCpu(golden, target, [{ kind, temperature: 1, known }])).toThrow(
        /known classes|cannot be known/,
      );
  });
});
