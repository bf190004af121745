/** `npm run bench -- --against COMMIT`: this tree and a commit, measured in turns. */
import { buildCommit, buildHere } from './build.mjs';
import { changeOf, compare } from './compare.mjs';
import { milliseconds, printTable } from './table.mjs';

/**
 * @typedef {import('./build.mjs').Build} Build
 * @typedef {import('./compare.mjs').Comparison} Comparison
 * @typedef {import('./compare.mjs').Samples} Samples
 * @typedef {import('./compare.mjs').Summary} Summary
 * @typedef {import('./sections.mjs').Section} Section
 */

/** @param {Samples} samples @param {import('./sections.mjs').Timing[]} timings */
function addTo(samples, timings) {
  for (const timing of timings)
    samples.set(timing.name, [...(samples.get(timing.name) ?? []), timing.milliseconds]);
}

/** @param {Summary} summary */
const written = ({ median, low, high }) =>
  `${milliseconds(median)} (${milliseconds(low)} to ${milliseconds(high)})`;

/**
 * A B A B ...: what else the machine does in these minutes meets both builds alike.
 * @param {Section[]} sections @param {Build[]} builds @param {number} runs
 * @returns {Promise<Map<Section, Samples[]>>} samples of each build, in their order.
 */
async function measureInTurns(sections, builds, runs) {
  const measured = new Map(
    sections.map((section) => [section, builds.map(() => /** @type {Samples} */ (new Map()))]),
  );
  for (let run = 1; run <= runs; run++)
    for (const [section, samples] of measured)
      for (const [index, build] of builds.entries()) {
        console.error(`run ${run} of ${runs}, ${section.id}: ${build.name}`);
        const target = samples[index];
        const { timings } = await section.measure(build);
        if (target) addTo(target, timings);
      }
  return measured;
}

/**
 * Prints both medians of every figure and which became worse by more than five per cent.
 * @param {string} commit @param {Section[]} sections @param {number} runs
 * @returns {Promise<{ section: string, figures: Comparison[] }[]>}
 */
export async function measureAgainst(commit, sections, runs) {
  const builds = [];
  try {
    builds.push(await buildHere());
    builds.push(await buildCommit(commit));
    const names = builds.map(({ name }) => name);
    const results = [];
    for (const [section, [ours, theirs]] of await measureInTurns(sections, builds, runs)) {
      const figures = compare(ours ?? new Map(), theirs ?? new Map());
      results.push({ section: section.id, figures });
      printTable(
        `${section.id}, medians of ${runs} runs in milliseconds (smallest to largest)`,
        ['figure', 'change', ...names, ''],
        figures.map((figure) => [
          figure.name,
          changeOf(figure),
          written(figure.ours),
          figure.theirs ? written(figure.theirs) : '-',
          figure.isWorse ? 'WORSE' : '',
        ]),
      );
    }
    return results;
  } finally {
    for (const build of builds) await build.close();
  }
}
