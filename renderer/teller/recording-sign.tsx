import type { CallView } from '#contracts/branch/call.ts';
import type { CallRecording } from '#contracts/branch/call-words.ts';
import type { Language } from '#contracts/language.ts';
import { DeedButton } from './deed-button.tsx';

/** How the recording stands, as the customer's own screen has it; null where nobody was asked. */
export const recordingOn = (view: CallView | null): CallRecording | null =>
  (view?.is === 'own' ? view.recording : view?.screen.frame.call?.recording) ?? null;

/** Whether there is something to be stopped. */
export const isRecorded = (stand: CallRecording | null): boolean =>
  stand === 'starting' || stand === 'on' || stand === 'paused' || stand === 'interrupted';

const WORDS: Readonly<Record<Language, Readonly<Record<CallRecording, string>> & { readonly stop: string }>> =
  {
    'zh-CN': {
      asked: '正在问客户可不可以录制',
      declined: '不录制：客户没有同意，通话照常',
      starting: '就要开始录制',
      on: '● 正在录制通话',
      paused: '暂停录制：这一步只归客户本人',
      interrupted: '录制断了：现在没有录，会自动再录',
      stopped: '录制已停止，通话照常',
      stop: '停止录制',
    },
    en: {
      asked: 'The customer is asked whether it may be recorded',
      declined: 'Not recorded: the customer has not agreed, the call goes on',
      starting: 'Recording is about to start',
      on: '● The call is being recorded',
      paused: 'Recording rests: this step is the customer’s alone',
      interrupted: 'Recording broke off: nothing is recorded now, it starts again by itself',
      stopped: 'Recording has been stopped, the call goes on',
      stop: 'Stop recording',
    },
  };

/** That the call is recorded, or why not, for as long as it lasts; and the way to end it. */
export function RecordingSign({
  view,
  language,
}: {
  readonly view: CallView | null;
  readonly language: Language;
}) {
  const stand = recordingOn(view);
  const words = WORDS[language];
  return (
    <>
      <p className="recording-sign" role="status" data-recording={stand ?? 'none'}>
        {stand === null ? '' : words[stand]}
      </p>
      {isRecorded(stand) && <DeedButton deed="stopRecording">{words.stop}</DeedButton>}
    </>
  );
}
