/**
 * Learnt classes outlive the page in this browser, together with what is annotated, and all its tabs
 * have the same. What this page cannot use is set aside, and offered as a file.
 */
import { record, startHistory } from '#src/core/history';
import { metricHeadMethod } from '#src/methods/capabilities';
import { notify } from '#src/session/notices';
import { dropUnused } from '#src/session/open-world/drop-unused';
import { keepAside } from '#src/session/open-world/keep-aside';
import { summaryOf } from '#src/store/models';
import {
  dropAside,
  LEARNT_KEY,
  storedText,
  textsAside,
  writeLearntText,
} from '#src/store/open-world/learnt-storage';
import { formatStored, type ReadLearnt, readLearntText } from '#src/store/open-world/learnt-text';
import { isSame, type Learnt, mergeLearnt } from '#src/store/open-world/merge-learnt';
import { draftOf } from '#src/store/open-world/open-world';
import { emptyDraft } from '#src/store/open-world/open-world-slice';
import type { State } from '#src/store/state';
import { getState, patchOpenWorld, useStore } from '#src/store/store';

const NOTHING: Learnt = { classes: [], draft: emptyDraft([]) };

/** What this tab and the store of the browser agreed on last. */
interface Agreed {
  network: string;
  text: string | null;
  learnt: Learnt;
  /** The text could not be used as it is, and has been set aside: a usable one takes its place. */
  isStale: boolean;
  /** There was no room to set it aside: it must not be written over. */
  isHeldBack: boolean;
}

function learntOf(state: State): Learnt {
  return { classes: state.openWorld.classes, draft: draftOf(state) };
}

function namesOf({ classes }: Learnt): string {
  return classes.map(({ name }) => `“${name}”`).join(', ') || 'annotations';
}

/** Why the page cannot use what was read, or not all of it; null where it can. */
function troubleWith({ learnt, problem }: ReadLearnt, network: string): string | null {
  if (learnt && learnt.network !== network)
    return isSame(learnt.classes, []) && learnt.draft.shots.length === 0
      ? null
      : `${metricHeadMethod.title} has another network now. What was learnt with the former one is kept apart: ${namesOf(learnt)}.`;
  return (
    problem && `Not all that was learnt in this browser can be used: ${problem}. It is kept apart.`
  );
}

/** Takes over what is new in the store of the browser: of another tab, or of an earlier page. */
function takeOver(agreed: Agreed): void {
  const text = storedText();
  if (text === null || text === agreed.text) return;
  agreed.text = text;
  const read = readLearntText(text);
  const trouble = troubleWith(read, agreed.network);
  if (trouble) {
    agreed.isHeldBack = !keepAside(text, trouble);
    agreed.isStale = true;
  }
  if (read.learnt?.network === agreed.network) mergeIn(agreed, read.learnt);
}

function mergeIn(agreed: Agreed, theirs: Learnt): void {
  const mine = learntOf(getState());
  const merged = mergeLearnt({ base: agreed.learnt, mine, theirs });
  if (!merged)
    keepAside(
      formatStored({ network: agreed.network, ...mine }),
      `Another tab has learnt a class at the same time, and its rule does not go with those of this tab, which are kept apart: ${namesOf(mine)}.`,
    );
  agreed.learnt = { classes: theirs.classes, draft: theirs.draft };
  show(merged ?? theirs, mine);
}

function show({ classes, draft }: Learnt, before: Learnt): void {
  if (!isSame(classes, before.classes)) patchOpenWorld({ classes });
  if (!isSame(draft, before.draft))
    patchOpenWorld({
      draft: isSame(before.draft, NOTHING.draft)
        ? startHistory(draft)
        : record(getState().openWorld.draft, draft),
    });
  dropUnused([...before.classes.flatMap(({ shots }) => shots), ...before.draft.shots]);
}

/** What was set aside because another network had come, whose own one is back. */
function takeBack(agreed: Agreed): void {
  if (!isSame(learntOf(getState()).classes, [])) return;
  for (const text of textsAside().reverse()) {
    const { learnt, problem } = readLearntText(text);
    if (problem || learnt?.network !== agreed.network) continue;
    mergeIn(agreed, learnt);
    agreed.isStale = true;
    dropAside(text);
    notify({
      kind: 'info',
      text: `What was learnt with this network is back: ${namesOf(learnt)}.`,
    });
    return;
  }
}

/**
 * What another tab wrote and this page cannot use stays until something is learnt here: with another
 * network or format, that tab would write it again, and the two would never end.
 */
function hearOtherTab(agreed: Agreed): void {
  const { isStale } = agreed;
  takeOver(agreed);
  agreed.isStale = isStale;
}

function store(agreed: Agreed): 'stored' | 'full' | 'unavailable' {
  const learnt = learntOf(getState());
  if (!agreed.isStale && isSame(learnt, agreed.learnt)) return 'stored';
  if (agreed.isHeldBack) return 'full';
  const text = formatStored({ network: agreed.network, ...learnt });
  const outcome = writeLearntText(text);
  if (outcome === 'stored') Object.assign(agreed, { text, learnt, isStale: false });
  return outcome;
}

/** Unless there is nothing to lose. */
function tellNotKept(outcome: 'full' | 'unavailable'): boolean {
  const { classes, draft } = learntOf(getState());
  if (classes.length === 0 && draft.shots.length === 0) return false;
  const why = outcome === 'full' ? 'has no room left for' : 'keeps nothing of';
  notify({
    kind: 'warning',
    text: `This browser ${why} what is annotated and learnt: it is gone when the page is closed. Save the learnt classes as a file.`,
  });
  return true;
}

export function keepLearnt(): () => void {
  let agreed: Agreed | null = null;
  let isBusy = false;
  let hasTold = false;

  /** A rule that is being learnt knows of the classes as they are: changes wait for it. */
  const sync = (work: (present: Agreed) => void = takeOver): void => {
    if (!agreed || isBusy || getState().openWorld.learning) return;
    isBusy = true; // what is taken over changes the store
    work(agreed);
    const outcome = store(agreed);
    if (outcome !== 'stored' && !hasTold) hasTold = tellNotKept(outcome);
    patchOpenWorld({ textsAside: textsAside().length });
    isBusy = false;
  };

  const begin = (state: State): void => {
    // Which network there is shows with the manifest.
    const network = summaryOf(state, metricHeadMethod.model)?.sha256;
    if (!network) return;
    agreed = { network, text: null, learnt: NOTHING, isStale: false, isHeldBack: false };
    sync((present) => {
      takeOver(present);
      takeBack(present);
    });
  };

  const isChanged = (state: State, before: State) =>
    state.openWorld.classes !== before.openWorld.classes ||
    draftOf(state) !== draftOf(before) ||
    state.openWorld.learning !== before.openWorld.learning;
  const unsubscribe = useStore.subscribe((state, before) => {
    if (!agreed) begin(state);
    else if (isChanged(state, before)) sync();
  });
  const listening = new AbortController();
  const onStorage = ({ key }: StorageEvent) => {
    if (key === LEARNT_KEY) sync(hearOtherTab);
  };
  addEventListener('storage', onStorage, { signal: listening.signal });
  return () => {
    unsubscribe();
    listening.abort();
  };
}
