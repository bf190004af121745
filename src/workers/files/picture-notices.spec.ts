import { expect, it } from 'vitest';
import type { PictureHeader } from '#src/core/picture-files/sniff';
import { type PictureFacts, pictureNotices } from './picture-notices';

const PLAIN: PictureHeader = {
  format: 'GIF',
  width: 4000,
  height: 2,
  orientation: 1,
  hasAlpha: false,
  animated: false,
};

const FACTS: PictureFacts = {
  size: { width: 4000, height: 2 },
  reducedTo: null,
  stretched: null,
  margins: null,
  extent: null,
};
const messagesOf = (facts: Partial<PictureFacts>, header: Partial<PictureHeader> = {}) =>
  pictureNotices({ ...PLAIN, ...header }, { ...FACTS, ...facts }).map(({ message }) => message);

it('says nothing of a picture that is shown as it is', () => {
  expect(pictureNotices(PLAIN, FACTS)).toEqual([]);
  expect(messagesOf({ extent: { filled: 1, hasMore: false } })).toEqual([]);
});

it('says where there is nothing but transparency at the sides', () => {
  const margins = { left: 3, top: 0, right: 0, bottom: 7 };
  expect(messagesOf({ margins }, { hasAlpha: true })).toEqual([
    'Transparent pixels were put on white. Margins of nothing else are analysed too, in pixels: 3 at the left, 7 at the bottom.',
  ]);
});

it('says which values of 16-bit grey became black and white', () => {
  const range = { min: 21_500, max: 23_500 };
  expect(messagesOf({ stretched: { ...range, by: 'percentiles' } })).toEqual([
    expect.stringContaining('the values 21500 to 23500 (1st to 99th percentile)'),
  ]);
  expect(messagesOf({ stretched: { ...range, by: 'ends' } })).toEqual([
    expect.stringContaining('the values 21500 to 23500 (lowest and highest)'),
  ]);
  expect(messagesOf({ stretched: { min: 7, max: 7, by: 'constant' } })).toEqual([
    '16-bit grey: it holds nothing but the value 7. A picture of one grey is analysed.',
  ]);
});

it.each([
  [{ filled: 0.7083, hasMore: false }, 'but its data end after 70 % of them'],
  [{ filled: 1, hasMore: true }, 'but its data go on after them'],
])('says that a JPEG is not of the size that its header declares: %j', (extent, words) => {
  const [notice, ...others] = pictureNotices(PLAIN, { ...FACTS, extent });
  expect(others).toEqual([]);
  expect(notice?.code).toBe('declared-size');
  expect(notice?.message).toContain(`Its header says 4000 x 2 pixels, ${words}`);
});

it('says what was done to a picture, in the order of the work', () => {
  const header = { ...PLAIN, orientation: 2, hasAlpha: true, animated: true };
  expect(pictureNotices(header, { ...FACTS, reducedTo: { width: 2048, height: 1 } })).toEqual([
    { code: 'rotated', message: 'Turned as the camera noted it (EXIF).' },
    { code: 'first-frame', message: 'Only the first frame of this animated GIF is analysed.' },
    { code: 'alpha-composited', message: 'Transparent pixels were put on white.' },
    { code: 'reduced', message: 'Reduced from 4000 x 2 to 2048 x 1 pixels.' },
  ]);
});
