/** onnxruntime-web in Node, for specs that run real networks. */
import * as ort from 'onnxruntime-web';
import type { Ort } from '#src/models/ort';
import { fromOrtError } from '#src/models/ort-errors';
import type { Runtime } from '#src/models/own/own-session';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'fatal';

async function inOurWords<T>(doing: 'load' | 'run', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fromOrtError(error, doing);
  }
}

export const NODE_RUNTIME: Runtime = {
  load: async () => ort as unknown as Ort,
  open: (bytes, options) => inOurWords('load', () => ort.InferenceSession.create(bytes, options)),
  run: (work) => inOurWords('run', work),
  close: (session) => session.release(),
};
