import { describe, expect, it } from 'vitest';
import { detectEncoding } from './label-encoding';
import { settleSet } from './settle-set';

const label = (...values: number[]) => ({ encoding: null, detection: detectEncoding(values) });
const unread = { encoding: null, detection: null };

describe('settleSet', () => {
  it('asks about 0 and 255 alone', () => {
    expect(settleSet([label(0, 255)])).toEqual({ encodings: ['mask-255'], asked: [0] });
  });

  it('takes 255 as void where another label of the set marks anomalies with 1', () => {
    expect(settleSet([label(0, 255), label(0, 1, 255)])).toEqual({
      encodings: ['anomaly-1', 'anomaly-1'],
      asked: [],
    });
  });

  it('waits with its question until every label has been read', () => {
    expect(settleSet([label(0, 255), unread])).toEqual({
      encodings: ['mask-255', null],
      asked: [],
    });
  });

  it('keeps what a person decided, and lets it speak for the others', () => {
    const decided = { ...label(0, 255), encoding: 'mask-255' as const };
    expect(settleSet([decided, label(0, 1)])).toEqual({
      encodings: ['mask-255', 'anomaly-1'],
      asked: [],
    });
    expect(settleSet([{ ...label(0, 255), encoding: 'anomaly-1' as const }]).encodings).toEqual([
      'anomaly-1',
    ]);
  });
});
