/** Settings of this browser in localStorage. Storage is optional: every failure means defaults. */
import * as v from 'valibot';
import { BROWSER_KEYS, type BrowserKey } from '#src/store/address/persistence';
import type { ViewSlice } from '#src/store/state';

export const STORAGE_KEY = 'anomalens.settings';

const schema = v.object({
  linked: v.fallback(v.optional(v.boolean()), undefined),
  invertedScores: v.fallback(v.optional(v.array(v.string())), undefined),
  logHistogram: v.fallback(v.optional(v.boolean()), undefined),
  specksCounted: v.fallback(v.optional(v.boolean()), undefined),
  theme: v.fallback(v.optional(v.picklist(['system', 'light', 'dark'])), undefined),
  names: v.fallback(v.optional(v.boolean()), undefined),
  introduced: v.fallback(v.optional(v.boolean()), undefined),
  encoder: v.fallback(v.optional(v.boolean()), undefined),
} satisfies Record<BrowserKey, unknown>);

function storedObject(): object {
  try {
    return v.parse(
      v.record(v.string(), v.unknown()),
      JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}'),
    );
  } catch {
    return {};
  }
}

export function readBrowserState(): Partial<Pick<ViewSlice, BrowserKey>> {
  const settings = v.parse(schema, storedObject());
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** What another version of the page keeps there stays. */
export function writeBrowserState(view: ViewSlice): void {
  try {
    const own = Object.fromEntries(BROWSER_KEYS.map((key) => [key, view[key]]));
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...storedObject(), ...own }));
  } catch {
    // Private mode or a full disk: the settings last as long as the tab.
  }
}
