import './open-world-panel.css';
import { AnnotateStep } from '#src/components/open-world/annotate/annotate-step';
import { FindStep } from '#src/components/open-world/find-step';
import { LearnStep } from '#src/components/open-world/learn/learn-step';
import { LearntAside } from '#src/components/open-world/learn/learnt-aside';
import { SegmentStep } from '#src/components/open-world/segment-step';
import { MetricSpaceView } from '#src/components/open-world/space/metric-space';
import { Step } from '#src/components/open-world/step';
import { currentStep, isDone, isUnderWay } from '#src/components/open-world/step-states';
import { metricHeadMethod } from '#src/methods/capabilities';
import { useStore } from '#src/store/store';

const { paper } = metricHeadMethod;

/** Classes that a person teaches the page, in the four steps of the paper. */
export function OpenWorldPanel() {
  const current = useStore(currentStep);
  const isOpen = useStore(isUnderWay);
  const hasFound = useStore((state) => isDone(state, 'find'));
  const annotated = useStore((state) => isDone(state, 'annotate'));
  const learnt = useStore((state) => isDone(state, 'learn'));
  const segmented = useStore((state) => isDone(state, 'segment'));
  return (
    <section className="panel open-world" aria-label="Learn">
      <h2 className="panel__title">
        Learn
        <a
          className="open-world__paper"
          href={paper.url}
          title={`${paper.title}, network re-trained small`}
        >
          {paper.authors} {paper.year}, re-trained small
        </a>
      </h2>
      <ol className="open-world__steps">
        <Step
          name="find"
          number={1}
          title="Find the unknown"
          done={hasFound}
          current={current === 'find'}
        >
          <FindStep />
        </Step>
        <Step
          name="annotate"
          number={2}
          title="Annotate"
          done={annotated}
          current={current === 'annotate'}
        >
          {isOpen ? (
            <AnnotateStep />
          ) : (
            <p className="muted">Mark an unknown object and give it a name.</p>
          )}
        </Step>
        <Step name="learn" number={3} title="Learn" done={learnt} current={current === 'learn'}>
          {isOpen ? (
            <LearnStep />
          ) : (
            <p className="muted">One picture is enough, and the network stays as it is.</p>
          )}
        </Step>
        <Step
          name="segment"
          number={4}
          title="Segment"
          done={segmented}
          current={current === 'segment'}
        >
          <SegmentStep />
        </Step>
      </ol>
      <LearntAside />
      <MetricSpaceView />
    </section>
  );
}
