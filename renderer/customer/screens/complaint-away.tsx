import { Stage } from '../stage.tsx';
import { Waiting } from '../waiting.tsx';
import type { ScreenProps } from './props.ts';

/** Certainly not filed, and how else. */
export const ComplaintNotFiled = ({ told }: ScreenProps<'complaintNotFiled'>) => (
  <Stage told={told} outcome="mind" />
);

/** Sent, and nothing heard of it yet. */
export const ComplaintUnknown = ({ told }: ScreenProps<'complaintUnknown'>) => (
  <Stage told={told} outcome="unknown" beneath={<Waiting />} />
);
