import '#src/styles/tokens.css';
import '#src/styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '#src/components/app';
import { ErrorBoundary } from '#src/components/error-boundary';
import { start } from '#src/start';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

start();
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
