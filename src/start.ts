/** Everything that happens once when the page opens. */

import { openLinkedSample } from '#src/actions/pictures/open-linked-sample';
import { openPaths } from '#src/actions/pictures/open-paths';
import { selectPicture } from '#src/actions/pictures/select-picture';
import { reopenVisit } from '#src/actions/visit/reopen-visit';
import { installShortcuts } from '#src/components/keys/shortcuts';
import { installScripting } from '#src/engine-client/scripting';
import { methods } from '#src/methods/registry';
import { followChanges } from '#src/session/changes/follow-changes';
import { currentEngine } from '#src/session/current-engine';
import { startEngineSession } from '#src/session/engine-session';
import { followAgreement } from '#src/session/followers/agreement';
import { followAnalysis } from '#src/session/followers/analysis';
import { followAwaitedPicture } from '#src/session/followers/awaited-picture';
import { followAwaitedProject } from '#src/session/followers/awaited-project';
import { followDriveSummaries } from '#src/session/followers/drive-summaries';
import { followDrives } from '#src/session/followers/drives';
import { keepLearnt } from '#src/session/followers/keep-learnt';
import { keepSettings } from '#src/session/followers/keep-settings';
import { followMeasurement } from '#src/session/followers/measurement';
import { followOpenWorld } from '#src/session/followers/open-world';
import { followPrompts } from '#src/session/followers/prompts';
import { followRegionFeatures } from '#src/session/followers/region-features';
import { followRegionNames } from '#src/session/followers/region-names';
import { followSentenceEncoder } from '#src/session/followers/sentence-encoder';
import { followSoughtNames } from '#src/session/followers/sought-names';
import { followSurvey } from '#src/session/followers/survey';
import {
  applyHash,
  syncPermalink,
  tellUnusableSettings,
} from '#src/session/followers/sync-permalink';
import { syncTheme } from '#src/session/followers/sync-theme';
import { followView } from '#src/session/followers/view';
import { followWords } from '#src/session/followers/words';
import { askForNetworks } from '#src/session/own-network/ask-for-networks';
import { offerLinkedNetwork } from '#src/session/own-network/remote/linked-network';
import { loadSamples } from '#src/session/samples';
import { followVisit } from '#src/session/visit/follow-visit';
import { offerVisit } from '#src/session/visit/offer-visit';
import { tellVisit } from '#src/session/visit/tell-visit';
import { readBrowserState } from '#src/store/address/browser-state';
import { regionForOthers } from '#src/store/labels/region-of-interest';
import { getState, patchView } from '#src/store/store';

/** What the page begins with: what a link shows, or what was open when it was left, or the first sample. */
async function openFirst(linked: string | null | undefined): Promise<void> {
  const isFree = () => getState().pictures.order.length === 0;
  const isOffered = await offerVisit(linked !== null, openPaths);
  if (linked === undefined || (linked === null && isOffered)) {
    await loadSamples(); // the empty stage offers some
    return;
  }
  if (isOffered) tellVisit(reopenVisit);
  await openLinkedSample(linked, isFree);
}

export function start(): void {
  patchView(readBrowserState());
  const linkedSample = applyHash();
  syncTheme();
  keepLearnt();
  startEngineSession();
  installScripting(currentEngine, methods, (name) => regionForOthers(getState(), name));
  followView();
  followAnalysis();
  followMeasurement();
  followPrompts();
  followOpenWorld();
  followWords();
  followSentenceEncoder();
  followRegionFeatures();
  followAgreement();
  followRegionNames();
  followSoughtNames();
  followSurvey();
  followAwaitedPicture((id) => selectPicture(id));
  followAwaitedProject((id) => selectPicture(id));
  askForNetworks();
  followChanges();
  followVisit();
  followDrives();
  followDriveSummaries();
  syncPermalink(openLinkedSample);
  keepSettings();
  installShortcuts();
  tellUnusableSettings();
  void offerLinkedNetwork(location.search);
  void openFirst(linkedSample);
}
