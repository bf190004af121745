import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import type { LabelEncoding } from './encodings';
import { detectEncoding, settleEncodings, toGroundTruth, valuesIn } from './label-encoding';

const row = (...ids: number[]) => ({ width: ids.length, height: 1, data: Uint8Array.from(ids) });
const settled = (...labels: number[][]) =>
  settleEncodings(labels.map((values) => detectEncoding(values)));

describe('detectEncoding', () => {
  it.each<[number[], LabelEncoding, boolean]>([
    [[0, 1, 255], 'anomaly-1', false],
    [[0, 1], 'anomaly-1', false],
    [[1, 255], 'anomaly-1', false],
    [[0], 'anomaly-1', false],
    [[255], 'anomaly-1', false],
    [[0, 2], 'anomaly-2', false],
    [[0, 2, 255], 'anomaly-2', false],
    [[0, 254], 'anomaly-254', false],
    [[0, 254, 255], 'anomaly-254', false],
    [[0, 255], 'mask-255', true],
    [[0, 1, 2], 'anomaly-1-2', true],
    [[0, 1, 2, 255], 'anomaly-1-2', true],
    [[0, 1, 2, 8, 10, 255], 'train-ids', false],
    [[0, 13], 'train-ids', false],
    [[0, 3, 7, 11, 23, 26], 'label-ids', false],
    [[7, 21, 255], 'label-ids', false],
  ])('%j is %s, to be asked: %s', (values, encoding, ambiguous) => {
    expect(detectEncoding(values)).toMatchObject({ encoding, ambiguous });
  });

  it('offers the other readings of a binary mask', () => {
    expect(detectEncoding([0, 255]).candidates.slice(0, 2)).toEqual(['mask-255', 'anomaly-1']);
    expect(detectEncoding([0, 1, 2]).candidates).toEqual(['anomaly-1-2', 'train-ids', 'label-ids']);
  });

  it('believes the name when the values allow it', () => {
    expect(detectEncoding([0, 1, 2, 30], 'lost-and-found')).toMatchObject({
      encoding: 'lost-and-found',
      ambiguous: false,
    });
    expect(detectEncoding([0, 1, 2], 'train-ids')).toMatchObject({
      encoding: 'train-ids',
      ambiguous: false,
    });
    expect(detectEncoding([7, 8], 'label-ids').encoding).toBe('label-ids');
    expect(detectEncoding([0, 254], 'lost-and-found').encoding).toBe('anomaly-254');
  });

  it.each([
    [[0, 1, 77], /holds 77, which no known/],
    [[0, 1, 254], /holds 0, 1, 254, which no known encoding has together/],
    [[0, 65_535], /65535/],
    [Array.from({ length: 60 }, (_, i) => 100 + i), /100, 101, .*107 and 52 more/],
  ])('refuses %j', (values, message) => {
    expect(() => detectEncoding(values)).toThrow(
      expect.objectContaining({ code: 'label-values', message: expect.stringMatching(message) }),
    );
  });
});

