import { LANGUAGES } from '#contracts/language.ts';
import { textsFor } from '#texts/format.ts';
import { Button } from '../ui/button.tsx';
import { Waiting } from './waiting.tsx';

/** Shown by the page itself while the host does not answer, in every language: nothing is known of anybody. */
export const OneMoment = () => (
  <div className="screen line-view" data-line="wait" data-text-size="normal" data-contrast="normal">
    <main className="line-words" aria-live="polite">
      {LANGUAGES.map((language, index) => {
        const { t } = textsFor(language);
        const Title = index === 0 ? 'h1' : 'h2';
        return (
          <section key={language} lang={language}>
            <Title>{t('line.wait.title')}</Title>
            <p className="lead">{t('line.wait.lead')}</p>
            <p className="lead line-long">{t('line.wait.long')}</p>
          </section>
        );
      })}
      <Waiting />
    </main>
  </div>
);

/** Another page shows this screen now. */
export const Elsewhere = ({ onTakeOver }: { readonly onTakeOver: () => void }) => (
  <div className="screen line-view" data-line="elsewhere" data-text-size="normal" data-contrast="normal">
    <main className="line-words">
      {LANGUAGES.map((language, index) => {
        const { t } = textsFor(language);
        const Title = index === 0 ? 'h1' : 'h2';
        return (
          <section key={language} lang={language}>
            <Title>{t('line.elsewhere.title')}</Title>
            <p className="lead">{t('line.elsewhere.lead')}</p>
          </section>
        );
      })}
      <Button look="primary" onPress={onTakeOver}>
        <span>
          {LANGUAGES.map((language) => (
            <span className="line-button" key={language} lang={language}>
              {textsFor(language).t('line.elsewhere.button')}
            </span>
          ))}
        </span>
      </Button>
    </main>
  </div>
);
