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
/**
 * Mean AP over the samples with unknown objects, as a multiple of the mean prior, which is what
 * chance gives.
 */
const FLOORS = { 'max-logit': 5, entropy: 3 };

for (const [method, floor] of Object.entries(FLOORS)) {
  test(`mean average precision of ${method} on the samples is at least ${floor} times chance`, async ({
    page,
  }) => {
    await openAnalysed(page, '');
    const unknown = samples.filter(({ unknown: names }) => names.length > 0);
    expect(unknown.length).toBeGreaterThanOrEqual(5);
    let precisions = 0;
    let priors = 0;
    for (const { id, image, mask } of unknown) {
      const map = await scoreMap(page, image, method);
      const truth = Uint8Array.from(decode(readFileSync(new URL(mask, PUBLIC))).data);
      const precision = averagePrecision(map.data, truth);
      const prior = truth.reduce((sum, value) => sum + value, 0) / truth.length;
      console.log(`${method} ${id}: ${precision.toFixed(3)}, prior ${prior.toFixed(3)}`);
      precisions += precision;
      priors += prior;
    }
    console.log(`${method}: ${(precisions / priors).toFixed(1)} times chance`);
    expect(precisions / priors).toBeGreaterThan(floor);
  });
}
