import { describe, expect, it } from 'vitest';
import { trackRegions, tracksAt } from '#src/core/drives/track-regions';
import { drawnMap, drawnRegions, framesOf } from './testing/drawn-frames';

const record = (index: number, ...rows: string[]) => ({
  index,
  timestamp: index / 10,
  methods: { msp: { key: 'msp', peak: 0.9, map: drawnMap(...rows) } },
});

describe('tracks', () => {
  const grid = { width: 5, height: 1 };
  const tracks = trackRegions(
    framesOf([
      drawnRegions('00000'),
      drawnRegions('09900'),
      drawnRegions('00990'),
      [],
      drawnRegions('99000'),
    ]),
    grid,
  );

  it('go from the first to the last frame that has the object', () => {
    expect(
      tracks.map(({ id, from, to, frames, flicker }) => ({ id, from, to, frames, flicker })),
    ).toEqual([
      { id: 1, from: 1, to: 2, frames: 2, flicker: false },
      { id: 2, from: 4, to: 4, frames: 1, flicker: true },
    ]);
    expect(tracks[0]?.spots.map(({ index, timestamp }) => [index, timestamp])).toEqual([
      [1, 0.1],
      [2, 0.2],
    ]);
  });

  it('count the frames within them that lack the object', () => {
    const wide = (at: number) => drawnRegions(`${'0'.repeat(at)}9999${'0'.repeat(20 - at)}`);
    const [track] = trackRegions(framesOf([wide(0), wide(1), [], wide(3)]), {
      width: 24,
      height: 1,
    });
    expect(track).toMatchObject({ from: 0, to: 3, frames: 4 });
    expect(track?.spots).toHaveLength(3);
  });

  it('have colours of their own', () => {
    const many = trackRegions(
      framesOf(
        Array.from({ length: 12 }, (_, index) => (index % 6 === 0 ? drawnRegions('99000') : [])),
      ),
      grid,
    );
    const colours = [...tracks, ...many].map(({ id, colour }) => `${id} ${colour}`);
    for (const colour of colours) expect(colour).toMatch(/^\d+ #[0-9a-f]{6}$/);
    expect(new Set(tracks.map(({ colour }) => colour)).size).toBe(2);
    expect(tracks[0]?.colour).toBe(many[0]?.colour);
  });

  it('are of a method at a threshold, in the frames that have it', () => {
    const records = [
      record(0, '0600', '0000'),
      { index: 1, timestamp: 0.1, methods: {} },
      record(2, '0800', '0000'),
    ];
    expect(tracksAt(records, 'msp', 0.5)).toMatchObject([{ from: 0, to: 2, frames: 2 }]);
    expect(tracksAt(records, 'msp', 0.7)).toMatchObject([{ from: 2, to: 2, flicker: true }]);
    expect(tracksAt(records, 'energy', 0.5)).toEqual([]);
  });
});
