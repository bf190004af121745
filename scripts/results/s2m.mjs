// @ts-nocheck
/**
 * What S2M is measured on: three sets, and two of pictures with nothing unknown, from each of two
 * sources.
 */
import { join } from 'node:path';
import { ROOT } from '../lib/run.mjs';
import { readJson, reportOf } from './reports.mjs';

/**
 * The first is S2M's default source, whose threshold on the held-out composites becomes S2M's own.
 */
export const SOURCES = ['rpl', 'max-entropy'];
/** A picture takes seconds: every third of the held-out composites has to do. */
const EVERY = 3;

/**
 * @param folders `{ heldOut, static, anomaly }`. @returns `{ source, set, report }[]`, the set that
 * gives the threshold first.
 */
export function measureMasks(folders, out, manifest) {
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
  return sets.flatMap((set) => SOURCES.map((source) => measured(set, source, out, manifest)));
}

/**
 * Pictures with nothing unknown, at the default threshold that the page has by now: those of the
 * held-out cities in which nothing was pasted, and those of Fishyscapes Static without an anomaly
 * together with the samples that have none.
 * @param masks as `measureMasks` gives them.
 */
export function measureClean(folders, masks, threshold, out, manifest) {
  const withoutAnomaly = stemsWithoutAnomaly(
    masks.find(({ set }) => set.folder === folders.static).report,
  );
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
  const fits = ({ methods }) => methods.s2m.clean?.threshold === threshold;
  return sets.flatMap((set) =>
    SOURCES.map((source) => measured({ ...set, fits }, source, out, manifest)),
  );
}

/** Pictures of a report whose label has no anomaly: they have no AP. */
function stemsWithoutAnomaly({ methods }) {
  return methods.s2m.perImage.filter(({ AP }) => AP === null).map(({ stem }) => stem);
}

/** @returns paths `{ images, labels }`. */
function samplesWithNothingUnknown() {
  const page = join(ROOT, 'public');
  const empty = readJson(join(page, 'samples/samples.json')).filter(
    ({ unknown }) => unknown.length === 0,
  );
  return empty.map(({ image, mask }) => ({ images: join(page, image), labels: join(page, mask) }));
}

function measured(set, source, out, manifest) {
  const options = ['--methods', `s2m,${source}`, '--source', source];
  const whole = {
    ...set,
    id: `s2m-${set.id}-${source}`,
    title: `S2M on ${set.title}, from ${source}`,
    options,
  };
  return { source, set, report: reportOf(whole, out, manifest) };
}
