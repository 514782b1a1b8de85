import type { Room } from '../../rooms.ts';

export const CABINET_ROOM: Room = {
  id: 'cabinet',
  by: ['supervisor', 'technician', 'manager'],
  name: { 'zh-CN': '机柜', en: 'Cabinet' },
  load: () => import('./cabinet.tsx'),
};
