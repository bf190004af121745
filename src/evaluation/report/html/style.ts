/** The style of a report: light and dark, on paper, from a phone to a wide screen. */

export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f4f5f7;
  --raised: #fff;
  --line: #d5d9df;
  --text: #1a1e23;
  --muted: #545d68;
  --accent: #b1085c;
  --focus: #0b62c4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #15171a;
    --raised: #1f2327;
    --line: #343a41;
    --text: #e4e7ea;
    --muted: #a3acb6;
    --accent: #ff7ab8;
    --focus: #7db4ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif;
}
main { max-width: 76rem; margin: 0 auto; padding: clamp(1rem, 4vw, 3rem); }
h1 { margin: 0; font-size: clamp(1.5rem, 4vw, 2.25rem); line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 0 0 .5rem; font-size: 1.25rem; }
section { margin-top: 3rem; }
p { max-width: 65ch; margin: 0 0 1rem; overflow-wrap: anywhere; }
.kind { margin: 0 0 .25rem; color: var(--muted); }
.lead { margin: 1rem 0 .25rem; font-size: 1.25rem; font-weight: 600; }
section > p, small, figcaption span, summary span, dt { color: var(--muted); }
.name { overflow-wrap: anywhere; }
small { display: block; font-size: .8125rem; font-weight: 400; }
.sheet {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
  gap: 1rem;
  margin: 0;
  padding: 0;
  list-style: none;
}
section > .missing { margin: 1rem 0 0; }
figure {
  height: 100%;
  margin: 0;
  overflow: hidden;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--raised);
}
img { display: block; width: 100%; height: auto; aspect-ratio: 16 / 10; object-fit: contain; background: #0d0f11; }
figcaption { padding: .75rem; font-size: .875rem; }
figcaption .name { display: block; margin-bottom: .25rem; }
figcaption strong { color: var(--accent); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
th, td { padding: .5rem .75rem; text-align: right; white-space: nowrap; vertical-align: top; }
thead th { color: var(--muted); font-weight: 600; }
tbody tr { border-top: 1px solid var(--line); }
th:first-child, .words th, .words td { text-align: left; white-space: normal; }
tbody th { font-weight: 600; }
th:first-child .name { display: inline-block; min-width: 9rem; max-width: 32rem; }
code { font: .8125rem/1.4 ui-monospace, "SF Mono", "Liberation Mono", monospace; overflow-wrap: anywhere; }
details { margin-bottom: .5rem; }
summary { padding: .5rem 0; cursor: pointer; }
summary span { white-space: nowrap; }
details p { margin: .5rem 0; }
dl { margin: 0 0 1.5rem; }
dl div { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 5fr); gap: 1rem; padding: .375rem 0; border-top: 1px solid var(--line); }
dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  th, td { padding: .5rem; }
  dl div { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
}
@media print {
  :root { --ground: #fff; --raised: #fff; --line: #bbb; --text: #000; --muted: #444; --accent: #b1085c; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; border: 0; }
  .sheet { grid-template-columns: repeat(3, 1fr); }
  figure, tr, summary { break-inside: avoid; }
  h2 { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  * { print-color-adjust: exact; }
}
`;

/** SHA-256 of `STYLE` in base64: no other style counts in a report. A spec says the right value. */
export const STYLE_HASH = 'khakquZKMo5poaKNvVAHRBuzxRjd9UbIyK8ZvTiQiwc=';
