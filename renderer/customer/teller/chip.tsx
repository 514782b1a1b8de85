import { callChip } from '#texts/tell/call.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { RemotePicture } from '../call/pieces.tsx';
import { useVisit } from '../visit.tsx';

/** The call beside the step: a small picture of the teller, who he is and how it stands. A touch makes it large. */
export function CallChip() {
  const { screen, texts, act } = useVisit();
  const { call, overlay } = screen.frame;
  const open = screen.actions.find(({ id, role }) => id === 'openCall' && role === 'frame');
  if (!call || !open || overlay?.kind === 'call') return null;
  return (
    <div className="call-chip" data-call={call.state}>
      <Button look="quiet" mark={{ action: open.id }} onPress={() => act(open)}>
        <span className="call-chip-picture">
          <RemotePicture label={call.teller ?? ''} poster={<Icon name="person" />} />
        </span>
        <span className="call-chip-words">
          <strong>{call.teller ?? texts.t('call.someTeller')}</strong>
          <span>{callChip(call, texts)}</span>
        </span>
        {call.unread > 0 ? <span className="call-chip-unread">{call.unread}</span> : null}
      </Button>
    </div>
  );
}
