import { describe, expect, it } from 'vitest';
import type { MapRegion } from '#src/core/drives/map-regions';
import { type MeasuredFrame, measuredFrame } from '#src/core/drives/measures/measured-frame';
import { sumTemporalCounts, temporalCounts } from '#src/core/drives/measures/temporal-counts';
import { temporalMeasures } from '#src/core/drives/measures/temporal-measures';
import { boxRegion } from '#src/core/drives/testing/drawn-frames';

const GRID = { width: 100, height: 40 };
/** A box by id: left edge, columns; ten rows. */
type Boxes = Record<number, [x: number, columns: number]>;
const regions = (boxes: Boxes) =>
  new Map<number, MapRegion>(
    Object.entries(boxes).map(([id, [x, columns]]) => [
      Number(id),
      boxRegion(GRID, x, 0, columns, 10),
    ]),
  );

/** Two frames a second. */
const sequence = (frames: readonly [objects: Boxes | null, tracks: Boxes][]): MeasuredFrame[] =>
  frames.map(([objects, tracks], place) =>
    measuredFrame(place / 2, objects && regions(objects), regions(tracks), GRID),
  );
const measured = (frames: readonly [objects: Boxes | null, tracks: Boxes][]) =>
  temporalMeasures(temporalCounts(sequence(frames)));

describe('a measured frame', () => {
  it('has the pixels that objects and tracks share', () => {
    const [frame] = sequence([
      [
        { 1: [0, 10], 2: [20, 10] },
        { 7: [5, 20], 8: [50, 3] },
      ],
    ]);
    expect(frame?.overlaps).toEqual([
      { object: 1, track: 7, pixels: 50 },
      { object: 2, track: 7, pixels: 50 },
    ]);
    expect(frame?.tracks.get(8)).toEqual({ area: 30, centroid: { x: 51, y: 4.5 } });
  });

  it('without a label has no objects, which is not a label without objects', () => {
    const [none, empty] = sequence([
      [null, { 1: [0, 1] }],
      [{}, { 1: [0, 1] }],
    ]);
    expect([none?.objects, empty?.objects?.size]).toEqual([null, 0]);
  });
});

describe('measures over time, worked out by hand', () => {
  // Object 1 is found by track 5, lost, found by track 6; track 9 is a false alarm all along.
  const frames: [Boxes | null, Boxes][] = [
    [{ 1: [0, 10] }, { 5: [0, 10], 9: [80, 5] }],
    [null, { 5: [0, 10], 9: [80, 5] }],
    [{ 1: [0, 10] }, { 9: [80, 5] }],
    [{ 1: [0, 10] }, { 6: [4, 10], 9: [80, 5] }],
    [null, { 9: [80, 5] }],
    [{ 1: [0, 10] }, { 6: [0, 10], 9: [80, 5] }],
  ];

  it('count objects and tracks in labelled frames alone', () => {
    const counts = temporalCounts(sequence(frames));
    expect(counts).toMatchObject({
      frames: 4,
      objects: 1,
      truePositives: 3,
      falseNegatives: 1,
      falsePositives: 4,
      switches: 1,
      centreDistance: 4,
    });
    const { MOTA, MOTP, precision, recall, mismatchRatio } = temporalMeasures(counts);
    expect(MOTA).toBe(1 - (1 + 4 + 1) / 4);
    expect(MOTP).toBeCloseTo(4 / 3, 12);
    expect(precision).toBe(3 / 7);
    expect(recall).toBe(3 / 4);
    expect(mismatchRatio).toBe(1 / 4);
  });

  it('follow an object between its labels by the track that it had', () => {
    // Frames 0, 1, 3, 5 of 6: in 4 track 6 is not there.
    expect(measured(frames).trackingLength).toBe(4 / 6);
  });

  it('tell how an object is found and lost', () => {
    const { flicker, lifeFound, delay, large, neverFound } = measured(frames);
    // Found, lost, found, found within 2.5 s; 40 of 160 pixels overlap by more than a quarter.
    expect(flicker).toBe(2 / 2.5);
    expect(lifeFound).toBe(3 / 4);
    expect([delay, large, neverFound]).toEqual([0, 1, 0]);
  });

  it('sum over sequences', () => {
    const one = temporalCounts(sequence(frames));
    const other = temporalCounts(
      sequence([
        [{ 1: [0, 10] }, {}],
        [{ 1: [0, 10] }, { 3: [0, 10] }],
      ]),
    );
    const { objects, recall, delay, flicker } = temporalMeasures(sumTemporalCounts([one, other]));
    expect([objects, recall, delay]).toEqual([2, 4 / 6, (0 + 0.5) / 2]);
    expect(flicker).toBe(3 / 3);
  });
});

