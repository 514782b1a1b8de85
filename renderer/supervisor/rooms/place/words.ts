import type { Language } from '#contracts/language.ts';

type PlaceWords = {
  readonly willServe: string;
  readonly faultFirst: (fault: string) => string;
  readonly closedFor: (closing: string) => string;
  readonly more: string;
  readonly question: string;
  readonly serve: string;
};

export const PLACE_WORDS: Readonly<Record<Language, PlaceWords>> = {
  'zh-CN': {
    willServe: '退出管理后，机器照常为客户服务',
    faultFirst: (fault) => `没有停用，但机器现在不能服务：${fault}`,
    closedFor: (closing) => `已停用：${closing}`,
    more: '停用的原因会写在客户看到的屏幕上。重新启动也不会变，直到有人改回来。',
    question: '退出管理以后',
    serve: '为客户服务',
  },
  en: {
    willServe: 'Customers are served when you have left',
    faultFirst: (fault) => `Not closed by staff, but it cannot serve: ${fault}`,
    closedFor: (closing) => `Out of service: ${closing}`,
    more: 'Customers read the reason on the screen. A restart does not change it; somebody has to.',
    question: 'When you have left',
    serve: 'Serve customers',
  },
};
