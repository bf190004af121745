import { withResolution } from '#src/core/figure/with-resolution';

const DOTS_PER_INCH = 300;
const MM_PER_INCH = 25.4;

/** An SVG whose size is in millimetres as a PNG for print, 300 dots an inch. @throws DOMException where it cannot be drawn. */
export async function rasterise(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const [width, height] = ['width', 'height'].map((side) => {
      const millimetres = Number(new RegExp(` ${side}="([0-9.]+)mm"`).exec(svg)?.[1]);
      return Math.round((millimetres / MM_PER_INCH) * DOTS_PER_INCH);
    }) as [number, number];
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
    const png = await canvas.convertToBlob({ type: 'image/png' });
    const bytes = withResolution(new Uint8Array(await png.arrayBuffer()), DOTS_PER_INCH);
    return new Blob([new Uint8Array(bytes)], { type: 'image/png' });
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
