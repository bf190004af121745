/** Where a picture comes from, whatever it is: opened again whenever the worker needs it again. */
import { AnomalensError } from '#src/core/errors';
import type { FrameSource } from '#src/protocol/pictures';

export interface PictureSource {
  /**
   * The picture, to be sent: once more for every worker, and whenever one has dropped it.
   * @throws AnomalensError `picture-unreadable` when it is no longer there.
   */
  open(): Promise<FrameSource>;
  /**
   * What annotations find their picture again by, also after the page was closed. Two sources with
   * the same identity hold the same pixels, whatever they are called. Read when it is first asked
   * for. @throws AnomalensError as `open`.
   */
  readonly identity: Promise<string>;
}

/**
 * A file of one picture. Its identity is the SHA-256 of its bytes in hexadecimal digits: a file
 * handle would be quicker, but only some browsers give one, and not for what is pasted.
 */
export function fileSource(blob: Blob, name: string): PictureSource {
  let identity: Promise<string> | null = null;
  return {
    open: async () => ({ blob, name }),
    get identity() {
      identity ??= digestOf(blob).catch((error: unknown) => {
        identity = null; // the file may be there again the next time
        throw error;
      });
      return identity;
    },
  };
}

/** The file of a picture. @throws AnomalensError `picture-unsupported` for a frame of a drive. */
export function blobOf(source: FrameSource): Blob {
  if ('blob' in source) return source.blob;
  const text = `${source.name} is a frame of a video. Save it as a picture to use it here.`;
  throw new AnomalensError('picture-unsupported', text);
}

async function digestOf(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await bytesOf(blob));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch (cause) {
    const text = 'The file cannot be read any more. It may have been moved or deleted.';
    throw new AnomalensError('picture-unreadable', text, true, { cause });
  }
}
