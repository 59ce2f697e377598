import fc from 'fast-check';
import { leastSpeech, shortOf } from '../../src/sessions/shortSpeech';
import { check } from './speakTable';

const english = 'The quick brown fox jumps over the lazy dog.';

// prettier-ignore
describe('leastSpeech', () => {
  it.each<[string, string, number]>([
    ['a sentence, by its letters',          english,                                       (35 / 17) * 1000],
    ['digits as letters',                   '0123456789 0123456789 0123456789',            (30 / 17) * 1000],
    ['nothing of punctuation and space',    `…  ${'-'.repeat(99)} ${english} !!! \n\n`,     (35 / 17) * 1000],
    ['nothing of markup and links',         `<break time="900 ms"/>${english} https://a.example/${'x'.repeat(99)}`, (35 / 17) * 1000],
    ['nothing of emoji',                    '😀'.repeat(50),                          0],
    ['a short text as unknown',             'Twenty-nine letters make one.',               0],
    ['no text',                             '',                                            0],
    ['a Chinese character as three',        '今天天气很好我们去公园',                            (33 / 17) * 1000],
    ['ten of them as enough',               '今天天气很好我们去公',                              (30 / 17) * 1000],
    ['a kana as two',                       'きょうはとてもいいてんきです',                        0],
    ['fifteen of them as enough',           'きょうはとてもいいてんきですね',                       (30 / 17) * 1000],
    ['a Korean syllable as two',            '오늘은날씨가아주좋아서공원에',                         0],
    ['a Russian letter as one',             'Сегодня очень хорошая погода, мы идём в парк.',  (36 / 17) * 1000],
  ])('should count %s', (_, text, expected) => {
    expect(leastSpeech(text)).toBeCloseTo(expected, 6);
  });

  it('should be less for a faster voice, and no more for a slower one', () => {
    expect(leastSpeech(english, 2)).toBeCloseTo(leastSpeech(english) / 2, 6);
    expect(leastSpeech(english, 0.5)).toBe(leastSpeech(english));
  });

  it('should bear any text', () => {
    fc.assert(fc.property(fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)), (text) => {
      const least = leastSpeech(text);
      expect(least >= 0 && least <= text.length * 180).toBe(true);
    }));
  });

  it('should take a time that grows with the text, and no more', () => {
    expect(leastSpeech('<'.repeat(200_000))).toBe(0);
    expect(leastSpeech('<a'.repeat(200_000))).toBeCloseTo((200_000 / 17) * 1000, 3);
  });
});

describe('shortOf', () => {
  it('should be so below a third of the least', () => {
    const least = leastSpeech(english);
    expect(shortOf(english, least / 3)).toBeUndefined();
    expect(shortOf(english, least / 3 - 1)).toBe(least);
    expect(shortOf(english, 0)).toBe(least);
  });

  it('should never be so for what cannot be judged', () => {
    expect(shortOf('Yes.', 0)).toBeUndefined();
    expect(shortOf('…', 0)).toBeUndefined();
  });

  it.each([
    [17, 1],
    [25, 1],
    [50, 1],
    [90, 2],
  ])('should doubt no voice of %i letters a second at speed %i', (pace, speed) => {
    const letters = 'a'.repeat(300);
    expect(shortOf(letters, (300 / pace) * 1000, speed)).toBeUndefined();
  });
});

// prettier-ignore
describe('speakStep, of a segment that is too short', () => {
  const said = 'Thirty_letters_are_enough_to_be_judged.';
  const asked = `
        turn 1        ->
        text 1 ${said} -> dial
        end 1         ->
        ready         -> "${said.replaceAll('_', ' ')}", flush, segment(${said.replaceAll('_', ' ')} at 0) [first-audio turn]`;
  const some = 'x'.repeat(100);
  const enough = 'x'.repeat(700);

  check([
    ['tell where terminals end it', `${asked}
        audio ${some} -> 1:${some} [turn]
        flushed       -> [settle turn]
        audio-end     -> short(100 of 1882), done(t1), 1| [idle]
    `],
    ['tell where nothing came at all', `${asked}
        flushed       -> [first-audio settle turn]
        settle!       -> short(0 of 1882), done(t1), 1| [idle]
    `],
    ['tell where a close with 1000 ends it', `${asked}
        audio ${some} -> 1:${some} [turn]
        lost 1000     -> short(100 of 1882), done(t1), 1|
    `],
    ['not tell of enough', `${asked}
        audio ${enough} -> 1:${enough} [turn]
        flushed       -> [settle turn]
        audio-end     -> done(t1), 1| [idle]
    `],
    ['count what lost lines brought of it', `${asked}
        audio ${enough} -> 1:${enough} [turn]
        lost          ->
        ready         -> "${said.replaceAll('_', ' ')}", flush, replayed(t1) [first-audio turn]
        audio x       -> [turn]
        flushed       -> [settle turn]
        audio-end     -> done(t1), 1| [idle]
    `],
    ['not tell of a line that broke', `${asked}
        audio ${some} -> 1:${some} [turn]
        lost          -> 1#socket-lost
    `, { replay: 'fail' }],
    ['take the speed into account', `${asked}
        audio ${'x'.repeat(400)} -> 1:${'x'.repeat(400)} [turn]
        flushed       -> [settle turn]
        audio-end     -> done(t1), 1| [idle]
    `, { speed: 2 }],
    ['say nothing of audio whose time is not known', `${asked}
        audio ${some} -> 1:${some} [turn]
        flushed       -> [settle turn]
        audio-end     -> done(t1), 1| [idle]
    `, { sampleBytes: 0 }],
  ]);
});
