/**
 * Writes docs/first-view.jpg: the page with its first sample, as a newcomer sees it. Needs a
 * running app: `node scripts/readme-picture.mjs URL`.
 */
import { chromium } from 'playwright';
import { CHROMIUM_PATH, QUIET_FLAGS } from './chromium.mjs';

const url = process.argv[2];
if (!url) throw new Error('Give the address that `npm start` prints.');
const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: QUIET_FLAGS });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' });
await page.goto(url);
await page
  .locator('[data-summary]')
  .filter({ hasText: /region/ })
  .waitFor({ timeout: 60_000 });
await page
  .getByRole('button', { name: /dismiss|close/i })
  .first()
  .click({ timeout: 3_000 })
  .catch(() => {}); // the notice about the software path, where there is one
await page.waitForTimeout(1_000);
await page.screenshot({ path: 'docs/first-view.jpg', type: 'jpeg', quality: 85 });
await browser.close();
