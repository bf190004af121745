/** The tables that the page comes with, for specs that hold for them alone. */
import { readFileSync } from 'node:fs';
import manifest from '../../../../public/models/manifest.json';
import type { WordFiles } from '../tables';

/** Their contents as the page loads them. */
export const SHIPPED_FILES = Object.fromEntries(
  Object.entries(manifest.words.tables).map(([name, { file }]) => [
    name,
    new Uint8Array(readFileSync(new URL(`../../../../public/models/${file}`, import.meta.url))),
  ]),
) as WordFiles;
