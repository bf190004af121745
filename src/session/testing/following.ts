/** A follower of the least area of regions; what it asked and what is known is kept here. */
import { vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { type Following, follow, type Wanted } from '#src/session/follow';
import { initialState } from '#src/store/initial-state';
import { patchView, useStore } from '#src/store/store';

export const known = new Set<string>();
export const asked: string[] = [];
/** What became an error of the page. */
export const reported = vi.fn();
let end = () => {};

/** Nothing is followed or known yet, and timers are played. */
export function beginAnew(): void {
  vi.useFakeTimers();
  vi.stubGlobal('reportError', reported);
  reported.mockClear();
  useStore.setState(initialState(), true);
  known.clear();
  asked.length = 0;
}

export function cleanUp(): void {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
}

export function start(overrides: Partial<Following<Wanted>> = {}): void {
  end = follow<Wanted>({
    wanted: ({ view }) => (view.minArea > 0 ? { key: String(view.minArea) } : null),
    known: ({ key }) => known.has(key),
    ask: async ({ key }) => {
      asked.push(key);
      known.add(key);
    },
    rest: 0,
    ...overrides,
  });
}

export const stop = () => end();

export const want = (minArea: number) => patchView({ minArea });

/** Asks in vain. */
export async function failure({ key }: Wanted): Promise<void> {
  asked.push(key);
  throw new AnomalensError('out-of-memory', 'It cannot.');
}
