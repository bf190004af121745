import { endProbe } from '#src/actions/probe/end-probe';
import { type Place, probePixel } from '#src/session/probing';
import { shownPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** `place` in CSS pixels within the stage, `pane` in device pixels within one canvas. */
export function probeAt(place: Place['at'], pane: { x: number; y: number }, pin = false): void {
  const state = getState();
  const size = shownPicture(state)?.info;
  if (!size || state.results.probe?.pinned) return;
  const { scale, offsetX, offsetY } = transformOf(state.view.zoom, size, state.view.canvas);
  const x = Math.floor((pane.x - offsetX) / scale);
  const y = Math.floor((pane.y - offsetY) / scale);
  if (x < 0 || y < 0 || x >= size.width || y >= size.height) endProbe();
  else probePixel(pin ? { at: place, x, y, pin } : { at: place, x, y });
}
