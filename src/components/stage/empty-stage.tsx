import './empty-stage.css';
import { openSampleDrive } from '#src/actions/drives/open-sample-drive';
import { openSample } from '#src/actions/pictures/open-sample';
import { VisitOffer } from '#src/components/stage/visit-offer';
import { useDelayed } from '#src/components/ui/use-delayed';
import { useStore } from '#src/store/store';

const SAMPLES_SHOWN = 3;

/**
 * What to do when no picture is open. Waits a moment, because the first sample is on its way when
 * the page opens.
 */
export function EmptyStage() {
  const empty = useStore((state) => state.pictures.order.length === 0);
  const samples = useStore((state) => state.session.samples);
  const awaited = useStore((state) => state.session.awaited);
  const drives = useStore((state) => state.session.sampleDrives);
  const visit = useStore((state) => state.session.visit);
  const visible = useDelayed(empty, 600);
  if (!visible) return null;
  if (visit && !awaited) return <VisitOffer {...visit} />;
  return (
    <div className="empty">
      {awaited ? (
        <>
          <p className="empty__title">Drop {awaited.name} here</p>
          <p className="muted">
            The link was made on it and carries its settings, not the picture. Another picture takes
            them too.
          </p>
        </>
      ) : (
        <>
          <p className="empty__title">Drop road pictures here</p>
          <p className="muted">Or paste one, or open a sample. Nothing leaves this tab.</p>
        </>
      )}
      <p className="row">
        {samples.slice(0, SAMPLES_SHOWN).map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="button button--outlined"
            onClick={() => void openSample(id)}
          >
            {title}
          </button>
        ))}
        {drives.map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="button button--outlined"
            onClick={() => void openSampleDrive(id)}
          >
            {title}
          </button>
        ))}
      </p>
    </div>
  );
}
