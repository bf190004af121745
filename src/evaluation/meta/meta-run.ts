/** From labelled images to a meta classifier of a method. */
import { AnomalensError } from '#src/core/errors';
import type { LabelReading } from '#src/core/ground-truth/label-reading';
import { turnRequest } from '#src/core/ground-truth/turn-label';
import type { FittedMetaModel } from '#src/core/meta/meta-model';
import type { Engine } from '#src/engine-client/engine';
import { settleLabels } from '#src/evaluation/items/label-readings';
import { fitToRegions } from '#src/evaluation/meta/meta-fit';
import { type ReadLabels, readLabels } from '#src/evaluation/report/read-labels';
import type {
  EvaluationControl,
  EvaluationItem,
  ImageError,
  LabelRules,
  MetaFit,
} from '#src/evaluation/types';
import { serialiseError } from '#src/protocol/errors';
import type { NestedRegions } from '#src/protocol/evaluation';
import type { MethodSettings } from '#src/protocol/scores';

/** Whose regions are judged. */
export interface MetaSubject {
  settings: MethodSettings;
  /** Raw thresholds: regions of each are learnt from. */
  thresholds: number[];
  /** Id of the network behind the method. */
  modelId: string;
  longSide: number;
  labels: LabelRules;
}

export interface MetaRun extends Omit<MetaFit, 'model'> {
  model: FittedMetaModel;
  /** How the labels of the images were read. */
  readings: ReadLabels[];
  errors: ImageError[];
}

/**
 * Collects the regions of every image, then fits. Images that cannot be read are in `errors`.
 * @param rest as in `fitToRegions`.
 * @throws AnomalensError of the engine when it does not come back, of the model, `cancelled`, as
 * `fitToRegions`.
 */
export async function metaRun(
  engine: Engine,
  items: readonly EvaluationItem[],
  { settings, thresholds, modelId, longSide, labels }: MetaSubject,
  control: EvaluationControl,
  rest?: () => Promise<void>,
): Promise<MetaRun> {
  const { signal } = control;
  const { sha256 } = await engine.request('prepareModel', { modelId }, { signal });
  const readings = await settleLabels(engine, items, { ...labels, closedSet: false }, control);
  const images: NestedRegions[][] = [];
  const used: LabelReading[] = [];
  const errors: ImageError[] = [];
  for (const [done, item] of items.entries()) {
    control.onProgress?.({ phase: 'components', done, total: items.length, stem: item.stem });
    try {
      const reading = readings.get(item.stem);
      if (!item.label || !reading)
        throw new AnomalensError('label-unknown', 'There is no label for this image.');
      if (reading instanceof AnomalensError) throw reading;
      const source = { name: item.image.name, blob: await item.image.read() };
      const label = {
        name: item.label.name,
        blob: await item.label.read(),
        reading,
        turn: turnRequest(item.turn),
        leftOut: item.leftOut,
      };
      images.push(
        await engine.request(
          'evaluateRegions',
          { source, label, settings, thresholds },
          { signal },
        ),
      );
      used.push(reading);
    } catch (error) {
      if (engine.state === 'failed' || signal?.aborted) throw error;
      const { code, message } = serialiseError(error);
      errors.push({ file: item.image.name, code, message });
    }
  }
  const fit = await fitToRegions(images, thresholds, rest);
  const { images: count, regions } = fit;
  const origin = {
    method: settings.methodId,
    model: sha256,
    thresholds,
    longSide,
    images: count,
    segments: regions,
  };
  return { ...fit, model: { ...origin, ...fit.model }, readings: readLabels(used), errors };
}
