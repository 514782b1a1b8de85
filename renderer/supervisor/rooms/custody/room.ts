import type { Room } from '../../rooms.ts';

export const CUSTODY_ROOM: Room = {
  id: 'custody',
  by: ['lobby', 'supervisor', 'manager'],
  name: { 'zh-CN': '保管与交还', en: 'Kept and handed out' },
  load: () => import('./custody.tsx'),
};
