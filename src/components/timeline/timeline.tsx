import './timeline.css';
import { PlaybackBar } from '#src/components/timeline/playback-bar';
import { TimelinePlot } from '#src/components/timeline/timeline-plot';
import { shownDrive } from '#src/store/drives/shown-drive';
import { useStore } from '#src/store/store';

/** Under the stage, for frames of a drive alone: what the methods say over time. */
export function Timeline() {
  const drive = useStore(shownDrive);
  if (!drive?.facts) return null;
  return (
    <section className="timeline" aria-label="Timeline">
      <PlaybackBar drive={drive} />
      <TimelinePlot key={drive.id} drive={drive} />
    </section>
  );
}
