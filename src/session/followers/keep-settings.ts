/** Settings outlive the page in this browser, and all its tabs have the same. */

import { readBrowserState, STORAGE_KEY, writeBrowserState } from '#src/store/address/browser-state';
import { BROWSER_KEYS } from '#src/store/address/persistence';
import { patchView, useStore } from '#src/store/store';

export function keepSettings(): () => void {
  const unsubscribe = useStore.subscribe(
    ({ view }) => view,
    (view, before) => {
      if (BROWSER_KEYS.some((key) => view[key] !== before[key])) writeBrowserState(view);
    },
  );
  const listening = new AbortController();
  addEventListener(
    'storage',
    ({ key }: StorageEvent) => {
      if (key === STORAGE_KEY) patchView(readBrowserState());
    },
    { signal: listening.signal },
  );
  return () => {
    unsubscribe();
    listening.abort();
  };
}
