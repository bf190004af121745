import type { LabelReading } from '#src/core/ground-truth/label-reading';
import type { LabelPreview } from '#src/protocol/labels';
import { ask } from '#src/session/held-pictures';
import { type PreviewSource, previewSources } from '#src/store/files';

/** Pixels: as wide as the dialog shows it on a dense screen. */
const LONG_SIDE = 960;

/**
 * What a reading would count, painted on the picture of one of the labels in question.
 * @throws AnomalensError `picture-*`, `label-*`.
 */
export async function previewReading(index: number, reading: LabelReading): Promise<LabelPreview> {
  const { name, turn, picture, label } = previewSources.current[index] as PreviewSource;
  const [frame, blob] = await Promise.all([picture(), label()]);
  return ask('previewLabel', {
    picture: frame,
    label: { blob, name, reading, turn },
    longSide: LONG_SIDE,
  });
}
