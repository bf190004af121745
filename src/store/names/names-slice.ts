/** What the regions of the shown picture look like, in words. */
import type { SerialisedError } from '#src/protocol/errors';
import type { NamedRegion } from '#src/protocol/words';

export interface NamesSlice {
  /** By region of the active pane, of the last that were named; `key` as in `wantedNames`. */
  shown: { key: string; named: readonly NamedRegion[] } | null;
  /** Why there are no names; nothing is asked until a person tries again. */
  error: SerialisedError | null;
}

export function initialNames(): NamesSlice {
  return { shown: null, error: null };
}
