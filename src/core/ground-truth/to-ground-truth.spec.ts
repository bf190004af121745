import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import type { RawLabel } from './decode-label';
import type { LabelReading } from './label-reading';
import { toGroundTruth } from './to-ground-truth';

const row = (ids: number[]): RawLabel => ({
  width: ids.length,
  height: 1,
  ids: ids.some((id) => id > 255) ? Uint16Array.from(ids) : Uint8Array.from(ids),
  colours: null,
  alpha: null,
});
const MASK: LabelReading = { as: 'ids', anomaly: [1], ignore: [255] };

describe('toGroundTruth', () => {
  it.each<[LabelReading, number[], number[], [number, number, number]]>([
    [MASK, [0, 1, 255, 0], [0, 1, 255, 0], [2, 1, 1]],
    [{ as: 'ids', anomaly: [255], ignore: [] }, [0, 255], [0, 1], [1, 1, 0]],
    [{ as: 'ids', anomaly: [], ignore: [255] }, [0, 255], [0, 255], [1, 0, 1]],
    [{ as: 'instances', ignore: [65_535] }, [0, 24_001, 2, 65_535], [0, 1, 1, 255], [1, 2, 1]],
    [{ as: 'soft' }, [0, 127, 128, 255], [0, 0, 1, 1], [2, 2, 0]],
    [{ as: 'train-ids' }, [0, 1, 18, 255], [0, 1, 18, 255], [3, 0, 1]],
    [{ as: 'label-ids' }, [7, 8, 33, 0], [0, 1, 18, 255], [3, 0, 1]],
  ])('%j', (reading, ids, expected, [normal, anomaly, ignore]) => {
    const truth = toGroundTruth(row(ids), reading);
    expect([...truth.data]).toEqual(expected);
    expect(truth).toMatchObject({
      width: ids.length,
      height: 1,
      reading,
      counts: { normal, anomaly, ignore },
    });
  });

  it('reads colours, and greys of a grey label among coloured ones', () => {
    const reading: LabelReading = { as: 'colour', anomaly: [0xfa3253], ignore: [0xffffff] };
    const colours = Uint32Array.of(0, 0xfa3253);
    const coloured = { ...row([0, 0]), ids: null, colours };
    expect([...toGroundTruth(coloured, reading).data]).toEqual([0, 1]);
    expect([...toGroundTruth(row([0, 255]), reading).data]).toEqual([0, 255]);
  });

  it('reads opacity', () => {
    const label = { ...row([9, 9, 9]), alpha: Uint8Array.of(0, 127, 128) };
    expect([...toGroundTruth(label, { as: 'alpha' }).data]).toEqual([0, 0, 1]);
  });

  it('keeps the ids of an open map', () => {
    const truth = toGroundTruth(row([0, 18, 19, 20, 255]), { as: 'open-map' });
    expect([...truth.data]).toEqual([0, 18, 255, 255, 255]);
    expect([...(truth.openIds ?? [])]).toEqual([0, 18, 19, 20, 255]);
  });

  it.each<[LabelReading, RawLabel, RegExp]>([
    [{ as: 'train-ids' }, row([0, 19, 77]), /holds 19, 77, which Cityscapes train ids/],
    [{ as: 'label-ids' }, row([34, 26_001]), /holds 34, 26001/],
    [{ as: 'alpha' }, row([0, 1]), /no alpha channel/],
    [MASK, { ...row([0]), ids: null, colours: Uint32Array.of(0x102030) }, /colours, not ids/],
  ])('%j is refused where it does not fit', (reading, label, message) => {
    expect(() => toGroundTruth(label, reading)).toThrow(
      expect.objectContaining({ code: 'label-values', message: expect.stringMatching(message) }),
    );
  });

  it.each<[LabelReading, number[], RegExp | null]>([
    [MASK, [0, 1], null],
    [MASK, [0, 255], /no anomaly/],
    [MASK, [255, 255], /void everywhere/],
    [MASK, [1, 255], /nothing normal/],
    [{ as: 'train-ids' }, [0, 3], null],
    [{ as: 'train-ids' }, [255], /void everywhere/],
  ])('%j of %j has the notice %s', (reading, ids, notice) => {
    expect(toGroundTruth(row(ids), reading).notice ?? '').toMatch(notice ?? /^$/);
  });

  it('counts every pixel', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, max: 33 }), (ids) => {
        const label = { ...row([]), width: ids.length, ids };
        for (const reading of [MASK, { as: 'label-ids' }, { as: 'soft' }] as LabelReading[]) {
          const { counts } = toGroundTruth(label, reading);
          expect(counts.normal + counts.anomaly + counts.ignore).toBe(ids.length);
        }
      }),
    );
  });
});
