import './own-network-panel.css';
import { closeMasks } from '#src/actions/own-network/close-masks';
import { closeNetwork } from '#src/actions/own-network/close-network';
import { forgetCard } from '#src/actions/own-network/forget-card';
import { listKeptNetworks } from '#src/actions/own-network/list-kept-networks';
import { saveCard } from '#src/actions/own-network/save-card';
import { showClasses } from '#src/actions/own-network/show-classes';
import { CardFields } from '#src/components/own-network/card-fields';
import { CardText } from '#src/components/own-network/card-text';
import { FitSection } from '#src/components/own-network/fit-section';
import { KeptNetworksDialog } from '#src/components/own-network/kept-networks-dialog';
import type { OwnNetworkEntry } from '#src/store/state';
import { useStore } from '#src/store/store';

/** What each of a person's networks was taken for, why, and what may be changed of it. */
export function OwnNetworkPanel() {
  const networks = useStore((state) => state.session.ownNetworks);
  const masks = useStore((state) => state.session.ownMasks);
  return (
    <section className="panel own-network" aria-label="Your own networks">
      <h2 className="panel__title">Your own network</h2>
      <button
        type="button"
        className="button button--outlined"
        onClick={() => void listKeptNetworks()}
      >
        Kept in this browser
      </button>
      <KeptNetworksDialog />
      {masks && (
        <article className="own-network__card" aria-label={masks.title}>
          <h3>{masks.title}</h3>
          <p>It draws the masks of S2M and of prompts by hand. {masks.told}</p>
          <div className="own-network__buttons">
            <button
              type="button"
              className="button button--outlined"
              onClick={() => void closeMasks()}
            >
              Remove
            </button>
          </div>
        </article>
      )}
      {networks.map((entry) => (
        <NetworkCard key={entry.modelId} entry={entry} />
      ))}
    </section>
  );
}

function NetworkCard({ entry }: { entry: OwnNetworkEntry }) {
  const { modelId, card, because, isOpening, error } = entry;
  const { input, output, classes } = card;
  return (
    <article className="own-network__card" aria-label={card.title} aria-busy={isOpening}>
      <h3>{card.title}</h3>
      <p className="muted">
        {input.name} {input.layout} {input.dtype} → {output.name}, {classes.length} channels
      </p>
      <ul>
        {Object.entries(because).map(([part, sentence]) => (
          <li key={part}>{sentence}</li>
        ))}
      </ul>
      {entry.isRecalled && (
        <p className="own-network__recalled">
          It is fed and read as you said the last time.{' '}
          <button
            type="button"
            className="button button--outlined"
            disabled={isOpening}
            onClick={() => void forgetCard(modelId)}
          >
            Ask its file instead
          </button>
        </p>
      )}
      <CardFields entry={entry} />
      <FitSection entry={entry} />
      {error && (
        <p role="alert" className="own-network__error">
          {error.message}
        </p>
      )}
      <div className="own-network__buttons">
        <button
          type="button"
          className="button button--outlined"
          onClick={() => showClasses(modelId)}
        >
          Show its classes
        </button>
        <button type="button" className="button button--outlined" onClick={() => saveCard(card)}>
          Save its card
        </button>
        <button
          type="button"
          className="button button--outlined"
          disabled={isOpening}
          onClick={() => void closeNetwork(modelId)}
        >
          Remove
        </button>
      </div>
      <CardText key={JSON.stringify(card)} modelId={modelId} card={card} disabled={isOpening} />
    </article>
  );
}
