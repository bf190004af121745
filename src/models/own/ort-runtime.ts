import { closeSession, inTurn, loadOrt, openSession } from '#src/models/ort';
import type { Runtime } from '#src/models/own/own-session';

/** onnxruntime-web as all networks of the page share it. */
export const ORT_RUNTIME: Runtime = {
  load: loadOrt,
  open: (bytes, options) => openSession(bytes, options, () => undefined),
  run: (work) => inTurn('run', work),
  close: closeSession,
};
