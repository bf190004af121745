import { notify } from '#src/session/notices';
import { dropAside, setAside, textsAside } from '#src/store/open-world/learnt-storage';
import { patchOpenWorld } from '#src/store/store';

/** Deletes what the page could not use of earlier learning; until its notice goes it comes back. */
export function deleteTextsAside(): void {
  const texts = textsAside();
  for (const text of texts) dropAside(text);
  patchOpenWorld({ textsAside: textsAside().length });
  notify({
    kind: 'info',
    text: 'Deleted what could not be used of earlier learning.',
    action: {
      label: 'Undo',
      run: () => {
        for (const text of texts) setAside(text);
        patchOpenWorld({ textsAside: textsAside().length });
      },
    },
  });
}
