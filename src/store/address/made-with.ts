/** A person's own network that a link was made with: its file is not in the link, which names it by hash. */

export interface MadeWith {
  /** As `ownModelId`: the first digits of its SHA-256. */
  modelId: string;
  title: string;
}

const TEXT = /^(own-[0-9a-f]{8})-(.{1,100})$/s;

/** Null for a text that names no network. */
export function parseMadeWith(text: string): MadeWith | null {
  const [, modelId, title] = TEXT.exec(text) ?? [];
  return modelId !== undefined && title !== undefined ? { modelId, title } : null;
}

/** A part of a link. */
export function madeWithPart({ modelId, title }: MadeWith): string {
  return `made-with=${modelId}-${encodeURIComponent(title.slice(0, 100))}`;
}
