import { isVoiceError } from '../../errors';
import { type AnswerMetrics, type ConversationEvent, type CutShort } from '../../sessions';
import { seconds } from '../duration';
import { type Io } from '../Io';
import { paintFor, type Printer } from '../printer';
import { sentenceOf } from '../sentenceOf';
import { latencyLine } from './latencyLine';

/**
 * Shows a conversation: what was said as lines on stdout, what is being said right now where a person watches, and everything,
 * as JSON, to programs.
 *
 * @internal
 */
export interface Transcript {
  readonly show: (event: ConversationEvent) => void;
  readonly measured: (metrics: AnswerMetrics) => void;
  /** Nothing is said right now. */
  readonly idle: () => void;
}

/** So much of what nobody heard is shown, characters. */
const longestUnheard = 60;

/**
 * Makes the transcript of a conversation.
 *
 * @internal
 */
export function transcript(io: Io, printer: Printer): Transcript {
  const { bold, cyan, green, dim } = paintFor(io, io.stdout);
  const you = (text: string) => `${bold(cyan('you:'))} ${text}`;
  const agent = (text: string) => `${bold(green('agent:'))} ${text}`;
  let answer = '';

  const cutShort = ({ heardText, unheardText, playedMs }: CutShort, how: string) => {
    const unheard = unheardText.trim().replace(/\s+/g, ' ');
    const shown =
      unheard.length > longestUnheard ? `${unheard.slice(0, longestUnheard).trimEnd()}…` : unheard;
    const rest = shown === '' ? '' : `; not heard: ${shown}`;
    printer.result(
      agent(`${oneLine(heardText)} ${dim(`[${how} after ${seconds(playedMs)}${rest}]`)}`),
    );
  };
  const idle = () => printer.status('listening …');

  return {
    idle,
    show: (event) => {
      tellPrograms(printer, event);
      switch (event.type) {
        case 'hearing':
          printer.status(`you: ${event.text}`);
          return;
        case 'heard':
          answer = '';
          printer.result(you(event.text));
          printer.status('thinking …');
          return;
        case 'token':
          answer += event.text;
          printer.status(`agent: ${oneLine(answer)}`);
          return;
        case 'said':
          printer.result(agent(oneLine(event.text) || dim('[no answer]')));
          return;
        case 'interrupted':
          cutShort(event, 'interrupted');
          return;
        case 'failed':
          if (event.heardText.trim() !== '') cutShort(event, 'failed');
          printer.warn(`${printer.paint.yellow('!')} No answer: ${sentenceOf(event.error)}`);
          return;
        default:
      }
    },
    measured: (metrics) => {
      printer.record({ type: 'latencies', ...metrics });
      const line = latencyLine(metrics);
      if (line !== '') printer.note(printer.paint.dim(`  ${line}`));
      if (metrics.outcome !== 'interrupted') idle();
    },
  };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** `playing` comes 50 times a second, and says nothing that the end does not. */
function tellPrograms(printer: Printer, event: ConversationEvent): void {
  if (event.type === 'playing' || event.type === 'audio') return;
  if (event.type !== 'failed') {
    printer.record(event);
    return;
  }
  const { error, ...facts } = event;
  const code = isVoiceError(error) ? error.code : undefined;
  printer.record({ ...facts, code, message: sentenceOf(error) });
}
