/** Asks a person for the networks that a link or a project was made with. */
import { notify } from '#src/session/notices';
import { KeptNetworks } from '#src/session/own-network/remote/kept-networks';
import { showNetworks } from '#src/session/own-network/show-network';
import type { AwaitedNetwork } from '#src/store/project/awaited';
import { getState, useStore } from '#src/store/store';

/** One that the browser keeps is opened with a click; any other is dropped. */
async function askFor({ modelId, title }: AwaitedNetwork, kept: KeptNetworks): Promise<void> {
  const here = (await kept.list()).find(({ sha256 }) => modelId === `own-${sha256.slice(0, 8)}`);
  const open = async (url: string) => {
    const file = await kept.fileOf(url);
    if (file) await showNetworks([{ network: { file, path: file.name }, beside: [] }]);
  };
  notify({
    kind: 'warning',
    text: `This view was made with the network ${title}. ${here ? 'This browser keeps it.' : 'Drop its file here: it is known by what it holds.'}`,
    action: here ? { label: 'Open it', run: () => void open(here.url) } : null,
  });
}

/** Asks for those that are waited for already, and for others as soon as they are. */
export function askForNetworks(kept = new KeptNetworks()): () => void {
  for (const network of getState().session.awaitedNetworks) void askFor(network, kept);
  return useStore.subscribe(
    ({ session }) => session.awaitedNetworks,
    (awaited, before) => {
      const isNew = ({ modelId }: AwaitedNetwork) =>
        !before.some((network) => network.modelId === modelId);
      for (const network of awaited.filter(isNew)) void askFor(network, kept);
    },
  );
}
