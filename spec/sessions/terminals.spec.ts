import {
  answerOf,
  countFlush,
  countTerminal,
  learnEnd,
  noTerminals,
  type Terminals,
} from '../../src/sessions/terminals';

/** `!` a flush, `F` flushed, `A` audio_end, `.` the segment ended. Gives what was said after each, `s` for a stray. */
function play(events: string): { answers: string; terminals: Terminals } {
  let terminals = noTerminals;
  let answers = '';
  for (const event of events) {
    if (event === '!') terminals = countFlush(terminals);
    else if (event === '.') terminals = learnEnd(terminals);
    else {
      const counted = countTerminal(terminals, event === 'F' ? 'flushed' : 'audio-end');
      terminals = counted.terminals;
      if (counted.stray) {
        answers += 's';
        continue;
      }
    }
    answers += { no: 'n', half: 'h', whole: 'w' }[answerOf(terminals)];
  }
  return { answers, terminals };
}

describe('terminals', () => {
  it.each<[name: string, events: string, answers: string]>([
    ['give no answer before a flush', '', ''],
    ['call one before any flush stray', 'FA', 'ss'],
    ['be whole when both kinds came', '!FA', 'nhw'],
    ['be whole in the other order', '!AF', 'nhw'],
    ['call a second of one kind stray', '!FFA', 'nhsw'],
    ['call what comes after both stray', '!FA.FA', 'nhwwss'],
    ['count a late second one to its own flush', '!A.!F', 'nhwnn'],
    ['count a late second one, then need this flush its own', '!F.!AFA', 'nhwnnww'],
    ['be whole at once by the kind that came alone', '!A.!A', 'nhwnw'],
    ['not be whole at once by the other kind', '!A.!FF', 'nhwnnh'],
    ['forget the lone kind once both came', '!A.!FFA.!A', 'nhwnnhwwnh'],
  ])('should %s', (_, events, answers) => {
    expect(play(events).answers).toBe(answers);
  });

  it('should learn which kind comes alone', () => {
    expect(play('!A.').terminals.alone).toBe('audio-end');
    expect(play('!F.').terminals.alone).toBe('flushed');
    expect(play('!FA.').terminals).not.toHaveProperty('alone');
    expect(play('.').terminals).not.toHaveProperty('alone');
  });
});
