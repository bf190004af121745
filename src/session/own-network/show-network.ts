/** Opens a network where it is seen, after a person has been told what it takes. */
import { shownClasses } from '#src/core/own-network/card';
import { isHeavy, type NetworkPlan, planTold } from '#src/core/own-network/network-plan';
import { ownMethods } from '#src/methods/own-methods';
import { serialiseError } from '#src/protocol/errors';
import type { OpenedNetwork } from '#src/protocol/own-network';
import { notify } from '#src/session/notices';
import { takeAwaited } from '#src/session/own-network/awaited-networks';
import { findFit } from '#src/session/own-network/fit-own-network';
import { type MaskPair, maskPairAmong } from '#src/session/own-network/mask-pairs';
import type { NetworkFiles } from '#src/session/own-network/network-files';
import { openOwnMasks } from '#src/session/own-network/own-masks';
import { inspectOwnNetwork, openOwnNetwork } from '#src/session/own-network/own-networks';
import { paneForNetwork } from '#src/session/own-network/pane-for-network';
import { changeLayout } from '#src/session/panes/change-layout';
import { setPane } from '#src/session/panes/set-pane';
import { getState, patchSession, patchView } from '#src/store/store';

/** The formula that every network has. */
const SHOWN = 'entropy';

/**
 * Opens networks, and shows the score of each in a pane of its own; the two halves of a segmenter draw masks.
 * What takes long or much is asked about first, before anything of it is loaded. One that cannot be used says
 * why.
 */
export async function showNetworks(networks: readonly NetworkFiles[]): Promise<void> {
  const seen = await Promise.allSettled(networks.map(inspectOwnNetwork));
  const plans = seen.map((result) => (result.status === 'fulfilled' ? result.value : null));
  const roles = plans.map((plan) => plan?.role ?? null);
  const { pair, others } = maskPairAmong(networks, roles);
  const planOf = (files: NetworkFiles) => plans[networks.indexOf(files)] ?? null;
  if (pair) {
    const { name } = pair.encoder.network.file;
    await inItsTurn(name, planOf(pair.encoder), () => openPair(pair));
  }
  for (const files of others) {
    const { name } = files.network.file;
    const plan = planOf(files);
    if (plan && plan.role !== 'classes')
      notify({ kind: 'error', text: `${name}: ${HALF[plan.role]}` });
    else await inItsTurn(name, plan, () => open(files));
  }
}

const HALF = {
  encoder:
    'It is the encoder of a promptable segmenter, which gives no class for each pixel. Open it together with its decoder.',
  decoder:
    'It draws masks from prompts, and gives no class for each pixel. Open it together with the encoder of its segmenter.',
};

/** @param plan null where the header says why not, which opening says once more. */
async function inItsTurn(
  name: string,
  plan: NetworkPlan | null,
  work: () => Promise<void>,
): Promise<void> {
  const label = `Opening ${name}${plan ? `: ${planTold(plan)}` : ''}`;
  const run = () => withReason(name, () => withActivity(label, work));
  if (plan && isHeavy(plan)) askFirst(name, plan, () => void run());
  else await run();
}

function askFirst(name: string, plan: NetworkPlan, run: () => void): void {
  notify({
    kind: 'warning',
    text: `${name} will take ${planTold(plan)}.`,
    action: { label: 'Open it', run },
  });
}

async function withActivity(label: string, work: () => Promise<void>): Promise<void> {
  patchSession({ activity: { label, cancellable: true } });
  try {
    await work();
  } finally {
    patchSession({ activity: null, progress: null });
  }
}

async function open(files: NetworkFiles): Promise<void> {
  const opened = await openOwnNetwork(files);
  await findFit(opened.modelId);
  show(opened);
}

async function openPair(pair: MaskPair): Promise<void> {
  await openOwnMasks(pair);
  patchView({ panelTab: 'compare' });
  const { title = '', told = '' } = getState().session.ownMasks ?? {};
  notify({ kind: 'info', text: `Masks of prompts and of S2M are drawn by ${title}. ${told}` });
}

function show({ modelId, card, unclear }: OpenedNetwork): void {
  const own = ownMethods(modelId, card);
  const shown = own.find(({ id }) => id.endsWith(`-${SHOWN}`)) ?? own[0];
  if (shown && !takeAwaited(modelId)) {
    const { layout, index } = paneForNetwork(getState(), modelId);
    if (layout !== getState().view.layout) changeLayout(layout);
    setPane(index, { methodId: shown.id, methodBefore: undefined });
  }
  patchView({ panelTab: 'compare' });
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
