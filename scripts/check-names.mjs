/**
 * `npm run names`: fails when a comment or a document names a file, a Python module or a chapter of
 * docs/methods.md that does not exist, when a doc comment opens with words that stand for the name
 * below it, when a file of code is too long, and when a folder of `src` is too full.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tooFull, tooLong } from './lib/length.mjs';
import { METHODS, nameChecker } from './lib/names.mjs';
import { badOpenings } from './lib/openings.mjs';
import { isRead } from './lib/prose.mjs';

const listed = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
  {
    encoding: 'utf8',
  },
);
const files = [...new Set(listed.split('\0'))].filter((path) => path && existsSync(path));
const check = nameChecker(files, readFileSync(METHODS, 'utf8'));
const findings = files.filter(isRead).flatMap((path) => {
  const text = readFileSync(path, 'utf8');
  return [...check(path, text), ...badOpenings(path, text), ...tooLong(path, text)];
});
findings.push(...tooFull(files));
for (const { path, line, problem } of findings) console.error(`${path}:${line}: ${problem}`);
console.log(`names: ${files.filter(isRead).length} files read, ${findings.length} problems`);
process.exitCode = findings.length > 0 ? 1 : 0;
