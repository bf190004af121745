import './timeline.css';
import { PlaybackBar } from '#src/components/timeline/playback-bar';
import { TimelinePlot } from '#src/components/timeline/timeline-plot';
import { useNarrow } from '#src/components/ui/use-narrow';
import { shownDrive } from '#src/store/drives/shown-drive';
import { sheetIsOpen } from '#src/store/set/marked';
import { useStore } from '#src/store/store';

/** Under the stage, for frames of a drive alone: what the methods say over time. */
export function Timeline() {
  const drive = useStore(shownDrive);
  const narrow = useNarrow();
  const covered = useStore(sheetIsOpen) && !narrow;
  if (!drive?.facts) return null;
  return (
    <section className="timeline" aria-label="Timeline" inert={covered}>
      <PlaybackBar drive={drive} />
      <TimelinePlot key={drive.id} drive={drive} />
    </section>
  );
}
