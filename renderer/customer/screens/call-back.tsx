import { Choices } from '../choices.tsx';
import { Entry } from '../entry.tsx';
import { FactsTold } from '../facts-told.tsx';
import { Points, Stage } from '../stage.tsx';
import type { ScreenProps } from './props.ts';

/** When somebody is to call. */
export const CallBackTime = ({ told }: ScreenProps<'callBackTime'>) => (
  <Stage told={told}>
    <Choices told={told.choices} />
  </Stage>
);

/** 3-4-4, as everybody says a mobile number. */
export const CallBackPhone = ({ body, told }: ScreenProps<'callBackPhone'>) => (
  <Entry told={told} entered={body.entered} groups={[3, 4, 4]} />
);

/** Read back before anything is arranged. */
export const CallBackReview = ({ told }: ScreenProps<'callBackReview'>) => (
  <Stage told={told} beneath={<FactsTold told={told} strong={0} />}>
    <Points told={told} />
  </Stage>
);

/** Arranged, or on its way. */
export const CallBackKept = ({ body, told }: ScreenProps<'callBackKept'>) => (
  <Stage told={told} outcome={body.reference === null ? 'unknown' : 'good'}>
    <FactsTold told={told} strong={0} />
  </Stage>
);

export const CallBackAway = ({ told }: ScreenProps<'callBackAway'>) => <Stage told={told} outcome="mind" />;