describe('settleEncodings', () => {
  it.each<[string, number[][], LabelEncoding[], boolean]>([
    [
      '255 is void beside 0/1',
      [[0, 255], [0, 1, 255], [0]],
      ['anomaly-1', 'anomaly-1', 'anomaly-1'],
      false,
    ],
    [
      '255 is void beside 0/2',
      [
        [0, 2],
        [0, 255],
      ],
      ['anomaly-2', 'anomaly-2'],
      false,
    ],
    [
      '255 is void beside 0/254',
      [
        [0, 255],
        [0, 254],
      ],
      ['anomaly-254', 'anomaly-254'],
      false,
    ],
    [
      'masks alone stay a question',
      [
        [0, 255],
        [0, 255],
      ],
      ['mask-255', 'mask-255'],
      true,
    ],
    [
      'a label without marks decides nothing',
      [[0, 255], [0], [255]],
      ['mask-255', 'anomaly-1', 'anomaly-1'],
      true,
    ],
    [
      'classes explain 0, 1, 2',
      [
        [0, 1, 2],
        [0, 5, 255],
        [0, 255],
        [0, 1],
      ],
      ['train-ids', 'train-ids', 'train-ids', 'train-ids'],
      false,
    ],
    [
      'one id above 18 makes all label ids',
      [
        [7, 11],
        [7, 26],
      ],
      ['label-ids', 'label-ids'],
      false,
    ],
    [
      'different sets keep their own',
      [
        [0, 254],
        [0, 13],
      ],
      ['anomaly-254', 'train-ids'],
      false,
    ],
  ])('%s', (_what, labels, encodings, ambiguous) => {
    const result = settled(...labels);
    expect(result.map(({ encoding }) => encoding)).toEqual(encodings);
    expect(result.some((detection) => detection.ambiguous)).toBe(ambiguous);
  });

  it('does not depend on the order, and settles once', () => {
    const values = fc.uniqueArray(fc.constantFrom(0, 1, 2, 5, 255), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(values, { minLength: 1, maxLength: 6 }), (labels) => {
        const result = settled(...labels);
        expect(settled(...labels.toReversed()).toReversed()).toEqual(result);
        expect(settleEncodings(result)).toEqual(result);
      }),
    );
  });
});

describe('toGroundTruth', () => {
  it.each<[LabelEncoding, number[], number[], [number, number, number]]>([
    ['anomaly-1', [0, 1, 255, 0], [0, 1, 255, 0], [2, 1, 1]],
    ['anomaly-2', [0, 2, 255], [0, 1, 255], [1, 1, 1]],
    ['anomaly-254', [254, 0], [1, 0], [1, 1, 0]],
    ['mask-255', [0, 255], [0, 1], [1, 1, 0]],
    ['lost-and-found', [0, 1, 2, 43], [255, 0, 1, 1], [1, 2, 1]],
    ['train-ids', [0, 1, 18, 255], [0, 1, 18, 255], [3, 0, 1]],
    ['label-ids', [7, 8, 33, 0], [0, 1, 18, 255], [3, 0, 1]],
  ])('%s', (encoding, ids, expected, [normal, anomaly, ignore]) => {
    const truth = toGroundTruth(row(...ids), encoding);
    expect([...truth.data]).toEqual(expected);
    expect(truth).toMatchObject({
      width: ids.length,
      height: 1,
      encoding,
      counts: { normal, anomaly, ignore },
    });
  });

  it.each<[LabelEncoding, number[], RegExp | null]>([
    ['anomaly-1', [0, 1], null],
    ['anomaly-1', [0, 255], /no anomaly/],
    ['anomaly-1', [255, 255], /void everywhere/],
    ['anomaly-1', [1, 255], /nothing normal/],
    ['train-ids', [0, 3], null],
    ['train-ids', [255], /void everywhere/],
  ])('%s with %j has the notice %s', (encoding, ids, notice) => {
    expect(toGroundTruth(row(...ids), encoding).notice ?? '').toMatch(notice ?? /^$/);
  });

  it('names the ids that the chosen encoding does not have', () => {
    const sixteenBits = { width: 3, height: 1, data: Uint16Array.of(0, 2, 1000) };
    const message = expect.stringMatching(/holds 2, 1000, which the encoding "anomaly-1"/);
    expect(() => toGroundTruth(sixteenBits, 'anomaly-1')).toThrow(
      expect.objectContaining({ code: 'label-values', message }),
    );
  });

  it('reads whatever it detects, and counts every pixel', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, max: 33 }), (data) => {
        const { counts } = toGroundTruth(
          { width: data.length, height: 1, data },
          detectEncoding(valuesIn(data)).encoding,
        );
        expect(counts.normal + counts.anomaly + counts.ignore).toBe(data.length);
      }),
    );
  });
});

describe('valuesIn', () => {
  it.each([Uint8Array.of(255, 0, 255, 3), Uint16Array.of(65_535, 0, 3, 0)])(
    'lists distinct values in order',
    (data) => {
      expect(valuesIn(data)).toEqual([...new Set(data)].sort((a, b) => a - b));
    },
  );
});
