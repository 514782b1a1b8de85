import type { BenchState } from '#contracts/bench/state.ts';
import { type DrawnMedia, TerminalDrawing } from '../ui/terminal-drawing.tsx';
import { Act, Panel } from './parts.tsx';
import type { BenchStore } from './store.ts';

type Props = { readonly state: BenchState; readonly act: BenchStore['act'] };

const media = ({ idScanner, cardReader, receiptPrinter }: BenchState): DrawnMedia => ({
  ...(idScanner.document ? { idCard: 'lying' as const } : {}),
  ...(cardReader.card?.where === 'gate' ? { card: 'going' as const } : {}),
  ...(receiptPrinter.receipts.length > 0 ? { receipt: 'going' as const } : {}),
});

const cardWords = ({ card, entry, plugged }: BenchState['cardReader']): string => {
  if (!plugged) return 'unplugged';
  if (card) return `card •••• ${card.last4}, ${card.where === 'gate' ? 'at the gate' : 'inside'}`;
  return entry === 'enabled' ? 'empty, takes a card' : 'empty, entry closed';
};

/** The terminal as it stands, and what hands can take from it. */
export const Cabinet = ({ state, act }: Props) => {
  const { idScanner, cardReader, receiptPrinter } = state;
  const entryOpen = cardReader.entry === 'enabled' && !cardReader.card;
  const paper = receiptPrinter.receipts.length;
  return (
    <Panel title="Terminal" note={`screen ${state.screen.kind}, step ${state.screen.step}`}>
      <div className="cabinet" data-text-size="elder">
        <TerminalDrawing slot={entryOpen ? 'cardReader' : null} media={media(state)} />
      </div>
      <dl className="holds">
        <div>
          <dt>ID reader</dt>
          <dd>
            {idScanner.document
              ? `ID of ${idScanner.document.name}`
              : idScanner.plugged
                ? 'empty'
                : 'unplugged'}
          </dd>
          <Act onPress={() => act('liftIdCard')} disabled={!idScanner.document}>
            Lift
          </Act>
        </div>
        <div>
          <dt>Card slot</dt>
          <dd>
            {cardWords(cardReader)}
            {cardReader.bin > 0 ? `; ${cardReader.bin} in the bin` : ''}
          </dd>
          <Act onPress={() => act('takeCard')} disabled={cardReader.card?.where !== 'gate'}>
            Take
          </Act>
        </div>
        <div>
          <dt>Receipts</dt>
          <dd>{paper === 0 ? 'no paper hangs out' : paper === 1 ? 'one hangs out' : `${paper} hang out`}</dd>
          <Act onPress={() => act('takeReceipt')} disabled={paper === 0}>
            Take
          </Act>
        </div>
      </dl>
    </Panel>
  );
};
