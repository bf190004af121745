import { expect, it } from 'vitest';
import { random } from '../random';
import { gaussianBlur } from './gaussian-blur';

function picture(width: number, height: number, value: (x: number, y: number) => number) {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++)
    for (let c = 0; c < 3; c++) rgba[i * 4 + c] = value(i % width, Math.floor(i / width)) + c;
  return { rgba, width, height };
}

/** The definition, all pixels at once, up to four deviations. */
function byDefinition({ rgba, width, height }: ReturnType<typeof picture>, sigma: number) {
  const radius = Math.ceil(4 * sigma);
  const within = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
  return Uint8ClampedArray.from(rgba, (_, i) => {
    const [x, y] = [(i >> 2) % width, Math.floor((i >> 2) / width)];
    let [sum, total] = [0, 0];
    for (let dy = -radius; dy <= radius; dy++)
      for (let dx = -radius; dx <= radius; dx++) {
        const weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
        const row = within(y + dy, height) * width;
        sum += weight * (rgba[(row + within(x + dx, width)) * 4 + (i & 3)] as number);
        total += weight;
      }
    return Math.round(sum / total);
  });
}

it.each([
  [13, 7, 0.3],
  [13, 7, 1.7],
  [3, 17, 2.5],
  [1, 1, 3],
])('%i x %i pixels at sigma %d are the definition, borders repeated', (width, height, sigma) => {
  const next = random(7);
  const given = picture(width, height, () => Math.floor(next() * 250));
  const before = given.rgba.slice();
  const blurred = gaussianBlur(given, sigma);
  expect([blurred.width, blurred.height]).toEqual([width, height]);
  expect(blurred.rgba).toEqual(byDefinition(given, sigma));
  expect(given.rgba).toEqual(before);
});

it('an edge becomes the normal distribution', () => {
  const { rgba } = gaussianBlur(
    picture(41, 1, (x) => (x < 20 ? 0 : 250)),
    4,
  );
  // One sigma beside the edge, which lies between pixels 19 and 20: 84.13 and 15.87 per cent.
  const between = (x: number) =>
    ((rgba[x * 4] as number) + (rgba[(x + 1) * 4] as number)) / 2 / 250;
  expect(between(23)).toBeCloseTo(0.8413, 2);
  expect(between(15)).toBeCloseTo(0.1587, 2);
});
