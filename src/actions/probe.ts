/** Scores and classes under one pixel. At most one question in flight; the latest position wins. */
import { ask } from '#src/session/held-pictures';
import { scoredMethods, settingsOf } from '#src/store/method-info';
import { activePane, shownPicture, shownResult } from '#src/store/selectors';
import { getState, patchResults } from '#src/store/store';
import { paneViewOf } from '#src/store/view-state';
import { transformOf } from '#src/store/zoom';

interface Place {
  /** CSS pixels within the stage. */
  at: { x: number; y: number };
  /** Picture pixels. */
  x: number;
  y: number;
  pin?: boolean;
}

let waiting: Place | null = null;
/** Null once the pointer has left: an answer that comes later is not shown. */
let wanted: Place | null = null;
let asking = false;

async function askAt(place: Place): Promise<void> {
  const state = getState();
  const picture = shownPicture(state);
  if (picture?.state !== 'ready') return;
  const { parameters: chosen } = state.view;
  const settings = scoredMethods(shownResult(state), chosen).map((info) =>
    settingsOf(info, chosen),
  );
  const active = paneViewOf(state, activePane(state));
  const parameters = {
    pictureId: picture.id,
    x: place.x,
    y: place.y,
    settings,
    active,
    minArea: state.view.minArea,
  };
  const result = await ask('probe', parameters);
  const now = getState();
  if (now.view.shownId !== picture.id || wanted === null) return;
  patchResults({
    probe: { at: place.at, pinned: place.pin ?? now.results.probe?.pinned ?? false, result },
  });
}

async function drain(): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    for (let place = waiting; place; place = waiting) {
      waiting = null;
      // A failed probe is no event for the user: the next movement asks again.
      await askAt(place).catch(() => undefined);
    }
  } finally {
    asking = false;
  }
}

function probePixel(place: Place): void {
  waiting = place;
  wanted = place;
  void drain();
}

/** `at` in CSS pixels within the stage, `pane` in device pixels within one canvas. */
export function probeAt(at: Place['at'], pane: { x: number; y: number }, pin = false): void {
  const state = getState();
  const size = shownPicture(state)?.info;
  if (!size || state.results.probe?.pinned) return;
  const { scale, offsetX, offsetY } = transformOf(state.view.zoom, size, state.view.canvas);
  const x = Math.floor((pane.x - offsetX) / scale);
  const y = Math.floor((pane.y - offsetY) / scale);
  if (x < 0 || y < 0 || x >= size.width || y >= size.height) endProbe();
  else probePixel(pin ? { at, x, y, pin } : { at, x, y });
}

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
  const at = { x: canvas.width / 2 / pixelRatio, y: canvas.height / 2 / pixelRatio };
  probePixel({ at, x, y, pin: true });
}

export function setPinned(pinned: boolean): void {
  const { probe } = getState().results;
  if (probe && probe.pinned !== pinned)
    patchResults({ probe: pinned ? { ...probe, pinned } : null });
}

export function endProbe(): void {
  waiting = null;
  const { probe } = getState().results;
  if (probe?.pinned) return;
  wanted = null;
  if (probe) patchResults({ probe: null });
}
