import { expect, type Page, test } from '@playwright/test';
import { named, openFiles } from './support/files';
import { openAnalysed, thumbnail } from './support/page';
import { analyze, FIRST_SAMPLE } from './support/scripting';

/** Every address that the page or its worker asks for, the ones inside the page left out. */
function recordRequests(page: Page): URL[] {
  const seen: URL[] = [];
  page.context().on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.protocol !== 'blob:') seen.push(url);
  });
  return seen;
}

test('no request leaves the origin, and opening a picture causes none', async ({
  page,
  baseURL,
}) => {
  const requests = recordRequests(page);
  await openAnalysed(page);
  const { origin } = new URL(baseURL!);
  expect(requests.length).toBeGreaterThan(3);
  expect(requests.filter((url) => url.origin !== origin).map(String)).toEqual([]);
  expect(requests.some((url) => url.pathname.endsWith('.onnx'))).toBe(true);

  const before = requests.length;
  await openFiles(page, [named('road.jpg')]);
  await expect(thumbnail(page, 1)).toHaveAttribute('data-state', 'ready');
  expect(requests.slice(before).map(String)).toEqual([]);
});

test('the page keeps working when the network is gone', async ({ page, context }) => {
  await openAnalysed(page);
  const image = await page.evaluate(async (url) => {
    const blob = await (await fetch(url)).blob();
    return URL.createObjectURL(blob);
  }, FIRST_SAMPLE);
  await context.setOffline(true);
  const { width } = await analyze(page, image, { methods: ['max-entropy'] });
  expect(width).toBe(1280);
});

test('the policy of the page refuses insecure origins and eval', async ({ page }) => {
  await openAnalysed(page);
  const violations = await page.evaluate(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      seen.push(effectiveDirective),
    );
    await fetch('http://example.com/', { mode: 'no-cors' }).catch(() => undefined);
    const script = document.createElement('script');
    script.textContent = 'window.inlineScriptRan = true';
    document.head.append(script);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return seen;
  });
  expect(violations).toContain('connect-src');
  expect(violations).toContain('script-src-elem');
  expect(await page.evaluate(() => 'inlineScriptRan' in window)).toBe(false);
});
