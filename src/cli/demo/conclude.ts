import { durationOf } from '../../audio';
import { CommandError } from '../CommandError';
import { seconds } from '../duration';
import { type Printer } from '../printer';
import { type Spoken } from './actSpeak';
import { type Difference } from './difference';
import { resultTable } from './resultTable';
import { type Timeline } from './timeline';
import { type DemoResult, isPerfect, ms, verdictLine } from './verdict';
import { wordsHeard } from './wordsHeard';

/**
 * Shows what became of the demo, and fails where what was heard is not what was said.
 *
 * @param texts - what was said, and what was heard
 * @param difference - how the audio compares with what should have come; none for a voice that is not the same twice
 * @param file - where the audio is
 * @internal
 */
export function conclude(
  printer: Printer,
  show: Timeline,
  texts: { readonly said: string; readonly heard: string },
  spoken: Spoken,
  difference: Difference | undefined,
  file: string,
): void {
  const duration = spoken.audio.reduce((sum, chunk) => sum + durationOf(chunk), 0);
  const result: DemoResult = {
    ...wordsHeard(texts.said, texts.heard),
    firstAudio: Math.round((spoken.firstAudio ?? 0) - (spoken.firstToken ?? 0)),
    reconnects: spoken.reconnects,
    ...(difference && { difference }),
  };
  const good = isPerfect(result);
  printer.record({ type: 'result', good, ...result, file, ms: Math.round(duration) });

  const measured = (value: number | undefined) =>
    value === undefined ? 'not measured' : ms(value);
  show.heading('What became of it');
  resultTable(show.paint, [
    ['words said', String(result.said)],
    ['words heard', String(result.heard)],
    ['first audio after the first token', ms(result.firstAudio)],
    ['reconnects', String(result.reconnects)],
    ['audio lost', measured(difference?.lost)],
    ['audio said twice', measured(difference?.repeated)],
    ['the audio', `${seconds(duration)} in ${file}`],
  ]).forEach(show.line);
  show.line(`${good ? show.paint.green('✓') : show.paint.red('✗')} ${verdictLine(result)}`);
  if (!good) throw new CommandError('What was heard is not what was said.');
}
