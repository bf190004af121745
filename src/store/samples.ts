/** What the lists of samples say. */
import type { Size } from '#src/core/types';

interface SampleFacts extends Size {
  id: string;
  title: string;
  description: string;
  unknown: string[];
}

export interface Sample extends SampleFacts {
  image: string;
  mask: string;
}

export interface SampleDrive extends SampleFacts {
  video: string;
  /** An archive with a label for each frame: 0 is normal, others are ids of unknown objects. */
  labels: string;
  frames: number;
  /** Frames a second. */
  rate: number;
}
