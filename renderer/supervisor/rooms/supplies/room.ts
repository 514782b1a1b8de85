import type { Room } from '../../rooms.ts';

export const SUPPLIES_ROOM: Room = {
  id: 'supplies',
  by: ['supervisor', 'technician', 'manager'],
  name: { 'zh-CN': '纸张与卡片', en: 'Paper and cards' },
  load: () => import('./supplies.tsx'),
};
