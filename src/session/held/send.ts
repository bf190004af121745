/** One request to the worker, and what its outcome says of what the worker holds. */
import { AnomalensError } from '#src/core/errors';
import type { RequestOptions } from '#src/engine-client/transport';
import type { RequestName, Requests } from '#src/protocol/requests';
import { currentEngine } from '#src/session/current-engine';
import { drivesIn } from '#src/session/held/drives-in';
import { guarded } from '#src/session/held/ended-workers';
import {
  forgetDrive,
  forgetHeld,
  forgetShot,
  noteDrive,
  noteHeld,
  noteLabel,
  noteScore,
  noteShot,
} from '#src/session/held/record';

/** What a request is about. */
interface Subject {
  pictureId?: string;
  shotId?: string;
  shotIds?: readonly string[];
}

type Noted = {
  [N in RequestName]?: (params: Requests[N]['params'], result: Requests[N]['result']) => void;
};

const NOTED: Noted = {
  openDrive: (_params, info) => noteDrive(info),
  loadPicture: ({ pictureId }) => noteHeld(pictureId),
  takeFrame: ({ pictureId }) => noteHeld(pictureId),
  loadLabel: ({ pictureId, source }) => noteLabel(pictureId, source),
  importScore: ({ pictureId, methodId }) => noteScore(pictureId, methodId),
  collectShot: ({ shotId, mask }) => noteShot(shotId, mask),
};

/** @throws AnomalensError as the request, and for what ended two workers (`guarded`). */
export async function send<N extends RequestName>(
  name: N,
  params: Requests[N]['params'],
  options: RequestOptions = {},
): Promise<Requests[N]['result']> {
  try {
    const engine = currentEngine();
    const request = () => engine.request(name, params, options);
    const result = await guarded(engine, name, params, options.signal, request);
    NOTED[name]?.(params, result);
    return result;
  } catch (error) {
    forgetUnknown(error, params);
    throw error;
  }
}

/** The worker drops pictures under memory pressure, and what belongs to them with them. */
function forgetUnknown(error: unknown, params: object): void {
  if (!isUnknown(error)) return;
  const { pictureId, shotId, shotIds = [] }: Subject = params;
  if (error.code === 'drive-unknown') for (const id of drivesIn(params)) forgetDrive(id);
  if (error.code === 'picture-unknown' && pictureId) forgetHeld(pictureId);
  if (error.code === 'label-unknown' && pictureId) noteLabel(pictureId, null);
  if (error.code === 'shot-unknown') for (const id of shotId ? [shotId] : shotIds) forgetShot(id);
}

/** Whether the worker lacks something that can be sent to it again. */
export function isUnknown(error: unknown): error is AnomalensError {
  return (
    error instanceof AnomalensError &&
    error.retryable &&
    ['picture-unknown', 'label-unknown', 'shot-unknown', 'drive-unknown'].includes(error.code)
  );
}
