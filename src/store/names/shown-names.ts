/** Names of the regions that the active pane lists. */
import type { NameGuess } from '#src/core/words/naming';
import type { ModelSummary } from '#src/protocol/models';
import type { NamedRegion } from '#src/protocol/words';
import { type ShownRegions, shownRegions } from '#src/store/regions/shown-regions';
import type { State } from '#src/store/state';

/** The network whose picture of a region words are compared with; null where the page has none. */
export function namingModel({ session }: State): ModelSummary | null {
  return session.catalogue.find(({ kind }) => kind === 'vision-language') ?? null;
}

/** Whether a person wants names, and the page can give them. */
export function wantsNames(state: State): boolean {
  return state.view.names && namingModel(state) !== null;
}

/** Whether files hold names: where the list has none because they cannot be had, files go without. */
export function givesNames(state: State): boolean {
  return wantsNames(state) && !state.names.error;
}

/** Null while no regions are known, and after a failure until a person tries again. */
export function wantedNames(state: State): ShownRegions | null {
  return givesNames(state) ? shownRegions(state) : null;
}

/** By region of the active pane; null while they are not known. */
export function currentNames(state: State): readonly NamedRegion[] | null {
  const { shown } = state.names;
  return shown && wantsNames(state) && shownRegions(state)?.key === shown.key ? shown.named : null;
}

/** Best first; empty where none fits, null where they are not known. */
export function namesOfRegion(
  named: readonly NamedRegion[] | null,
  id: number | null,
): readonly NameGuess[] | null {
  return named?.find((region) => region.id === id)?.names ?? null;
}

/** "like: cow, horse, goat" of names that fit; "no name fits" of none. */
export function nameWords(names: readonly NameGuess[]): string {
  return names.length > 0 ? `like: ${names.map(({ name }) => name).join(', ')}` : 'no name fits';
}
