/** What S2M is measured on: three sets and the pictures without an object, from each of two sources. */
import { reportOf } from './reports.mjs';

/** The first is S2M's default source, whose threshold on the held-out composites becomes S2M's own. */
export const SOURCES = ['rpl', 'max-entropy'];
/** A picture takes seconds: every third of the held-out composites has to do. */
const EVERY = 3;

/** @param folders `{ heldOut, static, anomaly }`. @returns `{ source, set, report }[]`, the set that gives the threshold first. */
export function measureMasks(folders, out, manifest) {
  const sets = [
    { id: 'held-out', title: 'held-out composites', folder: folders.heldOut, every: EVERY },
    { id: 'roadanomaly20', title: 'RoadAnomaly 20', folder: folders.anomaly },
    { id: 'fs_static', title: 'Fishyscapes Static', folder: folders.static },
  ];
  return sets.flatMap((set) => SOURCES.map((source) => measured(set, source, out, manifest)));
}

/** Pictures of the held-out cities in which nothing was pasted, at the default threshold that the page has by now. */
export function measureClean(heldOut, threshold, out, manifest) {
  const fits = ({ methods }) => methods.s2m.clean?.threshold === threshold;
  const set = { id: 'clean', title: 'held-out pictures without an object', folder: heldOut, only: 'clean', fits };
  return SOURCES.map((source) => measured(set, source, out, manifest));
}

function measured(set, source, out, manifest) {
  const options = ['--methods', `s2m,${source}`, '--source', source];
  const whole = { ...set, id: `s2m-${set.id}-${source}`, title: `S2M on ${set.title}, from ${source}`, options };
  return { source, set, report: reportOf(whole, out, manifest) };
}
