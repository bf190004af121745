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

/** How often a frame may end the worker before it counts as broken. */
const MOST_ATTEMPTS = 2;

/**
 * Asks about a frame; once more where the worker ended, or a new one does not know the drive.
 * @throws AnomalensError as `ask`.
 */
export async function askOfDrive<T>(drive: Drive, ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await ask();
    } catch (error) {
      const isUnknown = error instanceof AnomalensError && error.code === 'drive-unknown';
      if (!(isLoss(error) || isUnknown) || attempt >= MOST_ATTEMPTS) throw error;
      await drive.open();
    }
}
