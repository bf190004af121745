import '#src/styles/tokens.css';
import '#src/styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '#src/components/app';
import { ErrorBoundary } from '#src/components/error-boundary';
import { InsecureContext } from '#src/components/insecure-context';
import { start } from '#src/start';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

if (isSecureContext) start();
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>{isSecureContext ? <App /> : <InsecureContext />}</ErrorBoundary>
  </StrictMode>,
);
