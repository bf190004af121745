import { expect, it } from 'vitest';
import { timelineOf } from '#src/core/drives/timeline';
import { tracksAt } from '#src/core/drives/track-regions';
import { drawnMap } from './testing/drawn-frames';

it('a timeline has a value for each analysed frame, and counts tracks without flicker', () => {
  const rows = ['9900000000', '9900000009', '0000000000'];
  const records = rows.map((row, place) => ({
    index: place * 5,
    timestamp: place / 2,
    methods: { msp: { key: '', peak: 0.9 - place / 10, map: drawnMap(row) } },
  }));
  const gap = { index: 3, timestamp: 0.3, methods: {} };
  const tracks = tracksAt(records, 'msp', 0.5);
  expect(tracks).toHaveLength(2);
  const timeline = timelineOf([...records, gap], 'msp', 0.5, tracks);
  expect(timeline).toEqual({
    indexes: [0, 5, 10],
    timestamps: [0, 0.5, 1],
    peak: [0.9, 0.8, 0.7].map((value) => expect.closeTo(value, 9)),
    area: [0.2, 0.3, 0],
    tracks: [1, 1, 0],
  });
});
