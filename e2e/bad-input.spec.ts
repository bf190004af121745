import { expect, test } from '@playwright/test';
import { fixture, named, openFiles } from './support/files';
import { openAnalysed, stage, thumbnail, thumbnails } from './support/page';
import { analyze, dataUrl, FIRST_SAMPLE, rejectionOf } from './support/scripting';

const ACCEPTED = [
  { name: 'plain.jpg', width: 64, height: 40 },
  { name: 'grey.jpg', width: 64, height: 40 },
  { name: 'cmyk.jpg', width: 64, height: 40 },
  { name: 'exif-6.jpg', width: 40, height: 64 },
  { name: 'alpha.png', width: 64, height: 40 },
  { name: 'palette.png', width: 64, height: 40 },
  { name: 'one-pixel.png', width: 1, height: 1 },
  { name: 'wide.png', width: 2048, height: 4 },
  { name: 'animated.gif', width: 64, height: 40 },
  { name: 'plain.bmp', width: 64, height: 40 },
  { name: 'plain.webp', width: 64, height: 40 },
  { name: 'plain.avif', width: 64, height: 40 },
];

const REFUSED = [
  { name: 'truncated.jpg', code: 'picture-unreadable', says: /JPEG/ },
  { name: 'empty.png', code: 'picture-empty', says: /empty/ },
  { name: 'text.jpg', code: 'picture-unsupported', says: /text file/ },
  { name: 'drawing.svg', code: 'picture-unsupported', says: /SVG/ },
  { name: 'phone.heic', code: 'picture-unsupported', says: /HEIC/ },
];

test('every format of the list is analysed at its own size', async ({ page }) => {
  await openAnalysed(page);
  for (const { name, width, height } of ACCEPTED) {
    await test.step(name, async () => {
      const result = await analyze(page, dataUrl(fixture(`good/${name}`)), {
        methods: ['max-logit'],
      });
      expect({ width: result.width, height: result.height }).toEqual({ width, height });
      const { range } = result.methods['max-logit']!;
      expect(Number.isFinite(range.min) && range.max >= range.min).toBe(true);
    });
  }
});

test('what cannot be a picture is refused with a code and a reason, and the engine goes on', async ({
  page,
}) => {
  await openAnalysed(page);
  for (const { name, code, says } of REFUSED) {
    await test.step(name, async () => {
      const rejection = await rejectionOf(page, dataUrl(fixture(`bad/${name}`)));
      expect(rejection?.code).toBe(code);
      expect(rejection?.message).toMatch(says);
    });
  }
  const after = await analyze(page, FIRST_SAMPLE, { methods: ['msp'] });
  expect(after.width).toBe(1280);
});

test('a refused file says why on the page, and the sample can be shown again', async ({ page }) => {
  await openAnalysed(page);
  await openFiles(page, [named('drawing.svg', 'bad/drawing.svg')]);
  await expect(thumbnails(page)).toHaveCount(2);
  await expect(stage(page).getByRole('alert')).toContainText(
    'drawing.svg: SVG drawings are not photos',
  );
  await thumbnail(page, 0).getByRole('button').first().click();
  await expect(stage(page).getByRole('alert')).toHaveCount(0);
});

test('a turned and a transparent picture open on the page', async ({ page }) => {
  await openAnalysed(page);
  await openFiles(page, [
    named('turned.jpg', 'good/exif-6.jpg'),
    named('cut-out.png', 'good/alpha.png'),
  ]);
  await expect(thumbnails(page)).toHaveCount(3);
  await expect(thumbnail(page, 1)).toHaveAttribute('data-state', 'ready');
  await thumbnail(page, 2).getByRole('button').first().click();
  await expect(thumbnail(page, 2)).toHaveAttribute('data-state', 'ready');
});
