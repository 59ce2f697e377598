/**
 * What listeners say to show that they listen, by language: given to {@link BargeIn.backchannels}, these words do not interrupt.
 *
 * Some of them are also answers: leave out, or add, what your users mean by them.
 *
 * @example
 * ```ts
 * const bargeIn = { backchannels: [...backchannels.en, 'cheers'] };
 * ```
 *
 * @category Sessions
 */
export const backchannels = {
  de: ['mhm', 'hm', 'aha', 'ah', 'ja', 'ja ja', 'okay', 'ok', 'genau', 'gut', 'alles klar', 'verstehe', 'stimmt'],
  en: ['mhm', 'mm', 'mmm', 'hm', 'hmm', 'mm-hmm', 'uh-huh', 'ah', 'oh', 'yeah', 'yep', 'yes', 'ok', 'okay', 'right', 'sure', 'i see', 'got it'],
  es: ['mhm', 'ajá', 'ah', 'sí', 'ya', 'vale', 'ok', 'okay', 'claro', 'bueno', 'entiendo'],
  fr: ['mhm', 'hum', 'hm', 'ah', 'oui', 'ouais', 'ok', 'okay', "d'accord", 'bien', 'je vois', 'voilà'],
  hi: ['हाँ', 'हां', 'जी', 'अच्छा', 'ठीक है', 'हम्म', 'ओके'],
  it: ['mhm', 'ah', 'sì', 'già', 'ok', 'okay', 'certo', 'va bene', 'capisco', 'esatto'],
  ja: ['うん', 'うんうん', 'はい', 'ええ', 'へえ', 'なるほど', 'そうですね', 'そうです'],
  nl: ['mhm', 'hm', 'ah', 'ja', 'ok', 'oké', 'okay', 'precies', 'goed', 'juist', 'ik snap het'],
  pt: ['mhm', 'aham', 'ah', 'sim', 'é', 'tá', 'ok', 'okay', 'certo', 'claro', 'entendi'],
  zh: ['嗯', '嗯嗯', '哦', '啊', '对', '对对', '好', '好的', '是', '是的', '明白'],
} as const satisfies Readonly<Record<string, readonly string[]>>; // prettier-ignore
