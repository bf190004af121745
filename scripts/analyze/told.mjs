/** What the command says on stderr while it runs, and on stdout when it is done. */

/**
 * @typedef {import('../../src/evaluation/analysis/types.ts').AnalysisProgress} AnalysisProgress
 * @typedef {import('../../src/evaluation/analysis/types.ts').LookProgress} LookProgress
 * @typedef {import('../../src/evaluation/analysis/types.ts').AnalysisResult} AnalysisResult
 */

/** A line for a picture that is done. @param {AnalysisProgress | LookProgress} progress */
export function pictureLine(progress) {
  const { done, total } = progress;
  if ('looked' in progress) return `threshold ${done}/${total}  ${progress.looked}`;
  const { picture, error, result } = progress.summary;
  const place = `picture ${done}/${total}  ${picture}`;
  if (error) return `${place}: ${error.message} (${error.code})`;
  if (!result) return place;
  const { regions, areaPercent, milliseconds } = result;
  const count = `${regions} ${regions === 1 ? 'region' : 'regions'}`;
  return `${place}  ${count}, ${areaPercent.toFixed(2)} %  ${milliseconds.toFixed(0)} ms`;
}

/** What was not analysed for it is no picture. @param {string[]} files at least one. */
export function leftOutLine(files) {
  const shown = files.slice(0, 3).join(', ');
  const more = files.length > 3 ? ', ...' : '';
  const what = files.length === 1 ? '1 file is' : `${files.length} files are`;
  return `${what} left out, being no picture or called like a label or a score: ${shown}${more}.`;
}

/** @param {Pick<AnalysisResult, 'pictures' | 'withRegions' | 'errors' | 'chosen'>} result */
export function resultLines({ pictures, withRegions, errors, chosen }) {
  const analysed = pictures - errors;
  if (pictures === 0) return ['No picture was found.'];
  const lines = [
    `${withRegions} of ${analysed} ${analysed === 1 ? 'picture has' : 'pictures have'} something that the network does not know.`,
  ];
  if (chosen) lines.unshift(thresholdLine(chosen));
  if (errors > 0) lines.push(`${errors} of ${pictures} failed: summary.json names them.`);
  return lines;
}

/** In full, as the next run has to be given it. @param {NonNullable<AnalysisResult['chosen']>} chosen */
function thresholdLine({ threshold, share, flagged, pictures }) {
  const most = Number((100 * share).toPrecision(12));
  return `Threshold ${threshold}: ${flagged} of ${pictures} pictures are flagged, at most ${most} % were wanted.`;
}
