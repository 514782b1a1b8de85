/**
 * Runs inside the page: what is wrong with the picture. Every line names the thing; an empty list is a whole picture.
 * `smallest`: CSS pixels a target must measure both ways.
 */
export function inspectScreen(smallest: number): string[] {
  const faults: string[] = [];
  const root = document.querySelector<HTMLElement>('[data-screen]');
  if (!root) return ['no screen'];
  const name = (element: Element): string => {
    const mark = element.getAttribute('data-action');
    const text = (element.textContent ?? '').trim().slice(0, 24);
    return `${element.tagName.toLowerCase()}.${element.className || '-'}${mark ? `[${mark}]` : ''} "${text}"`;
  };
  const seen = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1 && !element.closest('.heard-only');
  };
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth || page.scrollHeight > page.clientHeight)
    faults.push('the page scrolls');

  const inside = (inner: DOMRect, outer: DOMRect): boolean =>
    inner.left >= outer.left - 1 &&
    inner.right <= outer.right + 1 &&
    inner.top >= outer.top - 1 &&
    inner.bottom <= outer.bottom + 1;

  // Every piece of text lies inside its part of the frame, and inside its own box where that has edges.
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!holder || (node.textContent ?? '').trim() === '' || !seen(holder)) continue;
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    const part = holder.closest('.stage, .head, .foot');
    if (part && !inside(text, part.getBoundingClientRect()))
      faults.push(`text leaves its part: ${name(holder)}`);
    const box = holder.closest('.button, .row-still, .card-face, .notice');
    if (box && !inside(text, box.getBoundingClientRect())) faults.push(`text leaves its box: ${name(box)}`);
  }

  const targets = [...root.querySelectorAll<HTMLElement>('[data-action]')].filter(seen);
  const view = new DOMRect(0, 0, window.innerWidth, window.innerHeight);
  for (const target of targets) {
    const { width, height } = target.getBoundingClientRect();
    if (width < smallest || height < smallest)
      faults.push(`too small ${Math.round(width)}x${Math.round(height)}: ${name(target)}`);
    if (!inside(target.getBoundingClientRect(), view)) faults.push(`outside the screen: ${name(target)}`);
    const part = target.closest('.stage, .head, .foot');
    if (part && !inside(target.getBoundingClientRect(), part.getBoundingClientRect()))
      faults.push(`outside its part: ${name(target)}`);
  }
  for (const [index, one] of targets.entries()) {
    const a = one.getBoundingClientRect();
    for (const other of targets.slice(index + 1)) {
      const b = other.getBoundingClientRect();
      const apart = Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
      if (apart < 8) faults.push(`${Math.round(apart)} px apart: ${name(one)} and ${name(other)}`);
    }
  }

  // The mark of simulated devices keeps clear of the branch's name.
  const [branch, tag] = [root.querySelector('.branch'), root.querySelector('.tag')];
  if (branch && tag) {
    range.selectNodeContents(branch);
    const [words, mark] = [range.getBoundingClientRect(), tag.getBoundingClientRect()];
    if (mark.top - words.bottom < 2 && mark.left < words.right && words.left < mark.right)
      faults.push(`the mark touches the branch: ${(mark.top - words.bottom).toFixed(1)} px`);
  }

  // Parts of the middle must not lie on each other.
  const blocks = [...root.querySelectorAll('.ask > *, .do > *')].filter(seen);
  for (const [index, one] of blocks.entries()) {
    const a = one.getBoundingClientRect();
    for (const other of blocks.slice(index + 1)) {
      const b = other.getBoundingClientRect();
      const apart = Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
      if (apart < -1)
        faults.push(`${Math.round(-apart)} px over each other: ${name(one)} and ${name(other)}`);
    }
  }

  for (const picture of root.querySelectorAll('.picture')) {
    const { height } = picture.getBoundingClientRect();
    if (height < 120) faults.push(`picture only ${Math.round(height)} px high`);
    const part = picture.closest('.stage');
    if (part && !inside(picture.getBoundingClientRect(), part.getBoundingClientRect()))
      faults.push('picture leaves the stage');
  }
  return [...new Set(faults)];
}
