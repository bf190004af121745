/** What is annotated, as a person sees it on the page. */
import { expect, type Locator, type Page } from '@playwright/test';
import { openAnalysed, openMode } from './page';

export const tool = (page: Page, name: string): Locator =>
  page.getByRole('toolbar', { name: 'Annotation tools' }).getByRole('button', { name });

/** What is annotated on the shown picture. */
export const annotated = (page: Page): Locator => page.getByRole('img', { name: /^Annotated: / });

export async function annotatedPixels(page: Page): Promise<number> {
  return Number((await annotated(page).getAttribute('aria-label'))?.replace(/\D/g, ''));
}

/** One pane that shows DMLNet of the first sample. */
export async function openLearning(page: Page): Promise<void> {
  await openAnalysed(page);
  await openMode(page, 'Label');
  await page.getByLabel('Method of pane 1').selectOption('dmlnet');
  await expect(tool(page, 'Brush')).toHaveAttribute('aria-disabled', 'false');
  await expect(page.locator('[data-region]').first()).toBeAttached();
}
