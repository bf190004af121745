/** Learning classes as a person sees it on the page. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { decode } from 'fast-png';
import manifest from '../../public/models/manifest.json' with { type: 'json' };
import { tool } from './annotation';
import { exportFile } from './files';
import { canvas, openMode, openPage, SMALL, shareAbove, thresholdValue } from './page';
import { hideMessages, screenshotPixels } from './pixels';

export const panel = (page: Page): Locator =>
  page.getByRole('region', { name: 'Learn', exact: true });
export const step = (page: Page, name: string): Locator =>
  panel(page).locator(`[data-step=${name}]`);
export const shots = (page: Page): Locator => panel(page).locator('[data-shot]');
export const learnt = (page: Page): Locator => panel(page).locator('[data-taught]');
export const legend = (page: Page): Locator => page.getByRole('region', { name: 'Classes' });
/** Where a file of learnt classes is chosen. */
export const picker = (page: Page): Locator => panel(page).locator('input[type=file]');

/** Colours of the classes of the network that learns, by index. */
export const NETWORK_COLOURS: readonly string[] = manifest.models
  .find(({ id }) => id === 'dmlnet')!
  .classes!.map(({ colour }) => colour.toLowerCase());

const PANES = ['dmlnet', 'entropy', 'rpl', 'energy'].map((methodId) => ({
  methodId,
  layer: 'mask',
}));

/** The open map of the first sample in one pane. */
export async function openMap(page: Page, query: string = SMALL): Promise<void> {
  await openPage(page, query, `panes=${encodeURIComponent(JSON.stringify(PANES))}`); // spares the network that comes first
  await openMode(page, 'Label');
  await panel(page).getByRole('button', { name: 'Show the open map' }).click();
  await waitForMap(page);
}

/** DMLNet has run, and its classes can be taught. */
export async function waitForMap(page: Page): Promise<void> {
  await expect(page.getByLabel('Method of pane 1')).toHaveValue('dmlnet');
  await expect(page.getByLabel('Layer of pane 1')).toHaveValue('open-map');
  await expect(tool(page, 'Brush')).toHaveAttribute('aria-disabled', 'false');
  await expect(shareAbove(page)).toContainText('px');
}

/** Annotated pixels of the only shot. */
export async function pixelsOfShot(page: Page): Promise<number> {
  return Number(await shots(page).locator('[data-pixels]').getAttribute('data-pixels'));
}

/** Milliseconds that the last class took, as the page says. */
export async function learningTime(page: Page): Promise<number> {
  return Number(
    await learnt(page).last().locator('[data-learnt-in]').getAttribute('data-learnt-in'),
  );
}

export async function nameAndLearn(page: Page, name: string): Promise<void> {
  const before = await learnt(page).count();
  await panel(page).getByLabel('Name', { exact: true }).fill(name);
  await panel(page)
    .getByRole('button', { name: `Learn “${name}”` })
    .click();
  await expect(learnt(page)).toHaveCount(before + 1);
}

/**
 * Where the canvas shows a colour of a class map, `#rrggbb`, which covers the picture at 80 %:
 * picture pixels, by rows.
 */
export async function placesOf(page: Page, colour: string): Promise<[number, number][]> {
  await hideMessages(page);
  const { data, width, height, channels } = await screenshotPixels(canvas(page));
  const scale = Math.min(width / 1280, height / 720); // of the first sample
  const [left, top] = [(width - 1280 * scale) / 2, (height - 720 * scale) / 2];
  const least = [1, 3, 5].map((start) => 0.8 * Number.parseInt(colour.slice(start, start + 2), 16));
  const isWithin = (offset: number) =>
    least.every((value, channel) => Math.abs(data[offset + channel]! - value - 25.5) <= 27.5);
  const places: [number, number][] = [];
  for (let y = Math.ceil(top); y < height - top; y++)
    for (let x = Math.ceil(left); x < width - left; x++)
      if (isWithin((y * width + x) * channels))
        places.push([(x - left) / scale, (y - top) / scale]);
  return places;
}

export async function pixelsOf(page: Page, colour: string): Promise<number> {
  return (await placesOf(page, colour)).length;
}

/** The layer on the picture grid: pixels alone, since the file says its settings beside them. */
export async function overlay(page: Page): Promise<Buffer> {
  return Buffer.from(decode((await exportFile(page, 'Overlay')).bytes).data as Uint8Array);
}

/** No region is above the threshold: the open map holds classes only. */
export async function withoutUnknown(page: Page): Promise<void> {
  await thresholdValue(page).fill('1');
  await thresholdValue(page).press('Enter');
  await expect(page.locator('[data-region]')).toHaveCount(0);
}

/**
 * What the export menu gives of the first pane: ids `[height, width]` of the network's classes, 19
 * unknown, and the learnt ones.
 */
export async function exportedOpenMap(page: Page) {
  const { name, bytes } = await exportFile(page, 'Open map');
  const { data, width, height, channels } = decode(bytes);
  expect(channels).toBe(1);
  return { name, ids: Uint8Array.from(data), width, height };
}

export const trainingLabels = (page: Page): Locator =>
  page.getByRole('img', { name: 'Training labels' });

/**
 * By cell of the network's grid at the small size: the picture pixel at its centre, and the colour
 * of its label.
 */
export async function trainingColours(
  page: Page,
): Promise<{ x: number; y: number; colour: string }[]> {
  await expect(trainingLabels(page)).toBeVisible();
  return trainingLabels(page).evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const { data } = (element as HTMLCanvasElement)
      .getContext('2d')!
      .getImageData(0, 0, width, height);
    const cell = (4 * width) / 160;
    const colours: { x: number; y: number; colour: string }[] = [];
    for (let y = cell / 2; y + cell / 2 <= height; y += cell)
      for (let x = cell / 2; x + cell / 2 <= width; x += cell) {
        const rgb = [...data.slice((y * width + x) * 4, (y * width + x) * 4 + 3)];
        colours.push({
          x,
          y,
          colour: `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`,
        });
      }
    return colours;
  });
}

export async function saveLearnt(page: Page): Promise<Buffer> {
  const button = panel(page).getByRole('button', { name: 'Save the learnt classes' });
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await download.path());
}
