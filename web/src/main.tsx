import '@mantine/core/styles.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/tables.css';
import './styles/timeline.css';
import './styles/charts.css';
import './styles/forms.css';
import './styles/mailbox.css';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { reloadAfterUpgrade } from './reload-after-upgrade';
import { theme } from './theme';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root to show itself in.');

reloadAfterUpgrade();

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <App />
    </MantineProvider>
  </StrictMode>,
);
