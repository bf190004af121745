import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { decode } from 'fast-png';
import { averagePrecision } from './support/average-precision';
import { openAnalysed } from './support/page';
import { scoreMap } from './support/scripting';

interface Sample {
  id: string;
  image: string;
  mask: string;
  unknown: string[];
}

const PUBLIC = new URL('../public/', import.meta.url);
const samples: Sample[] = JSON.parse(readFileSync(new URL('samples/samples.json', PUBLIC), 'utf8'));
/** Mean AP over the samples with unknown objects; those fill 1.8 to 4 % of the pictures, which is what chance would give. */
const FLOORS = { 'max-logit': 0.12, entropy: 0.1 };

for (const [method, floor] of Object.entries(FLOORS)) {
  test(`mean average precision of ${method} on the samples does not fall below its floor`, async ({ page }) => {
    await openAnalysed(page, '');
    const unknown = samples.filter(({ unknown: names }) => names.length > 0);
    expect(unknown.length).toBeGreaterThanOrEqual(5);
    let sum = 0;
    for (const { id, image, mask } of unknown) {
      const map = await scoreMap(page, image, method);
      const precision = averagePrecision(map.data, decode(readFileSync(new URL(mask, PUBLIC))).data);
      console.log(`${method} ${id}: ${precision.toFixed(3)}`);
      sum += precision;
    }
    expect(sum / unknown.length).toBeGreaterThan(floor);
  });
}
