import { afterEach, expect, it, vi } from 'vitest';
import { breakEngine } from './faults';

afterEach(() => vi.useRealTimers());

it('a device is destroyed, where there is one', () => {
  const destroy = vi.fn();
  expect(breakEngine({ kind: 'device' }, { destroy } as unknown as GPUDevice)).toBeNull();
  expect(destroy).toHaveBeenCalledOnce();
  expect(() => breakEngine({ kind: 'device' }, null)).toThrow(
    expect.objectContaining({
      code: 'webgpu-unavailable',
      message: 'There is no device to lose.',
    }),
  );
});

it('a worker crashes outside the handler that was asked', () => {
  vi.useFakeTimers();
  expect(breakEngine({ kind: 'worker' }, null)).toBeNull();
  expect(() => vi.runAllTimers()).toThrow('simulated crash');
});
