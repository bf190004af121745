/** Score files of other tools that a test makes up, of one scene of `WIDTH x HEIGHT`. */
import { encode } from 'fast-png';
import { zipSync } from 'fflate';
import { encodeNpy } from '#src/core/npy';
import type { MadeFile } from './files';
import { labelFile } from './labels';

const WIDTH = 96;
const HEIGHT = 60;
const PIXELS = WIDTH * HEIGHT;

const isUnknown = (pixel: number): boolean => pixel % WIDTH < 16 && pixel < 16 * WIDTH;
/** High where the scene is unknown; each pixel has a score of its own. */
const score = (pixel: number): number => Number(isUnknown(pixel)) * 0.5 + (pixel * 0.4) / PIXELS;

const made = (name: string, bytes: Uint8Array): MadeFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

const map = (value: (pixel: number) => number): Uint8Array =>
  encodeNpy(
    Float32Array.from({ length: PIXELS }, (_, pixel) => value(pixel)),
    [HEIGHT, WIDTH],
  );

/** Named `road.png` and `road_labels.png`. */
export const road: MadeFile[] = [
  {
    name: 'road.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      encode({
        width: WIDTH,
        height: HEIGHT,
        channels: 3,
        data: Uint8Array.from({ length: PIXELS * 3 }, (_, i) => (i * 7) % 200),
      }),
    ),
  },
  labelFile('road_labels.png', WIDTH, HEIGHT, (x, y) => Number(isUnknown(y * WIDTH + x))),
];

export const ownScores = {
  sound: made('road-ours.npy', map(score)),
  confidence: made(
    'road-confidence.npy',
    map((pixel) => 1 - score(pixel)),
  ),
  constant: made(
    'road-constant.npy',
    map(() => 0.25),
  ),
  binary: made(
    'road-binary.npy',
    map((pixel) => Number(isUnknown(pixel))),
  ),
  /** NaN in the pixels (3, 1) and (3, 2), +Inf in (0, 0). */
  holes: made(
    'road-holes.npy',
    map((pixel) => {
      if (pixel === WIDTH + 3 || pixel === 2 * WIDTH + 3) return Number.NaN;
      return pixel === 0 ? Number.POSITIVE_INFINITY : score(pixel);
    }),
  ),
  archive: made(
    'road-archive.npz',
    zipSync({ 'first.npy': map(score), 'second.npy': map(() => 1) }),
  ),
  /** Three classes on a quarter of the grid; unsure where the scene is unknown. */
  logits: made(
    'road-net.npy',
    encodeNpy(
      Float32Array.from({ length: (3 * PIXELS) / 16 }, (_, i) => {
        const [row, column] = [Math.floor((i % (PIXELS / 16)) / 24), i % 24];
        const isFirst = i < PIXELS / 16;
        return isFirst && !isUnknown(row * 4 * WIDTH + column * 4) ? 6 : 0;
      }),
      [3, HEIGHT / 4, WIDTH / 4],
    ),
  ),
  grey: {
    ...labelFile('road-grey_score.png', WIDTH, HEIGHT, (x, y) => score(y * WIDTH + x) * 255),
  },
  tensor: made('road-net.pt', new Uint8Array([80, 75, 3, 4])),
};

export const benchmarkFile = (bytes: Uint8Array): MadeFile => made('road-smiyc.hdf5', bytes);
