import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableOf } from './table.mjs';
import { tryReader } from './try-reader.mjs';

/** Hangs at input 3, ends at input 6, complains about input 1. */
const THREAD = `
import { parentPort, workerData } from 'node:worker_threads';
const { from, to, place, save } = workerData;
if (save) parentPort.postMessage(Uint8Array.of(from));
else {
  for (let index = from; index < to; index++) {
    Atomics.store(place, 0, index);
    if (index === 3) for (;;);
    if (index === 6) throw new Error('out of memory');
    if (index === 1) parentPort.postMessage({ index, fault: 'raw error', bytes: Uint8Array.of(1) });
  }
  parentPort.postMessage({ tried: to - from, passed: 1, slowest: 7 });
}`;

describe('the inputs of a reader', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'anomalens-fuzz-'));
    writeFileSync(join(folder, 'thread.mjs'), THREAD);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are all tried, behind one that hangs and one that ends the thread too', async () => {
    const worker = join(folder, 'thread.mjs');
    const options = { reader: 'test reader', seed: 1, inputs: 10, seconds: 60, longest: 300 };
    const { shown, ...result } = await tryReader({ worker, ...options });
    expect(result).toEqual({
      reader: 'test reader',
      tried: 10,
      passed: 1,
      faults: 3,
      slowest: 300,
    });
    expect(shown.map(({ index, fault }) => [index, fault])).toEqual([
      [1, 'raw error'],
      [3, 'longer than 0.3 s'],
      [6, 'the thread ended: Error: out of memory'],
    ]);
    for (const { index, file } of shown) {
      expect([...readFileSync(file)]).toEqual([index]);
      rmSync(file);
    }
  });

  it('make a line of a table', () => {
    const result = {
      reader: 'label',
      tried: 8000,
      passed: 6000,
      faults: 0,
      slowest: 1.2,
      shown: [],
    };
    expect(tableOf([result]).split('\n').at(-1)).toMatch(
      /^\| label +\| +8000 \| +75 % \| +0 \| +2 ms \|$/,
    );
  });
});
