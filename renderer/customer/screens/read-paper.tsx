import { useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useDesk } from '../paper/desk.ts';
import { type Drawn, PagePicture } from '../paper/page-picture.tsx';
import { PiecesSeen } from '../paper/pieces-seen.ts';
import { usePdf } from '../paper/use-pdf.ts';
import { Stage } from '../stage.tsx';
import { useVisit } from '../visit.tsx';
import type { ScreenProps } from './props.ts';

/**
 * One page of the paper, drawn from the very bytes that will be signed, as large as there is room; enlarged piece by
 * piece. What cannot be drawn is said to be so, and is not to be signed.
 */
export function ReadPaper({ body, told }: ScreenProps<'readPaper'>) {
  const { texts } = useVisit();
  const { t } = texts;
  const { paper, page } = body;
  const opened = usePdf(paper.sha256, paper.pages);
  const desk = useDesk();
  const pieces = useRef(new PiecesSeen());
  const [failed, setFailed] = useState<object | null>(null);
  const [drawn, setDrawn] = useState({ page: 0, pieces: 1 });
  const [at, setAt] = useState<{ readonly page: number; readonly piece: number } | null>(null);
  const pdf = opened.state === 'open' ? opened.pdf : null;
  const cannot = opened.state === 'cannot' || (pdf !== null && failed === pdf);
  const piece = at === null ? null : at.page === page ? at.piece : 0;
  const onDrawn = (part: Drawn) => {
    if (part.pdf !== pdf || part.page !== page) return;
    setDrawn({ page, pieces: part.pieces });
    // Enlarged, a page is shown once its last piece was: signing rests on that, so it is said to the host.
    if (pieces.current.whole(part)) desk.shown(paper.sha256, page);
  };
  const last = piece !== null && piece >= drawn.pieces - 1;
  return (
    <Stage
      told={told}
      shape="wide"
      beneath={
        cannot ? null : (
          <div className="paper-tools">
            {piece === null ? null : (
              <Button
                look="quiet"
                icon={last ? 'back' : 'down'}
                onPress={() => setAt({ page, piece: last ? 0 : piece + 1 })}
              >
                <span>{last ? t('readPaper.fromTop') : t('readPaper.onward')}</span>
              </Button>
            )}
            <Button
              look="quiet"
              icon={piece === null ? 'larger' : 'smaller'}
              onPress={() => setAt(piece === null ? { page, piece: 0 } : null)}
            >
              <span>{t(piece === null ? 'readPaper.larger' : 'readPaper.whole')}</span>
            </Button>
          </div>
        )
      }
    >
      {cannot ? (
        <div className="paper-cannot">
          <Notice tone="stop" text={t('readPaper.cannot.title')} />
          <p>{t('readPaper.cannot.lead')}</p>
          <p>{t('readPaper.cannot.can')}</p>
        </div>
      ) : (
        <div className="paper-view" data-state={drawn.page === page ? 'drawn' : 'drawing'}>
          {pdf ? (
            <PagePicture
              pdf={pdf}
              page={page}
              label={t('readPaper.page', { page, pages: paper.pages })}
              piece={piece}
              onDrawn={onDrawn}
              onCannot={() => setFailed(pdf)}
            />
          ) : null}
          <p className="heard-only">{body.text.join('\n')}</p>
          {drawn.page === page ? null : <p className="paper-wait">{t('readPaper.drawing')}</p>}
        </div>
      )}
    </Stage>
  );
}
