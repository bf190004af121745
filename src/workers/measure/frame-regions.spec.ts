import { describe, expect, it } from 'vitest';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { toGroundTruth } from '#src/core/ground-truth/to-ground-truth';
import { frameRegions, frameTruth, unlabelled } from './frame-regions';

const NONE = { minPredicted: 0, minGroundTruth: 0 };
const IDS: LabelReading = { as: 'ids', anomaly: [1, 2], ignore: [9] };
const INSTANCES: LabelReading = { as: 'instances', ignore: [9] };

function truthOf(rows: string[], reading: LabelReading, filters = NONE) {
  const ids = Uint8Array.from(rows.join(''));
  const raw = { width: rows[0]?.length ?? 0, height: rows.length, ids, colours: null, alpha: null };
  const turned = { picture: 1, label: 1 };
  return frameTruth(
    raw as never,
    { ...toGroundTruth(raw as never, reading), turn: turned },
    filters,
  );
}
const shown = ({ objects }: ReturnType<typeof truthOf>) =>
  objects?.map(({ instance, region }) => [instance, [...region.cells]]) ?? null;

describe('objects of a frame', () => {
  it('are components where ids mean classes', () => {
    expect(shown(truthOf(['11002', '00002', '10000'], IDS))).toEqual([
      [null, [0, 1]],
      [null, [4, 9]],
      [null, [10]],
    ]);
    expect(shown(truthOf(['0000'], IDS))).toEqual([]);
  });

  it('are instances by their id, in however many pieces', () => {
    expect(shown(truthOf(['30070', '00073'], INSTANCES))).toEqual([
      [3, [0, 9]],
      [7, [3, 8]],
    ]);
  });

  it('are unknown where the label is void everywhere, or absent', () => {
    expect(truthOf(['99', '99'], IDS).objects).toBeNull();
    expect(unlabelled({ width: 2, height: 1 })).toMatchObject({
      objects: null,
      data: Uint8Array.of(0, 0),
    });
  });

  it('become void below the smallest size', () => {
    const truth = truthOf(['11000', '00002'], IDS, { minPredicted: 0, minGroundTruth: 2 });
    expect(shown(truth)).toEqual([[null, [0, 1]]]);
    expect([...truth.data].at(-1)).toBe(255);
  });
});

describe('regions of a frame', () => {
  const scores = Float32Array.of(0.5, 0.9, 0, 0.6, 0.7, 0, 0, 0, 0, 0.2);

  it('hold what lies at the threshold, void left out, each with its peak', () => {
    const truth = truthOf(['00009', '00000'], IDS);
    const regions = frameRegions(scores, truth, 0.5, NONE);
    expect(regions.map(({ cells }) => [...cells])).toEqual([[0, 1], [3]]);
    expect(regions[0]?.peak).toBeCloseTo(0.9, 6);
  });

  it('are at least of the smallest size', () => {
    const truth = unlabelled({ width: 5, height: 2 });
    expect(frameRegions(scores, truth, 0.55, { minPredicted: 2, minGroundTruth: 0 })).toHaveLength(
      1,
    );
  });
});
