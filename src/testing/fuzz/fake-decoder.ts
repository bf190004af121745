/** A browser's decoder for Node: it has the size that a header names, refuses a few, and shows zeros. */
import { sniffPicture } from '#src/core/picture-files/sniff';
import type { Size } from '#src/core/types';

interface Bitmap extends Size {
  close: () => void;
}

const bitmapOf = ({ width, height }: Size): Bitmap => ({ width, height, close: () => {} });

async function createImageBitmap(
  source: Blob | Size,
  options?: { resizeWidth: number; resizeHeight: number },
): Promise<Bitmap> {
  if (options) return bitmapOf({ width: options.resizeWidth, height: options.resizeHeight });
  if (!(source instanceof Blob)) return bitmapOf(source);
  if (source.size % 5 === 0) throw new DOMException('The source image could not be decoded.');
  return bitmapOf(sniffPicture(new Uint8Array(await source.arrayBuffer())));
}

class FakeImageData {
  readonly data: Uint8ClampedArray;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(width * height * 4);
  }
}

class FakeCanvas {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  getContext() {
    const ignore = () => {};
    return {
      fillRect: ignore,
      drawImage: ignore,
      setTransform: ignore,
      getImageData: (_x: number, _y: number, width: number, height: number) =>
        new FakeImageData(width, height),
    };
  }

  async convertToBlob() {
    return new Blob([]);
  }
}

/** Takes every codec that it is asked about, and is never asked for more. */
const FakeVideoDecoder = { isConfigSupported: async () => ({ supported: true }) };

/** Puts it where code that is made for a worker looks for it. */
export function installDecoder(): void {
  Object.assign(globalThis, {
    createImageBitmap,
    ImageData: FakeImageData,
    OffscreenCanvas: FakeCanvas,
    VideoDecoder: FakeVideoDecoder,
  });
}
