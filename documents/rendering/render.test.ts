import { describe, expect, it } from 'vitest';
import type { Paper } from '../paper/paper.ts';
import { render } from './render.ts';

const created = new Date('2026-11-22T08:00:00Z');
const paper = (blocks: Paper['blocks']): Paper => ({
  template: 'example',
  textVersion: '2026-11',
  language: 'zh-CN',
  title: '示例协议书',
  number: 'WM-20261122-000017',
  blocks,
});

describe('rendering', () => {
  it('gives the same bytes for the same paper and instant, and others for another', async () => {
    const one = await render(paper([{ kind: 'paragraph', text: '本金可能受损失。' }]), { created });
    const again = await render(paper([{ kind: 'paragraph', text: '本金可能受损失。' }]), { created });
    expect(one.ok && again.ok && one.value.sha256 === again.value.sha256).toBe(true);
    const later = await render(paper([{ kind: 'paragraph', text: '本金可能受损失。' }]), {
      created: new Date(created.getTime() + 1000),
    });
    expect(later.ok && one.ok && later.value.sha256 !== one.value.sha256).toBe(true);
  });

  it('names the code points that no slice of the font has', async () => {
    const refused = await render(paper([{ kind: 'paragraph', text: '𠮷' }]), { created });
    expect(refused).toEqual({ ok: false, error: { code: 'unprintable', codePoints: ['U+20BB7'] } });
  });
});
