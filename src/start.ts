/** Everything that happens once when the page opens. */

import { openSample } from '#src/actions/pictures/open-sample';
import { installShortcuts } from '#src/components/keys/shortcuts';
import { installScripting } from '#src/engine-client/scripting';
import { methods } from '#src/methods/registry';
import { currentEngine } from '#src/session/current-engine';
import { startEngineSession } from '#src/session/engine-session';
import { followAnalysis } from '#src/session/followers/analysis';
import { keepLearnt } from '#src/session/followers/keep-learnt';
import { followMeasurement } from '#src/session/followers/measurement';
import { followOpenWorld } from '#src/session/followers/open-world';
import { followPrompts } from '#src/session/followers/prompts';
import { followRegionFeatures } from '#src/session/followers/region-features';
import { applyHash, syncPermalink } from '#src/session/followers/sync-permalink';
import { syncTheme } from '#src/session/followers/sync-theme';
import { followView } from '#src/session/followers/view';
import { loadSamples } from '#src/session/samples';
import { readBrowserState } from '#src/store/address/browser-state';
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
  startEngineSession();
  installScripting(currentEngine, methods);
  followView();
  followAnalysis();
  followMeasurement();
  followPrompts();
  followOpenWorld();
  followRegionFeatures();
  syncPermalink(openSample);
  installShortcuts();
  void openFirstSample(linkedSample);
}
