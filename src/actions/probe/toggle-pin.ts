import { setPinned } from '#src/actions/probe/set-pinned';
import { probePixel } from '#src/session/probing';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** Pins the probe where it is, or opens one in the middle of the view; a second call lets it go. */
export function togglePin(): void {
  const state = getState();
  const { probe } = state.results;
  if (probe) {
    setPinned(!probe.pinned);
    return;
  }
  const size = shownPicture(state)?.info;
  if (!size) return;
  const { canvas, zoom, pixelRatio } = state.view;
  const { scale, offsetX, offsetY } = transformOf(zoom, size, canvas);
  const x = Math.floor((canvas.width / 2 - offsetX) / scale);
  const y = Math.floor((canvas.height / 2 - offsetY) / scale);
  const centre = { x: canvas.width / 2 / pixelRatio, y: canvas.height / 2 / pixelRatio };
  probePixel({ at: centre, x, y, pin: true });
}
