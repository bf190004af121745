/** Pictures that the page waits for: it knows of them what was done with them, and has no pixels. */
import type { PaneLayer } from '#src/core/types';
import type { ProjectPicture } from '#src/store/project/project-schema';

/** A project of which some pictures are not open yet. */
export interface AwaitedProject {
  name: string;
  /** Identity of the picture that it shows. */
  shown: string | null;
  missing: readonly ProjectPicture[];
}

/** A person's network that a view was made with, and how it is shown there. */
export interface AwaitedNetwork {
  /** Known by the first digits of its file's SHA-256. */
  modelId: string;
  title: string;
  panes: readonly { index: number; methodId: string; layer: PaneLayer }[];
  thresholds: Readonly<Record<string, number>>;
  parameters: Readonly<Record<string, Record<string, number>>>;
}

export interface LastVisit {
  /** How many are known; 0 where only what they were read from is. */
  pictures: number;
  /** Whether the browser can read them again when it is allowed to. */
  canReopen: boolean;
}
