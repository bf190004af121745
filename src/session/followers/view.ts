/** Sends the view to the worker after every change, at most once per animation frame. */
import { leftOutKey } from '#src/core/ground-truth/left-out';
import type { ViewState } from '#src/protocol/view';
import { currentEngine } from '#src/session/current-engine';
import { follow, type Wanted } from '#src/session/follow';
import { noteDrawn, noteSent } from '#src/session/held/drawings';
import { serialOf } from '#src/session/serial-of';
import type { State } from '#src/store/state';
import { getState, patchResults } from '#src/store/store';
import { viewStateOf } from '#src/store/view-state';

interface WantedView extends Wanted {
  view: Omit<ViewState, 'revision'>;
}

/** Null until the engine is ready: it drops views before that. */
function wanted(state: State): WantedView | null {
  const view = viewStateOf(state);
  if (!view || state.session.engineState !== 'ready') return null;
  // Learnt classes are thousands of numbers, which a moving slider must not write out.
  const panes = view.panes.map((pane) => ({
    ...pane,
    learnt: serialOf(pane.learnt),
    leftOut: leftOutKey(pane.leftOut),
  }));
  // Another state of the picture, or new scores, change the drawing too.
  const picture = state.pictures.byId[view.pictureId ?? '']?.state;
  const score = state.results.byPicture[view.pictureId ?? ''];
  const { generation } = state.session;
  const parts = [{ ...view, panes }, generation, picture, score?.revision, score?.imported.length];
  return { key: JSON.stringify(parts), view };
}

/** Takes note of what the worker has drawn. */
export function confirmDrawn(drawnRevision: number, pictureId: string | null): void {
  const drawn = noteDrawn(drawnRevision) ?? getState().results.drawn;
  patchResults({ drawnRevision, drawn: drawn && { ...drawn, pictureId } });
}

export function followView(): () => void {
  let lastSent = '';
  return follow<WantedView>({
    wanted,
    known: ({ key }) => key === lastSent,
    ask: ({ key, view }) => {
      lastSent = key;
      currentEngine().setView({ ...view, revision: noteSent(view) });
    },
    rest: 'frame',
  });
}
