import { describe, expect, it } from 'vitest';
import { SCORE_KINDS } from '#src/core/types';
import manifest from '../../public/models/manifest.json';
import { methodById, methods } from './registry';

describe('method registry', () => {
  it('holds one method per score of the softmax family, ids unique', () => {
    expect(methods.map((method) => method.id)).toEqual([...SCORE_KINDS]);
  });

  it('refuses an unknown id', () => {
    expect(() => methodById('nonsense')).toThrow(/no method "nonsense"/);
  });
});

describe.each(methods.map((method) => [method.id, method] as const))('%s', (_id, method) => {
  it('explains itself', () => {
    expect(method.summary.split('. ').length).toBeGreaterThanOrEqual(2);
    expect(method.formula).not.toBe('');
    expect(method.paper.url).toMatch(/^https:\/\//);
  });

  it('names a model of the manifest and was calibrated on exactly that file', () => {
    const model = manifest.models.find((candidate) => candidate.id === method.model);
    expect(model?.sha256).toBe(method.calibration.model);
  });

  it('has a default threshold inside its range that flags one per cent of known pixels', () => {
    expect(method.defaultThreshold).toBeGreaterThan(method.range.min);
    expect(method.defaultThreshold).toBeLessThan(method.range.max);
    expect(method.shareOfKnown(method.defaultThreshold)).toBeCloseTo(0.01, 6);
  });

  it('maps shares to thresholds and back, monotonically', () => {
    const shares = [0.5, 0.2, 0.05, 0.01, 0.002, 0.0005];
    const thresholds = shares.map((share) => method.thresholdFor(share));
    expect([...thresholds].sort((a, b) => a - b)).toEqual(thresholds);
    for (const [i, share] of shares.entries()) expect(method.shareOfKnown(thresholds[i]) / share).toBeCloseTo(1, 3);
  });

  it('shows a display range around its default threshold', () => {
    expect(method.displayRange.min).toBeLessThan(method.defaultThreshold);
    expect(method.displayRange.max).toBeGreaterThan(method.defaultThreshold);
  });
});
