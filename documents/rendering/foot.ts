import type { Language } from '#contracts/language.ts';
import type { Paper } from '../paper/paper.ts';
import { fill, lineMark, type Mark } from './layout/marks.ts';
import type { Page } from './layout/pages.ts';
import type { Setter } from './layout/setter.ts';
import { FRAME, FRAME_WIDTH, HAIR } from './layout/style.ts';

const TOP = 786;

const pageText: Readonly<Record<Language, (page: number, of: number) => string>> = {
  'zh-CN': (page, of) => `第 ${page} 页 共 ${of} 页`,
  en: (page, of) => `Page ${page} of ${of}`,
};

/** Which paper this is and in which wording, as staff ask for it. */
const nameOf = (paper: Paper): string => `${paper.number}  |  ${paper.template} ${paper.textVersion}`;

/** What a foot may hold, for finding its glyphs before pages are counted. */
export const footTexts = (paper: Paper): readonly string[] => [
  nameOf(paper),
  `${pageText[paper.language](0, 0)} 0123456789`,
];

function footMarks(setter: Setter, paper: Paper, page: number, of: number): readonly Mark[] {
  const style = setter.styles.foot;
  const set = (text: string) => setter.lines(text, style, FRAME_WIDTH, 'ragged')[0];
  const [left, right] = [set(nameOf(paper)), set(pageText[paper.language](page, of))];
  return [
    fill(FRAME.left, TOP - 6, FRAME_WIDTH, 0.5, HAIR),
    ...(left === undefined ? [] : [lineMark(left, style, FRAME.left, TOP)]),
    ...(right === undefined ? [] : [lineMark(right, style, FRAME.right - right.width, TOP)]),
  ];
}

/** Puts the paper's number and the page's under every page. */
export const withFeet = (setter: Setter, paper: Paper, pages: readonly Page[]): readonly Page[] =>
  pages.map((page, index) => [...page, ...footMarks(setter, paper, index + 1, pages.length)]);
