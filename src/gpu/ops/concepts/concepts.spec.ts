import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import type { ConceptColumn } from './columns';
import { CONCEPTS_CASES, rowOf } from './concepts.cases';
import { conceptsCpu } from './cpu';

const column = (...concepts: number[]): ConceptColumn => ({ concepts, offset: 0 });

/** `[columns][pixel]` */
function logitsOf(...parameters: Parameters<typeof conceptsCpu>): number[][] {
  const { data, classes } = conceptsCpu(...parameters);
  const pixels = data.length / classes;
  return Array.from({ length: classes }, (_, c) => [
    ...data.subarray(c * pixels, (c + 1) * pixels),
  ]);
}

/** u and -log p of each pixel, and the classes that win: concepts, columns, temperature, sampling and softmax. */
function scoresOf(
  cosines: number[][],
  columns: ConceptColumn[],
  known = columns.length,
  temperature = 0.01,
) {
  const logits = conceptsCpu(rowOf(...cosines), columns, temperature);
  const target = { width: logits.width, height: 1 };
  const kinds = ['vl4ad', 'vl4ad-log'] as const;
  const requests = kinds.map((kind) => ({ kind, temperature: 1, known }));
  const { scores, classes } = scoresCpu(logits, target, requests);
  return { u: [...(scores[0] ?? [])], log: [...(scores[1] ?? [])], classes: [...classes] };
}

describe('columns of concepts', () => {
  it.each(CONCEPTS_CASES)('follow the formula: $name', ({ similarities, columns, temperature }) => {
    const plane = similarities.width * similarities.height;
    const logits = logitsOf(similarities, columns, temperature);
    expect(logits).toHaveLength(columns.length);
    for (const [c, { concepts, offset }] of columns.entries())
      for (let i = 0; i < plane; i += 3) {
        const cosines = concepts.map((j) => similarities.data[j * plane + i] as number);
        expect(logits[c]?.[i]).toBeCloseTo((Math.max(...cosines) - offset) / temperature, 4);
      }
  });

  it('lie on the grid of the similarities', () => {
    const similarities = rowOf([0.1, 0.2], [0.3, 0.4], [0.5, 0.6]);
    const { data: _, classes, ...placed } = conceptsCpu(similarities, [column(0), column(2)], 1);
    const { data: __, classes: ___, ...wanted } = similarities;
    expect(classes).toBe(2);
    expect(placed).toEqual(wanted);
  });

  it('take the offset off after the maximum', () => {
    const similarities = rowOf([0.2], [0.6]);
    const logits = logitsOf(similarities, [{ concepts: [0, 1], offset: 0.1 }, column(0)], 0.5);
    expect(logits).toEqual([[expect.closeTo(1, 6)], [expect.closeTo(0.4, 6)]]);
  });

  it('are not a number where their first concept is not, and pass over others', () => {
    const similarities = rowOf([Number.NaN, 0.5], [0.25, Number.NaN]);
    expect(logitsOf(similarities, [column(0, 1)], 1)).toEqual([[Number.NaN, 0.5]]);
  });

  it.each([
    [[], 1, /No class/],
    [[column()], 1, /needs a concept/],
    [[{ concepts: [0], offset: Number.NaN }], 1, /an offset/],
    [[column(0), column(2)], 1, /no concept 2 among 2/],
    [[column(-1)], 1, /no concept -1/],
    [[column(0.5)], 1, /no concept 0.5/],
    [[column(0)], 0, /0 is no temperature/],
    [[column(0)], Number.NaN, /NaN is no temperature/],
    [[column(0)], Number.POSITIVE_INFINITY, /Infinity is no temperature/],
  ] as [ConceptColumn[], number, RegExp][])('%j at T = %d are refused', (columns, t, message) => {
    expect(() => conceptsCpu(rowOf([0.1], [0.2]), columns, t)).toThrow(message);
  });
});

/** Two queries, three classes and a prompt of methods.md 6.2: cosines `[concept][query]`. */
const COSINES = [
  [0.3, 0.2],
  [0.22, 0.21],
  [0.18, 0.19],
  [0.23, 0.26],
];

