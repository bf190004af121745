import { expect, it } from 'vitest';
import type { PictureHeader } from '#src/core/sniff';
import { pictureNotices } from './picture-notices';

const PLAIN: PictureHeader = {
  format: 'GIF',
  width: 4000,
  height: 2,
  orientation: 1,
  hasAlpha: false,
  animated: false,
};

it('says nothing of a picture that is shown as it is', () => {
  expect(pictureNotices(PLAIN, PLAIN, null)).toEqual([]);
});

it('says what was done to a picture, in the order of the work', () => {
  const header = { ...PLAIN, orientation: 2, hasAlpha: true, animated: true };
  expect(pictureNotices(header, { width: 4000, height: 2 }, { width: 2048, height: 1 })).toEqual([
    { code: 'rotated', message: 'Turned as the camera noted it (EXIF).' },
    { code: 'first-frame', message: 'Only the first frame of this animated GIF is analysed.' },
    { code: 'alpha-composited', message: 'Transparent pixels were put on white.' },
    { code: 'reduced', message: 'Reduced from 4000 x 2 to 2048 x 1 pixels.' },
  ]);
});
