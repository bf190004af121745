import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

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
