/**
 * What happens to opened files: which are pictures, which label belongs to which picture, and what
 * a person has to decide.
 */
import { type DroppedFile, nameFile } from '#src/core/ground-truth/file-roles';
import { type MatchedFiles, matchLabels } from '#src/core/ground-truth/match-labels';

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
 * @param open pictures that are open already, by name. Every file ends up in one list of the plan
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
    lonely: [],
    misfits: [],
    unclear: [],
    leftOut: [],
  };
  const asPicture = new Set(matched.imagesWithoutLabel);
  for (const { image } of matched.pairs) asPicture.add(image);
  sortAmbiguous(matched, plan, asPicture);
  pairWithOpen(matched, open, plan, asPicture);
  const withLabels = plan.labels.length + plan.questions.length + plan.lonely.length > 0;
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
    if (reason === 'not-png') plan.misfits.push(...files);
    else if (labels.length > 0) {
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

/**
 * Labels that came alone, and PNGs named like an open picture, by the same rules as in one drop.
 */
function pairWithOpen<F extends DroppedFile, P extends DroppedFile>(
  matched: MatchedFiles<F>,
  open: readonly P[],
  plan: OpeningPlan<F, P>,
  asPicture: Set<F>,
): void {
  const single = new Set(
    matched.imagesWithoutLabel.filter(({ path }) => nameFile({ path }).role === 'unclear'),
  );
  const late = new Set<F | P>([...matched.labelsWithoutImage, ...single]);
  const again = matchLabels<F | P>([...open, ...(late as Set<F>)]);
  const take = (label: F) => {
    late.delete(label);
    asPicture.delete(label);
  };
  for (const { image, label } of again.pairs) {
    if (late.has(image) || !late.has(label)) continue;
    take(label as F);
    plan.labels.push({ label: label as F, picture: image });
  }
  for (const { files, reason } of again.ambiguous) {
    const pictures = files.filter((file) => !late.has(file));
    const labels = files.filter((file) => late.has(file)) as F[];
    if (
      pictures.length === 0 ||
      labels.length === 0 ||
      (reason !== 'several-images' && reason !== 'several-labels')
    )
      continue;
    labels.forEach(take);
    plan.questions.push({ labels, pictures });
  }
  for (const label of matched.labelsWithoutImage) if (late.has(label)) plan.lonely.push(label);
}

function isLabel({ path, grey16, draws }: DroppedFile): boolean {
  return draws !== undefined || nameFile({ path, grey16 }).role === 'label';
}
