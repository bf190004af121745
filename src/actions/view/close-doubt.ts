import { getState, patchView } from '#src/store/store';

/** The result of the shown picture is read although it seems to be no road scene. */
export function closeDoubt(): void {
  const { shownId, doubtsClosed } = getState().view;
  if (shownId !== null) patchView({ doubtsClosed: [...doubtsClosed, shownId] });
}
