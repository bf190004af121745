/** What is annotated and learnt, and where it shows. */
import { UNKNOWN_COLOUR } from '#src/core/open-world/colours';
import type { LearntClass } from '#src/core/open-world/learnt';
import type { Point } from '#src/core/prompts/box-geometry';
import { hasMetricHead } from '#src/methods/capabilities';
import type { TrainingLabels } from '#src/protocol/open-world';
import { knownClasses } from '#src/store/models';
import type {
  AnnotationTool,
  ClassDraft,
  Shot,
  TaughtClass,
} from '#src/store/open-world/open-world-slice';
import { shownPicture, visiblePanes } from '#src/store/selectors';
import type { ListedPicture, PaneSettings, State } from '#src/store/state';
import { transformOf } from '#src/store/zoom';

const NONE: readonly LearntClass[] = [];
const plainOf = new WeakMap<readonly TaughtClass[], readonly LearntClass[]>();

/** Learnt classes are of the network of this method. */
export function showsLearnt(pane: Pick<PaneSettings, 'methodId'>): boolean {
  return hasMetricHead(pane.methodId);
}

/** Without what they came from; the same reference until they change. */
export function learntClasses({ openWorld: { classes } }: State): readonly LearntClass[] {
  if (classes.length === 0) return NONE;
  const plain =
    plainOf.get(classes) ?? classes.map(({ name, colour, rule }) => ({ name, colour, rule }));
  plainOf.set(classes, plain);
  return plain;
}

/** The classes that a pane shows beside those of its network. */
export function learntOfPane(state: State, pane: PaneSettings): readonly LearntClass[] {
  return showsLearnt(pane) ? learntClasses(state) : NONE;
}

/** The first visible pane whose network learns, or -1. */
export function openWorldPane({ view }: State): number {
  return visiblePanes(view).findIndex(showsLearnt);
}

/** The tool, while there is a pane to use it on. */
export function activeAnnotationTool(state: State): AnnotationTool | null {
  return openWorldPane(state) >= 0 ? state.openWorld.tool : null;
}

export function draftOf({ openWorld }: State): ClassDraft {
  return openWorld.draft.present;
}

function isOf({ picture }: Shot, { identity }: ListedPicture): boolean {
  return identity === picture.identity;
}

/** What is annotated on a picture, or null. */
export function shotOf(state: State, picture: ListedPicture | null): Shot | null {
  return (picture && draftOf(state).shots.find((shot) => isOf(shot, picture))) ?? null;
}

export function shotOfShown(state: State): Shot | null {
  return shotOf(state, shownPicture(state));
}

/** The shot of an id, in the draft or in a learnt class, or null. */
export function shotOfId(state: State, id: string): Shot | null {
  const shots = [
    ...draftOf(state).shots,
    ...state.openWorld.classes.flatMap((taught) => taught.shots),
  ];
  return shots.find((shot) => shot.id === id) ?? null;
}

/** The open picture that a shot is of, or null. */
export function openPictureOf({ pictures: { order, byId } }: State, shot: Shot): string | null {
  return order.find((id) => isOf(shot, byId[id] as ListedPicture)) ?? null;
}

/**
 * Whether the next class is to be learnt by a head, from something annotated, and there is a pane
 * to show what that is taught.
 */
export function canShowTrainingLabels(state: State): boolean {
  return (
    state.openWorld.kind === 'head' && draftOf(state).shots.length > 0 && openWorldPane(state) >= 0
  );
}

/** The annotation whose training labels the picture is to show, or null. */
export function shotToLabel(state: State): Shot | null {
  return state.openWorld.wantsTrainingLabels && canShowTrainingLabels(state)
    ? shotOfShown(state)
    : null;
}

/** What the pane shows in place of its layer, or null. */
export function trainingLabelsOfPane(state: State, pane: PaneSettings): TrainingLabels | null {
  return showsLearnt(pane) && !state.view.peek && shotToLabel(state)
    ? (state.openWorld.trainingLabels?.result ?? null)
    : null;
}

/** The place of the shown picture under the pointer of a tool, or null. */
export function pointerOnPicture(state: State): Point | null {
  const { pointer } = state.openWorld;
  const size = shownPicture(state)?.info;
  if (!pointer || !size) return null;
  const { scale, offsetX, offsetY } = transformOf(state.view.zoom, size, state.view.canvas);
  return { x: (pointer.x - offsetX) / scale, y: (pointer.y - offsetY) / scale };
}

/** Why these shots cannot be learnt from; null when they can. */
export function shotsProblem(state: State, shots: readonly Shot[]): string | null {
  const closed = shots.find((shot) => openPictureOf(state, shot) === null);
  return closed ? `Open ${closed.picture.name} again: one of its shots is of that picture` : null;
}

/** Why the draft cannot be learnt yet; null when it can. */
export function draftProblem(state: State): string | null {
  const { name, shots } = draftOf(state);
  if (name.trim() === '') return 'Give the class a name';
  if (state.openWorld.classes.some((taught) => taught.name === name.trim()))
    return 'There is a class of this name already';
  if (shots.length === 0) return 'Annotate at least one picture';
  return shotsProblem(state, shots);
}

type NamedColour = Pick<LearntClass, 'name' | 'colour'>;
const NO_CLASSES: readonly NamedColour[] = [];
let lastOpen: { network: unknown; learnt: unknown; all: readonly NamedColour[] } | null = null;

/**
 * By index in an open map: the network's classes, unknown, the learnt ones. Empty while no network
 * is loaded; the same reference until they change.
 */
export function openClasses(state: State): readonly NamedColour[] {
  const network = knownClasses(state);
  const learnt = learntClasses(state);
  if (!network) return NO_CLASSES;
  if (lastOpen?.network === network && lastOpen.learnt === learnt) return lastOpen.all;
  const plain = learnt.map(({ name, colour }) => ({ name, colour }));
  lastOpen = {
    network,
    learnt,
    all: [...network, { name: 'unknown', colour: UNKNOWN_COLOUR }, ...plain],
  };
  return lastOpen.all;
}
