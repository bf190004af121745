import { paintLabel } from '#src/core/ground-truth/paint-label';
import type { LabelPreview } from '#src/protocol/labels';
import type { Requests } from '#src/protocol/requests';
import { decodeSource } from '#src/workers/files/decode-source';
import { decodeLabelFile, truthBeside } from '#src/workers/files/label-file';
import { reducedPixels } from '#src/workers/files/on-grid';
import type { EngineContext } from '#src/workers/state/context';

/**
 * What would count, on the picture: nothing is kept of either.
 * @throws AnomalensError `picture-*`, `label-*`.
 */
export async function previewLabel(
  { drives }: Pick<EngineContext, 'drives'>,
  { picture, label, longSide }: Requests['previewLabel']['params'],
): Promise<LabelPreview> {
  const raw = await decodeLabelFile(label.blob);
  const decoded = await decodeSource(drives, picture);
  const truth = truthBeside(raw, label, decoded);
  const { rgba, ...size } = await reducedPixels(decoded, longSide);
  paintLabel(rgba, size, truth);
  return { ...size, rgba, counts: truth.counts };
}
