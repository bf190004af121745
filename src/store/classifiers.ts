/**
 * Which meta classifier judges the regions of a method: the one that it ships, or one that was
 * fitted or loaded here.
 */

import type { MetaClassifier, Removal } from '#src/core/meta/removal';
import { methods } from '#src/methods/registry';
import type { MethodInfo } from '#src/store/method-info';
import { activeMethod } from '#src/store/selectors';
import type { ListedPicture, State } from '#src/store/state';

const SHIPPED = new Map<string, MetaClassifier>(
  methods.flatMap(({ id, meta }) => (meta ? [[id, { serial: 0, model: meta }]] : [])),
);

export function shippedClassifier(methodId: string): MetaClassifier | null {
  return SHIPPED.get(methodId) ?? null;
}

/** The classifier in use for a method, or null. */
export function classifierOf(
  { meta }: State,
  { id }: Pick<MethodInfo, 'id'>,
): MetaClassifier | null {
  return meta.own[id] ?? shippedClassifier(id);
}

export function activeClassifier(state: State): MetaClassifier | null {
  return classifierOf(state, activeMethod(state));
}

/** What is removed from a method's regions; null: nothing. */
export function removalOf(state: State, info: Pick<MethodInfo, 'id'>): Removal | null {
  const classifier = classifierOf(state, info);
  const above = state.view.removeAbove;
  return classifier && above !== null ? { above, classifier } : null;
}

/**
 * Opened pictures with a label of anomalies that has been read: a classifier can be fitted to their
 * regions.
 */
export function fittablePictures({ pictures: { order, byId } }: State): string[] {
  return order.filter((id) => {
    const info = (byId[id] as ListedPicture).label?.info;
    return info && !info.closedSet;
  });
}
