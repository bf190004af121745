/** Runs a program with the terminal of this one and resolves with its exit code; never rejects. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string>} [env] beside the variables of this process.
 * @property {(text: string) => void} [print] takes what the program writes; the terminal does
 * without it.
 */

/**
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} 127 where the program does not start.
 */
export function run(command, args, { env = {}, print } = {}) {
  return new Promise((resolve) => {
    const output = print ? 'pipe' : 'inherit';
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...env },
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => print?.(text));
    child.on('error', (error) => {
      (print ?? console.error)(`${command}: ${error.message}\n`);
      resolve(127);
    });
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/**
 * Runs the script of an installed package by its path, without npx in between.
 * @param {string} path
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export function runScript(path, args, options) {
  return run(process.execPath, [path, ...args], options);
}
