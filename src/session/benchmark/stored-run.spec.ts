import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseFolder } from '#src/actions/benchmark/choose-folder';
import { deleteStoredRun } from '#src/actions/benchmark/delete-stored-run';
import { showImage } from '#src/actions/benchmark/show-image';
import { AnomalensError } from '#src/core/errors';
import { type Checkpoint, Checkpoints } from '#src/evaluation/checkpoint';
import type { Evaluation } from '#src/evaluation/types';
import type { BenchmarkSlice } from '#src/store/benchmark';
import { initialState } from '#src/store/initial-state';
import { getState, patchBenchmark, useStore } from '#src/store/store';
import { folderFiles } from './folder';
import { keepResult } from './kept-result';
import { memoryStore, openRunStore, RUN_LOCK } from './run-store';
import { findStoredRun } from './stored-run';

vi.mock(import('./run-store'), async (original) => ({
  ...(await original()),
  openRunStore: vi.fn(),
}));

vi.mock('#src/store/address/url-settings', () => ({ urlSettings: { size: 768 } }));

const SETTINGS = [{ methodId: 'entropy', parameters: {}, blur: false }];
const store = memoryStore('in memory');

function checkpointOf(closedSet: boolean): Checkpoint {
  return {
    key: {
      settings: SETTINGS,
      models: {},
      longSide: 1024,
      inference: 'wasm',
      compute: 'cpu',
      threads: 1,
      closedSet,
      labels: { as: null, anomaly: null, ignore: null, names: {} },
      turnLabels: false,
      shard: null,
    },
    complete: false,
    images: 9,
    classes: null,
    errors: [],
    journal: [{ index: 0 }, { index: 1 }] as Checkpoint['journal'],
    pools: [],
  };
}

/** Whether another tab holds the lock. */
let isHeld = false;
const requested: unknown[] = [];

beforeEach(() => {
  isHeld = false;
  requested.length = 0;
  useStore.setState(initialState(), true);
  vi.mocked(openRunStore).mockResolvedValue(store);
  vi.stubGlobal('navigator', {
    locks: {
      request: (name: string, options: unknown, work: (lock: object | null) => unknown) => {
        requested.push(name, options);
        return work(isHeld ? null : {});
      },
    },
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await store.clear();
});

const stores = (checkpoint: Checkpoint | null) =>
  vi.spyOn(Checkpoints.prototype, 'load').mockResolvedValue(checkpoint);

it('takes over the settings of an unfinished run', async () => {
  stores(checkpointOf(false));
  await findStoredRun();
  const { stored, options, failure } = getState().benchmark;
  expect(stored).toEqual({ done: 2, images: 9 });
  expect(options).toMatchObject({ methodIds: ['entropy'], longSide: 1024, closedSet: false });
  expect(options.filters).toEqual(initialState().benchmark.options.filters);
  expect(failure).toBeNull();
  expect(requested).toEqual([RUN_LOCK, { ifAvailable: true }]);
});

it('keeps the choice of methods where the run compares classes', async () => {
  stores(checkpointOf(true));
  const before = getState().benchmark.options.methodIds;
  await findStoredRun();
  expect(getState().benchmark.options).toMatchObject({ methodIds: before, closedSet: true });
});

it('says that there is none', async () => {
  stores(null);
  patchBenchmark({ stored: { done: 1, images: 2 } });
  await findStoredRun();
  expect(getState().benchmark.stored).toBeNull();
});

it.each(['running', 'pausing', 'paused', 'cancelling'] as const)(
  'looks for none while a run is %s',
  async (runState) => {
    const load = stores(checkpointOf(false));
    patchBenchmark({ runState });
    await findStoredRun();
    expect(load).not.toHaveBeenCalled();
  },
);

it('looks for none while another tab runs one', async () => {
  isHeld = true;
  const load = stores(checkpointOf(false));
  await findStoredRun();
  expect(load).not.toHaveBeenCalled();
  expect(getState().benchmark.stored).toBeNull();
});

it('shows why one cannot be read', async () => {
  vi.spyOn(Checkpoints.prototype, 'load').mockRejectedValue(
    new AnomalensError('evaluation-state', 'It is damaged.'),
  );
  await findStoredRun();
  expect(getState().benchmark.failure).toMatchObject({
    code: 'evaluation-state',
    message: 'It is damaged.',
  });
});

it('deletes it, and what was said of it', async () => {
  await store.write('checkpoint', Uint8Array.of(1));
  const failure = { code: 'evaluation-state' as const, message: 'Damaged.', retryable: false };
  patchBenchmark({ stored: { done: 1, images: 2 }, failure });
  await deleteStoredRun();
  expect(await store.read('checkpoint')).toBeNull();
  expect(getState().benchmark).toMatchObject({ stored: null, failure: null });
});

describe('a finished result', () => {
  const image = { stem: 'a', methods: { msp: { threshold: Number.POSITIVE_INFINITY } } };
  const result = { images: [image], errors: [{ file: 'b.png' }] } as unknown as Evaluation;
  beforeEach(async () => {
    folderFiles.items = [];
    await keepResult(store, { folder: 'set', result });
  });

  it('is there again after a reload, infinities too', async () => {
    await findStoredRun();
    expect(getState().benchmark).toMatchObject({ result, resultFolder: 'set' });
    expect(getState().benchmark.errors).toEqual(result.errors);
  });

  it('does not take the place of what was done since', async () => {
    const folder = { name: 'x' } as NonNullable<BenchmarkSlice['folder']>;
    patchBenchmark({ folder });
    await findStoredRun();
    expect(getState().benchmark.result).toBeNull();
  });

  it.each([
    ['set', ['a'], true],
    ['set', ['c'], false],
    ['other', ['a'], false],
  ])('stays when the folder %s with %j is chosen: %s', async (name, stems, stays) => {
    await findStoredRun();
    await chooseFolder(
      stems.map((stem) => ({ path: `${name}/${stem}.jpg`, file: new File([], `${stem}.jpg`) })),
    );
    expect(getState().benchmark.result !== null).toBe(stays);
  });

  it('outlives the deletion of an unfinished run', async () => {
    await store.write('checkpoint', new Uint8Array(1));
    await deleteStoredRun();
    expect(await store.read('checkpoint')).toBeNull();
    await findStoredRun();
    expect(getState().benchmark.result).toEqual(result);
  });

  it('of another version is not shown', async () => {
    await store.write('result', new TextEncoder().encode('{"version":0,"folder":"set"}'));
    await findStoredRun();
    expect(getState().benchmark.result).toBeNull();
  });

  it('opens no picture before its folder is chosen, and says so', async () => {
    await findStoredRun();
    await showImage('a', 'msp');
    expect(getState().notices.list[0]?.text).toMatch(/choose the folder set again/);
  });
});
