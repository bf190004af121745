/** One run of the benchmark over the chosen folder, on the page's engine: pictures stay usable. */
import { createEngine } from '#src/engine-client/client';
import type { Engine } from '#src/engine-client/engine';
import { chosenMethods } from '#src/evaluation/chosen-methods';
import { evaluate } from '#src/evaluation/evaluate';
import type { EvaluationOptions } from '#src/evaluation/types';
import { findMethod } from '#src/methods/registry';
import { serialiseError } from '#src/protocol/errors';
import { benchmarkRun } from '#src/session/benchmark/benchmark-run';
import { folderFiles } from '#src/session/benchmark/folder';
import { keepResult } from '#src/session/benchmark/kept-result';
import { RunControl, watchedItems } from '#src/session/benchmark/run-control';
import { progressOf, START } from '#src/session/benchmark/run-progress';
import {
  memoryStore,
  openRunStore,
  RUN_LOCK,
  type RunStore,
} from '#src/session/benchmark/run-store';
import { findStoredRun } from '#src/session/benchmark/stored-run';
import { currentEngine } from '#src/session/current-engine';
import { knownMasks } from '#src/session/own-network/own-masks';
import { knownNetworks } from '#src/session/own-network/own-networks';
import { urlSettings } from '#src/store/address/url-settings';
import { getState, patchBenchmark } from '#src/store/store';

const OTHER_TAB =
  'Another tab runs a benchmark: this run is kept in memory only, after a reload it starts again.';

const NOT_KEPT = 'The browser could not keep the result: export it, a reload loses it.';

export async function startBenchmark(): Promise<void> {
  if (benchmarkRun.control) return;
  const control = new RunControl();
  benchmarkRun.control = control;
  patchBenchmark({
    runState: 'running',
    progress: START,
    errors: [],
    failure: null,
    result: null,
    hint: null,
    stored: null,
  });
  try {
    await navigator.locks.request(RUN_LOCK, { ifAvailable: true }, async (lock) => {
      const store = lock ? await openRunStore() : memoryStore(OTHER_TAB);
      patchBenchmark({ hint: store.hint });
      await run(control, store);
    });
  } finally {
    benchmarkRun.control = null;
    patchBenchmark({ runState: 'idle', progress: null });
  }
  if (control.signal.aborted) await findStoredRun();
}

async function run(control: RunControl, state: RunStore): Promise<void> {
  const options = chosenOptions();
  const { onRead, onPaused, ...watching } = progressOf(control, folderFiles.items.length);
  const items = watchedItems(folderFiles.items, control, { onPaused, onRead });
  const { engine, release } = engineFor(options.longSide);
  try {
    const result = await evaluate(
      engine,
      items,
      options,
      { signal: control.signal, ...watching },
      { state, results: null },
    );
    await state.clear();
    const folder = getState().benchmark.folder?.name ?? '';
    patchBenchmark({ result, resultFolder: folder, errors: result.errors });
    await keepResult(state, { folder, result }).catch(() => patchBenchmark({ hint: NOT_KEPT }));
  } catch (error) {
    const failure = serialiseError(error);
    if (failure.code !== 'cancelled') patchBenchmark({ failure });
  } finally {
    release();
  }
}

function chosenOptions(): EvaluationOptions {
  const { benchmark, session } = getState();
  const { methodIds, longSide, filters, closedSet } = benchmark.options;
  const fromFiles = methodIds.filter((id) => benchmark.folder?.scored.includes(id));
  const there = methodIds.filter((id) => findMethod(id)); // those of a network that was removed are not
  const cards = session.ownNetworks
    .filter(({ modelId }) => there.some((id) => findMethod(id)?.model === modelId))
    .map(({ card }) => card);
  return {
    ...chosenMethods(closedSet ? [] : there, closedSet, null, closedSet ? [] : fromFiles),
    ...(cards.length > 0 && { cards }),
    longSide: longSide ?? urlSettings.size,
    filters,
    closedSet,
    labels: { as: null, anomaly: null, ignore: null, names: folderFiles.names },
    shard: null,
    countsAlarms: true,
  };
}

/**
 * The network input of an engine is fixed at its start: another one takes an engine of its own for
 * as long as the run takes.
 */
function engineFor(longSide: number): { engine: Engine; release: () => void } {
  if (longSide === urlSettings.size) return { engine: currentEngine(), release: () => undefined };
  const { inference, compute, threads } = urlSettings;
  const engine = createEngine({
    inference,
    compute,
    threads,
    longSide,
    networks: knownNetworks(),
    masks: knownMasks(),
    modelsUrl: new URL('models/', document.baseURI).href,
  });
  return { engine, release: () => engine.dispose() };
}
