import { applyTheme, LanguageProvider, setBase } from '@custody-edge/ui-kit/components';
import '@custody-edge/ui-kit/styles.css';
import { render } from 'preact';
import { StationPages } from './station-pages.tsx';
import { isPractice, practiceAddress } from './training/framed.ts';
import './station.css';
import './training/framed.css';

applyTheme();
if (isPractice) {
  setBase(practiceAddress);
  document.documentElement.dataset.practice = '';
  // Alone it has no frame around it that says what it is.
  if (window.top === window.self) location.replace('/');
}
const page = document.getElementById('page');
if (page)
  render(
    <LanguageProvider>
      <StationPages />
    </LanguageProvider>,
    page,
  );
