import { getState, patchResults } from '#src/store/store';

export function setPinned(pinned: boolean): void {
  const { probe } = getState().results;
  if (probe && probe.pinned !== pinned)
    patchResults({ probe: pinned ? { ...probe, pinned } : null });
}
