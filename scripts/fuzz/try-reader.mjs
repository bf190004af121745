/** The inputs of one reader, in a thread that is ended where one of them takes too long. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { FOLDER } from './build.mjs';

/** An input that takes longer has hung. */
const LONGEST_MS = 5000;
/** Faults of a reader that are printed and kept; the others are counted. */
const MOST_SHOWN = 5;

/**
 * @typedef {object} Result
 * @property {string} reader
 * @property {number} tried
 * @property {number} passed past the first look at the input.
 * @property {number} faults
 * @property {number} slowest milliseconds.
 * @property {{ index: number, fault: string, file: string }[]} shown
 */

/** @param {string} worker @returns {Promise<string[]>} */
export function readerNames(worker) {
  return answerOf(new Worker(worker, { workerData: { list: true } }));
}

/** @param {Worker} thread @returns {Promise<any>} its first message. */
function answerOf(thread) {
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

/**
 * @param {{ worker: string, reader: string, seed: number, inputs: number, seconds: number, longest?: number }} options
 * `worker` is the file of a thread, `longest` milliseconds of one input.
 * @returns {Promise<Result>}
 */
export async function tryReader({ worker, reader, seed, inputs, seconds, longest = LONGEST_MS }) {
  /** @type {Result} */
  const result = { reader, tried: 0, passed: 0, faults: 0, slowest: 0, shown: [] };
  const end = performance.now() + seconds * 1000;
  for (let from = 0; from < inputs && performance.now() < end; ) {
    const time = end - performance.now();
    const task = { reader, seed, from, to: inputs, time, save: false };
    const { tally, faults, stuck } = await runUntilStuck(worker, task, longest);
    result.tried += tally.tried;
    result.passed += tally.passed;
    result.slowest = Math.max(result.slowest, tally.slowest);
    for (const fault of faults) keep(result, fault);
    if (stuck === null) break;
    const bytes = await answerOf(
      new Worker(worker, { workerData: { ...task, from: stuck.index, save: true } }),
    );
    keep(result, { index: stuck.index, fault: stuck.fault, bytes });
    from = stuck.index + 1;
  }
  return result;
}

/** @param {Result} result @param {{ index: number, fault: string, bytes: Uint8Array }} fault */
function keep(result, { index, fault, bytes }) {
  result.faults += 1;
  if (result.shown.length === MOST_SHOWN) return;
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${result.reader.replace(/\W+/g, '-')}-${index}`);
  writeFileSync(file, bytes);
  result.shown.push({ index, fault: fault.slice(0, 300), file });
}

/**
 * @param {string} worker @param {{ from: number }} task @param {number} longest
 * @returns {Promise<{ tally: any, faults: any[], stuck: { index: number, fault: string } | null }>}
 */
function runUntilStuck(worker, task, longest) {
  const place = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
  const thread = new Worker(worker, { workerData: { ...task, place } });
  /** @type {any[]} */
  const faults = [];
  return new Promise((resolve) => {
    let last = -1;
    let since = performance.now();
    /** @param {any} tally @param {{ index: number, fault: string } | null} stuck */
    const finish = (tally, stuck) => {
      clearInterval(watch);
      void thread.terminate();
      resolve({ tally, faults, stuck });
    };
    /** What a thread that ended early had tried is told by where it was. @param {string} fault */
    const stuckWith = (fault) => {
      const index = Atomics.load(place, 0);
      finish({ tried: index - task.from + 1, passed: 0, slowest: longest }, { index, fault });
    };
    const watch = setInterval(() => {
      const index = Atomics.load(place, 0);
      if (index !== last) [last, since] = [index, performance.now()];
      else if (performance.now() - since > longest && index >= 0)
        stuckWith(`longer than ${longest / 1000} s`);
    }, longest / 20);
    thread.on('message', (message) => {
      if ('tried' in message) finish(message, null);
      else faults.push(message);
    });
    thread.once('error', (error) => stuckWith(`the thread ended: ${error}`));
  });
}
