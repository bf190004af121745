/** Keeps the URL's fragment and the browser's settings in step with the view. */
import { notify } from '#src/session/notices';
import { writeBrowserState } from '#src/store/address/browser-state';
import { formatHash, parseHash } from '#src/store/address/url-state';
import { getState, patchBenchmark, patchView, useStore } from '#src/store/store';

const SETTLE_MS = 200;

/** Takes what the link says; returns the sample it names. */
export function applyHash(): string | null {
  const { view, sampleId, benchmark, damaged } = parseHash(location.hash);
  patchView(view);
  patchBenchmark({ open: benchmark });
  if (damaged)
    notify({
      kind: 'warning',
      text: 'Parts of this link could not be read; the usual settings are used for them.',
    });
  return sampleId;
}

export function writeHash(): void {
  const hash = formatHash(getState());
  if (hash !== location.hash.slice(1))
    history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
}

/** @param openSample called with the sample that a link names which is followed while the page is open. */
export function syncPermalink(openSample: (id: string) => Promise<void>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unsubscribe = useStore.subscribe((state, before) => {
    const same = state.view === before.view && state.benchmark.open === before.benchmark.open;
    if (same && state.pictures.selectedId === before.pictures.selectedId) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      writeHash();
      writeBrowserState(getState().view);
    }, SETTLE_MS);
  });
  const onHashChange = () => {
    const sample = applyHash();
    if (sample) void openSample(sample);
  };
  addEventListener('hashchange', onHashChange);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    removeEventListener('hashchange', onHashChange);
  };
}
