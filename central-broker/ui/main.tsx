import { applyTheme, LanguageProvider } from '@custody-edge/ui-kit/components';
import '@custody-edge/ui-kit/styles.css';
import { render } from 'preact';
import { LaboratoryPage } from './laboratory/laboratory-page.tsx';
import { OverviewPage } from './overview-page.tsx';
import './overview.css';
import './stations.css';
import './print.css';

applyTheme();
const page = document.getElementById('page');
if (page)
  render(
    <LanguageProvider>{location.pathname === '/laboratory' ? <LaboratoryPage /> : <OverviewPage />}</LanguageProvider>,
    page,
  );
