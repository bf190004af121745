import { AnomalensError } from '#src/core/errors';
import type { DriveInfo, DriveSource } from '#src/protocol/drives';
import type { DriveFrame, FrameSource } from '#src/protocol/pictures';
import type { Requests } from '#src/protocol/requests';
import { LiveDrive, type LiveFrame } from '#src/workers/drives/live-drive';
import type { VideoDrive } from '#src/workers/drives/open-video';
import type { FrameBitmap, OpenFrames } from '#src/workers/state/context';

interface OpenLive {
  info: Omit<DriveInfo, 'driveId'>;
  live: LiveDrive;
  close(): Promise<void>;
}
type OpenDrive = VideoDrive | OpenLive;

/** The drives that this worker has open. A decoder runs for the last one that was asked alone. */
export class DriveStore implements OpenFrames {
  readonly #drives = new Map<string, OpenDrive>();
  #last: VideoDrive | null = null;

  /**
   * A drive of the same id is closed before. @throws AnomalensError `drive-unsupported`,
   * `drive-unreadable`, `live-ended`, `cancelled`.
   */
  async open(
    { driveId, source }: Requests['openDrive']['params'],
    signal?: AbortSignal,
  ): Promise<DriveInfo> {
    await this.close(driveId);
    const drive = await opened(source, signal);
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
    if ('live' in drive) throw passed();
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
    const drive = 'driveId' in source && this.#drives.get(source.driveId);
    if (drive && 'reader' in drive) drive.reader.prepare(source.index);
  }

  /**
   * The newest frame of a live drive; whoever took it closes it. @throws AnomalensError `drive-unknown`,
   * `live-ended`, `option-invalid` for a video, `cancelled`.
   */
  async take(driveId: string, signal?: AbortSignal): Promise<LiveFrame & { format: string }> {
    const drive = this.#get(driveId);
    if (!('live' in drive))
      throw new AnomalensError('option-invalid', 'The frames of a video are asked for by index.');
    return { ...(await drive.live.take(signal)), format: drive.info.format };
  }

  #get(driveId: string): OpenDrive {
    const drive = this.#drives.get(driveId);
    if (!drive) throw new AnomalensError('drive-unknown', 'The drive is not open any more.', true);
    return drive;
  }
}

async function opened(source: DriveSource, signal?: AbortSignal): Promise<OpenDrive> {
  if (source.kind === 'video') {
    const { openVideo } = await import('#src/workers/drives/open-video');
    return openVideo(source.blob, source.name, signal);
  }
  const live = new LiveDrive(source.frames);
  return { info: await live.info(source.name), live, close: () => live.close() };
}

function passed(): AnomalensError {
  return new AnomalensError('frame-unreadable', 'This moment of the camera or screen has passed.');
}
