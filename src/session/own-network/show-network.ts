/** Opens a network where it is seen, after a person has been told what it takes. */
import { shownClasses } from '#src/core/own-network/card';
import { isHeavy, type NetworkPlan, planTold } from '#src/core/own-network/network-plan';
import { ownMethods } from '#src/methods/own-methods';
import { serialiseError } from '#src/protocol/errors';
import type { OpenedNetwork } from '#src/protocol/own-network';
import { notify } from '#src/session/notices';
import type { NetworkFiles } from '#src/session/own-network/network-files';
import { inspectOwnNetwork, openOwnNetwork } from '#src/session/own-network/own-networks';
import { paneForNetwork } from '#src/session/own-network/pane-for-network';
import { changeLayout } from '#src/session/panes/change-layout';
import { setPane } from '#src/session/panes/set-pane';
import { getState, patchSession, patchView } from '#src/store/store';

/** The formula that every network has. */
const SHOWN = 'entropy';

/**
 * Opens a network and shows its score in a pane of its own. One that takes long or much is asked about first,
 * before anything of it is loaded. One that cannot be used says why.
 */
export async function showNetwork(files: NetworkFiles): Promise<void> {
  const { name } = files.network.file;
  await withReason(name, async () => {
    const plan = await inspectOwnNetwork(files);
    if (isHeavy(plan)) askFirst(name, plan, () => void withReason(name, () => open(files, plan)));
    else await open(files, plan);
  });
}

function askFirst(name: string, plan: NetworkPlan, run: () => void): void {
  notify({
    kind: 'warning',
    text: `${name} will take ${planTold(plan)}.`,
    action: { label: 'Open it', run },
  });
}

async function open(files: NetworkFiles, plan: NetworkPlan): Promise<void> {
  const label = `Opening ${files.network.file.name}: ${planTold(plan)}`;
  patchSession({ activity: { label, cancellable: true } });
  try {
    show(await openOwnNetwork(files, null));
  } finally {
    patchSession({ activity: null, progress: null });
  }
}

function show({ modelId, card, unclear }: OpenedNetwork): void {
  const own = ownMethods(modelId, card);
  const shown = own.find(({ id }) => id.endsWith(`-${SHOWN}`)) ?? own[0];
  if (shown) {
    const { layout, index } = paneForNetwork(getState(), modelId);
    if (layout !== getState().view.layout) changeLayout(layout);
    setPane(index, { methodId: shown.id, methodBefore: undefined });
  }
  patchView({ panelTab: 'method' });
  const guess = unclear.includes('normalisation')
    ? ' Mean and standard deviation are a guess: look at its classes, and say it in its card.'
    : '';
  notify({
    kind: guess ? 'warning' : 'info',
    text: `${card.title}: ${own.length} scores from ${shownClasses(card).length} classes.${guess}`,
  });
}

async function withReason(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { code, message } = serialiseError(error);
    if (code !== 'cancelled') notify({ kind: 'error', text: `${name}: ${message}` });
  }
}
