import { setLayout } from '#src/actions/view/set-layout';
import { shownClasses } from '#src/core/own-network/card';
import { ownMethods } from '#src/methods/own-methods';
import { serialiseError } from '#src/protocol/errors';
import { notify } from '#src/session/notices';
import type { NetworkFiles } from '#src/session/own-network/network-files';
import { openOwnNetwork } from '#src/session/own-network/own-networks';
import { paneForNetwork } from '#src/session/own-network/pane-for-network';
import { setPane } from '#src/session/panes/set-pane';
import { getState, patchSession, patchView } from '#src/store/store';

/** The formula that every network has. */
const SHOWN = 'entropy';

/**
 * Opens dropped networks, one after the other, and shows the score of each in a pane of its own. One
 * that cannot be used says why, and the others go on.
 */
export async function openNetworks(networks: readonly NetworkFiles[]): Promise<void> {
  for (const files of networks) {
    const { name } = files.network.file;
    patchSession({ activity: { label: `Opening ${name}`, cancellable: true } });
    try {
      const { modelId, card, unclear } = await openOwnNetwork(files, null);
      const own = ownMethods(modelId, card);
      const shown = own.find(({ id }) => id.endsWith(`-${SHOWN}`)) ?? own[0];
      if (shown) {
        const { layout, index } = paneForNetwork(getState(), modelId);
        if (layout !== getState().view.layout) setLayout(layout);
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
    } catch (error) {
      const { code, message } = serialiseError(error);
      if (code !== 'cancelled') notify({ kind: 'error', text: `${name}: ${message}` });
    } finally {
      patchSession({ activity: null, progress: null });
    }
  }
}