describe('the test vector of methods.md 6.2', () => {
  it.each([
    ['base', [column(0), column(1), column(2)], 3, [0.999658, 0.665241]],
    ['a prompt', [column(0), column(1), column(2), column(3)], 3, [0.998748, 0.00667]],
    ['classes 0 and 1 merged', [column(0, 1), column(2)], 2, [0.999994, 0.880797]],
  ] as const)('%s', (_, columns, known, likeliest) => {
    const { u, log } = scoresOf(COSINES, [...columns], known);
    for (const [query, p] of likeliest.entries()) {
      expect(u[query]).toBeCloseTo(-p, 5);
      expect(log[query]).toBeCloseTo(-Math.log(p), 3);
    }
  });

  it('names the prompt where it wins', () => {
    const columns = [column(0), column(1), column(2), column(3)];
    expect(scoresOf(COSINES, columns, 3).classes).toEqual([0, 3]);
  });
});

/** Cosines of five concepts at four pixels. */
const cosines = fc.array(
  fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
  { minLength: 5, maxLength: 5 },
);
const temperatures = fc.double({ min: 0.01, max: 2, noNaN: true });
const FOUR = [column(0), column(1), column(2), column(3)];
/** Rounding of u and of -log p at T = .01. */
const EPSILON = 1e-6;
const neverAbove = (lower: number[], upper: number[], slack = EPSILON) => {
  for (const [i, value] of lower.entries())
    expect(value).toBeLessThanOrEqual((upper[i] as number) + slack * Math.max(1, Math.abs(value)));
};

describe('properties of u', () => {
  it('lies between -1 and 0', () => {
    fc.assert(
      fc.property(cosines, temperatures, fc.integer({ min: 1, max: 4 }), (cos, t, known) => {
        for (const value of scoresOf(cos, FOUR, known, t).u) {
          expect(value).toBeGreaterThanOrEqual(-1);
          expect(value).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('never falls when a prompt is added, and is the one before, bit for bit, when it is removed', () => {
    fc.assert(
      fc.property(
        cosines,
        temperatures,
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        (cos, t, offset) => {
          const before = scoresOf(cos, FOUR, 4, t);
          const prompted = scoresOf(cos, [...FOUR, { concepts: [4], offset }], 4, t);
          neverAbove(before.u, prompted.u);
          neverAbove(before.log, prompted.log);
          expect(scoresOf(cos, FOUR, 4, t)).toEqual(before);
        },
      ),
    );
  });

  it('never rises when classes of disjoint lists are merged', () => {
    fc.assert(
      fc.property(cosines, temperatures, (cos, t) => {
        const columns = [column(0, 4), column(1), column(2), column(3)];
        const merged = [column(0, 4, 1), column(2), column(3)];
        const [before, after] = [columns, merged].map((c) => scoresOf(cos, c, c.length - 1, t));
        neverAbove(after?.u as number[], before?.u as number[]);
        neverAbove(after?.log as number[], before?.log as number[]);
      }),
    );
  });

  it('can fall and rise with a synonym', () => {
    const two = [column(0), column(1)];
    const wider = [column(0, 2), column(1)];
    const change = (cos: number[][]) =>
      (scoresOf(cos, wider, 2, 0.1).u[0] as number) - (scoresOf(cos, two, 2, 0.1).u[0] as number);
    expect(change([[0.3], [0.1], [0.5]])).toBeLessThan(0);
    expect(change([[0.1], [0.3], [0.25]])).toBeGreaterThan(0);
  });

  it('is that of an even guess when T is large, and of a sure one when it is small', () => {
    expect(scoresOf(COSINES, FOUR, 4, 1e6).u[0]).toBeCloseTo(-1 / 4, 5);
    expect(scoresOf(COSINES, FOUR, 4, 1e-4).u).toEqual([-1, -1]);
  });

  it('of the truck falls in probability with the prompt of a caravan', () => {
    const truckAndCaravan = [[0.1], [0.3], [0.29]];
    const without = scoresOf(truckAndCaravan, [column(0), column(1)], 2, 0.05).u[0] as number;
    const [car, truck, caravan] = [column(0), column(1), column(2)];
    const prompted = scoresOf(truckAndCaravan, [car, truck, caravan], 2, 0.05).u[0] as number;
    expect(without).toBeLessThan(-0.95);
    expect(prompted).toBeGreaterThan(-0.6);
  });
});