describe('what finds an object', () => {
  const isFound = (object: [number, number], tracks: Boxes) =>
    measured([[{ 1: object }, tracks]]).lifeFound === 1;

  it('is an overlap of more than a quarter with one track', () => {
    expect(isFound([0, 25], { 1: [0, 7] })).toBe(true);
    expect(isFound([0, 28], { 1: [0, 7] })).toBe(false);
  });

  it('or half of its pixels, in any tracks', () => {
    expect(isFound([10, 10], { 1: [0, 15] })).toBe(true);
    expect(isFound([10, 4], { 1: [0, 12], 2: [20, 5] })).toBe(true);
    expect(isFound([10, 5], { 1: [0, 12] })).toBe(false);
    expect(isFound([40, 20], { 1: [35, 10], 2: [55, 30] })).toBe(true);
  });
});

describe('the delay', () => {
  it('begins with the first frame in which the object has 100 pixels', () => {
    const approach: [Boxes, Boxes][] = [
      [{ 1: [0, 9] }, {}],
      [{ 1: [0, 10] }, {}],
      [{ 1: [0, 12] }, {}],
      [{ 1: [0, 14] }, { 1: [0, 14] }],
    ];
    expect(measured(approach)).toMatchObject({ delay: 1, large: 1, neverFound: 0 });
  });

  it('is nothing for an object that was found before', () => {
    expect(
      measured([
        [{ 1: [0, 5] }, { 1: [0, 5] }],
        [{ 1: [0, 10] }, {}],
      ]),
    ).toMatchObject({ delay: 0, large: 1 });
  });

  it('leaves out objects that stay small, and those never found', () => {
    const small = measured([
      [{ 1: [0, 9] }, {}],
      [{ 1: [0, 9] }, { 1: [0, 9] }],
    ]);
    expect(small).toMatchObject({ delay: null, large: 0, neverFound: 0 });
    expect(measured([[{ 1: [0, 10] }, {}]])).toMatchObject({
      delay: null,
      large: 1,
      neverFound: 1,
    });
  });
});

describe('objects by how much of them is tracked', () => {
  const classOf = (found: number) => {
    const { mostlyTracked, partiallyTracked, mostlyLost } = measured(
      Array.from({ length: 10 }, (_, place): [Boxes, Boxes] => [
        { 1: [0, 10] },
        place < found ? { 1: [0, 10] } : {},
      ]),
    );
    return [mostlyTracked, partiallyTracked, mostlyLost].join('');
  };

  it('are mostly tracked from 80 % on, partially from 20 %', () => {
    expect([10, 8, 7, 2, 1, 0].map(classOf)).toEqual(['100', '100', '010', '010', '001', '001']);
  });
});

describe('matches', () => {
  it('are with the track of the largest overlap, which any shared pixel is', () => {
    const { precision, MOTP } = measured([[{ 1: [10, 10] }, { 1: [0, 13], 2: [14, 10] }]]);
    expect([precision, MOTP]).toEqual([1 / 2, 4]);
    expect(measured([[{ 1: [10, 10] }, { 1: [0, 11] }]]).recall).toBe(1);
  });

  it('may give two objects one track', () => {
    expect(measured([[{ 1: [0, 5], 2: [10, 5] }, { 1: [0, 15] }]])).toMatchObject({
      precision: 1,
      recall: 1,
    });
  });

  it('are switched when another track takes over, not when the object is lost between', () => {
    const back: [Boxes, Boxes][] = [
      [{ 1: [0, 10] }, { 1: [0, 10] }],
      [{ 1: [0, 10] }, {}],
      [{ 1: [0, 10] }, { 1: [0, 10] }],
    ];
    expect(measured(back).mismatchRatio).toBe(0);
  });
});

it('frames without a label count nowhere, but between labels of an object', () => {
  const labelled: [Boxes | null, Boxes][] = [[{ 1: [0, 10] }, { 1: [0, 10] }]];
  const around: [Boxes | null, Boxes][] = [
    [null, { 4: [50, 9] }],
    ...labelled,
    [null, { 4: [50, 9] }],
  ];
  expect(measured(around)).toEqual(measured(labelled));
});

it('nothing to measure is null, not nought', () => {
  expect(measured([[null, { 1: [0, 5] }]])).toEqual({
    frames: 0,
    objects: 0,
    delay: null,
    large: 0,
    neverFound: 0,
    flicker: null,
    lifeFound: null,
    MOTA: null,
    MOTP: null,
    mismatchRatio: null,
    precision: null,
    recall: null,
    mostlyTracked: 0,
    partiallyTracked: 0,
    mostlyLost: 0,
    trackingLength: null,
  });
  expect(measured([[{}, { 1: [0, 5] }]]).precision).toBe(0);
});
