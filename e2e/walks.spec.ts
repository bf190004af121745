/** What the people of the page do, by what they see alone; a file dialog counts as a click. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { encodeNpy } from '#src/core/npy';
import { named, openFiles } from './support/files';
import { squareLabel } from './support/labels';
import { openAnalysed, summary } from './support/page';

/** Counts what a person does. */
class Clicks {
  count = 0;
  async on(target: Locator): Promise<void> {
    this.count += 1;
    await target.click();
  }
  /** A list that is opened, and an entry of it. */
  async choose(list: Locator, entry: string): Promise<void> {
    this.count += 2;
    await list.selectOption(entry);
  }
  async files(give: Promise<void>): Promise<void> {
    this.count += 1;
    await give;
  }
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('an engineer opens thirty pictures, sees the worst three and has the report within six clicks', async ({
  page,
}) => {
  const clicks = new Clicks();
  await openAnalysed(page);
  const pictures = Array.from({ length: 30 }, (_, n) =>
    named(`frame_${String(n).padStart(2, '0')}x.jpg`, n % 2 ? 'good/plain.jpg' : 'good/square.jpg'),
  );
  await clicks.files(openFiles(page, pictures));
  await expect(page.locator('[data-set-progress]')).toHaveText(/^31 analysed/, {
    timeout: 120_000,
  });
  await clicks.choose(page.getByLabel('Order of the pictures'), 'Most unknown');
  await clicks.on(button(page, 'Contact sheet'));
  const sheet = page.locator('.pictures[data-sheet=true]');
  for (let worst = 0; worst < 3; worst++)
    await expect(sheet.locator('[data-picture]').nth(worst)).toBeInViewport();
  await clicks.on(button(page, 'Export'));
  const download = page.waitForEvent('download');
  await clicks.on(button(page, /^Report HTML/));
  expect((await download).suggestedFilename()).toMatch(/\.html$/);
  expect(clicks.count).toBeLessThanOrEqual(6);
});

test('somebody with a phone takes a photo and reads what is in it within three clicks', async ({
  page,
}) => {
  const clicks = new Clicks();
  await page.setViewportSize({ width: 390, height: 844 });
  await openAnalysed(page);
  await clicks.files(openFiles(page, [named('photo.jpg')]));
  await expect(page.locator('.pane__picture')).toContainText('photo');
  await expect(summary(page)).toContainText(/unknown object|Nothing unknown|No road scene|Not a road/);
  await expect(summary(page)).toBeInViewport();
  expect(clicks.count).toBeLessThanOrEqual(3);
});

test('a researcher drops pictures, labels and the scores of two methods, and has their pooled AP', async ({
  page,
}, testInfo) => {
  const set = testInfo.outputPath('set');
  const write = (path: string, bytes: Uint8Array) => {
    mkdirSync(join(set, path, '..'), { recursive: true });
    writeFileSync(join(set, path), bytes);
  };
  const ids = { normal: 0, anomaly: 1, ignored: 255 };
  for (const stem of ['one', 'two']) {
    write(`images/${stem}.jpg`, named('x', 'good/plain.jpg').buffer);
    write(`labels/${stem}.png`, squareLabel('x', ids).buffer);
    const map = (value: (inside: boolean, pixel: number) => number) =>
      encodeNpy(
        Float32Array.from({ length: 64 * 40 }, (_, pixel) =>
          value(pixel % 64 < 16 && pixel < 16 * 64, pixel),
        ),
        [40, 64],
      );
    write(
      `ours/${stem}.npy`,
      map((inside, pixel) => Number(inside) + pixel * 1e-5),
    );
    write(
      `theirs/${stem}.npy`,
      map((_inside, pixel) => (pixel * 37) % 101),
    );
  }
  const clicks = new Clicks();
  await openAnalysed(page);
  await clicks.files(page.getByLabel('Folder of pictures').setInputFiles(set));
  await expect(page.locator('[data-picture]')).toHaveCount(3);
  await clicks.on(page.getByRole('tab', { name: 'Measure', exact: true }));
  await clicks.on(button(page, /^Measure the \d open pictures/));
  await expect(page.locator('[data-folder]')).toContainText('Scores of 2 methods: ours, theirs');
  await clicks.on(button(page, 'Only the folder’s own'));
  await clicks.on(page.getByRole('button', { name: 'Run', exact: true }));
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });
  await expect(row('ours')).toContainText('100');
  await expect(row('theirs')).not.toContainText('100');
  expect(clicks.count).toBeLessThanOrEqual(8);
});
