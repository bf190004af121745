/**
 * Learnt classes outlive the page in this browser, together with what is annotated, as long as
 * their network stays the same.
 */
import { startHistory } from '#src/core/history';
import { metricHeadMethod } from '#src/methods/capabilities';
import { notify } from '#src/session/notices';
import { summaryOf } from '#src/store/models';
import { readStoredLearnt, writeStoredLearnt } from '#src/store/open-world/learnt-storage';
import { draftOf } from '#src/store/open-world/open-world';
import type { State } from '#src/store/state';
import { getState, patchOpenWorld, useStore } from '#src/store/store';

function restore(network: string): void {
  const stored = readStoredLearnt();
  if (!stored) return;
  if (stored.network === network) {
    patchOpenWorld({ classes: stored.classes, draft: startHistory(stored.draft) });
  } else if (stored.classes.length > 0) {
    const names = stored.classes.map(({ name }) => name).join(', ');
    notify({
      kind: 'warning',
      text: `${metricHeadMethod.title} has another network now. What was learnt with the former one was dropped: ${names}.`,
    });
  }
}

/** Whether there was room for it. */
function keep(state: State, network: string): boolean {
  return (
    writeStoredLearnt({ network, classes: state.openWorld.classes, draft: draftOf(state) }) !==
    'full'
  );
}

export function keepLearnt(): () => void {
  let network: string | null = null;
  let hasSaidFull = false;
  return useStore.subscribe((state, before) => {
    if (network === null) {
      // Which network there is shows with the manifest; until then nothing can have been learnt.
      network = summaryOf(state, metricHeadMethod.model)?.sha256 ?? null;
      if (network !== null) restore(network);
      return;
    }
    if (state.openWorld.classes === before.openWorld.classes && draftOf(state) === draftOf(before))
      return;
    if (keep(getState(), network) || hasSaidFull) return;
    hasSaidFull = true;
    notify({
      kind: 'warning',
      text: 'This browser has no room left for what is annotated and learnt. Save the learnt classes as a file.',
    });
  });
}
