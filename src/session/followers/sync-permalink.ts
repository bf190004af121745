/** Keeps the URL's fragment in step with the view. */
import { notify } from '#src/session/notices';
import { takeLinkedView } from '#src/session/own-network/awaited-networks';
import { unusableSettings } from '#src/store/address/url-settings';
import { formatHash, parseHash } from '#src/store/address/url-state';
import { getState, patchBenchmark, patchSession, useStore } from '#src/store/store';

const SETTLE_MS = 200;

/**
 * Takes what the link says, and the defaults for the rest. Returns the sample that it shows: the one
 * that it names, null for the first, undefined where a picture of the person's own is waited for.
 */
export function applyHash(): string | null | undefined {
  const link = parseHash(location.hash);
  const { sampleId, madeOn, benchmark, damaged } = link;
  takeLinkedView(link);
  patchBenchmark({ open: benchmark });
  patchSession({ awaited: madeOn && { ...madeOn, zoom: getState().view.zoom } });
  if (damaged)
    notify({
      kind: 'warning',
      text: 'Parts of this link could not be read; the usual settings are used for them.',
    });
  return madeOn ? undefined : sampleId;
}

/** Names what the address asks for in vain. */
export function tellUnusableSettings(): void {
  if (unusableSettings.length > 0)
    notify({
      kind: 'warning',
      text: `The address asks for ${unusableSettings.join(', ')}, which cannot be used: the usual setting is used.`,
    });
}

export function writeHash(): void {
  const hash = formatHash(getState());
  if (hash !== location.hash.slice(1))
    history.replaceState(null, '', hash ? `#${hash}` : location.pathname + location.search);
}

/**
 * @param openLinked called with the sample that a link names which is followed while the page is
 * open, null for the first; it is asked whether that is still wanted. The address stays as it was
 * followed until the sample is there.
 */
export function syncPermalink(
  openLinked: (id: string | null, stillWanted: () => boolean) => Promise<void>,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let links = 0;
  let isFollowing = false;
  const unsubscribe = useStore.subscribe((state, before) => {
    const same =
      state.view === before.view &&
      state.benchmark.open === before.benchmark.open &&
      state.session.awaited === before.session.awaited;
    if (same && state.pictures.selectedId === before.pictures.selectedId) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!isFollowing) writeHash();
    }, SETTLE_MS);
  });
  const follow = async () => {
    const link = ++links;
    isFollowing = true;
    const sample = applyHash();
    if (sample !== undefined) await openLinked(sample, () => link === links);
    if (link !== links) return;
    isFollowing = false;
    writeHash();
  };
  const onHashChange = () => void follow();
  addEventListener('hashchange', onHashChange);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    removeEventListener('hashchange', onHashChange);
  };
}
