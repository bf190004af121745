/**
 * Asks for the features of the shown regions when the slider rests. At most one question in
 * flight; the latest wins.
 */
import { LatestOnly } from '#src/core/latest-only';
import { currentEngine } from '#src/session/current-engine';
import { getState, patchResults, useStore } from '#src/store/store';
import { type WantedFeatures, wantedFeatures } from '#src/store/wanted-features';

const REST_MS = 300;

async function ask({ key, ...params }: WantedFeatures): Promise<void> {
  const { features } = await currentEngine().request('regionFeatures', params);
  patchResults({ regionFeatures: { key, features } });
}

export function syncRegionFeatures(): () => void {
  let asked = '';
  let resting: ReturnType<typeof setTimeout> | undefined;
  // A failure is no event for the user: the next change of the view asks again.
  const latest = new LatestOnly<WantedFeatures>(ask, () => {
    asked = '';
  });
  return useStore.subscribe(() => {
    const wanted = wantedFeatures(getState());
    if (!wanted || wanted.key === asked) return;
    asked = wanted.key;
    clearTimeout(resting);
    resting = setTimeout(() => latest.offer(wanted), REST_MS);
  });
}
