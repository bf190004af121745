/** A page that shows S2M of one analysed picture, with an engine without a worker. */
import { createFakeEngine, type FakeEngine } from '#src/engine-client/testing/fake-engine';
import s2m from '#src/methods/s2m.method';
import type { PromptRequest } from '#src/protocol/prompts';
import { setEngine } from '#src/session/current-engine';
import { noteAnalysis, noteHeld } from '#src/session/held/record';
import { initialState } from '#src/store/initial-state';
import { analysisKey } from '#src/store/models';
import type { ListedPicture } from '#src/store/state';
import { getState, patchPictures, patchView, setPictureResult, useStore } from '#src/store/store';

export const PICTURE = 'picture';
/** At one CSS pixel per picture pixel. */
const SIZE = { width: 200, height: 100 };

export function holdPicture(): void {
  noteHeld(PICTURE);
  noteAnalysis(PICTURE, s2m.model, analysisKey(getState(), s2m.model));
}

/** @param overrides of the fake engine's answers. */
export function showS2m(overrides: Parameters<typeof createFakeEngine>[0] = {}): FakeEngine {
  const engine = createFakeEngine(overrides);
  setEngine(engine);
  useStore.setState(initialState(), true);
  const info = { ...SIZE, original: SIZE, format: 'PNG', notices: [] };
  const place = { identity: null, sampleId: null, thumbnailUrl: null, error: null, label: null };
  const entry: ListedPicture = {
    id: PICTURE,
    name: 'a.png',
    revision: 1,
    state: 'ready',
    info,
    ...place,
  };
  patchPictures({ order: [PICTURE], byId: { [PICTURE]: entry }, selectedId: PICTURE });
  const panes = getState().view.panes.map((pane) => ({ ...pane, methodId: s2m.id }));
  patchView({ panes, canvas: SIZE, pixelRatio: 1, shownId: PICTURE });
  setPictureResult(PICTURE, {
    revision: 1,
    scores: {},
    imported: [],
    roadLikeness: {},
    errors: {},
  });
  holdPicture();
  return engine;
}

export function askedPrompts(engine: FakeEngine): PromptRequest['prompts'][] {
  return engine.calls
    .filter(({ name }) => name === 'segmentPrompts')
    .map(({ params }) => (params as PromptRequest).prompts);
}
