/**
 * The person's own picture that a link was made on: a copied link names it, so that whoever has it too
 * sees the same. The address itself never does.
 */
import type { AwaitedPicture, ListedPicture, State } from '#src/store/state';

export type MadeOn = Omit<AwaitedPicture, 'zoom'>;

const DIGITS = 12;
const TEXT = /^([0-9a-f]{12})-(.{1,200})$/s;

/** Null for a text that names no picture. */
export function parseMadeOn(text: string): MadeOn | null {
  const [, identity, name] = TEXT.exec(text) ?? [];
  return identity !== undefined && name !== undefined ? { identity, name } : null;
}

/** A part of a link; empty for what has no file of its own: a sample, a frame, what is still being read. */
export function formatMadeOn({ name, identity, sampleId }: ListedPicture): string {
  if (sampleId !== null || !identity || !/^[0-9a-f]{64}$/.test(identity)) return '';
  return madeOnPart({ name: name.slice(-200), identity: identity.slice(0, DIGITS) });
}

export function madeOnPart({ name, identity }: MadeOn): string {
  return `made-on=${identity}-${encodeURIComponent(name)}`;
}

/** The opened picture that the link was made on, whatever it is called here; null while it is not there. */
export function awaitedAmong({ session, pictures }: State): string | null {
  const { awaited } = session;
  if (!awaited) return null;
  return (
    pictures.order.find((id) => pictures.byId[id]?.identity?.startsWith(awaited.identity)) ?? null
  );
}
