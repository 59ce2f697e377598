import { english } from './english';
import { danish, dutch, german, swedish } from './germanic';
import { type Language } from './language';
import {
  arabic,
  bengali,
  finnish,
  greek,
  hindi,
  hungarian,
  indonesian,
  korean,
  romanian,
  thai,
  turkish,
  vietnamese,
} from './others';
import { french, italian, portuguese, spanish } from './romance';
import { czech, polish, russian, ukrainian } from './slavic';

export { type Language } from './language';

/**
 * The languages with data of their own, by their subtag.
 *
 * @internal
 */
export const languages: ReadonlyMap<string, Language> = new Map([
  ['en', english],
  ['de', german],
  ['nl', dutch],
  ['sv', swedish],
  ['da', danish],
  ['nb', danish],
  ['nn', danish],
  ['no', danish],
  ['fr', french],
  ['es', spanish],
  ['ca', spanish],
  ['it', italian],
  ['pt', portuguese],
  ['ru', russian],
  ['uk', ukrainian],
  ['pl', polish],
  ['cs', czech],
  ['sk', czech],
  ['fi', finnish],
  ['hu', hungarian],
  ['tr', turkish],
  ['el', greek],
  ['hi', hindi],
  ['ar', arabic],
  ['bn', bengali],
  ['vi', vietnamese],
  ['ro', romanian],
  ['ko', korean],
  ['th', thai],
  ['id', indonesian],
]);

/**
 * What holds in every language: Latin abbreviations of titles and of scholars stand in all of them.
 *
 * @internal
 */
export const anyLanguage: Language = {
  before: 'Dr Prof St Mr Mrs Ms e.g i.e vs cf',
  number: 'No Nr Fig fig p pp Vol vol ca Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec',
  either: 'Inc Ltd Jr Sr Co Corp Ph.D',
  closing: 'etc a.m p.m',
};
