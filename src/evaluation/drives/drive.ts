/** Frames in order for a command: of sequences of pictures, or of a video. */
import { frameName } from '#src/core/drives/frame-name';
import { sequencesIn, timestampsOf } from '#src/core/drives/sequences';
import { AnomalensError } from '#src/core/errors';
import { stemOf } from '#src/core/file-stem';
import type { Engine } from '#src/engine-client/engine';
import { isLoss } from '#src/engine-client/loss';
import type { FrameSource } from '#src/protocol/pictures';

export interface Drive {
  /** Unique among the drives of a run. */
  name: string;
  /** What the frames are known again by in another run. */
  identity: string;
  /** Seconds, ascending, one for each frame. */
  timestamps: readonly number[];
  /** Indexes, ascending; empty where no frame is cheaper than another. */
  keyFrames: readonly number[];
  /** What the frame is called: its path within a sequence, or one that has its number and time. */
  nameOf(index: number): string;
  sourceOf(index: number): Promise<FrameSource>;
  /** Makes a worker know the drive, the first one or a new one. */
  open(): Promise<void>;
  /** What a person should know of it, in sentences. */
  notices: readonly string[];
}

type ReadFile = (name: string) => Promise<Blob>;

/**
 * Every sequence of a folder. @param paths of its pictures. @param perSecond at which the numbers of
 * frames count.
 */
export function sequenceDrives(
  paths: readonly string[],
  perSecond: number,
  read: ReadFile,
): Drive[] {
  const names = new Set<string>();
  return sequencesIn(paths).map(({ name, frames }): Drive => {
    const unique = uniqueName(name || 'sequence', names);
    const nameOf = (index: number) => frames[index]?.path as string;
    return {
      name: unique,
      identity: unique,
      timestamps: timestampsOf(frames, perSecond),
      keyFrames: [],
      nameOf,
      sourceOf: async (index) => ({ name: nameOf(index), blob: await read(nameOf(index)) }),
      open: async () => undefined,
      notices: [],
    };
  });
}

function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique); number++) unique = `${name}-${number}`;
  taken.add(unique);
  return unique;
}

const VIDEO_ID = 'video';

/** @throws AnomalensError `drive-unsupported`, `drive-unreadable`. */
export async function videoDrive(engine: Engine, name: string, read: ReadFile): Promise<Drive> {
  const source = { kind: 'video' as const, name, blob: await read(name) };
  const open = () => engine.request('openDrive', { driveId: VIDEO_ID, source });
  const info = await open();
  const timestamps = [...info.timestamps];
  const stem = stemOf(name);
  const nameOf = (index: number) => `${frameName(stem, index, timestamps[index] ?? 0)}.png`;
  return {
    name: stem,
    identity: `${name} ${source.blob.size}`,
    timestamps,
    keyFrames: [...info.keyFrames],
    nameOf,
    sourceOf: async (index) => ({ driveId: VIDEO_ID, index, name: nameOf(index) }),
    open: async () => {
      await open();
    },
    notices: info.notices.map(({ message }) => message),
  };
}

/**
 * The engine, which tells a worker of the drives where that does not know them, as a new one: what was
 * asked is asked once more.
 */
export function withDrives(engine: Engine, drives: readonly Drive[]): Engine {
  const request: Engine['request'] = async (name, params, options) => {
    try {
      return await engine.request(name, params, options);
    } catch (error) {
      if (!(error instanceof AnomalensError && error.code === 'drive-unknown')) throw error;
      for (const drive of drives) await drive.open();
      return engine.request(name, params, options);
    }
  };
  return new Proxy(engine, {
    get: (target, key) => (key === 'request' ? request : Reflect.get(target, key)),
  });
}

/** Asks about a frame; once more where the worker ended. @throws AnomalensError as `ask`. */
export async function askOfFrame<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isLoss(error)) throw error;
    return ask();
  }
}
