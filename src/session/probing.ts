/** Scores and classes under one pixel: one question in flight, the latest position wins. */
import { ask } from '#src/session/held-pictures';
import { scoredMethods } from '#src/store/method-info';
import { activePane, shownPicture, shownResult } from '#src/store/selectors';
import { getState, patchResults } from '#src/store/store';
import { paneViewOf } from '#src/store/view-state';

export interface Place {
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
  const scored = scoredMethods(shownResult(state), state.view);
  const active = paneViewOf(state, activePane(state));
  const parameters = {
    pictureId: picture.id,
    x: place.x,
    y: place.y,
    settings: scored.map(({ settings }) => settings),
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

export function probePixel(place: Place): void {
  waiting = place;
  wanted = place;
  void drain();
}

/** Nothing more is asked about. */
export function dropWaiting(): void {
  waiting = null;
}

/** An answer that is under way is not shown. */
export function ignoreAnswer(): void {
  wanted = null;
}
