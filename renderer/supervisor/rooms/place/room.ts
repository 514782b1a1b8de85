import type { Room } from '../../rooms.ts';

export const PLACE_ROOM: Room = {
  id: 'place',
  by: ['supervisor', 'technician', 'manager'],
  name: { 'zh-CN': '启用与停用', en: 'In and out of service' },
  load: () => import('./place.tsx'),
};
