import { say } from '@custody-edge/ui-kit';
import { Label, LanguageToggle, ThemeToggle, useAddress, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect } from 'preact/hooks';
import { CasePage } from './case-page.tsx';
import { Cases } from './cases.tsx';
import { Totals } from './totals.tsx';
import './laboratory.css';

/** Cases of the laboratories: how many, which, and what was found in each. */
export function LaboratoryPage() {
  const { pick } = useLanguage();
  const address = useAddress();
  const title = pick(say('laboratory.page'));
  useEffect(() => {
    document.title = title;
  }, [title]);
  const shown = address.value('case');
  return (
    <div class="overview">
      <header class="overview-head">
        <h1 class="prose">
          <Label of="laboratory.page" />
        </h1>
        <nav class="overview-line">
          <a class="laboratory-link" href="/">
            <Label of="laboratory.to-centre" />
          </a>
        </nav>
        <ThemeToggle />
        <LanguageToggle />
      </header>
      <main class="overview-body">
        {shown === '' ? (
          <>
            <Totals />
            <Cases onOpen={(subject) => address.go({ case: subject.replace(/^case\//, '') })} />
          </>
        ) : (
          <CasePage id={shown} onBack={() => address.go({ case: '' })} />
        )}
      </main>
    </div>
  );
}
