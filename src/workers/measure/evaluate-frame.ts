import type { Requests } from '#src/protocol/requests';
import { decodeLabelFile, shown, truthBeside } from '#src/workers/files/label-file';
import { openPicture } from '#src/workers/files/open-picture';
import { frameRegions, frameTruth, unlabelled } from '#src/workers/measure/frame-regions';
import { scoresOnGrid } from '#src/workers/measure/scores-on-grid';
import type { EngineContext } from '#src/workers/state/context';

/**
 * Beside the pictures that are held. @throws AnomalensError `picture-*`, `label-*`, `drive-unknown`,
 * `frame-unreadable`, of the methods and models, `cancelled`.
 */
export async function evaluateFrame(
  context: EngineContext,
  { source, label, grid, questions, filters }: Requests['evaluateFrame']['params'],
  signal?: AbortSignal,
): Promise<Requests['evaluateFrame']['result']> {
  const raw = label && (await decodeLabelFile(label.blob));
  const { entry } = await openPicture(context, source, {}, signal);
  try {
    return await entry.use(async () => {
      const truth =
        raw && label
          ? frameTruth(raw, truthBeside(raw, label, shown(entry)), filters)
          : unlabelled(grid ?? entry.size);
      const settings = questions.map((question) => question.settings);
      const scores = await scoresOnGrid(context, entry, truth, settings, signal);
      const { width, height, objects } = truth;
      const regions = questions.map(({ threshold }, index) =>
        frameRegions(scores[index] as Float32Array, truth, threshold, filters),
      );
      return { width, height, objects, regions };
    });
  } finally {
    entry.release();
  }
}
