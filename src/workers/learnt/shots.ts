/**
 * Pictures that a person has annotated, as learning needs them: what the network gave, and which
 * pixels were marked.
 */
import { AnomalensError } from '#src/core/errors';
import { decodeRle } from '#src/core/rle/coco-rle';
import type { Size } from '#src/core/types';
import type { Requests } from '#src/protocol/requests';
import {
  type MetricOutputs,
  metricOutputs,
  metricResult,
} from '#src/workers/open-world/metric-head';
import type { EngineContext } from '#src/workers/state/context';

export interface CollectedShot extends MetricOutputs {
  /** Size of the picture grid. */
  size: Size;
  /** `[H, W]`, 1 where annotated. */
  mask: Uint8Array;
  /** Annotated pixels. */
  pixels: number;
}

/**
 * By the page's shot id. A picture may be released: what is kept of it here lives on, about 8 MB
 * each.
 */
export class ShotStore {
  readonly #shots = new Map<string, CollectedShot>();

  /** @throws AnomalensError `shot-unknown`, retryable: collected again, it is known. */
  get(shotId: string): CollectedShot {
    const shot = this.#shots.get(shotId);
    if (!shot)
      throw new AnomalensError('shot-unknown', 'An annotated picture has to be read again.', true);
    return shot;
  }

  /**
   * @throws AnomalensError `picture-unknown`, `option-invalid` for a mask of another size or
   * without a pixel, of the model.
   */
  async collect(
    context: EngineContext,
    { shotId, pictureId, mask: rle }: Requests['collectShot']['params'],
    signal?: AbortSignal,
  ): Promise<Requests['collectShot']['result']> {
    const entry = context.pictures.get(pictureId);
    const { size } = entry;
    if (rle.size[0] !== size.height || rle.size[1] !== size.width)
      throw new AnomalensError(
        'option-invalid',
        `The annotation is of another size than its picture, ${size.width} x ${size.height}.`,
      );
    const mask = decodeRle(rle);
    const pixels = mask.reduce((sum, value) => sum + value, 0);
    if (pixels === 0)
      throw new AnomalensError('option-invalid', 'Nothing is annotated in this picture.');
    const network = await entry.use(() =>
      entry.queue.run(() => metricResult(context, entry, signal), signal),
    );
    this.#shots.set(shotId, { ...metricOutputs(network), size, mask, pixels });
    return { pixels };
  }

  drop({ shotIds }: Requests['dropShots']['params']): void {
    for (const id of shotIds) this.#shots.delete(id);
  }
}
