import { expect, test } from '@playwright/test';
import { decode } from 'fast-png';
import { decodeNpy } from '#src/core/npy';
import { exportFile } from './support/files';
import { openAnalysed, pixelsAbove } from './support/page';
import { FIRST_SAMPLE, scoreMap, shownMethod } from './support/scripting';

test('the exported .npy is the score, bit for bit', async ({ page }) => {
  await openAnalysed(page);
  const { id } = await shownMethod(page);
  const { name, bytes } = await exportFile(page, 'Score, raw');
  expect(name).toMatch(/\.npy$/);
  const exported = decodeNpy(new Uint8Array(bytes));
  const score = await scoreMap(page, FIRST_SAMPLE, id);
  expect(exported.shape).toEqual([score.height, score.width]);
  const bits = ({ data }: { data: Float32Array }) =>
    Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  expect(bits(exported).equals(bits(score))).toBe(true);
});

test('the exported mask has the pixels that the panel counts', async ({ page }) => {
  await openAnalysed(page);
  const { data, width, height, channels } = decode((await exportFile(page, 'Mask')).bytes);
  expect({ width, height, channels }).toEqual({ width: 1280, height: 720, channels: 1 });
  expect(Array.from(data).filter((value) => value === 255).length).toBe(await pixelsAbove(page));
});

test('the overlay has the size of the picture and shows it', async ({ page }) => {
  await openAnalysed(page);
  const { data, width, height, channels } = decode((await exportFile(page, 'Overlay')).bytes);
  expect({ width, height }).toEqual({ width: 1280, height: 720 });
  const reds = new Set<number>();
  for (let offset = 0; offset < data.length; offset += channels) reds.add(data[offset]!);
  expect(reds.size).toBeGreaterThan(100);
});

test('the table is exported as CSV with a row per region', async ({ page }) => {
  await openAnalysed(page);
  const text = (await exportFile(page, 'Regions CSV')).bytes.toString('utf8');
  const [head, ...rows] = text.trim().split('\r\n');
  expect(head).toMatch(/^picture,id,area,x,y,width,height,/);
  const counted = await page
    .getByRole('region', { name: 'Regions' })
    .getByRole('heading')
    .locator('span')
    .innerText();
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBe(Number(counted.replace(/\D/g, '')));
});

test('a figure holds both panes with their names and thresholds, as text and for print', async ({
  page,
}) => {
  await openAnalysed(page);
  await page.keyboard.press('2');
  await page.getByLabel('Method of pane 2').selectOption('entropy');
  await expect(page.locator('[data-pane-count]').last()).toContainText('region');
  const { name, bytes } = await exportFile(page, 'Figure SVG');
  expect(name).toBe('country-cow-figure.svg');
  const svg = bytes.toString('utf8');
  for (const text of ['Maximised entropy', 'Softmax entropy', 'width="88mm"'])
    expect(svg).toContain(text);
  expect(svg.match(/href="data:image\/png;base64,/g)).toHaveLength(2);
  expect(svg.match(/threshold [\d.]+</g)).toHaveLength(2);
  const print = decode((await exportFile(page, 'Figure as pixels')).bytes);
  expect(print.width).toBe(Math.round((88 / 25.4) * 300));
  const colours = new Set<number>();
  for (let i = 0; i < print.data.length; i += 4 * 97) colours.add(print.data[i] as number);
  expect(colours.size).toBeGreaterThan(100); // the pictures are in it
});
