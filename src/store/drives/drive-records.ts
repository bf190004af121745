/**
 * What is known of the frames of a drive, beside the store: small maps of thousands of frames. The
 * drive's `revision` says that something was added.
 */
import type { FrameRecord } from '#src/core/drives/frame-record';
import { getState, patchDrive } from '#src/store/store';

/** Drive id to its records by index of the frame. */
export const driveRecords = new Map<string, Map<number, FrameRecord>>();

/** Peak and map of a frame, and the settings that they are by. */
export type MethodNumbers = FrameRecord['methods'][string];

/** What a method says of a frame. */
export interface FrameNumbers extends MethodNumbers {
  index: number;
  methodId: string;
}

/** Puts numbers into the records of a drive; those by other settings of the method go. */
export function addNumbers(driveId: string, numbers: readonly FrameNumbers[]): void {
  const drive = getState().drives.byId[driveId];
  if (!drive || numbers.length === 0) return;
  const records = driveRecords.get(driveId) ?? new Map<number, FrameRecord>();
  driveRecords.set(driveId, records);
  for (const { index, methodId, ...record } of numbers) {
    const known = records.get(index);
    const timestamp = drive.facts?.timestamps[index] ?? 0;
    records.set(index, { index, timestamp, methods: { ...known?.methods, [methodId]: record } });
  }
  patchDrive(driveId, { revision: drive.revision + 1 });
}

/**
 * The frames that have numbers of a method by its present settings, ascending.
 * @param key of the settings.
 */
export function recordsBy(driveId: string, methodId: string, key: string): FrameRecord[] {
  const records = [...(driveRecords.get(driveId)?.values() ?? [])];
  return records
    .filter(({ methods }) => methods[methodId]?.key === key)
    .sort((a, b) => a.index - b.index);
}
