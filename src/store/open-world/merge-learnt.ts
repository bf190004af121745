/** What two tabs have learnt and annotated at the same time, put together. */
import { pixelsOf, unionOf } from '#src/core/annotation/combine-masks';
import { fitTogether } from '#src/store/open-world/learnt-schema';
import type { ClassDraft, Shot, TaughtClass } from '#src/store/open-world/open-world-slice';

export interface Learnt {
  classes: readonly TaughtClass[];
  draft: ClassDraft;
}

interface Versions<T> {
  /** What both began with. */
  base: T;
  mine: T;
  theirs: T;
}

/** Null where the rules of both do not go together: two heads that were learnt after the same. */
export function mergeLearnt({ base, mine, theirs }: Versions<Learnt>): Learnt | null {
  const classes = changedByOne({ base: base.classes, mine: mine.classes, theirs: theirs.classes });
  const merged =
    classes ?? mergeClasses({ base: base.classes, mine: mine.classes, theirs: theirs.classes });
  const drafts = { base: base.draft, mine: mine.draft, theirs: theirs.draft };
  return merged && { classes: merged, draft: changedByOne(drafts) ?? mergeDrafts(drafts) };
}

export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The one that has changed, or null where both have, to different things. */
function changedByOne<T>({ base, mine, theirs }: Versions<T>): T | null {
  if (isSame(mine, theirs) || isSame(theirs, base)) return mine;
  return isSame(mine, base) ? theirs : null;
}

type Classes = readonly TaughtClass[];

function mergeClasses({ base, mine, theirs }: Versions<Classes>): Classes | null {
  const named = (list: Classes, { name }: TaughtClass) => list.find((other) => other.name === name);
  const isNew = (entry: TaughtClass) => named(base, entry) === undefined;
  const old = base.flatMap((before) => {
    const versions = { base: before, mine: named(mine, before), theirs: named(theirs, before) };
    if (!versions.mine && !versions.theirs) return [];
    // What one tab removed and the other changed stays.
    if (!versions.mine) return isSame(versions.theirs, before) ? [] : (versions.theirs ?? []);
    if (!versions.theirs) return isSame(versions.mine, before) ? [] : versions.mine;
    return isSame(versions.mine, before) ? versions.theirs : versions.mine;
  });
  const myNew = mine.filter(isNew);
  const theirNew = theirs.filter((entry) => isNew(entry) && !isSame(entry, named(mine, entry)));
  // A head knows of the classes before it, so it may fit before the others' alone.
  const orders = [
    [...old, ...theirNew, ...myNew],
    [...old, ...myNew, ...theirNew],
  ];
  const order = orders.find((classes) => fitTogether(classes.map(({ rule }) => rule)));
  return order ? withOwnNames(order) : null;
}

function withOwnNames(classes: Classes): Classes {
  const taken = new Set<string>();
  return classes.map((entry) => {
    let name = entry.name;
    for (let copy = 2; taken.has(name); copy++) name = `${entry.name} (${copy})`;
    taken.add(name);
    return name === entry.name ? entry : { ...entry, name };
  });
}

function mergeDrafts({ base, mine, theirs }: Versions<ClassDraft>): ClassDraft {
  return {
    name: changedByOne({ base: base.name, mine: mine.name, theirs: theirs.name }) ?? mine.name,
    colour: isSame(mine.colour, base.colour) ? theirs.colour : mine.colour,
    shots: mergeShots({ base: base.shots, mine: mine.shots, theirs: theirs.shots }),
  };
}

/** At most one shot of a picture: where both tabs annotated it, what either did. */
function mergeShots({ base, mine, theirs }: Versions<readonly Shot[]>): Shot[] {
  const ofSame = (list: readonly Shot[], shot: Shot) =>
    list.find((other) =>
      shot.picture.identity === '' ? other.id === shot.id : isSame(other.picture, shot.picture),
    );
  const mergedMine = mine.flatMap((shot) => {
    const other = ofSame(theirs, shot);
    const before = ofSame(base, shot);
    if (!other) return before && isSame(before, shot) ? [] : shot;
    return changedByOne({ base: before, mine: shot, theirs: other }) ?? unionOfShots(shot, other);
  });
  const theirsAlone = theirs.filter((shot) => {
    const before = ofSame(base, shot);
    return !ofSame(mine, shot) && !(before && isSame(before, shot));
  });
  return [...mergedMine, ...theirsAlone];
}

function unionOfShots(mine: Shot, theirs: Shot): Shot {
  const mask = unionOf(mine.mask, theirs.mask);
  return { ...mine, mask, pixels: pixelsOf(mask) };
}
