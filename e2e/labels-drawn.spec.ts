/** Shapes that a person has drawn, from the drop to the panel. */
import { expect, test } from '@playwright/test';
import { named, openFiles } from './support/files';
import { notices, openAnalysed, openMode } from './support/page';

test('shapes of labelme and CVAT are asked about by their names', async ({ page }) => {
  await openAnalysed(page);
  await openMode(page, 'Measure');
  const dialog = page.getByRole('dialog', { name: 'What do the values of the labels mean?' });
  const panel = page.getByRole('region', { name: 'Ground truth' });
  const shape = (label: string, x: number) => {
    const points = [
      [x, 0],
      [x + 16, 16],
    ];
    return { label, points, shape_type: 'rectangle' };
  };
  const json = {
    version: '5.5.0',
    flags: {},
    shapes: [shape('dog', 0), shape('car', 20), shape('__ignore__', 40)],
    imagePath: '..\\pictures\\road.jpg',
    imageWidth: 64,
    imageHeight: 40,
  };
  const box = '<box label="dog" xtl="0" ytl="0" xbr="32" ybr="40" z_order="0"/>';
  const xml = `<annotations><image id="0" name="set/other.jpg" width="64" height="40">${box}</image></annotations>`;
  await openFiles(page, [
    named('road.jpg'),
    named('other.jpg'),
    { name: 'road.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(json)) },
    { name: 'annotations.xml', mimeType: 'text/xml', buffer: Buffer.from(xml) },
    { name: 'package.json', mimeType: 'application/json', buffer: Buffer.from('{}') },
  ]);
  await expect(notices(page)).toContainText('Not read as labels: package.json');
  await expect(dialog).toContainText('2 labels. Found: drawn shapes with names');
  await expect(dialog.getByRole('radio', { name: 'Unknown: dog' })).toBeChecked();
  await expect(dialog.locator('[data-value="1"]')).toContainText('car');
  await dialog.getByRole('button', { name: /like this$/ }).click();
  await expect(panel).toContainText(/dog = anomaly, ignored region = ignored, the rest normal/);
  await expect(panel).toContainText(/Prior (11\.11 %, ignored 10\.00|50\.00 %, ignored 0\.00) %/);
});
