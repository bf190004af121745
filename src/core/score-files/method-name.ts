/** What a score from a file is called: one name for the files of one method over a set. */
import { stemOf } from '#src/core/file-stem';
import { partsOf } from '#src/core/pairing/file-roles';
import { withoutRole } from '#src/core/pairing/layouts';

/** They say that a file is a score, not whose. */
const SAYS_NOTHING =
  /^(anomaly_p|anomaly[-_]?(maps?|scores?)?|scores?|score[-_]maps?|out(puts?)?|predictions?|preds?|results?|heat[-_]?maps?|maps?|npy|npz|h5|hdf5|png|images?)$/i;
const PART_OF_SET = /^(train|val|test)(ing|idation)?$/i;
/** The folders that SegmentMeIfYouCan's toolkit makes for its sets. */
const BENCHMARK_SET = /^(AnomalyTrack|ObstacleTrack|LostAndFound)-\w+$/i;
/** Ends a name that says both, such as that of a file that was exported here. */
const AND_IS_SCORE = /[-_. ](anomaly[-_])?scores?$/i;
/** The name of a score that neither its file nor its folder names; it tells no two methods apart. */
const UNNAMED = 'own score';

/**
 * The folder and what the file's name has beyond the picture's, as far as they say something:
 * `ours/road_score.npy` is `ours`, `road-entropy.npy` is `entropy`. Folders that say where the
 * picture belongs say nothing of the method: those that its own path has too, and those that its
 * name begins with, as cities and drives do.
 * @param path of the score. @param picturePath from what was opened on.
 */
export function scoreMethodName(path: string, picturePath: string): string {
  const ofPicture = partsOf(picturePath);
  const pictureStem = stemOf(ofPicture.pop() ?? '');
  const folders = partsOf(path);
  const suffix = wordsBeyond(stemOf(folders.pop() ?? ''), pictureStem);
  const says = (part: string) => part !== '' && !saysNothing(part) && !partOfSet(part);
  const isOfPicture = (part: string) => ofPicture.includes(part) || isOfName(part, pictureStem);
  const folder = folders
    .filter((part) => !isOfPicture(part))
    .map(withoutRole)
    .findLast(says);
  const words = [folder, suffix].filter((part) => part !== undefined && says(part));
  return words.length > 0 ? words.join(' ') : UNNAMED;
}

/**
 * What the name of a score has beyond its picture's: `entropy` of `road-entropy_score`, nothing of
 * `road_score`. @param stem of the score.
 */
export function wordsBeyond(stem: string, pictureStem: string): string {
  const words = stem
    .slice(pictureStem.length)
    .replace(AND_IS_SCORE, '')
    .replace(/^[-_. ]+/, '');
  return saysNothing(words) ? '' : words;
}

/** Whether a folder says neither whose score lies in it nor where the picture belongs. */
export function saysNothing(part: string): boolean {
  return SAYS_NOTHING.test(part) || BENCHMARK_SET.test(part);
}

/** Whether a folder is called like a part of a set, as no method is. */
export function partOfSet(part: string): boolean {
  return PART_OF_SET.test(part);
}

/** Whether the picture's name begins with its folder's, as in cities and drives. */
export function isOfName(part: string, pictureStem: string): boolean {
  return pictureStem.startsWith(part) && /^[-_. ]/.test(pictureStem.slice(part.length));
}

/** Whether a method's title says which it is, so that what is said of it holds for later files. */
export function tellsMethod(title: string): boolean {
  return title !== UNNAMED && !title.startsWith(`${UNNAMED}: `);
}

/** No method of the page has an id like that. */
const PREFIX = 'imported:';

/** The id of a method that only files give. @param name for a person. */
export function importedMethodId(name: string): string {
  return PREFIX + name;
}

/** Whether a method's scores come from files alone. */
export function isFromFile(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** What a person called a method whose scores are files: with the id of `importedMethodId`, or its own. */
export function ownMethodName(id: string): string {
  return isFromFile(id) ? importedMethodName(id) : id;
}

/** What `importedMethodId` was given. */
export function importedMethodName(id: string): string {
  return id.slice(PREFIX.length);
}
