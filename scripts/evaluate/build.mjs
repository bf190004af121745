/** The built page that the command drives. */
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installChromium, installPackages } from '../lib/install.mjs';
import { ROOT } from '../lib/run.mjs';

/** What the build is made of. */
const SOURCES = [
  'src',
  'public',
  'scripts/vite',
  'index.html',
  'evaluate.html',
  'vite.config.ts',
  'package-lock.json',
];

/**
 * Installs what is missing, builds what is out of date, and gives the folder. `E2E_DIST` names a
 * build to take as it is.
 */
export async function builtPage() {
  await installPackages();
  await installChromium();
  if (process.env.E2E_DIST) return resolve(ROOT, process.env.E2E_DIST);
  const dist = join(ROOT, 'dist');
  const built = statSync(join(dist, 'evaluate.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (newest(SOURCES) > built) {
    console.error('Building the page ...');
    const { build } = await import('vite');
    await build({ root: ROOT, logLevel: 'error' });
  }
  return dist;
}

function newest(paths) {
  const files = paths.flatMap((path) => {
    const full = join(ROOT, path);
    return statSync(full).isDirectory()
      ? readdirSync(full, { recursive: true }).map((name) => join(full, name))
      : [full];
  });
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
