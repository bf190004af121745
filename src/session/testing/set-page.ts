/** Opened pictures, the first of which is analysed and drawn, and the looking at the set. */
import { vi } from 'vitest';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { modelOf } from '#src/methods/registry';
import type { ModelInfo } from '#src/protocol/models';
import { followSurvey } from '#src/session/followers/survey';
import { touch } from '#src/session/held/quiet';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { activePane } from '#src/store/selectors';
import {
  getState,
  patchPicture,
  patchPictures,
  patchResults,
  patchSession,
  patchView,
} from '#src/store/store';

export let engine: FakeEngine;
let stop = () => {};

const SIZE = { width: 64, height: 36 };

/** Timers are played, and nothing has been looked at yet. @param overrides of the fake engine's answers. */
export function openSet(
  ids: readonly string[],
  overrides: Parameters<typeof openPictures>[1] = {},
): void {
  vi.useFakeTimers();
  touch(); // by the clock of this page
  vi.stubGlobal('reportError', (error: unknown) => {
    throw error;
  });
  engine = openPictures(ids, overrides);
  const info = { ...SIZE, original: SIZE, format: 'PNG', notices: [] };
  for (const id of ids) patchPicture(id, { state: 'loaded', info });
  showMethod(activePane(getState()).methodId);
  patchSession({ engineState: 'ready' });
  select(ids[0] as string);
  stop = followSurvey();
}

export function endSet(): void {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
}

/** The picture is on the stage, with its scores. */
export function select(id: string): void {
  const { pictures } = getState();
  patchPicture(id, { state: 'ready' });
  patchView({ shownId: id });
  patchResults({
    drawn: { pictureId: id, transform: { scale: 1, offsetX: 0, offsetY: 0 }, canvas: SIZE },
  });
  patchPictures({ ...pictures, byId: getState().pictures.byId, selectedId: id });
}

/** The first pane shows a method whose network is there. */
export function showMethod(methodId: string): void {
  const panes = getState().view.panes.map((pane, i) => (i === 0 ? { ...pane, methodId } : pane));
  patchView({ panes });
  const ready = { state: 'ready', info: {} as ModelInfo } as const;
  patchSession({ models: { ...getState().session.models, [modelOf(methodId)]: ready } });
}

export const looked = () => asked(engine, 'survey').map(({ pictureId }) => pictureId);

/** Longer than the queue rests, and than what it asks takes. */
export const pass = (milliseconds = 400) => vi.advanceTimersByTimeAsync(milliseconds);
