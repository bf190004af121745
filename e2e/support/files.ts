/**
 * Files for the page: the fixtures made by scripts/make-fixtures.py, and files that a test makes
 * up.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { fileInput } from './page';

export interface MadeFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const fixturePath = (name: string): string =>
  new URL(`../fixtures/${name}`, import.meta.url).pathname;
export const fixture = (name: string): Buffer => readFileSync(fixturePath(name));

/** A fixture under another name. */
export const named = (
  name: string,
  source = 'good/plain.jpg',
  mimeType = 'image/jpeg',
): MadeFile => ({
  name,
  mimeType,
  buffer: fixture(source),
});

export async function openFiles(page: Page, files: string | readonly MadeFile[]): Promise<void> {
  await fileInput(page).setInputFiles(typeof files === 'string' ? fixturePath(files) : [...files]);
}

/** Saves through the export menu; the bytes and the suggested name. */
export async function exportFile(
  page: Page,
  title: string,
): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.menu').getByRole('button', { name: title }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}
