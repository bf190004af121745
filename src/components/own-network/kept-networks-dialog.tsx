import { closeKeptNetworks } from '#src/actions/own-network/close-kept-networks';
import { removeKeptNetwork } from '#src/actions/own-network/remove-kept-network';
import { Dialog } from '#src/components/ui/dialog';
import { formatBytes } from '#src/components/ui/numbers';
import { useStore } from '#src/store/store';

/** The networks from addresses that this browser keeps, each with a button that removes it. */
export function KeptNetworksDialog() {
  const kept = useStore((state) => state.session.keptNetworks);
  if (!kept) return null;
  return (
    <Dialog
      title="Networks kept in this browser"
      className="own-network__kept"
      onClose={closeKeptNetworks}
    >
      {kept.length === 0 && <p>None. A network of a link is kept once it has been loaded.</p>}
      <ul>
        {kept.map(({ sha256, name, url, bytes }) => (
          <li key={sha256}>
            <span title={`${url}\nSHA-256 ${sha256}`}>
              {name} of {new URL(url).host}, {formatBytes(bytes)}
            </span>{' '}
            <button
              type="button"
              className="button button--outlined"
              aria-label={`Remove ${name}`}
              onClick={() => void removeKeptNetwork(sha256)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
