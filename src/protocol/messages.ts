/**
 * Every message between the page and the engine worker.
 *
 * Requests are answered by id with a result or an error. `view` has no answer: the latest one wins,
 * one drawing in flight at a time. The page keeps a generation per worker and drops what an older
 * one sent.
 */
import type { StageTimes } from '#src/core/types';
import type { SerialisedError } from '#src/protocol/errors';
import type { ModelInfo } from '#src/protocol/models';
import type { LearningProgress } from '#src/protocol/open-world';
import type { RequestName, Requests } from '#src/protocol/requests';
import type { PaneRegions, ViewState } from '#src/protocol/view';

export const PROTOCOL_VERSION = 3;

/** Notices without an answer. */
export interface WorkerNotices {
  progress: {
    what: string;
    /** The network that is being loaded or run; null for other work. */
    modelId: string | null;
    phase:
      | 'download'
      | 'verify'
      | 'compile'
      | 'self-check'
      | 'warm-up'
      | 'decode'
      | 'infer'
      | 'second-look'
      | 'score';
    loaded: number;
    total: number;
    cached: boolean;
  };
  /** A step begins that blocks the worker for long: so long nothing need be heard of it. */
  longStep: { milliseconds: number };
  /** How far the open `learnClass` is; there is one at a time. */
  learning: LearningProgress;
  /** A network has been loaded, or could not be; neither when loading was cancelled. */
  model: { modelId: string; info: ModelInfo | null; error: SerialisedError | null };
  /** `pictureId` is the picture that the canvases hold now; null: none, or a part of one. */
  drawn: { revision: number; pictureId: string | null; times: StageTimes };
  regions: PaneRegions;
  device: { state: 'lost'; reason: string };
  warning: SerialisedError;
}

export type ClientMessage =
  | {
      [N in RequestName]: {
        type: 'request';
        version: number;
        id: number;
        name: N;
        params: Requests[N]['params'];
      };
    }[RequestName]
  | { type: 'cancel'; id: number }
  | { type: 'view'; view: ViewState };

export type WorkerMessage =
  | { type: 'ready'; version: number }
  | { type: 'result'; id: number; result: unknown }
  | { type: 'error'; id: number; error: SerialisedError }
  | {
      [N in keyof WorkerNotices]: { type: 'notice'; name: N; payload: WorkerNotices[N] };
    }[keyof WorkerNotices];
