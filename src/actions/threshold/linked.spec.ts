import { beforeEach, expect, it, vi } from 'vitest';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

import { resetAllThresholds } from '#src/actions/threshold/reset-all-thresholds';
import { setLinked } from '#src/actions/threshold/set-linked';
import { setThreshold } from '#src/actions/threshold/set-threshold';
import { findMethod, type methods } from '#src/methods/registry';
import { getState, patchView } from '#src/store/store';

const known = (id: string) => (findMethod(id) as (typeof methods)[number]).known!;
const thresholds = () => getState().view.thresholds;
const shareOf = (id: string) => known(id).shareOf(thresholds()[id]!);

beforeEach(() => patchView({ thresholds: {}, linked: false, linkedAt: null, parameters: {} }));

it('nothing jumps when methods are linked, nor when they are let go', () => {
  setThreshold('entropy', known('entropy').thresholdFor(0.1));
  setThreshold('max-logit', known('max-logit').thresholdFor(0.02));
  const before = { ...thresholds() };
  setLinked(true);
  expect(thresholds()).toEqual(before);
  setLinked(false);
  expect(thresholds()).toEqual(before);
  setThreshold('entropy', known('entropy').thresholdFor(0.01));
  expect(thresholds()['max-logit']).toBe(before['max-logit']);
});

it('each keeps its distance in shares, and all come back with the slider', () => {
  setThreshold('entropy', known('entropy').thresholdFor(0.1));
  setThreshold('max-logit', known('max-logit').thresholdFor(0.02));
  setLinked(true);
  setThreshold('entropy', known('entropy').thresholdFor(0.05));
  expect(shareOf('max-logit')).toBeCloseTo(0.01, 6);
  setThreshold('max-logit', known('max-logit').thresholdFor(0.04));
  expect(shareOf('entropy')).toBeCloseTo(0.2, 6);
  setThreshold('entropy', known('entropy').thresholdFor(1e-5)); // beyond what the table holds
  setThreshold('entropy', known('entropy').thresholdFor(0.1));
  expect(shareOf('max-logit')).toBeCloseTo(0.02, 6);
});

it('a page that opens linked starts from the thresholds that it has', () => {
  patchView({ linked: true });
  setThreshold('entropy', known('entropy').thresholdFor(0.1));
  const first = shareOf('max-logit');
  setThreshold('entropy', known('entropy').thresholdFor(0.2));
  expect(shareOf('max-logit') / first).toBeCloseTo(2, 4);
});

it('all methods go back to their defaults together', () => {
  setLinked(true);
  setThreshold('entropy', 0.3);
  resetAllThresholds();
  expect(thresholds()).toEqual({});
  expect(getState().view).toMatchObject({ linked: true, linkedAt: null });
});
