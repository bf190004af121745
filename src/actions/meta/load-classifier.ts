import { AnomalensError } from '#src/core/errors';
import type { FittedMetaModel } from '#src/core/meta/meta-model';
import { findMethod } from '#src/methods/registry';
import { serialiseError } from '#src/protocol/errors';
import { readClassifier } from '#src/session/meta/classifier-schema';
import { setClassifier } from '#src/session/meta/set-classifier';
import { notify } from '#src/session/notices';
import { summaryOf } from '#src/store/models';
import { activeMethod } from '#src/store/selectors';
import { getState, patchMeta } from '#src/store/store';

/**
 * Uses a saved classifier for the method that it names. What is wrong with it shows where it was
 * asked for.
 */
export async function loadClassifier(file: File): Promise<void> {
  const asked = activeMethod(getState()).id;
  try {
    const model = readClassifier(await file.text());
    const { id, title } = methodOf(model);
    setClassifier(id, { model, fit: null, errors: [] });
    notify({ kind: 'info', text: `${file.name} now judges the regions of ${title}.` });
  } catch (error) {
    const { message, ...rest } = serialiseError(error);
    patchMeta({
      failure: { methodId: asked, error: { ...rest, message: `${file.name}: ${message}` } },
    });
  }
}

/**
 * @throws AnomalensError `meta-unreadable` for a method or a network that this page does not have.
 */
function methodOf({ method: id, model }: FittedMetaModel) {
  const method = findMethod(id);
  if (!method)
    throw new AnomalensError(
      'meta-unreadable',
      `It judges the regions of “${id}”, a method that this page does not have.`,
    );
  const network = summaryOf(getState(), method.model);
  if (network && network.sha256 !== model)
    throw new AnomalensError(
      'meta-unreadable',
      `It was fitted to regions of another network than the present one of ${method.title}.`,
    );
  return method;
}
