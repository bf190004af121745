import { readFileSync } from 'node:fs';

/** A sound picture of the browser's tests, read from the root of the project. */
export function fixture(name: string): Uint8Array {
  return Uint8Array.from(readFileSync(`e2e/fixtures/good/${name}`));
}
