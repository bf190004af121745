/** Cameras and shared screens that are open, and what of them goes to the worker. */
import { AnomalensError } from '#src/core/errors';
import { notify } from '#src/session/notices';
import { driveSources } from '#src/store/files';
import { getState, patchDrive } from '#src/store/store';

/** Not among the types of the language yet. */
declare class MediaStreamTrackProcessor {
  constructor(options: { track: MediaStreamTrack; maxBufferSize: number });
  readonly readable: ReadableStream<VideoFrame>;
}

export type LiveKind = 'camera' | 'screen';

/** Newest frame alone: a slow worker sees no old ones. */
const NEWEST = 1;
/** As large as networks look at. */
const WIDTH = 1280;

const streams = new Map<string, MediaStream>();

/** What a person can do, by the name of the browser's refusal. */
const REFUSALS: Record<string, string> = {
  NotAllowedError: 'It was not allowed. Allow it beside the address of the page, then try again.',
  NotFoundError: 'There is no camera.',
  NotReadableError: 'It is in use by another program, or cannot be read.',
  OverconstrainedError: 'There is no camera of that kind.',
};

/**
 * Asks the person for a camera or a screen.
 * @throws AnomalensError `live-refused` with what to do.
 */
export async function askForLive(kind: LiveKind): Promise<MediaStream> {
  const refuse = (text: string, cause?: unknown) =>
    new AnomalensError('live-refused', text, true, { cause });
  if (!navigator.mediaDevices)
    throw refuse('Browsers give cameras and screens to pages of https:// and of localhost alone.');
  if (!('MediaStreamTrackProcessor' in globalThis))
    throw refuse('This browser does not hand over single frames. Chrome and Edge do.');
  try {
    if (kind === 'screen') return await navigator.mediaDevices.getDisplayMedia({ video: true });
    const video = { facingMode: 'environment', width: { ideal: WIDTH } };
    return await navigator.mediaDevices.getUserMedia({ video });
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : '';
    throw refuse(REFUSALS[name] ?? `The browser refused it (${name || cause}).`, cause);
  }
}

/** The worker gets the frames of a stream under a drive's id, until it ends. */
export function keepLive(driveId: string, stream: MediaStream, name: string): void {
  const [track] = stream.getVideoTracks() as [MediaStreamTrack];
  streams.set(driveId, stream);
  driveSources.set(driveId, () => {
    const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: NEWEST });
    return { kind: 'live', frames: readable, name };
  });
  track.addEventListener('ended', () => endLive(driveId));
}

/** The last frame stays. Told once: the worker says it too. */
export function endLive(driveId: string): void {
  const drive = getState().drives.byId[driveId];
  if (!drive || drive.hasEnded) return;
  stopLive(driveId);
  notify({ kind: 'info', text: `${drive.name} gives no more frames.` });
}

/** The light of the camera goes out; nothing for what is no live drive. */
export function stopLive(driveId: string): void {
  const stream = streams.get(driveId);
  if (!stream) return;
  for (const track of stream.getTracks()) track.stop();
  streams.delete(driveId);
  patchDrive(driveId, { hasEnded: true, speed: 0 });
}
