import { Command } from 'commander';
import { type Observable } from 'rxjs';
import {
  asTest,
  common,
  defaults,
  encoding,
  port,
  positive,
  rate,
  reaching,
  recording,
  vocabulary,
} from './commandOptions';
import { parseFault, faultForms } from './parseFault';
import { demo, type DemoOptions } from './demo/demo';
import { gateway, type GatewayCommandOptions } from './gateway';
import { type Io } from './Io';
import { listen, type ListenOptions } from './listen';
import { printer, type Printer, widthOf } from './printer';
import { record, type RecordOptions } from './record/record';
import { replay, type ReplayOptions } from './record/replay';
import { say, type SayOptions } from './say';
import { talk, type TalkOptions } from './talk/talk';
import { talkHelp } from './talk/talkHelp';
import { version } from '../../package.json';

/** What was asked for, to be subscribed to. */
export interface Task {
  /** The work. Completes when done, errors when it failed. */
  readonly work$: Observable<never>;
  /** Whether programs read what it says. */
  readonly json: boolean;
}

/** The options of every command. */
interface Common {
  readonly json?: boolean;
}

/**
 * Describes the commands, their options and their help.
 *
 * @param chosen - is told what the arguments ask for
 * @internal
 */
export function program(io: Io, chosen: (task: Task) => void): Command {
  /** An action: commander gives the arguments, the options, and then the command itself. */
  const start =
    <A extends unknown[]>(work: (print: Printer, ...given: A) => Observable<never>) =>
    (...given: [...A, Command]) => {
      const json = (given.at(-2) as Common).json === true;
      const own = given.slice(0, -1) as unknown as A;
      chosen({ work$: work(printer(io, json), ...own), json });
    };

  const root = new Command('rxjs-voice')
    .description(
      'Speaks and listens over WebSocket: with a built-in gateway on this machine, or a real one.',
    )
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', rootHelp);
  // Subcommands take these over from the root as they are made.
  root.exitOverride().configureOutput({
    writeOut: (text) => io.stdout.write(text),
    writeErr: (text) => io.stderr.write(text),
    getOutHelpWidth: () => widthOf(io.stdout),
    getErrHelpWidth: () => widthOf(io.stderr),
  });

  const command = (name: string, what: string) => root.command(name).description(what);

  common(
    command('gateway', 'serve the built-in gateway on 127.0.0.1 until Ctrl-C')
      .option('-p, --port <number>', 'the port; 0 takes any that is free', port, 0)
      .option('--token <token>', 'what clients must send; anyone may dial where left out')
      .addOption(vocabulary())
      .option('--fault <fault>', 'what goes wrong (see below); may be repeated', fault, [])
      .option('--cassette <file>', 'replay a recorded session instead of speaking and listening')
      .option(
        '--pace <factor>',
        'how many times faster than real time audio is sent (default: 4)',
        positive,
      )
      .addHelpText('after', gatewayHelp)
      .action(start((print, options: GatewayCommandOptions) => gateway(io, print, options))),
  );

  reaching(
    command('say', 'speak text: the arguments, or stdin as it arrives')
      .argument('[text...]', 'what to say')
      .option(
        '-o, --out <file>',
        'the WAV file to write; - for raw samples on stdout (default: speech.wav)',
      )
      .option('--raw', 'write raw samples to stdout')
      .option('--voice <id>', 'the voice; built in: awb, rms, slt, kal, kal16')
      .option('--speed <factor>', 'a multiplier of the pace, 0.25 to 4', positive)
      .option('--rate <Hz>', 'the sample rate', rate, 24_000)
      .addOption(encoding())
      .option('--model <id>', 'the model of the real gateway', defaults.tts)
      .addOption(recording())
      .addHelpText('after', sayHelp)
      .action(start((print, text: string[], options: SayOptions) => say(io, print, text, options))),
  );

  reaching(
    command('listen', 'write down speech: a WAV file, or raw samples on stdin')
      .argument('[file]', 'a mono WAV file: 16-bit PCM or G.711')
      .addOption(vocabulary())
      .option('--rate <Hz>', 'the sample rate of stdin', rate, 16_000)
      .addOption(encoding())
      .option('--model <id>', 'the model of the real gateway', defaults.stt)
      .option('--language <tag>', 'the language, as the model names it')
      .addOption(recording())
      .addHelpText('after', listenHelp)
      .action(
        start((print, file: string | undefined, options: ListenOptions) =>
          listen(io, print, file, options),
        ),
      ),
  );

  reaching(
    command('talk', 'talk with a program: what you say is answered, aloud, until Ctrl-C')
      .option('--think <command>', 'what answers (see below); an echo where left out')
      .option('-i, --in <file>', 'a mono WAV file in place of the microphone')
      .option('-o, --out <file>', 'a WAV file in place of the loudspeaker')
      .option('--no-barge-in', 'hear nothing while it speaks: without headphones it hears itself')
      .addOption(vocabulary())
      .option('--voice <id>', 'the voice; built in: awb, rms, slt, kal, kal16')
      .option('--language <tag>', 'your language, as the model that listens names it')
      .option('--tts-model <id>', 'the model of the real gateway that speaks', defaults.tts)
      .option('--stt-model <id>', 'the model of the real gateway that listens', defaults.stt)
      .addOption(recording())
      .addHelpText('after', talkHelp)
      .action(start((print, options: TalkOptions) => talk(io, print, options))),
  );

  common(
    command('record', 'pass lines on to a gateway and record them, until Ctrl-C')
      .requiredOption('--to <url>', 'the gateway, such as wss://us-east.api.slng.ai')
      .option('-o, --out <file>', 'the cassette to write', 'session.cassette')
      .option('-p, --port <number>', 'the port to listen on; 0 takes any that is free', port, 0)
      .addOption(asTest())
      .addHelpText('after', recordHelp)
      .action(start((print, options: RecordOptions) => record(io, print, options))),
  );

  common(
    command('replay', 'show a cassette as marbles, or make a test of it')
      .argument('<cassette>', 'what was recorded')
      .addOption(asTest())
      .addHelpText('after', replayHelp)
      .action(
        start((print, file: string, options: ReplayOptions) => replay(io, print, file, options)),
      ),
  );

  reaching(
    command('demo', 'speak, lose the line, be interrupted, and hear it all again')
      .option('-o, --out <file>', 'the WAV file to write', 'demo.wav')
      .option('--voice <id>', 'the voice')
      .option('--tts-model <id>', 'the model of the real gateway that speaks', defaults.tts)
      .option('--stt-model <id>', 'the model of the real gateway that listens', defaults.stt)
      .addHelpText('after', demoHelp)
      .action(start((print, options: DemoOptions) => demo(io, print, options))),
  );

  return root;
}

