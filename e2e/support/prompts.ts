/** Prompts as a person sees them on the page. */
import { expect, type Locator, type Page } from '@playwright/test';
import { openAnalysed, openMode } from './page';
import { servePromptModels } from './prompt-models';

/** The first sample. */
const PICTURE = { width: 1280, height: 720 };

export const shapes = (page: Page): Locator => page.locator('.prompts [data-prompt]');
export const rows = (page: Page): Locator => page.locator('[data-prompt-row]');
export const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: 'Prompt tools' }).getByRole('button', { name });
/** What the last change has cost. */
export const runs = (page: Page): Locator => page.getByTitle(/^The last change took/);

/** Every prompt has its mask. */
export async function waitForMasks(page: Page, count?: number): Promise<void> {
  if (count !== undefined) await expect(rows(page)).toHaveCount(count);
  await expect(page.locator('[data-prompt-row][data-pending=true]')).toHaveCount(0);
}

/** One pane that shows S2M with the generator's prompts; how many those are. */
export async function openPrompts(page: Page): Promise<number> {
  await servePromptModels(page);
  await openAnalysed(page);
  await page.getByLabel('Method of pane 1').selectOption('s2m');
  const more = page.getByRole('tab', { name: 'More' });
  if (await more.isVisible()) await more.click(); // on a phone
  await openMode(page, 'Label');
  await expect(tool(page, 'Boxes')).toHaveAttribute('aria-disabled', 'false');
  await waitForMasks(page);
  return rows(page).count();
}

/** Places of the whole picture on the screen. */
async function screen(page: Page): Promise<(x: number, y: number) => [number, number]> {
  const box = await page.locator('[data-canvas-box]').first().boundingBox();
  if (!box) throw new Error('There is no pane.');
  const scale = Math.min(box.width / PICTURE.width, box.height / PICTURE.height);
  const left = box.x + (box.width - PICTURE.width * scale) / 2;
  const top = box.y + (box.height - PICTURE.height * scale) / 2;
  return (x, y) => [left + x * scale, top + y * scale];
}

/** Presses at one place of the picture, lets go at another. */
export async function drag(
  page: Page,
  from: [number, number],
  to: [number, number],
): Promise<void> {
  const toScreen = await screen(page);
  await page.mouse.move(...toScreen(...from));
  await page.mouse.down();
  await page.mouse.move(...toScreen((from[0] + to[0]) / 2, (from[1] + to[1]) / 2));
  await page.mouse.move(...toScreen(...to));
  await page.mouse.up();
}

export async function click(
  page: Page,
  place: [number, number],
  button?: { shift: boolean },
): Promise<void> {
  const toScreen = await screen(page);
  if (button?.shift) await page.keyboard.down('Shift');
  await page.mouse.click(...toScreen(...place));
  if (button?.shift) await page.keyboard.up('Shift');
}

/** The box of the last shape that has one. */
export async function lastBox(
  page: Page,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const line = page.locator('.prompts .shapes__line').last();
  const numberOf = async (name: string) => Number(await line.getAttribute(name));
  return {
    x: await numberOf('x'),
    y: await numberOf('y'),
    width: await numberOf('width'),
    height: await numberOf('height'),
  };
}

/** Pixels of a row's mask. */
export async function areaOf(row: Locator): Promise<number> {
  return Number((await row.locator('td').nth(3).innerText()).replace(/\D/g, ''));
}
