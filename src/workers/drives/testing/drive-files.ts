/** The videos of `e2e/fixtures/drives`, in a browser, and the number that each of their frames shows. */
const FILES = import.meta.glob('../../../../e2e/fixtures/drives/*', {
  query: '?url',
  import: 'default',
  eager: true,
}) as Record<string, string>;

const BITS = 8;

export async function driveFile(name: string): Promise<Blob> {
  const url = FILES[`../../../../e2e/fixtures/drives/${name}`];
  if (!url) throw new Error(`There is no ${name}.`);
  return (await fetch(url)).blob();
}

/** A copy with some bytes turned over, from `from` to `to` of its length, 0..1. */
export async function damagedFile(name: string, from: number, to: number): Promise<Blob> {
  const bytes = new Uint8Array(await (await driveFile(name)).arrayBuffer());
  const end = Math.floor(to * bytes.length);
  for (let i = Math.floor(from * bytes.length); i < end; i++) bytes[i] = ~(bytes[i] as number);
  return new Blob([bytes]);
}

/** The beginning of a file. @param share of it, 0..1. */
export async function cutFile(name: string, share: number): Promise<Blob> {
  const whole = await driveFile(name);
  return whole.slice(0, Math.floor(share * whole.size));
}

/** The number that is painted into a frame; NaN where the blocks contradict each other. Closes it. */
export function shownNumber(bitmap: ImageBitmap, isTurned = false): number {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No 2D canvas');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  const isWhite = (along: number, across: number) => {
    // Turned by 270° clockwise, what was left is below, and what was above is at the left.
    const [x, y] = isTurned ? [across, 1 - along] : [along, across];
    const pixel = Math.floor(y * height) * width + Math.floor(x * width);
    return (data[pixel * 4] as number) > 127;
  };
  let number = 0;
  for (let bit = 0; bit < BITS; bit++) {
    const along = (bit + 0.5) / BITS;
    if (isWhite(along, 0.25) === isWhite(along, 0.75)) return Number.NaN;
    number = number * 2 + Number(isWhite(along, 0.25));
  }
  return number;
}

/** Paints a number as the videos have it. */
export function paint(context: CanvasRenderingContext2D, number: number): void {
  const { width, height } = context.canvas;
  for (let bit = 0; bit < BITS; bit++)
    for (const half of [0, 1]) {
      const isWhite = ((number >> (BITS - 1 - bit)) & 1) !== half;
      context.fillStyle = isWhite ? '#ffffff' : '#000000';
      context.fillRect((bit * width) / BITS, (half * height) / 2, width / BITS, height / 2);
    }
}
