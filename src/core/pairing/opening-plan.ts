/**
 * What happens to opened files: which are pictures, which label belongs to which picture, and what
 * a person has to decide.
 */

import { addTo } from '#src/core/groups';
import type { Ambiguity } from '#src/core/pairing/ambiguity';
import { type DroppedFile, nameFile, partsOf } from '#src/core/pairing/file-roles';
import { matchLabels } from '#src/core/pairing/match-labels';
import type { MatchedFiles } from '#src/core/pairing/pair-groups';

interface PlannedLabel<F, P> {
  label: F;
  /** One of the opened files, or a picture that was open before. */
  picture: F | P;
}

export interface OpeningPlan<F, P> {
  /** To be opened as pictures, in the order in which they were given. */
  pictures: F[];
  scores: F[];
  labels: PlannedLabel<F, P>[];
  /** More than one picture or label of a name: a person says which belong together. */
  questions: { labels: F[]; pictures: (F | P)[] }[];
  /** One picture and one label of a name, in folders that may be two sequences. */
  doubtful: PlannedLabel<F, P>[];
  /** Labels without a picture. */
  lonely: F[];
  /** Lie among labels, in a format that does not keep ids. */
  misfits: F[];
  /**
   * PNGs of one name in several folders, opened as pictures although one of them may be a label.
   */
  unclear: F[];
  /** Renderings of labels and second choices. */
  leftOut: F[];
}

const PICTURE = /\.(jpe?g|png|webp|avif|bmp|gif)$/i;

/**
 * @param open pictures that are open already, where they lay. Every file ends up in one list of the plan
 * (`unclear` in two).
 */
export function planOpening<F extends DroppedFile, P extends DroppedFile>(
  files: readonly F[],
  open: readonly P[],
): OpeningPlan<F, P> {
  const matched = matchLabels(files);
  const plan: OpeningPlan<F, P> = {
    pictures: [],
    scores: matched.scores,
    labels: matched.pairs.map(({ image, label }) => ({ label, picture: image })),
    questions: [],
    doubtful: [],
    lonely: [],
    misfits: [],
    unclear: [],
    leftOut: [],
  };
  const asPicture = new Set(matched.imagesWithoutLabel);
  for (const { image } of matched.pairs) asPicture.add(image);
  sortAmbiguous(matched, plan, asPicture);
  pairWithOpen(matched, open, plan, asPicture);
  const { labels, questions, doubtful, lonely } = plan;
  const withLabels = labels.length + questions.length + doubtful.length + lonely.length > 0;
  for (const file of matched.ignored) {
    // Beside labels these only show them again; anything that is no picture is opened as one, and
    // says why it cannot be.
    if (withLabels && (file.draws || PICTURE.test(file.path))) plan.leftOut.push(file);
    else asPicture.add(file);
  }
  plan.pictures = files.filter((file) => asPicture.has(file));
  return plan;
}

function sortAmbiguous<F extends DroppedFile, P>(
  matched: MatchedFiles<F>,
  plan: OpeningPlan<F, P>,
  asPicture: Set<F>,
): void {
  for (const { reason, files } of matched.ambiguous) {
    const labels = files.filter(isLabel);
    const [picture, label] = files;
    if (reason === 'not-png') plan.misfits.push(...files);
    else if (reason === 'other-folder' && picture && label) {
      asPicture.add(picture);
      plan.doubtful.push({ label, picture });
    } else if (labels.length > 0) {
      const pictures = files.filter((file) => !isLabel(file));
      for (const picture of pictures) asPicture.add(picture);
      if (pictures.length > 0) plan.questions.push({ labels, pictures });
      else plan.lonely.push(...labels);
    } else {
      for (const file of files) asPicture.add(file);
      if (reason === 'unclear') plan.unclear.push(...files);
    }
  }
}

/** Open pictures of one path. */
interface Open<P> extends DroppedFile {
  pictures: P[];
}

function openAt<P extends DroppedFile>(
  open: readonly P[],
  placeOf: (parts: string[]) => string[],
): Open<P>[] {
  const byPath = new Map<string, P[]>();
  for (const picture of open) addTo(byPath, placeOf(partsOf(picture.path)).join('/'), picture);
  return [...byPath].map(([path, pictures]) => ({ path, pictures, isPicture: true }));
}

/**
 * Labels that came alone, and PNGs named like an open picture, by the same rules as in one drop.
 * What is no shape may come alone, without the folders that its picture was opened with.
 */
function pairWithOpen<F extends DroppedFile, P extends DroppedFile>(
  matched: MatchedFiles<F>,
  open: readonly P[],
  plan: OpeningPlan<F, P>,
  asPicture: Set<F>,
): void {
  const single = matched.imagesWithoutLabel.filter(
    ({ path }) => nameFile({ path }).role === 'unclear',
  );
  const late = new Set<F>([...matched.labelsWithoutImage, ...single]);
  const pair: PairLate<F, P> = (pictures, labels, isSure) => {
    for (const label of labels) {
      late.delete(label);
      asPicture.delete(label);
    }
    const [[picture], [label]] = [pictures, labels];
    if (!picture || !label) return;
    if (pictures.length + labels.length === 2)
      (isSure ? plan.labels : plan.doubtful).push({ label, picture });
    else plan.questions.push({ labels: [...labels], pictures: [...pictures] });
  };
  pairLate(
    openAt(open, (parts) => parts),
    [...late],
    pair,
  );
  pairLate(
    openAt(open, (parts) => parts.slice(-1)),
    [...late].filter((file) => !file.draws && nameFile(file).folder === ''),
    pair,
  );
  for (const label of matched.labelsWithoutImage) if (late.has(label)) plan.lonely.push(label);
}

const ASKED_LATE: ReadonlySet<Ambiguity> = new Set([
  'several-images',
  'several-labels',
  'other-folder',
]);

/** Gets pictures and labels that may belong together, at least one of each. */
type PairLate<F, P> = (pictures: readonly P[], labels: readonly F[], isSure: boolean) => void;

function pairLate<F extends DroppedFile, P>(
  open: readonly Open<P>[],
  late: readonly F[],
  pair: PairLate<F, P>,
): void {
  const isOpen = (file: F | Open<P>): file is Open<P> => 'pictures' in file;
  const isLate = (file: F | Open<P>): file is F => !isOpen(file);
  const { pairs, ambiguous } = matchLabels<F | Open<P>>([...open, ...late]);
  for (const { image, label } of pairs)
    if (isOpen(image) && isLate(label)) pair(image.pictures, [label], true);
  for (const { files, reason } of ambiguous) {
    if (!ASKED_LATE.has(reason)) continue;
    const pictures = files.filter(isOpen).flatMap((file) => file.pictures);
    const labels = files.filter(isLate);
    if (pictures.length > 0 && labels.length > 0) pair(pictures, labels, reason !== 'other-folder');
  }
}

function isLabel({ path, grey16, draws }: DroppedFile): boolean {
  return draws !== undefined || nameFile({ path, grey16 }).role === 'label';
}
