import { notify } from '#src/session/notices';
import { saveBlob } from '#src/session/save-blob';
import { setAside, textsAside } from '#src/store/open-world/learnt-storage';
import { patchOpenWorld } from '#src/store/store';

/** Saves a text that was stored for learnt classes, as it is. */
export function saveAside(text: string): void {
  saveBlob(new Blob([text], { type: 'application/json' }), 'learnt-classes-kept.json');
}

/**
 * Keeps a text that the page cannot use under another key, says why, and offers it as a file.
 * @returns whether there was room for it.
 */
export function keepAside(text: string, why: string): boolean {
  const isKept = setAside(text);
  patchOpenWorld({ textsAside: textsAside().length });
  notify({
    kind: 'warning',
    text: isKept ? why : `${why} There is no room to keep it in this browser: save it now.`,
    action: { label: 'Save as a file', run: () => saveAside(text) },
  });
  return isKept;
}
