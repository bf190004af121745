/** Installs what is missing: the npm packages and a Chromium. */
import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM_PATH } from '../chromium.mjs';
import { ROOT, run } from './run.mjs';

const modified = (path) => statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** npm's own copy of the lock file; touched after every installation. */
const INSTALLED = 'node_modules/.package-lock.json';

const npm = (...args) =>
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', [...args, '--no-audit', '--no-fund']);

/**
 * Exactly what the lock file says. A registry that lacks some platform's optional package makes
 * `npm ci` refuse the whole file; `npm install --no-save` takes the locked versions too and leaves
 * the file alone.
 */
export async function installPackages() {
  if (modified(INSTALLED) >= modified('package-lock.json')) return;
  console.log('Installing the npm packages (once) ...');
  const code = (await npm('ci', '--silent')) && (await npm('install', '--no-save'));
  if (code !== 0) throw new Error(`npm could not install the packages (exit code ${code})`);
  const now = new Date();
  utimesSync(join(ROOT, INSTALLED), now, now);
}

/**
 * A system browser, else the Debian package where we may install it, else the one that Playwright
 * downloads.
 */
export async function installChromium() {
  if (CHROMIUM_PATH !== undefined) return;
  console.log('Installing Chromium (once) ...');
  const isRoot = process.getuid?.() === 0;
  const apt = { env: { DEBIAN_FRONTEND: 'noninteractive' } };
  if (isRoot && (await run('apt-get', ['update', '-qq'], apt)) === 0) {
    if (
      (await run(
        'apt-get',
        ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
        apt,
      )) === 0
    )
      return;
  }
  const code = await run(process.execPath, [
    'node_modules/playwright/cli.js',
    'install',
    'chromium',
  ]);
  if (code !== 0) throw new Error('No Chromium: install one, or name it in CHROMIUM_PATH');
}
