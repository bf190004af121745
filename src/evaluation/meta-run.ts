/** From a labelled set to a meta classifier that a method can ship. */
import { AnomalensError, serialiseError } from '#src/core/errors';
import type { Engine } from '#src/engine-client/engine';
import { settleLabels } from '#src/evaluation/label-encodings';
import { fitToSegments, type MetaFit } from '#src/evaluation/meta-fit';
import type { EvaluationControl, EvaluationItem, ImageError } from '#src/evaluation/types';
import type { Method, ShippedMetaModel } from '#src/methods/define-method';
import { settingsFor } from '#src/methods/settings';
import type { SegmentEvaluation } from '#src/workers/protocol';

export interface MetaRun extends Omit<MetaFit, 'model'> {
  model: ShippedMetaModel;
  errors: ImageError[];
}

/**
 * Collects the segments of every image at the method's default threshold, then fits. Images that cannot be read are in `errors`.
 * @throws AnomalensError of the engine when it does not come back, of the model, as `fitToSegments`.
 */
export async function metaRun(
  engine: Engine,
  items: readonly EvaluationItem[],
  method: Method,
  longSide: number,
  control: EvaluationControl,
): Promise<MetaRun> {
  const { sha256 } = await engine.request('prepareModel', { modelId: method.model });
  const encodings = await settleLabels(engine, items, false, control);
  const images: SegmentEvaluation[] = [];
  const errors: ImageError[] = [];
  for (const [done, item] of items.entries()) {
    control.onProgress?.({ phase: 'components', done, total: items.length, stem: item.stem });
    try {
      const encoding = encodings.get(item.stem);
      if (!item.label || !encoding) throw new AnomalensError('label-unknown', 'There is no label for this image.');
      if (encoding instanceof AnomalensError) throw encoding;
      images.push(
        await engine.request('evaluateSegments', {
          source: { kind: 'file', name: item.image.name, blob: await item.image.read() },
          label: { name: item.label.name, blob: await item.label.read(), hint: item.hint, encoding },
          settings: settingsFor(method),
          threshold: method.defaultThreshold,
        }),
      );
    } catch (error) {
      if (engine.state === 'failed') throw error;
      const { code, message } = serialiseError(error);
      errors.push({ file: item.image.name, code, message });
    }
  }
  const fit = fitToSegments(images);
  const { images: count, segments } = fit;
  const origin = { method: method.id, model: sha256, threshold: method.defaultThreshold, longSide, images: count, segments };
  return { ...fit, model: { ...origin, ...fit.model }, errors };
}
