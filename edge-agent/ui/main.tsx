import { applyTheme, LanguageProvider } from '@custody-edge/ui-kit/components';
import '@custody-edge/ui-kit/styles.css';
import { render } from 'preact';
import { StationPages } from './station-pages.tsx';
import './station.css';

applyTheme();
const page = document.getElementById('page');
if (page)
  render(
    <LanguageProvider>
      <StationPages />
    </LanguageProvider>,
    page,
  );
