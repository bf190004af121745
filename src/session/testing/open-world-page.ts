/** A page that shows DMLNet of analysed pictures, with an engine without a worker. */
import { createFakeEngine, type FakeEngine } from '#src/engine-client/testing/fake-engine';
import dmlnet from '#src/methods/dmlnet.method';
import type { RequestName, Requests } from '#src/protocol/requests';
import { setEngine } from '#src/session/current-engine';
import { noteAnalysis, noteHeld } from '#src/session/held/record';
import { initialState } from '#src/store/initial-state';
import { analysisKey } from '#src/store/models';
import type { ListedPicture } from '#src/store/state';
import { getState, patchPictures, patchView, useStore } from '#src/store/store';

/** Pictures `a` and `b`, of the size of the fake engine's. */
export const SIZE = { width: 64, height: 36 };

function entryOf(id: string): ListedPicture {
  const info = { ...SIZE, original: SIZE, format: 'PNG', notices: [] };
  return {
    id,
    name: `${id}.png`,
    identity: `identity of ${id}`,
    revision: 1,
    state: 'ready',
    info,
    sampleId: null,
    thumbnailUrl: null,
    error: null,
    label: null,
  };
}

/** One pane shows picture `a`. @param overrides of the fake engine's answers. */
export function showDmlnet(overrides: Parameters<typeof createFakeEngine>[0] = {}): FakeEngine {
  const engine = createFakeEngine(overrides);
  setEngine(engine);
  useStore.setState(initialState(), true);
  patchPictures({ order: ['a', 'b'], byId: { a: entryOf('a'), b: entryOf('b') }, selectedId: 'a' });
  const panes = getState().view.panes.map((pane) => ({ ...pane, methodId: dmlnet.id }));
  patchView({ panes, canvas: SIZE, pixelRatio: 1, shownId: 'a' });
  for (const id of ['a', 'b']) {
    noteHeld(id);
    noteAnalysis(id, dmlnet.model, analysisKey(getState(), dmlnet.model));
  }
  return engine;
}

/** Parameters of all requests of a name, in order. */
export function asked<N extends RequestName>(
  engine: FakeEngine,
  wanted: N,
): Requests[N]['params'][] {
  return engine.calls
    .filter(({ name }) => name === wanted)
    .map(({ params }) => params as Requests[N]['params']);
}
