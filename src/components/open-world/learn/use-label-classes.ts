import { useMemo } from 'react';
import { knownClasses } from '#src/store/models';
import { draftOf, learntClasses } from '#src/store/open-world/open-world';
import { useStore } from '#src/store/store';

export interface LabelClass {
  name: string;
  colour: string;
  kind: 'known' | 'learnt';
}

/** By training label: the network's classes, the learnt ones, the one that is annotated. */
export function useLabelClasses(): readonly LabelClass[] {
  const known = useStore(knownClasses);
  const learnt = useStore(learntClasses);
  const name = useStore((state) => draftOf(state).name.trim());
  const colour = useStore((state) => draftOf(state).colour);
  return useMemo(() => {
    const own = [...learnt, { name: name || 'new class', colour }];
    return [
      ...(known ?? []).map((labelClass) => ({ ...labelClass, kind: 'known' as const })),
      ...own.map((labelClass) => ({ ...labelClass, kind: 'learnt' as const })),
    ];
  }, [known, learnt, name, colour]);
}
