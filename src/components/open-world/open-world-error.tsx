import { placeOfWork } from '#src/components/open-world/step-states';
import { Icon } from '#src/components/ui/icon';
import { useStore } from '#src/store/store';

/** What went wrong last, in the step where it did. */
export function OpenWorldError({ step }: { step: 'learn' | 'segment' }) {
  const message = useStore((state) =>
    placeOfWork(state) === step ? (state.openWorld.error?.message ?? null) : null,
  );
  return (
    message && (
      <p className="open-world__error" role="alert">
        <Icon name="warning" />
        <span>{message}</span>
      </p>
    )
  );
}
