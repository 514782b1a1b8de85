import { useEffect, useRef } from 'react';
import type { RemoteAct } from '#contracts/branch/call-act.ts';
import type { Language } from '#contracts/language.ts';
import type { LobbyWords } from '../lobby/words.ts';
import { ActsList } from './acts-list.tsx';
import { ApprovalsHere } from './approvals-here.tsx';
import { ChatPanel } from './chat-panel.tsx';
import { DeedButton } from './deed-button.tsx';
import type { TellerDesk } from './desk.ts';
import { HandOverPacket } from './hand-over.tsx';
import type { MediaKind, MediaView } from './media.ts';
import { MediaPanel } from './media-panel.tsx';
import { passed } from './passed.ts';
import { type InHand, ringOf } from './picture.ts';
import { RecordingSign } from './recording-sign.tsx';
import { StepPanel } from './step-panel.tsx';
import type { Sentence } from './use-said.ts';
import type { TellerWords } from './words.ts';

type Props = {
  readonly inHand: InHand;
  readonly media: MediaView;
  readonly words: TellerWords;
  readonly lobby: LobbyWords;
  readonly language: Language;
  /** The language the customer's step is told in. */
  readonly told: Language;
  /** The one it can be told in instead. */
  readonly other: Language;
  /** The service's wall clock. */
  readonly now: number;
  readonly can: boolean;
  /** Whoever may approve besides. */
  readonly approver: boolean;
  readonly devicesOpen: boolean;
  readonly desk: TellerDesk;
  readonly chooseDevice: (kind: MediaKind, id: string) => void;
  readonly act: (act: RemoteAct, about: string) => void;
  readonly say: (sentence: Sentence, wrong?: boolean) => void;
  readonly shutOut: () => void;
};

/** The customer in hand: who he is, what he sees, what is said, and what can be done. */
export function CaseView(props: Props) {
  const { inHand, media, words, lobby, language, told, now, can, devicesOpen, desk, act } = props;
  const { call, takenAt, longCallMinutes } = inHand.case;
  const took = now - Date.parse(takenAt);
  const long = took > longCallMinutes * 60_000;
  const spoken = useRef(false);
  const { say } = props;
  useEffect(() => {
    if (!long || spoken.current) return;
    spoken.current = true;
    say((w) => w.long(longCallMinutes));
  }, [long, longCallMinutes, say]);
  return (
    <div className="case" data-case-of={call.id}>
      <div className="deeds">
        <p className="timer" data-long={long}>
          <span className="soft">{call.reference}</span>
          <strong>
            <span className="heard-only">{words.timer} </span>
            {passed(took, words)}
          </strong>
        </p>
        <DeedButton deed="transfer">{words.deed.transfer}</DeedButton>
        <DeedButton deed="still">{words.deed.still}</DeedButton>
        {props.approver && <DeedButton deed="approvals">{words.deed.approvals}</DeedButton>}
        <DeedButton deed="quiet" kind="stop">
          {words.deed.quiet}
        </DeedButton>
        <DeedButton deed="finish">{words.deed.finish}</DeedButton>
        <RecordingSign view={inHand.view} language={language} />
        {long && <p className="mind">{words.long(longCallMinutes)}</p>}
      </div>
      <div className="case-columns">
        <div className="case-column">
          <HandOverPacket inHand={inHand} words={words} lobby={lobby} language={language} />
          <ActsList acts={inHand.acts} words={words} />
        </div>
        <div className="case-column">
          {props.approver && (
            <ApprovalsHere
              terminal={call.terminal}
              words={words}
              now={now}
              say={say}
              shutOut={props.shutOut}
            />
          )}
          <StepPanel
            view={inHand.view}
            words={words}
            lobby={lobby}
            language={told}
            other={props.other}
            ring={ringOf(inHand)}
            can={can}
            act={act}
          />
        </div>
        <div className="case-column">
          <MediaPanel
            media={media}
            link={inHand.link}
            words={words}
            devicesOpen={devicesOpen}
            choose={props.chooseDevice}
          />
          <ChatPanel
            chat={inHand.chat}
            words={words}
            language={call.language}
            caption={desk.caption}
            say={(text) => void desk.say(text)}
          />
        </div>
      </div>
    </div>
  );
}
