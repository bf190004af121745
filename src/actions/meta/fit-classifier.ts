/** Fits a meta classifier to the opened pictures that have labels, for the active method. */

import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import { metaRun } from '#src/evaluation/meta/meta-run';
import type { EvaluationItem } from '#src/evaluation/types';
import { serialiseError } from '#src/protocol/errors';
import { currentEngine } from '#src/session/current-engine';
import { metaFit } from '#src/session/meta/meta-fit';
import { setClassifier } from '#src/session/meta/set-classifier';
import { urlSettings } from '#src/store/address/url-settings';
import { fittablePictures } from '#src/store/classifiers';
import { labelFiles, pictureSources } from '#src/store/files';
import { leftOutOf } from '#src/store/labels/region-of-interest';
import { settingsOf } from '#src/store/method-info';
import { blobOf } from '#src/store/picture-source';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import type { ListedPicture } from '#src/store/state';
import { getState, patchMeta } from '#src/store/store';

/** A longer stretch of work without a pause would be felt. */
const LONGEST_STRETCH_MS = 30;

export async function fitClassifier(): Promise<void> {
  if (metaFit.controller) return;
  const controller = new AbortController();
  const { signal } = controller;
  metaFit.controller = controller;
  const state = getState();
  const method = activeMethod(state);
  const items = itemsOf(fittablePictures(state));
  const fitting = { methodId: method.id, done: 0, total: items.length };
  patchMeta({ fitting, failure: null });
  const settings = settingsOf(method, state.view);
  const subject = {
    settings,
    thresholds: [thresholdOf(state, method)],
    modelId: method.modelId,
    longSide: urlSettings.size,
    labels: { as: null, anomaly: null, ignore: null, names: {} },
  };
  const onProgress = ({ phase, done }: { phase: string; done: number }) => {
    if (phase === 'components') patchMeta({ fitting: { ...fitting, done } });
  };
  const rest = restOf(signal, () => patchMeta({ fitting: { ...fitting, done: items.length } }));
  try {
    const { model, errors, ...fit } = await metaRun(
      currentEngine(),
      items,
      subject,
      { signal, onProgress },
      rest,
    );
    setClassifier(method.id, { model, fit, errors });
  } catch (error) {
    const failure = { methodId: method.id, error: serialiseError(error) };
    if (!signal.aborted) patchMeta({ failure });
  } finally {
    metaFit.controller = null;
    patchMeta({ fitting: null });
  }
}

function itemsOf(ids: readonly string[]): EvaluationItem[] {
  const { byId } = getState().pictures;
  return ids.flatMap((id) => {
    const [picture, label] = [pictureSources.get(id), labelFiles.get(id)];
    const reading = label?.reading;
    if (!picture || !label || !reading) return [];
    const image = {
      name: (byId[id] as ListedPicture).name,
      read: async () => blobOf(await picture.open()),
    };
    return [
      {
        stem: id,
        image,
        label: { name: label.name, read: async () => label.blob },
        hint: label.hint,
        reading,
        folder: label.folder,
        turn: label.turn,
        leftOut: leftOutOf(getState(), id),
      },
    ];
  });
}

/**
 * Lets the page go on from time to time, and stops when cancelled. @param onRest called at each
 * pause.
 */
function restOf(signal: AbortSignal, onRest: () => void): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONGEST_STRETCH_MS) return;
    onRest();
    await new Promise((resolve) => setTimeout(resolve, 0));
    throwIfCancelled(signal);
    since = performance.now();
  };
}
