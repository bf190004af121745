/** A report of an earlier run, and how a new one differs from it. */
import { readFileSync } from 'node:fs';
import { METRICS } from './limits.mjs';
import { aligned, signed } from './table.mjs';
import { UsageError } from './values.mjs';

/**
 * @typedef {import('./limits.mjs').Report} Report
 * @typedef {{ name: string, report: Report }} Former `name` as it was given.
 */

/**
 * @param {string} path @param {string} definition that the new report will have.
 * @returns {Former} @throws UsageError where it cannot be compared with.
 */
export function readFormer(path, definition) {
  const option = `--against ${path}`;
  const report = parsed(path, option);
  if (report.closedSet) throw new UsageError(`${option} is of classes, not of anomalies`);
  if (report.shard) throw new UsageError(`${option} is of a shard: join the shards first`);
  const own = String(report.definition).replace(/:.*/s, '').toLowerCase();
  if (own !== definition)
    throw new UsageError(
      `${option} has another definition of the metrics: ${own}, and this run ${definition} (--definition)`,
    );
  return { name: path, report };
}

/** @param {string} path @param {string} option @returns {Report} @throws UsageError */
function parsed(path, option) {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    const methods = Object.values(report.methods);
    if (report.schemaVersion === 1 && methods.every(({ pixel, perImage }) => pixel && perImage))
      return report;
  } catch (error) {
    // JSON that is none, or JSON of something else; the system's own words say what only a system knows.
    const isSystem = error instanceof Error && 'code' in error;
    if (isSystem && error.code !== 'EISDIR')
      throw new UsageError(`${option} cannot be read: ${error.message}`);
  }
  throw new UsageError(`${option} is no report.json of this command`);
}

/**
 * Every method of both, the new report minus the former; and which are in one alone.
 * @param {Report} report @param {Former} former
 */
export function formerLines(report, { name, report: before }) {
  const shared = Object.keys(report.methods).filter((id) => id in before.methods);
  const rows = shared.map((id) => [
    id,
    ...Object.values(METRICS).map((read) => {
      const [now, then] = [report.methods[id], before.methods[id]].map((own) => own && read(own));
      return typeof now === 'number' && typeof then === 'number' ? signed(now - then) : '-';
    }),
  ]);
  const isNew = Object.keys(report.methods).filter((id) => !shared.includes(id));
  const isGone = Object.keys(before.methods).filter((id) => !shared.includes(id));
  return [
    ...(rows.length > 0 ? aligned([[`minus ${name}`, ...Object.keys(METRICS)], ...rows]) : []),
    ...(isNew.length > 0 ? [`Not in ${name}: ${isNew.join(', ')}.`] : []),
    ...(isGone.length > 0 ? [`In ${name} alone: ${isGone.join(', ')}.`] : []),
  ];
}

/**
 * Why differences to a former report may be of something else than the methods.
 * @param {Report} report @param {Former} former @returns {string[]} sentences.
 */
export function formerDoubts(report, { name, report: before }) {
  const shared = Object.keys(report.methods).find((id) => id in before.methods);
  const [now, then] = [priorsOf(report, shared), priorsOf(before, shared)];
  const added = [...now.keys()].filter((stem) => !then.has(stem));
  const gone = [...then.keys()].filter((stem) => !now.has(stem));
  const relabelled = [...now].flatMap(([stem, prior]) =>
    Math.abs((then.get(stem) ?? prior) - prior) > SAME_PRIOR ? stem : [],
  );
  const differs = (/** @type {(own: Report) => unknown} */ read) =>
    JSON.stringify(read(report)) !== JSON.stringify(read(before));
  const doubts = [
    [added.length > 0, `it lacks ${counted(added)}`],
    [gone.length > 0, `it has ${counted(gone)} more`],
    [relabelled.length > 0, `it has other labels of ${counted(relabelled)}`],
    [
      differs(({ readings }) => readings.map(({ as, anomaly, ignore }) => [as, anomaly, ignore])),
      'its labels were read in another way',
    ],
    [
      differs(({ componentFilters }) => componentFilters),
      'its components have other minimum sizes',
    ],
    [
      Object.keys(report.models).length > 0 && differs(({ longSide }) => longSide),
      `its long side is ${before.longSide}, not ${report.longSide}`,
    ],
  ];
  return doubts.flatMap(([holds, text]) =>
    holds ? [`${name} is of other images or settings: ${text}.`] : [],
  );
}

/** In per cent: void of a score without numbers moves the prior of an image, rounding does not. */
const SAME_PRIOR = 1e-6;

/**
 * Share of anomalous pixels by image.
 * @param {Report} report @param {string | undefined} id of the method whose holes count as void.
 */
function priorsOf({ methods }, id) {
  const method = id === undefined ? Object.values(methods)[0] : methods[id];
  return new Map(method?.perImage.map(({ stem, prior }) => [stem, prior ?? 0]));
}

/** @param {string[]} stems at least one. */
const someOf = (stems) => stems.slice(0, 3).join(', ') + (stems.length > 3 ? ', ...' : '');

/** @param {string[]} stems at least one. */
const counted = (stems) =>
  `${stems.length} ${stems.length === 1 ? 'image' : 'images'} (${someOf(stems)})`;
