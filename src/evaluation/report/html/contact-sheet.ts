/** The small pictures of a report. */
import { formatShare } from '#src/core/numbers';
import { html, type Markup } from '#src/evaluation/report/html/markup';
import type { ReportPicture, ReportTile, SetReport } from '#src/evaluation/report/html/report-data';

/** Nothing where no picture has a region. */
export function contactSheet({ pictures, sheet, settings }: SetReport): Markup | null {
  const { tiles } = sheet;
  const unknown = pictures.filter(({ result }) => result && result.regions > 0).length;
  if (unknown === 0) return null;
  const byName = new Map(pictures.map((picture) => [picture.picture, picture]));
  return html`<section aria-labelledby="worst">
<h2 id="worst">What to look at first</h2>
<p>${introWords(tiles.length, unknown)}${coverWords(settings.covered)}</p>
<ul class="sheet">
${tiles.map((tile) => figureOf(tile, byName.get(tile.picture) ?? null))}</ul>
${missingNote(sheet)}</section>
`;
}

function missingNote({ missing }: SetReport['sheet']): Markup | null {
  if (missing.length === 0) return null;
  const entries = missing.map(
    ({ picture, reason }) => html`<li><bdi class="name">${picture}</bdi>: ${reason}</li>
`,
  );
  return html`<p class="missing">Not shown here, though among the first:</p>
<ul>
${entries}</ul>
`;
}

function introWords(shown: number, unknown: number): string {
  const which =
    shown < unknown
      ? `${shown} of the ${unknown} pictures with regions`
      : 'All pictures with regions';
  return `${which}, those of the largest share first. Regions, which the network does not know, are tinted and outlined.`;
}

function coverWords(covered: readonly string[]): string {
  if (covered.length === 0) return '';
  return ` ${covered.join(' and ').replace(/^./, (first) => first.toUpperCase())} are blurred where the network sees them; look before you pass this on, as it can miss some.`;
}

function figureOf({ picture, image, width, height }: ReportTile, about: ReportPicture | null) {
  const result = about?.result;
  const count = result ? regionWords(result.regions) : '';
  const largest = result?.largest
    ? `, the largest ${formatShare(result.largest.areaPercent / 100)}`
    : '';
  return html`<li><figure>
<img src="${image}" width="${width}" height="${height}" alt="${picture}, ${count} tinted">
<figcaption><b class="name"><bdi>${picture}</bdi></b>
<span><strong>${formatShare((result?.areaPercent ?? 0) / 100)}</strong> unknown: ${count}${largest}</span></figcaption>
</figure></li>
`;
}

export function regionWords(count: number): string {
  return `${count} ${count === 1 ? 'region' : 'regions'}`;
}
