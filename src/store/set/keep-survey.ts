/** Puts what is known of the set into the store, and takes it out. */
import type { SetEntry, SetSlice } from '#src/store/set/set-slice';
import { getState, patchSet } from '#src/store/store';

/** Answers kept per picture: going back to the method before costs nothing. */
const KEPT = 2;
/** Weight of the latest picture in the running mean. */
const LATEST = 0.2;

/** Does nothing for a picture that has been removed meanwhile. */
export function keepEntry(pictureId: string, entry: SetEntry): void {
  const { pictures, set } = getState();
  if (!pictures.byId[pictureId]) return;
  const others = (set.byPicture[pictureId] ?? []).filter(({ key }) => key !== entry.key);
  const entries = [entry, ...others].slice(0, KEPT);
  patchSet({ byPicture: { ...set.byPicture, [pictureId]: entries } });
}

export function forgetEntries(pictureId: string): void {
  const { [pictureId]: _gone, ...byPicture } = getState().set.byPicture;
  patchSet({ byPicture });
}

/** What has failed is tried again, of one picture or of all; names that failed leave the numbers. */
export function forgetFailures(pictureIds = Object.keys(getState().set.byPicture)): void {
  const { byPicture } = getState().set;
  const changed: SetSlice['byPicture'] = {};
  for (const id of pictureIds) {
    const entries = byPicture[id] ?? [];
    const kept = entries.filter(({ error }) => !error).map(withoutFailedNames);
    if (kept.length < entries.length || kept.some((entry, i) => entry !== entries[i]))
      changed[id] = kept;
  }
  if (Object.keys(changed).length > 0) patchSet({ byPicture: { ...byPicture, ...changed } });
}

/** Pictures that could not be named are asked again. */
export function forgetFailedNames(): void {
  const pictures = Object.entries(getState().set.byPicture);
  patchSet({
    byPicture: Object.fromEntries(
      pictures.map(([id, entries]) => [id, entries.map(withoutFailedNames)]),
    ),
  });
}

function withoutFailedNames(entry: SetEntry): SetEntry {
  if (!entry.survey?.naming?.error) return entry;
  const { naming: _failed, ...survey } = entry.survey;
  return { ...entry, survey };
}

export function noteDuration(milliseconds: number): void {
  const before = getState().set.millisecondsPerPicture;
  const mean = before === null ? milliseconds : before + LATEST * (milliseconds - before);
  patchSet({ millisecondsPerPicture: mean });
}
