import { backchannels } from '../../../src/sessions/conversation/backchannels';
import { written } from '../transcript';
import { play, type Rules } from './talkTranscript';

const tables: readonly [string, Rules, string][] = [
  ['should answer an utterance and remember what was said', {}, `
    p Hel              -> hearing(Hel), WARM
    p Hello            -> hearing(Hello), WARM
    f Hello.           -> hearing(Hello.), WARM [silence]
    u                  -> heard 1(Hello.), SPEAK 1, THINK 1(Hello.; )
    1 t Hi_            -> token 1(Hi ), SAY(Hi )
    1 t there.         -> token 1(there.), SAY(there.)
    1 thought          -> END 1
    1 phrase Hi_there. -> phrase 1(Hi there.)
    1 seg 0 Hi_there.  ->
    1 received 300     -> speaking 1
    1 received 300     ->
    1 seg-end 600      ->
    1 played 0         ->
    1 played 300       -> playing 1(300)
    1 played-out       -> STOP 1, said 1(Hi there. 300)
    f And?             -> hearing(And?), WARM [silence]
    u                  -> heard 2(And?), SPEAK 2, THINK 2(And?; u:Hello., a:Hi there.)
  `],
  ['should take silence behind the last final for the end of the utterance', {}, `
    p I        -> hearing(I), WARM
    f I see.   -> hearing(I see.), WARM [silence]
    p But      -> hearing(I see. But), WARM
    f But_why? -> hearing(I see. But why?), WARM [silence]
    silence!!  -> heard 1(I see. But why?), SPEAK 1, THINK 1(I see. But why?; )
  `],
  ['should wait for the final of a partial, and not for one that is withdrawn', {}, `
    f One     -> hearing(One), WARM [silence]
    p two     -> hearing(One two), WARM
    p         -> [silence]
    silence!! -> heard 1(One), SPEAK 1, THINK 1(One; )
  `],
  ['should take no notice of what has no words', {}, `
    f ...     ->
    u         ->
    p 👍       ->
    gap       ->
    interrupt ->
  `],
  ['should interrupt once, at the first words', {}, `
    f Tell me.             -> hearing(Tell me.), WARM [silence]
    u                      -> heard 1(Tell me.), SPEAK 1, THINK 1(Tell me.; )
    1 t One_two_three.     -> token 1(One two three.), SAY(One two three.)
    1 seg 0 One_two_three. ->
    1 w 100 One            ->
    1 w 200 two            ->
    1 w 300 three.         ->
    1 received 300         -> speaking 1
    1 played 210           -> playing 1(210)
    p Wait                 -> STOP 1, hearing over 1(Wait), interrupted 1(One two| three. 210)
    f Wait.                -> hearing(Wait.), WARM [silence]
    interrupt              -> [silence]
    1 t four               -> [silence]
    1 played 220           -> [silence]
    1 played-out           -> [silence]
    u                      -> heard 2(Wait.), SPEAK 2, THINK 2(Wait.; u:Tell me., a:One two)
  `],
  ['should interrupt thinking, and remember nothing of it', {}, `
    f I want   -> hearing(I want), WARM [silence]
    u          -> heard 1(I want), SPEAK 1, THINK 1(I want; )
    1 t What?  -> token 1(What?), SAY(What?)
    p a table  -> STOP 1, hearing over 1(a table), interrupted 1(|What? 0)
    f a table. -> hearing(a table.), WARM [silence]
    u          -> heard 2(a table.), SPEAK 2, THINK 2(a table.; u:I want)
  `],
  ['should take another sign than words, where one is given', { wordsInterrupt: false }, `
    f Go.     -> hearing(Go.), WARM [silence]
    u         -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    1 t A_b.  -> token 1(A b.), SAY(A b.)
    p no      -> hearing over 1(no)
    f no      -> hearing over 1(no) [silence]
    u         ->
    interrupt -> STOP 1, interrupted 1(|A b. 0) [silence]
    silence!! -> heard 2(no), SPEAK 2, THINK 2(no; u:Go.)
  `],
  ['should answer behind the answer what must not interrupt it', { allowed: ({ text }) => !text.startsWith('Notice') }, `
    f Go.           -> hearing(Go.), WARM [silence]
    u               -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    1 t Notice_one. -> token 1(Notice one.), SAY(Notice one.)
    f Stop!         -> hearing over 1(Stop!) [silence]
    u               ->
    f Really.       -> hearing over 1(Really.) [silence]
    u               ->
    1 played-out    -> STOP 1, said 1(Notice one. 0), heard 2(Stop! Really.), SPEAK 2, THINK 2(Stop! Really.; u:Go., a:Notice one.)
    2 t Ok.         -> token 2(Ok.), SAY(Ok.)
    p Hm            -> STOP 2, hearing over 2(Hm), interrupted 2(|Ok. 0)
  `],
  ['should not take backchannels for an interruption', { backchannels: backchannels.en }, `
    f Go.    -> hearing(Go.), WARM [silence]
    u        -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    1 t A_b. -> token 1(A b.), SAY(A b.)
    f Yeah.  -> hearing over 1(Yeah.) [silence]
    u        -> dismissed 1(Yeah.)
    p ok     -> hearing over 1(ok)
    p ok but -> STOP 1, hearing over 1(ok but), interrupted 1(|A b. 0)
  `],
  ['should count the words of each utterance by itself', { minWords: 2 }, `
    f Go.        -> hearing(Go.), WARM [silence]
    u            -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    f one        -> hearing over 1(one) [silence]
    u            -> dismissed 1(one)
    f two        -> hearing over 1(two) [silence]
    u            -> dismissed 1(two)
    p three      -> hearing over 1(three)
    p three four -> STOP 1, hearing over 1(three four), interrupted 1(| 0)
  `],
  ['should pause first, and go on when nothing comes of it', { pause: 500, minWords: 2 }, `
    f Go.     -> hearing(Go.), WARM [silence]
    u         -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    1 t A_b.  -> token 1(A b.), SAY(A b.)
    p one     -> PAUSE 1, hearing over 1(one), paused 1 [resume]
    p one.    -> hearing over 1(one.) [resume]
    resume!!  -> RESUME 1, resumed 1
    f One.    -> hearing over 1(One.) [silence]
    u         -> dismissed 1(One.)
    p no      -> PAUSE 1, hearing over 1(no), paused 1 [resume]
    p no wait -> STOP 1, hearing over 1(no wait), interrupted 1(|A b. 0)
  `],
  ['should pause at a sign and interrupt at words', { pause: 500, wordsInterrupt: false }, `
    f Go.     -> hearing(Go.), WARM [silence]
    u         -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    interrupt -> PAUSE 1, paused 1 [resume]
    resume!!  -> RESUME 1, resumed 1
    interrupt -> PAUSE 1, paused 1 [resume]
    interrupt -> [resume]
    p Stop    -> STOP 1, hearing over 1(Stop), interrupted 1(| 0)
    interrupt ->
  `],
  ['should hush at once whatever interrupts otherwise', { pause: 500, minWords: 2, allowed: () => false }, `
    hush     ->
    f Go.    -> hearing(Go.), WARM [silence]
    u        -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    1 t A_b. -> token 1(A b.), SAY(A b.)
    hush     -> STOP 1, interrupted 1(|A b. 0)
    hush     ->
  `],
  ['should tell of a failure what was heard, and go on', {}, `
    f Go.            -> hearing(Go.), WARM [silence]
    u                -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    1 t One_two.     -> token 1(One two.), SAY(One two.)
    1 seg 0 One_two. ->
    1 seg-end 700    ->
    1 received 700   -> speaking 1
    1 played 400     -> playing 1(400)
    1 think-failed   -> STOP 1, failed 1(One| two. 400)
    1 play-failed    ->
    f Again.         -> hearing(Again.), WARM [silence]
    u                -> heard 2(Again.), SPEAK 2, THINK 2(Again.; u:Go., a:One)
    2 play-failed    -> STOP 2, failed 2(| 0)
  `],
  ['should think ahead, and answer the sooner', { early: 200 }, `
    p Hello        -> hearing(Hello), WARM [early]
    p Hello there  -> hearing(Hello there), WARM [early]
    early!!        -> THINK 1(Hello there; )
    1 t Hi.        ->
    p hello_there  -> hearing(hello there), WARM [early]
    f Hello there. -> hearing(Hello there.), WARM [early silence]
    u              -> heard 1(Hello there.), token 1(Hi.), SPEAK 1, SAY(Hi.)
    1 t Bye.       -> token 1(Bye.), SAY(Bye.)
    1 thought      -> END 1
  `],
  ['should drop a thought on other words', { early: 200 }, `
    p Hello      -> hearing(Hello), WARM [early]
    early!!      -> THINK 1(Hello; )
    1 t Hi.      ->
    1 thought    ->
    p Hello you  -> STOP 1, hearing(Hello you), WARM [early]
    1 t late     -> [early]
    early!!      -> THINK 2(Hello you; )
    2 thought    ->
    f Hello you. -> hearing(Hello you.), WARM [early silence]
    u            -> heard 2(Hello you.), SPEAK 2, END 2
  `],
  ['should drop a thought that fails or is withdrawn', { early: 200 }, `
    p Hello        -> hearing(Hello), WARM [early]
    early!!        -> THINK 1(Hello; )
    1 think-failed -> STOP 1
    p Hello        -> hearing(Hello), WARM [early]
    early!!        -> THINK 2(Hello; )
    p              -> STOP 2
    f Hello.       -> hearing(Hello.), WARM [early silence]
    early!!        -> THINK 3(Hello.; ) [silence]
    silence!!      -> heard 3(Hello.), SPEAK 3
  `],
  ['should end behind the last answer when nothing more is heard', {}, `
    f Go.        -> hearing(Go.), WARM [silence]
    deaf         -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    1 t A.       -> token 1(A.), SAY(A.)
    1 played-out -> STOP 1, said 1(A. 0), FINISH
  `],
  ['should end at once when nothing is being answered', {}, `
    p Go -> hearing(Go), WARM
    deaf -> FINISH
  `],
  ['should answer before the end what an answer kept waiting', { wordsInterrupt: false }, `
    f Go.         -> hearing(Go.), WARM [silence]
    u             -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    f More.       -> hearing over 1(More.) [silence]
    deaf          ->
    interrupt     -> STOP 1, interrupted 1(| 0), heard 2(More.), SPEAK 2, THINK 2(More.; u:Go.)
    2 play-failed -> STOP 2, failed 2(| 0), FINISH
  `],
  ['should say nothing where nothing was thought', {}, `
    f Go.        -> hearing(Go.), WARM [silence]
    u            -> heard 1(Go.), SPEAK 1, THINK 1(Go.; )
    1 t          ->
    1 thought    -> END 1
    1 played-out -> STOP 1, said 1( 0)
    f And?       -> hearing(And?), WARM [silence]
    u            -> heard 2(And?), SPEAK 2, THINK 2(And?; u:Go.)
  `],
]; // prettier-ignore

describe('a conversation', () => {
  it.each(tables)('%s', (_, rules, transcript) => {
    expect(play(transcript, rules)).toBe(written(transcript));
  });
});
