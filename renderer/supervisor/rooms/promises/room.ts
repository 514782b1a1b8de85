import type { Room } from '../../rooms.ts';

export const PROMISES_ROOM: Room = {
  id: 'promises',
  by: ['lobby', 'supervisor', 'manager'],
  name: { 'zh-CN': '答应客户的事', en: 'Promised to customers' },
  load: () => import('./promises.tsx'),
};
