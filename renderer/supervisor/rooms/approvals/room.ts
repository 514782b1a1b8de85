import type { Room } from '../../rooms.ts';

export const APPROVALS_ROOM: Room = {
  id: 'approvals',
  by: ['approver'],
  name: { 'zh-CN': '待授权', en: 'Waiting for approval' },
  load: () => import('./approvals.tsx'),
};
