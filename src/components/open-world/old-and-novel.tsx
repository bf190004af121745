import './old-and-novel.css';
import { formatRate } from '#src/components/ui/numbers';
import type { LearntMeasurement } from '#src/protocol/open-world';
import { useStore } from '#src/store/store';

const DEFINITIONS = [
  { name: 'Old', text: 'Mean IoU over the network’s classes that the label holds.' },
  {
    name: 'Novel',
    text: 'Mean IoU over the learnt classes of an open map; of a label of anomalies, IoU of all learnt pixels with them.',
  },
  { name: 'Harmonic', text: '2 × novel × old / (novel + old): needs a label that tells both.' },
] as const;

/** What learning gave and cost, against the shown picture's label. */
export function OldAndNovel() {
  const measured = useStore((state) => state.openWorld.measured);
  if (!measured) return null;
  const { oldBefore, old, novel, harmonic } = measured.result;
  return (
    <div className="old-novel">
      <table>
        <caption className="visually-hidden">
          IoU against the label of this picture, before and after learning
        </caption>
        <thead>
          <tr>
            <th scope="col">IoU, %</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          <Row name="Old" before={formatRate(oldBefore)} after={formatRate(old)} />
          <Row name="Novel" before="" after={formatRate(novel)} />
          <Row name="Harmonic" before="" after={formatRate(harmonic)} />
        </tbody>
      </table>
      {harmonic === null && <p className="muted">{missing(measured.result)}</p>}
      <details>
        <summary className="disclosure">Definitions</summary>
        <dl>
          {DEFINITIONS.map(({ name, text }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

function Row({ name, before, after }: { name: string; before: string; after: string }) {
  return (
    <tr
      data-number={name.toLowerCase()}
      title={DEFINITIONS.find((definition) => definition.name === name)?.text}
    >
      <th scope="row">{name}</th>
      <td>{before}</td>
      <td>{after}</td>
    </tr>
  );
}

/** Why there is a dash. */
function missing({ old, novel }: LearntMeasurement): string {
  if (old !== null) return '–: this label holds none of the learnt classes.';
  if (novel !== null)
    return '–: this label tells unknown from known, and names no class of the network.';
  return '–: this label holds neither a class of the network nor anything unknown.';
}
