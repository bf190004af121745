import { beforeEach, expect, it } from 'vitest';
import { initialState } from '#src/store/initial-state';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import { getState, patchView, useStore } from '#src/store/store';
import { setParameter } from './set-parameter';

beforeEach(() => {
  useStore.setState(initialState(), true);
  patchView({ panes: getState().view.panes.map((pane) => ({ ...pane, methodId: 'vl4ad' })) });
});

const threshold = () => thresholdOf(getState(), activeMethod(getState()));

it('keeps what differs from the defaults, within the limits', () => {
  setParameter('vl4ad', 'temperature', 0.1);
  setParameter('vl4ad', 'temperature', 70);
  setParameter('vl4ad', 'nonsense', 1);
  expect(getState().view.parameters).toEqual({ vl4ad: { temperature: 0.1 } });
  setParameter('vl4ad', 'score', 1);
  setParameter('vl4ad', 'score', 0);
  expect(getState().view.parameters).toEqual({ vl4ad: { temperature: 0.1 } });
});

it('a threshold stays at the same pixels where the score is put in other numbers', () => {
  const usual = threshold();
  setParameter('vl4ad', 'score', 1);
  expect(threshold()).toBeCloseTo(-Math.log(-usual), 9);
  patchView({ thresholds: { vl4ad: 2, entropy: 0.3 } });
  setParameter('vl4ad', 'score', 0);
  expect(threshold()).toBeCloseTo(-Math.exp(-2), 9);
  setParameter('vl4ad', 'score', 1);
  expect(threshold()).toBeCloseTo(2, 9);
  expect(getState().view.thresholds.entropy).toBe(0.3);
});
