import { Entry } from '../entry.tsx';
import type { ScreenProps } from './props.ts';

/** 3-4-4, as everybody says a mobile number. */
export const ComplaintPhone = ({ body, told }: ScreenProps<'complaintPhone'>) => (
  <Entry told={told} entered={body.entered} groups={[3, 4, 4]} />
);
