import { AnomalensError } from '#src/core/errors';
import type { DriveInfo } from '#src/protocol/drives';
import type { DriveFrame, FrameSource } from '#src/protocol/pictures';
import type { Requests } from '#src/protocol/requests';
import type { VideoDrive } from '#src/workers/drives/open-video';
import type { FrameBitmap, OpenFrames } from '#src/workers/state/context';

/** The drives that this worker has open. A decoder runs for the last one that was asked alone. */
export class DriveStore implements OpenFrames {
  readonly #drives = new Map<string, VideoDrive>();
  #last: VideoDrive | null = null;

  /**
   * A drive of the same id is closed before. @throws AnomalensError `drive-unsupported`,
   * `drive-unreadable`.
   */
  async open({ driveId, source }: Requests['openDrive']['params']): Promise<DriveInfo> {
    await this.close(driveId);
    const { openVideo } = await import('#src/workers/drives/open-video');
    const drive = await openVideo(source.blob, source.name);
    await this.close(driveId); // of two that were opened at once the later one stays
    this.#drives.set(driveId, drive);
    return { ...drive.info, driveId };
  }

  async close(driveId: string): Promise<void> {
    const drive = this.#drives.get(driveId);
    this.#drives.delete(driveId);
    if (this.#last === drive) this.#last = null;
    await drive?.close();
  }

  async frame({ driveId, index }: DriveFrame): Promise<FrameBitmap> {
    const drive = this.#get(driveId);
    if (this.#last !== drive) await this.#last?.reader.rest();
    this.#last = drive;
    const { uprightBitmap } = await import('#src/workers/drives/open-video');
    const sample = await drive.reader.frame(index);
    try {
      return { bitmap: uprightBitmap(sample, drive.info), format: drive.info.format };
    } finally {
      sample.close();
    }
  }

  prepare(source: FrameSource): void {
    if ('driveId' in source) this.#drives.get(source.driveId)?.reader.prepare(source.index);
  }

  #get(driveId: string): VideoDrive {
    const drive = this.#drives.get(driveId);
    if (!drive) throw new AnomalensError('drive-unknown', 'The drive is not open any more.', true);
    return drive;
  }
}
