import { Component, type ErrorInfo, type ReactNode } from 'react';

interface State {
  report: string | null;
}

/**
 * The last resort: says what happened and offers a way on. The first error is kept, later ones
 * follow from it.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { report: null };

  static getDerivedStateFromError(error: unknown): State {
    return {
      report:
        error instanceof Error
          ? `${error.name}: ${error.message}\n${error.stack ?? ''}`
          : String(error),
    };
  }

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo): void {
    this.setState(({ report }) => ({
      report: `${report ?? ''}\n${componentStack ?? ''}\n${navigator.userAgent}`,
    }));
  }

  override render(): ReactNode {
    const { report } = this.state;
    if (report === null) return this.props.children;
    return (
      <main role="alert" style={{ padding: 32, maxWidth: 640 }}>
        <h1>The page stopped working</h1>
        <p>
          Your pictures are still on your computer. Reloading starts afresh; the report helps to
          find the mistake.
        </p>
        <p style={{ display: 'flex', gap: 8, marginBlock: 16 }}>
          <button
            type="button"
            className="button button--primary"
            onClick={() => location.reload()}
          >
            Reload
          </button>
          <button
            type="button"
            className="button button--outlined"
            onClick={() => void navigator.clipboard.writeText(report)}
          >
            Copy report
          </button>
        </p>
        <pre style={{ overflow: 'auto', maxHeight: 240 }}>{report}</pre>
      </main>
    );
  }
}
