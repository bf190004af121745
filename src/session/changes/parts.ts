/** The parts of the state that a person changes and may want back; what is merely looked at is none of them. */
import { driveIdOf } from '#src/store/drives/drive-ids';
import { methodInfo } from '#src/store/method-info';
import { shownResult } from '#src/store/selectors';
import type { PicturesSlice, State, ViewSlice } from '#src/store/state';
import { patchOpenWorld, patchPrompts, patchRegion, patchSet, patchView } from '#src/store/store';

export interface Part {
  read: (state: State) => unknown;
  /** Absent for pictures, which take more than a patch: see `take-pictures.ts`. */
  write?: (value: never) => void;
  same: (a: never, b: never) => boolean;
  /** What a step says of it. */
  title: (state: State, before: never, after: never) => string;
  /** Moved little by little, as by a slider: what follows soon is part of the same step. */
  isContinuous?: true;
  /** Whether a new value is part of the step before, by its own history. */
  continues?: (before: never, after: never) => boolean;
}

const sameText = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function part<T>(entry: {
  read: (state: State) => T;
  write?: (value: T) => void;
  same?: (a: T, b: T) => boolean;
  title: string | ((state: State, before: T, after: T) => string);
  isContinuous?: true;
  continues?: (before: T, after: T) => boolean;
}): Part {
  const { title } = entry;
  return {
    same: Object.is,
    ...entry,
    title: typeof title === 'string' ? () => title : title,
  };
}

/** Settings of the view that change together. */
function ofView<K extends keyof ViewSlice>(
  title: string,
  keys: readonly K[],
  isContinuous?: true,
): Part {
  return part({
    title,
    read: ({ view }) =>
      Object.fromEntries(keys.map((key) => [key, view[key]])) as Pick<ViewSlice, K>,
    write: patchView,
    same: (a, b) => keys.every((key) => a[key] === b[key]) || sameText(a, b),
    ...(isContinuous && { isContinuous }),
  });
}

type Thresholds = ViewSlice['thresholds'];

function thresholdTitle(state: State, before: Thresholds, after: Thresholds): string {
  const ids = Object.keys({ ...before, ...after }).filter((id) => before[id] !== after[id]);
  const [only] = ids;
  return ids.length === 1 && only !== undefined
    ? `Threshold of ${methodInfo(only, shownResult(state)).title}`
    : 'Thresholds';
}

function panesTitle(state: State, before: ViewSlice['panes'], after: ViewSlice['panes']): string {
  const changed = after.filter(({ methodId }, place) => methodId !== before[place]?.methodId);
  const [only] = changed;
  if (changed.length === 0) return 'Layer';
  return changed.length === 1 && only
    ? `Method: ${methodInfo(only.methodId, shownResult(state)).title}`
    : 'Methods of the panes';
}

type Histories<T> = Readonly<Record<string, { readonly past: readonly T[] }>>;

/** Whether the histories differ in one that has gone on within its last step. */
function goesOn<T>(before: Histories<T>, after: Histories<T>): boolean {
  const changed = Object.keys(after).filter((id) => before[id] !== after[id]);
  return changed.length > 0 && changed.every((id) => before[id]?.past === after[id]?.past);
}

/** Each drive stands for its frame at the playhead. */
export const listed = ({ order }: PicturesSlice): string[] =>
  order.map((id) => driveIdOf(id) ?? id);

function picturesTitle(before: PicturesSlice, after: PicturesSlice): string {
  const [was, is] = [listed(before), listed(after)];
  const gone = was.filter((id) => !is.includes(id));
  const come = is.filter((id) => !was.includes(id));
  const which = gone.length > 0 ? gone : come;
  const place = (gone.length > 0 ? was : is).indexOf(which[0] ?? '');
  const slice = gone.length > 0 ? before : after;
  const name = slice.byId[slice.order[place] ?? '']?.name ?? '';
  const verb = gone.length > 0 ? 'Remove' : 'Open';
  return which.length === 1 ? `${verb} ${name}` : `${verb} ${which.length} pictures`;
}

export const PARTS: Readonly<Record<string, Part>> = {
  pictures: part({
    read: ({ pictures }) => pictures,
    same: (a, b) => a.order === b.order || sameText(listed(a), listed(b)),
    title: (_state, before, after) => picturesTitle(before, after),
  }),
  thresholds: part({
    read: ({ view }) => view.thresholds,
    write: (thresholds) => patchView({ thresholds }),
    same: sameText,
    title: thresholdTitle,
    isContinuous: true,
  }),
  linked: ofView('Linked thresholds', ['linked']),
  layout: ofView('Layout of the panes', ['layout', 'activePane']),
  panes: part({
    read: ({ view }) => view.panes,
    write: (panes) => patchView({ panes }),
    same: sameText,
    title: panesTitle,
  }),
  parameters: ofView('Parameters of a method', ['parameters'], true),
  words: part({
    read: ({ view }) => view.words,
    write: (words) => patchView({ words }),
    same: sameText,
    title: 'Words',
  }),
  removal: ofView('Removal of unlikely regions', ['removeAbove'], true),
  smallest: ofView('Smallest regions', ['minArea', 'specksCounted', 'componentFilter'], true),
  display: ofView(
    'How layers are drawn',
    ['colourMap', 'rangeMode', 'tintOpacity', 'heatOpacity', 'outlines', 'logHistogram'],
    true,
  ),
  doubts: ofView('“Not a road scene” closed', ['doubtsClosed']),
  tags: part({
    read: ({ set }) => set.tags,
    write: (tags) => patchSet({ tags }),
    same: sameText,
    title: 'Tags',
  }),
  prompts: part({
    read: ({ prompts }) => prompts.edits,
    write: (edits) => patchPrompts({ edits, selection: null }),
    title: 'Prompts',
    continues: goesOn,
  }),
  region: part({
    read: ({ region }) => region.drawn,
    write: (drawn) => patchRegion({ drawn, stroke: [] }),
    title: 'Region of interest',
    continues: goesOn,
  }),
  annotation: part({
    read: ({ openWorld }) => openWorld.draft,
    write: (draft) => patchOpenWorld({ draft, stroke: [] }),
    title: 'Annotation',
    continues: (before, after) => before.past === after.past,
  }),
};
