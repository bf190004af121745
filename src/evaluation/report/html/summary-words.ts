/** The result of a set in sentences. */
import { formatShare } from '#src/core/numbers';
import type { ReportPicture } from '#src/evaluation/report/html/report-data';

/** What was found, and of which picture most; what failed is not counted among the pictures. */
export function summaryWords(pictures: readonly ReportPicture[]): string[] {
  const results = pictures.flatMap(({ picture, result }) =>
    result ? [{ picture, ...result }] : [],
  );
  const failed = pictures.length - results.length;
  const unknown = results.filter(({ regions }) => regions > 0);
  const words = [foundWords(results.length, unknown.length)];
  const [first] = [...unknown].sort((a, b) => b.areaPercent - a.areaPercent);
  if (first && results.length > 1)
    words.push(`The largest share is ${formatShare(first.areaPercent / 100)} of ${first.picture}.`);
  if (failed > 0) words.push(`${failed} more could not be analysed; the reasons stand below.`);
  return words;
}

function foundWords(analysed: number, unknown: number): string {
  if (analysed === 0) return 'No picture could be analysed.';
  if (analysed === 1)
    return unknown === 1
      ? 'The picture has something that the network does not know.'
      : 'The picture has nothing that the network does not know, at this threshold.';
  if (unknown === 0)
    return `None of the ${analysed} pictures has something that the network does not know, at this threshold.`;
  return `${unknown} of ${analysed} pictures ${unknown === 1 ? 'has' : 'have'} something that the network does not know.`;
}
