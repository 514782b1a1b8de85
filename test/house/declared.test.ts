import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ACTION_IDS } from '#contracts/screen/actions.ts';
import { frameSchema } from '#contracts/screen/frame.ts';
import { bodySchema, SCREEN_KINDS } from '#contracts/screen/screen.ts';
import { PLACE_ASKS } from '#contracts/supervisor/asks/place.ts';
import { isSource, isTest, projectFiles, read } from './repository.ts';

/** Every word a part of the schema allows, with where it stands: `takeMedia.what card`. */
function wordsOf(schema: z.core.$ZodType, path: string): (readonly [path: string, word: string])[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return wordsOf(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return wordsOf(schema.element, path);
  if (schema instanceof z.ZodEnum) return schema.options.map((word) => [path, String(word)] as const);
  if (schema instanceof z.ZodLiteral) return [...schema.values].map((word) => [path, String(word)] as const);
  if (schema instanceof z.ZodUnion)
    return (schema.options as readonly z.core.$ZodType[]).flatMap((option) => {
      const kind = option instanceof z.ZodObject ? option.shape.kind : undefined;
      return wordsOf(option, kind instanceof z.ZodLiteral ? `${path}${String([...kind.values][0])}` : path);
    });
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      wordsOf(field as z.core.$ZodType, `${path}.${name}`),
    );
  return [];
}

/** Said by somebody else than the flow: the profile, the document on the reader, the bank's list of cards, the branch, the page, the customer. */
const SAID_ELSEWHERE =
  /(\.(language|documentType|cards\.kind|card\.kind|wait\.reason)|needs\.chosen|appointment\.(kept|verdict)|enterAppointment\.length|ratingReasons\.chosen|complaint\w+\.(subjects?|wish|owner)|\w+\.original|originals\.list\.original|\w+\.(riskClass|risk)|teachBack\.(question|options)|\w+\.channels|chooseChannels\.choices|selfTest\.(camera|microphone)|callWays\.prospect)$/;

const sourceOf = (folders: RegExp): string =>
  projectFiles
    .filter((path) => folders.test(path) && isSource(path) && !isTest(path))
    .map(read)
    .join('\n');
/** Who makes screens, and who answers the questions a screen tells the answer of. */
const makers = sourceOf(/^(flows|host\/ports|host\/outbox)\//);
const presenters = sourceOf(
  /^flows\/(present\/|queue\/view|finding\/view|complaint\/view|feedback\/view|services\/[^/]+\/view)/,
);
const says = (source: string, word: string): boolean => source.includes(`'${word}'`);
/** A mark that is only ever there or not is said by its name: `staffNext: true`. */
const marks = (source: string, path: string): boolean =>
  new RegExp(`\\b${path.slice(path.lastIndexOf('.') + 1)}: true\\b`).test(source);

/** Why staff may close the terminal, as they ask it; the flow keeps the word and says it on. */
const closings = wordsOf(PLACE_ASKS['place.close'].input, '').map(([, word]) => word);
const saysOn = (path: string, word: string): boolean =>
  path === 'outOfService.reason' && closings.includes(word) && makers.includes('return context.closing;');

const isSaid = ([path, word]: readonly [path: string, word: string]): boolean =>
  SAID_ELSEWHERE.test(path) ||
  (word === 'true' ? marks(makers, path) : says(makers, word)) ||
  saysOn(path, word);

describe('what is declared of screens is there', () => {
  const words = [...wordsOf(bodySchema, ''), ...wordsOf(frameSchema, 'frame')];

  it('sees the contract whole', () => {
    const kinds = words.filter(([path]) => path.endsWith('.kind')).map(([, word]) => word);
    for (const kind of SCREEN_KINDS) expect(kinds).toContain(kind);
    expect(words).toContainEqual(['takeMedia.urgency', 'insistent']);
    expect(words).toContainEqual(['frame.card.where', 'gate']);
    expect(words).toContainEqual(['frame.overlayattention.kind', 'attention']);
    expect(words.length).toBeGreaterThan(120);
  });

  it('every kind, state and reason is said somewhere', () => {
    expect(words.filter((word) => !isSaid(word))).toEqual([]);
  });

  it('every action is offered somewhere', () => {
    expect(ACTION_IDS.filter((id) => !says(presenters, id))).toEqual([]);
  });

  it('would miss nothing that is not', () => {
    expect(says(makers, 'advertisement')).toBe(false);
    expect(isSaid(['frame.staffNext', 'true'])).toBe(true);
    expect(isSaid(['frame.advertised', 'true'])).toBe(false);
    expect(isSaid(['outOfService.reason', 'supplies'])).toBe(true);
    expect(isSaid(['outOfService.reason', 'advertisement'])).toBe(false);
    expect(isSaid(['takeMedia.what', 'supplies'])).toBe(false);
  });
});
