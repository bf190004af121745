/** The network that the page's address names: nothing is asked of another host before a person says so. */
import { serialiseError } from '#src/protocol/errors';
import { notify } from '#src/session/notices';
import { openingSignal } from '#src/session/own-network/own-networks';
import { RemoteNetwork } from '#src/session/own-network/remote/download';
import { KeptNetworks } from '#src/session/own-network/remote/kept-networks';
import { showNetworks } from '#src/session/own-network/show-network';
import { patchSession } from '#src/store/store';

const PARAMETER = 'network';

/**
 * Opens the network of `?network=` from this browser, or offers to ask its host: the first click sends the
 * request that tells the size, the second one takes the file.
 */
export async function offerLinkedNetwork(
  search: string,
  kept = new KeptNetworks(),
  make: (url: URL) => RemoteNetwork = (url) => new RemoteNetwork(url),
): Promise<void> {
  const given = new URLSearchParams(search).get(PARAMETER);
  if (given === null) return;
  const url = usableUrl(given);
  if (!url) {
    const text = `The network "${given.slice(0, 80)}" of this link cannot be loaded: its address has to begin with https://.`;
    notify({ kind: 'error', text });
    return;
  }
  const file = await kept.fileOf(url.href);
  if (file) return show(file);
  const remote = make(url);
  notify({
    kind: 'warning',
    text: `This link names the network ${remote.name} of ${remote.host}. Nothing has been asked of that host yet.`,
    action: { label: `Ask ${remote.host}`, run: () => void offerSize(remote, kept) },
  });
}

/** A host of one's own may have no certificate. */
function usableUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal) ? url : null;
}

async function offerSize(remote: RemoteNetwork, kept: KeptNetworks): Promise<void> {
  await orAgain(remote, kept, async (signal) => {
    await remote.ask(signal);
    const size = remote.size === null ? '' : ` ${sizeTold(remote.size)}`;
    notify({
      kind: 'warning',
      text: `${remote.host} offers ${remote.name}${size ? ` with${size}` : ', and does not say how large it is'}.`,
      action: { label: `Load${size}`, run: () => void load(remote, kept) },
      expired: () => void remote.leave(),
    });
  });
}

const sizeTold = (bytes: number) =>
  bytes >= 1e5 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`;

async function load(remote: RemoteNetwork, kept: KeptNetworks): Promise<void> {
  await orAgain(remote, kept, async (signal) => {
    const onProgress = (loaded: number) =>
      patchSession({
        progress: {
          what: remote.name,
          modelId: null,
          phase: 'download',
          loaded,
          total: remote.size ?? 0,
          cached: false,
        },
      });
    const blob = await remote.load(onProgress, signal);
    await kept.keep(blob, { name: remote.name, url: remote.url.href });
    await show(new File([blob], remote.name));
  });
}

/** What has broken off is gone on with by a click. */
async function orAgain(
  remote: RemoteNetwork,
  kept: KeptNetworks,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  patchSession({ activity: { label: `Asking ${remote.host}`, cancellable: true } });
  try {
    await work(openingSignal());
  } catch (error) {
    const { code, message, retryable } = serialiseError(error);
    if (code === 'cancelled') return;
    notify({
      kind: 'error',
      text: message,
      action: retryable ? { label: 'Try again', run: () => void load(remote, kept) } : null,
    });
  } finally {
    patchSession({ activity: null, progress: null });
  }
}

function show(file: File): Promise<void> {
  return showNetworks([{ network: { path: file.name, file }, beside: [] }]);
}
