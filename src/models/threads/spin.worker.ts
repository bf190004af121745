/** One of the threads that look for free cores (`measure-threads.ts`). */

import type { SpinOrder } from '#src/models/threads/measure-threads';
import { spin } from '#src/models/threads/spin';

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', ({ data }: MessageEvent<SpinOrder>) => {
  const ran = new Int32Array(data.ran);
  const left = data.until - (performance.timeOrigin + performance.now());
  spin(left, (ms) => Atomics.store(ran, data.place, ms * 1000));
});
scope.postMessage('ready');
