/** What is kept of an analysed frame of a drive: numbers, no pixels. */
import type { SmallMap } from '#src/core/set/small-map';

export interface FrameRecord {
  /** Within the drive, from 0, in the order of presentation. */
  index: number;
  /** Seconds. */
  timestamp: number;
  /** By method id. */
  methods: Record<string, MethodRecord>;
}

interface MethodRecord {
  /** The settings that the map belongs to: another key is another map. */
  key: string;
  /** Raw score that 0.1 % of what counts of the road-like area exceeds. */
  peak: number;
  map: SmallMap;
}
