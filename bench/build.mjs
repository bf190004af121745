/** The builds that the bench measures: of this tree, or of a commit. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inPage, serveFiles } from '../scripts/lib/file-server.mjs';
import { headersOf } from '../scripts/lib/headers.mjs';
import { INSTALLED, isInstalled, readLockFile } from '../scripts/lib/install.mjs';
import { ROOT } from '../scripts/lib/run.mjs';

/** Both builds are timed by that of this tree. */
const STOPWATCH = 'bench/page/measure.ts';

/**
 * @typedef {object} Build
 * @property {string} name
 * @property {string} appUrl of the built page.
 * @property {string} benchUrl of the bench page: the operations and the alternatives.
 * @property {() => Promise<void>} close stops serving it.
 */

/**
 * @param {string} cwd @param {string} command @param {string[]} args
 * @returns {string} what the command writes. @throws Error with what it complains about.
 */
function runIn(cwd, command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** @param {string} folder where the graph belongs, beside the bench page. */
function makeScoreGraph(folder) {
  const script = join(ROOT, 'bench/make_score_graph.py');
  try {
    runIn(ROOT, '/usr/bin/python3', [script, join(folder, 'score-graph.onnx')]);
  } catch (error) {
    console.error(`The ONNX graph of the scores was not made (python3-onnx?): ${error}`);
  }
}

/**
 * Builds and serves the tree in a folder.
 * @param {string} root @param {string} name
 * @returns {Promise<Build>}
 */
async function buildTree(root, name) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  runIn(root, process.execPath, [vite, 'build', '--logLevel', 'error']);
  const config = ['--config', 'bench/vite.config.ts'];
  runIn(root, process.execPath, [vite, 'build', '--logLevel', 'error', ...config]);
  const page = join(root, '.cache/bench/page');
  makeScoreGraph(page);
  const app = await serveFiles('/', (file) => inPage(join(root, 'dist'), file), { headersOf });
  const bench = await serveFiles('/', (file) => inPage(page, file));
  const close = async () => void (await Promise.all([app.close(), bench.close()]));
  return { name, appUrl: app.url, benchUrl: bench.url, close };
}

export const buildHere = () => buildTree(ROOT, 'this tree');

/**
 * In a working tree of its own, which goes when the process ends. Its packages are those of this tree where they are of the locked
 * versions.
 * @param {string} commit
 * @returns {Promise<Build>}
 * @throws Error where there is no such commit, or it does not build.
 */
export async function buildCommit(commit) {
  const hash = runIn(ROOT, 'git', [
    'rev-parse',
    '--verify',
    '--short',
    `${commit}^{commit}`,
  ]).trim();
  const root = mkdtempSync(join(tmpdir(), 'anomalens-bench-'));
  process.once('exit', () => {
    runIn(ROOT, 'git', ['worktree', 'remove', '--force', root]);
    rmSync(root, { recursive: true, force: true });
  });
  runIn(ROOT, 'git', ['worktree', 'add', '--detach', root, hash]);
  copyFileSync(join(ROOT, STOPWATCH), join(root, STOPWATCH));
  if (isInstalled(readLockFile(join(root, 'package-lock.json')), readLockFile(INSTALLED)))
    symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  else runIn(root, 'npm', ['ci', '--no-audit', '--no-fund']);
  return buildTree(root, hash);
}
