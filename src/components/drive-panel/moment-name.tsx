import { useEffect, useState } from 'react';
import { nameMoment } from '#src/actions/drives/name-moment';
import type { Moment } from '#src/core/drives/moments';
import type { Size } from '#src/core/types';
import { givesNames } from '#src/store/names/shown-names';
import { useStore } from '#src/store/store';

interface Props {
  driveId: string;
  moment: Moment;
  /** The cells that its regions consist of. */
  grid: Size;
}

/** What a moment looks like; nothing while names are switched off. */
export function MomentName({ driveId, moment, grid }: Props) {
  const wanted = useStore(givesNames);
  const [words, setWords] = useState<string | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let isWanted = true;
    void nameMoment(driveId, moment, grid).then((name) => {
      if (isWanted) setWords(name);
    });
    return () => {
      isWanted = false;
    };
  }, [wanted, driveId, moment, grid]);
  if (!wanted || words === null) return null;
  return <span className={words ? '' : 'muted'}>{words ? `like: ${words}` : 'no name fits'}</span>;
}
