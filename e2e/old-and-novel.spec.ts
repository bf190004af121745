import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { tool } from './support/annotation';
import { openFiles } from './support/files';
import { labelFile } from './support/labels';
import {
  exportedOpenMap,
  nameAndLearn,
  openMap,
  panel,
  withoutUnknown,
} from './support/open-world';
import { thumbnail } from './support/page';
import { drag } from './support/prompts';

const [NETWORK_CLASSES, UNKNOWN, COW, IGNORE] = [19, 19, 20, 255];
const PICTURE = readFileSync(new URL('../public/samples/country-cow.jpg', import.meta.url));

/** Intersection over union of one class over the pixels whose truth counts. */
function iou(predicted: Uint8Array, truth: Uint8Array, id: number): number {
  let [both, either] = [0, 0];
  for (const [index, wanted] of truth.entries()) {
    if (wanted === IGNORE || wanted === UNKNOWN) continue;
    both += Number(wanted === id && predicted[index] === id);
    either += Number(wanted === id || predicted[index] === id);
  }
  return both / either;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
const percent = (share: number) => (100 * share).toFixed(2);

test('old, novel and harmonic IoU are those that exported open map and label give', async ({
  page,
}) => {
  await openMap(page);
  await withoutUnknown(page);
  const before = await exportedOpenMap(page);
  await tool(page, 'Brush').click();
  await drag(page, [540, 420], [720, 430]);
  await nameAndLearn(page, 'cow');
  const { name, ids, width, height } = await exportedOpenMap(page);
  expect([before.ids.includes(COW), ids.includes(COW), ids.includes(UNKNOWN)]).toEqual([
    false,
    true,
    false,
  ]);

  // The map itself, moved, so that every class is found in part; with pixels that do not count.
  const truthAt = (x: number, y: number) => {
    if (x >= width - 100) return IGNORE;
    if (y < 40) return UNKNOWN;
    return ids[Math.max(0, y - 24) * width + Math.max(0, x - 32)]!;
  };
  const label = labelFile(name.replace('country-cow', 'moved'), width, height, truthAt);
  await openFiles(page, [{ name: 'moved.jpg', mimeType: 'image/jpeg', buffer: PICTURE }, label]);
  await expect(thumbnail(page, 1)).toHaveAttribute('data-state', 'ready');
  const truth = Uint8Array.from(ids, (_, index) =>
    truthAt(index % width, Math.floor(index / width)),
  );

  const known = [...new Set(truth)].filter((id) => id < NETWORK_CLASSES);
  const old = mean(known.map((id) => iou(ids, truth, id)));
  const novel = iou(ids, truth, COW);
  const rows = {
    old: [percent(mean(known.map((id) => iou(before.ids, truth, id)))), percent(old)],
    novel: ['', percent(novel)],
    harmonic: ['', percent((2 * novel * old) / (novel + old))],
  };
  expect(known.length).toBeGreaterThan(5);
  for (const share of [old, novel]) expect(Math.abs(share - 0.5)).toBeLessThan(0.45); // neither of them says nothing
  expect(rows.old[0]).not.toBe(rows.old[1]);
  for (const [row, numbers] of Object.entries(rows))
    await expect(panel(page).locator(`[data-number=${row}] td`)).toHaveText(numbers);
});
