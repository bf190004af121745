import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import {
  type ComponentFilters,
  componentCounts,
  componentMetrics,
  sumComponentCounts,
  TAUS,
} from './component-metrics';

const NO_FILTER: ComponentFilters = { minPredicted: 0, minGroundTruth: 0 };

/**
 * `[pixels, predicted id, true id]` in a row; '.' is background. The labels decide, not the
 * geometry.
 */
function labelMaps(runs: [number, string, string][]) {
  const ids = (column: 1 | 2) =>
    Uint32Array.from(
      runs.flatMap((run) =>
        Array<number>(run[0]).fill(
          run[column] === '.' ? 0xffffffff : (run[column].codePointAt(0) as number),
        ),
      ),
    );
  return { predicted: ids(1), truth: ids(2) };
}

function metricsOf(runs: [number, string, string][], filters = NO_FILTER) {
  const { predicted, truth } = labelMaps(runs);
  return componentMetrics(componentCounts(predicted, truth, filters));
}

const TOY: [number, string, string][] = [
  [80, 'p', 'A'],
  [20, '.', 'A'],
  [20, 'p', 'B'],
  [80, '.', 'B'],
  [20, 'p', '.'],
  [50, '.', '.'],
];

/** The definition by sets of pixels. */
function bySets(predicted: Uint32Array, truth: Uint32Array) {
  const pixels = Array.from(truth, (_, i) => i);
  const ids = (map: Uint32Array) => [...new Set(map)].filter((id) => id !== 0xffffffff);
  const count = (test: (i: number) => boolean) => pixels.filter(test).length;
  const sIoUs = ids(truth).map((k) => {
    const touching = new Set(pixels.filter((i) => truth[i] === k).map((i) => predicted[i]));
    touching.delete(0xffffffff);
    const inOther = (i: number) => truth[i] !== 0xffffffff && truth[i] !== k;
    const union = count((i) => truth[i] === k || (touching.has(predicted[i]) && !inOther(i)));
    return count((i) => truth[i] === k && touching.has(predicted[i])) / union;
  });
  const PPVs = ids(predicted).map(
    (p) =>
      count((i) => predicted[i] === p && truth[i] !== 0xffffffff) /
      count((i) => predicted[i] === p),
  );
  const F1s = TAUS.map((tau) => {
    const TP = sIoUs.filter((sIoU) => sIoU >= tau).length;
    return (
      (2 * TP) /
      (2 * TP + sIoUs.filter((sIoU) => sIoU < tau).length + PPVs.filter((PPV) => PPV < tau).length)
    );
  });
  const mean = (list: number[]) =>
    list.length > 0 ? list.reduce((a, b) => a + b) / list.length : null;
  return {
    sIoU: mean(sIoUs),
    PPV: mean(PPVs),
    F1: sIoUs.length + PPVs.length > 0 ? mean(F1s) : null,
  };
}

