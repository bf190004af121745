import { describe, expect, it } from 'vitest';
import { type ExportRecord, regionsCsv, regionsJson } from '#src/workers/export/export-tables';
import { fitInto } from '#src/workers/files/decode';
import { pictureNotices } from '#src/workers/files/picture-notices';
import { roadLikeness } from '#src/workers/networks/road-likeness';
import { percentileInBins } from '#src/workers/view/prober';

describe('picture grid', () => {
  it('keeps the aspect, never enlarges, never loses a side', () => {
    expect(fitInto({ width: 1280, height: 720 }, 2048)).toEqual({ width: 1280, height: 720 });
    expect(fitInto({ width: 4000, height: 3000 }, 2048)).toEqual({ width: 2048, height: 1536 });
    expect(fitInto({ width: 20_000, height: 4 }, 2048)).toEqual({ width: 2048, height: 1 });
  });

  it('tells what happened to the picture', () => {
    const header = {
      format: 'GIF',
      width: 1,
      height: 1,
      orientation: 6,
      hasAlpha: true,
      animated: true,
    } as const;
    const codes = pictureNotices(
      header,
      { width: 4000, height: 2 },
      { width: 2048, height: 1 },
    ).map(({ code }) => code);
    expect(codes).toEqual(['rotated', 'first-frame', 'alpha-composited', 'reduced']);
    expect(
      pictureNotices({ ...header, orientation: 1, hasAlpha: false, animated: false }, header, null),
    ).toEqual([]);
  });
});

describe('roadLikeness', () => {
  const names = ['road', 'sky', 'person'];
  const shape = {
    classes: 3,
    width: 4,
    height: 4,
    stride: 4,
    grid: { width: 12, height: 16, paddedWidth: 16, paddedHeight: 16 },
  };
  const logitsOf = (classAt: (x: number, y: number) => number, height = 5) => {
    const values = new Float32Array(48);
    for (let y = 0; y < 4; y++)
      for (let x = 0; x < 4; x++) values[classAt(x, y) * 16 + y * 4 + x] = height;
    return values;
  };

  it('recognises sky above a road, and leaves the padding out', () => {
    expect(
      roadLikeness(
        logitsOf((x, y) => (x === 3 ? 2 : y < 2 ? 1 : 0)),
        shape,
        names,
        0.55,
      ),
    ).toEqual({ share: 1, leastShare: 0.55, looksLikeRoad: true });
  });

  it('misses the road in a picture of sky only', () => {
    expect(
      roadLikeness(
        logitsOf(() => 1),
        shape,
        names,
        0.55,
      ),
    ).toEqual({ share: 1, leastShare: 0.55, looksLikeRoad: false });
  });

  it('does not count pixels without a clear winner', () => {
    expect(
      roadLikeness(
        logitsOf((_x, y) => (y < 2 ? 1 : 0), 0.1),
        shape,
        names,
        0.55,
      ),
    ).toEqual({ share: 0, leastShare: 0.55, looksLikeRoad: false });
  });

  it('asks for as much as the network gives of a road picture', () => {
    const half = logitsOf((_x, y) => (y < 2 ? 2 : 0)); // person above, road below
    expect(roadLikeness(half, shape, names, 0.55)).toMatchObject({
      share: 0.5,
      looksLikeRoad: false,
    });
    expect(roadLikeness(half, shape, names, 0.3)).toMatchObject({
      share: 0.5,
      looksLikeRoad: true,
    });
  });
});

describe('percentileOf', () => {
  const histogram = { range: { min: 0, max: 4 }, counts: Uint32Array.from([10, 20, 30, 40]) };
  it.each([
    [-1, 0],
    [0, 0],
    [1, 10],
    [1.5, 20],
    [4, 100],
    [9, 100],
  ])('%f is at %f', (value, percentile) => {
    expect(percentileInBins(value, histogram)).toBeCloseTo(percentile);
  });
});

describe('region tables', () => {
  const record: ExportRecord = {
    picture: { name: '=1+1, "x"', fileName: '', width: 4, height: 2, original: { width: 4, height: 2 } },
    settings: { methodId: 'entropy', parameters: { temperature: 1.5 }, blur: false },
    threshold: 0.5,
    minArea: 0,
    removal: null,
    model: { id: 'm', sha256: 'f00' },
    longSide: 768,
    inference: 'wasm',
    compute: 'cpu',
    versions: { anomalens: '1', onnxruntime: '2' },
  };
  const regions = [
    { id: 1, area: 3, box: { x: 0, y: 1, width: 2, height: 2 }, meanScore: 0.75, maxScore: 1 },
  ];
  const table = { range: { min: 0, max: 1 }, shareAbove: 0.375, pixelsAbove: 3, regions };

  it('are CSV with one row per region, safe for a spreadsheet', () => {
    const [head, row, end] = regionsCsv(record, table).split('\r\n');
    expect(head!.split(',')).toHaveLength(17);
    expect(row).toBe('"\'=1+1, ""x""",1,3,0,1,2,2,0.75,1,entropy,1.5,false,0.5,0,,f00,1');
    expect(end).toBe('');
  });

  it('are JSON with everything needed to repeat them', () => {
    expect(JSON.parse(regionsJson(record, table))).toMatchObject({
      schemaVersion: 2,
      threshold: 0.5,
      model: { sha256: 'f00' },
      regions,
    });
  });
});
