/**
 * Cards that a person has changed, kept in localStorage by the SHA-256 of their network. Storage is optional:
 * without it a network is looked at anew whenever it is opened.
 */
import * as v from 'valibot';
import { type Card, parseCard } from '#src/core/own-network/card';
import { CARD_FILE } from '#src/core/own-network/decide-card';
import type { NetworkFiles } from '#src/session/own-network/network-files';

const STORAGE_KEY = 'anomalens.cards';
/** The oldest is forgotten first. */
const MOST_KEPT = 50;

const schema = v.object({
  sha256: v.string(),
  /** The network's size: a file of another one need not be hashed. */
  bytes: v.number(),
  card: v.unknown(),
});

type Kept = v.InferOutput<typeof schema>;

/** @returns whether it is kept for another time. */
export function keepCard(sha256: string, bytes: number, card: Card): boolean {
  const others = load().filter((entry) => entry.sha256 !== sha256);
  return save([...others, { sha256, bytes, card }].slice(-MOST_KEPT));
}

export function dropCard(sha256: string): void {
  save(load().filter((entry) => entry.sha256 !== sha256));
}

/** What a person said of this very file before; null where a card lies beside it, which is meant now. */
export async function keptCard({ network, beside }: NetworkFiles): Promise<Card | null> {
  if (beside.some(({ path }) => CARD_FILE.test(path))) return null;
  const sameSize = load().filter(({ bytes }) => bytes === network.file.size);
  if (sameSize.length === 0) return null;
  const sha256 = await sha256Of(network.file);
  const kept = sameSize.find((entry) => entry.sha256 === sha256);
  try {
    return kept ? parseCard(kept.card) : null;
  } catch (error) {
    console.warn('A kept card is of another version of the page, or damaged.', error);
    return null;
  }
}

async function sha256Of(blob: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function save(all: readonly Kept[]): boolean {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(all));
    return true;
  } catch {
    return false; // full, or refused as in a private window
  }
}

/** What cannot be read is left out, and the rest kept. */
function load(): Kept[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return (Array.isArray(stored) ? stored : []).flatMap((entry) => {
      const { success, output } = v.safeParse(schema, entry);
      return success ? output : [];
    });
  } catch {
    return []; // refused, or another program's text
  }
}
