/** How a report was made: everything needed to make the same numbers again. */
import { formatScore } from '#src/core/numbers';
import { toldVocabulary } from '#src/core/words/told-vocabulary';
import { html, type Markup } from '#src/evaluation/report/html/markup';
import type { SetReport } from '#src/evaluation/report/html/report-data';

/** Settings, networks and versions. */
export function making({ settings, networks, versions, made }: SetReport): Markup {
  const rows = networks.map(
    ({ id, title, sha256 }) =>
      html`<tr><th scope="row">${title} <small>${id}</small></th><td><code>${sha256}</code></td></tr>
`,
  );
  return html`<section aria-labelledby="making">
<h2 id="making">How this was made</h2>
<dl>
${settingRows(settings).map(
  ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
)}<div><dt>Program</dt><dd>Anomalens ${versions.anomalens}, onnxruntime-web ${versions.onnxruntime}</dd></div>
<div><dt>Date</dt><dd><time datetime="${made}">${dateWords(made)}</time></dd></div>
</dl>
<p>The networks, with the SHA-256 of their files:</p>
<div class="scroll" role="region" aria-label="Networks" tabindex="0">
<table class="words">
<thead><tr><th scope="col">Network</th><th scope="col">SHA-256</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>
</section>
`;
}

function settingRows(settings: SetReport['settings']): [string, string][] {
  const { method, parameters, words, threshold, isDefaultThreshold, minAreaPercent, removeAbove } =
    settings;
  const rows: [string, string][] = [
    ['Method', `${method.title} (${method.id})`],
    [
      'Threshold',
      `${formatScore(threshold)} ${method.unit}${isDefaultThreshold ? ', the method’s default' : ''} (raw ${threshold})`,
    ],
    ...Object.entries(parameters).map(([id, value]): [string, string] => [
      `Parameter ${id}`,
      String(value),
    ]),
    ...(words ? toldVocabulary(words) : []),
    ['Smallest region', minAreaPercent > 0 ? `${minAreaPercent} % of the picture` : 'of any size'],
    [
      'Unlikely regions',
      removeAbove === null
        ? 'kept'
        : `left out above P(false positive) = ${removeAbove}, by the meta classifier of the method`,
    ],
    [
      'Blurred',
      settings.covered.length === 0
        ? 'nothing'
        : `${settings.covered.join(' and ')}, where the base network sees them`,
    ],
    ['Long side of the network input', `${settings.longSide} px`],
    ['Computed by', `${settings.inference} (networks), ${settings.compute} (scores)`],
  ];
  return rows;
}

/** In UTC, which needs no knowledge of where the report is read. */
export function dateWords(made: string): string {
  const date = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${date.format(new Date(made))} UTC`;
}
