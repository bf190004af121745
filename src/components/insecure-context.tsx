import './insecure-context.css';

/**
 * In place of the page where the browser keeps back what it needs: WebGPU, the check of downloaded
 * networks and the stores of the browser exist in secure contexts only.
 */
export function InsecureContext() {
  const { host, port, protocol } = location;
  const local = `http://localhost${port && `:${port}`}`;
  return (
    <main className="insecure" role="alert">
      <h1>This address cannot be used</h1>
      <p>
        The page was opened by plain <strong>{protocol.replace(':', '')}</strong> from{' '}
        <strong>{host}</strong>. Browsers give WebGPU, the check of downloaded networks and the
        stores of the browser only to pages that came encrypted, or from the same computer.
      </p>
      <h2>What to do</h2>
      <ul>
        <li>
          Open it over <strong>https</strong>: <code>https://{host}</code>, if the server has that.
        </li>
        <li>
          Or bring the server’s port to this computer and open <code>{local}</code>:
          <pre>
            ssh -L {port || '80'}:localhost:{port || '80'} {location.hostname}
          </pre>
        </li>
        <li>
          Or run it on this computer: <code>npm start</code>.
        </li>
      </ul>
      <p className="muted">Nothing was loaded, and no picture has left this computer.</p>
    </main>
  );
}
