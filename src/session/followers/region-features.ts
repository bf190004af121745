/** Keeps the features of the shown regions in step with what is shown. */
import { follow } from '#src/session/follow';
import { ask } from '#src/session/held-pictures';
import { type WantedFeatures, wantedFeatures } from '#src/store/regions/wanted-features';
import { patchResults } from '#src/store/store';

/** They take longer than a drawing: they follow when the slider rests. */
const REST_MS = 300;

export function followRegionFeatures(): () => void {
  return follow<WantedFeatures>({
    wanted: wantedFeatures,
    known: ({ key }, { results }) => results.regionFeatures?.key === key,
    ask: async ({ key, ...params }) => {
      const { features } = await ask('regionFeatures', params);
      patchResults({ regionFeatures: { key, features } });
    },
    rest: REST_MS,
  });
}
