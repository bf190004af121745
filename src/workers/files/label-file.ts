/** Ground truth of a loaded picture: decoded on its own grid, drawn on the picture's. */
import { AnomalensError } from '#src/core/errors';
import { decodeLabel } from '#src/core/ground-truth/decode-label';
import { isClosedSet } from '#src/core/ground-truth/encodings';
import { assertSameGrid } from '#src/core/ground-truth/grid-check';
import {
  detectEncoding,
  type GroundTruth,
  toGroundTruth,
  valuesIn,
} from '#src/core/ground-truth/label-encoding';
import { IGNORE, NORMAL } from '#src/core/metrics/image-histogram';
import type { Size } from '#src/core/types';
import type { LabelInfo, LabelSource } from '#src/protocol/labels';
import type { Requests } from '#src/protocol/requests';
import type { EngineContext } from '#src/workers/state/context';

/** @throws AnomalensError `label-unreadable`, `label-values`, `picture-too-large`. */
export async function readLabel({
  blob,
  hint,
  encoding,
}: LabelSource): Promise<GroundTruth & Pick<LabelInfo, 'candidates' | 'ambiguous'>> {
  const raw = decodeLabel(await readBytes(blob));
  const detection = detectEncoding(valuesIn(raw.data), hint);
  return {
    ...toGroundTruth(raw, encoding ?? detection.encoding),
    candidates: [...detection.candidates],
    ambiguous: detection.ambiguous && encoding === null,
  };
}

async function readBytes(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new AnomalensError(
      'label-unreadable',
      'The label cannot be read any more. It may have been moved or deleted.',
      true,
      { cause },
    );
  }
}

/**
 * @throws AnomalensError as `readLabel`, `picture-unknown`, `label-size` when the aspects differ.
 */
export async function loadLabel(
  context: EngineContext,
  { pictureId, source }: Requests['loadLabel']['params'],
): Promise<LabelInfo> {
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    const { candidates, ambiguous, ...truth } = await readLabel(source);
    assertSameGrid(entry.size, truth);
    const onPicture = resampleNearest(truth.data, truth, entry.size);
    const shown = isClosedSet(truth.encoding)
      ? onPicture.map((id) => (id === IGNORE ? IGNORE : NORMAL))
      : onPicture;
    if (entry.truth) entry.retire(entry.truth.map);
    entry.truth = { ...truth, map: context.compute.loadTruth(shown, entry.size) };
    const { width, height, encoding, counts, notice } = truth;
    return {
      width,
      height,
      encoding,
      counts,
      notice,
      candidates,
      ambiguous,
      closedSet: isClosedSet(encoding),
    };
  });
}

export function dropLabel(
  context: EngineContext,
  { pictureId }: Requests['dropLabel']['params'],
): void {
  const entry = context.pictures.peek(pictureId);
  if (!entry?.truth) return;
  entry.retire(entry.truth.map);
  entry.truth = null;
}

/**
 * `[to.height, to.width]` of `[from.height, from.width]`, for showing only: metrics never resize a
 * label.
 */
function resampleNearest(values: Uint8Array, from: Size, to: Size): Uint8Array {
  const result = new Uint8Array(to.width * to.height);
  const columns = Int32Array.from({ length: to.width }, (_, x) =>
    Math.floor(((x + 0.5) * from.width) / to.width),
  );
  for (let y = 0, offset = 0; y < to.height; y++) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width;
    for (let x = 0; x < to.width; x++)
      result[offset++] = values[row + (columns[x] as number)] as number;
  }
  return result;
}
