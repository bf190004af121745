/** The layers of a pane that compare its method with that of another pane. */
import { ownShareTable, rarities, rarityDifference } from '#src/core/comparison/rarity';
import type { ScoreMap, TruthMap } from '#src/gpu/compute';
import { commonTables } from '#src/methods/share-tables';
import type { PaneView } from '#src/protocol/view';
import { keptScore } from '#src/workers/regions/kept-score';
import type { EngineContext } from '#src/workers/state/context';
import type { CachedScore, HeldPicture } from '#src/workers/state/held-picture';

interface Compared {
  /** Powers of ten by which each pixel `[H, W]` is rarer for the pane's method than for the other. */
  difference: ScoreMap | null;
  /** The other method's mask `[H, W]`, 1 within. */
  otherMask: TruthMap | null;
}

const NOTHING: Compared = { difference: null, otherMask: null };

/** @param other the score of what the pane is compared with; null while it is not there. */
export async function comparedMaps(
  context: EngineContext,
  entry: HeldPicture,
  pane: PaneView,
  score: CachedScore,
  other: CachedScore | null,
  minArea: number,
): Promise<Compared> {
  if (!pane.against || !other) return NOTHING;
  if (pane.layer === 'difference')
    return { ...NOTHING, difference: await differenceMap(context, entry, score, other) };
  if (pane.layer === 'agreement')
    return { ...NOTHING, otherMask: await otherMask(context, entry, pane, other, minArea) };
  return NOTHING;
}

function differenceMap(
  { compute }: EngineContext,
  entry: HeldPicture,
  score: CachedScore,
  other: CachedScore,
): Promise<ScoreMap> {
  const names = [score, other].map(({ summary }) => summary.methodId);
  const key = [score, other].map(({ summary }) => entry.keyOf(summary.settings)).join('|');
  const make = async () => {
    const [first, second] = [
      await compute.readScore(score.map),
      await compute.readScore(other.map),
    ];
    const tables = commonTables(score.summary.settings, other.summary.settings) ?? [
      ownShareTable(first),
      ownShareTable(second),
    ];
    const difference = rarityDifference(rarities(first, tables[0]), rarities(second, tables[1]));
    return compute.importScore(difference, entry.size);
  };
  return entry.compared.of(`difference ${names.join(' ')}`, key, make, (map) => entry.retire(map));
}

async function otherMask(
  context: EngineContext,
  entry: HeldPicture,
  { against, leftOut }: PaneView,
  other: CachedScore,
  minArea: number,
): Promise<TruthMap> {
  const { threshold, removal } = against as NonNullable<PaneView['against']>;
  const { compute } = context;
  const kept = await keptScore(context, entry, { threshold, removal, leftOut }, other);
  const make = async () => {
    const ids = await compute.readLabels(kept.map, threshold, minArea);
    return compute.loadTruth(
      Uint8Array.from(ids, (id) => (id > 0 ? 1 : 0)),
      entry.size,
    );
  };
  const slot = `mask ${other.summary.methodId}`;
  return entry.compared.of(slot, `${kept.key}|${minArea}`, make, (map) => entry.retire(map));
}
