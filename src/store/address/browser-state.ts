/** Settings of this browser in localStorage. Storage is optional: every failure means defaults. */
import * as v from 'valibot';
import { BROWSER_KEYS, type BrowserKey } from '#src/store/address/persistence';
import type { ViewSlice } from '#src/store/state';

const STORAGE_KEY = 'anomalens.settings';

const schema = v.object({
  linked: v.fallback(v.optional(v.boolean()), undefined),
  logHistogram: v.fallback(v.optional(v.boolean()), undefined),
  theme: v.fallback(v.optional(v.picklist(['system', 'light', 'dark'])), undefined),
} satisfies Record<BrowserKey, unknown>);

export function readBrowserState(): Partial<Pick<ViewSlice, BrowserKey>> {
  try {
    const parsed = v.safeParse(schema, JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}'));
    if (!parsed.success) return {};
    return Object.fromEntries(
      Object.entries(parsed.output).filter(([, value]) => value !== undefined),
    );
  } catch {
    return {};
  }
}

export function writeBrowserState(view: ViewSlice): void {
  try {
    localStorage.setItem(
      STORAGE_KEY,
      JSON.stringify(Object.fromEntries(BROWSER_KEYS.map((key) => [key, view[key]]))),
    );
  } catch {
    // Private mode or a full disk: the settings last as long as the tab.
  }
}
