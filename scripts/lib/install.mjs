/** Installs what is missing: the npm packages and a Chromium. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM_PATH } from '../chromium.mjs';
import { ROOT, run, runScript } from './run.mjs';

/**
 * @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} LockFile
 * What npm writes, by the folder of each package.
 */

/** npm's own list of what it put into node_modules. */
export const INSTALLED = join(ROOT, 'node_modules/.package-lock.json');

/**
 * Contents are compared, not times of change: a checkout touches the lock file without a change.
 * Optional packages may be missing, as npm leaves out those of other platforms.
 * @param {LockFile} wanted the lock file.
 * @param {LockFile} installed npm's list.
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted.packages).every(([folder, { version, optional }]) => {
    if (folder === '') return true;
    const present = installed.packages[folder];
    return present ? present.version === version : optional === true;
  });
}

/**
 * By the path of its script, as npm is a `.cmd` on Windows, which Node starts through a shell only.
 * @param {string[]} args
 */
function npm(...args) {
  const script = process.env.npm_execpath; // set by `npm start` and `npm test`
  return script ? runScript(script, args) : run('npm', args);
}

/** @param {string} path @returns {LockFile} */
export const readLockFile = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Exactly what the lock file says; `npm ci` refuses one that is incomplete. */
export async function installPackages() {
  const wanted = readLockFile(join(ROOT, 'package-lock.json'));
  if (existsSync(INSTALLED) && isInstalled(wanted, readLockFile(INSTALLED))) return;
  console.log('Installing the npm packages (once) ...');
  const code = await npm('ci', '--no-audit', '--no-fund');
  if (code !== 0) throw new Error(`npm could not install the packages (exit code ${code})`);
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
