/** Learning classes as a person sees it on the page. */
import { expect, type Locator, type Page } from '@playwright/test';
import { exportFile } from './files';
import { canvas, openAnalysed } from './page';
import { hideMessages, screenshotPixels } from './pixels';

export const panel = (page: Page): Locator => page.getByRole('region', { name: 'Learn', exact: true });
export const step = (page: Page, name: string): Locator => panel(page).locator(`[data-step=${name}]`);
export const shots = (page: Page): Locator => panel(page).locator('[data-shot]');
export const learnt = (page: Page): Locator => panel(page).locator('[data-taught]');
export const legend = (page: Page): Locator => page.getByRole('region', { name: 'Classes' });
export const annotationTool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: 'Annotation tools' }).getByRole('button', { name });

/** The open map of the first sample in one pane, drawn. */
export async function openMap(page: Page): Promise<void> {
  await openAnalysed(page);
  await panel(page).getByRole('button', { name: 'Show the open map' }).click();
  await expect(page.getByLabel('Method of pane 1')).toHaveValue('dmlnet');
  await expect(page.getByLabel('Layer of pane 1')).toHaveValue('open-map');
  await expect(annotationTool(page, 'Brush')).toHaveAttribute('aria-disabled', 'false');
  await expect(page.getByLabel('Share of pixels above the threshold')).toContainText('px');
}

/** Annotated pixels of the only shot. */
export async function annotated(page: Page): Promise<number> {
  return Number(await shots(page).locator('[data-pixels]').getAttribute('data-pixels'));
}

/** Milliseconds that the last class took, as the page says. */
export async function learningTime(page: Page): Promise<number> {
  return Number(await learnt(page).last().locator('[data-learnt-in]').getAttribute('data-learnt-in'));
}

export async function nameAndLearn(page: Page, name: string): Promise<void> {
  const before = await learnt(page).count();
  await panel(page).getByLabel('Name').fill(name);
  await panel(page).getByRole('button', { name: `Learn “${name}”` }).click();
  await expect(learnt(page)).toHaveCount(before + 1);
}

/** Pixels of the canvas under a class map's colour, `#rrggbb`: it covers the picture at 80 %. */
export async function pixelsOf(page: Page, colour: string): Promise<number> {
  await hideMessages(page);
  const { data, channels } = await screenshotPixels(canvas(page));
  const [r, g, b] = [1, 3, 5].map((at) => 0.8 * Number.parseInt(colour.slice(at, at + 2), 16));
  const isWithin = (value: number, least: number) => value >= least - 2 && value <= least + 53;
  let count = 0;
  for (let at = 0; at < data.length; at += channels)
    if (isWithin(data[at], r) && isWithin(data[at + 1], g) && isWithin(data[at + 2], b)) count += 1;
  return count;
}

/** The layer on the picture grid, as a file. */
export async function overlay(page: Page): Promise<Buffer> {
  return (await exportFile(page, 'Overlay')).bytes;
}
