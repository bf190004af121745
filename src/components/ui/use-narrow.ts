import { useSyncExternalStore } from 'react';

const query = matchMedia('(max-width: 699px)');

function subscribe(onChange: () => void): () => void {
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Whether the page is laid out for a phone: the same width as in the style sheets. */
export const isNarrow = (): boolean => query.matches;

/** `isNarrow`, as it is while the window changes. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow);
}
