import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !path.includes('testing/'),
);

it('finds the actions', () => {
  expect(FILES.length).toBeGreaterThan(50);
});

it.each(FILES)('one user action per file, named after it: %s', (path) => {
  const text = readFileSync(`${FOLDER}${path}`, 'utf8');
  const exported = [
    ...text.matchAll(/^export (?:async )?(?:function|const|let|class) (\w+)/gm),
  ].map(([, name]) => name);
  const words = path.slice(path.lastIndexOf('/') + 1, -'.ts'.length).split('-');
  const [first = '', ...rest] = words;
  const name = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  expect(exported).toEqual([name]);
});
