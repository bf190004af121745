/** Which picture each label in question belongs to; null: the label is not used. */
export type PairMapping = Readonly<Record<string, string | null>>;

/** A picture has one label: choosing it takes it from the label that had it. */
export function choosePicture(
  mapping: PairMapping,
  questionId: string,
  pictureId: string | null,
): PairMapping {
  const others = Object.entries(mapping).map(
    ([id, picture]) => [id, picture === pictureId ? null : picture] as const,
  );
  return { ...Object.fromEntries(others), [questionId]: pictureId };
}
