/**
 * `npm run fuzz`: damaged files and texts for every reader of outside bytes that runs in Node. None
 * may end in an error that is not in the closed list, take longer than 5 s, or give other values
 * where the format has a checksum. Not part of CI, where `src/testing/fuzz/fuzz.spec.ts` tries a few of each.
 *
 *   --reader NAME    one reader, or all whose names contain it
 *   --inputs N       inputs of each reader (8000)
 *   --seconds N      at most so long for each reader
 *   --seed N         another choice of inputs; the seed is printed (1)
 *
 * Inputs that show a fault are kept in `.cache/fuzz`. Exits with 1 when there is one.
 */
import { parseArgs } from 'node:util';
import { buildWorker } from './fuzz/build.mjs';
import { tableOf } from './fuzz/table.mjs';
import { readerNames, tryReader } from './fuzz/try-reader.mjs';

const { values } = parseArgs({
  options: {
    reader: { type: 'string', default: '' },
    inputs: { type: 'string', default: '8000' },
    seconds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
});
const inputs = Number(values.inputs);
const seconds = Number(values.seconds);
const seed = Number(values.seed);
if (!(Number.isInteger(inputs) && inputs > 0 && seconds > 0 && Number.isInteger(seed))) {
  console.error('--inputs, --seconds and --seed take numbers.');
  process.exit(2);
}

const worker = await buildWorker();
const all = await readerNames(worker);
const exact = all.filter((name) => name === values.reader);
const chosen = exact.length > 0 ? exact : all.filter((name) => name.includes(values.reader));
if (chosen.length === 0) {
  console.error(`No reader ${values.reader}. There are: ${all.join(', ')}.`);
  process.exit(2);
}

console.log(`seed ${seed}, ${inputs} inputs for each of ${chosen.length} readers\n`);
const results = [];
for (const reader of chosen) {
  const result = await tryReader({ worker, reader, seed, inputs, seconds });
  results.push(result);
  for (const { index, fault, file } of result.shown)
    console.log(`${reader}, input ${index}: ${fault}\n  ${file}`);
}

const faults = results.reduce((sum, result) => sum + result.faults, 0);
const tried = results.reduce((sum, result) => sum + result.tried, 0);
console.log(tableOf(results));
console.log(`\n${tried} inputs, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
