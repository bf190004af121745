/** What is made unrecognisable in the small pictures of a report, by the classes of a network. */
import { AnomalensError } from '#src/core/errors';
import type { Engine } from '#src/engine-client/engine';
import { PICTURE_ID, paneOf } from '#src/evaluation/analysis/analyse-picture';
import type { AnalysisPlan, CoverKind, OpenPicture } from '#src/evaluation/analysis/types';
import { baseMethods } from '#src/methods/base';
import { methods } from '#src/methods/registry';
import { settingsFor } from '#src/methods/settings';

/** Names of the network's classes, by what a person asks for. */
const CLASSES: Readonly<Record<CoverKind, readonly string[]>> = {
  persons: ['person', 'rider'],
  vehicles: ['car', 'truck', 'bus', 'train', 'motorcycle', 'bicycle'],
};

/** A class map as a grey PNG of the picture grid, and which of its values are covered. */
export interface CoverMap {
  png: Blob;
  classes: number;
  covered: ReadonlySet<number>;
}

/**
 * Runs the base network for the picture that the worker holds; its own classes, without unknown.
 * @throws AnomalensError `option-invalid` where the network lacks a class, of the model and the
 * engine.
 */
export async function coverMap(
  engine: Engine,
  plan: AnalysisPlan,
  { analysed: { picture } }: OpenPicture,
): Promise<CoverMap> {
  const { classes } = await engine.request('prepareModel', { modelId: baseMethods.model });
  const names = plan.cover.flatMap((kind) => CLASSES[kind]);
  const covered = names.map((name) => classes.findIndex((known) => known.name === name));
  if (covered.includes(-1))
    throw new AnomalensError(
      'option-invalid',
      `The base network does not know ${plan.cover.join(' and ')}.`,
    );
  const settings = settingsOfBase();
  await engine.request('analyze', { pictureId: PICTURE_ID, settings: [settings] });
  const { blob } = await engine.request('exportFile', {
    kind: 'open-map-png',
    pictureId: PICTURE_ID,
    fileName: picture.name,
    // No score reaches it: an unknown region would hide the person in it.
    pane: { ...paneOf(plan), settings, removal: null, threshold: Number.POSITIVE_INFINITY },
    minArea: 0,
  });
  return { png: blob, classes: classes.length, covered: new Set(covered) };
}

/** Any formula of the base network's logits brings its classes along. */
function settingsOfBase() {
  const method = methods.find(({ model, score }) => model === baseMethods.model && 'kind' in score);
  if (!method) throw new AnomalensError('method-unknown', 'The base network has no method.');
  return settingsFor(method);
}