describe('component metrics', () => {
  it('gives the toy case of methods 7.3', () => {
    const { sIoU, PPV, F1, F1PerTau } = metricsOf(TOY);
    expect(F1).toBeCloseTo(0.545455, 6);
    expect(sIoU).toBeCloseTo((80 / 120 + 20 / 120) / 2, 12);
    expect(PPV).toBeCloseTo(0.833333, 6);
    expect(F1PerTau?.map((value) => Number(value.toFixed(4)))).toEqual([
      ...Array(9).fill(0.6667),
      0,
      0,
    ]);
  });

  it('counts the pieces of each true component that is found', () => {
    // A is in two pieces, B in one that A shares, C is missed.
    const pieces: [number, string, string][] = [
      [10, 'p', 'A'],
      [5, '.', 'A'],
      [10, 'q', 'A'],
      [10, 'q', 'B'],
      [10, '.', 'C'],
      [10, 'r', '.'],
    ];
    expect(metricsOf(pieces).fragments).toBe(1.5);
    expect(metricsOf([[10, '.', 'A']]).fragments).toBeNull();
    const { predicted, truth } = labelMaps(pieces);
    const once = componentCounts(predicted, truth, NO_FILTER);
    expect(sumComponentCounts([once, once])).toMatchObject({ found: 4, touching: 6 });
  });

  it('counts as false alarms what shares no pixel with a true component, nor with a small one', () => {
    const { predicted, truth } = labelMaps([
      [1, 'p', 'A'],
      [9, 'p', '.'],
      [9, '.', 'A'],
      [5, 'q', '.'],
      [5, 'r', '.'],
      [2, 's', 'b'],
    ]);
    const once = componentCounts(predicted, truth, NO_FILTER);
    expect(once).toMatchObject({ predicted: 4, falseAlarms: 2 });
    expect(sumComponentCounts([once, once]).falseAlarms).toBe(4);
    const small = { minPredicted: 0, minGroundTruth: 3 };
    expect(componentCounts(predicted, truth, small)).toMatchObject({
      predicted: 3,
      falseAlarms: 2,
    });
  });

  it('equals the definition by sets', () => {
    const ids = fc.array(fc.constantFrom(0, 1, 2, 7, 0xffffffff), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        const [predicted, truth] = [Uint32Array.from(a), Uint32Array.from(b)];
        const metrics = componentMetrics(componentCounts(predicted, truth, NO_FILTER));
        for (const [name, value] of Object.entries(bySets(predicted, truth))) {
          const got = metrics[name as 'sIoU'];
          if (value === null) expect(got).toBeNull();
          else expect(got).toBeCloseTo(value, 12);
        }
      }),
    );
  });

  it('drops small predictions, and makes small truths void for the prediction too', () => {
    const runs: [number, string, string][] = [
      [10, 'p', 'A'],
      [1, 'p', 'b'],
      [3, '.', 'b'],
      [3, 'q', '.'],
      [5, '.', '.'],
    ];
    expect(metricsOf(runs, { minPredicted: 4, minGroundTruth: 5 })).toMatchObject({
      sIoU: 1,
      PPV: 1,
      F1: 1,
    });
    expect(metricsOf(runs)).toMatchObject({ sIoU: (1 + 1 / 4) / 2, PPV: 0.5 });
    // The size of a prediction counts before void is cut out of it.
    expect(metricsOf(runs, { minPredicted: 11, minGroundTruth: 5 })).toMatchObject({
      sIoU: 1,
      PPV: 1,
    });
  });

  it('says null where there is nothing, 0 where there are only false alarms or only misses', () => {
    expect(metricsOf([[9, '.', '.']])).toEqual({
      sIoU: null,
      PPV: null,
      F1: null,
      F1PerTau: null,
      fragments: null,
    });
    expect(metricsOf([[9, 'p', '.']])).toMatchObject({ sIoU: null, PPV: 0, F1: 0 });
    expect(metricsOf([[9, '.', 'A']])).toMatchObject({ sIoU: 0, PPV: null, F1: 0 });
  });

  it('pools counts, not means, over images', () => {
    const toy = labelMaps(TOY);
    const hit = labelMaps([[9, 'p', 'A']]);
    const counts = [toy, hit].map(({ predicted, truth }) =>
      componentCounts(predicted, truth, NO_FILTER),
    );
    const { sIoU, F1PerTau } = componentMetrics(sumComponentCounts(counts));
    expect(sIoU).toBeCloseTo((80 / 120 + 20 / 120 + 1) / 3, 12);
    expect(F1PerTau?.[0]).toBeCloseTo(4 / 5, 12);
    expect(F1PerTau?.[10]).toBeCloseTo(2 / 4, 12);
  });

  it('refuses maps of different sizes', () => {
    expect(() => componentCounts(new Uint32Array(1), new Uint32Array(2), NO_FILTER)).toThrow(
      expect.objectContaining({ code: 'score-size' }),
    );
  });
});
