/** The tables of a report: all pictures, their regions, and what failed. */
import { formatCount, formatScore, formatShare } from '#src/core/numbers';
import type { JudgedRegion } from '#src/evaluation/analysis/types';
import { regionWords } from '#src/evaluation/report/html/contact-sheet';
import { html, type Markup } from '#src/evaluation/report/html/markup';
import type { ReportPicture, SetReport } from '#src/evaluation/report/html/report-data';

const percent = (value: number) => formatShare(value / 100);
const dash = '–';
const isJudged = (picture: ReportPicture) =>
  picture.largest.some(({ falsePositive }) => falsePositive !== null);

/** A table that scrolls by itself where it is wider than the page. */
function scrolling(label: string, table: Markup): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
${table}</div>
`;
}

/** One row per analysed picture, in the order of the set. */
export function pictureTable({ pictures }: SetReport): Markup | null {
  const analysed = pictures.filter(({ result }) => result);
  if (analysed.length === 0) return null;
  const judged = analysed.some(isJudged);
  const confidence = judged ? html`<th scope="col">Confidence</th>` : null;
  const table = html`<table>
<thead><tr><th scope="col">Picture</th><th scope="col">Regions</th><th scope="col">Share</th><th scope="col">Largest</th><th scope="col">Highest score</th>${confidence}<th scope="col">Time</th></tr></thead>
<tbody>
${analysed.map((picture) => pictureRow(picture, judged))}</tbody>
</table>
`;
  return html`<section aria-labelledby="pictures">
<h2 id="pictures">All pictures</h2>
<p>Share is the part of the picture that its regions cover, largest that of the largest region.${judged ? ' Confidence is how likely the regions are no false alarms, by the mean over them.' : ''}</p>
${scrolling('All pictures', table)}</section>
`;
}

function pictureRow({ picture, result }: ReportPicture, judged: boolean): Markup | null {
  if (!result) return null;
  const { regions, areaPercent, largest, maxScore, meanConfidence, milliseconds, notices } = result;
  const notes = notices.map((notice) => html`<small>${notice}</small>`);
  const confidence = judged
    ? html`<td>${meanConfidence === null ? dash : formatShare(meanConfidence)}</td>`
    : null;
  return html`<tr><th scope="row"><bdi class="name">${picture}</bdi>${notes}</th><td>${formatCount(regions)}</td><td>${regions > 0 ? percent(areaPercent) : dash}</td><td>${largest ? percent(largest.areaPercent) : dash}</td><td>${maxScore === null ? dash : formatScore(maxScore)}</td>${confidence}<td>${(milliseconds / 1000).toFixed(1)} s</td></tr>
`;
}

/** The largest regions of each picture that has some, folded. */
export function regionTables({ pictures }: SetReport): Markup | null {
  const withRegions = pictures.filter(({ largest }) => largest.length > 0);
  if (withRegions.length === 0) return null;
  return html`<section aria-labelledby="regions">
<h2 id="regions">Regions</h2>
<p>Areas, boxes and centres are in pixels of the picture as it was analysed, at most 2048 on its long side. Scores are raw.</p>
${withRegions.map(regionsOf)}</section>
`;
}

function regionsOf(picture: ReportPicture): Markup {
  const { largest, result } = picture;
  const count = result?.regions ?? largest.length;
  const judged = isJudged(picture);
  const verdict = judged ? html`<th scope="col">False alarm</th>` : null;
  const more =
    count > largest.length
      ? html`<p>The ${largest.length} largest of ${formatCount(count)}; the table file has all.</p>`
      : null;
  const table = html`<table>
<thead><tr><th scope="col">Id</th><th scope="col">Area</th><th scope="col">Share</th><th scope="col">Box: x, y, size</th><th scope="col">Centre</th><th scope="col">Mean score</th><th scope="col">Highest</th>${verdict}</tr></thead>
<tbody>
${largest.map((region) => regionRow(region, judged))}</tbody>
</table>
`;
  return html`<details>
<summary><bdi class="name">${picture.picture}</bdi> <span>${regionWords(count)}</span></summary>
${scrolling(`Regions of ${picture.picture}`, table)}${more}</details>
`;
}

function regionRow(region: JudgedRegion, judged: boolean): Markup {
  const { id, area, areaPercent, box, centroid, meanScore, maxScore, falsePositive } = region;
  const verdict = judged
    ? html`<td>${falsePositive === null ? dash : formatShare(falsePositive)}</td>`
    : null;
  return html`<tr><th scope="row">${id}</th><td>${formatCount(area)}</td><td>${percent(areaPercent)}</td><td>${box.x}, ${box.y}, ${box.width} × ${box.height}</td><td>${Math.round(centroid.x)}, ${Math.round(centroid.y)}</td><td>${formatScore(meanScore)}</td><td>${formatScore(maxScore)}</td>${verdict}</tr>
`;
}

/** Pictures without results, with the reasons. */
export function failedTable({ pictures }: SetReport): Markup | null {
  const failed = pictures.filter(({ error }) => error);
  if (failed.length === 0) return null;
  const table = html`<table class="words">
<thead><tr><th scope="col">Picture</th><th scope="col">Reason</th></tr></thead>
<tbody>
${failed.map(
  ({ picture, error }) =>
    html`<tr><th scope="row"><bdi class="name">${picture}</bdi></th><td>${error?.message ?? ''}</td></tr>
`,
)}</tbody>
</table>
`;
  return html`<section aria-labelledby="failed">
<h2 id="failed">Not analysed</h2>
${scrolling('Not analysed', table)}</section>
`;
}
