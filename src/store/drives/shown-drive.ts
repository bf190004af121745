/** Which drive the page is about. */
import { driveIdOf } from '#src/store/drives/drive-ids';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import type { State } from '#src/store/state';

/** The drive whose frame is selected; null while another picture is, or none. */
export function shownDrive({ pictures, drives }: State): OpenDrive | null {
  return drives.byId[driveIdOf(pictures.selectedId) ?? ''] ?? null;
}

/** The drive of a picture in the list; null for a picture that is no frame. */
export function driveOfPicture({ drives }: State, pictureId: string): OpenDrive | null {
  return drives.byId[driveIdOf(pictureId) ?? ''] ?? null;
}

/** The picture in the list that stands for a drive; null while it is removed. */
export function listedFrame({ pictures }: State, driveId: string): string | null {
  return pictures.order.find((id) => driveIdOf(id) === driveId) ?? null;
}

/** Seconds of the frame at the playhead. */
export function playheadTime({ facts, playhead }: OpenDrive): number {
  return facts?.timestamps[playhead] ?? 0;
}

/** Whether frames of a drive follow each other on the stage by themselves. */
export function isPlaying(state: State): boolean {
  return (shownDrive(state)?.speed ?? 0) !== 0;
}
