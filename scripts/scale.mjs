/**
 * `npm run scale -- [--pictures N] [--shards N,N] [--methods ID,ID] [--threads N] [--runs N] [--price P]`:
 * measures shards and merging on this machine, and says what a large set would take (docs/scale.md).
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { builtPage } from './lib/built-page.mjs';
import { forecast, mostPictures } from './scale/forecast.mjs';
import { measure } from './scale/measure.mjs';

const { values } = parseArgs({
  options: {
    pictures: { type: 'string', default: '1000000' },
    shards: { type: 'string', default: '1,16,100,1000' },
    methods: { type: 'string' },
    threads: { type: 'string', default: '1' },
    runs: { type: 'string', default: '3' },
    // Of a core for an hour. An assumption: about what clouds ask for a core with 4 GB on demand.
    price: { type: 'string', default: '0.05' },
  },
});
const pictures = Number(values.pictures);
const threads = Number(values.threads);
const runs = Number(values.runs);
const shards = values.shards.split(',').map(Number);
const price = Number(values.price);
const isWhole = (/** @type {number} */ value) => Number.isInteger(value) && value >= 1;
if (![pictures, threads, runs, ...shards].every(isWhole) || !(price > 0)) {
  console.error('Numbers are whole and at least 1, --price is above 0.');
  process.exit(2);
}

await builtPage();
const say = (/** @type {string} */ line) => console.error(line);
const load = () => loadavg()[0]?.toFixed(1);
const loadBefore = load();
const measured = await measure({ methods: values.methods, threads, runs, say });
console.log(
  `${cpus()[0]?.model}, ${cpus().length} cores, load ${loadBefore} before and ${load()} behind it`,
);

const { start, label, picture, merge, kept, report } = measured;
console.log(`
Methods: ${values.methods ?? 'all of npm run evaluate'}; ${threads} thread(s); medians of ${runs} run(s)
start of a shard              ${start.toFixed(1)} s
each label of the set         ${(label * 1000).toFixed(2)} ms, in every shard
each picture of a shard       ${(picture * 1000).toFixed(0)} ms
merging                       ${merge.fixed.toFixed(1)} s, and ${(merge.each * 1000).toFixed(0)} ms for each picture
kept                          ${(kept.fixed / 1e6).toFixed(1)} MB for each shard, ${(kept.each / 1e6).toFixed(2)} MB for each picture
one report holds at most      ${mostPictures(measured)} pictures (${report.each.toFixed(0)} bytes each)

${pictures} pictures, all shards at once; ${price} for a core and hour
shards  labels, h  pictures, h  merging, h  total, h  core hours   cost  kept, TB`);
for (const count of shards) {
  const found = forecast(measured, pictures, count, price);
  const cells = [
    String(count).padStart(6),
    found.labelHours.toFixed(1).padStart(9),
    found.pictureHours.toFixed(1).padStart(11),
    found.mergeHours.toFixed(1).padStart(10),
    found.hours.toFixed(1).padStart(8),
    found.coreHours.toFixed(0).padStart(10),
    found.cost.toFixed(0).padStart(5),
    (found.bytes / 1e12).toFixed(1).padStart(8),
  ];
  console.log(cells.join('  '));
}
