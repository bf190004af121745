import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fc } from '#src/core/testing/seeded';
import { jpegExtent } from './jpeg-extent';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../e2e/fixtures/good/${name}`, import.meta.url)));
const SOUND = ['plain.jpg', 'grey.jpg', 'cmyk.jpg', 'progressive.jpg', 'restarts.jpg'];

function frameAt(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer);
  for (let offset = 2; ; offset += 2 + view.getUint16(offset + 2))
    if ([0xc0, 0xc1, 0xc2].includes(view.getUint8(offset + 1))) return offset;
}

/** What is counted in a file whose header says another size. */
function declared(name: string, change: (width: number, height: number) => [number, number]) {
  const bytes = fixture(name);
  const view = new DataView(bytes.buffer);
  const frame = frameAt(bytes);
  const [width, height] = change(view.getUint16(frame + 7), view.getUint16(frame + 5));
  view.setUint16(frame + 7, width);
  view.setUint16(frame + 5, height);
  return jpegExtent(bytes);
}

describe.each(SOUND)('the data of %s', (name) => {
  it('fill its size, and no more', () => {
    expect(jpegExtent(fixture(name))).toEqual({ filled: 1, hasMore: false });
  });

  it('do not fill twice the height or width', () => {
    for (const twice of [
      declared(name, (width, height) => [width, 2 * height]),
      declared(name, (width, height) => [2 * width, height]),
    ]) {
      expect(twice?.filled).toBeGreaterThan(0.45);
      expect(twice?.filled).toBeLessThanOrEqual(0.6);
      expect(twice?.hasMore).toBe(false);
    }
  });

  it('go on after half the height or width', () => {
    const more = { filled: 1, hasMore: true };
    expect(declared(name, (width, height) => [width, height >> 1])).toEqual(more);
    expect(declared(name, (width, height) => [width >> 1, height])).toEqual(more);
  });
});

describe('a JPEG that cannot be counted', () => {
  it.each([
    ['no JPEG', new Uint8Array(100)],
    ['one without a scan', fixture('plain.jpg').subarray(0, 100)],
  ])('is %s', (_what, bytes) => {
    expect(jpegExtent(bytes)).toBeNull();
  });

  it('never throws nor hangs, whatever is damaged', () => {
    const sound = fixture('plain.jpg');
    const place = fc.nat(sound.length - 1);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 4 }),
        place,
        (changes, cut) => {
          const damaged = sound.slice(0, sound.length - (cut >> 4));
          for (const [at, value] of changes) damaged[at] = value;
          const extent = jpegExtent(damaged);
          if (extent) expect(extent.filled).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
