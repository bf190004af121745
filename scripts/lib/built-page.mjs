/** The built page that commands serve. */
import { join, resolve } from 'node:path';
import { hashOfInputs, isBuiltFrom } from './build-inputs.mjs';
import { installPackages } from './install.mjs';
import { ROOT } from './run.mjs';

/**
 * Installs what is missing and builds what is out of date. `E2E_DIST` names a build to take as it
 * is.
 * @returns {Promise<string>} the folder.
 */
export async function builtPage() {
  await installPackages();
  if (process.env.E2E_DIST) return resolve(ROOT, process.env.E2E_DIST);
  const dist = join(ROOT, 'dist');
  if (!isBuiltFrom(dist, hashOfInputs(ROOT))) {
    console.error('Building the page ...');
    const { build } = await import('vite');
    await build({ root: ROOT, logLevel: 'error' });
  }
  return dist;
}
