/**
 * Small networks in place of the trained ones: a mask is the inside of its box, so what a spec
 * expects can be computed.
 */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

const MODELS = new URL('../../public/models/manifest.json', import.meta.url);
const GRAPHS = new URL('../../src/models/testing/prompt-graphs/', import.meta.url);

interface Listed {
  id: string;
  file: string;
  selfCheck: { file: string };
}

export async function servePromptModels(page: Page): Promise<void> {
  const manifest = JSON.parse(readFileSync(MODELS, 'utf8')) as { models: Listed[] };
  const constructed: Listed[] = JSON.parse(
    readFileSync(new URL('models.json', GRAPHS), 'utf8'),
  ).own;
  const others = manifest.models.filter(({ id }) => !constructed.some((model) => model.id === id));
  await page.route('**/models/manifest.json', (route) =>
    route.fulfill({ json: { ...manifest, models: [...others, ...constructed] } }),
  );
  for (const name of constructed.flatMap(({ file, selfCheck }) => [file, selfCheck.file])) {
    await page.route(`**/models/${name}`, (route) =>
      route.fulfill({ body: readFileSync(new URL(name, GRAPHS)) }),
    );
  }
}
