import { expect, it } from 'vitest';
import { badOpenings } from './openings.mjs';

it.each([
  ['a.ts', '\n/** Of the last change. */', 2],
  ['a.css', '/**\n * Those that are kept.\n */', 1],
  ['a.py', '#: Of a score.\nX = 1\n', 1],
  ['a.py', 'def f():\n    """The same of a map."""\n', 2],
])('in %s is told: %j', (path, text, line) => {
  expect(badOpenings(path, text)).toMatchObject([{ path, line }]);
});

it.each([
  ['a.ts', '/** Offsets of the bins. Of several the first. */'],
  ['a.ts', '// Of a plain comment nothing is said.'],
  ['a.py', '"""The sameness of maps. Those are kept."""'],
  ['a.md', '/** Of a document. */'],
])('in %s is none: %j', (path, text) => {
  expect(badOpenings(path, text)).toEqual([]);
});