/** Checked at once, so that a misspelling is found before anything starts. */
function fault(text: string, before: readonly string[]): readonly string[] {
  parseFault(text);
  return [...before, text];
}

const rootHelp = `
Examples:
  rxjs-voice demo                                  see it all in half a minute
  rxjs-voice say "Hello there." --out hello.wav
  rxjs-voice listen hello.wav --vocabulary "hello there you"
  rxjs-voice talk --think ./my-model.sh --vocabulary @words.txt
  rxjs-voice gateway --fault drop:after=1.5s       a gateway that loses its line

Exit codes: 0 done, 1 failed, 2 misused, 130 interrupted.
Set NO_COLOR for plain text.`;

const gatewayHelp = `
Faults. Several of them compose: the last one sees a line first.
${faultForms.map((form) => `  ${form}`).join('\n')}

Examples:
  rxjs-voice gateway --port 8080
  rxjs-voice gateway --vocabulary @words.txt --fault drop:after=1.5s --fault late-ready:delay=2s`;

const sayHelp = `
Examples:
  rxjs-voice say "Hello there." --out hello.wav
  echo "Hello there." | rxjs-voice say --raw | aplay -f S16_LE -r 24000
  my-model | rxjs-voice say                        speaks each sentence as soon as it is whole
  SLNG_API_KEY=… rxjs-voice say --url wss://us-east.api.slng.ai "Hello there."`;

const listenHelp = `
The built-in recogniser knows a word list, not all of English: it hears the nearest sequence of those words.

Examples:
  rxjs-voice listen hello.wav --vocabulary "hello there you"
  arecord -f S16_LE -r 16000 | rxjs-voice listen --vocabulary @words.txt
  SLNG_API_KEY=… rxjs-voice listen hello.wav --url wss://us-east.api.slng.ai`;

const recordHelp = `
Any program is recorded by dialling the address it prints instead of the gateway's. Tokens, keys and header values are not
written; audio goes into a second file beside the first.

Examples:
  rxjs-voice record --to wss://us-east.api.slng.ai --out incident.cassette --as-test
  rxjs-voice say "Hello there." --record hello.cassette`;

const replayHelp = `
Examples:
  rxjs-voice replay incident.cassette                what was said, as marbles
  rxjs-voice replay incident.cassette --as-test      incident.spec.ts, ready to run
  rxjs-voice gateway --cassette incident.cassette    answers as it was recorded`;

const demoHelp = `
Three acts: a text is spoken as a model writes it and its line is cut; a second one is interrupted; the first is heard again.
Ends with 0 where what was heard is what was said.`;
