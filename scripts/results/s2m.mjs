/**
 * What S2M is measured on: three sets, and two of pictures with nothing unknown, from each of two
 * sources.
 */
import { join } from 'node:path';
import { ROOT } from '../lib/run.mjs';
import { methodOf, readJson, reportOf } from './reports.mjs';

/**
 * @typedef {import('./reports.mjs').LabelledSet} LabelledSet
 * @typedef {import('./reports.mjs').Manifest} Manifest
 * @typedef {import('./reports.mjs').Report} Report
 * @typedef {{ heldOut: string, static: string, anomaly: string, labelOptions: string[] }} Folders
 * `labelOptions` go to every evaluation of labels that are not known beforehand.
 * @typedef {{ source: string, set: LabelledSet, report: Report }} Measured
 */

/**
 * The first is S2M's default source, whose threshold on the held-out composites becomes S2M's own.
 */
export const SOURCES = ['rpl', 'max-entropy'];
/** The labels of these sets hold 0 and void alone. */
const NOTHING_UNKNOWN = ['--anomaly-ids', 'none', '--void-ids', '255'];
/** A picture takes seconds: every third of the held-out composites has to do. */
const EVERY = 3;

/**
 * @param {Folders} folders @param {string} out @param {Manifest} manifest
 * @returns {Measured[]} the set that gives the threshold first.
 */
export function measureMasks(folders, out, manifest) {
  /** @type {LabelledSet[]} */
  const sets = [
    {
      id: 'held-out',
      title: 'held-out composites',
      folder: folders.heldOut,
      keeps: (_, index) => index % EVERY === 0,
    },
    { id: 'roadanomaly20', title: 'RoadAnomaly 20', folder: folders.anomaly },
    { id: 'fs_static', title: 'Fishyscapes Static', folder: folders.static },
  ];
  return sets.flatMap((set) =>
    SOURCES.map((source) => measured(set, source, folders.labelOptions, out, manifest)),
  );
}

/**
 * Pictures with nothing unknown, at the default threshold that the page has by now: those of the
 * held-out cities in which nothing was pasted, and those of Fishyscapes Static without an anomaly
 * together with the samples that have none.
 * @param {Folders} folders
 * @param {Measured[]} masks as `measureMasks` gives them.
 * @param {number} threshold @param {string} out @param {Manifest} manifest
 */
export function measureClean(folders, masks, threshold, out, manifest) {
  const onStatic = masks.find(({ set }) => set.folder === folders.static);
  if (!onStatic) throw new Error('Fishyscapes Static was not measured.');
  const withoutAnomaly = stemsWithoutAnomaly(onStatic.report);
  /** @type {LabelledSet[]} */
  const sets = [
    {
      id: 'clean',
      title: 'held-out cities, nothing pasted',
      folder: folders.heldOut,
      keeps: (stem) => stem.startsWith('clean'),
    },
    {
      id: 'nothing-unknown',
      title: 'Fishyscapes Static without an anomaly, and the empty samples',
      folder: folders.static,
      keeps: (stem) => withoutAnomaly.includes(stem),
      others: samplesWithNothingUnknown(),
    },
  ];
  /** @param {Report} report */
  const fits = (report) => methodOf(report, 's2m').clean?.threshold === threshold;
  return sets.flatMap((set) =>
    SOURCES.map((source) => measured({ ...set, fits }, source, NOTHING_UNKNOWN, out, manifest)),
  );
}

/** Pictures whose label has no anomaly: they have no AP. @param {Report} report */
function stemsWithoutAnomaly(report) {
  const { perImage } = methodOf(report, 's2m');
  return perImage.filter(({ AP }) => AP === null).map(({ stem }) => stem);
}

/** @returns {import('./reports.mjs').Pair[]} */
function samplesWithNothingUnknown() {
  const page = join(ROOT, 'public');
  /** @type {{ image: string, mask: string, unknown: string[] }[]} */
  const samples = readJson(join(page, 'samples/samples.json'));
  const empty = samples.filter(({ unknown }) => unknown.length === 0);
  return empty.map(({ image, mask }) => ({ images: join(page, image), labels: join(page, mask) }));
}

/**
 * @param {LabelledSet} set @param {string} source @param {readonly string[]} labelOptions
 * @param {string} out @param {Manifest} manifest @returns {Measured}
 */
function measured(set, source, labelOptions, out, manifest) {
  const options = ['--methods', `s2m,${source}`, '--source', source, ...labelOptions];
  const whole = {
    ...set,
    id: `s2m-${set.id}-${source}`,
    title: `S2M on ${set.title}, from ${source}`,
    options,
  };
  return { source, set, report: reportOf(whole, out, manifest) };
}
