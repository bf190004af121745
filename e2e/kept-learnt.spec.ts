/** What was learnt lies in this browser, and is never lost to another tab or to damage. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { notices, openAnalysed, openMode } from './support/page';

const MANIFEST = new URL('../public/models/manifest.json', import.meta.url);
const network = JSON.parse(readFileSync(MANIFEST, 'utf8')).models.find(
  ({ id }: { id: string }) => id === 'dmlnet',
).sha256 as string;

const taught = (name: string) => ({
  name,
  colour: '#66eeff',
  rule: { kind: 'prototype', prototype: Array(19).fill(0), radius: 1 },
  shots: [],
  shotCount: 1,
  pixels: 4,
  distances: null,
  losses: [],
  time: 1,
});
const learnt = (...classes: object[]) =>
  JSON.stringify({
    version: 1,
    network,
    classes,
    draft: { name: '', colour: '#ee6600', shots: [] },
  });
const store = (page: Page, text: string) =>
  page.evaluate((value) => localStorage.setItem('anomalens.learnt', value), text);
const learn = (page: Page) => page.getByRole('region', { name: 'Learn' });

test('two tabs have the same classes', async ({ page, context }) => {
  await openAnalysed(page);
  await openMode(page, 'Label');
  const second = await context.newPage();
  await openAnalysed(second);
  await openMode(second, 'Label');
  await store(second, learnt(taught('dog')));
  await expect(learn(page)).toContainText('dog');
});

test('what cannot be read is kept and offered as a file, and the rest is there', async ({
  page,
}) => {
  await openAnalysed(page);
  await openMode(page, 'Label');
  const text = learnt(taught('dog'), { ...taught('cow'), rule: null });
  await store(page, text);
  await expect(page).toHaveURL(/panelTab/); // the mode comes back with the page
  await page.reload();
  await expect(notices(page)).toContainText('parts of it are damaged');
  await expect(learn(page)).toContainText('dog');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save it as a file' }).click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toBe(text);
});
