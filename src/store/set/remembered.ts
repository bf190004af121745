import { activePane } from '#src/store/selectors';
import type { State } from '#src/store/state';

/** All that a look through the set depends on: a moving slider or a drawing changes none of it. */
function partsOf(state: State): readonly unknown[] {
  const { pictures, results, set, region, view, session, names } = state;
  const { panes, layout, parameters, words, encoder, minArea } = view;
  const settings = [panes, layout, parameters, words, encoder, minArea];
  const ofView = [...settings, view.names, activePane(state)];
  return [
    pictures,
    results.byPicture,
    set,
    region,
    session.models,
    session.catalogue,
    names.error,
    ...ofView,
  ];
}

/**
 * A function of the set that is computed once for each of its states: a thousand pictures are
 * walked through when something of them has changed, not at every change of the store.
 */
export function remembered<T>(compute: (state: State) => T): (state: State) => T {
  let last: { parts: readonly unknown[]; value: T } | null = null;
  return (state) => {
    const parts = partsOf(state);
    if (!last || last.parts.some((part, index) => part !== parts[index]))
      last = { parts, value: compute(state) };
    return last.value;
  };
}
