import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openPage, stage, waitForAnalysis } from './support/page';
import { FIRST_SAMPLE, rejectionOf } from './support/scripting';

const MODELS = new URL('../public/models/', import.meta.url);
const bytesOf = (file: string) => readFileSync(new URL(file, MODELS));

function flipped(file: string): Buffer {
  const copy = bytesOf(file);
  copy[copy.length >> 1]! ^= 1; // onnxruntime loads such a file without complaint
  return copy;
}

function cut(file: string): Buffer {
  const bytes = bytesOf(file);
  return bytes.subarray(0, bytes.length >> 1);
}

/** The head that the page shows first, and the trunk that it reads. */
const [HEAD, TRUNK] = ['max-entropy.onnx', 'trunk.onnx'];
const DAMAGES = {
  'one flipped bit': { file: HEAD, status: 200, body: flipped(HEAD) },
  'one flipped bit in its trunk': { file: TRUNK, status: 200, body: flipped(TRUNK) },
  'a trunk that was cut off in the middle': { file: TRUNK, status: 200, body: cut(TRUNK) },
  'a web page in its place': {
    file: HEAD,
    status: 200,
    contentType: 'text/html',
    body: '<!doctype html>',
  },
  'a trunk that is not found': { file: TRUNK, status: 404, body: '' },
};

const alert = (page: Page) => stage(page).getByRole('alert');

for (const [name, { file, ...answer }] of Object.entries(DAMAGES)) {
  test(`a network with ${name} is refused, not kept, and fetched again on demand`, async ({
    page,
  }) => {
    await page.route(`**/${file}`, (route) => route.fulfill(answer));
    await openPage(page);
    await expect(alert(page)).toContainText(file);
    expect(await rejectionOf(page, FIRST_SAMPLE)).toMatchObject({
      code: expect.stringMatching(/^model-(damaged|download)$/),
    });

    await page.unroute(`**/${file}`);
    await alert(page).getByRole('button', { name: 'Try again' }).click();
    await waitForAnalysis(page);
  });
}

test('numbers that differ from the stored PyTorch outputs raise the alarm', async ({ page }) => {
  const fixture = JSON.parse(readFileSync(new URL('fixtures/max-entropy.json', MODELS), 'utf8'));
  const bytes = Buffer.from(fixture.outputs.logits.base64, 'base64');
  bytes.writeFloatLE(bytes.readFloatLE(400) + 0.5, 400);
  fixture.outputs.logits.base64 = bytes.toString('base64');
  const body = JSON.stringify(fixture);
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', MODELS), 'utf8'));
  manifest.models.find(({ id }: { id: string }) => id === 'max-entropy').selfCheck.sha256 =
    createHash('sha256').update(body).digest('hex');
  await page.route('**/models/manifest.json', (route) => route.fulfill({ json: manifest }));
  await page.route('**/fixtures/max-entropy.json', (route) => route.fulfill({ body }));
  await openPage(page);
  await expect(alert(page)).toContainText('computes other numbers here than it should');
});
