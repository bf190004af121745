import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { openPage, stage, waitForAnalysis } from './support/page';
import { FIRST_SAMPLE, rejectionOf } from './support/scripting';

const MODELS = new URL('../public/models/', import.meta.url);
const model = readFileSync(new URL('max-entropy.onnx', MODELS));

function flipped(): Buffer {
  const copy = Buffer.from(model);
  copy[copy.length >> 1]! ^= 1; // onnxruntime loads such a file without complaint
  return copy;
}

const DAMAGES = {
  'one flipped bit': { status: 200, body: flipped() },
  'cut off in the middle': { status: 200, body: model.subarray(0, model.length >> 1) },
  'an empty answer': { status: 200, body: '' },
  'a web page in its place': { status: 200, contentType: 'text/html', body: '<!doctype html>' },
  'not found': { status: 404, body: '' },
};

const alert = (page: Page) => stage(page).getByRole('alert');

for (const [name, answer] of Object.entries(DAMAGES)) {
  test(`a network with ${name} is refused, not kept, and fetched again on demand`, async ({
    page,
  }) => {
    await page.route('**/*.onnx', (route) => route.fulfill(answer));
    await openPage(page);
    await expect(alert(page)).toContainText(/max-entropy\.onnx/);
    expect(await rejectionOf(page, FIRST_SAMPLE)).toMatchObject({
      code: expect.stringMatching(/^model-(damaged|download)$/),
    });

    await page.unroute('**/*.onnx');
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
