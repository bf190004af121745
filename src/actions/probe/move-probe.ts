import { probePixel } from '#src/session/probing';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';

/** Moves a pinned probe pixel by pixel, for the keyboard. */
export function moveProbe(deltaX: number, deltaY: number): void {
  const state = getState();
  const { probe } = state.results;
  const size = shownPicture(state)?.info;
  if (!probe || !size) return;
  const x = Math.min(Math.max(probe.result.x + deltaX, 0), size.width - 1);
  const y = Math.min(Math.max(probe.result.y + deltaY, 0), size.height - 1);
  probePixel({ at: probe.at, x, y });
}
