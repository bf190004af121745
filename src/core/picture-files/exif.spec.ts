import { expect, it } from 'vitest';
import { EXIF_PREFIX, le32, ORIENTATION, tiff, tiffOf } from '#src/core/testing/picture-bytes';
import { exifOrientation } from './exif';

const OTHER = 0x0100;
const read = (block: number[]) => exifOrientation(Uint8Array.from(block));

it.each([1, 2, 8])('orientation %s is read', (orientation) => {
  expect(read(tiff(orientation))).toBe(orientation);
});

it.each([0, 9])('orientation %s does not exist', (orientation) => {
  expect(read(tiff(orientation))).toBeNull();
});

it('is read with the prefix of JPEG and without it, in either byte order, from any place', () => {
  const bigEndian = tiffOf([[ORIENTATION, 6]], { little: false });
  expect(read([...EXIF_PREFIX, ...tiff(6)])).toBe(6);
  expect(read(bigEndian)).toBe(6);
  expect(exifOrientation(Uint8Array.from([1, 2, 3, ...tiff(6)]).subarray(3))).toBe(6);
  expect(read([...EXIF_PREFIX.slice(0, 5), 1, ...tiff(6)])).toBeNull();
});

it('is looked for in the entries that the directory says it has, and no others', () => {
  const entries: [number, number][] = [
    [OTHER, 3],
    [ORIENTATION, 6],
  ];
  expect(read(tiffOf(entries))).toBe(6);
  expect(read(tiffOf(entries, { count: 1 }))).toBeNull();
  expect(read(tiffOf([[OTHER, 6]], { count: 9 }))).toBeNull();
});

it('a block that ends anywhere has none', () => {
  const block = tiff(6);
  for (let end = 0; end < block.length; end++) expect(read(block.slice(0, end))).toBeNull();
});

it('a directory that lies behind the block has none', () => {
  const block = tiff(6);
  for (const place of [block.length - 1, block.length, 0xffffffff])
    expect(read([...block.slice(0, 4), ...le32(place), ...block.slice(8)])).toBeNull();
});
