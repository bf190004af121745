/** Pictures and canvases without a browser: what is drawn is written down, not computed. */
import type { Size } from '#src/core/types';
import type { EncodedPicture } from '#src/protocol/pictures';

/** A bitmap of the file's size, or of the size that it is reduced to. */
interface FakeBitmap extends Size {
  closed: number;
}

export interface FakeBrowser {
  /** `createImageBitmap` and `OffscreenCanvas`, for `vi.stubGlobal`. */
  globals: Record<string, unknown>;
  bitmaps: FakeBitmap[];
  /** One line per call on any canvas: its size, the call, and what it was given. */
  calls: string[];
  /** The canvas gives no context, as when memory runs out. */
  outOfMemory: boolean;
  /** `createImageBitmap` fails, as for a file with damage behind its header. */
  damaged: boolean;
}

/** A file of 26 bytes with the header of a BMP, and as many zeros as a test wants. */
export function bmpFile({ width, height }: Size, zeros = 0): EncodedPicture {
  const header = new DataView(new ArrayBuffer(26));
  header.setUint16(0, 0x424d);
  header.setInt32(18, width, true);
  header.setInt32(22, height, true);
  return { blob: new Blob([header.buffer, new Uint8Array(zeros)]), name: 'drawn.bmp' };
}

/** Decodes every file to a bitmap of `size`. */
export function fakeBrowser(size: Size): FakeBrowser {
  const browser: FakeBrowser = {
    globals: {},
    bitmaps: [],
    calls: [],
    outOfMemory: false,
    damaged: false,
  };
  const createImageBitmap = async (
    source: Blob | Size,
    options?: { resizeWidth: number; resizeHeight: number; resizeQuality: string },
  ) => {
    if (browser.damaged) throw new DOMException('The source image could not be decoded.');
    const { width, height } = options
      ? { width: options.resizeWidth, height: options.resizeHeight }
      : source instanceof Blob
        ? size
        : source;
    if (options) browser.calls.push(`reduce ${width}x${height} ${options.resizeQuality}`);
    const bitmap = { width, height, closed: 0, close: () => bitmap.closed++ };
    browser.bitmaps.push(bitmap);
    return bitmap;
  };
  class FakeCanvas {
    constructor(
      readonly width: number,
      readonly height: number,
    ) {}
    getContext(kind: string, options?: object) {
      if (browser.outOfMemory) return null;
      const note = (...call: unknown[]) =>
        browser.calls.push([`${this.width}x${this.height}`, ...call].join(' '));
      note('context', kind, JSON.stringify(options));
      const state = { fillStyle: '', imageSmoothingQuality: 'low' };
      return Object.assign(state, {
        fillRect: (...place: number[]) => note('fill', state.fillStyle, ...place),
        drawImage: (image: Size, ...place: number[]) =>
          note('draw', `${image.width}x${image.height}`, state.imageSmoothingQuality, ...place),
        getImageData: (x: number, y: number, width: number, height: number) => {
          note('read', x, y, width, height);
          const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => i * 31);
          return { data };
        },
        setTransform: (...axes: number[]) => note('turn', ...axes),
        putImageData: (image: { data: Uint8ClampedArray }, ...place: number[]) =>
          note('put', image.data.length, ...place),
      });
    }
    transferToImageBitmap() {
      const bitmap = {
        width: this.width,
        height: this.height,
        closed: 0,
        close: () => bitmap.closed++,
      };
      browser.bitmaps.push(bitmap);
      return bitmap;
    }
    async convertToBlob({ type, quality }: { type: string; quality?: number }) {
      browser.calls.push([`${this.width}x${this.height}`, 'write', type, quality].join(' '));
      return new Blob([type], { type });
    }
  }
  browser.globals = { createImageBitmap, OffscreenCanvas: FakeCanvas };
  return browser;
}
