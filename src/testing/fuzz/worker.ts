/** A thread of `npm run fuzz`: tries inputs of one reader in turn, and says before each which it is. */
import { parentPort, workerData } from 'node:worker_threads';
import { READERS } from '#src/testing/fuzz/readers';
import { inputOf, tryInput } from '#src/testing/fuzz/try-input';

export interface Task {
  reader: string;
  seed: number;
  /** The first input and the one after the last. */
  from: number;
  to: number;
  /** `[1]` the input under way, for a parent that watches. */
  place: Int32Array;
  /** Milliseconds until no further input is begun. */
  time: number;
  /** Wants the bytes of the first input instead. */
  save: boolean;
}

export interface Fault {
  index: number;
  fault: string;
  bytes: Uint8Array;
}

export interface Tally {
  tried: number;
  passed: number;
  /** Milliseconds of the input that took longest. */
  slowest: number;
}

async function tryAll({ reader: name, seed, from, to, place, time }: Task): Promise<void> {
  const reader = READERS.find((known) => known.name === name);
  if (!reader) throw new Error(`There is no reader ${name}.`);
  const tally: Tally = { tried: 0, passed: 0, slowest: 0 };
  const end = performance.now() + time;
  for (let index = from; index < to && performance.now() < end; index++) {
    Atomics.store(place, 0, index);
    const { passed, fault, milliseconds } = await tryInput(reader, seed, index);
    tally.tried += 1;
    if (passed) tally.passed += 1;
    tally.slowest = Math.max(tally.slowest, milliseconds);
    if (fault !== null)
      parentPort?.postMessage({ index, fault, bytes: inputOf(reader, seed, index).bytes } as Fault);
  }
  parentPort?.postMessage(tally);
}

const task = workerData as Task | { list: true };
if ('list' in task) parentPort?.postMessage(READERS.map(({ name }) => name));
else if (task.save) {
  const reader = READERS.find(({ name }) => name === task.reader);
  if (reader) parentPort?.postMessage(inputOf(reader, task.seed, task.from).bytes);
} else await tryAll(task);
