/**
 * `npm run mutate`: changes the code in every way of Stryker's standard set, one at a time, and
 * asks whether a spec fails. `npm run mutate -- src/core/metrics` tries one folder or file,
 * `--near` with the specs of its own room only, `--fresh` forgets former results, `--list` names
 * what survived, `--report` tries nothing and prints what is known. Exits with 1 when a room kills
 * less than 80 %.
 */
import { availableParallelism } from 'node:os';
import { instrument } from './mutate/instrument.mjs';
import { Results } from './mutate/results.mjs';
import { sourcesUnder, specsOf } from './mutate/specs.mjs';
import { printSurvivors, printTable } from './mutate/table.mjs';
import { planOf, tryMutants } from './mutate/trial.mjs';

const ROOMS = ['src/workers', 'src/session', 'src/engine-client', 'src/store', 'src/core'];

/** Folders that a spec and a source file share when both lie in one room. */
const SAME_ROOM = 2;

const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const paths = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const sources = sourcesUnder(paths.length > 0 ? paths.map((p) => p.replace(/\/$/, '')) : ROOMS);
if (sources.length === 0) {
  console.error(`No source file under ${paths.join(', ')}`);
  process.exit(2);
}

const results = flags.includes('--fresh') ? new Results() : Results.load();
const specs = specsOf(sources).filter(
  ({ browser, near }) => !browser && (near >= SAME_ROOM || !flags.includes('--near')),
);
/** @type {Record<string, string>} */
const code = {};
for (const source of sources) {
  const { code: instrumented, ...file } = await instrument(source);
  code[source] = instrumented;
  const reaching = specs.filter((entry) => entry.sources.includes(source));
  results.meet(
    source,
    file,
    reaching.map(({ spec }) => spec),
  );
}

const plan = planOf(specs, results);
const open = specs
  .filter(({ spec }) => Object.keys(plan[spec] ?? {}).length > 0)
  .sort((a, b) => b.near - a.near || results.costOf(a.spec) - results.costOf(b.spec));
if (open.length > 0 && !flags.includes('--report')) {
  console.log(`${sources.length} files, ${open.length} spec files`);
  const started = Date.now();
  /** @param {import('./mutate/trial.mjs').Line} line */
  const onLine = ({ spec, covered, cost, result, done, broken }) => {
    if (broken) console.log(`${spec} fails without a mutant: left out`);
    if (covered) {
      for (const [source, ids] of Object.entries(covered)) {
        results.begin(source, spec, ids, cost ?? 0);
      }
    }
    if (result) results.tell(result[0], spec, result[1], result[2]);
    if (!done) return;
    results.save();
    console.log(`${spec} ${((Date.now() - started) / 1000).toFixed(0)} s`);
  };
  const saving = setInterval(() => results.save(), 30_000);
  const processes = Math.min(2, availableParallelism());
  await tryMutants({ specs: open, code, results, processes, onLine });
  clearInterval(saving);
}
results.save();

const mutants = sources.flatMap((source) => results.statuses(source));
if (flags.includes('--list')) printSurvivors(mutants);
process.exitCode = printTable(mutants, ROOMS) ? 0 : 1;
