import { expect, test } from '@playwright/test';
import { fixture } from './support/files';
import { openAnalysed } from './support/page';
import { analyze, dataUrl, rejectionOf, scoreMap } from './support/scripting';

test('a photo turned by its EXIF mark scores like the upright one', async ({ page }) => {
  await openAnalysed(page);
  const turned = await scoreMap(page, dataUrl(fixture('good/exif-6.jpg')), 'entropy');
  const upright = await scoreMap(page, dataUrl(fixture('good/exif-6-upright.png')), 'entropy');
  expect([turned.width, turned.height]).toEqual([40, 64]);
  expect([upright.width, upright.height]).toEqual([40, 64]);
  const largest = turned.data.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - upright.data[index]!)),
    0,
  );
  expect(largest).toBeLessThan(0.02); // two JPEG decoders differ by a grey level here and there
});

test('portrait and square pictures keep their grids, with all of the picture in them', async ({
  page,
}) => {
  await openAnalysed(page);
  for (const [name, width, height] of [
    ['portrait.jpg', 120, 213],
    ['square.jpg', 128, 128],
  ] as const) {
    const analysis = await analyze(page, dataUrl(fixture(`good/${name}`)), {
      methods: ['msp'],
      threshold: 0,
    });
    expect(analysis).toMatchObject({
      width,
      height,
      methods: {
        msp: {
          shareAbove: 1,
          components: [{ area: width * height, box: { x: 0, y: 0, width, height } }],
        },
      },
    });
  }
});

test('a picture of 900 megapixels is refused by its header', async ({ page }) => {
  await openAnalysed(page);
  const rejection = await rejectionOf(page, dataUrl(fixture('bad/enormous.png')), {
    methods: ['msp'],
  });
  expect(rejection).toEqual({
    code: 'picture-too-large',
    message: expect.stringContaining('30000 x 30000'),
  });
});
