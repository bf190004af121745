/** Ground truth of a loaded picture: decoded on its own grid, drawn on the picture's. */
import { AnomalensError } from '#src/core/errors';
import { decodeLabel, type RawLabel } from '#src/core/ground-truth/decode-label';
import { assertSameGrid } from '#src/core/ground-truth/grid-check';
import { isClosedSet } from '#src/core/ground-truth/label-reading';
import { valuesOf } from '#src/core/ground-truth/label-values';
import { leftOutBy, leftOutOn } from '#src/core/ground-truth/left-out';
import { partsOfLabel, regionOf } from '#src/core/ground-truth/region-of-interest';
import { type GroundTruth, toGroundTruth } from '#src/core/ground-truth/to-ground-truth';
import {
  fitsTurned,
  type LabelTurn,
  orientationFor,
  oriented,
  type ShownPicture,
} from '#src/core/ground-truth/turn-label';
import { IGNORE, NORMAL } from '#src/core/metrics/image-histogram';
import { drawLabel, isDrawnLabel } from '#src/core/shapes/drawn-label';
import type { Size } from '#src/core/types';
import type { InspectedLabel, LabelInfo, LabelSource } from '#src/protocol/labels';
import type { Requests } from '#src/protocol/requests';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';

const NOT_TURNED =
  'The picture was turned as its camera noted it (EXIF), the label was not: turn it too if it lies as the file is stored.';

/** @throws AnomalensError `label-unreadable`, `picture-too-large`. */
export async function decodeLabelFile(blob: Blob): Promise<RawLabel> {
  const bytes = await readBytes(blob);
  const parts = partsOfLabel(bytes);
  if (!parts) return decodeEither(bytes);
  return { ...decodeEither(parts.label), region: regionOf(decodeLabel(parts.region)) };
}

function decodeEither(bytes: Uint8Array): RawLabel {
  return isDrawnLabel(bytes) ? drawLabel(bytes) : decodeLabel(bytes);
}

/** @throws AnomalensError as `decodeLabelFile`. */
export async function inspectLabel({
  blob,
}: Requests['inspectLabel']['params']): Promise<InspectedLabel> {
  const label = await decodeLabelFile(blob);
  const { width, height } = label;
  return { width, height, values: valuesOf(label) };
}

/**
 * What a mask of a region of interest leaves out. @throws AnomalensError as `decodeLabel` and
 * `regionOf`.
 */
export async function readRegion({
  blob,
}: Requests['readRegion']['params']): Promise<Requests['readRegion']['result']> {
  return { mask: leftOutBy(regionOf(decodeLabel(await readBytes(blob)))) };
}

/** @throws AnomalensError `label-values`, `label-size` when the aspects differ. */
export function truthBeside(
  raw: RawLabel,
  { reading, turn: request, leftOut }: Pick<LabelSource, 'reading' | 'turn' | 'leftOut'>,
  picture: ShownPicture,
): GroundTruth & { turn: LabelTurn } {
  const orientation = orientationFor(raw, picture, request);
  const label = within(oriented(raw, orientation), leftOut, picture);
  assertSameGrid(picture, label);
  const truth = toGroundTruth(label, reading);
  const turn = {
    picture: fitsTurned(raw, picture) ? picture.orientation : orientation,
    label: orientation,
  };
  const drawn = raw.drawn?.notice ?? null;
  const notices = [truth.notice, drawn, turn.picture !== turn.label ? NOT_TURNED : null];
  return { ...truth, turn, notice: notices.filter((text) => text !== null).join(' ') || null };
}

/**
 * @throws AnomalensError as `decodeLabelFile` and `truthBeside`, `picture-unknown`.
 */
export async function loadLabel(
  context: EngineContext,
  { pictureId, source }: Requests['loadLabel']['params'],
): Promise<LabelInfo> {
  const entry = context.pictures.get(pictureId);
  return entry.use(async () => {
    const raw = await decodeLabelFile(source.blob);
    const truth = truthBeside(raw, source, shown(entry));
    const onPicture = resampleNearest(truth.data, truth, entry.size);
    const { width, height, reading, turn, counts, notice } = truth;
    const closedSet = isClosedSet(reading);
    const painted = closedSet
      ? onPicture.map((id) => (id === IGNORE ? IGNORE : NORMAL))
      : onPicture;
    if (entry.truth) entry.retire(entry.truth.map);
    entry.truth = { ...truth, map: context.compute.loadTruth(painted, entry.size) };
    return { width, height, reading, turn, counts, notice, closedSet };
  });
}

/** On the picture's grid first: the label fits that, and the mask need not fit the label. */
function within(raw: RawLabel, leftOut: LabelSource['leftOut'], picture: Size): RawLabel {
  if (!leftOut) return raw;
  const { width, height } = picture;
  const inside = leftOutOn(leftOut.mask, picture).map((outside) => 1 - outside);
  return { ...raw, region: { inside, width, height } };
}

export function shown({ size, orientation }: HeldPicture): ShownPicture {
  return { ...size, orientation };
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
 * `[to.height, to.width]` of `[from.height, from.width]`, for showing only: metrics never resize a
 * label.
 */
function resampleNearest(values: Uint8Array, from: Size, to: Size): Uint8Array {
  const result = new Uint8Array(to.width * to.height);
  const columns = Int32Array.from({ length: to.width }, (_, x) =>
    Math.floor(((x + 0.5) * from.width) / to.width),
  );
  for (let y = 0, i = 0; y < to.height; y++) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width;
    for (let x = 0; x < to.width; x++) result[i++] = values[row + (columns[x] as number)] as number;
  }
  return result;
}
