/** A page with two panes, of two networks, and two pictures that nothing has happened to yet. */
import type { createFakeEngine, FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { Analysis, MethodSettings } from '#src/protocol/scores';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { getState, patchSession, patchView } from '#src/store/store';

/** @param overrides of the fake engine's answers. */
export function openTwoNetworks(
  overrides: Parameters<typeof createFakeEngine>[0] = {},
): FakeEngine {
  const engine = openPictures(['a', 'b'], overrides);
  patchSession({ engineState: 'ready' });
  const panes = getState().view.panes.map((pane, index) => ({
    ...pane,
    methodId: index === 0 ? 'dmlnet' : 'rpl',
  }));
  patchView({ layout: 'two', panes });
  return engine;
}

/** Methods whose networks were run, in order. */
export const analysed = (engine: FakeEngine): (MethodSettings['methodId'] | undefined)[] =>
  asked(engine, 'analyze').map(({ settings }) => settings[0]?.methodId);

/** An answer without a score. */
export const analysisOf = (pictureId: string): Analysis => ({
  pictureId,
  scores: [],
  times: { infer: 1 },
  roadLikeness: {},
});

export const entryOfA = () => getState().pictures.byId.a;
export const resultOfA = () => getState().results.byPicture.a;
