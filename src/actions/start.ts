/** Everything that happens once when the page opens. */
import { currentEngine } from '#src/actions/engine';
import { startEngine } from '#src/actions/engine-session';
import { syncMeasurements } from '#src/actions/measure';
import { loadSamples, openSample } from '#src/actions/open-sample';
import { keepLearnt } from '#src/actions/open-world/keep-learnt';
import { syncOpenWorld } from '#src/actions/open-world/sync-open-world';
import { applyHash, syncPermalink } from '#src/actions/permalink';
import { syncPrompts } from '#src/actions/prompts/sync-prompts';
import { syncSegmentFeatures } from '#src/actions/segment-features';
import { syncTheme } from '#src/actions/set-theme';
import { installShortcuts } from '#src/actions/shortcuts';
import { syncAnalysis } from '#src/actions/sync-analysis';
import { syncView } from '#src/actions/sync-view';
import { installScripting } from '#src/engine-client/scripting';
import { methods } from '#src/methods/registry';
import { readBrowserState } from '#src/store/browser-state';
import { getState, patchView } from '#src/store/store';

async function openFirstSample(linked: string | null): Promise<void> {
  await loadSamples();
  const { session } = getState();
  // The user may have been quicker than the list or the download.
  const nothingOpen = () => getState().pictures.order.length === 0;
  if (!nothingOpen()) return;
  const wanted = session.samples.find(({ id }) => id === linked) ?? session.samples[0];
  if (wanted) await openSample(wanted.id, nothingOpen);
}

export function start(): void {
  patchView(readBrowserState());
  const linkedSample = applyHash();
  syncTheme();
  keepLearnt();
  startEngine();
  installScripting(currentEngine, methods);
  syncView();
  syncAnalysis();
  syncMeasurements();
  syncPrompts();
  syncOpenWorld();
  syncSegmentFeatures();
  syncPermalink();
  installShortcuts();
  void openFirstSample(linkedSample);
}
