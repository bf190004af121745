/** Small pictures of frames, for the timeline and the moments. They are made when they are first seen. */
import { frameSourceOf } from '#src/session/drives/frames';
import { ask } from '#src/session/held-pictures';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { getState } from '#src/store/store';

const LONG_SIDE = 176;
/** URLs of small JPEGs; the least recently used are let go. */
const KEPT = 300;

const urls = new Map<string, Promise<string>>();

/** The URL of a JPEG. @throws AnomalensError `frame-unreadable`, or as the opening of its drive. */
export function thumbnailOf(driveId: string, index: number): Promise<string> {
  const key = `${driveId} ${index}`;
  const url = urls.get(key) ?? make(driveId, index);
  urls.delete(key);
  urls.set(key, url);
  url.catch(() => urls.delete(key)); // it may come the next time
  const [[oldest, old] = ['', null]] = urls;
  if (urls.size > KEPT && old) {
    urls.delete(oldest);
    void old.then(URL.revokeObjectURL);
  }
  return url;
}

async function make(driveId: string, index: number): Promise<string> {
  const drive = getState().drives.byId[driveId] as OpenDrive;
  const source = await frameSourceOf(drive, index);
  const { thumbnail } = await ask('frameThumbnail', { source, longSide: LONG_SIDE });
  return URL.createObjectURL(thumbnail);
}

export function forgetThumbnails(driveId: string): void {
  for (const [key, url] of urls)
    if (key.startsWith(`${driveId} `)) {
      urls.delete(key);
      void url.then(URL.revokeObjectURL, () => undefined);
    }
}
