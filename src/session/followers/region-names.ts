/**
 * Keeps the names of the shown regions in step with what is shown. The network and the tables of
 * words are loaded by the first question, so not before a person wants names.
 */
import { serialiseError } from '#src/protocol/errors';
import { follow } from '#src/session/follow';
import { ask } from '#src/session/held-pictures';
import { ensureModel } from '#src/session/model-loads';
import { namingModel, wantedNames, wantsNames } from '#src/store/names/shown-names';
import type { ShownRegions } from '#src/store/regions/shown-regions';
import { getState, patchNames, patchView, useStore } from '#src/store/store';

/** Naming takes longer than a drawing: names follow when the slider rests. */
const REST_MS = 300;

/** Runs `work` with a signal that is aborted when other names are wanted. */
async function whileWanted<T>(key: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = useStore.subscribe((state) => {
    if (wantedNames(state)?.key !== key) controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    stop();
  }
}

/** The download goes on when the slider moves. @returns false where a person has cancelled it. */
async function loaded(): Promise<boolean> {
  try {
    await ensureModel(namingModel(getState())?.id ?? '');
    return true;
  } catch (error) {
    if (serialiseError(error).code !== 'cancelled') throw error;
    patchView({ names: false });
    return false;
  }
}

async function askNames({ key, ...params }: ShownRegions): Promise<void> {
  try {
    if (!(await loaded()) || wantedNames(getState())?.key !== key) return;
    const named = await whileWanted(key, (signal) => ask('nameRegions', params, { signal }));
    patchNames({ shown: { key, named } });
  } catch (error) {
    const failure = serialiseError(error);
    if (failure.code !== 'cancelled' && wantsNames(getState())) patchNames({ error: failure });
  }
}

export function followRegionNames(): () => void {
  return follow<ShownRegions>({
    wanted: wantedNames,
    known: ({ key }, { names }) => names.shown?.key === key,
    ask: askNames,
    rest: REST_MS,
  });
}
