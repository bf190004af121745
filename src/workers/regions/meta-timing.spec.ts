import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkGrid } from '#src/core/geometry';
import { CLASSES, FEATURES } from '#src/core/meta/feature-names';
import type { LabelledRegions } from '#src/core/meta/region-pixels';
import { random } from '#src/core/random';

/** Machines of CI are shared and slow: a real regression is larger than this. */
const ALLOWANCE = 3;
const RUNS = 5;

const SOURCE = fileURLToPath(new URL('../..', import.meta.url));
const PARTS = {
  model: join(SOURCE, 'core/meta/meta-model.ts'),
  features: join(SOURCE, 'core/meta/region-features.ts'),
  sampler: join(SOURCE, 'gpu/ops/scores/logit-sampler.ts'),
};
type Bundled = typeof import('#src/core/meta/meta-model') &
  typeof import('#src/core/meta/region-features') &
  typeof import('#src/gpu/ops/scores/logit-sampler');

const PICTURE = { width: 1280, height: 720 };
const STRIDE = 4;
const next = random(11);

/**
 * Milliseconds of the processor, which other programs lengthen less than the clock's; of the best
 * run, once it is compiled.
 */
function quickest(work: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/** 200 squares in rows of 20. */
function squares(side: number): LabelledRegions {
  const ids = new Uint32Array(PICTURE.width * PICTURE.height);
  for (let region = 0; region < 200; region++) {
    const left = (region % 20) * 64;
    const top = Math.floor(region / 20) * 72;
    for (let y = top; y < top + side; y++)
      ids.fill(region + 1, y * PICTURE.width + left, y * PICTURE.width + left + side);
  }
  return { ids, count: 200, ...PICTURE };
}

function noise() {
  const grid = networkGrid(PICTURE, 768, 32);
  const size = {
    width: grid.paddedWidth / STRIDE,
    height: grid.paddedHeight / STRIDE,
    classes: CLASSES,
    stride: STRIDE,
    grid,
  };
  return {
    ...size,
    data: Float32Array.from({ length: size.width * size.height * CLASSES }, () => 8 * next()),
  };
}

describe('meta classification stays within three times its targets', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anomalens-timing-'));
  let bundled: Bundled;

  // As it ships, each part with all that it needs in one file: the modules of a test runner reach
  // each other's functions by slow look-ups, a million times here, and so would two files of one
  // build.
  beforeAll(async () => {
    const parts: Partial<Bundled>[] = [];
    for (const [name, input] of Object.entries(PARTS)) {
      await build({
        configFile: false,
        logLevel: 'silent',
        publicDir: false,
        resolve: { alias: { '#src': SOURCE } },
        build: {
          ssr: true,
          outDir: folder,
          emptyOutDir: false,
          rollupOptions: { input, output: { entryFileNames: `${name}.mjs` } },
        },
      });
      parts.push(await import(/* @vite-ignore */ pathToFileURL(join(folder, `${name}.mjs`)).href));
    }
    bundled = Object.assign({}, ...parts);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    { side: 26, share: 0.15, target: 80 },
    { side: 63, share: 0.86, target: 300 },
  ])(
    'features of 200 regions that cover $share of the picture: $target ms',
    ({ side, share, target }) => {
      const regions = squares(side);
      const logits = noise();
      expect(regions.ids.filter((id) => id > 0).length / regions.ids.length).toBeCloseTo(share, 2);
      const milliseconds = quickest(() =>
        bundled.regionFeatures(regions, bundled.logitSampler(logits, regions)),
      );
      console.log(`features, ${share} of the picture: ${milliseconds.toFixed(0)} ms of ${target}`);
      expect(milliseconds).toBeLessThan(ALLOWANCE * target);
    },
  );

  it('a fit on 2000 regions: 300 ms', () => {
    const rows = 2000;
    const features = Float64Array.from({ length: rows * FEATURES }, next);
    const targets = Uint8Array.from({ length: rows }, (_, row) =>
      Number(features[row * FEATURES]! + next() > 1),
    );
    const milliseconds = quickest(() => bundled.fitMetaModel(features, targets));
    console.log(`fit on ${rows} regions: ${milliseconds.toFixed(0)} ms of 300`);
    expect(milliseconds).toBeLessThan(ALLOWANCE * 300);
  });
});
