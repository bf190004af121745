/** What a score from a file is called: one name for the files of one method over a set. */
import { stemOf } from '#src/core/file-stem';
import { partsOf } from '#src/core/ground-truth/file-roles';
import { withoutRole } from '#src/core/ground-truth/layouts';

/** They say that a file is a score, not whose. */
const SAYS_NOTHING =
  /^(anomaly_p|anomaly[-_]?(maps?|scores?)?|scores?|score[-_]maps?|outputs?|predictions?|preds?|results?|heat[-_]?maps?|maps?|npy|npz|h5|hdf5|png|images?|(train|val|test)(ing|idation)?)$/i;
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
  const suffix = stemOf(folders.pop() ?? '')
    .slice(pictureStem.length)
    .replace(AND_IS_SCORE, '')
    .replace(/^[-_. ]+/, '');
  const says = (part: string) =>
    part !== '' && !SAYS_NOTHING.test(part) && !BENCHMARK_SET.test(part);
  const isOfPicture = (part: string) =>
    ofPicture.includes(part) || /^[-_. ]/.test(restBehind(part, pictureStem));
  const folder = folders
    .filter((part) => !isOfPicture(part))
    .map(withoutRole)
    .findLast(says);
  const words = [folder, suffix].filter((part) => part !== undefined && says(part));
  return words.length > 0 ? words.join(' ') : UNNAMED;
}

/** Empty where the text does not begin so. */
function restBehind(beginning: string, text: string): string {
  return text.startsWith(beginning) ? text.slice(beginning.length) : '';
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

/** What `importedMethodId` was given. */
export function importedMethodName(id: string): string {
  return id.slice(PREFIX.length);
}
