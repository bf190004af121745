import { dropWaiting, ignoreAnswer } from '#src/session/probing';
import { getState, patchResults } from '#src/store/store';

export function endProbe(): void {
  dropWaiting();
  const { probe } = getState().results;
  if (probe?.pinned) return;
  ignoreAnswer();
  if (probe) patchResults({ probe: null });
}
