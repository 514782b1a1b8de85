import type { Room } from '../../rooms.ts';

export const TODAY_ROOM: Room = {
  id: 'today',
  by: ['supervisor', 'manager'],
  name: { 'zh-CN': '今天', en: 'Today' },
  load: () => import('./today.tsx'),
};
