import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { encode } from 'fast-png';
import { makeSet } from './support/evaluation';
import { fixture, named, openFiles } from './support/files';
import { notices, openAnalysed, openPage, summary, thumbnail, thumbnails } from './support/page';

const inState = (page: Page, ...states: string[]) =>
  page.locator(states.map((state) => `[data-picture][data-state=${state}]`).join(', '));

test('30 files with a broken one in the middle give 29 pictures and one error', async ({
  page,
}) => {
  await openAnalysed(page);
  const files = Array.from({ length: 30 }, (_, index) =>
    named(`road-${index}.jpg`, index === 15 ? 'bad/truncated.jpg' : 'good/plain.jpg'),
  );
  await openFiles(page, files);
  await expect(thumbnails(page)).toHaveCount(31);
  await expect(inState(page, 'loaded', 'ready')).toHaveCount(30);
  await expect(inState(page, 'failed')).toHaveCount(1);
  await expect(thumbnail(page, 1)).toHaveAttribute('data-state', 'ready');
  await expect(inState(page, 'failed')).toContainText('road-15.jpg');

  await inState(page, 'failed')
    .getByRole('button', { name: /^road-15/ })
    .click();
  await expect(page.getByRole('alert')).toContainText('road-15.jpg: The JPEG file');
  await expect(summary(page)).toHaveText('This picture could not be analysed.');
  await thumbnail(page, 30)
    .getByRole('button', { name: /^road-29/ })
    .click();
  await expect(thumbnail(page, 30)).toHaveAttribute('data-state', 'ready');
});

test('hostile file names are shown as they are and run nothing', async ({ page }) => {
  const names = [
    '"><img src=x onerror="window.broken=true">.jpg',
    'gpj.\u202eexe.jpg',
    `${'long'.repeat(62)}.jpg`,
    '🚗🦌.jpg',
    'two\nlines.jpg',
    '__proto__',
  ];
  await openAnalysed(page);
  await openFiles(
    page,
    names.map((name) => named(name)),
  );
  await expect(inState(page, 'loaded', 'ready')).toHaveCount(names.length + 1);
  const shown = await page.locator('.thumbnail__name').allTextContents();
  const all = ['country-cow.jpg', ...names];
  expect(shown).toHaveLength(all.length);
  for (const [index, name] of all.entries()) {
    const [head = '', tail] = (shown[index] as string).split('…'); // where its middle is cut
    expect(tail === undefined ? head === name : name.startsWith(head) && name.endsWith(tail)).toBe(
      true,
    );
  }
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});

test('files can be dropped and pasted', async ({ page }) => {
  await openAnalysed(page);
  const base64 = fixture('good/square.jpg').toString('base64');
  for (const kind of ['drop', 'paste']) {
    await page.evaluate(
      ([type, encoded]) => {
        const bytes = Uint8Array.from(atob(encoded!), (character) => character.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], `${type}.jpg`, { type: 'image/jpeg' }));
        const event =
          type === 'drop'
            ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
            : new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
        document.body.dispatchEvent(event);
      },
      [kind, base64],
    );
    await expect(inState(page, 'ready').filter({ hasText: `${kind}.jpg` })).toHaveCount(1);
  }
});

test('a folder is opened with its labels, by button, by keyboard and on a phone', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'anomalens-folder-'));
  const [set, empty] = [join(folder, 'set'), join(folder, 'set/notes')];
  const stems = makeSet(set);
  writeFileSync(join(set, 'readme.txt'), 'not a picture');
  mkdirSync(empty);
  writeFileSync(join(empty, 'todo.txt'), 'not a picture');
  await openAnalysed(page);
  await page.getByLabel('Folder of pictures').setInputFiles(set);
  await expect(thumbnails(page)).toHaveCount(1 + stems.length);
  for (const stem of stems)
    await expect(
      page.getByRole('button', { name: new RegExp(`^${stem}\\.png, .*with ground truth$`) }),
    ).toBeVisible();
  await expect(inState(page, 'failed')).toHaveCount(0);
  await page.getByLabel('Folder of pictures').setInputFiles(empty);
  await expect(notices(page)).toContainText('The folder notes holds no pictures and no scores.');

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open a folder' }).press('Enter');
  expect((await chooser).isMultiple()).toBe(true);

  await page.setViewportSize({ width: 390, height: 844 });
  await openPage(page);
  await page.getByRole('button', { name: 'More' }).click();
  const [again] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open a folder' }).click(),
  ]);
  await again.setFiles(set);
  await page.getByRole('tab', { name: 'More' }).click();
  await page.getByRole('tab', { name: 'Pictures' }).click();
  await expect(page.getByRole('button', { name: /^d\.png, .*with ground truth$/ })).toBeVisible();
  rmSync(folder, { recursive: true, force: true });
});

test('a picture that is removed while it is analysed stays away, and clearing leaves the page usable', async ({
  page,
}) => {
  await openAnalysed(page);
  await openFiles(page, [named('first.jpg'), named('second.jpg')]);
  await page.getByRole('button', { name: 'Remove first.jpg' }).click();
  await expect(thumbnails(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(thumbnails(page)).toHaveCount(0);
  await openFiles(page, [named('third.jpg')]);
  await expect(inState(page, 'ready').filter({ hasText: 'third.jpg' })).toHaveCount(1);
});

test('a thermal picture opens: from a folder of images at once, a loose one when asked', async ({
  page,
}) => {
  const [width, height] = [96, 60];
  const data = Uint16Array.from({ length: width * height }, (_, i) => 21_500 + (i % 2000));
  const buffer = Buffer.from(encode({ width, height, depth: 16, channels: 1, data }));
  const folder = mkdtempSync(join(tmpdir(), 'anomalens-thermal-'));
  mkdirSync(join(folder, 'images'));
  writeFileSync(join(folder, 'images/inside.png'), buffer);
  await page.route('**/samples.json', (route) => route.fulfill({ json: [] }));
  await openPage(page);
  await openFiles(page, [{ name: 'loose.png', mimeType: 'image/png', buffer }]);
  await expect(notices(page)).toContainText('loose.png looks like a score');
  await notices(page).getByRole('button', { name: 'Open as a picture' }).click();
  await expect(inState(page, 'ready').filter({ hasText: 'loose.png' })).toHaveCount(1);
  await expect(notices(page)).toContainText('16-bit grey: the values 21519 to 23471');
  await page.getByLabel('Folder of pictures').setInputFiles(folder);
  await expect(inState(page, 'loaded', 'ready').filter({ hasText: 'inside.png' })).toHaveCount(1);
  rmSync(folder, { recursive: true, force: true });
});

test('a JPEG whose header declares more than its data hold opens with a warning that stays', async ({
  page,
}) => {
  const buffer = fixture('good/plain.jpg');
  let frame = 2;
  while (buffer[frame + 1] !== 0xc0) frame += 2 + buffer.readUInt16BE(frame + 2);
  buffer.writeUInt16BE(2 * buffer.readUInt16BE(frame + 5), frame + 5);
  await page.route('**/samples.json', (route) => route.fulfill({ json: [] }));
  await openPage(page);
  await openFiles(page, [{ name: 'tall.jpg', mimeType: 'image/jpeg', buffer }]);
  await expect(inState(page, 'ready').filter({ hasText: 'tall.jpg' })).toHaveCount(1);
  await expect(notices(page)).toContainText(
    'tall.jpg: Its header says 64 x 80 pixels, but its data end',
  );
});
