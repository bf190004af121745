import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import module from '#src/gpu/simd/module.as.ts?raw';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const OPERATIONS = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Operations without a kernel: they run on the processor on both paths. */
const ON_THE_PROCESSOR = ['region-stats'];

it.each(OPERATIONS)(
  '%s exists twice: a kernel with its host code, and its TypeScript twin',
  (name) => {
    const files = readdirSync(`${FOLDER}${name}`);
    expect(files).toContain('cpu.ts');
    const hasKernel = files.some((file) => file.endsWith('.wgsl'));
    expect([hasKernel, files.includes('gpu.ts')]).toEqual(
      ON_THE_PROCESSOR.includes(name) ? [false, false] : [true, true],
    );
  },
);

const IN_SIMD = OPERATIONS.filter((name) => readdirSync(`${FOLDER}${name}`).includes('simd.ts'));

it('some operations exist in SIMD too', () => {
  expect(IN_SIMD).toContain('scores');
});

it.each(IN_SIMD)(
  '%s in SIMD has its AssemblyScript beside it, in the module, and a spec',
  (name) => {
    const files = readdirSync(`${FOLDER}${name}`);
    expect(files).toContain(`${name}.simd.spec.ts`);
    const sources = files.filter((file) => file.endsWith('.as.ts'));
    expect(sources).toContain('kernel.as.ts');
    for (const source of sources)
      expect(module).toContain(`export * from '../ops/${name}/${source.replace(/\.ts$/, '')}';`);
  },
);
