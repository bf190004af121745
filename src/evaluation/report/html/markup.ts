/** HTML as text in which whatever is put in is escaped, unless it is markup itself. */

/** Text that is HTML already. */
export class Markup {
  constructor(readonly text: string) {}
}

type Content = string | number | Markup | null | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A template whose values are escaped for text and for attributes in quotes. Lists are joined, null
 * is nothing.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const text = parts.reduce((before, part, i) => before + textOf(values[i - 1] ?? null) + part);
  return new Markup(text);
}

function textOf(content: Content): string {
  if (content === null) return '';
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map(textOf).join('');
  return String(content).replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);
}
