/** Every change that a person makes is a step that can be undone; nothing has to say so itself. */

import { forgetPicture } from '#src/session/changes/forget-picture';
import { PARTS } from '#src/session/changes/parts';
import { isRestoring } from '#src/session/changes/restore';
import type { Change, PartChange } from '#src/store/changes/changes-slice';
import type { ListedPicture, PicturesSlice, State } from '#src/store/state';
import { getState, patchChanges, useStore } from '#src/store/store';

/** Steps that are kept. */
const DEEPEST = 100;
/** A slider that is moved again within it goes on with its step. */
const SOON_MS = 1000;

function changedParts(before: State, after: State): PartChange[] {
  return Object.entries(PARTS).flatMap(([part, { read, same }]) => {
    const [was, is] = [read(before), read(after)];
    return was === is || same(was as never, is as never) ? [] : [{ part, before: was, after: is }];
  });
}

function titleOf(state: State, parts: readonly PartChange[]): string {
  const [only] = parts;
  if (parts.length > 1 || !only) return 'Several settings';
  return PARTS[only.part]?.title(state, only.before as never, only.after as never) ?? '';
}

const samePartsAs = (parts: readonly PartChange[], { parts: others }: Change) =>
  parts.length === others.length && parts.every(({ part }, place) => part === others[place]?.part);

/** Entries of pictures that some step can bring back, by id. */
function heldBySteps(changes: readonly Change[]): Map<string, ListedPicture> {
  const slices = changes.flatMap(({ parts }) =>
    parts.flatMap(({ part, before, after }) =>
      part === 'pictures' ? [before as PicturesSlice, after as PicturesSlice] : [],
    ),
  );
  return new Map(
    slices.flatMap(({ order, byId }) =>
      order.flatMap((id) => (byId[id] ? [[id, byId[id]] as const] : [])),
    ),
  );
}

export function followChanges(): () => void {
  /** When the last step was added to, and whether the pointer has been down ever since. */
  let last = { time: Number.NEGATIVE_INFINITY, held: false };
  let isDown = false;
  let held = new Map<string, ListedPicture>();

  const isPartOf = (parts: readonly PartChange[], step: Change): boolean => {
    if (!samePartsAs(parts, step)) return false;
    if (last.held) return true;
    return parts.every(({ part, before, after }) => {
      const { isContinuous, continues } = PARTS[part] ?? {};
      if (continues?.(before as never, after as never)) return true;
      return isContinuous === true && performance.now() - last.time < SOON_MS;
    });
  };

  const letGo = (changes: readonly Change[]): void => {
    const now = heldBySteps(changes);
    const { byId } = getState().pictures;
    const gone = [...held].filter(([id]) => !now.has(id) && !byId[id]);
    held = now;
    for (const [, entry] of gone) forgetPicture(entry);
  };

  const record = (state: State, before: State): void => {
    if (isRestoring()) return;
    // The first pictures of a page are no step: there is nothing to go back to.
    const isFirst = before.pictures.order.length === 0 && state.pictures.order.length > 0;
    const parts = changedParts(before, state).filter(
      ({ part }) => !(isFirst && part === 'pictures'),
    );
    if (parts.length === 0) return;
    const { past } = state.changes;
    const step = past.at(-1);
    const whole =
      step && state.changes.future.length === 0 && isPartOf(parts, step)
        ? parts.map((change, place) => ({ ...change, before: step.parts[place]?.before }))
        : null;
    const change = { title: titleOf(state, whole ?? parts), parts: whole ?? parts };
    const steps = [...(whole ? past.slice(0, -1) : past), change].slice(-DEEPEST);
    last = { time: performance.now(), held: isDown };
    patchChanges({ past: steps, future: [] });
    letGo(steps);
  };

  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  addEventListener('pointerdown', () => (isDown = true), options);
  for (const name of ['pointerup', 'pointercancel'])
    addEventListener(
      name,
      () => {
        isDown = false;
        last = { ...last, held: false };
      },
      options,
    );
  const unsubscribe = useStore.subscribe(record);
  return () => {
    unsubscribe();
    listening.abort();
  };
}
