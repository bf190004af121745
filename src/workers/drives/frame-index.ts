/** Which frames a video has and when they are shown, without decoding any. */
import { type EncodedPacket, EncodedPacketSink, type InputVideoTrack, MP4, QTFF } from 'mediabunny';
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import { stageBoundary } from '#src/workers/state/stage-boundary';

export interface FrameIndex {
  /** `[frames]` seconds, ascending. */
  timestamps: Float64Array<ArrayBuffer>;
  /** Indexes, ascending, as the file marks them. */
  keyFrames: Uint32Array<ArrayBuffer>;
  /** Seconds at which the last frame ends. */
  end: number;
  /** Whether the file goes on behind the last frame, in a way that cannot be read. */
  isCut: boolean;
}

/** A packet of one frame, without its bytes. */
interface Entry {
  timestamp: number;
  duration: number;
  isKey: boolean;
}

/** Packets between two looks whether something else waits. */
const AT_ONCE = 500;
/** Bit of a VP8 frame's first byte: an invisible one only helps to decode others. */
const VP8_SHOWN = 0x10;

/** What lies behind damage is left out. @throws AnomalensError `cancelled`. */
export async function indexFrames(
  track: InputVideoTrack,
  signal?: AbortSignal,
): Promise<FrameIndex> {
  const sink = new EncodedPacketSink(track);
  const isVp8 = (await track.getCodec()) === 'vp8';
  const { entries, isBroken } = await readEntries(sink, isVp8, signal);
  const listsAhead = [MP4.name, QTFF.name].includes((await track.input.getFormat()).name);
  const readable = listsAhead ? await readableCount(sink, entries) : entries.length;
  const shown = shownOf(entries.slice(0, readable));
  const last = shown.at(-1);
  return {
    timestamps: Float64Array.from(shown, ({ timestamp }) => timestamp),
    keyFrames: Uint32Array.from(shown.flatMap(({ isKey }, index) => (isKey ? index : []))),
    end: last ? last.timestamp + last.duration : 0,
    isCut: isBroken || readable < entries.length,
  };
}

/** In the order of decoding. */
async function readEntries(
  sink: EncodedPacketSink,
  isVp8: boolean,
  signal?: AbortSignal,
): Promise<{ entries: Entry[]; isBroken: boolean }> {
  const entries: Entry[] = [];
  let packets = 0;
  try {
    for await (const packet of sink.packets(undefined, undefined, { metadataOnly: !isVp8 })) {
      if (++packets % AT_ONCE === 0) await stageBoundary(signal);
      if (isVp8 && !isShownVp8(packet)) continue;
      const { timestamp, duration, type } = packet;
      entries.push({ timestamp, duration, isKey: type === 'key' });
    }
    return { entries, isBroken: false };
  } catch {
    throwIfCancelled(signal);
    return { entries, isBroken: true }; // told as a notice
  }
}

function isShownVp8({ data }: EncodedPacket): boolean {
  return ((data[0] ?? 0) & VP8_SHOWN) !== 0;
}

/** How many of them have their bytes in the file: the table of an MP4 lists those cut off too. */
async function readableCount(sink: EncodedPacketSink, entries: readonly Entry[]): Promise<number> {
  const isThere = async ({ timestamp }: Entry) => {
    try {
      return (await sink.getPacket(timestamp)) !== null;
    } catch {
      return false; // counted as cut off
    }
  };
  const last = entries.at(-1);
  if (!last || (await isThere(last))) return entries.length;
  let [low, high] = [0, entries.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (await isThere(entries[middle] as Entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** In the order of showing, one for each moment; what ends before the film begins is never shown. */
function shownOf(entries: readonly Entry[]): Entry[] {
  return entries
    .filter(({ timestamp, duration }) => timestamp >= 0 || timestamp + duration > 0)
    .sort((a, b) => a.timestamp - b.timestamp)
    .filter(({ timestamp }, i, all) => i === 0 || timestamp > (all[i - 1] as Entry).timestamp);
}
