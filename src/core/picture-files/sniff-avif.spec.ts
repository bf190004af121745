import { expect, it } from 'vitest';
import { avif, be32, box, bytes, text } from '#src/core/testing/picture-bytes';
import { readAvif } from './sniff-avif';

const size = (width: number, height: number) => box('ispe', be32(0), be32(width), be32(height));
const file = (...boxes: number[][]) =>
  bytes(
    box('ftyp', text('avif'), be32(0)),
    box('meta', be32(0), box('iprp', box('ipco', ...boxes))),
  );

it('has the size of its largest image, of the first among equals', () => {
  expect(readAvif(avif([320, 200], [160, 100]))).toMatchObject({ width: 320, height: 200 });
  expect(readAvif(avif([20, 10], [10, 20]))).toMatchObject({ width: 20, height: 10 });
});

it('a size outside the properties is not one of an image', () => {
  const stray = bytes([...avif([16, 10])], box('mdat', size(320, 200)));
  expect(readAvif(stray)).toMatchObject({ width: 16, height: 10 });
  expect(readAvif(bytes(box('ftyp', text('avif'), be32(0)), box('mdat', size(9, 9))))).toBeNull();
});

it('is unknown until a size is there, wherever the file ends', () => {
  const whole = avif([16, 10]);
  for (let end = 0; end < whole.length; end++) expect(readAvif(whole.subarray(0, end))).toBeNull();
});

it('is transparent when a second image is its alpha plane', () => {
  const auxiliary = (type: string) => box('auxC', be32(0), text(type));
  const alphaOf = (...boxes: number[][]) => readAvif(file(size(9, 9), ...boxes))?.hasAlpha;
  expect(alphaOf()).toBe(false);
  expect(alphaOf(auxiliary('urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0'))).toBe(true);
  expect(alphaOf(auxiliary('urn:mpeg:hevc:2015:auxid:1\0'), auxiliary('depth'))).toBe(true);
  expect(alphaOf(auxiliary('urn:mpeg:mpegB:cicp:systems:auxiliary:depth\0'))).toBe(false);
  expect(alphaOf(box('free', text('auxid:1')), auxiliary('depth'))).toBe(false);
});

it('a box without a size goes on to the end, an empty one is passed over', () => {
  const head = box('ftyp', text('avif'), be32(0));
  const meta = box('meta', be32(0), box('iprp', box('ipco', size(9, 8))));
  const open = [...be32(0), ...meta.slice(4)];
  expect(readAvif(bytes(head, open))).toMatchObject({ width: 9, height: 8 });
  expect(readAvif(bytes(head, box('free'), meta))).toMatchObject({ width: 9, height: 8 });
});

it('a box that says it is shorter than its head ends the reading', () => {
  const head = box('ftyp', text('avif'), be32(0));
  const meta = box('meta', be32(0), box('iprp', box('ipco', size(9, 8))));
  const damaged = [...be32(7), ...text('abc')];
  expect(readAvif(bytes(head, damaged, meta))).toBeNull();
});

it('is animated by its brand', () => {
  const animated = bytes(
    text('\0\0\0\x10ftypavis'),
    be32(0),
    box('ispe', be32(0), be32(9), be32(8)),
  );
  expect(readAvif(animated)).toMatchObject({ animated: true });
  expect(readAvif(avif([9, 8]))).toMatchObject({ animated: false, orientation: 1 });
});
